"""Finding people as somebody types, on both databases."""

from datetime import date

import pytest

from app.queries.people.search import Certainty, may_be_known, search
from models.rules.people.same_person import Identity
from models.values import NhsNumber


@pytest.mark.parametrize(
    "text", ["wojc", "WÓJCIK", "mau wój", "wojcik m", "999 129", "9991291229", "m7001", "de45 1g", "DE451", "jeanni"]
)
def test_people_are_found_by_what_people_type(office, text):
    found = office.a_person(
        given="Maureen", family="Wójcik", nhs_number="9991291229", mosaic_id="M700115", preferred="Jeannie"
    )
    with office.database.writing() as session:
        from models.people import Person  # noqa: PLC0415

        session.get_one(Person, found).postcode = "DE45 1GG"
    office.a_person()
    assert [each.person_id for each in office.ask(search, text=text)] == [found]


@pytest.mark.parametrize("text", ["", "  ", "ojcik", "%", "_", "12", "wojcik zoe", "'"])
def test_what_is_nobodys_beginning_finds_nobody(office, text):
    office.a_person(given="Maureen", family="Wójcik", nhs_number="9991291229")
    assert office.ask(search, text=text) == ()


def test_apostrophes_and_hyphens_do_not_matter(office):
    key = office.a_person(given="Anne-Marie", family="O’Neil")
    for text in ("oneil", "o'neil", "marie", "anne marie"):
        assert [each.person_id for each in office.ask(search, text=text)] == [key]


def test_at_most_fifty_are_found_by_name_in_one_statement(office, count_statements):
    for number in range(52):
        office.a_person(family=f"Ash{number:02}")
    statements = count_statements(office.database)
    found = office.ask(search, text="ash")
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert [each.name for each in found] == [f"Jean Ash{number:02}" for number in range(50)]


def test_somebody_found_says_what_they_have_open(office):
    served, waiting, nothing = (office.a_person(family=name) for name in ("Ash A", "Ash B", "Ash C"))
    office.an_episode(person=served)
    office.a_referral(person=waiting)
    found = office.ask(search, text="ash")
    assert [each.person_id for each in found] == [served, waiting, nothing]
    assert [each.state for each in found] == ["In service", "Waiting", ""]


def test_who_may_be_known_is_proposed_the_surest_first(office):
    same = office.a_person(given="Jean", family="Gill", nhs_number="9991291229", mosaic_id="M1")
    alike = office.a_person(given="Jean", family="Gill", nhs_number=None, mosaic_id="M2")
    office.a_person(given="Derek", family="Twigg")
    found = office.ask(
        may_be_known,
        asked=Identity(given="Jean", family="Gill", born=date(1940, 5, 1), nhs_number=NhsNumber("9991291229")),
    )
    assert [(each.person.person_id, each.certainty) for each in found] == [
        (same, Certainty.SAME), (alike, Certainty.POSSIBLE),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["%", "_", "\\", "\0", "-", " ", "a%b"])
def test_signs_that_databases_read_otherwise_find_nobody_by_themselves(office, typed):
    office.a_person(given="Ann", family="Gill")
    assert office.ask(search, text=typed) == ()
    assert [each.name for each in office.ask(search, text=f"gill{chr(0)}")] == ["Ann Gill"]
