"""A week in short: what it says of letters, of what was declined, unrated or away, and of a reworded goal."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from models.rules.goals.week_letters import letters_by_week, weeks_until
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter

FIRST = date(2026, 11, 2)
LETTERS = {each.value: each for each in Letter}
AWAY = {"h": BreakKind.HOSPITAL, "f": BreakKind.FAMILY}


class Visit(NamedTuple):
    day: date
    letter: Letter | None
    away: BreakKind | None
    call: Call = Call.LUNCH


pytestmark = pytest.mark.rule("IPAD-3", "GOAL-4")


def week(said, series=(), day=0):
    """The first week of visits such as "P A1 - h n": a letter, unrated, away, or not made."""
    on = FIRST + timedelta(days=day)
    visits = [
        Visit(on, LETTERS.get(each), AWAY.get(each), Call.TEA if each == "n" else Call.LUNCH) for each in said.split()
    ]
    numbers = series or [0] * len(visits)
    return letters_by_week(zip(visits, numbers, strict=True), FIRST, 1, {(on, Call.TEA)})[0]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "no visits yet"),
        ("P", "median P of 1 rating (1 P)"),
        ("P A1 P I P", "median P of 5 ratings (1 I, 3 P, 1 A1)"),
        ("A1 P", "median between A1 and P of 2 ratings (1 P, 1 A1)"),
        ("A2 I", "median between A1 and P of 2 ratings (1 I, 1 A2)"),
        ("D I D D", "median I of 1 rating (1 I), 3 declined"),
        ("D D", "2 declined"),
        ("- -", "none of 2 rated yet"),
        ("P - -", "median P of 1 rating (1 P); 2 not rated yet"),
        ("h h f", "away at 3 visits"),
        ("P h", "median P of 1 rating (1 P); away at 1 visit"),
        ("n n", "2 not made"),
        ("P - n h", "median P of 1 rating (1 P); 1 not rated yet; away at 1 visit; 1 not made"),
        ("D - h", "1 declined; 1 not rated yet; away at 1 visit"),
    ],
)
def test_a_week_says_all_of_its_visits(said, sentence):
    assert week(said).sentence == f"Week 1, from 2 Nov 2026: {sentence}"


def test_what_was_rated_before_a_goal_was_reworded_is_never_one_median_with_what_came_after():
    found = week("A2 A2 I I D", series=[0, 0, 1, 1, 1])
    assert [each.middle for each in found.series] == [(Letter.A2,), (Letter.I,)]
    assert found.sentence == (
        "Week 1, from 2 Nov 2026: before the goal was reworded median A2 of 2 ratings (2 A2); "
        "then median I of 2 ratings (2 I), 1 declined"
    )


@pytest.mark.parametrize(
    ("said", "text"),
    [("", "no visits yet"), ("- -", ""), ("n n", "2 not made"), ("h n", "away at 1 visit; 1 not made"), ("P n", "1 P")],
)
def test_a_week_in_short_says_why_none_of_its_visits_was_due(said, text):
    assert week(said).text == text


@pytest.mark.parametrize(
    ("said", "rated", "due", "texts"),
    [("P A1 D - h", 3, 4, ["1 P, 1 A1, 1 D"]), ("D", 1, 1, ["1 D"]), ("- h", 0, 1, []), ("", 0, 0, [])],
)
def test_the_counts_are_those_of_the_visits_that_were_due(said, rated, due, texts):
    found = week(said)
    assert (found.rated, found.due, [each.text for each in found.series]) == (rated, due, texts)


def test_weeks_count_from_the_first_day_and_one_without_a_visit_is_there_too():
    visits = [(Visit(FIRST + timedelta(days=after), Letter.P, None), 0) for after in (0, 6, 14)]
    found = letters_by_week(visits, FIRST, 3)
    assert [(each.number, each.first_day, each.rated) for each in found] == [
        (1, FIRST, 2), (2, FIRST + timedelta(days=7), 0), (3, FIRST + timedelta(days=14), 1),
    ]  # fmt: skip
    assert [weeks_until(FIRST + timedelta(days=after), FIRST) for after in (0, 6, 7)] == [1, 1, 2]
