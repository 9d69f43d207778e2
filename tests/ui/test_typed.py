from datetime import UTC, date, datetime, time

import pytest

from models.values import NotAValue
from ui.typed import doubt, parse_birth, parse_day, parse_moment, parse_time

FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", date(2026, 11, 20)),
        ("Tomorrow", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 19)),
        ("+3", date(2026, 11, 23)),
        ("-2", date(2026, 11, 18)),
        ("mon", date(2026, 11, 23)),
        ("fri", date(2026, 11, 27)),
        ("last fri", date(2026, 11, 13)),
        ("5/11", date(2026, 11, 5)),
        ("5/1", date(2027, 1, 5)),
        ("5.11.26", date(2026, 11, 5)),
        ("5 nov 2025", date(2025, 11, 5)),
        ("Thu 5 November", date(2026, 11, 5)),
        ("2026-12-01", date(2026, 12, 1)),
    ],
)
def test_days_are_read_as_people_type_them(typed, day):
    assert parse_day(typed, FRIDAY) == day


def test_a_weekday_is_the_last_one_where_the_field_looks_back():
    assert parse_day("mon", FRIDAY, looks_back=True) == date(2026, 11, 16)
    assert parse_day("fri", FRIDAY, looks_back=True) == date(2026, 11, 13)
    assert parse_day("next mon", FRIDAY, looks_back=True) == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["", "soon", "31/2", "32/1", "5/13", "9am", "29 feb 2027"])
def test_what_is_no_day_is_refused_with_a_sentence(typed):
    with pytest.raises(NotAValue, match=r"Type a day|no such day"):
        parse_day(typed, FRIDAY)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("930", time(9, 30)),
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9:30 pm", time(21, 30)),
        ("noon", time(12)),
        ("14", time(14)),
        ("2359", time(23, 59)),
    ],
)
def test_times_are_read_as_people_type_them(typed, at):
    assert parse_time(typed) == at


@pytest.mark.parametrize("typed", ["", "25", "960", "13pm", "0am", "half nine"])
def test_what_is_no_time_is_refused_with_a_sentence(typed):
    with pytest.raises(NotAValue, match="Type a time"):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("now", NOW),
        ("930", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
        ("mon 9am", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("mon 9 am", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("+3 14:30", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("1 jul 2026 9:00", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("Thu 5 Nov 2026 14:30", datetime(2026, 11, 5, 14, 30, tzinfo=UTC)),
    ],
)
def test_moments_are_the_office_clock_in_utc(typed, moment):
    assert parse_moment(typed, NOW) == moment


def test_a_day_without_a_time_asks_for_the_time():
    with pytest.raises(NotAValue, match="Add the time"):
        parse_moment("tomorrow", NOW)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("tomorrow", datetime(2026, 11, 21, tzinfo=UTC)),
        ("Thu 1 Jul 2027", datetime(2027, 6, 30, 23, tzinfo=UTC)),
        ("5 nov 2026", datetime(2026, 11, 5, tzinfo=UTC)),
        ("5 nov 2026 14:30", datetime(2026, 11, 5, 14, 30, tzinfo=UTC)),
        ("930", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
    ],
)
def test_where_a_day_will_do_it_is_its_beginning(typed, moment):
    assert parse_moment(typed, NOW, a_day_will_do=True) == moment


def test_a_year_is_never_taken_for_a_time():
    with pytest.raises(NotAValue, match="year or the time"):
        parse_moment("5 nov 2026", NOW)


def test_a_time_that_the_clocks_leave_out_is_refused():
    with pytest.raises(NotAValue, match="does not exist"):
        parse_moment("29 mar 2026 1:30", NOW)


def test_of_an_hour_that_comes_twice_the_first_is_meant_and_said():
    moment = parse_moment("25 oct 2026 1:30", NOW)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "first of the two" in doubt(moment)
    assert doubt(NOW) == ""


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("14/3/40", date(1940, 3, 14)),
        ("14 mar 40", date(1940, 3, 14)),
        ("14.3.26", date(2026, 3, 14)),
        ("21/11/26", date(1926, 11, 21)),
        ("29/2/28", date(1928, 2, 29)),
        ("14/3/1942", date(1942, 3, 14)),
        ("Sat 14 Mar 1942", date(1942, 3, 14)),
        ("1942-03-14", date(1942, 3, 14)),
    ],
)
def test_a_birth_date_has_come_and_two_digits_are_the_last_such_year(typed, born):
    assert parse_birth(typed, FRIDAY) == born


@pytest.mark.parametrize("typed", ["14/3", "mon", "yesterday", "-3", "21/11/2026", "31/2/40", "14/3/940"])
def test_a_birth_date_without_its_year_or_to_come_is_refused(typed):
    with pytest.raises(NotAValue):
        parse_birth(typed, FRIDAY)


def test_another_date_of_two_digits_is_of_this_century():
    assert parse_day("14/3/40", FRIDAY) == date(2040, 3, 14)
