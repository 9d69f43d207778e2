"""What several queries read the same way: a row of any columns, and a planned visit from its stored line."""

from typing import Any, TypeAlias

from sqlalchemy import Row

from models.referrals import RequestedVisit
from models.values import PlannedVisit, days_of

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

REQUESTED = (
    RequestedVisit.days,
    RequestedVisit.call,
    RequestedVisit.minutes,
    RequestedVisit.workers,
    RequestedVisit.at,
)


def visit_of(row: AnyRow) -> PlannedVisit:
    """The visit that a stored line means."""
    return PlannedVisit(days_of(row.days), row.call, row.minutes, row.workers, row.at)
