"""A suggestion that was put aside stays away on the same facts, and others bring it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from models.rules.goals.dismissals import Dismissed, dismissal_lacks, put_aside, shown_again_lacks, still_said
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import GoalHistory, SuggestionKind, suggestions
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter

FIRST = date(2026, 11, 1)
DAILY = (PlannedVisit(frozenset(range(7)), Call.LUNCH, 30),)


def found(policy, letters, day=None, **values):
    days = [FIRST + timedelta(days=number) for number in range(len(letters.split()))]
    given = [
        RatingFacts(UUID(int=1), at, Call.LUNCH, 1, Letter(each))
        for at, each in zip(days, letters.split(), strict=True)
    ]
    told = {"set_on": FIRST, "visits": rated_visits(given), "planned": DAILY} | values
    seen = datetime.combine(day or days[-1], datetime.min.time(), UTC) + timedelta(hours=20)
    return {each.kind: each for each in suggestions(GoalHistory(**told), seen, policy)}


def aside(suggestion):
    return Dismissed(
        id=UUID(int=2), version=1, kind=suggestion.kind, facts=suggestion.facts, sentence=suggestion.sentence,
        because="She has a cold", at=datetime(2026, 11, 20, tzinfo=UTC), by="Priya Raman",
    )  # fmt: skip


SAME_AND_OTHER = {
    SuggestionKind.ACHIEVED: ("I I I I I I I I I I", "I I I I I I I I I I I", {"aim": "I 2 of 3"}),
    SuggestionKind.DECLINING: ("P D P D P D", "P D P D P D P", {"more": "P D P D P D D"}),
    SuggestionKind.PLATEAU: ("P P P P P P P P P P P P P P", "P P P P P P P P P P P P P P P", {"more": "A1 " * 14}),
    SuggestionKind.NEEDS_MORE_HELP: (
        "I I I I I P P P P P",
        "I I I I I I P P P P P",
        {"more": "I I I I I A2 A2 A2 A2 A2"},
    ),
}


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize("kind", SAME_AND_OTHER)
def test_another_visit_of_the_same_kind_doesnt_bring_it_back_and_other_facts_do(policy, kind):
    first, same, other = SAME_AND_OTHER[kind]
    said = found(policy, first)[kind]
    dismissed = (aside(said),)
    later = found(policy, same)[kind]
    assert still_said([later], dismissed) == ()
    assert put_aside([later], dismissed) == dismissed
    more = other.pop("more", "") if "more" in other else first
    changed = found(policy, more, **{key: value for key, value in other.items() if key != "more"})[kind]
    assert still_said([changed], dismissed) == (changed,)
    assert put_aside([changed], dismissed) == ()


@pytest.mark.rule("IPAD-4")
def test_a_goal_that_says_something_else_is_suggested_about_anew(policy):
    said = found(policy, "I I I I I I I I I I")[SuggestionKind.ACHIEVED]
    again = found(policy, "I I I I I I I I I I", set_on=FIRST - timedelta(days=1))[SuggestionKind.ACHIEVED]
    assert still_said([again], (aside(said),)) == (again,)


@pytest.mark.rule("IPAD-4")
def test_missing_ratings_stay_away_as_the_days_go_on_until_one_has_come(policy):
    kind = SuggestionKind.NOT_RECORDED
    said = found(policy, "P P", day=FIRST + timedelta(days=6))[kind]
    assert still_said([found(policy, "P P", day=FIRST + timedelta(days=9))[kind]], (aside(said),)) == ()
    later = found(policy, "P P P", day=FIRST + timedelta(days=9))[kind]
    assert still_said([later], (aside(said),)) == (later,)


@pytest.mark.rule("IPAD-4")
def test_only_the_kind_that_was_put_aside_stays_away(policy):
    said = found(policy, "P D P D P D")[SuggestionKind.DECLINING]
    other = replace(said, kind=SuggestionKind.PLATEAU)
    assert still_said([said, other], (aside(said),)) == (other,)


@pytest.mark.rule("IPAD-4")
def test_it_is_put_aside_with_a_reason_while_the_goal_is_worked_on_and_shown_again_once():
    assert dismissal_lacks("She has a cold", is_worked_on=True) == ()
    assert [each.field for each in dismissal_lacks(" ", is_worked_on=True)] == ["because"]
    assert "closed" in dismissal_lacks("She has a cold", is_worked_on=False)[0].sentence
    assert shown_again_lacks(None) == ()
    assert "already" in shown_again_lacks(datetime(2026, 11, 20, tzinfo=UTC))[0].sentence
