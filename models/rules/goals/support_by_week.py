"""Hours and step-downs beside the ratings, week by week of the support: whether less help goes with independence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.rules.goals.levels import WeekLevel, level_text
from models.rules.plans.in_force import plan_of_day
from models.rules.sentences import day_text
from models.values import DAYS, hours_text

_WEEK = timedelta(days=len(DAYS))


@dataclass(frozen=True, slots=True)
class HoursFrom:
    """A version by the day from which it is in force; `step_down` where it is one (PSP-4)."""

    from_day: date
    number: int
    worker_minutes: int
    step_down: bool


@dataclass(frozen=True, slots=True)
class SupportWeek:
    """A week of the support: its number from 1, the hours in force in it in their order, and the median level.

    `hours` are (day of the week from 0, worker minutes a week, whether a step-down began there); the first stands from
    day 0. `level` is none where nobody rated one. `days` are 7, fewer in the last week.
    """

    number: int
    first_day: date
    days: int
    hours: tuple[tuple[int, int, bool], ...]
    level: float | None

    @property
    def sentence(self) -> str:
        """For instance "Week 2, from 9 Nov 2026: 14 → 10.5 worker hours a week, a step-down; level P"."""
        minutes = " → ".join(hours_text(each) for _, each, _ in self.hours)
        down = ", a step-down" if any(step for *_, step in self.hours) else ""
        level = "no level rated" if self.level is None else f"level {level_text(self.level)}"
        return f"Week {self.number}, from {day_text(self.first_day)}: {minutes} worker hours a week{down}; {level}"


def weeks_of_support(
    versions: Sequence[HoursFrom], levels: Iterable[WeekLevel], first: date, last: date
) -> tuple[SupportWeek, ...]:
    """Each week from the first day of support to the last, with the hours in force in it and the level of its ratings.

    `levels` are those of all goals together, counted from the same first day (IPAD-3). Of two versions with one day the
    newer counts (PSP-2). Source: good practice on OPG 3.1 (PSP-4, IPAD-3).
    """
    by_number = {each.number: each.median for each in levels}
    found, begins = list[SupportWeek](), first
    while begins <= last:
        days = min(_WEEK.days, (last - begins).days + 1)
        number = len(found) + 1
        found.append(SupportWeek(number, begins, days, _hours(versions, begins, days), by_number.get(number)))
        begins += _WEEK
    return tuple(found)


def _hours(versions: Sequence[HoursFrom], begins: date, days: int) -> tuple[tuple[int, int, bool], ...]:
    """What is in force on the first day, and each version that follows it within the week."""
    in_force = [plan_of_day(versions, begins + timedelta(days=day)) for day in range(days)]
    came = [(0, in_force[0])] + [
        (day, now) for day, (before, now) in enumerate(pairwise(in_force), start=1) if now is not before
    ]
    return tuple(
        (day, each.worker_minutes, each.step_down and each.from_day == begins + timedelta(days=day))
        for day, each in came
        if each is not None
    )
