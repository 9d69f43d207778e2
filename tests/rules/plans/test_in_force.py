"""Which version is the plan of a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.plans.in_force import coming, coming_text, in_force_from, judged_against, plan_of_day
from models.values import london_day

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("PSP-2")


@dataclass(frozen=True)
class Made:
    number: int
    at: datetime

    @property
    def from_day(self):
        return london_day(self.at)


def numbers(*versions):
    return [each.number if each else None for each in versions]


@pytest.mark.parametrize(
    ("begins", "midnight"),
    [
        (date(2026, 11, 30), datetime(2026, 11, 30, 0, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, 0, tzinfo=UTC)),  # clocks go back at 02:00 that day
        (date(2026, 10, 26), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 0, 0, tzinfo=UTC)),  # clocks go forward at 01:00 that day
        (date(2027, 3, 29), datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_version_is_in_force_from_midnight_in_the_office_of_its_day(begins, midnight):
    started = midnight - 20 * DAY
    assert in_force_from(begins, started, ()) == midnight
    first, second = Made(1, started), Made(2, midnight)
    tick = timedelta(microseconds=1)
    assert numbers(*(plan_of_day((first, second), begins + n * DAY) for n in (-1, 0, 1))) == [1, 2, 2]
    assert numbers(*(plan_of_day((first, second), london_day(at)) for at in (midnight - tick, midnight))) == [1, 2]
    assert [numbers(*coming((first, second), begins + n * DAY)) for n in (-1, 0, 1)] == [[2], [], []]


def test_the_first_is_in_force_from_the_start_and_a_change_of_that_day_follows_it():
    started = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert in_force_from(date(2026, 11, 20), started, (started,)) == started
    versions = (Made(1, started), Made(2, started))
    assert numbers(plan_of_day(versions, date(2026, 11, 19)), plan_of_day(versions, date(2026, 11, 20))) == [None, 2]


def test_of_two_with_one_day_the_newer_counts_and_an_earlier_day_made_later_lasts_until_the_other():
    at = datetime(2026, 11, 30, tzinfo=UTC)
    versions = (Made(1, at - 10 * DAY), Made(2, at), Made(3, at), Made(4, at - 5 * DAY))
    assert numbers(*(plan_of_day(versions, (at + n * DAY).date()) for n in (-6, -5, -1, 0))) == [1, 4, 4, 3]
    assert numbers(*coming(versions, (at - 6 * DAY).date())) == [4, 3]
    later = at + timedelta(hours=14)
    assert in_force_from(at.date(), at - 10 * DAY, (at - 10 * DAY, later)) == later


def test_more_and_less_are_judged_against_the_day_before_and_at_the_start_against_the_first():
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    versions = (Made(1, at), Made(2, at + 10 * DAY))
    assert numbers(*(judged_against(versions, (at + n * DAY).date()) for n in (0, 1, 10, 11))) == [1, 1, 1, 2]
    assert judged_against((), at.date()) is None


def test_what_comes_says_its_day():
    assert coming_text(date(2026, 11, 30), "7 h") == "from Mon 30 Nov 2026: 7 h"
