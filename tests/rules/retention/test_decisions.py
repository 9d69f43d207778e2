"""What may be decided of records: kept on, a disposal by two, and what stops it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.retention import decisions, holds
from models.rules.retention.decisions import DecisionFacts
from models.rules.sentences import day_text
from models.vocabulary.retention import RetentionChoice, RetentionState
from models.vocabulary.staff import Role

pytestmark = pytest.mark.rule("RET-3")
DAY = timedelta(days=1)
TODAY = date(2026, 11, 20)
NEW = DecisionFacts()
PROPOSED = DecisionFacts(choice=RetentionChoice.DISPOSE)


def sentences(lacks):
    return [each.sentence for each in lacks]


@pytest.mark.rule("RET-1")
@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (NEW, RetentionState.TO_REVIEW),
        (DecisionFacts(choice=RetentionChoice.KEEP, keep_until=TODAY + DAY), RetentionState.KEPT),
        (DecisionFacts(choice=RetentionChoice.KEEP, keep_until=TODAY), RetentionState.TO_REVIEW),
        (PROPOSED, RetentionState.PROPOSED),
        (replace(PROPOSED, is_approved=True), RetentionState.APPROVED),
        (replace(PROPOSED, is_approved=True, is_held=True), RetentionState.HELD),
        (replace(PROPOSED, is_approved=True, is_asked_for=True), RetentionState.ASKED_FOR),
        (replace(PROPOSED, is_held=True, is_asked_for=True), RetentionState.HELD),
        (replace(NEW, is_asked_for=True), RetentionState.ASKED_FOR),
    ],
)
def test_the_list_says_how_records_stand(facts, state):
    assert decisions.retention_state(facts, TODAY) is state


@pytest.mark.rule("RET-1")
def test_records_are_kept_until_a_day_ahead_for_a_reason():
    latest = TODAY + 9 * DAY
    for until in (TODAY + DAY, latest):
        assert decisions.keeping_lacks(until, "a complaint", TODAY, latest) == ()
    assert sentences(decisions.keeping_lacks(latest + DAY, "a complaint", TODAY, latest)) == [
        f"They are looked at again by {day_text(latest)}, one schedule from today: keep them until then at most."
    ]
    assert sentences(decisions.keeping_lacks(TODAY, " ", TODAY, latest)) == [
        "Keep them until a day that lies ahead.",
        "Say what the records are still needed for.",
    ]


@pytest.mark.rule("RET-2")
def test_a_hold_and_an_open_request_stop_a_disposal():
    assert decisions.disposal_lacks(NEW, "nothing is owed") == ()
    stopped = replace(PROPOSED, is_held=True, is_asked_for=True)
    told = [
        "These records are under a legal hold: lift it first.",
        "Somebody has asked for these records: answer the subject access request first.",
    ]
    assert sentences(decisions.disposal_lacks(stopped, "nothing is owed")) == told
    assert sentences(decisions.approval_lacks(stopped, "looked", Role.DSO, is_own=False)) == told


def test_a_disposal_is_approved_by_another_who_may():
    def said(facts=PROPOSED, because="looked through", seat=Role.DSO, *, is_own=False):
        return sentences(decisions.approval_lacks(facts, because, seat, is_own=is_own))

    assert said() == said(seat=Role.SERVICE_MANAGER) == []
    assert said(is_own=True) == ["You proposed this disposal: somebody else approves it."]
    assert said(seat=Role.ADMIN) == ["A disposal is approved by a DSO or the service manager."]
    assert said(because="") == ["Say what you looked at before you approve it."]
    assert said(NEW) == said(replace(PROPOSED, is_approved=True)) == ["There is no disposal to approve here."]
    assert sentences(decisions.disposal_lacks(NEW, "")) == ["Say why nothing of it is needed any more."]


def test_a_decision_is_withdrawn_once_for_a_reason():
    assert decisions.withdrawing_lacks(None, "they came back") == ()
    assert sentences(decisions.withdrawing_lacks(None, "")) == ["Say why the decision no longer stands."]
    assert "was withdrawn on 20 Nov 2026" in sentences(decisions.withdrawing_lacks(TODAY, "again"))[0]


@pytest.mark.rule("RET-2")
def test_a_hold_says_from_when_by_whom_and_why_and_is_lifted_once():
    assert holds.placing_lacks(TODAY, "Legal services", "an inquest", TODAY) == ()
    assert len(holds.placing_lacks(TODAY + DAY, "", "", TODAY)) == 3
    assert holds.lifting_lacks(TODAY, None, TODAY, "it is over", TODAY) == ()
    assert len(holds.lifting_lacks(TODAY, None, TODAY + DAY, "", TODAY)) == 2
    assert len(holds.lifting_lacks(TODAY, None, TODAY - DAY, "it is over", TODAY)) == 1
    assert "was lifted on" in sentences(holds.lifting_lacks(TODAY, TODAY, TODAY, "again", TODAY))[0]
    assert holds.hold_said(TODAY, "Legal services", "an\ninquest") == (
        "Legal hold since 20 Nov 2026, asked for by Legal services: an inquest"
    )
