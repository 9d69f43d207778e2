"""At how many of the last visits by two workers the second one wasn't needed."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.rules.goals.double_ups import OneWorkerHelped, without_second_worker
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter

I, P, A1, A2, D = Letter.I, Letter.P, Letter.A1, Letter.A2, Letter.D  # noqa: E741  the letters as the sheet has them
MONDAY, SUNDAY = date(2026, 11, 2), date(2026, 11, 8)
EVERY_DAY = frozenset(range(7))
WEEK = (PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2), PlannedVisit(EVERY_DAY, Call.TEA, 30))
ONE, OTHER = UUID(int=1), UUID(int=2)

pytestmark = pytest.mark.rule("PSP-10", "IPAD-3")


def after(days):
    return MONDAY + timedelta(days=days)


def rated(*letters, goal=ONE, call=Call.MORNING, worker="Amy", first=MONDAY):
    return [
        RatingFacts(goal, first + timedelta(days=number), call, worker, letter) for number, letter in enumerate(letters)
    ]


def found(*goals, week=WEEK, since=MONDAY, breaks=(), day=SUNDAY):
    return without_second_worker([each for goal in goals for each in rated_visits(goal)], week, since, breaks, day)


def run(*goals, **told):
    of = found(*goals, **told)
    return of.visits if of else 0


@pytest.mark.parametrize(
    ("letters", "length"),
    [
        ((A1,) * 4, 4),
        ((A1,) * 5, 5),
        ((A2, A1, P, I, A1, I), 5),
        ((A1, A1, A1, A1, A2), 0),
        ((A1, A2, A1), 1),
        ((A1, A1, D, A1), 3),
        ((D, D), 0),
        ((), 0),
    ],
)
def test_a1_or_better_goes_on_a2_ends_it_and_declined_is_neither(letters, length):
    assert run(rated(*letters)) == length


def test_only_the_calls_that_two_workers_come_to_are_looked_at():
    assert run(rated(A1, A1), rated(A2, A2, call=Call.TEA)) == 2
    assert run(rated(I, I, call=Call.TEA)) == 0
    weekdays = (PlannedVisit(frozenset(range(5)), Call.MORNING, 45, 2),)
    assert run(rated(A1, A1, A1, A1, A1, A2, A2), week=weekdays) == 5


def test_a_call_that_also_has_a_visit_by_one_worker_that_day_is_left_out():
    twice = (*WEEK, PlannedVisit(EVERY_DAY, Call.MORNING, 15, 1))
    assert run(rated(A1, A1, A1), week=twice) == 0
    on_tuesdays = (*WEEK, PlannedVisit(frozenset({1}), Call.MORNING, 15))
    assert run(rated(A1, A1, A1), week=on_tuesdays) == 2
    assert run(rated(A1, A2, A1), week=on_tuesdays) == 2
    assert run(rated(A1, A1, A1), week=(*WEEK, PlannedVisit(EVERY_DAY, Call.LUNCH, 15))) == 3


def test_the_goal_that_takes_the_most_help_counts_and_so_does_the_worker_who_saw_it():
    assert run(rated(A1, A1), rated(I, A2, goal=OTHER)) == 0
    assert run(rated(A1, A1), rated(A2, D, goal=OTHER)) == 1
    assert run([*rated(A1), *rated(A2, worker="Bo")]) == 0


def test_what_was_rated_under_an_earlier_plan_says_nothing():
    assert run(rated(A1, A1, A1), since=after(1)) == 2
    assert run(rated(A1), since=after(1)) == 0


def test_the_days_of_the_run_are_told():
    assert found(rated(A2, A1, D, P)) == OneWorkerHelped(2, after(1), after(3))
    assert found(rated(A1)) == OneWorkerHelped(1, MONDAY, MONDAY)


def test_what_was_rated_before_a_break_says_nothing_of_how_somebody_came_back():
    before = rated(A1, A1, A1)
    back = BreakDays(after(3), after(5))
    assert run(before, breaks=(back,)) == 0
    assert run([*before, *rated(A1, A1, first=after(5))], breaks=(back,)) == 2
    assert run(before, breaks=(BreakDays(after(3)),)) == 0
    assert run(before, breaks=(BreakDays(after(3), after(9)),)) == 0
    assert run(before, breaks=(BreakDays(after(7)),)) == 3


@pytest.mark.parametrize(("day", "length"), [(4, 5), (11, 5), (12, 0)])
def test_only_what_was_rated_within_the_last_week_is_put_to_a_meeting(day, length):
    assert run(rated(*[A1] * 5), day=after(day)) == length
