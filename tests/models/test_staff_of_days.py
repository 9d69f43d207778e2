"""What somebody of the staff is on a day, told by the database as by the rules."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.rules.spells import Spell, is_within
from models.staff import Staff, StaffLeave, StaffRole, StaffSpell, StaffTeam
from models.staff_of_days import is_on_leave, is_on_staff, role_of_day, works_in
from models.values import start_of_day
from models.vocabulary.staff import Role

FORWARD, BACK, DAY = date(2026, 3, 29), date(2026, 10, 25), timedelta(days=1)
DAYS = [each + step * DAY for each in (FORWARD, BACK) for step in (-1, 0, 1)]

pytestmark = pytest.mark.rule("END-10")


def told(office, expression, key="CWC"):
    with office.database.reading() as session:
        return session.scalars(select(expression).where(Staff.id == office.staff[key])).one()


@pytest.mark.parametrize(
    "spells",
    [
        (),
        (Spell(FORWARD, BACK),),
        (Spell(None, FORWARD), Spell(BACK, None)),
        (Spell(FORWARD + DAY, BACK - DAY),),
    ],
)
def test_the_days_on_the_staff_are_those_of_the_rule(office, spells):
    for each in spells:
        office.store(StaffSpell(staff_id=office.staff["CWC"], first_day=each.first_day, last_day=each.last_day))
    assert [told(office, is_on_staff(day)) for day in DAYS] == [is_within(spells, day) for day in DAYS]
    assert told(office, is_on_staff(FORWARD), "DSO")


def test_who_was_archived_has_that_day_as_their_last(office):
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["CWC"]).archived_at = start_of_day(FORWARD)
    assert [told(office, is_on_staff(day)) for day in DAYS[:3]] == [True, True, False]


def test_a_role_counts_from_its_day_and_not_once_it_is_taken_back(office):
    cwc = office.staff["CWC"]
    office.store(StaffRole(staff_id=cwc, from_day=FORWARD, role=Role.DSO))
    assert [told(office, role_of_day(day)) for day in DAYS[:3]] == [Role.CWC, Role.DSO, Role.DSO]
    office.store(StaffRole(staff_id=cwc, from_day=FORWARD, role=Role.ADMIN))
    office.store(StaffRole(staff_id=cwc, from_day=FORWARD + DAY, role=Role.OT, withdrawn_at=office.now))
    assert [told(office, role_of_day(day)) for day in DAYS[:3]] == [Role.CWC, Role.ADMIN, Role.ADMIN]
    assert told(office, role_of_day(FORWARD), "DSO") is Role.DSO


def test_leave_is_from_its_first_day_to_its_last_and_open_where_nobody_knows(office):
    cwc, dso = office.staff["CWC"], office.staff["DSO"]
    office.store(
        StaffLeave(staff_id=cwc, first_day=FORWARD, last_day=FORWARD),
        StaffLeave(staff_id=cwc, first_day=BACK, withdrawn_at=office.now),
        StaffLeave(staff_id=dso, first_day=BACK),
    )
    assert [told(office, is_on_leave(day)) for day in DAYS] == [False, True, False, False, False, False]
    assert [told(office, is_on_leave(day), "DSO") for day in DAYS] == [False, False, False, False, True, True]


def test_somebody_works_in_their_own_team_and_in_those_named_besides(office):
    cwc, south = office.staff["CWC"], office.teams["South"]
    office.store(
        StaffTeam(staff_id=cwc, team_id=south),
        StaffTeam(staff_id=cwc, team_id=office.teams["Interim"], withdrawn_at=office.now),
    )
    found = {name: told(office, works_in(team)) for name, team in office.teams.items()}
    assert found == {"North": True, "South": True, "Interim": False}
