"""What a meeting takes back while it goes on, and what it can't any more because something rests on it."""

from datetime import UTC, date, datetime

import pytest

from models.rules.meetings import taking_back
from models.rules.meetings.taking_back import RestingFacts, resting_lacks
from models.vocabulary.meetings import DecisionKind, MeetingKind

NOW, DAY = datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 23)
WEEKLY = MeetingKind.WEEKLY


def said(lacks):
    return [each.sentence for each in lacks]


@pytest.mark.rule("MDT-3")
def test_it_is_taken_back_in_the_meeting_once_and_with_a_reason():
    assert taking_back.taking_back_lacks(WEEKLY, None, "meant for another", None) == ()
    assert said(taking_back.taking_back_lacks(WEEKLY, None, "  ", None)) == ["Say why the meeting takes it back."]
    assert said(taking_back.taking_back_lacks(WEEKLY, None, "why", NOW)) == ["It is taken back already."]
    over = taking_back.taking_back_lacks(WEEKLY, NOW, "why", None)
    assert said(over) == ["This Weekly MDT is finished: what it decided is changed where it stands."]


@pytest.mark.rule("MDT-3", "PSP-2", "INT-1", "END-7")
def test_what_rests_on_it_by_now_is_taken_back_first():
    step_down, transfer = DecisionKind.STEP_DOWN, DecisionKind.TRANSFER
    assert resting_lacks("Jean Able", RestingFacts(kind=step_down)) == ()
    (plan,) = resting_lacks("Jean Able", RestingFacts(kind=step_down, planned_from=DAY))
    assert (plan.rule, plan.who) == ("PSP-2", "the DSO")
    assert plan.sentence.startswith("Jean Able's plan from 23 Nov 2026 rests on it")
    (asked,) = resting_lacks("Jean Able", RestingFacts(kind=transfer, asked=True))
    (moved,) = resting_lacks("Jean Able", RestingFacts(kind=transfer, asked=True, moved=True))
    assert "has been asked for since" in asked.sentence
    assert "has moved to interim support since" in moved.sentence
    ended = {kind: resting_lacks("Jean Able", RestingFacts(kind=kind, ended=True)) for kind in DecisionKind}
    assert said(ended[DecisionKind.END]) == ["Jean Able's support has ended since: reopen it first."]
    (closing,) = resting_lacks("Jean Able", RestingFacts(kind=DecisionKind.END, is_closing=True))
    assert "Jean Able's package is recorded already since the end" in closing.sentence
    for kind in (DecisionKind.NFA, DecisionKind.MAXIMUM_INDEPENDENCE):
        assert ended[kind][0].sentence.endswith("reopen it first, or correct the milestone where it stands.")
    again = {kind: resting_lacks("", RestingFacts(kind=kind, was_redated=True)) for kind in DecisionKind}
    assert again[DecisionKind.MAXIMUM_INDEPENDENCE][0].sentence.endswith("correct it under the milestones.")
    assert again[transfer][0].sentence.endswith("correct it among the conditions of the transfer.")


@pytest.mark.rule("MDT-3")
def test_an_action_is_taken_back_before_it_is_done_and_then_rests():
    assert taking_back.acted_lacks(None) == ()
    assert "done already" in taking_back.acted_lacks(NOW)[0].sentence
    assert taking_back.standing_lacks(is_taken_back=False) == ()
    assert "took this back" in taking_back.standing_lacks(is_taken_back=True)[0].sentence
