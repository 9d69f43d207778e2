"""Prompts about somebody's goals, at and around each limit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.goals.milestones import MilestoneFacts
from models.rules.goals.prompts import GoalPromptFacts, goal_prompts
from models.rules.goals.smart import RecordPlace
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import AimOfSupport

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
INTERIM = (EpisodeKind.INTERIM_TEAM, EpisodeKind.INTERIM_IN_STS)


@pytest.fixture
def settled(at):
    """Somebody in STS about whose goals nothing is to be done."""
    return GoalPromptFacts(
        name="Mary Smith",
        kind=EpisodeKind.SHORT_TERM,
        started_at=at("2026-10-12 09:00"),
        goal_setter="Kieran Yates",
        goals_complete_at=at("2026-10-13 09:00"),
        recorded_in=frozenset({RecordPlace.HELD_RECORD}),
    )


def shown(facts, moment, policy):
    return goal_prompts(facts, moment, policy)


def fields(facts, moment, policy):
    return [each.field for each in shown(facts, moment, policy)]


@pytest.mark.rule("GOAL-1")
@pytest.mark.parametrize("start", ["2026-11-02 09:00", "2026-03-28 09:00", "2026-10-24 09:00"])
def test_goals_are_prompted_from_the_start_with_48_hours_and_the_goal_setters_name(settled, at, policy, start):
    new = replace(settled, started_at=at(start), goals_complete_at=None)
    assert shown(new, at(start) - MINUTE, policy) == ()
    (prompt,) = shown(new, at(start), policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("GOAL-1", "goals.new", at(start) + 48 * HOUR)
    assert prompt.sentence.startswith("Mary Smith")
    assert prompt.sentence == "Mary Smith has no complete goals yet: Kieran Yates sets them."
    assert "MDT has yet to agree" in shown(replace(new, goal_setter=""), at(start), policy)[0].sentence


@pytest.mark.rule("GOAL-1")
@pytest.mark.parametrize("kind", INTERIM)
def test_interim_support_asks_for_no_goals(settled, at, policy, kind):
    bare = replace(settled, goals_complete_at=None, recorded_in=frozenset())
    moment = at("2026-12-24 09:00")
    assert fields(bare, moment, policy) == ["goals.new"]
    assert fields(replace(bare, kind=kind), moment, policy) == []
    assert fields(replace(bare, ended_at=moment), moment, policy) == []


@pytest.mark.rule("STC-2", "GOAL-1")
def test_no_goals_are_asked_of_who_recuperates_and_in_time_once_that_turns_to_goals(settled, at, policy):
    bare = replace(settled, goals_complete_at=None, support_for=AimOfSupport.RECUPERATE)
    turned = at("2026-11-02 09:00")
    assert fields(bare, turned, policy) == []
    goals = replace(bare, support_for=AimOfSupport.GOALS)
    assert shown(goals, turned, policy)[0].due == settled.started_at + 48 * HOUR, "goals from the start"
    later = replace(goals, goals_from=turned)
    assert shown(later, turned - MINUTE, policy) == ()
    assert shown(later, turned, policy)[0].due == turned + 48 * HOUR


@pytest.mark.rule("GOAL-5")
def test_goals_are_to_be_ticked_in_the_held_record_and_in_mosaic_where_support_is_old(settled, at, policy):
    goals = settled.goals_complete_at
    bare = replace(settled, recorded_in=frozenset())
    (prompt,) = shown(bare, goals, policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("GOAL-5", "goals.recorded", None)
    assert "in the personal held record." in prompt.sentence
    old = replace(bare, started_at=at("2021-12-01 09:00"))
    assert "held record and in MOSAIC" in shown(old, goals, policy)[0].sentence
    half = replace(old, recorded_in=frozenset({RecordPlace.HELD_RECORD}))
    assert "recorded in MOSAIC" in shown(half, goals, policy)[0].sentence
    assert shown(replace(old, recorded_in=frozenset(RecordPlace)), goals, policy) == ()
    assert shown(replace(bare, goals_complete_at=None), goals, policy)[0].field == "goals.new"


@pytest.mark.rule("MILE-2")
@pytest.mark.parametrize("kind", list(EpisodeKind))
def test_maximum_independence_asks_for_the_assessment_until_it_is_dated(settled, at, policy, kind):
    reached = MilestoneFacts(MilestoneKind.MAXIMUM_INDEPENDENCE, at("2026-11-02 14:00"))
    facts = replace(settled, kind=kind, milestones=(MilestoneFacts(MilestoneKind.START, settled.started_at), reached))
    assert shown(facts, at("2026-11-02 13:59"), policy) == ()
    (prompt,) = shown(facts, at("2026-11-02 14:00"), policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("MILE-2", "goals.milestones", None)
    assert "2 Nov 2026" in prompt.sentence
    assessed = MilestoneFacts(MilestoneKind.ASSESSED, at("2026-11-03 14:00"))
    assert shown(replace(facts, milestones=(reached, assessed)), at("2026-11-04 09:00"), policy) == ()
    assert shown(replace(facts, ended_at=at("2026-11-03 09:00")), at("2026-11-04 09:00"), policy) == ()


@pytest.mark.rule("GOAL-1")
def test_the_limit_is_a_policy_setting(settled, at, policy):
    bare = replace(settled, goals_complete_at=None)
    (prompt,) = shown(bare, at("2026-11-20 09:00"), replace(policy, goals_within=24 * HOUR))
    assert prompt.due == at("2026-10-13 09:00")
