"""From which day to which somebody is on the staff or on leave: spells of whole days, both included (END-10, DAY-4).

`models.staff_of_days` tells the same as a condition of a statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spell:
    """From a day to a day, both included; none where it has always been so, or where no end is known."""

    first_day: date | None = None
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this day is one of it."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)

    def meets(self, other: "Spell") -> bool:
        """Whether a day is one of both."""
        return _not_after(self.first_day, other.last_day) and _not_after(other.first_day, self.last_day)


def is_within(spells: Sequence[Spell], day: date) -> bool:
    """Whether somebody with these spells is on the staff on this day; who has none is on it always."""
    return not spells or any(each.covers(day) for each in spells)


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
