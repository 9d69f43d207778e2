"""Vague words, impossible parts and contradictions, on goals written by hand with what must be said of each."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.rules.goals.exact import exact_lacks
from models.rules.goals.smart import GoalFacts, smart_lacks
from resources import read_text

pytestmark = pytest.mark.rule("GOAL-3")
TODAY = date(2026, 11, 2)
GOOD = GoalFacts(
    statement="I will make my own lunch",
    measure="made on 6 of 7 days",
    achievable="stands for ten minutes",
    relevant="no lunch call needed",
    target=TODAY + timedelta(days=28),
)
WRITTEN = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("written_goals.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def goal_of(statement, measure, achievable, relevant, days, calls):
    told = {"statement": statement, "measure": measure, "achievable": achievable, "relevant": relevant, "calls": calls}
    if days != ".":
        told["target"] = TODAY + timedelta(days=int(days))
    return replace(GOOD, **{part: said for part, said in told.items() if said != "."})


def test_there_are_good_ones_and_vague_ones():
    good = [each for each in WRITTEN if each[-1] == "-"]
    assert (len(WRITTEN), len(good)) == (113, 47)


@pytest.mark.parametrize("told", WRITTEN, ids=lambda told: " / ".join(told[:2]))
def test_what_must_be_said_of_each_goal(told, policy):
    *parts, pointed_at = told
    goal = goal_of(*parts)
    said = [each.sentence for each in exact_lacks(goal, TODAY, policy)]
    wanted = [] if pointed_at == "-" else [each.strip() for each in pointed_at.split(";")]
    assert len(said) == len(wanted), said
    assert all(words in sentence for words, sentence in zip(wanted, said, strict=True)), said
    assert smart_lacks(goal) == ()  # it is there, and so it counts: the words are pointed at and decide nothing


def test_of_what_isnt_there_nothing_is_said_twice(policy):
    assert exact_lacks(GoalFacts(), TODAY, policy) == ()


@pytest.mark.parametrize(("ahead", "word"), [(-1, "has passed"), (0, ""), (1, ""), (42, ""), (43, "43 days ahead")])
def test_a_target_lies_between_today_and_the_end_of_six_weeks(ahead, word, policy):
    said = exact_lacks(replace(GOOD, target=TODAY + timedelta(days=ahead)), TODAY, policy)
    assert [word in each.sentence for each in said] == [True] * bool(word)
    assert {each.field for each in said} <= {"target"}


@pytest.mark.parametrize(
    ("measure", "word"),
    [
        ("7 of 7 visits", ""),
        ("7 out of 7 days", ""),
        ("8 out of 7 days", "8 of 7"),
        ("7 days a week", ""),
        ("8 days a week", "not 8"),
        ("100 % of visits", ""),
        ("101 % of visits", "101 %"),
        ("1 of 7 visits", ""),
        ("9" * 5000 + " of 7 visits", ""),
        ("9" * 5000 + " days a week", ""),
        ("9" * 5000 + " %", ""),
        ("walked 20 metres by 24/12", ""),
    ],
)
def test_a_measure_that_cant_be_reached_is_pointed_at_and_one_at_the_limit_isnt(measure, word, policy):
    said = [each.sentence for each in exact_lacks(replace(GOOD, measure=measure), TODAY, policy)]
    assert [word in each for each in said] == [True] * bool(word)


def test_of_the_demonstrations_goals_nothing_is_said_on_the_day_on_which_they_were_set(policy):
    goals = [
        goal
        for person in json.loads(read_text("demonstration/office.json"))["people_in_service"]
        for goal in person["goals"]
    ]
    assert len(goals) > 100
    for told in goals:
        named = ("statement", "measure", "achievable", "relevant")
        facts = GoalFacts(**{part: told[part] for part in named}, calls=",".join(told["calls"]))
        assert exact_lacks(facts, TODAY, policy) == ()
