"""The hours then and now, as a meeting reads them."""

from datetime import date

import pytest

from models.rules.meetings.hours import WeekHours, hours_then_and_now

SINCE = date(2026, 11, 3)


def hours(contact, worker=None):
    return WeekHours(contact_minutes=contact, worker_minutes=worker or contact)


@pytest.mark.rule("MDT-1")
def test_the_hours_at_the_start_stand_beside_those_of_now():
    assert hours_then_and_now(hours(840), hours(420), SINCE) == "14 → 7 contact hours a week since 3 Nov 2026"
    assert hours_then_and_now(hours(420), hours(435), SINCE) == "7 → 7.25 contact hours a week since 3 Nov 2026"


@pytest.mark.rule("MDT-1")
def test_worker_hours_are_said_where_two_came_or_come():
    said = "7 → 7 contact hours, 14 → 7 worker hours a week since 3 Nov 2026"
    assert hours_then_and_now(hours(420, 840), hours(420), SINCE) == said
    assert "7 → 14 worker hours" in hours_then_and_now(hours(420), hours(420, 840), SINCE)


@pytest.mark.rule("MDT-1")
def test_nothing_is_said_where_nothing_has_changed():
    assert hours_then_and_now(hours(420, 840), hours(420, 840), SINCE) == ""
