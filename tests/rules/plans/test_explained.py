"""What was discussed: with whom, within the days of the support, and taken back with a reason (NICE QS173)."""

from datetime import date, timedelta

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.plans.explained import ExplainedFacts, explained_back_lacks, explained_lacks, not_recorded
from models.vocabulary.episodes import ExplainedKind

DAY = timedelta(days=1)
TODAY = date(2026, 11, 20)
ASKED = date(2026, 11, 2)


def said(facts, on, with_whom="Jean"):
    return [(each.field, each.sentence) for each in explained_lacks(facts, on, with_whom, TODAY)]


def test_it_says_with_whom():
    assert said(ExplainedFacts(asked_on=ASKED), TODAY) == []
    assert said(ExplainedFacts(asked_on=ASKED), TODAY + DAY, " ") == [
        ("with_whom", "Say with whom: the person, their family, or whoever speaks for them."),
        ("on", "It can't be in the future: record it when it has happened."),
    ]


@pytest.mark.parametrize(
    ("facts", "last", "sentence"),
    [
        ({}, TODAY, "It can't be in the future: record it when it has happened."),
        ({"ended_on": date(2026, 11, 12)}, date(2026, 11, 12), "Support ended on 12 Nov 2026: correct the day."),
        (
            {"death": DeathFacts(died_on=date(2026, 11, 11))},
            date(2026, 11, 11),
            "The person died on 11 Nov 2026: correct the day.",
        ),
    ],
)
def test_its_day_is_one_of_the_support(facts, last, sentence):
    known = ExplainedFacts(asked_on=ASKED, **facts)
    assert said(known, last) == said(known, ASKED) == []
    assert said(known, last + DAY) == [("on", sentence)]
    assert said(known, ASKED - DAY) == [("on", "The service was asked for on 2 Nov 2026: correct the day.")]


def test_of_support_that_never_was_nothing_is_recorded():
    (lack,) = explained_lacks(ExplainedFacts(asked_on=ASKED, is_undone=True), ASKED, "", TODAY)
    assert lack.sentence == "The start of this support was undone: nothing is recorded of it any more."


def test_it_is_taken_back_once_and_for_a_reason():
    assert explained_back_lacks("the wrong person", is_taken_back=False) == ()
    assert [each.field for each in explained_back_lacks(" ", is_taken_back=False)] == ["because"]
    assert [each.sentence for each in explained_back_lacks("", is_taken_back=True)] == ["It was taken back already."]


def test_what_isnt_recorded_is_a_line_each():
    kinds = (ExplainedKind.SCOPE, ExplainedKind.TRANSITION_BEGUN)
    assert not_recorded(kinds, {ExplainedKind.SCOPE, ExplainedKind.GOALS}) == (
        "The plan for what comes after was begun: not recorded yet.",
    )


def test_of_somebody_taken_over_the_first_day_is_that_on_which_support_began():
    known = ExplainedFacts(asked_on=ASKED, is_referred=False)
    assert said(known, ASKED - DAY) == [("on", "Support began on 2 Nov 2026: correct the day.")]
