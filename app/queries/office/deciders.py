"""Whom a deed that a DSO decides can name (END-10)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.staff import ORGANISERS


@dataclass(frozen=True, slots=True)
class Deciders:
    """The DSOs on the staff today, by name; `here` is the one whose seat this is, none at anybody else's."""

    dsos: tuple[tuple[UUID, str], ...]
    here: UUID | None


def deciders(turn: Turn) -> Deciders:
    """Who can have decided today what a DSO decides: any DSO of the office, leave is covered by another.

    Who leaves today still counts. Source: OPG 1.3, 1.5, 2.1, 2.4, 3.2 (END-10).
    """
    rows = turn.session.execute(
        select(Staff.id, Staff.name)
        .where(
            Staff.office_id == turn.office,
            role_of_day(turn.day).in_(ORGANISERS),
            is_on_staff(turn.day),
        )
        .order_by(Staff.name)
    )
    found = tuple((row.id, row.name) for row in rows)
    return Deciders(found, next((key for key, _ in found if key == turn.staff), None))
