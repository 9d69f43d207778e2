"""A hand-over made in error is taken back while interim is open and unsigned, with a reason."""

from dataclasses import replace

import pytest

from models.rules.transfer.taking_back import (
    DONE_FOR_THE_MOVE,
    TakingBackFacts,
    taking_back_lacks,
    taking_back_reason_lacks,
)
from models.vocabulary.transfer import TransferRole, TransferStepKind

pytestmark = pytest.mark.rule("INT-9")
MOVED = TakingBackFacts(has_moved=True)


def said(facts):
    return [each.sentence for each in taking_back_lacks(facts)]


def test_an_open_unsigned_interim_support_is_taken_back():
    assert said(MOVED) == []


@pytest.mark.parametrize("moment", ["2026-11-20 09:00", "2026-03-29 02:30", "2026-10-25 00:30"])
def test_nobody_moved_an_end_and_a_signature_are_in_the_way(at, moment):
    assert "nothing to take back" in said(TakingBackFacts())[0]
    assert "reopen it" in said(replace(MOVED, interim_ended_at=at(moment)))[0]
    assert "was signed on" in said(replace(MOVED, signed_at=at(moment)))[0]
    assert len(said(replace(MOVED, interim_ended_at=at(moment), signed_at=at(moment)))) == 1


def test_the_reason_is_asked(nothing_said):
    assert taking_back_reason_lacks("The wrong person") == ()
    assert [each.field for each in taking_back_reason_lacks(nothing_said)] == ["because"]


def test_every_step_of_the_move_is_open_again_and_none_of_brokerages():
    assert {each.role for each in DONE_FOR_THE_MOVE} == set(TransferRole) - {TransferRole.BROKERAGE}
    own = {each for each in TransferStepKind if each.role is TransferRole.STS_DSO}
    assert own <= DONE_FOR_THE_MOVE
    assert TransferStepKind.FABO_REFERRAL not in DONE_FOR_THE_MOVE
