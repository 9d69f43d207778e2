"""Safeguarding concerns that nobody has been told of yet, for the form that settles them (DAY-1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.people import Concern, Person
from models.staff import Staff
from models.values import whole_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow:
    """One concern: about whom, what, raised by whom and when."""

    id: UUID
    version: int
    person: str
    what: str
    raised_at: datetime
    raised_by: str


def untold(turn: Turn) -> tuple[ConcernRow, ...]:
    """Every concern that nobody has been told of, the oldest first. Source: good practice (DAY-1)."""
    rows = turn.session.execute(
        select(
            Concern.id, Concern.version, Person.given, Person.family, Concern.what,
            Concern.raised_at, Staff.name,
        )
        .join(Person, Person.id == Concern.person_id)
        .join(Staff, Staff.id == Concern.raised_by_id)
        .where(Concern.office_id == turn.office, Concern.told_at.is_(None))
        .order_by(Concern.raised_at, Concern.id)
    )  # fmt: skip
    return tuple(
        ConcernRow(
            id=row.id,
            version=row.version,
            person=whole_name(row.given, row.family),
            what=row.what,
            raised_at=row.raised_at,
            raised_by=row.name,
        )
        for row in rows
    )
