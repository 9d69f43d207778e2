from datetime import UTC, date, datetime, timedelta

import pytest

from ui.states import State
from ui.text import (
    as_beginning,
    count,
    day_of_text,
    day_text,
    deadline_state,
    deadline_text,
    due_text,
    duration_text,
    ends_text,
    full_day_text,
    listed,
    minutes_text,
    moment_text,
    shown_of_text,
    spoken_deadline,
    waiting_text,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 22), "Sun 22 Nov"),
        (date(2026, 11, 5), "Thu 5 Nov"),
        (date(2027, 1, 5), "Tue 5 Jan 2027"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(day, text):
    assert day_text(day, TODAY) == text


def test_days_in_a_column_have_no_words():
    assert full_day_text(TODAY, TODAY) == "Fri 20 Nov"


def test_moments_are_told_by_the_clock_on_the_wall():
    assert moment_text(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 2, 8, tzinfo=UTC)) == "today 00:30"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(hours=5, minutes=59), "5 h 59 min"),
        (timedelta(hours=6, minutes=1), "6 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(hours=24), "1 d"),
        (timedelta(days=2, hours=4), "2 d 4 h"),
        (timedelta(days=6, hours=23), "6 d 23 h"),
        (timedelta(days=7, hours=1), "7 d"),
    ],
)
def test_a_duration_has_the_largest_useful_units(length, text):
    assert duration_text(length) == text


@pytest.mark.parametrize(
    ("left", "text", "state"),
    [
        (timedelta(hours=24, seconds=1), "in 1 d", State.WAITING),
        (timedelta(hours=24), "in 1 d", State.SOON),
        (timedelta(hours=3), "in 3 h", State.SOON),
        (timedelta(0), "now", State.SOON),
        (timedelta(seconds=-1), "now", State.OVERDUE),
        (timedelta(minutes=-20), "20 min late", State.OVERDUE),
        (timedelta(hours=-23, minutes=-59), "23 h late", State.OVERDUE),
        (timedelta(hours=-24), "1 day late", State.OVERDUE),
        (timedelta(hours=-49), "2 days late", State.OVERDUE),
    ],
)
def test_a_deadline_counts_down_and_then_says_how_late(left, text, state):
    assert deadline_text(NOW + left, NOW) == text
    assert deadline_state(NOW + left, NOW) is state


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=3), "Goals are due in 3 h"),
        (timedelta(), "Goals are due now"),
        (timedelta(minutes=-1), "Goals are 1 min late"),
        (timedelta(days=-7), "Goals are 7 days late"),
    ],
)
def test_what_is_due_is_said_to_be_late_once_it_is_and_never_due_late(left, said):
    assert f"Goals are {due_text(NOW + left, NOW)}" == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=3), "48 hours end in 3 h"),
        (timedelta(seconds=59), "48 hours end now"),
        (timedelta(), "48 hours end now"),
        (timedelta(minutes=-1), "48 hours are over"),
        (timedelta(days=-2), "48 hours are over"),
    ],
)
def test_a_span_of_time_is_said_to_end_and_then_to_be_over_never_late(left, said):
    assert f"48 hours {ends_text(NOW + left, NOW)}" == said


@pytest.mark.parametrize(
    ("left", "spoken"),
    [
        (timedelta(hours=3), "due in 3 h, today 12:00"),
        (timedelta(), "due now, today 09:00"),
        (timedelta(days=-4), "4 days late, Mon 16 Nov 09:00"),
    ],
)
def test_a_deadline_is_spoken_as_a_sentence_and_begins_one_with_its_capitals_kept(left, spoken):
    assert spoken_deadline(NOW + left, NOW) == spoken
    assert as_beginning(spoken_deadline(NOW + left, NOW)) == f"{spoken[0].upper()}{spoken[1:]}"


def test_what_has_no_limit_is_open_and_never_overdue():
    assert (deadline_text(None, NOW), deadline_state(None, NOW)) == ("open", State.OPEN)


def test_hours_are_elapsed_across_the_clock_change():
    before = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert waiting_text(before, datetime(2026, 10, 25, 22, tzinfo=UTC)) == "1 d"


def test_the_day_of_how_many_at_its_limits():
    assert [day_of_text(day, 42) for day in (1, 42, 43)] == ["day 1 of 42", "day 42 of 42", "day 43, past 42"]


def test_numbers_agree_with_their_nouns():
    assert [count(number, "person", "people") for number in (0, 1, 2)] == ["no people", "1 person", "2 people"]
    assert [minutes_text(minutes) for minutes in (45, 60, 90)] == ["45 min", "1 h", "1 h 30 min"]
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("shown", "every", "said"),
    [(0, 3, "none of 3 people shown"), (1, 2, "1 of 2 people shown"), (0, 1, "none of 1 person shown")],
)
def test_what_a_filter_leaves_is_said_with_all_there_are(shown, every, said):
    assert shown_of_text(shown, every, "person", "people") == said
