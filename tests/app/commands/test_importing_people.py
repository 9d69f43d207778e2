"""`homeward import people`: people in service taken over from a list, with the same report as every import."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app import cli
from app.door.clock import SystemClock
from models.database import Database, sqlite_url
from models.episodes import Episode

AS_AT = ("--as-at", "2026-11-20T09:00")
LIST = (
    "Surname;First name;DOB;MOSAIC;Town;Team;Start date;Calls;DSO;Key safe\r\n"
    "Wójcik;Maureen;06/09/1940;M900001;Matlock;North;12/11/2026;am 45x2, bed 30 daily;Priya Raman;4711\r\n"
    "Bagshaw;Ron;1/2/1935;M900002;Matlock;Interim Dales;01/10/2026;morning 30 daily;Carol Fretwell;\r\n"
    "Nobody;Ann;1/2/1935;M900003;Matlock;North;;;;\r\n"
)


@pytest.fixture
def take(database, tmp_path):
    """A function that takes the list over and gives the exit code and what was said."""
    file = tmp_path / "people.csv"
    file.write_bytes(LIST.encode("cp1252", errors="replace"))

    def run(*words):
        told = ("import", "people", str(file), "--database", str(database), *AS_AT, *words)
        done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
        return done.exit_code, done.stdout

    return run


def in_service(file):
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.reading() as session:
        found = session.scalar(select(func.count()).select_from(Episode).where(Episode.ended_at.is_(None)))
    opened.close()
    return found


@pytest.mark.rule("REF-15")
def test_a_list_is_looked_at_taken_over_and_known_the_second_time(take, database):
    before = in_service(database)
    code, said = take("--check", "--json")
    looked = json.loads(said)
    assert (code, looked["accepted"], looked["known"], looked["changed"]) == (1, 2, 0, 0)
    assert looked["refused"] == [{"line": 4, "reason": "The start is missing.", "about": "Ann Nobody"}]
    assert in_service(database) == before
    assert json.loads(take("--json")[1]) == looked
    assert in_service(database) == before + 2
    again = json.loads(take("--json")[1])
    assert (again["accepted"], again["known"]) == (0, 2)
    assert in_service(database) == before + 2


def test_what_is_not_taken_over_is_named(take):
    said = take("--check")[1]
    assert "Not taken over, because this program doesn't know the column: Key safe (1 cell)." in said
    assert "line 3: One day is given" in said
