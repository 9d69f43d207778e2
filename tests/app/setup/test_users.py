"""`homeward user`: login roles at a server, each a person's own, with a right in an office; leavers are kept out."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from sqlalchemy import make_url

from app import cli
from tests.builders import neighbours_of

SECRET = "three words together"  # noqa: S105  a test's own
UNTIED = " It is still nobody of the staff, and sees nobody's records: add --as NAME."

NOBODY_YET = """SET session_replication_role = replica;
DELETE FROM membership; DELETE FROM login; DELETE FROM audit_entry; RESET session_replication_role"""


class Server:
    """A small office on a server, as its administrator sees it."""

    def __init__(self, postgres, office):
        self.url = postgres.url(office.database.url.database)
        self.connection = postgres.connect(office.database.url.database)

    def say(self, *words, typed=SECRET):
        done = CliRunner().invoke(cli.homeward, ["user", *words, "--database", self.url], input=f"{typed}\n")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            return str(done.exception)
        return done.output

    def add(self, login, *words, **typed):
        return self.say("add", login, *(words or ("--right", "dso")), **typed)

    def rows(self, statement, *values):
        return self.connection.execute(statement, values).fetchall()

    def log_in(self, login, password=SECRET):
        told = make_url(self.url)
        return psycopg.connect(
            host=told.host, port=told.port, dbname=told.database, user=login, password=password, autocommit=True
        )


@pytest.fixture
def server(postgres, postgres_office) -> Iterator[Server]:
    found = Server(postgres, postgres_office)
    found.connection.execute(NOBODY_YET)
    yield found
    found.rows("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE usename::text ^@ 'test-'")
    for (name,) in found.rows("SELECT rolname FROM pg_roles WHERE rolname::text ^@ 'test-'"):
        found.connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
    found.connection.close()


def test_a_login_is_a_role_that_may_nothing_but_what_a_desk_may(server):
    assert server.add("test-jo", "--right", "dso", "--key-safe") == (
        "test-jo may log in, and is dso in Dales, and sees key-safe codes. It is nobody of the staff yet, and sees "
        "nobody's records in Homeward until: homeward user right test-jo dso --because WHY --as NAME --database URL\n"
    )
    (role,) = server.rows(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication, rolconnlimit > 0, "
        "ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid) "
        "FROM pg_roles AS r WHERE rolname = 'test-jo'"
    )
    assert role == (False, True, ["homeward_desk"])
    assert server.rows('SELECT login, "right", key_safe, staff_id FROM membership') == [("test-jo", "dso", True, None)]
    server.log_in("test-jo").close()


def test_the_password_is_kept_as_a_verifier_and_said_nowhere(server):
    said = server.add("test-jo")
    ((kept,),) = server.rows("SELECT rolpassword FROM pg_authid WHERE rolname = 'test-jo'")
    assert kept.startswith("SCRAM-SHA-256$")
    assert SECRET not in said
    with pytest.raises(psycopg.OperationalError):
        server.log_in("test-jo", "three other words")


def test_whoever_is_of_the_staff_is_known_by_their_login(server):
    (name,) = next(iter(server.rows("SELECT name FROM staff ORDER BY name")))
    server.add("test-jo", "--right", "dso", "--as", name)
    assert server.rows("SELECT s.name, s.login FROM membership JOIN staff AS s ON s.id = staff_id") == [
        (name, "test-jo")
    ]
    assert f"{name} logs in as “test-jo” already" in server.add("test-al", "--right", "dso", "--as", name)
    assert server.rows("SELECT FROM pg_roles WHERE rolname = 'test-al'") == []


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("test-jo", "--right", "dso", "--office", "Elsewhere"), SECRET, "There are: Dales."),
        (("test-jo", "--right", "dso", "--as", "Nobody Here"), SECRET, "isn't among the staff of Dales"),
        (("Test Jo", "--right", "dso"), SECRET, "can't be a login"),
        (("pg_jo", "--right", "dso"), SECRET, "can't be a login"),
        (("homeward_owner", "--right", "dso"), SECRET, "can't be a login"),
        (("admin", "--right", "dso"), SECRET, "is taken at this server"),
        (("test-jo", "--right", "dso"), "short", "12 signs or more"),
        (("test-jo", "--right", "dso"), "Test-Jo and so on", "the login isn't in it"),
        (("test-jo", "--right", "dso"), "", "No password was told"),
    ],
)
def test_what_is_refused_makes_nothing_and_says_what_is_missing(server, words, typed, said):
    assert said in server.add(*words, typed=typed)
    assert server.rows("SELECT FROM pg_roles WHERE rolname::text ^@ 'test-'") == []
    assert server.rows("SELECT FROM login") == []


def test_a_name_that_is_taken_is_told_with_whose_it_is(server):
    server.add("test-jo")
    assert "is taken: it is test-jo's, dso in Dales already" in server.add("test-jo", "--right", "reader")


def test_who_is_disabled_is_cut_off_let_in_no_more_and_stays_named(server):
    server.add("test-jo")
    open_still = server.log_in("test-jo")
    said = server.say("disable", "test-jo", "--because", "left on Friday")
    assert said == "test-jo is disabled: no log-in any more, and 1 open connection ended.\n"
    with pytest.raises(psycopg.OperationalError):
        open_still.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        server.log_in("test-jo")
    assert "because: left on Friday" in server.say("list")
    assert "is disabled already" in server.say("disable", "test-jo", "--because", "again")
    assert "is disabled, since" in server.say("password", "test-jo")


def test_who_comes_back_gets_another_password(server):
    server.add("test-jo")
    server.say("disable", "test-jo", "--because", "left on Friday")
    assert "is worker in Dales" in server.add("test-jo", "--right", "worker", typed="three words anew")
    with pytest.raises(psycopg.OperationalError):
        server.log_in("test-jo")
    server.log_in("test-jo", "three words anew").close()
    assert server.rows('SELECT "right" FROM membership') == [("worker",)]


def test_another_password_is_one(server):
    server.add("test-jo")
    server.say("password", "test-jo", typed="three words anew")
    server.log_in("test-jo", "three words anew").close()
    assert "is no login" in server.say("password", "test-al")
    assert "is no login" in server.say("disable", "test-al", "--because", "left")


def test_who_may_log_in_is_listed(server):
    assert server.say("list") == "Nobody has a login here yet.\n"
    server.add("test-jo", "--right", "manager", "--key-safe")
    assert json.loads(server.say("list", "--json")) == [
        {
            "login": "test-jo",
            "name": "test-jo",
            "office": "Dales",
            "right": "manager",
            "staff": "",
            "key_safe": True,
            "because": "",
            "disabled": "",
        }
    ]


def test_who_may_make_no_roles_is_told_who_can(server):
    server.add("test-jo")
    told = make_url(server.url).set(username="test-jo", password=SECRET)
    server.url = told.render_as_string(hide_password=False)
    assert "The login “test-jo” may not do this" in server.add("test-al")


def test_a_file_has_no_logins(sqlite_office):
    url = sqlite_office.database.url.render_as_string()
    done = CliRunner().invoke(cli.homeward, ["user", "list", "--database", url])
    assert "A database file has no logins" in str(done.exception)


def test_logins_are_audited(server):
    server.add("test-jo")
    server.say("disable", "test-jo", "--because", "left on Friday")
    told = server.rows("SELECT table_name, deed FROM audit_entry WHERE table_name IN ('login', 'membership')")
    assert told == [("login", "insert"), ("membership", "insert"), ("login", "update")]


# --- A right that changes ---------------------------------------------------------------------------------------


def changed(server, login, right, *words, because="covers for Jean"):
    return server.say("right", login, right, "--because", because, *words)


def test_another_right_counts_from_the_next_statement_on(server, postgres_office):
    person = postgres_office.a_person()
    server.add("test-jo", "--right", "worker", "--as", "OT North")
    renamed = "UPDATE patch SET name = name WHERE id = (SELECT id FROM patch LIMIT 1)"
    with server.log_in("test-jo") as desk:
        assert desk.execute("UPDATE person SET given = 'Jo' WHERE id = %s", (person,)).rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            desk.execute(renamed)
        assert changed(server, "test-jo", "manager", "--key-safe") == (
            "From now on test-jo is manager in Dales, and sees key-safe codes.\n"
        )
        assert desk.execute(renamed).rowcount == 1
        assert changed(server, "test-jo", "reader", "--no-key-safe") == "From now on test-jo is reader in Dales.\n"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            desk.execute("UPDATE person SET given = 'Al' WHERE id = %s", (person,))


def test_why_is_listed_and_audited_with_what_it_was(server):
    server.add("test-jo", "--right", "worker", "--key-safe")
    changed(server, "test-jo", "dso")
    (row,) = json.loads(server.say("list", "--json"))
    assert (row["right"], row["key_safe"], row["because"]) == ("dso", True, "covers for Jean")
    assert "because: covers for Jean" in server.say("list")
    told = server.rows(
        "SELECT before::jsonb->>'right', after::jsonb->>'right', after::jsonb->>'because', by FROM audit_entry "
        "WHERE table_name = 'membership' AND deed = 'update'"
    )
    assert told == [("worker", "dso", "covers for Jean", "admin")]


def test_who_of_the_staff_a_login_is_can_be_said_later_and_mended(server):
    server.add("test-jo")
    assert "nobody of the staff" in server.say("list")
    for name in ("OT North", "CWC North"):
        changed(server, "test-jo", "dso", "--as", name)
        of_login = "SELECT s.name, s.login FROM staff AS s LEFT JOIN membership AS m ON m.staff_id = s.id "
        assert server.rows(of_login + "WHERE s.login = 'test-jo' OR m.login = 'test-jo'") == [(name, "test-jo")]
        assert f"as {name}" in server.say("list")
        assert server.rows("SELECT display_name FROM login WHERE name = 'test-jo'") == [(name,)]  # as others read it


def test_an_office_keeps_an_administrator(server):
    server.add("test-jo", "--right", "administrator")
    assert "test-jo is the last administrator of Dales" in changed(server, "test-jo", "reader")
    server.add("test-al", "--right", "administrator")
    assert changed(server, "test-jo", "reader") == f"From now on test-jo is reader in Dales.{UNTIED}\n"
    server.say("disable", "test-jo", "--because", "left")
    assert "test-al is the last administrator of Dales" in changed(server, "test-al", "manager")
    assert "test-al is the last administrator of Dales" in server.say("disable", "test-al", "--because", "left")
    server.log_in("test-al").close()
    server.add("test-cy", "--right", "administrator")
    assert "test-al is disabled" in server.say("disable", "test-al", "--because", "left")


def test_a_right_that_cant_be_changed_is_told_why(server):
    assert "is no login" in changed(server, "test-jo", "reader")
    server.add("test-jo")
    assert "is dso in Dales already" in changed(server, "test-jo", "dso")
    assert "Say why" in changed(server, "test-jo", "reader", because=" ")
    assert "isn't among the staff" in changed(server, "test-jo", "reader", "--as", "Nobody Here")
    assert "There are: Dales." in changed(server, "test-jo", "reader", "--office", "Elsewhere")
    server.say("disable", "test-jo", "--because", "left on Friday")
    assert "is disabled, since" in changed(server, "test-jo", "reader")


def test_of_two_offices_the_one_is_named_in_which_the_right_changes(server, postgres_office):
    server.add("test-jo")
    neighbours_of(postgres_office)
    assert changed(server, "test-jo", "reader") == f"From now on test-jo is reader in Dales.{UNTIED}\n"
    (other,) = (name for (name,) in server.rows("SELECT name FROM office WHERE name <> 'Dales'"))
    assert "has no right in" in changed(server, "test-jo", "dso", "--office", other)


# --- One of two offices -----------------------------------------------------------------------------------------


def withdrawn(server, login, office, because="covers Dales alone now"):
    return server.say("withdraw", login, "--office", office, "--because", because)


@pytest.fixture
def beside(server, postgres_office):
    """Another office's name, and a function that tells whose people a login reads."""
    neighbours = neighbours_of(postgres_office)
    people = {postgres_office.a_person(): "Dales"}
    (name,) = (name for (name,) in server.rows("SELECT name FROM office WHERE name <> 'Dales'"))
    people[neighbours.a_person()] = name

    def reads(desk):
        return {people[each] for (each,) in desk.execute("SELECT id FROM person").fetchall()}

    return name, reads


def test_who_is_taken_out_of_one_of_two_offices_goes_on_in_the_other(server, beside):
    other, reads = beside
    server.add("test-jo", "--right", "dso", "--as", "OT North", "--office", "Dales")
    server.add("test-jo", "--right", "dso", "--as", "CWC North", "--office", other)
    with server.log_in("test-jo") as desk:
        assert reads(desk) == {"Dales", other}
        assert withdrawn(server, "test-jo", other) == f"test-jo has no right in {other} any more, and stays in Dales.\n"
        assert reads(desk) == {"Dales"}
    told = server.rows(
        "SELECT after::jsonb->>'because', by FROM audit_entry WHERE table_name = 'membership' AND deed = 'update'"
    )
    assert told == [("covers Dales alone now", "admin")]
    assert [each["office"] for each in json.loads(server.say("list", "--json"))] == ["Dales"]
    assert server.rows("SELECT name FROM staff WHERE login = 'test-jo' ORDER BY name") == [
        ("CWC North",),
        ("OT North",),
    ]
    server.add("test-jo", "--right", "reader", "--as", "CWC North", "--office", other)  # and comes back
    with server.log_in("test-jo") as desk:
        assert reads(desk) == {"Dales", other}


def test_what_cant_be_withdrawn_is_told_why(server, beside):
    other, _ = beside
    assert "is no login" in withdrawn(server, "test-jo", "Dales")
    server.add("test-jo", "--right", "administrator", "--office", "Dales")
    assert "has no right in" in withdrawn(server, "test-jo", other)
    assert "There are: Dales" in withdrawn(server, "test-jo", "Elsewhere")
    said = withdrawn(server, "test-jo", "Dales")
    assert "is in no other office than Dales. To keep them out: homeward user disable test-jo" in said
    server.add("test-jo", "--right", "reader", "--office", other)
    assert "Say why" in withdrawn(server, "test-jo", "Dales", because=" ")
    assert "test-jo is the last administrator of Dales" in withdrawn(server, "test-jo", "Dales")
    server.add("test-al", "--right", "administrator", "--office", "Dales")
    assert f"stays in {other}" in withdrawn(server, "test-jo", "Dales")
