"""A server's backup has its name only when it was restored and compared; whatever fails, nothing half made is left."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from app.backups.errands import Errands
from app.backups.kept import kept_in
from app.backups.making import ON_SERVER
from app.backups.names import OF_SERVER
from app.backups.server import making, programs, scratch
from app.backups.server.programs import programs_for
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from models.backup_noted import backup_noted, note_backup
from models.database import Database
from models.looking import look
from models.server_databases import with_name
from tests.app.commands.test_damage import said_by
from tests.throwaway_postgres import DESK_LOGIN


def test_it_is_restored_compared_and_for_its_owner_alone(backed_up, folder, databases):
    before = databases()
    made = backed_up()
    assert sorted(each.name for each in folder.iterdir()) == [made.file.name, made.file.with_suffix(".json").name]
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in folder.iterdir())
    assert made.file.read_bytes()[:5] == b"PGDMP"
    assert (made.manifest.tables["person"].rows, made.manifest.server >= 15) == (3, True)
    assert databases() == before


def test_what_desks_store_meanwhile_is_in_the_next(backed_up, postgres_office, monkeypatch):
    run = programs.run

    def beside_a_busy_desk(*words):
        postgres_office.a_person()
        said = run(*words)
        postgres_office.a_person()
        return said

    monkeypatch.setattr(making, "run", beside_a_busy_desk)
    assert backed_up().manifest.tables["person"].rows == 3
    monkeypatch.undo()


def test_older_ones_are_thinned_out_and_a_files_are_let_be(backed_up, folder):
    first = backed_up()
    foreign = folder / first.file.with_suffix(".sqlite").name
    foreign.write_bytes(b"a file's")
    second = backed_up()
    assert (first.file != second.file, second.thinned) == (True, 1)
    assert [each.file for each in kept_in(folder, second.manifest.database, OF_SERVER)] == [second.file]
    assert foreign.exists()


def without_a_part(content):
    return content[: len(content) // 2]


def with_other_rows(content):
    """A dump ends with its rows; what comes before them holds words too that nothing is restored from."""
    return content[:-64] + bytes(each ^ 0x5A for each in content[-64:])


@pytest.mark.parametrize("damaged", [without_a_part, with_other_rows])
def test_a_dump_that_isnt_the_same_gets_no_name(backed_up, folder, databases, monkeypatch, damaged):
    before, run = databases(), programs.run

    def badly(found, name, words, *rest):
        said = run(found, name, words, *rest)
        part = Path(words[-1].removeprefix("--file="))
        part.write_bytes(damaged(part.read_bytes()))
        return said

    monkeypatch.setattr(making, "run", badly)
    with pytest.raises(Unavailable, match="No backup was made, for it couldn't be restored: pg_restore says"):
        backed_up()
    assert (list(folder.iterdir()), databases()) == ([], before)


def test_what_was_restored_otherwise_is_named(backed_up, folder, postgres, monkeypatch):
    refill = scratch.refill

    def badly(part, into, *rest, **words):
        refill(part, into, *rest, **words)
        with postgres.connect(make_url(into).database) as connection:
            connection.execute("SET session_replication_role = replica; UPDATE person SET risks = 'none'")

    monkeypatch.setattr(making, "refill", badly)
    with pytest.raises(Unavailable, match=r"what was restored isn't what was backed up \(person\)"):
        backed_up()
    assert list(folder.iterdir()) == []


def stopped_at(step: int) -> Progress:
    progress = Progress(lambda reached: progress.stop() if reached.done == step else None)
    return progress


def test_it_is_stopped_between_any_two_steps_and_leaves_nothing(backed_up, folder, databases):
    before = databases()
    for step in range(3):
        with pytest.raises(Stopped):
            backed_up(stopped_at(step))
        assert (list(folder.iterdir()), databases()) == ([], before)


def test_scratch_databases_that_a_kill_left_are_taken_away_after_a_day(backed_up, postgres, postgres_office, databases):
    mark = backed_up().manifest.database.hex[-12:]
    now = postgres_office.clock.now()
    left = [f"homeward_scratch_{mark}_{now - timedelta(hours=ago):%Y%m%dt%H%M%S}_abcdef" for ago in (25, 1)]
    with postgres.connect() as connection:
        for name in left:
            connection.execute(f'CREATE DATABASE "{name}"')
    postgres_office.clock.advance(timedelta(minutes=1))
    backed_up()
    assert [name in databases() for name in left] == [False, True]
    postgres.drop(left[1])


@pytest.fixture
def desk(url, postgres):
    """The address for a login that may read everything, as far as row security lets it."""
    name = make_url(url).database
    with postgres.connect(name) as connection:
        connection.execute("CREATE ROLE desk_9 LOGIN PASSWORD 'once'; GRANT pg_read_all_data, homeward_desk TO desk_9")
    yield make_url(url).set(username="desk_9", password="once").render_as_string(hide_password=False)  # noqa: S106
    with postgres.connect(name) as connection:
        connection.execute("DROP ROLE desk_9")


def test_a_login_that_row_security_cuts_makes_none(desk, folder, postgres_office):
    with pytest.raises(Refused, match="“desk_9” sees its own office only") as told:
        making.back_up_server(desk, folder, postgres_office.clock.now(), Progress())
    assert told.value.who == "the server's administrator"


def test_a_login_that_may_not_restore_names_another_with_scratch(url, desk, folder, postgres, postgres_office):
    with postgres.connect() as connection:
        connection.execute("ALTER ROLE desk_9 BYPASSRLS")
    words = (folder, postgres_office.clock.now(), Progress())
    with pytest.raises(Refused, match="“desk_9” may not restore a backup at this server"):
        making.back_up_server(desk, *words)
    assert making.back_up_server(desk, *words, scratch=url).manifest.tables["person"].rows == 3


def test_a_role_that_a_scratch_server_lacks_is_made_and_taken_away(backed_up, url, postgres, monkeypatch):
    with postgres.connect(make_url(url).database) as connection:
        connection.execute('CREATE ROLE "a role"; GRANT USAGE ON SCHEMA public TO "a role"')
    refill, roles = scratch.refill, []

    def on_another_server(*words, **rest):
        refill(*words, **rest)
        with postgres.connect() as connection:
            roles.extend(connection.execute("SELECT rolname FROM pg_roles WHERE rolname = 'a role'").fetchall())

    monkeypatch.setattr(making, "refill", on_another_server)
    assert "a role" in backed_up().manifest.roles
    assert roles == [("a role",)]
    with postgres.connect(make_url(url).database) as connection:
        connection.execute('DROP OWNED BY "a role"; DROP ROLE "a role"')


def test_a_password_is_no_argument(backed_up, url, monkeypatch):
    asked, popen = [], subprocess.Popen

    def listened(words, **rest):
        asked.append((words, (rest.get("env") or {}).get("PGPASSWORD")))
        return popen(words, **rest)

    monkeypatch.setattr(programs.subprocess, "Popen", listened)
    backed_up()
    password = make_url(url).password
    dumps = [(words, told) for words, told in asked if "--version" not in words]
    assert len(dumps) == 2
    assert all(told == password and password not in " ".join(words) for words, told in dumps)


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("", "pg_dump and pg_restore aren't on this machine. Whoever looks after this machine installs them"),
        ("pg_dump (PostgreSQL) 9.6.1", "of release 9, and the server is of release 15: they must not be older"),
    ],
)
def test_programs_that_arent_there_or_are_older_are_said(tmp_path, monkeypatch, says, sentence):
    for name in ("pg_dump", "pg_restore") if says else ():
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "_INSTALLED", ())
    with pytest.raises(Unavailable, match=sentence):
        programs_for(15)


def test_the_command_makes_one(url, folder):
    code, said = said_by("backup", str(folder), "--database", url)
    assert (code, "restored into a scratch copy" in said, "its audit verified" in said) == (0, True, True)
    missing = with_name(url, "not_there")
    code, said = said_by("backup", str(folder), "--database", missing)
    assert (code, "has no database “not_there”" in said) == (2, True)


def test_what_would_be_refused_when_it_is_restored_is_refused_before_it_is_copied(
    backed_up, url, folder, postgres, monkeypatch
):
    """A right that is none of Homeward's: no copy of such a database is whole."""
    with postgres.connect(make_url(url).database) as connection:
        connection.execute('CREATE ROLE "a report"; GRANT SELECT ON person TO "a report"')
    monkeypatch.setattr(making, "run", lambda *_: pytest.fail("it was copied all the same"))
    with pytest.raises(Unavailable, match=r'No backup was made: .*SELECT of person, which "a report" has'):
        backed_up()
    assert list(folder.iterdir()) == []
    with postgres.connect(make_url(url).database) as connection:
        connection.execute('DROP OWNED BY "a report"; DROP ROLE "a report"')


# --- Every desk knows of it ------------------------------------------------------------------------------------


def noted(url):
    return look(url, backup_noted)


def as_desk(url):
    return make_url(url).set(username=DESK_LOGIN).render_as_string(hide_password=False)


def test_every_desk_sees_when_the_last_was_compared_and_where_it_is(backed_up, url, postgres_office):
    assert noted(as_desk(url)) is None
    made = backed_up()
    told = noted(as_desk(url))
    assert (told.compared, told.changes, told.file) == (made.manifest.compared, made.manifest.changes, str(made.file))
    postgres_office.clock.advance(timedelta(hours=3))
    later = backed_up()
    assert noted(as_desk(url)).compared == later.manifest.compared
    making._note(url, made.file, made.manifest)
    assert noted(as_desk(url)).compared == later.manifest.compared


def test_the_window_and_the_doctor_of_another_account_say_it(backed_up, url, postgres_office):
    with postgres_office.database.engine.begin() as connection:
        connection.execute(text("UPDATE database_mark SET is_test = false"))
    desk = Database(as_desk(url), postgres_office.clock.now)
    errands = Errands(lambda: desk, postgres_office.clock)
    assert (errands.stands().standing.words, errands.stands().standing.is_bad) == ("No backup yet", True)
    assert ON_SERVER in said_by("doctor", "--database", url)[1]
    made = backed_up()
    postgres_office.clock.advance(timedelta(hours=25))
    stands = errands.stands()
    assert (stands.standing.words, stands.standing.is_bad, stands.is_due) == ("Backup 25 h ago", False, False)
    assert str(made.file) in stands.standing.why
    postgres_office.clock.advance(timedelta(hours=2))
    assert (errands.stands().standing.words, errands.stands().standing.is_bad) == ("Backup too old: 27 h ago", True)
    assert f"restored and compared: {made.file}" in said_by("doctor", "--database", url)[1]
    desk.close()


def test_whoever_makes_backups_alone_says_so_and_a_desk_says_nothing(backed_up, url, postgres, postgres_office):
    database = make_url(url)
    with postgres.connect(database.database) as connection:
        connection.execute("ALTER ROLE homeward_backup PASSWORD 'nightly'")
        connection.execute(f'GRANT CONNECT ON DATABASE "{database.database}" TO homeward_backup')  # as a copy has not
    at = database.set(username="homeward_backup", password="nightly").render_as_string(hide_password=False)  # noqa: S106
    made = making.back_up_server(at, backed_up().file.parent, postgres_office.clock.now(), Progress(), scratch=url)
    assert noted(as_desk(url)).file == str(made.file)
    desk = Database(as_desk(url), postgres_office.clock.now)
    with pytest.raises(ProgrammingError, match="permission denied"), desk.engine.begin() as connection:
        note_backup(connection, noted(url))
    desk.close()
