"""`homeward audit verify`: commands seal what they store before they exit, and what was changed since is found."""

import json
from datetime import datetime
from functools import partial

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app import cli
from app.desk.opening import open_work
from app.door.clock import FixedClock
from app.services.people.details import change_person
from models.database import sqlite_url
from models.people import Person
from models.values import from_london
from tests.older import written_past_the_guards


def said_by(*words):
    done = CliRunner().invoke(cli.homeward, [*words], catch_exceptions=False)
    return done.exit_code, done.stdout


def told(database):
    code, said = said_by("audit", "verify", "--json", "--database", str(database))
    return code, json.loads(said)


def test_a_new_office_is_sealed_by_the_command_that_made_it(database):
    code, found = told(database)
    assert (code, found["holds"], found["waiting"], found["troubles"]) == (0, True, 0, [])
    assert found["entries"] > 100


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("UPDATE audit_entry SET by = 'Nobody' WHERE number = 7", "Entry 7 of the audit"),
        ("DELETE FROM audit_entry WHERE number = 7", "Entry 7 of the audit is gone"),
    ],
)
def test_an_entry_edited_or_deleted_with_plain_sqlite3_ends_it_with_1(database, done, said):
    written_past_the_guards(database, done)
    code, found = said_by("audit", "verify", "--database", str(database))
    assert code == 1
    assert found.startswith(said)


LAST = "(SELECT number FROM sealed_entry WHERE seal = (SELECT max(number) FROM seal))"
CUT = (
    f"DELETE FROM audit_entry WHERE number IN {LAST}",  # noqa: S608  a test's own words
    "DELETE FROM sealed_entry WHERE seal = (SELECT max(number) FROM seal)",
    "DELETE FROM seal WHERE number = (SELECT max(number) FROM seal)",
)


def seen_here(database):
    assert said_by("database", "check", "--database", str(database))[0] == 0


def test_a_cut_tail_is_found_by_the_desk_that_saw_it(database):
    seen_here(database)
    written_past_the_guards(database, *CUT)
    code, found = said_by("audit", "verify", "--database", str(database))
    assert (code, "this desk has seen" in found) == (1, True)


def test_an_audit_that_was_sealed_anew_is_found_by_the_desk_that_saw_it(database):
    seen_here(database)
    written_past_the_guards(database, "DELETE FROM sealed_entry", "DELETE FROM seal")
    assert "Seals of the audit are missing" in said_by("audit", "verify", "--database", str(database))[1]


def test_check_and_doctor_say_it_too(database):
    written_past_the_guards(database, "DELETE FROM sealed_entry WHERE number = 9")
    for command in (("database", "check"), ("doctor",)):
        assert "Seal 1 of the audit was made over" in said_by(*command, "--database", str(database))[1]


def test_a_window_seals_behind_its_saves_and_notes_the_last_seal(database):
    work = open_work(sqlite_url(database), FixedClock(from_london(datetime.fromisoformat("2026-11-20T09:00"))))
    before = told(database)[1]
    person = work.read(lambda turn: turn.session.scalars(select(Person.id).limit(1)).one())
    work.write(partial(change_person, person=person, seen=1, telephone="0114 496 0332"))
    work.close()
    after = told(database)[1]
    assert after["seal"] > before["seal"]
    assert after["waiting"] == 0
    written_past_the_guards(database, *CUT)
    assert told(database)[0] == 1
