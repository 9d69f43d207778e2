from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import clocks
from models.values import LONDON

SECOND = timedelta(seconds=1)
H72 = timedelta(hours=72)
H48 = timedelta(hours=48)

# Each starts at a wall clock's time, and says what the wall shows when 72 elapsed hours are over.
AROUND_CLOCK_CHANGES = [
    ("2026-03-27 10:00", "2026-03-30 11:00"),
    ("2026-10-23 10:00", "2026-10-26 09:00"),
    ("2026-11-20 09:00", "2026-11-23 09:00"),
    ("2026-03-29 00:30", "2026-04-01 01:30"),
    ("2026-10-25 00:30", "2026-10-27 23:30"),
]


@pytest.mark.rule("REF-13", "GOAL-1")
@pytest.mark.parametrize(("since", "until"), AROUND_CLOCK_CHANGES)
def test_elapsed_hours_are_neither_stopped_nor_stretched_by_a_clock_change(at, since, until):
    assert clocks.elapsed(at(since), at(until)) == H72
    assert clocks.deadline(at(since), H72) == at(until)


@pytest.mark.parametrize(("since", "until"), AROUND_CLOCK_CHANGES)
def test_moments_in_london_time_are_compared_by_elapsed_time_and_not_by_the_wall_clock(at, since, until):
    since, until = at(since).astimezone(LONDON), at(until).astimezone(LONDON)
    assert clocks.elapsed(since, until) == H72
    assert clocks.deadline(since, H72) == until.astimezone(UTC)
    assert clocks.deadline(since, H72).tzinfo is UTC
    assert clocks.is_up_to(since, H72, until)
    assert not clocks.is_more_than(since, H72, until)


@pytest.mark.rule("REF-13", "INT-2")
@pytest.mark.parametrize(
    ("step", "up_to", "more_than"), [(-SECOND, True, False), (0 * SECOND, True, False), (SECOND, False, True)]
)
def test_up_to_includes_the_last_moment_and_more_than_excludes_it(at, step, up_to, more_than):
    since = at("2026-11-20 09:00")
    moment = since + H48 + step
    assert clocks.is_up_to(since, H48, moment) is up_to
    assert clocks.is_more_than(since, H48, moment) is more_than
    assert clocks.is_past(clocks.deadline(since, H48), moment) is more_than


def test_a_moment_without_a_time_zone_is_a_defect():
    with pytest.raises(TypeError, match="time zone"):
        clocks.in_utc(datetime(2026, 11, 20, 9))  # noqa: DTZ001  that is what is tested


@pytest.mark.rule("PSP-6", "PSP-8")
@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2026, 11, 20), datetime(2026, 11, 25, 23, 59, 59, 999999, UTC)),
        (date(2026, 3, 24), datetime(2026, 3, 29, 22, 59, 59, 999999, UTC)),
        (date(2026, 3, 23), datetime(2026, 3, 28, 23, 59, 59, 999999, UTC)),
        (date(2026, 10, 20), datetime(2026, 10, 25, 23, 59, 59, 999999, UTC)),
        (date(2026, 10, 19), datetime(2026, 10, 24, 22, 59, 59, 999999, UTC)),
    ],
)
def test_a_deadline_of_days_is_the_end_of_the_last_day_in_the_office(day, limit):
    assert clocks.deadline_of_days(day, timedelta(days=5)) == limit
    assert not clocks.is_past(limit, limit)
    assert clocks.is_past(limit, limit + timedelta(microseconds=1))


@pytest.mark.rule("PSP-7")
def test_the_first_day_is_day_one():
    first = date(2026, 10, 20)
    assert clocks.day_number(first, first) == 1
    assert clocks.day_number(first, date(2026, 10, 19)) == 0
    assert clocks.day_number(first, date(2026, 11, 30)) == 42
    assert clocks.day_numbered(first, 42) == date(2026, 11, 30)
    assert clocks.whole_days(first, first) == 0
    assert clocks.whole_days(first, date(2026, 11, 3)) == 14


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_a_day_and_its_number_say_the_same(first, number):
    assert clocks.day_number(first, clocks.day_numbered(first, number)) == number


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=1), "1 d"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 h 59 min"),
        (timedelta(hours=4, minutes=5), "4 h 5 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(seconds=59), "under 1 min"),
        (timedelta(0), "under 1 min"),
        (timedelta(hours=-3), "under 1 min"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(span, text):
    assert clocks.duration_text(span) == text
