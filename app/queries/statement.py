"""What several queries read the same way: a row of any columns, and a planned visit from its stored line."""

from datetime import time
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Row

from models.referrals import RequestedVisit
from models.values import Call, PlannedVisit, days_of

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

REQUESTED = (
    RequestedVisit.days,
    RequestedVisit.call,
    RequestedVisit.minutes,
    RequestedVisit.workers,
    RequestedVisit.at,
)


_SHAPES_KEPT = 4_096  # a county asks for a few hundred shapes of visits


def visit_of(row: AnyRow) -> PlannedVisit:
    """The visit that a stored line means."""
    return _visit(row.days, row.call, row.minutes, row.workers, row.at)


@lru_cache(maxsize=_SHAPES_KEPT)
def _visit(days: int, call: Call, minutes: int, workers: int, at: time | None) -> PlannedVisit:
    return PlannedVisit(days_of(days), call, minutes, workers, at)
