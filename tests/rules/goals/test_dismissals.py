"""A suggestion that was put aside stays away on the same facts, and others bring it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from models.rules.goals.dismissals import Dismissed, dismissal_lacks, put_aside, shown_again_lacks, still_said
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import GoalHistory, SuggestionKind, suggestions
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter

FIRST = date(2026, 11, 1)
DAILY = (PlannedVisit(frozenset(range(7)), Call.LUNCH, 30),)


def told(letters, **values):
    given = [
        RatingFacts(UUID(int=1), FIRST + timedelta(days=number), Call.LUNCH, 1, Letter(each))
        for number, each in enumerate(letters.split())
    ]
    return GoalHistory(**{"set_on": FIRST, "visits": rated_visits(given), "planned": DAILY} | values)


def day_of(letters):
    """The day of the last of them."""
    return FIRST + timedelta(days=len(letters.split()) - 1)


def found(policy, letters, day=None, **values):
    seen = datetime.combine(day or day_of(letters), time(20), UTC)
    return {each.kind: each for each in suggestions(told(letters, **values), seen, policy)}


def aside(suggestion, day=FIRST):
    return Dismissed(
        id=UUID(int=2), version=1, kind=suggestion.kind, facts=suggestion.facts, sentence=suggestion.sentence,
        because="She has a cold", at=datetime.combine(day, time(20), UTC), by="Priya Raman",
    )  # fmt: skip


def held(policy, letters, dismissed, day=None, **values):
    """Of what is suggested then, what was put aside, and what is said all the same."""
    day = day or day_of(letters)
    said = found(policy, letters, day, **values).values()
    kept = put_aside(said, (dismissed,), told(letters, **values), day, policy)
    return {each.kind for each in kept}, {each.kind for each in still_said(said, kept)}


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
    dismissed = aside(found(policy, first)[kind], day_of(first))
    kept, said = held(policy, same, dismissed)
    assert (kept, kind in said) == ({kind}, False)
    kept, said = held(policy, other.get("more", first), dismissed, aim=other.get("aim", ""))
    assert (kept, kind in said) == (set(), True)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("kind", "first", "between"),
    [
        (SuggestionKind.ACHIEVED, "I " * 10, "A1 " * 10),
        (SuggestionKind.DECLINING, "P P D P D P D ", "P " * 10),
        (SuggestionKind.PLATEAU, "P " * 14, "I " * 14),
        (SuggestionKind.NEEDS_MORE_HELP, "P " * 5 + "A1 " * 5, "P " * 10),
    ],
)
def test_what_had_gone_and_comes_back_is_suggested_anew(policy, kind, first, between):
    dismissed = aside(found(policy, first)[kind], day_of(first))
    assert kind not in found(policy, first + between)
    assert found(policy, first + between + first)[kind].facts == dismissed.facts
    kept, said = held(policy, first + between + first, dismissed)
    assert (kept, kind in said) == (set(), True)


@pytest.mark.rule("IPAD-4")
def test_a_goal_that_says_something_else_is_suggested_about_anew(policy):
    letters, kind = "I " * 10, SuggestionKind.ACHIEVED
    dismissed = aside(found(policy, letters)[kind], day_of(letters))
    assert held(policy, letters, dismissed)[0] == {kind}
    assert kind in held(policy, letters, dismissed, set_on=FIRST - timedelta(days=1))[1]
    assert kind in held(policy, letters, dismissed, calls=frozenset({Call.LUNCH}))[1]


@pytest.mark.rule("IPAD-4")
def test_missing_ratings_stay_away_as_the_days_go_on_until_one_has_come(policy):
    kind, seen, later = SuggestionKind.NOT_RECORDED, FIRST + timedelta(days=6), FIRST + timedelta(days=8)
    dismissed = aside(found(policy, "P P", day=seen)[kind], seen)
    assert held(policy, "P P", dismissed, later) == ({kind}, set())
    kept, said = held(policy, "P P P", dismissed, later)
    assert (kept, kind in said) == (set(), True)


@pytest.mark.rule("IPAD-4")
def test_missing_ratings_are_asked_about_again_after_as_many_days_as_at_first(policy):
    kind, seen = SuggestionKind.NOT_RECORDED, FIRST + timedelta(days=6)
    dismissed = aside(found(policy, "P P", day=seen)[kind], seen)
    last = seen + policy.not_recorded_for - timedelta(days=1)
    assert held(policy, "P P", dismissed, last) == ({kind}, set())
    assert held(policy, "P P", dismissed, seen + policy.not_recorded_for) == (set(), {kind})


@pytest.mark.rule("IPAD-4")
def test_what_is_put_aside_says_the_numbers_of_now(policy):
    first, kind = "P D P D P D", SuggestionKind.DECLINING
    dismissed = aside(found(policy, first)[kind], day_of(first))
    now, letters = found(policy, first + " P"), first + " P"
    (kept,) = put_aside(now.values(), (dismissed,), told(letters), day_of(letters), policy)
    assert kept.sentence == now[kind].sentence != dismissed.sentence


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
