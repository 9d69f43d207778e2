"""CHC wherever it was recorded: asked until it is asked, then until it is taken over, and what is refused (REF-8)."""

from datetime import timedelta

import pytest

from models.rules.referrals.chc import (
    ChcFacts,
    chc_asked_lacks,
    chc_found_lacks,
    chc_mistake_lacks,
    chc_prompts,
    chc_transferred_lacks,
)

pytestmark = pytest.mark.rule("REF-8")
STEP = timedelta(microseconds=1)
CHANGES = ("2026-03-29 00:30", "2026-03-29 02:30", "2026-10-25 00:30", "2026-10-25 02:30", "2026-11-20 09:00")


@pytest.mark.parametrize("moment", CHANGES)
def test_it_is_asked_from_when_it_is_known_then_followed_up_until_their_provider_has_it(at, moment):
    known = at(moment)
    (ask,) = chc_prompts("Mary Smith", ChcFacts(known), "plans.chc")
    assert (ask.rule, ask.shown_from, ask.due, ask.field) == ("REF-8", known, None, "plans.chc")
    assert ask.sentence.startswith("Mary Smith is supported on behalf of CHC")
    assert not ask.is_due_at(known - STEP)
    assert ask.is_due_at(known)
    asked = known + timedelta(hours=3)
    (follow,) = chc_prompts("Mary Smith", ChcFacts(known, asked), "plans.chc")
    assert follow.shown_from == asked
    assert follow.sentence.endswith("follow it up.")
    assert chc_prompts("Mary Smith", ChcFacts(known, asked, asked), "plans.chc") == ()
    assert chc_prompts("Mary Smith", ChcFacts(known, None, asked), "plans.chc") == ()
    assert chc_prompts("Mary Smith", None, "plans.chc") == ()


@pytest.mark.parametrize("moment", CHANGES)
def test_nothing_of_it_is_recorded_ahead_or_before_it_was_known(at, moment):
    now = at(moment)
    known = ChcFacts(now - timedelta(hours=2))
    assert chc_found_lacks(now, now, is_recorded=False) == ()
    assert [each.field for each in chc_found_lacks(now + STEP, now, is_recorded=False)] == ["known_at"]
    for lacks, field in ((chc_asked_lacks, "asked_at"), (chc_transferred_lacks, "transferred_at")):
        assert lacks(known, now, now) == ()
        assert lacks(known, known.known_at, now) == ()
        for wrong in (known.known_at - STEP, now + STEP):
            assert [(each.rule, each.field) for each in lacks(known, wrong, now)] == [("REF-8", field)]


def test_each_step_is_taken_once_and_of_what_is_known(at):
    now = at("2026-11-20 09:00")
    done = ChcFacts(now, now, now)
    assert "recorded for this support already" in chc_found_lacks(now, now, is_recorded=True)[0].sentence
    assert "was asked on" in chc_asked_lacks(done, now, now)[0].sentence
    assert "already" in chc_transferred_lacks(done, now, now)[0].sentence
    for lacks in (chc_asked_lacks, chc_transferred_lacks):
        assert "record that first" in lacks(None, now, now)[0].sentence


def test_a_mistake_is_taken_back_once_with_a_reason():
    assert chc_mistake_lacks("the wrong person", is_withdrawn=False) == ()
    assert chc_mistake_lacks(" ", is_withdrawn=False)[0].field == "because"
    assert "already" in chc_mistake_lacks("again", is_withdrawn=True)[0].sentence
