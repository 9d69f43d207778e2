"""Who has something on a day: the last change that has begun by then, of two with one day the newer (DAY-4)."""

from collections.abc import Iterable
from datetime import date

from models.rules.plans.in_force import Version, coming, plan_of_day

__all__ = ["change_of_day", "changes_to_come"]


def change_of_day(changes: Iterable[Version], day: date) -> Version | None:
    """The change that counts on a day, none while the first owner has it; those taken back are left out before.

    A change counts from 00:00 of its day in the office, in the weeks of the clock changes too: as a plan does (PSP-2).
    Source: STCH (DAY-4).
    """
    return plan_of_day(changes, day)


def changes_to_come(changes: Iterable[Version], day: date) -> tuple[Version, ...]:
    """What is said for after a day, the soonest first; of two with one day only the newer. (DAY-4)."""
    return coming(changes, day)
