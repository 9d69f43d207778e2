"""The interim DSO's answer: before the move's moment, by a DSO of the receiving team, returned with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.transfer.answering import (
    AnswerFacts,
    accepted_before_lacks,
    answer_prompts,
    return_lacks,
    said_lacks,
)
from models.vocabulary.transfer import TransferRoute

pytestmark = pytest.mark.rule("INT-9")
SECOND = timedelta(seconds=1)
TEAM = AnswerFacts(route=TransferRoute.INTERIM_TEAM, interim_dso="Ann Lee", team="Interim")


@pytest.mark.parametrize("said", ["2026-11-20 09:00", "2026-03-29 02:30", "2026-10-25 01:30"])
def test_the_move_is_not_before_the_acceptance(at, said):
    assert accepted_before_lacks(at(said), at(said)) == ()
    assert accepted_before_lacks(at(said), at(said) + SECOND) == ()
    (lack,) = accepted_before_lacks(at(said), at(said) - SECOND)
    assert (lack.rule, lack.field, "can't be before" in lack.sentence) == ("INT-9", "at", True)
    assert accepted_before_lacks(None, at(said)) == ()


def test_an_answer_is_recorded_when_it_has_been_given(at):
    now = at("2026-11-20 09:00")
    assert said_lacks(now, now) == ()
    assert [each.field for each in said_lacks(now + SECOND, now)] == ["at"]


def test_what_was_asked_is_returned_with_a_reason_before_the_move(nothing_said):
    assert return_lacks("No room", is_asked=True, has_moved=False) == ()
    assert [each.field for each in return_lacks(nothing_said, is_asked=True, has_moved=False)] == ["because"]
    assert "Nothing is asked" in return_lacks("No room", is_asked=False, has_moved=False)[0].sentence
    assert "take the hand-over back" in return_lacks("No room", is_asked=True, has_moved=True)[0].sentence


def said(facts):
    return [(each.rule, each.field, each.shown_from, each.due) for each in answer_prompts("Mary Smith", facts)]


def test_asked_and_not_answered_is_a_line_until_it_is_accepted_returned_or_moot(at):
    asked = replace(TEAM, asked_at=at("2026-11-20 09:00"))
    assert said(asked) == [("INT-9", "transfer.accepted", asked.asked_at, None)]
    assert "is asked of Ann Lee of Interim" in answer_prompts("Mary Smith", asked)[0].sentence
    assert said(TEAM) == []
    assert said(replace(asked, accepted_at=asked.asked_at)) == []
    assert said(replace(asked, has_moved=True)) == []
    assert said(replace(asked, route=TransferRoute.WITHIN_STS)) == []
    assert "asked of the interim DSO" in answer_prompts("Mary", replace(asked, interim_dso="", team=""))[0].sentence


def test_returned_is_a_line_with_its_reason_until_it_is_asked_again(at):
    back = replace(TEAM, returned_at=at("2026-11-21 09:00"), returned_by="Ann Lee", returned="No room")
    assert said(back) == [("INT-9", "transfer.checklist.sts_dso", back.returned_at, None)]
    assert "returned by Ann Lee: “No room”" in answer_prompts("Mary Smith", back)[0].sentence
    again = replace(back, asked_at=at("2026-11-22 09:00"))
    assert [field for _, field, *_ in said(again)] == ["transfer.accepted"]
    assert said(replace(back, has_moved=True)) == []
    assert said(replace(back, route=TransferRoute.WITHIN_STS)) == []
