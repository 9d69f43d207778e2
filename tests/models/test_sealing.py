# ruff: noqa: S608  the statements are a test's own words
"""The sealed audit: whatever is changed, deleted or put in past the program is found, and the first entry is named."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.door.sealer import seal_all
from models.audit import AuditEntry
from models.audit_end import audit_end
from models.migrations.sealing_on_server import BATCH
from models.sealing import last_seal
from models.seals import Seal, SealedEntry
from models.seals_verified import verified


def sealed(office):
    return seal_all(office.database, office.clock.now)


def looked_through(office):
    with office.database.engine.connect() as connection:
        return verified(connection)


def past_homeward(office, *statements):
    """What somebody does with the database's own tools, once they took the guards away."""
    if office.database.is_sqlite:
        connection = sqlite3.connect(office.database.url.database, isolation_level=None)
        for name, on in connection.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            if on in {"audit_entry", "seal", "sealed_entry"}:
                connection.execute(f'DROP TRIGGER "{name}"')
        for each in statements:
            connection.execute(each)
        connection.close()
        return
    with office.database.engine.begin() as connection:
        for table in ("audit_entry", "seal", "sealed_entry"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for each in statements:
            connection.execute(text(each))


@pytest.fixture
def three(office):
    """An office with three people more, each sealed by itself; the numbers of the entries of the last seals."""
    for _ in range(3):
        office.a_person()
        sealed(office)
    return office


def test_the_first_seal_covers_what_was_there_and_what_comes_is_sealed_behind_it(office):
    with office.database.reading() as session:
        there = session.scalar(select(func.count()).select_from(AuditEntry))
    assert (sealed(office), sealed(office)) == (there, 0)
    office.a_person()
    assert looked_through(office).waiting == 1
    assert sealed(office) == 1
    found = looked_through(office)
    assert (found.entries, found.waiting, found.troubles) == (there + 1, 0, ())


def test_more_than_a_batch_is_sealed_in_several(sqlite_office):
    for _ in range(BATCH // 100 + 1):
        past_homeward(
            sqlite_office,
            "INSERT INTO audit_entry (at, by, deed, table_name, row_id, after) WITH RECURSIVE n(i) AS (SELECT 1 UNION "
            "ALL SELECT i + 1 FROM n WHERE i < 100) SELECT '2026-11-20 09:00:00.000000', 'x', 'insert', 'person', "
            "'00000000000000000000000000000000', '{}' FROM n",
        )
    assert sealed(sqlite_office) > BATCH
    with sqlite_office.database.reading() as session:
        assert session.scalar(select(func.max(Seal.entries))) == BATCH
    assert looked_through(sqlite_office).troubles == ()


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("UPDATE audit_entry SET by = 'Nobody' WHERE number = {number}", "says something else"),
        (
            "UPDATE audit_entry SET after = replace(after, 'Jean', 'Joan') WHERE number = {number}",
            "says something else",
        ),
        ("DELETE FROM audit_entry WHERE number = {number}", "is gone"),
    ],
)
def test_an_entry_that_was_changed_or_deleted_is_named(three, done, said):
    with three.database.reading() as session:
        number = session.scalar(select(func.max(AuditEntry.number))) - 1
    past_homeward(three, done.format(number=number))
    first = looked_through(three).troubles[0]
    assert first.startswith(f"Entry {number} of the audit")
    assert said in first


def test_an_entry_put_in_among_sealed_ones_is_named(three):
    with three.database.reading() as session:
        number = session.scalar(select(func.max(AuditEntry.number)))
    past_homeward(three, f"DELETE FROM sealed_entry WHERE number = {number - 1}")
    told = looked_through(three).troubles
    assert any(each.startswith(f"Entry {number - 1} of the audit was put in later") for each in told)


def test_a_seal_that_is_gone_or_says_something_else_is_named(three):
    end = looked_through(three).last.number
    past_homeward(three, f"UPDATE seal SET word = 'f' WHERE number = {end - 1}")
    assert looked_through(three).troubles[0] == f"Seal {end - 1} of the audit doesn't fit its entries."
    assert looked_through(three).troubles[1].startswith(f"Seal {end} of the audit doesn't hold the seal before it")


def test_a_cut_tail_holds_in_itself_and_its_end_is_another(three):
    with three.database.engine.connect() as connection:
        before = audit_end(connection)
    last = f"(SELECT max(number) FROM seal WHERE number <= {before.seal.number})"
    past_homeward(
        three,
        f"DELETE FROM audit_entry WHERE number IN (SELECT number FROM sealed_entry WHERE seal = {last})",
        f"DELETE FROM sealed_entry WHERE seal = {last}",
        f"DELETE FROM seal WHERE number = {before.seal.number}",
    )
    assert looked_through(three).troubles == ()  # nobody inside can tell; who saw the last seal can
    assert looked_through(three).last.number == before.seal.number - 1


def test_what_was_sealed_anew_holds_and_says_other_words(three):
    before = looked_through(three).last
    past_homeward(three, "UPDATE audit_entry SET by = 'Nobody'", "DELETE FROM sealed_entry", "DELETE FROM seal")
    for _ in range(before.number):
        sealed(three)
    after = looked_through(three)
    assert after.troubles == ()
    assert after.last.word != before.word


def test_an_entry_committed_late_is_sealed_behind_those_of_higher_numbers(postgres_office):
    office = postgres_office
    sealed(office)
    late = office.database.engine.connect()
    late.execute(text("UPDATE team SET telephone = '1', version = version + 1 WHERE name = 'North'"))
    office.a_person()
    office.a_person()
    assert sealed(office) == 2
    assert sealed(office) == 0
    late.commit()
    late.close()
    assert looked_through(office).waiting == 1
    assert sealed(office) == 1
    assert (looked_through(office).waiting, looked_through(office).troubles) == (0, ())


def test_two_who_seal_at_once_make_one_chain(office):
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  here alone

    for _ in range(20):
        office.a_person()
    with ThreadPoolExecutor(4) as desks:
        counts = list(desks.map(lambda _: sealed(office), range(4)))
    found = looked_through(office)
    assert (sum(counts), found.waiting, found.troubles) == (found.entries, 0, ())


def test_a_desk_that_is_killed_leaves_entries_that_the_next_save_seals(sqlite_office):
    url = sqlite_office.database.url.render_as_string()
    sqlite_office.a_person()
    sqlite_office.database.close()
    killed = subprocess.run([sys.executable, "-c", _KILLED, url], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert looked_through(sqlite_office).troubles == ()
    sealed(sqlite_office)
    found = looked_through(sqlite_office)
    assert (found.waiting, found.troubles) == (0, ())


_KILLED = f"""
import os, sys
from datetime import UTC, datetime
from models.database import Database
from models.sealing import seal_new
database = Database(sys.argv[1], lambda: datetime.now(UTC))
with database.writing() as session:
    seal_new(session.connection(), datetime.now(UTC))
    os.kill(os.getpid(), {int(signal.SIGKILL)})
"""


def test_seals_are_only_ever_added_to(office):
    sealed(office)
    for statement in ("UPDATE seal SET word = 'x'", "DELETE FROM sealed_entry", "UPDATE sealed_entry SET salt = 'x'"):
        with pytest.raises(Exception, match="nothing"), office.database.writing() as session:
            session.execute(text(statement))
    with office.database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(SealedEntry)).scalar_one() > 0
        assert last_seal(connection).number >= 1


EVERY_SIGN = (
    "",
    'Jean “O\'Brien” "quoted" back\\slash /slash/',
    "".join(map(chr, range(1, 0x80))),
    "Złoty Żółć, Кириллица, 漢字, שלום, مرحبا \u202eRTL\u202c\u200f \u2028\u2029\ufeff\ufffd\uffff \u0080\u00a0\u00ff",
    "😀 e\u0301 👩\u200d⚕️ \U00010000\U0010ffff 😀",
    'a "\\u0041" that was written out, and \\\\ twice',
)


def test_either_database_seals_every_sign_in_the_same_bytes(office):
    people = [office.a_person(given=said) for said in EVERY_SIGN]
    assert sealed(office) > len(people)
    found = looked_through(office)
    assert (found.waiting, found.troubles) == (0, ())


def test_an_entry_of_another_age_that_says_nothing_is_sealed_alike(postgres_office):
    past_homeward(
        postgres_office,
        "INSERT INTO audit_entry (at, by, deed, table_name, row_id) VALUES ('1066-10-14 09:00+00', '', '', '', "
        "'00000000-0000-0000-0000-000000000000')",
    )
    sealed(postgres_office)
    assert looked_through(postgres_office).troubles == ()


def test_who_seals_in_odd_settings_makes_the_same_bytes(postgres_office):
    postgres_office.a_person(given=EVERY_SIGN[1], family=EVERY_SIGN[4])
    with postgres_office.database.engine.begin() as connection:
        for odd in ("standard_conforming_strings = off", "TimeZone = 'Asia/Kathmandu'", "DateStyle = 'SQL, DMY'"):
            connection.execute(text(f"SET LOCAL {odd}"))
        assert connection.execute(text("SELECT homeward_seal()")).scalar_one() > 0
    assert looked_through(postgres_office).troubles == ()


def test_who_seals_while_another_does_waits_for_nobody_and_seals_nothing(postgres_office):
    office = postgres_office
    office.a_person()
    with office.database.engine.begin() as other:
        assert other.execute(text("SELECT homeward_seal()")).scalar_one() > 0
        assert sealed(office) == 0
    office.a_person()
    assert sealed(office) == 1
    assert looked_through(office).troubles == ()


def test_no_lock_that_has_a_number_keeps_the_server_from_sealing(postgres_office):
    office = postgres_office
    office.a_person()
    with office.database.engine.begin() as other:
        other.execute(text("SELECT pg_advisory_lock(key) FROM generate_series(726000, 728000) AS key"))
        other.execute(text("SELECT count(*) FROM seal"))  # and whoever reads isn't in the way
        assert sealed(office) > 0


WALLED = (
    "CREATE ROLE test_desk IN ROLE homeward_desk",
    "CREATE POLICY half ON audit_entry FOR SELECT TO test_desk USING (number % 2 = 0)",
)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("SELECT 1", ""),
        ("UPDATE audit_entry SET by = 'Nobody' WHERE number = {even}", "Entry {even} of the audit"),
        ("UPDATE audit_entry SET by = 'Nobody' WHERE number = {odd}", ""),
        ("UPDATE sealed_entry SET digest = 'f' WHERE number = {odd}", "Seal {seal} of the audit doesn't fit"),
    ],
)
def test_who_sees_half_of_the_audit_compares_that_half_and_the_whole_chain(postgres_office, done, said):
    office = postgres_office
    sealed(office)
    office.a_person()
    sealed(office)
    with office.database.engine.connect() as connection:
        last = connection.execute(select(func.max(AuditEntry.number))).scalar_one()
        entries = connection.execute(select(func.count()).select_from(SealedEntry)).scalar_one()
        even, odd = (last, last - 1) if last % 2 == 0 else (last - 1, last)
        seal = connection.execute(select(SealedEntry.seal).where(SealedEntry.number == odd)).scalar_one()
        for each in (*WALLED, "SET LOCAL session_replication_role = replica", done.format(even=even, odd=odd)):
            connection.execute(text(each))
        assert verified(connection).unseen == 0  # the administrator
        connection.execute(text("SET LOCAL ROLE test_desk"))
        found = verified(connection)
        connection.rollback()
    assert (found.entries, found.unseen, found.waiting) == (entries, entries - entries // 2, 0)
    assert "; ".join(found.troubles).startswith(said.format(even=even, odd=odd, seal=seal))
    assert bool(found.troubles) == bool(said)
