"""Whom a row of the Care Hub's list means, of this office only, and to which team its patch sends it."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.referrals.care_hub_list.whom_a_row_means import KnownPeople, Patches, identity_of
from models.keys import new_id
from models.people import Person
from models.rules.people.same_person import Certainty
from models.staff import Staff
from models.teams import Patch, Team, TeamPatch
from models.values import NhsNumber, Postcode
from models.vocabulary.staff import TeamKind
from tests.builders import neighbours_of

NHS, OTHER_NHS = NhsNumber("9990019703"), NhsNumber("9991291229")
KNOWN = {"given": "Eric", "family": "Twigg", "born": date(1947, 2, 6), "mosaic_id": None}


@dataclass(frozen=True)
class Row:
    """What of a row says who it is and where it goes."""

    given: str = "Eric"
    family: str = "Twigg"
    born: date = field(default=date(1947, 2, 6))
    postcode: Postcode | None = None
    nhs_number: NhsNumber | None = None
    mosaic_id: str = ""
    patch: str = "Matlock"


def same(office, row):
    """Who it is for certain, and the likeliest other with how surely and why."""
    known, other = office.ask(lambda turn: KnownPeople(turn, [row]).same(identity_of(row)))
    return known, other and (other.known.id, other.certainty, other.sentence)


def served(office, row, staff="DSO"):
    return office.work(staff).read(lambda turn: Patches(turn).of(row))


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"nhs_number": NHS.digits}, Row(nhs_number=NHS)),
        ({"mosaic_id": "m800322"}, Row(mosaic_id=" M800322 ")),
    ],
)
def test_an_identifier_makes_it_certain(office, known, row):
    person = office.a_person(**KNOWN | known)
    office.a_person(**KNOWN | {"given": "Erica"})
    assert same(office, row) == (person, None)


@pytest.mark.parametrize(
    ("known", "row", "certainty", "why"),
    [
        ({"postcode": "DE4 3BG"}, Row(postcode=Postcode("DE4 3BG")), Certainty.LIKELY, "Same name, birth date and"),
        ({}, Row(), Certainty.POSSIBLE, "Same name and birth date, but not"),
        ({"born": date(1947, 6, 2)}, Row(), Certainty.POSSIBLE, "Same name; day and month"),
        (
            {"born": None, "postcode": "DE4 3BG"},
            Row(postcode=Postcode("DE4 3BG")),
            Certainty.POSSIBLE,
            "Same name and postcode; a birth date",
        ),
        ({"nhs_number": NHS.digits, "given": "Zoë"}, Row(nhs_number=NHS), Certainty.POSSIBLE, "Same NHS number, but"),
    ],
)
def test_somebody_alike_is_looked_at_and_never_taken_for_certain(office, known, row, certainty, why):
    person = a_known(office, known)
    found, other = same(office, row)
    assert found is None
    assert other[:2] == (person, certainty)
    assert other[2].startswith(why)


def a_known(office, values):
    """Somebody known, with a postcode of their own or none."""
    told = KNOWN | {"mosaic_id": "M1"} | values
    postcode = told.pop("postcode", "")
    person = office.a_person(**told)
    with office.database.writing() as session:
        session.get_one(Person, person).postcode = postcode
    return person


def test_of_several_alike_the_likeliest_is_named(office):
    a_known(office, {"mosaic_id": "M1", "family": "Twig"})
    likely = a_known(office, {"mosaic_id": "M2", "postcode": "DE4 3BG"})
    a_known(office, {"mosaic_id": "M3", "family": "Twigge"})
    assert same(office, Row(postcode=Postcode("DE4 3BG")))[1][:2] == (likely, Certainty.LIKELY)


def test_who_shares_nothing_or_is_another_offices_is_nobody_here(office):
    office.a_person(**KNOWN | {"born": date(1950, 1, 1)})
    theirs = neighbours_of(office)
    theirs.a_person(**KNOWN | {"nhs_number": NHS.digits})
    assert same(office, Row(nhs_number=NHS)) == (None, None)


def test_a_stored_postcode_that_is_none_stops_nobody(office):
    person = a_known(office, {"postcode": "unknown"})
    assert same(office, Row())[1][:2] == (person, Certainty.POSSIBLE)


def test_two_rows_of_one_file_are_told_to_be_one_person_and_an_identifier_of_somebody_else_is_said(office):
    first, second = Row(nhs_number=NHS, mosaic_id="M1"), Row(nhs_number=OTHER_NHS, mosaic_id="m1 ")
    key = new_id()

    def found(turn):
        known_people = KnownPeople(turn, [first, second])
        known_people.add(identity_of(first, key))
        return (
            known_people.same(identity_of(first)),
            known_people.conflict(identity_of(first)),
            known_people.conflict(identity_of(second)),
        )

    known, none, why = office.ask(found)
    assert known == (key, None)
    assert none == ""
    assert why == "MOSAIC id m1 belongs to somebody with another NHS number: check both."


@pytest.mark.parametrize("patch", ["Matlock", "  matlock "])
def test_a_patch_goes_to_its_short_term_team_the_first_by_name(office, patch):
    found = served(office, Row(patch=patch))
    assert (found.patch, found.team, found.warning) == (office.patches["Matlock"], office.teams["North"], "")


def test_a_patch_is_served_by_whom_it_belongs_to(office):
    only = Patch(name="Hathersage")
    office.store(only)
    office.store(TeamPatch(team_id=office.teams["South"], patch_id=only.id))
    office.store(TeamPatch(team_id=office.teams["Interim"], patch_id=office_patch(office, "Eyam")))
    assert served(office, Row(patch="Hathersage")).team == office.teams["South"]
    assert served(office, Row(patch="Eyam")).patch is None  # an interim team takes no referral


def office_patch(office, name):
    patch = Patch(name=name)
    office.store(patch)
    return patch.id


def test_what_has_no_patch_of_ours_goes_to_the_desks_own_team_and_of_an_interim_desk_to_the_first(office):
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["OT"]).team_id = office.teams["South"]
    theirs = neighbours_of(office)
    theirs.store(TeamPatch(team_id=theirs.teams["North"], patch_id=office_patch(theirs, "Buxton")))
    elsewhere = "The patch “Buxton” isn't one of this office's: it goes to"
    for staff, team in (("DSO", "North"), ("OT", "South"), ("Interim DSO", "North")):
        found = served(office, Row(patch="Buxton"), staff)
        assert (found.patch, found.team) == (None, office.teams[team])
        assert found.warning == f"{elsewhere} {team}."
    assert served(office, Row(patch="")).warning == "No patch is given: it goes to North."


def test_without_a_short_term_team_nothing_is_taken_in(office):
    with office.database.writing() as session:
        for team in session.scalars(select(Team).where(Team.kind == TeamKind.SHORT_TERM)):
            team.kind = TeamKind.INTERIM
    with pytest.raises(Refused, match="no short-term team yet"):
        served(office, Row())


def test_a_team_without_a_patch_is_a_team_all_the_same(office):
    alpha = Team(name="Alpha", kind=TeamKind.SHORT_TERM, worker_minutes_a_week=6000, telephone="0114 496 0002")
    office.store(alpha)
    assert served(office, Row(patch=""), "Interim DSO").team == alpha.id
