"""The order of an episode's milestones, and the assessment after maximum independence."""

import itertools
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.goals.milestones import (
    MilestoneFacts,
    assessor_lacks,
    future_lacks,
    is_assessment_due,
    kind_lacks,
    order_lacks,
)
from models.values import from_london
from models.vocabulary.episodes import MilestoneKind

K = MilestoneKind
DAYS = st.integers(1, 28).map(lambda day: from_london(datetime(2026, 10, day, 9)))  # noqa: DTZ001  a wall clock


@pytest.mark.rule("MILE-1")
def test_milestones_in_their_order_are_accepted_and_any_may_be_missing(at):
    whole = [MilestoneFacts(kind, at(f"2026-10-{day:02} 09:00")) for day, kind in enumerate(K, start=20)]
    for length in range(6):
        for some in itertools.combinations(whole, length):
            assert order_lacks(some) == ()


@pytest.mark.rule("MILE-1")
def test_a_milestone_before_the_one_it_follows_is_refused_with_both_dates(at):
    (lack,) = order_lacks(
        [MilestoneFacts(K.ASSESSED, at("2026-11-04 23:59")), MilestoneFacts(K.START, at("2026-11-05 00:00"))]
    )
    assert lack.rule == "MILE-1"
    assert "4 Nov 2026" in lack.sentence
    assert "5 Nov 2026" in lack.sentence
    assert lack.sentence.index(K.ASSESSED.label) < lack.sentence.index(K.START.label)


@pytest.mark.rule("MILE-1")
def test_two_milestones_on_one_day_are_in_order_whatever_their_hours(at):
    same_day = [MilestoneFacts(K.START, at("2026-10-25 23:30")), MilestoneFacts(K.GOALS_SET, at("2026-10-25 00:10"))]
    assert order_lacks(same_day) == ()


@pytest.mark.rule("MILE-1")
@given(st.lists(st.tuples(st.sampled_from(list(K)), DAYS), unique_by=lambda each: each[0]))
def test_milestones_are_accepted_exactly_when_their_days_never_go_back(pairs):
    facts = [MilestoneFacts(kind, moment) for kind, moment in pairs]
    days = [each.at for each in sorted(facts, key=lambda each: list(K).index(each.kind))]
    assert (order_lacks(facts) == ()) is (days == sorted(days))


@pytest.mark.rule("MILE-2")
@pytest.mark.parametrize(
    ("kinds", "due"),
    [
        ((K.START, K.GOALS_SET), False),
        ((K.START, K.MAXIMUM_INDEPENDENCE), True),
        ((K.MAXIMUM_INDEPENDENCE, K.ASSESSED), False),
        ((K.ASSESSED,), False),
    ],
)
def test_maximum_independence_asks_for_an_assessment_until_it_is_dated(at, kinds, due):
    assert is_assessment_due([MilestoneFacts(kind, at("2026-11-01 09:00")) for kind in kinds]) is due


@pytest.mark.rule("MILE-1")
def test_start_end_and_assessment_are_not_dated_alone():
    assert [kind for kind in K if not kind_lacks(kind)] == [K.GOALS_SET, K.MAXIMUM_INDEPENDENCE]
    assert [each.who for kind in (K.START, K.END, K.ASSESSED) for each in kind_lacks(kind)] == [
        "the DSO",
        "the DSO",
        "the SW, CCW or coordinator",
    ]


@pytest.mark.rule("MILE-1")
def test_a_milestone_is_dated_up_to_now(now, passes_around):
    assert passes_around(now, lambda at: future_lacks(K.GOALS_SET, at, now)) == [True, True, False]


@pytest.mark.rule("MILE-1")
def test_a_milestone_in_the_hour_that_comes_twice_is_not_ahead(hour_twice):
    first, second = hour_twice
    assert future_lacks(K.GOALS_SET, first, second) == ()
    assert [each.rule for each in future_lacks(K.GOALS_SET, second, first)] == ["MILE-1"]


@pytest.mark.rule("MILE-2")
def test_an_assessment_says_whose_it_is(nothing_said):
    assert assessor_lacks("SW Ray") == ()
    assert [each.rule for each in assessor_lacks(nothing_said)] == ["MILE-2"]
