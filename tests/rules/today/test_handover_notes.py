"""Until when a hand-over note can be taken down."""

from datetime import date

import pytest

from models.rules.today.handover_notes import taking_down_lacks


@pytest.mark.rule("DAY-2")
def test_a_note_is_taken_down_while_it_is_shown(passes_around):
    today = date(2026, 11, 20)
    assert passes_around(today, lambda until: taking_down_lacks(until, today)) == [False, True, True]
