"""What is said of an owner who isn't there today (DAY-4)."""

from datetime import date

import pytest

from models.rules.today.away_owners import away_words

TODAY = date(2026, 12, 1)


@pytest.mark.rule("DAY-4")
@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 12, 1), "on leave until Tue 1 Dec"),
        (date(2026, 12, 31), "on leave until Thu 31 Dec"),
        (date(2027, 1, 1), "on leave until Fri 1 Jan 2027"),
        (None, "on leave"),
    ],
)
def test_a_leave_is_said_with_its_last_day_where_it_is_known(until, said):
    assert away_words(until, TODAY, has_left=False, on_leave=True) == said


@pytest.mark.rule("DAY-4")
def test_a_leaver_is_said_to_have_left_and_of_who_is_there_nothing_is_said():
    assert away_words(None, TODAY, has_left=True, on_leave=True) == "who has left"
    assert away_words(None, TODAY, has_left=False, on_leave=False) == ""
