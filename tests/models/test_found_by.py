"""The database keeps by which words people are found, whoever writes, and a server says the same as the rule."""

import unicodedata
from datetime import date

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, insert, select, text, update

from models import migrations
from models.database import Database
from models.found_by import NearWord, PersonWord
from models.found_by_compared import words_compared
from models.keys import new_id
from models.people import Person
from models.rules.people.found_by import found_by, near, split

TOLD = ("given", "family", "preferred", "address", "postcode", "mosaic_id", "nhs_number", "born")


def kept(office, person):
    with office.database.reading() as session:
        return set(session.scalars(select(PersonWord.found_by).where(PersonWord.person_id == person)))


def derived(office, person):
    record = office.get(Person, person)
    return set(found_by(*(getattr(record, each) or ("" if each != "born" else None) for each in TOLD)))


def troubles(office):
    with office.database.engine.connect() as connection:
        return words_compared(connection)


def near_words(office, word):
    with office.database.reading() as session:
        asked = select(NearWord.word).where(NearWord.office_id == office.id, NearWord.near.in_(near(word))).distinct()
        return set(session.scalars(asked))


def test_who_is_written_is_found_by_the_words_of_the_record_and_no_others(office):
    person = office.a_person(given="Anne-Marie", family="O’Neil", preferred="Nan", nhs_number="9991291229")
    assert kept(office, person) == derived(office, person)
    with office.database.writing() as session:
        record = session.get_one(Person, person)
        record.family, record.born, record.address = "Wójcik", date(1938, 12, 31), "3 High Street; Bakewell"
    assert kept(office, person) == derived(office, person)
    assert any(each.startswith("wojcik wojcik anne") for each in kept(office, person))


def test_many_written_at_once_and_one_changed_past_the_mapped_classes_are_kept_too(office):
    people = [
        {"id": new_id(), "office_id": office.id, "given": "Zofia", "family": f"Nowak {number}", "given_folded": "zofia",
         "family_folded": f"nowak {number}"}
        for number in range(5)
    ]  # fmt: skip
    with office.database.writing() as session:
        session.execute(insert(Person), people)
        session.execute(update(Person).where(Person.given == "Zofia").values(address="7 Dale Road"))
    for person in people:
        assert kept(office, person["id"]) == derived(office, person["id"])
    assert troubles(office) == ()


def test_a_change_of_something_else_leaves_the_words_as_they_are(office):
    person = office.a_person()
    before = kept(office, person)
    with office.database.writing() as session:
        session.get_one(Person, person).risks = "Dog"
    assert kept(office, person) == before


def test_a_mistyped_word_leads_to_the_one_that_somebody_has(office):
    for family in ("Gill", "Gillott"):
        office.a_person(given="Margaret", family=family)
    assert near_words(office, "margret") == {"margaret"}
    assert "gill" in near_words(office, "gilll")


def test_a_word_is_brought_into_an_office_once(office):
    for _ in range(3):
        office.a_person(given="Margaret", family="Gill")
    with office.database.reading() as session:
        asked = select(func.count()).where(NearWord.word == "margaret", NearWord.office_id == office.id)
        assert session.scalar(asked) == len(near("margaret"))


def test_words_that_are_lost_or_left_over_are_told_and_filled_in_anew(office, office_url):
    person = office.a_person(given="Margaret", family="Gill")
    with office.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM person_word WHERE found_by LIKE 'margaret %'"))
        connection.execute(text("DELETE FROM near_word WHERE word = 'gill'"))
        connection.execute(
            insert(PersonWord).values(office_id=office.id, person_id=person, found_by="nobody nobody at all")
        )
    told = troubles(office)
    assert [each.partition(":")[0] for each in told] == [
        "People aren't found by words that their record has",
        "People are found by words that their record hasn't",
        "Words aren't found where they are mistyped",
    ]
    office.database.close()
    migrations.renew_guards(office_url)
    assert troubles(office) == ()
    assert kept(office, person) == derived(office, person)


def test_everybody_of_an_older_database_has_their_words_after_an_upgrade(office, office_url):
    people = [office.a_person(given=each, family="Łuczak") for each in ("Siân", "Ann", "Ann")]
    office.database.close()
    migrations._run(office_url, command.downgrade, "0006")
    migrations.upgrade(office_url)
    for person in people:
        assert kept(office, person) == derived(office, person)
    assert (troubles(office), near_words(office, "luczka")) == ((), {"luczak"})


# --- A server -----------------------------------------------------------------------------------------------------


def test_two_desks_that_bring_the_same_new_word_do_not_wait_for_each_other(postgres_office, clock):
    office = postgres_office
    elsewhere = Database(office.database.url, clock.now)
    one, other = (
        Person(given="Zofia", family="Quill", given_folded="zofia", family_folded="quill", office_id=office.id)
        for _ in range(2)
    )
    with office.database.writing() as first, elsewhere.writing() as second:
        for session, person in ((first, one), (second, other)):
            session.execute(text("SET LOCAL lock_timeout = '2s'"))
            session.add(person)
            session.flush()
    elsewhere.close()
    assert near_words(office, "quilll") == {"quill"}
    assert troubles(office) == ()


def on_server(office, statement, **values):
    with office.database.engine.connect() as connection:
        return connection.execute(text(statement), values).scalar_one()


def test_a_server_folds_every_sign_that_python_knows_as_python_does(postgres_office):
    signs = [chr(each) for each in range(1, 0x110000) if unicodedata.category(chr(each)) not in {"Cn", "Co", "Cs"}]
    said = on_server(
        postgres_office,
        "SELECT array_agg(array_to_string(homeward_split('a' || each || 'a'), ' ') ORDER BY place) "
        "FROM unnest(CAST(:signs AS text[])) WITH ORDINALITY AS told (each, place)",
        signs=signs,
    )
    wanted = [" ".join(split(f"a{sign}a")) for sign in signs]
    assert [sign for sign, told, want in zip(signs, said, wanted, strict=True) if told != want] == []


@pytest.mark.parametrize(
    "told",
    [
        ("Siân Þóra", "O´Neil–Straße", "Ærø", "“The Œuvre”, 3½ ﬁne Rd.", "de45 1gg", "m 7-1", None, date(801, 2, 3)),
        ("علی", "کریمی", "", "", "", None, "9991291229", None),
        ("", "", "", "", "", None, None, None),
        ("a" * 60, "Łł" * 400, "", "1 2 3 4 a b c d e f g h i j k", "", "ABC", None, None),
    ],
)
def test_a_server_finds_by_the_same_words_as_the_rule(postgres_office, told):
    words = on_server(
        postgres_office,
        "SELECT homeward_words(:a, :b, :c, :d, :e, :f, :g, CAST(:h AS date))",
        **dict(zip("abcdefgh", told, strict=True)),
    )
    assert sorted(words) == sorted(found_by(*(each or "" for each in told[:-1]), told[-1]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=some.lists(some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs", "Cn"]), max_size=9))
)
def test_a_server_has_the_same_neighbours_and_words_of_whatever_is_typed(postgres_office, said):
    line = " ".join(said)
    words = on_server(postgres_office, "SELECT homeward_words(:a, '', '', '', '', NULL, NULL, NULL)", a=line)
    assert sorted(words) == sorted(found_by(line, "", "", "", "", "", "", None))
    word = "".join(said)
    assert set(on_server(postgres_office, "SELECT homeward_near(:a)", a=word)) == near(word)
