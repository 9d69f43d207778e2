"""What is with somebody who is on leave today stands under its team, marked, and is everybody's there (DAY-4)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.queries.today.prompts import today
from models.staff import Staff, StaffLeave

DAY = timedelta(days=1)


def on_leave(office, staff, first, last):
    office.store(StaffLeave(staff_id=office.staff[staff], first_day=first, last_day=last))


def setters(office, staff="DSO", **asked):
    rows = office.work(staff).read(today, **asked)
    return [row for row in rows if row.rule == "GOAL-1"]


@pytest.mark.rule("DAY-4", "GOAL-1")
def test_what_is_with_somebody_on_leave_is_its_teams_and_marked_from_the_first_day_to_the_last(office):
    office.an_episode(goal_setter_id=office.staff["OT"])
    today_is = office.now.date()
    on_leave(office, "OT", today_is + DAY, today_is + 2 * DAY)
    seen = []
    for _ in range(4):
        (row,) = setters(office, team=office.teams["North"])
        seen.append((row.on_leave, row.is_the_teams, bool(setters(office, "CCW", mine=True))))
        assert row.owner_id == office.staff["OT"]  # who comes back finds it where it was
        assert row.has_left is False
        office.clock.advance(DAY)
    assert seen == [(False, False, False), (True, True, True), (True, True, True), (False, False, False)]


@pytest.mark.rule("DAY-4", "GOAL-1")
def test_leave_without_a_last_day_is_marked_as_well_and_one_taken_back_isnt(office):
    office.an_episode(goal_setter_id=office.staff["OT"])
    on_leave(office, "OT", date(2026, 1, 1), None)
    (row,) = setters(office)
    assert (row.on_leave, row.away) == (True, "on leave")
    with office.database.writing() as session:
        session.scalars(select(StaffLeave)).one().withdrawn_at = office.now
    (row,) = setters(office)
    assert (row.on_leave, row.away, row.is_the_teams) == (False, "", False)


@pytest.mark.rule("DAY-4", "GOAL-1")
def test_who_acts_for_somebody_on_leave_goes_on_seeing_their_list_whatever_the_team(office):
    office.an_episode(goal_setter_id=office.staff["OT"])
    on_leave(office, "OT", office.now.date(), office.now.date())
    acting = frozenset({office.staff["OT"]})
    assert not setters(office, team=office.teams["South"])
    (row,) = setters(office, team=office.teams["South"], acting_for=acting)
    assert row.stands_with(acting)
    assert setters(office, "OT", mine=True)[0].is_mine  # who works although on leave has it still


@pytest.mark.rule("DAY-4")
def test_who_has_left_is_said_to_have_left_even_while_a_leave_is_written_down(office):
    office.an_episode(goal_setter_id=office.staff["OT"])
    on_leave(office, "OT", office.now.date(), None)
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["OT"]).archived_at = office.now - DAY
    (row,) = setters(office)
    assert (row.has_left, row.on_leave, row.away, row.owner_id) == (True, False, "who has left", None)
