"""Which member of staff a ratings file means: by their name or a former one, if they were on the staff that day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.rules.deciding import OnStaff
from models.rules.sentences import day_text
from models.rules.spells import Spell
from models.staff import FormerName, Staff, StaffSpell
from models.values import fold, london_day

_folded = cache(fold)


@dataclass(frozen=True, slots=True)
class Workers:
    """Everybody who ever worked in the office, by the names that a file may call them."""

    _members: Mapping[UUID, OnStaff]
    _now: Mapping[str, frozenset[UUID]]
    _before: Mapping[str, frozenset[UUID]]

    def find(self, name: str, day: date) -> UUID | str:
        """Whom a row means, or the sentence that says why it can't be told (IPAD-2).

        A present name goes before a former one. A leaver's earlier days count, and a starter's first is their first.
        """
        called = self._now.get(_folded(name)) or self._before.get(_folded(name)) or frozenset()
        if not called:
            return f"“{name}” is nobody among the staff of this office."
        there = [each for each in called if self._members[each].is_there_on(day)]
        if not there:
            return f"“{name}” isn't on the staff on {day_text(day)}, the day of the visit: see Office, Staff."
        return there[0] if len(there) == 1 else f"“{name}” is several of the staff of this office."


def workers(turn: Turn) -> Workers:
    """Everybody who ever worked here, with their days on the staff, in one statement."""
    rows = turn.session.execute(
        select(
            Staff.id, Staff.name, Staff.role, Staff.archived_at, FormerName.name.label("former"),
            StaffSpell.id.label("spell"), StaffSpell.first_day, StaffSpell.last_day,
        )
        .outerjoin(StaffSpell, StaffSpell.staff_id == Staff.id)
        .outerjoin(FormerName, FormerName.staff_id == Staff.id)
        .where(Staff.office_id == turn.office)
    ).all()  # fmt: skip
    spells: defaultdict[UUID, dict[UUID, Spell]] = defaultdict(dict)
    now: defaultdict[str, set[UUID]] = defaultdict(set)
    before: defaultdict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        now[_folded(row.name)].add(row.id)
        if row.former is not None:
            before[_folded(row.former)].add(row.id)
        if row.spell is not None:
            spells[row.id][row.spell] = Spell(row.first_day, row.last_day)
    left = {row.id: london_day(row.archived_at) if row.archived_at else None for row in rows}
    members = {row.id: OnStaff(row.name, row.role, left[row.id], tuple(spells[row.id].values())) for row in rows}
    return Workers(members, _frozen(now), _frozen(before))


def _frozen(found: Mapping[str, set[UUID]]) -> dict[str, frozenset[UUID]]:
    return {name: frozenset(each) for name, each in found.items()}
