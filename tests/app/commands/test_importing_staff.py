"""`homeward import staff`: the same report and exit codes as every import."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app import cli
from app.door.clock import SystemClock
from models.database import Database, sqlite_url
from models.staff import Staff

AS_AT = ("--as-at", "2026-11-20T09:00")
LIST = "Name,Job title,Base\nAnn Bee,Carer,North\nPriya Raman,Dom. organiser,\nCeri Dee,Senior,South\n"


@pytest.fixture
def take(database, tmp_path):
    """A function that takes a list in and gives the exit code and the report."""
    file = tmp_path / "staff.csv"

    def run(text, *words):
        file.write_text(text, encoding="utf-8")
        told = ("import", "staff", str(file), "--json", "--database", str(database), *AS_AT, *words)
        done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
        return done.exit_code, json.loads(done.stdout)

    return run


def staff(file):
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.reading() as session:
        found = session.scalar(select(func.count()).select_from(Staff))
    opened.close()
    return found


def test_a_list_is_looked_at_taken_in_and_known_the_second_time(take, database):
    before = staff(database)
    code, looked = take(LIST, "--check")
    assert (code, looked["accepted"], looked["known"], looked["changed"]) == (1, 1, 1, 0)
    assert [each["line"] for each in looked["refused"]] == [4]
    assert staff(database) == before
    assert take(LIST)[1] == looked
    assert staff(database) == before + 1
    code, again = take(LIST, "--role", "senior=care worker")
    assert (code, again["accepted"], again["known"]) == (0, 1, 2)
    assert staff(database) == before + 2


def test_a_list_of_which_nothing_can_go_in_ends_with_two(take):
    assert take("Name,Role\nAnn Bee,Senior\n")[0] == 2


def test_an_answer_that_is_no_role_is_said(said_by_main, database, tmp_path):
    (tmp_path / "staff.csv").write_text(LIST, encoding="utf-8")
    words = ("import", "staff", str(tmp_path / "staff.csv"), "--database", str(database), "--role", "Senior=king")
    code, said = said_by_main(*words)
    assert code == 2
    assert "names no role" in said
