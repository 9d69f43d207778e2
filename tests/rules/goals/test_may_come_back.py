"""Hours that may come back at the present pace: only where there is an estimate, and never as something agreed."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.may_come_back import may_come_back
from models.rules.goals.suggestions import BreakDays, GoalHistory
from models.rules.goals.when import when_reached
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter

pytestmark = pytest.mark.rule("IPAD-4", "REF-15")
FIRST = date(2026, 11, 2)
TODAY = FIRST + timedelta(days=13)
LATER = TODAY + timedelta(days=42)
RISING = "A1 A1 A1 P A1 P P A1 P P I P I P"
FLAT = "A1 " * 14
REACHED = "I " * 14
WEEK = (
    PlannedVisit(frozenset(range(7)), Call.MORNING, 30, 2),
    PlannedVisit(frozenset(range(7)), Call.LUNCH, 30, 1),
    PlannedVisit(frozenset({0, 2}), Call.BED, 15, 1),
)


def goal(letters, *calls, aim="I 4 of 5", **values):
    at = calls[0] if calls else Call.MORNING
    given = [
        RatingFacts(UUID(int=1), FIRST + timedelta(days=number), at, 1, Letter(each))
        for number, each in enumerate(letters.split())
    ]
    return GoalHistory(set_on=FIRST, calls=frozenset(calls), aim=aim, visits=rated_visits(given), **values)


def asked(policy, *goals, until=LATER):
    return may_come_back(goals, WEEK, until, TODAY, policy)


def test_the_hours_of_a_call_may_come_back_between_the_days_of_its_goals_estimate(policy):
    rising = goal(RISING, Call.MORNING)
    estimate, found = when_reached(rising, TODAY, policy), asked(policy, rising)
    assert (found.first, found.last, found.minutes) == (estimate.first, estimate.last, 7 * 60)
    assert found.sentence.startswith("At the present pace the goals at morning may be reached between ")
    assert found.sentence.endswith(": up to 7 h a week. Nothing is agreed.")


def test_a_goal_at_all_calls_counts_at_each_and_one_without_an_estimate_keeps_its_calls_hours(policy):
    assert asked(policy, goal(RISING)).minutes == 7 * 60 + 7 * 30 + 2 * 15
    lunch = asked(policy, goal(RISING), goal(FLAT, Call.MORNING))
    assert lunch.minutes == 7 * 30 + 2 * 15
    assert " goals at lunch and bed may " in lunch.sentence
    assert asked(policy, goal(RISING, Call.MORNING), goal(FLAT)) is None


def test_a_goal_that_is_reached_holds_nothing_up_and_is_no_estimate_by_itself(policy):
    assert asked(policy, goal(RISING, Call.MORNING), goal(REACHED, Call.MORNING)).minutes == 7 * 60
    assert asked(policy, goal(REACHED, Call.MORNING)) is None


def test_the_later_of_two_goals_is_waited_for(policy):
    slow, quick = goal(RISING, Call.MORNING, aim="I 5 of 5"), goal(RISING, Call.MORNING, aim="I 3 of 5")
    ends = [when_reached(each, TODAY, policy) for each in (slow, quick)]
    found = asked(policy, slow, quick)
    days = [(each.first, each.last) for each in ends if each.first]
    assert (found.first, found.last) == (max(first for first, _ in days), max(last for _, last in days))


@pytest.mark.parametrize("aim", ["P 4 of 5", "A1 5 of 5"])
def test_who_is_to_be_reminded_or_helped_still_needs_the_visit(policy, aim):
    assert asked(policy, goal(RISING, Call.MORNING), goal(FLAT, Call.MORNING, aim=aim)) is None
    assert asked(policy, goal(RISING, Call.MORNING, aim=aim)) is None


def test_nothing_is_said_of_who_is_away_has_died_has_no_goal_or_whose_end_comes_first(policy):
    rising = goal(RISING, Call.MORNING)
    assert asked(policy) is None
    assert asked(policy, goal(RISING, Call.MORNING, death_reported=True)) is None
    assert asked(policy, goal(RISING, Call.MORNING, breaks=(BreakDays(TODAY),))) is None
    assert asked(policy, goal("A1 P P P I I I", Call.MORNING)) is None
    first = when_reached(rising, TODAY, policy).first
    assert asked(policy, rising, until=first) is None
    assert asked(policy, rising, until=first + timedelta(days=1)) is not None
