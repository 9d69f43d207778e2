"""A server's backup makes a whole database or nothing; what is there is never touched without a word."""

import pytest
from sqlalchemy import make_url

from app.backups.server import restoring
from app.backups.server.restoring import restore_server
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.fingerprints import fingerprints
from models.looking import look
from models.server_databases import with_name
from tests.app.commands.test_damage import said_by


@pytest.fixture
def one(backed_up):
    return backed_up().file


@pytest.fixture
def new(url, postgres):
    """The address of a database that isn't there yet."""
    name = "homeward of the north"
    yield with_name(url, name)
    postgres.drop(name)


@pytest.fixture
def before(url):
    """What the database holds before a backup of it is made, which is noted there afterwards."""
    return held(url)


@pytest.fixture
def restored(one, postgres_office):
    def make(url, **words):
        return restore_server(one, url, postgres_office.clock.now(), Progress(), **words)

    return make


def held(url):
    return look(url, lambda connection: fingerprints(connection, lambda: None))


def test_it_is_what_it_was(before, restored, url, new):
    said = " ".join(restored(new))
    assert held(new) == before
    assert ("Restored into the database homeward of the north: it ends with change" in said) is True
    assert (make_url(url).password in said, "It is opened by: homeward --database" in said) == (False, True)
    assert said_by("database", "check", "--database", new)[0] == 0


def test_one_that_is_there_is_never_touched_without_a_word(restored, url, new, postgres_office):
    restored(new)
    with pytest.raises(Refused, match=r"There is a database “homeward of the north” already: it ends with change \d+"):
        restored(new)
    before = held(new)
    postgres_office.a_person()
    with pytest.raises(Refused, match=r"It is newer: changes up to number \d+ would be missing from \d+ on"):
        restored(url)
    assert held(new) == before


def test_with_replace_what_was_there_is_kept(restored, new, postgres, databases):
    restored(new)
    with postgres.connect(make_url(new).database) as connection:
        connection.execute("SET session_replication_role = replica; UPDATE person SET risks = 'changed'")
        with pytest.raises(Unavailable, match="has 1 connection, so it can't be put aside"):
            restored(new, replaces=True)
    changed = held(new)
    said = restored(new, replaces=True)
    aside = "homeward of the north (replaced 2026-11-20 090000)"
    assert f"What was there is kept as the database “{aside}”." in said
    assert held(with_name(new, aside)) == changed
    assert held(new)["person"] != changed["person"]
    postgres.drop(aside)
    assert not [name for name in databases() if name.startswith("homeward_restoring")]


def cut(one):
    one.write_bytes(one.read_bytes()[:-100])


def turned(one):
    """Where it holds rows, for not all of what comes before is restored."""
    content = one.read_bytes()
    one.write_bytes(content[:-64] + bytes(each ^ 0x5A for each in content[-64:]))


def foreign(one):
    one.write_bytes(b"SQLite format 3\0")


def taken_away(one):
    one.unlink()


def without_manifest(one):
    turned(one)
    one.with_suffix(".json").unlink()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (cut, "is shorter than it was"),
        (turned, "bytes of it have changed"),
        (foreign, "isn't a backup of a server"),
        (taken_away, "There is no backup"),
        (without_manifest, "Nothing was restored: "),
    ],
)
def test_a_damaged_one_is_refused_and_nothing_is_made(restored, one, new, databases, damage, sentence):
    before = databases()
    damage(one)
    with pytest.raises(Unavailable, match=sentence):
        restored(new)
    assert databases() == before


def test_one_that_holds_something_else_is_refused(restored, new, postgres, databases, monkeypatch):
    before, refill = databases(), restoring.refill

    def badly(backup, into, *rest, **words):
        refill(backup, into, *rest, **words)
        with postgres.connect(make_url(into).database) as connection:
            connection.execute("CREATE INDEX another ON person (born)")

    monkeypatch.setattr(restoring, "refill", badly)
    with pytest.raises(Unavailable, match=r"isn't what was backed up \(\(its tables, indexes and guards\)\)"):
        restored(new)
    assert databases() == before


def test_a_role_that_is_lacking_is_made(backed_up, url, new, postgres, postgres_office):
    with postgres.connect(make_url(url).database) as connection:
        connection.execute('CREATE ROLE "lost"; GRANT USAGE ON SCHEMA public TO "lost"')
        one = backed_up().file
        connection.execute('ALTER ROLE "lost" RENAME TO "kept"')
        restore_server(one, new, postgres_office.clock.now(), Progress())
        connection.execute('DROP OWNED BY "kept"; DROP ROLE "kept"')
    with postgres.connect(make_url(new).database) as connection:
        assert connection.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'lost'").fetchall() == [(False,)]
        connection.execute('DROP OWNED BY "lost"; DROP ROLE "lost"')


def test_the_command_takes_each_kind_to_its_place(one, new, tmp_path):
    file = tmp_path / "new.sqlite"
    assert (said_by("restore", str(one), str(file))[0], file.exists()) == (2, False)
    assert said_by("restore", str(one), new)[0] == 0
