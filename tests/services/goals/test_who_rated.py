"""Whom a ratings file means: by name or former name, if they were on the staff on the day of the visit (IPAD-2)."""

from datetime import timedelta

import pytest

from app.services.goals.ratings_file.who_rated import workers
from app.services.office import days_on_staff, staff
from models.staff import Staff
from models.values import london_day
from models.vocabulary.staff import Role

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("IPAD-2")


def found(office, name, day):
    return office.ask(lambda turn: workers(turn).find(name, day))


def test_a_leavers_earlier_days_count_and_a_new_workers_from_her_first(office):
    today, cwc = london_day(office.now), office.staff["CWC"]
    office.do(days_on_staff.leave_staff, member=cwc, seen=1, last_day=today - 3 * DAY)
    assert found(office, "cwc north", today - 3 * DAY) == cwc
    assert "“cwc north” isn't on the staff on" in found(office, "cwc north", today - 2 * DAY)
    new = office.do(staff.add_member, name="Priya Nair", role=Role.CWC, first_day=today).made
    assert found(office, "Priya Nair", today) == new
    assert "isn't on the staff on" in found(office, "Priya Nair", today - DAY)
    assert found(office, "Nobody", today) == "“Nobody” is nobody among the staff of this office."


def test_a_former_name_is_understood_and_a_present_one_goes_before_it(office):
    today, cwc = london_day(office.now), office.staff["CWC"]
    told = {"team": None, "other_teams": (), "telephone": "", "trained_for_equipment": False}
    office.do(staff.change_member, member=cwc, seen=1, name="Ann Hill", **told)
    assert office.get(Staff, cwc).name == "Ann Hill"
    assert found(office, "CWC North", today) == found(office, "Ann Hill", today) == cwc
    other = office.do(staff.add_member, name="CWC North", role=Role.CWC).made
    assert found(office, "CWC North", today) == other
