"""What papers say of a week whose calls take turns: both weeks, wherever one would be said alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from models.values import PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, names_turn, turns_said
from reports.layout.day_and_time import day_in_words
from reports.layout.language import as_read

Week = Sequence[PlannedVisit]


def weeks_of(week: Week) -> tuple[Week, ...]:
    """The week, or week A and week B where calls take turns, as weeks by themselves."""
    if not any(each.weeks for each in week):
        return (week,)
    return tuple(
        [replace(each, weeks=EVERY_WEEK) for each in week if each.weeks in {EVERY_WEEK, which}] for which in TURNS
    )


def by_turns(week: Week, said: Callable[[Week], str]) -> str:
    """What is said of a week; "9 visits or 8 visits" where it is another of week A than of week B."""
    return as_read(" or ").join(dict.fromkeys(said(each) for each in weeks_of(week)))


def visits_in(week: Week) -> int:
    """How many visits a week has."""
    return sum(len(each.days) for each in week)


def contact_in(week: Week) -> int:
    """The minutes with the person of a week."""
    return sum(len(each.days) * each.minutes for each in week)


def workers_in(week: Week) -> int:
    """The minutes of all workers of a week."""
    return sum(len(each.days) * each.minutes * each.workers for each in week)


def turns_note(week: Week, day: date, coming: Iterable[str] = ()) -> str:
    """Which weeks are A and B, seen from a day; empty where no call takes turns, nor a sentence of `coming` says so."""
    takes_turns = any(each.weeks for each in week) or any(map(names_turn, coming))
    return as_read(turns_said(day, _written)) if takes_turns else ""


def _written(monday: date) -> str:
    return day_in_words(monday).replace("\u00a0", " ", 1)
