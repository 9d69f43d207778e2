"""Which change Scheduling is told, and when a row would say what they heard already."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.rules.closure.deaths import death_effective_at, end_is_told, told_of_death
from models.rules.tracker.telling import Said, alike, capacity_told_as, says_the_same
from models.vocabulary.tracker import TrackerChangeKind as Kind

LONDON = ZoneInfo("Europe/London")
NIGHT = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)  # the first of two half past one


@pytest.mark.rule("REF-13")
def test_two_rows_say_the_same_where_the_same_is_booked_by_both():
    heard = Said(kind=Kind.HOLD, effective_at=NIGHT, to_team="North", calls="every day: tea 30")
    assert says_the_same(heard, replace(heard, effective_at=NIGHT.astimezone(UTC)))
    assert not says_the_same(heard, replace(heard, effective_at=NIGHT.replace(fold=1)))
    for other in ({"kind": Kind.PROMISED}, {"to_team": "South"}, {"from_team": "South"}, {"calls": ""}):
        assert not says_the_same(heard, replace(heard, **other))


@pytest.mark.rule("REF-13")
def test_a_promise_is_told_as_one_from_when_a_start_is_agreed():
    assert capacity_told_as(is_held=False, start_at=NIGHT) is Kind.PROMISED
    assert capacity_told_as(is_held=False, start_at=None) is Kind.HOLD
    assert capacity_told_as(is_held=True, start_at=NIGHT) is Kind.HOLD


def test_a_promise_takes_the_place_of_a_hold_and_an_end_of_nothing_else():
    assert alike(Kind.HOLD) == alike(Kind.PROMISED) == {Kind.HOLD, Kind.PROMISED}
    assert alike(Kind.END) == {Kind.END}


@pytest.mark.rule("END-6")
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 20)])
def test_visits_stop_from_the_beginning_of_the_day_of_the_death_or_from_the_report(day):
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    report, before, after = midnight + timedelta(hours=30), midnight - timedelta(days=9), midnight + timedelta(hours=9)
    assert death_effective_at(day, report, before) == midnight
    assert death_effective_at(day, report, after) == after  # never before the support itself
    assert death_effective_at(day, report, None) == midnight
    assert death_effective_at(None, report, before) == report
    assert end_is_told(midnight, after)
    assert not end_is_told(midnight, midnight - timedelta(seconds=1))


@pytest.mark.rule("END-6")
def test_what_scheduling_reads_of_a_death_names_the_day_once_it_is_known():
    assert told_of_death() == "Reported to have died: stop the visits"
    assert told_of_death(date(2026, 11, 20), in_service=False) == "Died on 20 Nov 2026: book no visits"
