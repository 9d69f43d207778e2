"""What ratings are to reach: counted at the last rated visits, with the way still to go; what can't be reached."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.goals.aims import MOST_VISITS, Aim, aim_lacks, aim_of, aim_text, own_aim, standing
from models.rules.goals.exact import exact_lacks
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.smart import GoalFacts, smart_lacks
from models.rules.goals.suggestions import GoalHistory, achieved
from models.values import Call
from models.vocabulary.goals import Letter

FIRST = date(2026, 11, 2)
SIX_OF_SEVEN = Aim(Letter.I, 6, 7)


def visits(letters):
    days = (FIRST + timedelta(days=number) for number in range(len(letters.split())))
    given = [
        RatingFacts(UUID(int=1), day, Call.MORNING, 1, Letter(each))
        for day, each in zip(days, letters.split(), strict=True)
    ]
    return rated_visits(given)


def stands(letters, aim=SIX_OF_SEVEN):
    return standing(reversed(visits(letters)), aim)


@pytest.mark.rule("IPAD-4", "GOAL-3")
@pytest.mark.parametrize(
    ("letters", "reached", "said"),
    [
        ("P I I I I I I", True, "I at 6 of the last 7 rated visits, 6 of 7 wanted: reached."),
        ("P P I I I I I", False, "I at 5 of the last 7 rated visits, 6 of 7 wanted: at least 1 more visit."),
        ("A2 A2 A2 P I I I I I I", True, "I at 6 of the last 7 rated visits, 6 of 7 wanted: reached."),
        ("D I I I I I I", True, "I at 6 of the last 7 rated visits, 6 of 7 wanted: reached."),
        ("D D I I I I I", False, "I at 5 of the last 7 rated visits, 6 of 7 wanted: at least 1 more visit."),
        ("I I I I I D D", False, "I at 5 of the last 7 rated visits, 6 of 7 wanted: at least 6 more visits."),
        ("I I I I P D I", False, "I at 5 of the last 7 rated visits, 6 of 7 wanted: at least 5 more visits."),
        ("I I I I I I", False, "I at 6 of the last 6 rated visits, 6 of 7 wanted: at least 1 more visit."),
        ("P", False, "I at 0 of the last 1 rated visit, 6 of 7 wanted: at least 6 more visits."),
        ("", False, "No rated visits yet."),
    ],
)
def test_an_aim_is_counted_at_the_last_rated_visits_and_says_the_way_to_go(letters, reached, said):
    found = stands(letters)
    assert (found.is_reached, found.sentence) == (reached, said)


@pytest.mark.rule("IPAD-4")
@given(st.lists(st.sampled_from(["I", "P", "D"]), min_size=1, max_size=9), st.integers(1, 7), st.integers(1, 7))
def test_after_as_many_more_visits_as_are_said_it_is_reached_and_not_a_visit_before(letters, at_least, of):
    aim = Aim(Letter.I, min(at_least, of), of)
    to_go = stands(" ".join(letters), aim).visits_to_go
    reached = [stands(" ".join([*letters, *["I"] * more]), aim).is_reached for more in range(of + 1)]
    assert reached.index(True) == to_go


@pytest.mark.rule("IPAD-4", "GOAL-3")
def test_less_help_being_as_good_is_said_and_a_number_of_thousands_of_digits_is_no_aim():
    said = "P or less help at 1 of the last 1 rated visit, 2 of 3 wanted: at least 2 more visits."
    assert stands("I", Aim(Letter.P, 2, 3)).sentence == said
    assert own_aim(f"I {'9' * 5000} of 7") is None


@pytest.mark.rule("IPAD-3", "IPAD-4")
@pytest.mark.parametrize(("letter", "met"), [(Letter.I, 1), (Letter.P, 2), (Letter.A1, 3)])
def test_less_help_than_was_aimed_at_counts_and_declined_never_does(letter, met):
    assert stands("I P A1 A2 D", Aim(letter, 1, 5)).met == met


@pytest.mark.rule("IPAD-4")
def test_a_goal_of_its_own_aim_may_be_achieved_by_that_and_another_by_the_policys(policy):
    told = GoalHistory(set_on=FIRST, visits=visits("P I I I I I I"))
    day = FIRST + timedelta(days=30)
    assert achieved(told, day, policy) == ()
    (found,) = achieved(replace(told, aim="I 6 of 7"), day, policy)
    said = "Independent at 6 of the last 7 rated visits, 6 of 7 was the aim: the goal may be achieved."
    assert found.sentence == said
    (found,) = achieved(replace(told, aim="A1 7 of 7"), day, policy)
    assert found.sentence.startswith("A1 or less help at 7 of the last 7")
    assert achieved(replace(told, aim="I 7 of 7"), day, policy) == ()
    assert aim_of("", policy) == Aim(Letter.I, policy.achieved_at_least, policy.achieved_of)


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize(
    ("aim", "word"),
    [
        (None, ""),
        (Aim(Letter.I, 1, 1), ""),
        (Aim(Letter.A1, MOST_VISITS, MOST_VISITS), ""),
        (Aim(Letter.I, 0, 7), "0 of 7 visits can't be reached"),
        (Aim(Letter.I, 7, 7), ""),
        (Aim(Letter.I, 8, 7), "8 of 7 visits can't be reached"),
        (Aim(Letter.I, 0, 0), f"1 to {MOST_VISITS} visits, not at 0"),
        (Aim(Letter.I, 1, MOST_VISITS + 1), f"not at {MOST_VISITS + 1}"),
        (Aim(Letter.A2, 6, 7), "I, P or A1, not by A2"),
        (Aim(Letter.D, 6, 7), "I, P or A1, not by D"),
    ],
)
def test_an_aim_can_be_reached_and_isnt_from_the_beginning(aim, word):
    lacks = aim_lacks(aim)
    assert [word in each.sentence for each in lacks] == [True] * bool(word)
    assert {(each.rule, each.field) for each in lacks} <= {("GOAL-3", "aim")}


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize("aim", [SIX_OF_SEVEN, Aim(Letter.P, 1, 1), Aim(Letter.A1, 50, 50)])
def test_an_aim_is_kept_as_it_is_written(aim):
    assert own_aim(aim.kept) == aim
    assert own_aim("") is None


@pytest.mark.rule("GOAL-3")
def test_an_aim_reads_as_a_measure_and_is_one():
    assert aim_text(SIX_OF_SEVEN, (Call.MORNING, Call.BED)) == "Independent at 6 of 7 morning and bed visits"
    assert aim_text(Aim(Letter.P, 5, 7), ()) == "Prompt or less help at 5 of 7 visits"
    told = {"statement": "s", "achievable": "a", "relevant": "r", "target": FIRST}
    assert smart_lacks(GoalFacts(**told, aim="I 6 of 7")) == ()
    assert [each.field for each in smart_lacks(GoalFacts(**told))] == ["measure"]


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize(
    ("measure", "contradicts"),
    [
        ("on 6 of 7 mornings", False),
        ("on 5 of 7 mornings", True),
        ("every morning for a week", False),
        ("Prompt or less help at 6 of 7 visits", True),
        ("Independent at 6 of 7 visits", False),
    ],
)
def test_a_measure_in_words_and_one_by_ratings_say_the_same(measure, contradicts, policy):
    facts = GoalFacts(measure=measure, aim="I 6 of 7")
    said = [each.sentence for each in exact_lacks(facts, FIRST, policy)]
    assert said == ["The measure says otherwise than the ratings, I 6 of 7: make them the same."] * contradicts


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize("letter", [Letter.I, Letter.P, Letter.A1])
def test_the_measure_that_an_aim_writes_is_exact_at_any_calls(letter, policy):
    aim = Aim(letter, 5, 7)
    for calls in (at for some in range(len(Call) + 1) for at in combinations(Call, some)):
        measured = {"measure": aim_text(aim, calls), "aim": aim.kept}
        assert exact_lacks(GoalFacts(**measured, calls=",".join(call.value for call in calls)), FIRST, policy) == ()
