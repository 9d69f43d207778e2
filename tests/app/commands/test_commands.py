"""The command line that others rely on: exit codes, JSON, and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from app import cli
from app.desk import places
from app.desk.not_kept import NotKept
from app.door.clock import SystemClock
from models.database import Database, sqlite_url
from models.people import DatabaseMark, Person
from models.ratings import Rating

FILES = Path(__file__).parents[3] / "resources" / "demonstration"
AS_AT = ("--as-at", "2026-11-20T09:00")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.homeward, [*words], catch_exceptions=False)


def count(file: Path, kind: type) -> int:
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.reading() as session:
        found = session.scalar(select(func.count()).select_from(kind))
    opened.close()
    return found or 0


@pytest.mark.rule("IPAD-2")
def test_the_ratings_file_goes_in_once_with_each_refused_row_named(database):
    words = (
        "import",
        "ratings",
        str(FILES / "goal-tracker-2026-11.csv"),
        "--json",
        "--database",
        str(database),
        *AS_AT,
    )
    first = run(*words, "--check")
    assert first.exit_code == 1
    told = json.loads(first.stdout)
    assert (told["accepted"], told["known"], [row["line"] for row in told["refused"]]) == (
        3746,
        1,
        [2542, 3020, 3053, 3194],
    )
    assert count(database, Rating) == 0
    assert json.loads(run(*words).stdout) == told
    again = json.loads(run(*words).stdout)
    assert (again["accepted"], again["known"], len(again["refused"])) == (0, 3747, 4)
    assert count(database, Rating) == 3746


@pytest.mark.rule("REF-5")
def test_the_care_hubs_list_goes_in_once_without_the_child_and_the_wrong_number(database):
    file = FILES / "care-hub-referrals-2026-11.xlsx"
    words = ("import", "referrals", str(file), "--json", "--database", str(database), *AS_AT)
    people = count(database, Person)
    told = json.loads(run(*words).stdout)
    assert (told["accepted"], told["known"], told["changed"]) == (39, 1, 0)
    reasons = " ".join(row["reason"] for row in told["refused"])
    assert "check digit" in reasons
    assert "16" in reasons
    assert count(database, Person) == people + 39
    again = json.loads(run(*words).stdout)
    assert (again["accepted"], again["known"], len(again["refused"])) == (0, 40, 2)
    assert count(database, Person) == people + 39


@pytest.mark.rule("REF-10")
def test_the_queue_is_told_in_order_with_band_and_reason(database):
    run("import", "referrals", str(FILES / "care-hub-referrals-2026-11.xlsx"), "--database", str(database), *AS_AT)
    rows = json.loads(run("queue", "--json", "--database", str(database), *AS_AT).stdout)
    assert len(rows) == 39
    bands = [row["band"] for row in rows]
    assert bands == sorted(bands)
    assert set(rows[0]) >= {"ref", "band", "why", "received", "out_of_order"}
    assert rows[0]["ref"] == "CH26141"
    assert rows[0]["why"] == "(i) from hospital, waiting 7 d 20 h"


def test_today_tells_rule_person_due_and_sentence(database):
    rows = json.loads(run("today", "--json", "--database", str(database), *AS_AT).stdout)
    assert rows
    assert all(set(row) >= {"rule", "person", "due", "sentence"} for row in rows)
    assert any(row["rule"] == "PSP-7" and row["group"] == "overdue" for row in rows)


def test_a_file_of_which_nothing_goes_in_ends_with_two(database, tmp_path):
    file = tmp_path / "ratings.csv"
    file.write_text("Visit date,Visit time,MOSAIC ID,Person,Goal,IPAD,Care worker,Comment\n"
                    "20/11/2026,08:10,M999999,Nobody,Walk,I,Lee Bown,\n", encoding="utf-8")  # fmt: skip
    assert run("import", "ratings", str(file), "--database", str(database), *AS_AT).exit_code == 2


def test_a_missing_database_is_said_plainly_and_not_made(said_by_main, tmp_path):
    file = tmp_path / "none.sqlite"
    code, said = said_by_main("queue", "--database", str(file))
    assert code == 2
    assert "Make one" in said
    assert "Traceback" not in said
    assert not file.exists()


def test_a_real_database_can_be_looked_at_as_at_a_moment_but_never_back_dated(said_by_main, database):
    made_real(database)
    assert run("today", "--database", str(database), *AS_AT).exit_code == 0
    words = ("import", "ratings", str(FILES / "goal-tracker-2026-11.csv"), "--database", str(database), *AS_AT)
    code, said = said_by_main(*words)
    assert code == 2
    assert "back-date" in said
    assert count(database, Rating) == 0


def test_a_foreign_file_is_refused_and_left_alone(said_by_main, tmp_path):
    import sqlite3  # noqa: PLC0415  to make somebody else's file

    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = file.read_bytes()
    code, said = said_by_main("queue", "--database", str(file))
    assert (code, "not one of Homeward's" in said) == (2, True)
    assert file.read_bytes() == before


def test_doctor_names_the_database_and_finds_nothing_wrong(database):
    said = run("doctor", "--database", str(database)).stdout
    assert "office Dales, 59 people" in said
    assert "Nothing is wrong." in said
    assert (
        "The database is whole in what was compared: " in run("database", "check", "--database", str(database)).stdout
    )


def test_doctor_says_that_a_defect_keeps_this_desk_from_keeping_todays_lines(database, caplog):
    NotKept(places.not_kept_folder(), sqlite_url(database)).note(KeyError("Maureen"), SystemClock().now())
    said = run("doctor", "--database", str(database)).stdout
    assert "something goes wrong inside Homeward (KeyError) where this desk keeps the lines of Today" in said
    assert "Nothing is wrong" not in said
    assert "Maureen" not in said + caplog.text


def test_every_command_says_its_help():
    for name in cli.COMMANDS:
        assert run(name, "--help").exit_code == 0


def made_real(file: Path) -> None:
    """From now on it isn't marked as a test database."""
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.writing() as session:
        session.get_one(DatabaseMark, 1).is_test = False
    opened.close()


def test_the_windows_clock_is_never_set_on_a_real_database(monkeypatch, said_by_main, database, tmp_path):
    opened: list[object] = []
    monkeypatch.setattr("app.cli.open_window", opened.append)
    made_real(database)
    code, said = said_by_main("--database", str(database), *AS_AT)
    assert (code, "back-date" in said, "Traceback" in said) == (2, True, False)
    code, said = said_by_main("--database", str(tmp_path / "none.sqlite"), *AS_AT)
    assert (code, "no Homeward database" in said) == (2, True)
    assert opened == []


@pytest.mark.parametrize("called", ["homeward", "python3 run.py"])
def test_help_and_refusals_name_the_command_as_it_was_called(monkeypatch, said_by_main, tmp_path, called):
    monkeypatch.setenv("HOMEWARD_CALLED", called)
    _, usage = said_by_main("queue", "--nothing")
    assert usage.startswith(f"Usage: {called} queue ")
    _, missing = said_by_main("--database", str(tmp_path / "none.sqlite"), "queue")
    assert f"{called} database create URL" in missing
