"""Which day a version may have."""

from datetime import date, timedelta
from functools import partial

import pytest

from models.rules.plans.day_bounds import asked_about_lacks, day_lacks, is_asked_about, later_lacks
from models.rules.sentences import day_text

TODAY, STARTED = date(2026, 11, 20), date(2026, 11, 10)
pytestmark = pytest.mark.rule("PSP-2")


@pytest.mark.parametrize(("days", "asked"), [(-1, True), (0, False), (42, False), (43, True), (365 * 3, True)])
def test_a_day_in_the_past_or_more_than_six_weeks_ahead_is_asked_about(policy, days, asked):
    day = TODAY + timedelta(days=days)
    assert is_asked_about(day, TODAY, policy) is asked
    assert bool(day_lacks(day, STARTED, TODAY, policy, day_is_meant=False)) is asked
    assert day_lacks(day, STARTED, TODAY, policy, day_is_meant=True) == ()


def test_a_day_before_the_episode_is_refused_whatever_is_meant(policy):
    [lack] = day_lacks(STARTED - timedelta(days=1), STARTED, TODAY, policy, day_is_meant=True)
    assert lack.sentence == "The service began on 10 Nov 2026: a version can't be in force before."
    assert day_lacks(STARTED, STARTED, TODAY, policy, day_is_meant=True) == ()


def test_a_version_to_come_is_asked_about_by_an_earlier_one():
    [lack] = later_lacks(date(2026, 11, 30), later_stands=False)
    assert lack.sentence.startswith("A version is agreed from 30 Nov 2026: say that it still stands")
    assert later_lacks(date(2026, 11, 30), later_stands=True) == later_lacks(None, later_stands=False) == ()


@pytest.mark.rule("PSP-2", "PSP-7", "GOAL-3", "REF-11")
@pytest.mark.parametrize(
    ("ahead", "where"),
    [(-1, "was 1 day ago"), (-2246, "was 2,246 days ago"), (43, "is 43 days ahead"), (1130, "is 1,130 days ahead")],
)
def test_a_day_that_is_soon_mistyped_is_asked_about_with_how_far_it_is(policy, ahead, where):
    today = date(2026, 10, 1)  # the clocks go back within six weeks of it
    day = today + timedelta(days=ahead)
    asked = partial(asked_about_lacks, "GOAL-3", "The target date", day, today, policy, field="target_is_meant")
    (lack,) = asked(is_meant=False)
    assert lack.sentence == (
        f"The target date, {day_text(day)}, {where}. Is that the day that is meant? Correct it, or say so."
    )
    assert (lack.rule, lack.field) == ("GOAL-3", "target_is_meant")
    assert asked(is_meant=True) == ()


@pytest.mark.parametrize("ahead", [0, 1, 42])
def test_a_day_within_six_weeks_is_not_asked_about(policy, ahead):
    today = date(2026, 3, 1)
    day = today + timedelta(days=ahead)
    assert asked_about_lacks("GOAL-3", "The target date", day, today, policy, is_meant=False, field="x") == ()
