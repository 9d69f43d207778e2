"""What is said beside a goal's statement, and what it said otherwise before it was changed."""

from dataclasses import replace
from datetime import date

import pytest

from models.rules.goals.aims import Aim, aim_text
from models.rules.goals.beside_statement import aim_beside, beside_statement, is_measured_by_its_aim, said_otherwise
from models.rules.goals.smart import GoalFacts
from models.values import Call
from models.vocabulary.goals import Letter

AIM = Aim(Letter.I, 6, 7)
SAID = "Independent at 6 of 7 morning visits"
LUNCH = GoalFacts(statement="I will make my lunch", measure="on 6 of 7 days", target=date(2026, 12, 10))
AIMED = replace(LUNCH, calls="morning", aim=AIM.kept, own_words="My own porridge again")


@pytest.mark.rule("GOAL-3")
def test_the_persons_words_and_the_aim_are_said_beside_the_statement_and_nothing_where_there_are_none():
    assert beside_statement(LUNCH) == ()
    assert beside_statement(AIMED) == ("In their words: “My own porridge again”.", f"Reached when: {SAID}.")
    assert aim_beside(AIMED) == SAID


@pytest.mark.rule("GOAL-3")
def test_a_measure_that_the_aim_wrote_isnt_said_twice():
    written = replace(AIMED, measure=aim_text(AIM, [Call.MORNING]), own_words="")
    assert is_measured_by_its_aim(written)
    assert (aim_beside(written), beside_statement(written)) == ("", ())
    assert not is_measured_by_its_aim(LUNCH)


@pytest.mark.rule("GOAL-4")
def test_of_an_earlier_wording_each_part_that_was_changed_is_said_and_no_other():
    now = replace(AIMED, statement="I will make my breakfast", target=date(2026, 12, 20))
    assert said_otherwise(LUNCH, now) == (
        "In their words: not said.",
        "By: 10 Dec 2026.",
        "Worked on at: all calls.",
        "Reached when: not said.",
    )
    assert said_otherwise(now, LUNCH) == (
        "In their words: “My own porridge again”.",
        "By: 20 Dec 2026.",
        "Worked on at: morning.",
        f"Reached when: {SAID}.",
    )
    assert said_otherwise(now, replace(now, statement="I will make my supper")) == ()


@pytest.mark.rule("GOAL-4")
def test_a_measure_a_reason_and_a_purpose_are_told_as_they_were():
    before = replace(LUNCH, achievable="stands for ten minutes", relevant="no lunch call")
    after = replace(before, measure="daily", achievable="stands for an hour", relevant="")
    said = ("Measured by: on 6 of 7 days.", "Achievable: stands for ten minutes.", "Serves: no lunch call.")
    assert said_otherwise(before, after) == said


@pytest.mark.rule("GOAL-4")
def test_what_was_typed_with_a_stop_gets_no_second_one():
    before = replace(LUNCH, measure="On 6 of 7 days.", own_words="Will I cook?", relevant="No lunch call …")
    assert said_otherwise(before, replace(LUNCH, measure="daily")) == (
        "In their words: “Will I cook?”",
        "Measured by: On 6 of 7 days.",
        "Serves: No lunch call …",
    )
    assert beside_statement(replace(LUNCH, own_words="I want to cook.")) == ("In their words: “I want to cook.”",)


@pytest.mark.rule("GOAL-4")
def test_an_earlier_measure_that_the_aim_wrote_says_the_aim_and_other_calls_alone_are_no_other_aim():
    other = Aim(Letter.P, 6, 7)
    written = replace(AIMED, measure=SAID)
    now = replace(written, aim=other.kept, measure=aim_text(other, [Call.MORNING]))
    assert said_otherwise(written, now) == (f"Measured by: {SAID}.",)
    assert said_otherwise(written, replace(written, aim=other.kept)) == (f"Reached when: {SAID}.",)
    assert said_otherwise(AIMED, replace(AIMED, calls="lunch")) == ("Worked on at: morning.",)
    assert said_otherwise(AIMED, replace(AIMED, aim=other.kept)) == (f"Reached when: {SAID}.",)
