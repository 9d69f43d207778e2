"""Staff from a list: shown first, stored once, never over what somebody else stored."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.services.office.staff_import import ChangedStaff, StaffPlan, import_staff, plan_staff
from models.staff import FormerName, Staff, StaffSpell, StaffTeam
from models.vocabulary.staff import Role
from tests.builders import neighbours_of


@dataclass(frozen=True)
class Row:
    line: int
    name: str
    role: Role = Role.CWC
    team: str = "North"
    telephone: str = ""
    trained: bool | None = None
    other_teams: tuple[str, ...] = ()
    from_day: date | None = None


LIST = (
    Row(2, "Ann Bee", Role.OT, "South", "0114 496 0010", trained=True),
    Row(3, "cwc north"),  # known, however it is written
    Row(4, "SW North", Role.SW, "South", "0114 496 0011", trained=True),
    Row(5, "Ann Bee", Role.OT, "South", "0114 496 0010", trained=True),
    Row(6, "Ann  Bee", Role.SW),
    Row(7, "Ceri Dee", team=""),
    Row(8, "Eve Foy", team="West"),
)

TWICE = (
    "Ann  Bee stands on line 2 already and says something else there. Two of one name need to be told apart by their "
    "names."
)


def staff(office):
    with office.database.reading() as session:
        return {each.name: each for each in session.scalars(select(Staff).where(Staff.office_id == office.id))}


def test_each_row_is_new_known_changed_or_refused_before_anything_is_stored(office):
    before = len(staff(office))
    plan = office.ask(plan_staff, LIST)
    assert plan == StaffPlan(
        new=(2, 7),
        known=(3, 5),
        changed=(
            ChangedStaff(
                4, 1,
                ("Team: North → South", "Telephone: 0114 496 0010 → 0114 496 0011", "Trained for equipment: No → Yes"),
            ),
        ),
        refused=(
            (6, TWICE),
            (8, "“West” is no team of this office."),
        ),
    )  # fmt: skip
    assert len(staff(office)) == before


def test_new_rows_are_stored_and_changed_ones_only_where_they_were_chosen(office):
    office.do(import_staff, rows=LIST, seen={})
    ann = staff(office)["Ann Bee"]
    assert (ann.role, ann.team_id, ann.telephone) == (Role.OT, office.teams["South"], "0114 496 0010")
    assert (ann.trained_for_equipment, staff(office)["Ceri Dee"].team_id) == (True, None)
    assert staff(office)["SW North"].team_id == office.teams["North"]
    office.do(import_staff, rows=LIST, seen={4: 1})
    changed = staff(office)["SW North"]
    assert (changed.team_id, changed.telephone) == (office.teams["South"], "0114 496 0011")


def test_the_same_list_twice_adds_nobody(office):
    office.do(import_staff, rows=LIST, seen={4: 1})
    before = {name: each.version for name, each in staff(office).items()}
    plan = office.ask(plan_staff, LIST)
    assert (plan.new, plan.changed) == ((), ())
    office.do(import_staff, rows=LIST, seen={})
    assert {name: each.version for name, each in staff(office).items()} == before


def test_somebody_changed_by_another_desk_meanwhile_is_not_overwritten(office):
    office.do(import_staff, rows=(Row(2, "SW North", Role.SW, telephone="1"),), seen={2: 1})
    with pytest.raises(ChangedMeanwhile):
        office.do(import_staff, rows=(Row(2, "SW North", Role.SW, telephone="2"),), seen={2: 1})


def test_other_teams_and_the_first_day_are_kept_for_those_who_are_new(office):
    office.do(import_staff, rows=(Row(2, "Ann Bee", other_teams=("South",), from_day=date(2026, 12, 1)),), seen={})
    with office.database.reading() as session:
        assert [each.first_day for each in session.scalars(select(StaffSpell))] == [date(2026, 12, 1)]
        assert [each.team_id for each in session.scalars(select(StaffTeam))] == [office.teams["South"]]
    assert office.ask(plan_staff, (Row(2, "Ann Bee", other_teams=("South",)),)).known == (2,)  # though still to come


def test_another_role_is_theirs_from_today(office):
    row = Row(2, "SW North", Role.DSO)
    assert office.ask(plan_staff, (row,)).changed[0].differences == ("Role from today: SW → DSO",)
    office.do(import_staff, rows=(row,), seen={2: 1})
    assert office.ask(plan_staff, (row,)).known == (2,)
    assert staff(office)["SW North"].role is Role.SW  # on the days before


def test_a_name_of_before_is_somebody_known(office):
    office.store(FormerName(staff_id=office.staff["SW"], name="Ann Old", until=office.now))
    assert office.ask(plan_staff, (Row(2, "Ann Old", Role.SW),)).known == (2,)


def test_what_the_list_doesn_t_say_stays(office):
    plan = office.ask(plan_staff, (Row(2, "SW North", Role.SW, team=""),))
    assert plan.known == (2,)


def test_a_leaver_is_not_brought_back_by_a_list(office):
    office.store(StaffSpell(staff_id=office.staff["CWC"], last_day=date(2026, 11, 1)))
    ((line, reason),) = office.ask(plan_staff, (Row(2, "CWC North"),)).refused
    assert (line, reason) == (2, "CWC North has left: let them come back under Staff.")


def test_staff_of_another_office_are_not_known_here(office):
    neighbours = neighbours_of(office)
    office.do(import_staff, rows=(Row(2, "Ann Bee"),), seen={})
    assert "Ann Bee" in staff(office)
    assert "Ann Bee" not in staff(neighbours)


def test_only_those_who_keep_the_office_take_a_list_in(office):
    with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
        office.do_as("CWC", import_staff, rows=LIST, seen={})
    office.do_as("Admin", import_staff, rows=LIST, seen={})


def test_three_hundred_rows_take_no_more_statements_than_three(office, count_statements):
    def asked(rows):
        statements = count_statements(office.database)
        office.ask(plan_staff, rows)
        return len(statements)

    many = tuple(Row(number, f"Ann Bee {number}") for number in range(300))
    assert asked(many) == asked(many[:3])
