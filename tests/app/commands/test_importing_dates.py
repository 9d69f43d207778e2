"""`homeward import … --month-first`, `--day-first`: no date of a file is guessed that says the month is first."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app import cli
from app.door.clock import SystemClock
from models.database import Database, sqlite_url
from models.ratings import Rating
from tests.databases import copied_file

AS_AT = ("--as-at", "2026-11-20T09:00")
DEMONSTRATION = Path(__file__).parents[3] / "resources" / "demonstration" / "goal-tracker-2026-11.csv"


@pytest.fixture
def american(tmp_path):
    """The demonstration's ratings as an American desk writes them."""
    rows = list(csv.reader(io.StringIO(DEMONSTRATION.read_text(encoding="utf-8-sig"))))
    for row in rows[1:]:
        day, month, year = row[0].split("/")
        row[0] = f"{month}/{day}/{year}"
    file = tmp_path / "ratings-us.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return file


def taken(database, file, *words):
    told = ("import", "ratings", str(file), "--json", "--database", str(database), *AS_AT, *words)
    done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
    return done.exit_code, json.loads(done.stdout)


def moments(file):
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.reading() as session:
        found = sorted(session.scalars(select(Rating.at)))
    opened.close()
    return found


@pytest.mark.rule("IPAD-2")
def test_ratings_with_american_dates_are_asked_about_and_none_is_taken_in(said_by_main, database, american):
    words = ("import", "ratings", str(american), "--database", str(database), *AS_AT)
    code, said = said_by_main(*words)
    assert code == 2
    assert "“ratings-us.csv” writes the month first: “10/13/2026” in line " in said
    assert "--day-first or --month-first" in said
    assert moments(database) == []
    code, said = said_by_main(*words, "--month-first", "--day-first")
    assert code == 2
    assert "not both" in said


@pytest.mark.rule("IPAD-2")
def test_told_that_the_month_is_first_every_rating_comes_on_its_right_day(database, american, loaded, tmp_path):
    other = copied_file(loaded, tmp_path / "other.sqlite")
    assert taken(other, DEMONSTRATION)[0] == 1
    code, told = taken(database, american, "--month-first")
    assert (code, told["accepted"], len(told["refused"])) == (1, 3746, 4)
    assert moments(database) == moments(other)
