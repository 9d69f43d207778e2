"""The next date of somebody, on their page: what is due now, else from when something will be."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.today.prompt_records import records, records_of_referral
from models.rules.today.next_date import NextDate, next_date

__all__ = ["NextDate", "next_of", "next_of_referral"]


def next_of(turn: Turn, *, person: UUID) -> NextDate | None:
    """Twelve statements, however much was recorded about them; none once everything of theirs is over.

    Source: `domain.md`, *Rules* (prompt).
    """
    return next_date((each.record for each in records(turn, person)), turn.moment, turn.policy)


def next_of_referral(turn: Turn, *, referral: UUID, person: UUID) -> NextDate | None:
    """Of one referral, without what its person's support asks for: three statements.

    Source: `domain.md`, *Rules* (prompt).
    """
    known = records_of_referral(turn, person, referral)
    return next_date((each.record for each in known), turn.moment, turn.policy)
