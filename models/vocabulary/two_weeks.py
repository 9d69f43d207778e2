"""Which of two weeks a day lies in, week A or week B: they take turns without end, everywhere and for everybody alike.

Counted is from a Monday long ago, never from a plan's own first day or the number of a year's week: so a version, a
hand-over or a New Year changes nobody's turn, and a week that is somebody's A is everybody's.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

EVERY_WEEK, WEEK_A, WEEK_B = 0, 1, 2
TURNS = (WEEK_A, WEEK_B)
_LETTERS = {WEEK_A: "A", WEEK_B: "B"}
_DAYS_A_WEEK = 7


def week_of_two(day: date) -> int:
    """1 in a week A, 2 in a week B; a week begins on Monday."""
    return (day.toordinal() - 1) // _DAYS_A_WEEK % len(TURNS) + WEEK_A


def is_turn(weeks: int, day: date) -> bool:
    """Whether what is planned in these weeks is so in the week of a day."""
    return weeks in {EVERY_WEEK, week_of_two(day)}


def next_monday_of(weeks: int, day: date) -> date:
    """The Monday of this week or, where it isn't its turn, of the next one."""
    monday = day - timedelta(days=day.weekday())
    return monday if is_turn(weeks, day) else monday + timedelta(days=_DAYS_A_WEEK)


def weeks_ahead(day: date) -> tuple[int, ...]:
    """In which of the two weeks each weekday lies, Monday first, of a day and the six after it."""
    ahead = (day + timedelta(days=number) for number in range(_DAYS_A_WEEK))
    return tuple(week_of_two(each) for each in sorted(ahead, key=date.weekday))


def letter_of(weeks: int) -> str:
    """A or B; nothing where it is due every week."""
    return _LETTERS.get(weeks, "")


def weeks_text(weeks: int) -> str:
    """As it is said of a visit: "week A", nothing where it is due every week."""
    return f"week {letter_of(weeks)}" if weeks else ""


def names_turn(text: str) -> bool:
    """Whether a text says of something in which of the two weeks it is."""
    return any(re.search(rf"\b{weeks_text(which)}\b", text) for which in TURNS)


def turns_said(day: date, written: Callable[[date], str]) -> str:
    """Which weeks are A and which are B, seen from a day, in a sentence; `written` says a Monday in words."""
    week_a, week_b = (written(next_monday_of(which, day)) for which in TURNS)
    return f"Week A begins on {week_a} and every second Monday from then, week B on {week_b}."
