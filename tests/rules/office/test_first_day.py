"""What an office can't be made without, and how a typed list of staff is read."""

from datetime import date
from decimal import Decimal

import pytest

from models.rules.office.first_day import (
    OfficeSaid,
    RateSaid,
    StaffSaid,
    TeamSaid,
    first_office_lacks,
    read_staff,
)
from models.vocabulary.staff import Role, TeamKind

TEAMS = ("STS High Peak", "Interim High Peak")
PRIYA = StaffSaid(1, "Priya Raman", Role.DSO)


def said(**other):
    return OfficeSaid(**{"council": "A council", "area": "High Peak", "name": "", "sits_here": "Priya Raman"} | other)


def fields(**other):
    return [lack.field for lack in first_office_lacks(said(**other))]


def test_an_area_and_somebody_who_sits_here_are_enough():
    assert fields() == []


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"council": " "}, "council"),
        ({"area": ""}, "area"),
        ({"sits_here": " "}, "your_name"),
        ({"staff": (PRIYA, StaffSaid(2, "priya  raman"))}, "staff"),
        ({"staff": (StaffSaid(1, "Sue", problem="“nurse” is no role."),)}, "staff"),
        ({"teams": (TeamSaid(1, "One", TeamKind.SHORT_TERM), TeamSaid(4, "one ", TeamKind.SHORT_TERM))}, "team_4"),
        ({"teams": (TeamSaid(1, "Interim", TeamKind.INTERIM),)}, "kind_1"),
        ({"rates": (RateSaid(date(2026, 4, 1), Decimal(0), Decimal(0)),)}, "single"),
        ({"rates": (RateSaid(date(2026, 4, 1), Decimal("24.80"), Decimal("24.79")),)}, "double"),
    ],
)
def test_what_is_lacking_names_the_field_that_mends_it(other, field):
    assert fields(**other) == [field]


@pytest.mark.rule("INT-8")
def test_an_area_without_an_interim_team_is_an_office():
    assert fields(teams=(TeamSaid(1, "STS", TeamKind.SHORT_TERM),)) == []


def test_two_workers_for_the_price_of_one_are_no_mistake():
    assert fields(rates=(RateSaid(date(2026, 4, 1), Decimal("24.80"), Decimal("24.80")),)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Priya Raman, DSO, Interim High Peak, 01298 496001",
        "Priya Raman\tInterim High Peak\tdso\t01298 496001",
        "01298 496001; organiser ;Priya Raman;INTERIM HIGH PEAK",
    ],
)
def test_the_cells_of_a_line_may_stand_in_any_order(line):
    (found,) = read_staff(line, TEAMS)
    assert found == StaffSaid(1, "Priya Raman", Role.DSO, "Interim High Peak", "01298 496001")


def test_a_name_with_a_comma_is_whole_in_the_cells_of_a_spreadsheet():
    assert [each.name for each in read_staff('Name\tRole\nRaman, Priya\tDSO\n\n"Ash, Tom"\tCWC', TEAMS)] == [
        "Raman, Priya",
        "Ash, Tom",
    ]


def test_lines_are_counted_as_they_stand_and_headings_are_passed_over():
    found = read_staff("Name, Role, Team\n\nTom Ash", TEAMS)
    assert found == (StaffSaid(3, "Tom Ash", Role.CWC),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Sue Hollis, nurse", "“nurse” is no role, no team of this office and no telephone number."),
        ("DSO, 01298 496001", "no name stands here."),
        ("Sue Hollis, CWC, OT", "“OT” is no role, no team of this office and no telephone number."),
    ],
)
def test_what_isnt_understood_of_a_line_is_said(line, problem):
    (found,) = read_staff(line, TEAMS)
    assert found.problem == problem


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_known_by_what_the_program_calls_it(role):
    (found,) = read_staff(f"Somebody, {role.label}", TEAMS)
    assert found.role is role
