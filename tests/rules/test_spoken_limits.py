"""How limits are said."""

from datetime import timedelta

import pytest

from models.rules.spoken_limits import (
    days_said,
    hours_said,
    how_often_said,
    nth_said,
    number_said,
    weeks_said,
    within_said,
)  # fmt: skip

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_hours_and_days_are_said_with_their_unit():
    assert (hours_said(48 * HOUR), hours_said(HOUR), days_said(14 * DAY), days_said(DAY)) == (
        "48 hours", "1 hour", "14 days", "1 day",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "said"),
    [(42, "six weeks"), (7, "one week"), (84, "twelve weeks"), (91, "13 weeks"), (40, "40 days"), (1, "1 day")],
)
def test_whole_weeks_are_said_as_weeks_and_others_as_days(days, said):
    assert weeks_said(days) == said


def test_every_day_is_daily():
    assert (how_often_said(DAY), how_often_said(7 * DAY)) == ("daily", "every 7 days")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (72, "72nd"),
        (111, "111th"),
        (121, "121st"),
    ],
)
def test_which_one_it_is_has_its_ending(number, said):
    assert nth_said(number) == said


def test_small_numbers_are_said_in_letters():
    assert [number_said(each) for each in (0, 10, 12, 13)] == ["no", "ten", "twelve", "13"]


@pytest.mark.parametrize(("hours", "said"), [(48, "two days"), (24, "day"), (36, "36 hours"), (12, "12 hours")])
def test_a_paper_says_in_how_many_days_or_hours(hours, said):
    assert within_said(timedelta(hours=hours)) == said
