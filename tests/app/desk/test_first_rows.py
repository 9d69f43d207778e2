"""The first rows of Today, read before SQLAlchemy is imported: those of the page, or none where they might not be."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from app.desk.first_rows import file_of, kept_lines
from app.desk.first_rows_made import Sitting, made
from app.desk.first_rows_noted import note_first_rows
from app.kept.settling import settle
from app.queries.today.page import today_page
from app.services.office.policy import set_policy
from models.database import sqlite_url

DAY = timedelta(days=1)


class Noted:
    """An office whose lines are settled, and this desk's note of how to read them."""

    def __init__(self, office, folder):
        self.office, self.folder, self.address = office, folder, sqlite_url(office.database.url.database)

    def note(self):
        self.office.work().keep(settle)
        self.office.work().read(note_first_rows, self.folder, file_of(self.address))

    def rows(self, **sitting):
        who = Sitting(**{"staff": self.office.staff["DSO"], "team": None, **sitting})
        kept = kept_lines(self.folder, self.address)
        return None if kept is None else made(*kept, who, self.office.clock)


@pytest.fixture
def noted(sqlite_office, tmp_path):
    office = sqlite_office
    late = office.a_person(given="Edna", family="Gratton")
    office.an_episode(person=late, started_at=office.now - 2 * DAY - timedelta(hours=2))
    office.an_episode(dso_id=office.staff["Interim DSO"])
    office.a_referral()
    office.a_referral()
    made = Noted(office, tmp_path / "first_rows")
    made.note()
    return made


def test_they_are_those_of_the_page_for_each_team_seat_and_colleague(noted):
    office = noted.office
    page = office.ask(today_page)
    assert len(page.prompts) >= 3
    found = noted.rows()
    assert (found.rows, found.lesson, found.acting_for, found.goes_on_at) == (page.prompts, page.lesson, None, None)
    for team in office.teams.values():
        assert noted.rows(team=team).rows == office.ask(today_page, team=team).prompts
    colleague = office.staff["Interim DSO"]
    until = (office.now + DAY).date()
    acted = noted.rows(team=office.teams["North"], acting_for=colleague, acting_until=until)
    assert acted.acting_for == colleague
    assert acted.rows == office.ask(
        today_page, team=office.teams["North"], acting_for=frozenset({colleague})
    ).prompts  # fmt: skip
    assert noted.rows(acting_for=colleague, acting_until=until - 3 * DAY).acting_for is None
    assert noted.rows(staff=None).rows == page.prompts  # whoever sat here when it was noted
    assert noted.rows(staff=colleague).rows != page.prompts


def test_an_hour_later_they_stand_under_other_headings_as_on_the_page(noted):
    noted.office.clock.advance(timedelta(hours=1))
    assert noted.rows().rows == noted.office.ask(today_page).prompts


def test_there_are_none_while_something_is_written_and_not_settled(noted):
    noted.office.an_episode()
    assert noted.rows() is None
    noted.note()
    assert noted.rows().rows == noted.office.ask(today_page).prompts


def test_there_are_none_on_another_day(noted):
    noted.office.clock.advance(DAY)
    assert noted.rows() is None


def test_there_are_none_by_other_settings_than_those_in_force(noted):
    noted.office.do_as("Service manager", set_policy, setting="goals_within", number=24, because="Agreed")
    assert noted.rows() is None


@pytest.mark.parametrize("part", ["program", "revision", "word", "day", "settings"])
def test_there_are_none_where_the_note_is_of_something_else(noted, part):
    (note,) = noted.folder.glob("*.json")
    told = json.loads(note.read_text())
    note.write_text(json.dumps(told | {part: "another"}))
    assert noted.rows() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"program": "x"}'])
def test_there_are_none_where_the_note_cannot_be_read(noted, text):
    (note,) = noted.folder.glob("*.json")
    note.write_text(text)
    assert noted.rows() is None


def test_there_are_none_of_another_file_or_of_one_that_is_not_there(noted, tmp_path):
    other = tmp_path / "other.sqlite"
    (note,) = noted.folder.glob("*.json")
    told = note.read_text()
    noted.address = sqlite_url(other)
    assert noted.rows() is None
    other.write_bytes(b"nothing of ours" * 100)
    assert noted.rows() is None
    noted.address = "postgresql://somewhere/else"
    assert noted.rows() is None
    assert note.read_text() == told


def test_whose_day_goes_on_elsewhere_has_the_rows_of_that_day(noted):
    at = noted.office.now
    (note,) = noted.folder.glob("*.json")
    told = json.loads(note.read_text())
    told["asked"]["clock"] = f"SELECT '{at:%Y-%m-%d %H:%M:%S.%f}'"
    note.write_text(json.dumps(told))
    page = noted.office.ask(today_page)
    noted.office.clock.advance(40 * DAY)
    found = noted.rows()
    assert (found.goes_on_at, found.rows) == (at, page.prompts)


@pytest.mark.parametrize(
    ("modules", "without"),
    [
        ("app.desk.first_rows", {"sqlalchemy", "importlib.metadata", "hashlib", "models.values", "models.policy"}),
        ("app.desk.first_rows_made, ui.tabs.today.first_rows", {"sqlalchemy", "importlib.metadata", "models.policy"}),
    ],
)
def test_reading_and_showing_them_imports_nothing_that_takes_long(modules, without):
    code = f"import sys, {modules}; print(*sorted({without} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""
