"""When a goal may be reached: a range from the person's own ratings, or why there is none; and that ranges hold."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from models.rules.goals.aims import aim_of
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays, GoalHistory
from models.rules.goals.when import HORIZON, EstimateKind, when_reached
from models.values import Call
from models.vocabulary.goals import Letter
from tests.rules.goals.courses import drawn, history, looked_at, reached_on
from tests.rules.goals.coverage import on_drawn, share

pytestmark = pytest.mark.rule("IPAD-4")
FIRST = date(2026, 11, 2)
RISING = "A1 A1 A1 P A1 P P A1 P P I P I P"


def told(letters, **values):
    given = [
        RatingFacts(UUID(int=1), FIRST + timedelta(days=number), Call.MORNING, 1, Letter(each))
        for number, each in enumerate(letters.split())
    ]
    return GoalHistory(set_on=FIRST, visits=rated_visits(given), **values)


def asked(letters, policy, **values):
    return when_reached(told(letters, **values), FIRST + timedelta(days=len(letters.split()) - 1), policy)


def test_a_course_that_rises_gets_two_days_ahead_and_says_from_what(policy):
    found = asked(RISING, policy, aim="I 4 of 5")
    today = FIRST + timedelta(days=13)
    assert found.kind is EstimateKind.BETWEEN
    assert today < found.first <= found.last <= today + timedelta(days=HORIZON)
    assert found.sentence.startswith("At the present pace the target may be reached between ")
    assert "by 14 rated visits since 2 Nov 2026; about 8 in 10" in found.sentence
    assert asked(RISING, policy, aim="I 4 of 5") == found  # the same ratings, the same days


@pytest.mark.parametrize(("more", "kind"), [(9, EstimateKind.TOO_FEW), (10, None)])
def test_nothing_is_estimated_before_there_are_ten_rated_visits(more, kind, policy):
    found = asked(" ".join(RISING.split()[:more]), policy)
    assert (found.kind is EstimateKind.TOO_FEW) is (kind is EstimateKind.TOO_FEW)
    if kind is EstimateKind.TOO_FEW:
        assert found.sentence == "9 rated visits so far: when is estimated from 10 on."
        assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    "letters",
    ["A1 " * 20, "P " * 20, "P A1 " * 10, "I P P " * 7, "D " * 20, "I I P P P P A1 A1 A1 A1 A2 A2 A1 A2", "A1 D " * 10],
)
def test_where_the_course_is_flat_or_falls_no_trend_is_said_and_no_day(letters, policy):
    found = asked(letters, policy)
    assert (found.kind, found.first, found.last) == (EstimateKind.NO_TREND, None, None)
    assert "No trend" in found.sentence


def test_what_is_reached_isnt_estimated_and_nobody_is_while_they_are_away(policy):
    assert asked("P P I I I I I I I I I I", policy).kind is EstimateKind.REACHED
    gone = BreakDays(FIRST + timedelta(days=12))
    assert asked(RISING, policy, breaks=(gone,)).kind is EstimateKind.AWAY
    back = replace(gone, returned=FIRST + timedelta(days=13))
    assert asked(RISING, policy, breaks=(back,)).kind is not EstimateKind.AWAY


def test_only_visits_at_the_goals_calls_up_to_the_day_are_looked_at(policy):
    whole = told(RISING, aim="I 4 of 5")
    assert when_reached(whole, FIRST + timedelta(days=8), policy).kind is EstimateKind.TOO_FEW
    elsewhere = replace(whole, calls=frozenset({Call.BED}))
    assert when_reached(elsewhere, FIRST + timedelta(days=13), policy).sentence.startswith("0 rated visits so far")


def test_of_150_drawn_courses_between_three_in_four_and_nine_in_ten_ranges_hold(policy):
    given, held = share(on_drawn(150, 2026, policy))
    assert given > 40
    assert 0.75 <= held <= 0.9


def test_the_courses_are_of_another_kind_than_the_estimates_lines(policy):
    """A third of them never reach their aim, and most of those are told no day."""
    never = []
    for number in range(60):
        visits, kept = drawn(number, 5)
        if reached_on(visits, aim_of(kept, policy)) is None:
            day = looked_at(visits, aim_of(kept, policy), Random(number), policy.estimate_from)  # noqa: S311
            never.append(when_reached(history(visits, kept, day), day, policy).kind)
    assert len(never) > 10
    assert never.count(EstimateKind.BETWEEN) * 4 < len(never)
