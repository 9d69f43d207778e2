"""Prompts when support ends, and when somebody has died."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.closure.closing import AtFacts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.prompts import ClosingPromptFacts, closing_prompts, death_prompts
from models.rules.today.prompts import still_meant
from models.vocabulary.closure import AtOutcome, ClosingStepKind, EndReason

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ended(at):
    return ClosingPromptFacts(
        name="Mary Smith", ended_at=at("2026-11-20 09:00"), reason=EndReason.GOALS_ACHIEVED, at=AtFacts(given=True)
    )


@pytest.mark.rule("END-4", "END-5")
def test_closing_steps_and_the_at_review_are_asked_from_the_end_on(ended):
    assert closing_prompts(ended, ended.ended_at - MINUTE) == ()
    steps, technology = closing_prompts(ended, ended.ended_at)
    assert (steps.rule, steps.field, steps.due) == ("END-4", "closure.steps", None)
    assert "End the purchase order. Update MOSAIC. Update CCL" in steps.sentence
    assert (technology.rule, technology.field, technology.due) == ("END-5", "closure.at", None)


@pytest.mark.rule("END-4")
def test_with_all_steps_done_the_package_is_still_to_be_closed(ended):
    done = replace(ended, done=frozenset(ClosingStepKind), at=AtFacts(given=False))
    (prompt,) = closing_prompts(done, ended.ended_at)
    assert "close it" in prompt.sentence
    assert closing_prompts(replace(done, closed_at=ended.ended_at), ended.ended_at) == ()


@pytest.mark.rule("END-5")
def test_the_at_review_is_settled_by_its_outcome_and_form(ended):
    reviewed = AtFacts(given=True, outcome=AtOutcome.DECOMMISSION, recorded_at=ended.ended_at)
    assert [each.field for each in closing_prompts(replace(ended, at=reviewed), ended.ended_at)] == ["closure.steps"]
    decided = AtFacts(given=True, outcome=AtOutcome.DECOMMISSION)
    assert "review form" in closing_prompts(replace(ended, at=decided), ended.ended_at)[1].sentence


@pytest.mark.rule("END-4")
def test_an_open_episode_is_not_closing(ended):
    assert closing_prompts(replace(ended, ended_at=None), ended.ended_at) == ()


@pytest.mark.rule("END-4")
def test_after_a_hand_over_the_steps_of_the_short_term_package_are_asked_until_all_are_done(ended):
    moved = replace(ended, reason=EndReason.TRANSFERRED, done=frozenset({ClosingStepKind.UPDATE_CCL}))
    assert closing_prompts(moved, moved.ended_at - MINUTE) == ()
    (prompt,) = closing_prompts(moved, moved.ended_at)
    assert (prompt.rule, prompt.field, prompt.due) == ("END-4", "transfer.checklist.sts_dso.package", None)
    assert prompt.sentence.endswith("short-term package is not closed yet. End the purchase order. Update MOSAIC.")
    assert still_meant((prompt,), DeathFacts(reported_at=moved.ended_at)) == (prompt,)
    assert closing_prompts(replace(moved, done=frozenset(ClosingStepKind)), moved.ended_at) == ()
    assert closing_prompts(replace(moved, closed_at=moved.ended_at), moved.ended_at) == ()


@pytest.mark.rule("END-6", "END-8")
def test_a_reported_death_is_to_be_confirmed_and_then_the_support_to_be_ended(at):
    reported = DeathFacts(reported_at=at("2026-11-20 09:00"))
    (prompt,) = death_prompts("Mary Smith", reported, has_open_episode=False)
    assert (prompt.rule, prompt.field, prompt.shown_from) == ("END-8", "closure.end", at("2026-11-20 09:00"))
    confirmed = replace(reported, confirmed_at=at("2026-11-20 11:00"))
    (prompt,) = death_prompts("Mary Smith", confirmed, has_open_episode=True)
    assert (prompt.rule, prompt.field, prompt.shown_from) == ("END-6", "closure.end", at("2026-11-20 11:00"))
    assert death_prompts("Mary Smith", confirmed, has_open_episode=False) == ()
    assert death_prompts("Mary Smith", DeathFacts(), has_open_episode=True) == ()


@pytest.mark.rule("END-5", "END-6")
def test_after_a_death_the_equipment_is_still_taken_out_before_the_package_closes(ended):
    done = replace(ended, done=frozenset(ClosingStepKind))
    shown = still_meant(closing_prompts(done, ended.ended_at), DeathFacts(reported_at=ended.ended_at))
    assert [each.field for each in shown] == ["closure.steps", "closure.at"]
    assert "Only assistive technology is open." in shown[0].sentence


@pytest.mark.rule("END-5")
def test_whether_at_was_given_is_asked_from_the_end_or_the_hand_over_on_and_of_older_interim_at_its_end(ended):
    unsaid, since = replace(ended, at=AtFacts()), ended.ended_at
    assert closing_prompts(unsaid, since - MINUTE) == ()
    assert closing_prompts(unsaid, since)[1].sentence.endswith("during short-term support? Say yes or no.")
    moved = replace(unsaid, ended_at=None, reason=None, handed_over_at=since)
    assert [each.field for each in closing_prompts(moved, since)] == ["closure.at"]
    before = AtFacts(is_asked_at_end_only=True)
    assert closing_prompts(replace(moved, at=before), since) == ()
    assert [each.field for each in closing_prompts(replace(unsaid, at=before), since)][1:] == ["closure.at"]
    assert closing_prompts(replace(moved, at=AtFacts(given=False)), since) == ()
    assert closing_prompts(replace(unsaid, closed_at=since), since) == ()
