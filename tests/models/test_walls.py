"""What a server itself refuses to a desk's login, whatever program it comes with; and that missing walls are told."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from models import migrations
from models.database_file import NotOurs
from models.looking import look
from models.migrations.walls import clearing, found, functions, rights, roles, wanted
from models.people import Office
from models.schema import METADATA
from models.soundness import soundness
from models.vocabulary.access import SOMEBODY, Right
from tests.throwaway_postgres import DESK_LOGIN


def lacking(office):
    with office.database.engine.connect() as connection:
        return found.lacking(connection)


def change(office, statement, **told):
    """What the administrator does."""
    with office.database.engine.begin() as connection:
        connection.execute(text(statement), told)


@contextmanager
def desk_of(office):
    """A connection of the desk's own login, each statement by itself, as `psql` has it."""
    url = make_url(office.database.url)
    with psycopg.connect(
        host=url.host, port=url.port, user=DESK_LOGIN, password=url.password, dbname=url.database, autocommit=True
    ) as connection:
        yield connection


@pytest.fixture
def desk(postgres_office):
    with desk_of(postgres_office) as connection:
        yield connection


def with_right(office, right):
    change(office, 'UPDATE membership SET "right" = :right', right=right.value)


def another_office(office):
    """One in which the desk's login has no right."""
    other = Office(name="South", area="South", council="Derbyshire County Council")
    with office.database.writing() as session:
        session.add(other)
    return other.id


# --- What is missing is told ------------------------------------------------------------------------------------


def test_a_migrated_database_has_every_wall(postgres_office):
    assert lacking(postgres_office) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP POLICY desk_sees ON person", "person.desk_sees"),
        ("ALTER POLICY desk_sees ON person USING (true)", "person.desk_sees"),
        ("CREATE POLICY more ON person USING (true)", "person.more"),
        ("ALTER TABLE person NO FORCE ROW LEVEL SECURITY", "row security of person"),
        ("ALTER TABLE person OWNER TO admin", "the owner of person"),
        ("GRANT DELETE ON person TO homeward_desk", "DELETE of person, which homeward_desk has"),
        ("GRANT UPDATE (version) ON person TO PUBLIC", "UPDATE of person, which PUBLIC has"),
        ("REVOKE INSERT ON rating FROM homeward_desk", "INSERT of rating, which homeward_desk lacks"),
        ("GRANT EXECUTE ON FUNCTION homeward_audit TO PUBLIC", "EXECUTE of homeward_audit, which PUBLIC has"),
        ("ALTER FUNCTION homeward_audit OWNER TO homeward_owner", "the owner of homeward_audit"),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "what PUBLIC may with the schema public"),
    ],
)
def test_a_wall_that_is_gone_is_named_and_made_anew(postgres_office, statement, said):
    change(postgres_office, statement)
    assert said in lacking(postgres_office)
    with postgres_office.database.engine.connect() as connection:
        (trouble,) = soundness(connection).troubles
    assert said in trouble
    migrations.renew_guards(postgres_office.database.url)
    assert lacking(postgres_office) == ()


# --- What a desk's login may not, with every right in its office --------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "DELETE FROM due_line",
        "TRUNCATE person",
        "BEGIN; LOCK TABLE person",
        "UPDATE person SET created_by = 'somebody'",
        "UPDATE person SET office_id = id",
        "UPDATE person SET id = office_id",
        "INSERT INTO person (created_by) VALUES ('somebody')",
        "INSERT INTO audit_entry (at, by, deed) VALUES (now(), 'somebody', 'insert')",
        "INSERT INTO seal (number) VALUES (9)",
        "INSERT INTO membership (login, \"right\") VALUES ('office_desk', 'administrator')",
        "UPDATE membership SET \"right\" = 'administrator'",
        "UPDATE login SET disabled_at = NULL",
        "UPDATE database_mark SET is_test = true",
        "DELETE FROM alembic_version",
        "ALTER TABLE person DISABLE TRIGGER z_audit",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE public.mine (number int)",
        "CREATE TEMPORARY TABLE mine (number int)",
        "SET ROLE homeward_owner",
        "SET session_replication_role = replica",
    ],
)
def test_the_server_refuses(postgres_office, desk, statement):
    postgres_office.a_person()
    with pytest.raises(errors.InsufficientPrivilege):
        desk.execute(statement)


def test_of_another_office_nothing_is_seen_changed_or_added(postgres_office, desk):
    other = another_office(postgres_office)
    change(postgres_office, "UPDATE membership SET withdrawn_at = now()")
    mine, person = desk.execute("SELECT homeward_my_offices('reader')").fetchone(), postgres_office.a_person()
    assert mine == ([],)
    for table in METADATA.tables:
        if table not in {"seal", "sealed_entry", "database_mark", "key_safe_code"}:
            assert desk.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,), table  # noqa: S608  ours
    assert desk.execute("UPDATE person SET given = 'stolen' WHERE id = %s", (person,)).rowcount == 0
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        desk.execute(
            "INSERT INTO patch (id, office_id, version, name) VALUES (gen_random_uuid(), %s, 1, 'Mine')", (other,)
        )
    with pytest.raises(errors.InsufficientPrivilege, match="settles nothing"):
        desk.execute("SELECT homeward_settled(%s, NULL, '{}', '{}')", (other,))


def test_whoever_is_disabled_sees_nothing_from_the_next_statement_on(postgres_office, desk):
    postgres_office.a_person()
    assert desk.execute("SELECT count(*) FROM person").fetchone() == (1,)
    change(postgres_office, "UPDATE login SET disabled_at = now(), disabled_because = 'left'")
    assert desk.execute("SELECT count(*) FROM person").fetchone() == (0,)


WRITTEN = {
    "due_day": "INSERT INTO due_day (office_id, day, word) VALUES (%s, '2026-11-20', '')",
    "handover_note": "INSERT INTO handover_note (office_id, id, version) VALUES (%s, gen_random_uuid(), 1)",
    "referral": "INSERT INTO referral (office_id, id, version) VALUES (%s, gen_random_uuid(), 1)",
    "patch": "INSERT INTO patch (office_id, id, version) VALUES (%s, gen_random_uuid(), 1)",
}


@pytest.mark.parametrize("right", Right)
def test_each_right_writes_what_the_map_says(postgres_office, desk, right):
    """What a right lets in goes on to what a record needs, and is refused for that."""
    with_right(postgres_office, right)
    for table, statement in WRITTEN.items():
        may = rights.RIGHTS.index(right) >= rights.RIGHTS.index(rights.right_to_write(table))
        if may and table == "due_day":
            desk.execute(statement, (postgres_office.id,))
            continue
        with pytest.raises(errors.NotNullViolation if may else errors.InsufficientPrivilege):
            desk.execute(statement, (postgres_office.id,))
    change_office = "UPDATE office SET area = 'Elsewhere'"
    if right is Right.ADMINISTRATOR:
        assert desk.execute(change_office).rowcount == 1
        return
    with pytest.raises(errors.InsufficientPrivilege) as refused:
        desk.execute(change_office)
    least = Right.WORKER if right is Right.READER else Right.ADMINISTRATOR  # who may change anything, may hold a row
    assert refused.value.diag.message_hint == least.value


def test_a_reader_holds_no_row_that_somebody_else_would_wait_for(postgres_office, desk):
    person = postgres_office.a_person()
    hold = "SELECT id FROM person WHERE id = %s FOR SHARE"
    with_right(postgres_office, Right.WORKER)
    assert desk.execute(hold, (person,)).rowcount == 1
    with_right(postgres_office, Right.READER)
    with pytest.raises(errors.InsufficientPrivilege):
        desk.execute(hold, (person,))


def test_the_map_names_tables_that_there_are():
    assert set(rights._RIGHT_OF) <= set(METADATA.tables)
    assert {each.table for each in wanted.policies()} == set(METADATA.tables)


# --- Nobody blocks an upgrade ----------------------------------------------------------------------------------


def test_a_desk_that_holds_the_lock_of_migrations_is_ended(postgres_office, desk):
    desk.execute("SELECT pg_advisory_lock(%s)", (migrations._LOCK,))
    migrations.upgrade(postgres_office.database.url)
    with pytest.raises(psycopg.OperationalError):
        desk.execute("SELECT 1")


def test_a_session_that_is_stuck_is_ended_and_one_that_has_just_begun_is_not(postgres_office, desk):
    with desk_of(postgres_office) as other:
        other.execute("BEGIN")
        other.execute("SELECT 1")
        assert desk.execute("SELECT homeward_clear_stuck()").fetchone() == (0,)
        other.execute("SELECT 1")
        made = functions.FUNCTIONS["homeward_clear_stuck"].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        change(postgres_office, made.replace(f"secs => {functions.STUCK_S})", "secs => 0)"))
        assert desk.execute("SELECT homeward_clear_stuck()").fetchone() == (1,)
        with pytest.raises(errors.AdminShutdown):
            other.execute("SELECT 1")


def test_who_sleeps_in_a_transaction_for_too_long_is_ended_and_whoever_works_in_one_is_not(postgres_office, desk):
    """Such a desk isn't idle, and no time of the server's own ends it: each sets its own."""
    with desk_of(postgres_office) as other:
        other.execute("SET statement_timeout = 0")
        other.execute("BEGIN")
        other.execute("SELECT homeward_seal()")
        other.pgconn.send_query(b"SELECT pg_sleep(600)")
        assert desk.execute("SELECT homeward_clear_stuck()").fetchone() == (0,)
        made = functions.FUNCTIONS["homeward_clear_stuck"].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        change(postgres_office, made.replace(f"secs => {functions.LONGEST_S}", "secs => 0"))
        assert desk.execute("SELECT homeward_clear_stuck()").fetchone() == (1,)
        other.close()


def test_an_upgrade_goes_through_though_a_desk_sleeps_in_a_transaction(postgres_office, desk, monkeypatch):
    desk.execute("SET statement_timeout = 0")
    desk.execute("BEGIN")
    desk.execute("SELECT count(*) FROM person")  # whose guards can't be made anew meanwhile
    desk.pgconn.send_query(b"SELECT pg_sleep(600)")
    asked = str(clearing._IN_THE_WAY).replace(f"secs => {functions.STUCK_S})", "secs => 0)")
    monkeypatch.setattr(clearing, "_IN_THE_WAY", text(asked))
    migrations.renew_guards(postgres_office.database.url)
    desk.close()
    assert lacking(postgres_office) == ()


# --- Roles ------------------------------------------------------------------------------------------------------


def test_who_may_not_make_roles_is_told_who_can(postgres_office, monkeypatch):
    monkeypatch.setitem(roles._MADE, "homeward_newer", "NOLOGIN")
    url = make_url(postgres_office.database.url).set(username=DESK_LOGIN)
    with pytest.raises(NotOurs, match="administrator"):
        migrations.upgrade(url)


# --- Nobody does something in another's name -------------------------------------------------------------------

LOOKED = "INSERT INTO access_note (id, office_id, at, staff_id, deed, what) "
LOOKED += "VALUES (gen_random_uuid(), %s, now(), %s, 'opened', 'the record')"


def test_that_somebody_looked_is_said_by_themselves_alone(postgres_office, desk):
    own, another = postgres_office.staff["OT"], postgres_office.staff["DSO"]
    change(postgres_office, "UPDATE membership SET staff_id = :staff", staff=own)
    desk.execute(LOOKED, (postgres_office.id, own))
    with pytest.raises(errors.InsufficientPrivilege, match="theirs to say"):
        desk.execute(LOOKED, (postgres_office.id, another))


def test_a_login_that_is_nobody_of_the_staff_keeps_lists_and_sees_and_records_nothing_of_people(postgres_office, desk):
    person, dso = postgres_office.a_person(), postgres_office.staff["DSO"]
    change(postgres_office, "UPDATE membership SET staff_id = NULL")
    changed, held = "UPDATE person SET given = 'Jo' WHERE id = %s", "SELECT FROM person WHERE id = %s FOR SHARE"
    for statement in (
        changed,
        held,
        "SELECT FROM person WHERE id = %s",
        "SELECT FROM person_word WHERE person_id = %s",
    ):
        with pytest.raises(errors.InsufficientPrivilege) as refused:
            desk.execute(statement, (person,))
        assert refused.value.diag.message_hint == SOMEBODY
    with pytest.raises(errors.InsufficientPrivilege, match="theirs to say"):
        desk.execute(LOOKED, (postgres_office.id, dso))
    assert desk.execute("SELECT count(*) FROM audit_entry").fetchone() == (0,)
    assert desk.execute("SELECT count(*) FROM staff").fetchone() == (len(postgres_office.staff),)
    assert desk.execute("UPDATE team SET telephone = '0114 496 0002'").rowcount == 3
    desk.execute(WRITTEN["due_day"], (postgres_office.id,))


def test_whom_the_list_of_staff_names_with_a_login_is_somebody_too(postgres_office, desk):
    person, dso = postgres_office.a_person(), postgres_office.staff["DSO"]
    change(postgres_office, "UPDATE membership SET staff_id = NULL")
    change(postgres_office, "UPDATE staff SET login = 'office_desk' WHERE id = :staff", staff=dso)
    desk.execute(LOOKED, (postgres_office.id, dso))
    assert desk.execute("UPDATE person SET given = 'Jo' WHERE id = %s", (person,)).rowcount == 1
    with pytest.raises(errors.InsufficientPrivilege, match="theirs to say"):
        desk.execute(LOOKED, (postgres_office.id, postgres_office.staff["OT"]))


def test_who_logs_in_as_whom_is_said_at_the_server_alone(postgres_office, desk):
    staff = postgres_office.staff["DSO"]
    with pytest.raises(errors.InsufficientPrivilege, match="said at the server"):
        desk.execute("UPDATE staff SET login = session_user WHERE id = %s", (staff,))
    change(postgres_office, "UPDATE staff SET login = 'jean' WHERE id = :staff", staff=staff)
    with pytest.raises(errors.InsufficientPrivilege, match="said at the server"):
        desk.execute("UPDATE staff SET login = NULL WHERE id = %s", (staff,))
    assert desk.execute("UPDATE staff SET name = 'Jean' WHERE id = %s", (staff,)).rowcount == 1


def test_a_desk_compares_all_that_it_sees(desk_office):
    """As `doctor` does, which reckons anew by what people are found."""
    desk_office.a_person(given="Nora")
    found = look(desk_office.database.url, soundness)
    assert found.troubles == ()
    assert "records with the" in found.compared


def test_who_has_left_the_staff_changes_nothing_by_the_login_that_is_still_there(desk_office):
    person = desk_office.a_person()
    renamed = text("UPDATE person SET preferred = 'Al' WHERE id = :id")
    with desk_office.database.writing() as session:
        session.execute(renamed, {"id": person})
    with desk_office.unwalled.writing() as session:
        session.execute(text("UPDATE staff SET archived_at = now() - interval '10 days'"))
    with pytest.raises(DBAPIError) as refused, desk_office.database.writing() as session:
        session.execute(renamed, {"id": person})
    assert refused.value.orig.diag.message_hint == SOMEBODY
