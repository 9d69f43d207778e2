"""Finding people as somebody types, on both databases."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import update

from app.queries.people.search import Certainty, may_be_known, of_these, search
from models.people import Office, Person
from models.rules.people.same_person import Identity
from models.values import NhsNumber


@pytest.mark.parametrize(
    "text",
    [
        *("wojc", "WÓJCIK", "mau wój", "wojcik m", "999 129", "9991291229", "m7001", "M 7001", "de45 1g", "DE451"),
        *("jeanni", "wojcik de45", "12 dale", "dale road, bakewell", "wojcik 999 129 1229", "dale 12b"),
        *("03/12/1938", "3.12.38", "3-12-38", "1938-12-03", "3 December 1938", "031238", "03121938", "3/12"),
        *("wójcik 3/12/38", "maureen 3 dec 1938"),
        *("wojick", "wojcikk", "wocik", "maurene wojcik", "moureen", "bakewel raod", "maur wojicik"),
    ],
)
def test_people_are_found_by_what_people_type(office, text):
    found = office.a_person(
        given="Maureen", family="Wójcik", nhs_number="9991291229", mosaic_id="M700115", preferred="Jeannie",
        born=date(1938, 12, 3),
    )  # fmt: skip
    with office.database.writing() as session:
        record = session.get_one(Person, found)
        record.postcode, record.address = "DE45 1GG", "12B Dale Road, Bakewell"
    office.a_person()
    assert [each.person_id for each in office.ask(search, text=text)] == [found]


@pytest.mark.parametrize(
    "text", ["", "  ", "jcik", "%", "_", "12", "wojcik zoe", "'", "x", "31/12/1938", "wojcik 4/12/38", "mxureex"]
)
def test_what_is_nobodys_beginning_finds_nobody(office, text):
    office.a_person(given="Maureen", family="Wójcik", nhs_number="9991291229")
    assert office.ask(search, text=text) == ()


@pytest.mark.parametrize(
    "lives_at", ["Flat 12345, 3 Mill Bank, Matlock", "Unit 10B-24C Mill Bank", "1024-26 Dale Rd, X9999"]
)
def test_a_whole_address_finds_who_lives_there_though_its_number_is_as_long_as_a_code(office, lives_at):
    found = office.a_person(given="Maureen", family="Wójcik")
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == found).values(address=lives_at))
    office.a_person()
    for text in (lives_at, f"wojcik, {lives_at}", lives_at.replace("Mill", "Mil").replace("Dale", "Dael")):
        assert [each.person_id for each in office.ask(search, text=text)] == [found]


def test_apostrophes_and_hyphens_do_not_matter(office):
    key = office.a_person(given="Anne-Marie", family="O’Neil")
    for text in ("oneil", "o'neil", "marie", "anne marie"):
        assert [each.person_id for each in office.ask(search, text=text)] == [key]


def test_at_most_twelve_are_found_by_name_in_one_statement(office, count_statements):
    for number in reversed(range(14)):
        office.a_person(family=f"Ash{number:02}")
    statements = count_statements(office.database)
    found = office.ask(search, text="ash")
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert [each.name for each in found] == [f"Jean Ash{number:02}" for number in range(12)]


def test_those_of_one_name_are_found_in_the_order_of_their_whole_names(office):
    for given, family in (("Ann", "Gill"), ("Zoe", "Ash"), ("Ann", "Ash"), ("Annie", "Ash")):
        office.a_person(given=given, family=family)
    assert [each.name for each in office.ask(search, text="ann")] == ["Ann Ash", "Ann Gill", "Annie Ash"]


def test_a_mistake_costs_two_statements_more(office, count_statements):
    office.a_person(given="Margaret", family="Gill")
    statements = count_statements(office.database)
    [found] = office.ask(search, text="Margret")
    assert len([each for each in statements if each != "BEGIN"]) == 3
    assert (found.name, found.found_by) == ("Margaret Gill", "Margaret")


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        *(("marg gil", ""), ("4000000004", ""), ("2/3/41", ""), ("m0815", ""), ("de4", "")),
        *(("peg", "Peggy"), ("mill bank", "Mill Bank"), ("gill matl", "Matlock"), ("gill 12 mill", "Mill")),
        *(("margret", "Margaret"), ("margret gilll", "Margaret Gill"), ("pegyg", "Peggy")),
    ],
)
def test_it_says_by_what_somebody_was_found_who_isnt_called_so(office, text, found_by):
    person = office.a_person(
        given="Margaret", family="Gill", preferred="Peggy", nhs_number="4000000004", mosaic_id="M0815",
        born=date(1941, 3, 2),
    )  # fmt: skip
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person).values(address="12 Mill Bank, Matlock"))
    assert [(each.person_id, each.found_by) for each in office.ask(search, text=text)] == [(person, found_by)]


def test_who_fits_exactly_stands_alone_and_a_mistake_is_looked_past_only_where_nobody_does(office):
    for family in ("Gill", "Gull"):
        office.a_person(given="Ann", family=family)
    assert [each.name for each in office.ask(search, text="gill")] == ["Ann Gill"]
    assert [each.name for each in office.ask(search, text="goll")] == ["Ann Gill", "Ann Gull"]


def test_people_of_another_office_are_never_found(office):
    office.a_person(given="Margaret", family="Gill")
    other = Office(name="High Peak", area="High Peak", council="Derbyshire County Council")
    with office.unwalled.writing() as session:
        session.add(other)
        session.flush()
        session.add(
            Person(office_id=other.id, given="Margaret", family="Gill", given_folded="margaret", family_folded="gill")
        )
    assert len(office.ask(search, text="margaret")) == len(office.ask(search, text="margret")) == 1


@pytest.mark.parametrize("text", ["علی کریمی", "علي", "كريمي", "ʻAli ‛Karimi"])
def test_letters_that_keyboards_type_in_two_ways_are_one(office, text):
    found = {office.a_person(given="علی", family="کریمی"), office.a_person(given="Ali", family="Karimi")}
    assert {each.person_id for each in office.ask(search, text=text)} < found


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


def test_those_of_whom_the_ids_are_kept_come_in_that_order_and_whoever_cant_be_seen_leaves_no_row(
    office, count_statements
):
    first, second = office.a_person(family="Gill"), office.a_person(family="Twigg")
    other = Office(name="High Peak", area="High Peak", council="Derbyshire County Council")
    with office.unwalled.writing() as session:
        session.add(other)
        session.flush()
        elsewhere = Person(office_id=other.id, given="Ann", family="Away", given_folded="ann", family_folded="away")
        session.add(elsewhere)
        session.flush()
        away = elsewhere.id
    statements = count_statements(office.database)
    found = office.ask(of_these, people=(second, away, first, UUID(int=1)))
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert [each.person_id for each in found] == [second, first]
    assert office.ask(of_these, people=()) == ()
