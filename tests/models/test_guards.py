"""What guards the records is compared word for word, and a database in use gets this program's guards by an upgrade."""

from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError

from models import migrations
from models.guards import digest_of_file, missing_guards
from models.people import DatabaseMark, Person
from models.revision import GUARDS_OF_FILE, NEWEST, revision_of


def guards_missing(office):
    with office.database.engine.connect() as connection:
        return missing_guards(connection)


def shape_changed(office, statement):
    with office.database.engine.begin() as connection:
        connection.execute(text(statement))


def says_no(office, statement):
    try:
        with office.database.writing() as session:
            session.execute(statement)
    except DBAPIError as error:
        return str(error.orig)
    return ""


def test_a_migrated_database_has_every_guard(office):
    assert guards_missing(office) == ()


TAKEN = {
    "sqlite": {
        "DROP TRIGGER person_y_keep": "person_y_keep",
        "DROP TRIGGER audit_entry_no_replace": "audit_entry_no_replace",
        "DROP TRIGGER database_mark_y_keep": "database_mark_y_keep",
    },
    "postgresql": {
        "DROP TRIGGER y_keep ON person": "person.y_keep",
        "ALTER TABLE person DISABLE TRIGGER z_audit": "person.z_audit",
        "DROP FUNCTION homeward_plan_guard CASCADE": "plan.b_guard",
        "ALTER FUNCTION homeward_audit SECURITY INVOKER": "homeward_audit",
        "CREATE OR REPLACE FUNCTION homeward_keep() RETURNS trigger LANGUAGE plpgsql"
        " SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN OLD; END'": "homeward_keep",
    },
}


@pytest.mark.parametrize("nth", range(5))
def test_a_guard_that_is_gone_off_or_worded_otherwise_is_named(office, nth):
    taken = list(TAKEN[office.database.engine.dialect.name].items())
    if nth >= len(taken):
        pytest.skip("a file has fewer ways")
    statement, name = taken[nth]
    shape_changed(office, statement)
    assert name in guards_missing(office)


def test_a_trigger_of_the_same_name_that_does_less_is_named(sqlite_office):
    shape_changed(sqlite_office, "DROP TRIGGER person_y_keep")
    shape_changed(sqlite_office, "CREATE TRIGGER person_y_keep BEFORE DELETE ON person BEGIN SELECT 1; END")
    assert guards_missing(sqlite_office) == ("person_y_keep",)


# --- Revision 0002 ---------------------------------------------------------------------------------------------


def test_a_database_with_older_guards_gets_this_programs_by_an_upgrade(office, office_url):
    person = office.a_person()
    office.database.close()
    migrations._run(office_url, command.downgrade, "0001")
    is_file = office.database.is_sqlite
    shape_changed(office, "DROP TRIGGER person_y_keep" if is_file else "DROP TRIGGER y_keep ON person")
    shape_changed(office, "DROP TRIGGER person_a_once" if is_file else "DROP FUNCTION homeward_audit CASCADE")
    office.database.close()
    migrations.upgrade(office_url)
    assert guards_missing(office) == ()
    assert "nothing is deleted" in says_no(office, delete(Person).where(Person.id == person))
    with office.database.engine.connect() as connection:
        assert revision_of(connection) == NEWEST
    assert office.get(Person, person).id == person


def test_an_upgrade_gives_the_database_a_name_of_its_own(office, office_url):
    office.database.close()
    migrations._run(office_url, command.downgrade, "0001")
    migrations.upgrade(office_url)
    with office.database.reading() as session:
        assert session.scalars(select(DatabaseMark.name)).one() is not None


def test_nobody_takes_the_mark_of_a_database_away(office):
    assert "nothing is deleted" in says_no(office, delete(DatabaseMark))
    if not office.database.is_sqlite:
        assert "nothing is deleted" in says_no(office, text("TRUNCATE database_mark"))
        return
    again = text("INSERT OR REPLACE INTO database_mark (number, is_test, made_at, made_by) VALUES (1, 1, '', '')")
    assert "UNIQUE constraint failed" in says_no(office, again)


def test_on_a_file_no_row_takes_anothers_place_by_its_number(sqlite_office):
    office = sqlite_office.id.hex
    for number in (1, 2):
        assert says_no(sqlite_office, patch(office, f"numbered {number}")) == ""
    taking = patch(office, "third", "(SELECT max(rowid) FROM patch)")
    assert "UNIQUE constraint failed" in says_no(sqlite_office, taking)
    moving = "UPDATE OR REPLACE patch SET rowid = rowid - 1 WHERE name = 'numbered 2'"
    assert "forged" in says_no(sqlite_office, text(moving))


def patch(office, name, number=""):
    columns, values = ("rowid, ", f"{number}, ") if number else ("", "")
    new = f"({columns}id, office_id, version, name) VALUES ({values}'{uuid4().hex}', '{office}', 1, '{name}')"
    return text("INSERT OR REPLACE INTO patch " + new)


def test_the_one_word_for_all_guards_of_a_file_is_that_of_this_program(sqlite_office):
    with sqlite_office.database.engine.connect() as connection:
        assert digest_of_file(connection) == GUARDS_OF_FILE
