"""A target date whose year is soon mistyped is asked about once, and an old one that stands isn't."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.services.goals.goals import change_goal, set_goal
from models.goals import Goal
from models.values import london_day

pytestmark = pytest.mark.rule("GOAL-3", "PSP-2")


@pytest.mark.parametrize("ahead", [-1, 43, 1130])
def test_a_target_far_off_is_asked_about_before_it_is_kept(office, ahead):
    episode, target = office.an_episode(), london_day(office.now) + timedelta(days=ahead)
    with pytest.raises(Refused, match="Is that the day that is meant") as found:
        office.do(set_goal, episode=episode, statement="Makes her tea", target=target)
    assert [each.field for each in found.value.lacks] == ["target_is_meant"]
    goal = office.do(set_goal, episode=episode, statement="Makes her tea", target=target, target_is_meant=True).made
    assert office.get(Goal, goal).target == target


def test_a_goal_is_worded_anew_without_being_asked_about_the_target_that_it_had(office):
    target = london_day(office.now) + timedelta(days=42)
    goal = office.do(set_goal, episode=office.an_episode(), statement="Makes her tea", target=target).made
    office.clock.advance(timedelta(days=60))
    words = {
        "measure": "5 of 7",
        "achievable": "",
        "relevant": "",
        "calls": (),
        "aim": None,
        "own_words": "",
        "because": "Said so",
    }
    office.do(change_goal, goal=goal, seen=1, statement="Makes tea", target=target, **words)
    with pytest.raises(Refused, match="was 1 day ago"):
        office.do(
            change_goal, goal=goal, seen=office.get(Goal, goal).version, statement="Makes tea",
            target=london_day(office.now) - timedelta(days=1), **words,
        )  # fmt: skip
