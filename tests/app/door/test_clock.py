"""The clock that everything is handed: aware moments in UTC, standing still where somebody set it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.door.clock import FixedClock, SystemClock


def test_the_systems_clock_gives_aware_moments_in_utc_and_isnt_set():
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert first <= clock.now()
    assert not clock.is_set


def test_a_fixed_clock_stands_still_until_it_is_moved():
    moment = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    clock = FixedClock(moment)
    assert clock.is_set
    assert clock.now() == clock.now() == moment
    clock.move_to(moment + timedelta(hours=1))
    assert clock.now() == moment + timedelta(hours=1)


def test_a_fixed_clock_speaks_utc_whatever_it_is_told():
    clock = FixedClock(datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now().isoformat() == "2026-07-01T08:00:00+00:00"
    clock.move_to(datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now().isoformat() == "2026-07-01T09:00:00+00:00"


def test_a_moment_without_a_zone_is_refused():
    naive = datetime.fromisoformat("2026-07-01T09:00")
    with pytest.raises(TypeError):
        FixedClock(naive)
    clock = FixedClock(datetime(2026, 7, 1, 9, tzinfo=UTC))
    with pytest.raises(TypeError):
        clock.move_to(naive)
