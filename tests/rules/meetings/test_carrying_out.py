"""What was done because of a decision, in words, and what a meeting carries out itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.meetings.carrying_out import CarriedOut, can_carry_out, carrying_out_lacks, is_done_since
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ACHIEVED = EndReason.GOALS_ACHIEVED
K = DecisionKind


@pytest.mark.rule("MDT-3", "END-1", "END-9", "PSP-4")
def test_what_was_done_is_said_with_its_moment_or_its_hours():
    ended = CarriedOut(ended_at=NOW, expected_at=NOW, reason=ACHIEVED)
    assert ended.sentence == f"Ended 20 Nov 2026 at 09:00: {ACHIEVED.label}"
    assert CarriedOut(expected_at=NOW).sentence == "End expected 20 Nov 2026 at 09:00"
    planned = CarriedOut(planned_from=date(2026, 11, 21), minutes_before=420, minutes=210)
    assert planned.sentence == "In the plan from 21 Nov 2026: 7 → 3.5 worker hours a week"
    assert CarriedOut().sentence == ""


@pytest.mark.rule("MDT-3", "END-10")
def test_an_end_of_the_decisions_moment_or_later_is_what_it_led_to():
    assert is_done_since(K.END, NOW, NOW)
    assert is_done_since(K.END, NOW, NOW + SECOND)
    assert not is_done_since(K.END, NOW, NOW - SECOND)
    assert not is_done_since(K.END, NOW, None)
    assert not is_done_since(K.NFA, NOW, NOW)


@pytest.mark.rule("MDT-3")
def test_a_meeting_carries_out_an_end_and_a_step_down_of_support_that_goes_on_as_it_decided():
    assert {kind for kind in K if can_carry_out(kind, None, death_reported=False)} == {K.END, K.STEP_DOWN}
    assert {kind for kind in K if can_carry_out(kind, None, death_reported=True)} == {K.END}
    assert not can_carry_out(K.STEP_DOWN, NOW, death_reported=False)
    assert carrying_out_lacks(K.END, K.END) == ()
    (lack,) = carrying_out_lacks(K.STEP_DOWN, K.END)
    assert lack.sentence == "The meeting decided “Step-down agreed”, not “Service can end”: decide that first."
