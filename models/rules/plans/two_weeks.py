"""A week of visits of which some are due only every second week: what is due in which, and the heavier of the two.

What is promised has to fit in the heavier week; what is charged, rated or made is that of the day's own week.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from models.rules.sentences import day_text
from models.values import PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, WEEK_A, WEEK_B, names_turn, turns_said, week_of_two

Week = tuple[PlannedVisit, ...]


def alternates(visits: Iterable[PlannedVisit]) -> bool:
    """Whether some of them are due only every second week. Source: good practice (PSP-1)."""
    return any(each.weeks for each in visits)


def of_week(visits: Iterable[PlannedVisit], which: int) -> Week:
    """What is due in week A (1) or in week B (2), as lines of that week alone. Source: good practice (PSP-1)."""
    return tuple(
        replace(each, weeks=EVERY_WEEK) if each.weeks else each for each in visits if each.weeks in {EVERY_WEEK, which}
    )


def of_day(visits: Iterable[PlannedVisit], day: date) -> Week:
    """The lines that are due on a day: on its weekday, and in its week of the two. Source: good practice (PSP-1)."""
    weekday, weeks = day.weekday(), {EVERY_WEEK, week_of_two(day)}
    return tuple([each for each in visits if weekday in each.days and each.weeks in weeks])


def heavier_week(visits: Iterable[PlannedVisit]) -> int:
    """The week of the two that takes more worker minutes, week A where both take as many; 0 where none alternates.

    Source: good practice (PSP-1, REF-15).
    """
    lines = tuple(visits)
    if not alternates(lines):
        return EVERY_WEEK
    week_a, week_b = (_worker_minutes(of_week(lines, which)) for which in TURNS)
    return WEEK_B if week_b > week_a else WEEK_A


def in_heavier(visits: Sequence[PlannedVisit]) -> Week:
    """The visits of the heavier week alone; all where none alternates. Source: good practice (PSP-1, REF-15)."""
    which = heavier_week(visits)
    return of_week(visits, which) if which else tuple(visits)


def told_with_turns(calls: str, day: date) -> str:
    """A week in words as Scheduling gets it: which weeks are A and B beside it, seen from the day on which it begins.

    Source: good practice (PSP-1, REF-13).
    """
    turns = turns_of(calls, day)
    return f"{calls}. {turns} Visits and hours are those of the heavier week." if turns else calls


def turns_of(text: str, day: date) -> str:
    """Which weeks are A and B where a text names one of them, seen from a day; empty where it names none. (PSP-1).

    Source: good practice.
    """
    return turns_said(day, _monday) if names_turn(text) else ""


def _monday(day: date) -> str:
    return f"Monday {day_text(day)}"


def _worker_minutes(visits: Iterable[PlannedVisit]) -> int:
    return sum(len(each.days) * each.minutes * each.workers for each in visits)
