"""What a team has left, on both databases."""

from datetime import timedelta

import pytest

from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.services.capacity.contracted_hours import add_reduction
from app.services.office.policy import set_policy
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


@pytest.mark.rule("STC-4")
def test_where_blocks_are_bought_leave_takes_nothing_from_what_is_bought(office):
    assert {each.block for each in office.ask(capacity)} == {""}
    office.do_as("Service manager", set_policy, setting="block_hours", number=1, because="STCH")
    today, north = office.now.date(), office.teams["North"]
    office.an_episode(visit())
    before = {each.name: each.block for each in office.ask(capacity)}
    office.do(add_reduction, team=north, first_day=today, last_day=today, worker_minutes=60, because="Leave")
    teams = {each.name: each for each in office.ask(capacity)}
    assert {each.name: each.block for each in teams.values()} == before
    assert "3.5 h used" in teams["North"].block
    assert "All 2 areas: " in teams["North"].block
    assert teams["Interim"].block == "", "no block is bought for interim support"
