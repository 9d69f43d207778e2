"""What an office can't be made without."""

from datetime import date
from decimal import Decimal

import pytest

from models.rules.office.first_day import (
    OfficeSaid,
    RateSaid,
    StaffSaid,
    TeamSaid,
    first_office_lacks,
)
from models.vocabulary.staff import Role, TeamKind

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
