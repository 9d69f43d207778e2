"""A member of the staff whom an office file names, as the rules ask of them: their role, and since when."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.deciding import OnStaff
from models.rules.spells import Spell
from models.staff import Staff, StaffSpell


def on_staff(session: Session, member: Staff) -> OnStaff:
    """What they are, and the days on which they are on the staff. (END-10)."""
    return OnStaff(member.name, member.role, None, tuple(_spells(session, member)))


def _spells(session: Session, member: Staff) -> Iterator[Spell]:
    for each in session.scalars(select(StaffSpell).where(StaffSpell.staff_id == member.id)):
        yield Spell(each.first_day, each.last_day)
