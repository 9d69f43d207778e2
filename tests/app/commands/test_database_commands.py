"""What is wrong is said of a file and of a server in the same words, and an upgrade mends what it can."""

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import text

from app import cli
from app.desk.opening import open_work
from app.door.clock import SystemClock
from app.door.errors import Unavailable
from models import migrations
from models.revision import NEWEST
from tests.app.commands.test_damage import said_by
from tests.older import never_had_words, past_the_guards


@pytest.fixture
def url(office, office_url):
    """The small office with a person, closed."""
    office.a_person()
    office.database.close()
    return office_url


def said_by_all(url):
    """What check, upgrade, doctor and the window say."""
    with pytest.raises(Unavailable) as window:
        open_work(url, SystemClock())
    check, upgrade = said_by("database", "check", "--database", url), said_by("database", "upgrade", url)
    doctor = said_by("doctor", "--database", url)
    assert (check[0] > 0, upgrade[0] > 0, doctor[0]) == (True, True, 1)
    return check[1], upgrade[1], doctor[1], str(window.value)


def test_a_whole_database_is_whole(url):
    code, said = said_by("database", "check", "--database", url)
    assert (code, "The database is whole" in said, "records with the" in said) == (0, True, True)
    assert said_by("database", "upgrade", url) == (0, f"The database is at revision {NEWEST}.\n")


def test_an_older_database_is_told_and_brought_up(office, url):
    never_had_words(office)
    migrations._run(url, command.downgrade, "0001")
    office.database.close()
    code, said = said_by("database", "check", "--database", url)
    assert (code, "of an older release (revision 0001" in said) == (1, True)
    code, said = said_by("database", "create", url)
    assert (code, "of an older release (revision 0001" in said) == (2, True)
    assert said_by("database", "check", "--database", url)[0] == 1
    with pytest.raises(Unavailable, match="of an older release"):
        open_work(url, SystemClock())
    code, said = said_by("database", "upgrade", url)
    assert code == 0, said
    assert said_by("database", "check", "--database", url)[0] == 0


def test_a_newer_database_is_told_by_all_and_left(office, url):
    past_the_guards(office, "UPDATE alembic_version SET version_num = '0917'")
    for said in said_by_all(url):
        assert "brought up by a newer Homeward (revision 0917" in said


def test_a_lost_guard_is_told_by_all(office, url):
    name = "person_y_keep" if office.database.is_sqlite else "person.y_keep"
    with office.database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER person_y_keep" if "_y" in name else "DROP TRIGGER y_keep ON person"))
    office.database.close()
    for said in said_by_all(url):
        assert f"has lost guards of its records: {name}." in said
    assert said_by("database", "upgrade", url, "--guards")[0] == 0
    assert said_by("database", "check", "--database", url)[0] == 0


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM audit_entry", "The audit lacks entries: changes of "),
        ("DELETE FROM audit_entry WHERE table_name = 'person'", "changes of 1 of person aren't told of."),
        ("DELETE FROM person", "changes of 1 of person are missing from the records."),
        ("UPDATE person SET version = 7", "The audit lacks entries: changes of 1 of person"),
    ],
)
def test_records_and_audit_that_differ_are_told_by_the_check_and_no_upgrade_goes_on(office, url, statement, sentence):
    past_the_guards(office, statement)
    check, upgrade = said_by("database", "check", "--database", url), said_by("database", "upgrade", url)
    assert (check[0], sentence in check[1], upgrade[0], sentence in upgrade[1]) == (1, True, 1, True), check[1]
    assert sentence in said_by("doctor", "--database", url)[1]


def test_a_database_without_tables_and_another_programs_are_left_alone(database_url):
    if database_url.startswith("sqlite"):
        pytest.skip("a file has its own tests")
    for said in said_by_all(database_url):
        assert "This database is empty: it has no tables." in said
    with open_administration(database_url) as connection:
        connection.execute(text("CREATE TABLE bookmarks (url text)"))
    for said in said_by_all(database_url):
        assert "not one of Homeward's" in said


def open_administration(url):
    from sqlalchemy import create_engine  # noqa: PLC0415  somebody else's program
    from sqlalchemy.pool import NullPool  # noqa: PLC0415  the same

    return create_engine(url, poolclass=NullPool).begin()


def test_changes_that_a_server_lost_are_told_by_a_desk_that_saw_them(office, url):
    assert said_by("database", "check", "--database", url)[0] == 0
    office.a_person()
    office.database.close()
    assert said_by("queue", "--database", url)[0] == 0
    newest = "FROM person ORDER BY mosaic_id DESC LIMIT 1"
    past_the_guards(
        office,
        "DELETE FROM sealed_entry",  # with what a server loses go the seals over it
        "DELETE FROM seal",
        f"DELETE FROM person_word WHERE person_id = (SELECT id {newest})",  # noqa: S608  no one typed it
        f"DELETE FROM near_word WHERE person_id = (SELECT id {newest})",  # noqa: S608  the same
        f"DELETE FROM audit_entry WHERE row_id = (SELECT id {newest})",  # noqa: S608  no one typed it
        f"DELETE FROM person WHERE id = (SELECT id {newest})",  # noqa: S608  the same
    )
    code, said = said_by("database", "check", "--database", url)
    missing = "Changes are" if office.database.is_sqlite else "Seals of the audit are"
    assert (code, f"{missing} missing: this desk has seen" in said) == (1, True), said
    assert CliRunner().invoke(cli.homeward, ["database", "accept", "--database", url]).exit_code == 0
    assert said_by("database", "check", "--database", url)[0] == 0
