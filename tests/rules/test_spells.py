"""From which day to which somebody is on the staff."""

from datetime import date, timedelta

import pytest

from models.rules.spells import Spell, is_within

DAY = timedelta(days=1)
LONG, ALWAYS = Spell(date(2026, 3, 2), date(2026, 3, 29)), Spell()


def test_who_has_no_spell_is_always_there_and_who_has_one_only_within_it():
    assert is_within((), date(2026, 3, 1))
    assert not is_within((LONG,), LONG.first_day - DAY)
    assert is_within((LONG,), LONG.first_day)
    assert is_within((LONG,), LONG.last_day)  # the day on which clocks go forward
    assert not is_within((LONG,), LONG.last_day + DAY)
    assert is_within((LONG, Spell(date(2026, 10, 25))), date(2030, 1, 1))


def test_a_spell_without_an_end_covers_all_that_comes_and_without_a_beginning_all_that_was():
    assert Spell(date(2026, 3, 2)).covers(date(2099, 1, 1))
    assert Spell(None, date(2026, 3, 2)).covers(date(1999, 1, 1))
    assert ALWAYS.covers(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Spell(None, LONG.first_day - DAY), False),
        (Spell(None, LONG.first_day), True),
        (Spell(LONG.last_day, None), True),
        (Spell(LONG.last_day + DAY, None), False),
        (ALWAYS, True),
    ],
)
def test_two_spells_meet_where_a_day_is_of_both(other, meets):
    assert LONG.meets(other) is meets
    assert other.meets(LONG) is meets
