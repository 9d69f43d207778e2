"""Hours and step-downs beside the ratings, week by week of the support: whether less help goes with independence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

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

    `hours` are (day of the week from 0, worker minutes a week, whether a step-down began there), one for each change;
    the first stands from day 0, or from the day of the first plan known. `level` is none where nobody rated one. `days`
    are 7, fewer in the last week. No line joins a level that `begins_anew`, after a hand-over, to those before it.
    """

    number: int
    first_day: date
    days: int
    hours: tuple[tuple[int, int, bool], ...]
    level: float | None
    begins_anew: bool = False

    @property
    def sentence(self) -> str:
        """For instance "Week 2, from 9 Nov 2026: 14 → 10.5 worker hours a week, a step-down; level P"."""
        level = "no level rated" if self.level is None else f"level {level_text(self.level)}"
        level += ", after a hand-over" if self.begins_anew else ""
        return f"Week {self.number}, from {day_text(self.first_day)}: {self._hours_said}; {level}"

    @property
    def _hours_said(self) -> str:
        if not self.hours:
            return "no plan known"
        begins = self.hours[0][0]
        before = f"no plan known before {day_text(self.first_day + timedelta(days=begins))}, " if begins else ""
        minutes = " → ".join(hours_text(each) for each, _ in groupby(self.hours, lambda one: one[1]))
        down = ", a step-down" if any(step for *_, step in self.hours) else ""
        return f"{before}{minutes} worker hours a week{down}"


def weeks_of_support(
    versions: Sequence[HoursFrom], levels: Iterable[WeekLevel], first: date, last: date
) -> tuple[SupportWeek, ...]:
    """Each week from the first day of support to the last, with the hours in force in it and the level of its ratings.

    `levels` are those of all goals together, counted from the same first day (IPAD-3). Of two versions with one day the
    newer counts (PSP-2). Source: good practice on OPG 3.1 (PSP-4, IPAD-3).
    """
    by_number = {each.number: (each.median, each.begins_anew) for each in levels}
    found, begins = list[SupportWeek](), first
    while begins <= last:
        days = min(_WEEK.days, (last - begins).days + 1)
        number = len(found) + 1
        level, anew = by_number.get(number, (None, False))
        found.append(SupportWeek(number, begins, days, hours_over(versions, begins, days), level, anew))
        begins += _WEEK
    return tuple(found)


def hours_over(versions: Sequence[HoursFrom], begins: date, days: int) -> tuple[tuple[int, int, bool], ...]:
    """What is in force on the first of these days, and each change of it within them: other minutes, or a step-down.

    Each is (days after the first, worker minutes a week, whether a step-down began there). A hand-over and a week
    arranged anew leave the hours as they were. Source: good practice on OPG 3.1 (PSP-4).
    """
    found, minutes = list[tuple[int, int, bool]](), None
    for day in range(days):
        on = begins + timedelta(days=day)
        plan = plan_of_day(versions, on)
        steps_down = plan is not None and plan.step_down and plan.from_day == on
        if plan is not None and (steps_down or plan.worker_minutes != minutes):
            minutes = plan.worker_minutes
            found.append((day, minutes, steps_down))
    return tuple(found)
