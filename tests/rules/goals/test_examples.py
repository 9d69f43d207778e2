"""The library's examples: what one must say, and that those which the program brings are SMART and measured by IPAD."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.goals.aims import Aim, aim_lacks, own_aim
from models.rules.goals.exact import exact_lacks
from models.rules.goals.examples import example_lacks
from models.rules.goals.smart import GoalFacts, has_blank, is_complete, smart_lacks
from models.values import Call, fold
from models.vocabulary.goals import GoalPurpose, Letter
from resources import read_toml

pytestmark = pytest.mark.rule("GOAL-3")
TODAY = date(2026, 11, 2)
BROUGHT = read_toml("goal_examples.toml")["example"]
PARTS = ("statement", "measure", "achievable", "relevant")


def facts(told):
    target = TODAY + timedelta(days=told["days_ahead"])
    return GoalFacts(
        **{part: told[part] for part in PARTS}, target=target, calls=",".join(told["calls"]), aim=told["aim"]
    )


@pytest.mark.parametrize("told", BROUGHT, ids=lambda told: told["statement"])
def test_an_example_that_is_brought_is_smart_once_its_blanks_are_filled_in(told, policy):
    assert GoalPurpose(told["purpose"])
    assert all(Call(each) for each in told["calls"])
    assert example_lacks(told["statement"], [], told["days_ahead"], policy) == ()
    goal = facts(told)
    filled = replace(goal, **{part: getattr(goal, part).replace("…", "twelve") for part in PARTS})
    assert smart_lacks(filled) == exact_lacks(filled, TODAY, policy) == ()
    assert (own_aim(told["aim"]).kept, aim_lacks(own_aim(told["aim"]))) == (told["aim"], ())
    assert [each.field for each in smart_lacks(goal)] == ["achievable"]  # only what is so of this person is left open


def test_a_library_is_brought_with_every_purpose_and_no_example_twice():
    assert len({fold(told["statement"]) for told in BROUGHT}) == len(BROUGHT) == 22
    assert {told["purpose"] for told in BROUGHT} == {each.value for each in GoalPurpose} - {GoalPurpose.OTHER.value}
    assert {own_aim(told["aim"]).letter for told in BROUGHT} == {Letter.I, Letter.P, Letter.A1}
    assert isinstance(own_aim(BROUGHT[0]["aim"]), Aim)


@pytest.mark.parametrize(
    ("statement", "days", "fields"),
    [
        ("I will climb the stairs", 1, []),
        ("I will climb the stairs", 42, []),
        ("I will climb the stairs", 0, ["days_ahead"]),
        ("I will climb the stairs", 43, ["days_ahead"]),
        ("  ", 21, ["statement"]),
        ("i will  MAKE tea", 21, ["statement"]),
        ("", -1, ["statement", "days_ahead"]),
    ],
)
def test_an_example_says_something_new_by_a_day_within_the_service(statement, days, fields, policy):
    assert [each.field for each in example_lacks(statement, ["I will make tea"], days, policy)] == fields


@pytest.mark.parametrize(
    ("text", "is_blank"),
    [
        ("walks … metres", True), ("…", True), ("walks (…) metres", True), ("stands at ...", True), ("walks...", False),
        ("and so on…", False), ("", False), ("stands....", False), ("twelve metres.", False), ("“…” said", True),
    ],
)  # fmt: skip
def test_a_blank_stands_by_itself(text, is_blank):
    assert has_blank(text) is is_blank


@pytest.mark.parametrize(("part", "field"), list(zip(PARTS, ("what", *PARTS[1:]), strict=True)))
def test_a_goal_with_a_blank_is_a_draft_and_says_where(part, field):
    whole = replace(facts(BROUGHT[0]), achievable="sits for ten minutes")
    assert is_complete(whole)
    (lack,) = smart_lacks(replace(whole, **{part: "I do … now"}))
    assert lack.field == field
    assert lack.sentence.startswith("“…” is still to be filled in. S")
