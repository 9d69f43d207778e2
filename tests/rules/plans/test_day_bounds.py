"""Which day a version may have."""

from datetime import date, timedelta

import pytest

from models.rules.plans.day_bounds import day_lacks, is_asked_about, later_lacks

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
