"""What a team has left, on both databases."""

from datetime import timedelta

import pytest

from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from tests.builders import visit

DAY = timedelta(days=1)


@pytest.mark.rule("REF-15")
@pytest.mark.parametrize("ahead", [DAY, 20 * DAY])
def test_the_hours_of_a_day_before_somebodys_start_are_read_without_theirs(office, ahead):
    """An earlier day is looked at, or another desk's clock is behind: their first plan follows no other."""
    office.an_episode(visit(), started_at=office.now + ahead)
    north = next(each for each in office.ask(capacity) if each.name == "North")
    assert north.load.in_use == 0
    assert [(step.day, step.minutes) for step in north.load.later] == [((office.now + ahead).date(), 210)]
    assert next(each for each in office.ask(capacity_outlook) if each.name == "North")
