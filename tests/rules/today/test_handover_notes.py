"""Until when a hand-over note is shown, and can be taken down."""

from datetime import date

import pytest

from models.rules.today.handover_notes import note_offered_until, taking_down_lacks


@pytest.mark.rule("DAY-2")
def test_a_note_is_taken_down_while_it_is_shown(passes_around):
    today = date(2026, 11, 20)
    assert passes_around(today, lambda until: taking_down_lacks(until, today)) == [False, True, True]


@pytest.mark.rule("DAY-2")
@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 11, 16), date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 23)),
    ],
)
def test_a_note_is_offered_to_be_shown_until_the_monday_after_the_weekend(today, until):
    assert note_offered_until(today) == until
