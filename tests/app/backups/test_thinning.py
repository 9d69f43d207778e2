"""Which backups stay: two-hourly of a day, daily of two weeks, weekly of eight, monthly of a year; never the newest."""

from datetime import UTC, datetime, timedelta

import pytest

from app.backups.names import begun_at, name_of
from app.backups.thinning import to_drop
from models.keys import new_id

NOW = datetime(2026, 11, 28, 17, 0, tzinfo=UTC)


def left(moments: list[datetime]) -> list[datetime]:
    return sorted(set(moments) - to_drop(moments, NOW), reverse=True)


def test_within_a_day_the_newest_of_every_two_hours_stays():
    moments = [NOW - timedelta(minutes=10 * n) for n in range(1, 6 * 6)]
    assert [moment.hour for moment in left(moments)] == [16, 15, 13, 11]
    assert all(moment.minute == 50 for moment in left(moments))


def test_after_a_day_one_a_day_after_two_weeks_one_a_week_then_one_a_month():
    kept = left([NOW - timedelta(hours=6 * n) for n in range(4 * 420)])
    ages = [(NOW - moment).days for moment in kept]
    assert sum(1 <= age < 14 for age in ages) == 14
    assert sum(14 <= age < 56 for age in ages) == 7
    assert sum(age >= 56 for age in ages) == 13
    assert max(ages) < 400


def test_the_newest_stays_however_old_it_is_and_so_does_what_seems_to_be_of_the_future():
    old, ahead = NOW - timedelta(days=3000), NOW + timedelta(hours=1)
    assert left([old]) == [old]
    assert left([old, NOW - timedelta(days=2000)]) == [NOW - timedelta(days=2000)]
    assert left([ahead, ahead + timedelta(minutes=1)]) == [ahead + timedelta(minutes=1), ahead]


@pytest.mark.parametrize("night", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_over_a_change_of_the_clocks_no_two_hours_go_without_one(night):
    moments = [night + timedelta(minutes=30 * n) for n in range(8)]
    now = night + timedelta(hours=5)
    kept = sorted(set(moments) - to_drop(moments, now))
    assert all(any(abs(one - each) <= timedelta(hours=2) for one in kept) for each in moments)
    assert 2 <= len(kept) <= 3


def test_thinning_twice_drops_nothing_more():
    kept = left([NOW - timedelta(hours=5 * n) for n in range(500)])
    assert to_drop(kept, NOW) == frozenset()


def test_a_name_says_which_database_and_when_and_foreign_names_say_nothing():
    ours, other = new_id(), new_id()
    other = other.__class__(int=ours.int ^ 1)
    assert begun_at(name_of(ours, NOW), ours) == NOW
    assert begun_at(name_of(other, NOW), ours) is None
    for name in ("holiday.sqlite", name_of(ours, NOW) + ".part", "homeward-abc-20261128T170000Z.sqlite"):
        assert begun_at(name, ours) is None
    assert begun_at(name_of(ours, NOW).replace("1128", "1399"), ours) is None
