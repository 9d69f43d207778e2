"""Whose word a deed rests on, at and around each limit (END-10)."""

from datetime import date

import pytest

from models.rules.deciding import OnStaff, dso_lacks, receiving_dso_lacks, typing_lacks
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.staff import Role

DAY = date(2026, 11, 20)
ANN, BOB = OnStaff("Ann Lee", Role.DSO), OnStaff("Bob Hill", Role.ADMIN)
ACCEPT = DecidedDeed.ACCEPT

pytestmark = pytest.mark.rule("END-10")


def test_a_dso_at_their_own_seat_decides_without_being_named():
    assert dso_lacks(ACCEPT, ANN, None, DAY) == ()


@pytest.mark.parametrize("role", [each for each in Role if each not in {Role.DSO, Role.SCHEDULER}])
def test_anybody_else_says_which_dso_decided(role):
    seat = OnStaff("Bob Hill", role)
    (lack,) = dso_lacks(ACCEPT, seat, None, DAY)
    assert lack.rule == "END-10"
    assert lack.field == "decided_by"
    assert lack.sentence == f"Say which DSO decided to accept the referral; this is the seat of Bob Hill, {role.label}."
    assert dso_lacks(ACCEPT, seat, ANN, DAY) == ()


def test_a_schedulers_seat_records_no_decision_even_in_a_dsos_name():
    seat = OnStaff("Sue Ray", Role.SCHEDULER)
    for said in (None, ANN):
        (lack,) = dso_lacks(ACCEPT, seat, said, DAY)
        assert "a DSO, or somebody else of the office in a DSO's name, can" in lack.sentence
        assert lack.who == "the DSO"
    assert [each for each in Role if typing_lacks(each)] == [Role.SCHEDULER]


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.DSO])
def test_only_a_dso_decides(role):
    (lack,) = dso_lacks(ACCEPT, ANN, OnStaff("Cleo Fox", role), DAY)
    assert lack.sentence == f"Cleo Fox is on the staff as {role.label}: name the DSO who decided."


@pytest.mark.parametrize(
    ("left_on", "counts"), [(date(2026, 11, 19), False), (DAY, True), (date(2026, 11, 21), True), (None, True)]
)
def test_a_dso_counts_up_to_the_day_on_which_they_leave(left_on, counts):
    said = OnStaff("Dora Kay", Role.DSO, left_on)
    lacks = dso_lacks(ACCEPT, BOB, said, DAY)
    assert (lacks == ()) is counts
    if not counts:
        assert lacks[0].sentence == "Dora Kay isn't on the staff on 20 Nov 2026: name a DSO who is."


def test_the_interim_dso_is_a_dso_of_the_receiving_team():
    assert receiving_dso_lacks(ANN, DAY, is_of_receiving_team=True) == ()
    (other,) = receiving_dso_lacks(ANN, DAY, is_of_receiving_team=False)
    assert other.sentence == "Ann Lee isn't of the receiving team: the interim DSO is one of its own DSOs."
    (no_dso,) = receiving_dso_lacks(BOB, DAY, is_of_receiving_team=True)
    assert "on the staff as Admin" in no_dso.sentence
    (gone,) = receiving_dso_lacks(OnStaff("Ann Lee", Role.DSO, date(2026, 11, 19)), DAY, is_of_receiving_team=True)
    assert "isn't on the staff on 20 Nov 2026" in gone.sentence
