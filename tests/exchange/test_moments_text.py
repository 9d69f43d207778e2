from datetime import date, datetime, time

import pytest

from app.exchange.moments_text import read_day, read_local, read_time
from models.values import NotAValue


@pytest.mark.parametrize(
    "typed", ["14/11/26", "14.11.2026", "14-11-2026", "2026-11-14", "14 Nov 2026", "Sat 14th November 26"]
)
def test_days_are_read_day_first(typed):
    assert read_day(typed, "The date") == date(2026, 11, 14)


@pytest.mark.parametrize("typed", ["31/11/2026", "11/14/2026", "soon", "14/11", 46346, "14/11/2026 nonsense"])
def test_what_is_not_a_day_for_sure_is_refused(typed):
    with pytest.raises(NotAValue, match="The date"):
        read_day(typed, "The date")


def test_a_birth_with_a_year_of_two_digits_is_refused():
    with pytest.raises(NotAValue, match="four digits"):
        read_day("18.03.26", "The date of birth", short_years=False)


def test_a_moment_may_be_written_with_dots_or_be_a_cell_of_its_own():
    assert read_local("14/11/26 19.30", "x") == (datetime.fromisoformat("2026-11-14T19:30:00"), True)
    assert read_local("2026-11-14T07:05:09", "x") == (datetime.fromisoformat("2026-11-14T07:05:09"), True)
    assert read_local(datetime.fromisoformat("2026-11-14T08:00:00"), "x") == (
        datetime.fromisoformat("2026-11-14T08:00:00"),
        True,
    )
    assert read_local(date(2026, 11, 14), "x") == (datetime.fromisoformat("2026-11-14T00:00:00"), False)


@pytest.mark.parametrize(
    ("cell", "at"), [("8.40", time(8, 40)), ("7:05 pm", time(19, 5)), (0.3611111, time(8, 40)), ("12am", time(0))]
)
def test_times_are_read_as_text_and_as_parts_of_a_day(cell, at):
    assert read_time(cell, "The time") == at


@pytest.mark.parametrize("cell", ["25:00", "8", "13pm", "", 1.5, "0840"])
def test_what_is_not_a_time_is_refused(cell):
    with pytest.raises(NotAValue):
        read_time(cell, "The time")
