"""The next date of somebody, on their page: what is due now, else from when something will be."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.today.prompts import records
from models.rules.today.next_date import NextDate, next_date

__all__ = ["NextDate", "next_of"]


def next_of(turn: Turn, *, person: UUID) -> NextDate | None:
    """Eleven statements, however much was recorded about them; none once everything of theirs is over.

    Source: `domain.md`, *Rules* (prompt).
    """
    return next_date((each.record for each in records(turn, person)), turn.moment, turn.policy)
