"""The first start of a desk."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.desk import first_office, places
from app.desk.opening import open_work
from app.door.clock import SystemClock
from app.door.errors import Refused
from app.queries.people.caseload import caseload
from app.queries.referrals import queue
from ui.dialogs.welcome import Welcome

OFFICE = Path(__file__).parents[3] / "resources" / "demonstration" / "office.json"


@pytest.fixture
def desk_folder(tmp_path, monkeypatch):
    """A computer on which Homeward has never been started."""
    folder = tmp_path / "a computer"
    folder.mkdir()
    monkeypatch.setattr(places, "database_file", lambda: folder / "homeward.sqlite")
    monkeypatch.setattr(places, "demonstration_file", lambda: folder / "demonstration.sqlite")
    return folder


def test_the_demonstration_office_opens_with_people_waiting_and_in_service(office_desk, qtbot, desk_folder):
    welcome = Welcome(office_desk)
    qtbot.addWidget(welcome)
    with qtbot.waitSignal(welcome.accepted, timeout=60_000):
        welcome.demonstration.click()
    work = open_work(welcome.opened.url, SystemClock())
    try:
        assert len(work.read(queue.queue)) == 39
        assert len(work.read(caseload)) >= 46
    finally:
        work.database.close()
    assert [file.name for file in desk_folder.glob("*.new*")] == []


@pytest.mark.rule("STC-1")
def test_short_term_care_at_home_opens_apart_from_the_first(office_desk, qtbot, desk_folder):
    welcome = Welcome(office_desk)
    qtbot.addWidget(welcome)
    with qtbot.waitSignal(welcome.accepted, timeout=60_000):
        welcome.care_at_home.click()
    work = open_work(welcome.opened.url, SystemClock())
    try:
        assert (len(work.read(queue.queue)), len(work.read(caseload))) == (8, 15)
        assert work.read(lambda turn: turn.policy.urgent_and_planned)
    finally:
        work.database.close()
    assert [file.name for file in desk_folder.glob("*.sqlite")] == ["demonstration-care-at-home.sqlite"]


def test_its_controls_are_those_of_the_list(office_desk, qtbot, met):
    welcome = Welcome(office_desk)
    qtbot.addWidget(welcome)
    met.meet(welcome)
    assert met.differences("Welcome") == []


def test_a_second_time_the_same_demonstration_office_is_opened(desk_folder):
    first = first_office.demonstration_url()
    made = (desk_folder / "demonstration.sqlite").stat().st_mtime_ns
    assert first_office.demonstration_url() == first
    assert (desk_folder / "demonstration.sqlite").stat().st_mtime_ns == made


def test_a_file_that_is_no_office_is_said_in_a_sentence_and_leaves_nothing(office_desk, qtbot, desk_folder):
    (desk_folder / "office.json").write_text("not an office", encoding="utf-8")
    welcome = Welcome(office_desk)
    qtbot.addWidget(welcome)
    welcome._make(lambda: first_office.new_office_url(desk_folder / "office.json"))
    qtbot.waitUntil(lambda: not welcome.trouble.isHidden(), timeout=30_000)
    assert "not JSON" in welcome.trouble.text()
    assert welcome.demonstration.isEnabled()
    assert not (desk_folder / "homeward.sqlite").exists()


def test_a_services_own_office_begins_without_the_demonstrations_referrals(desk_folder):
    told = json.loads(OFFICE.read_text(encoding="utf-8"))
    for person in (*told["people_in_service"], *told["people_before"]):
        person.pop("nhs_number", None)
    file = desk_folder / "office.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    work = open_work(first_office.new_office_url(file), SystemClock())
    try:
        assert work.read(queue.queue) == ()
        assert len(work.read(caseload)) >= 46
    finally:
        work.database.close()


def test_the_demonstrations_own_file_makes_no_office_of_real_records_and_leaves_nothing(desk_folder):
    with pytest.raises(Refused, match="begin with 999 are invented"):
        first_office.new_office_url(OFFICE)
    assert list(desk_folder.iterdir()) == []


@pytest.mark.parametrize("size", [100, 200])
def test_a_refusal_at_the_first_start_is_shown_whole(desk, look, qtbot, size):
    look.set_text_size(size)
    welcome = Welcome(desk)
    qtbot.addWidget(welcome)
    welcome.show()
    qtbot.waitExposed(welcome)
    welcome._say(Refused("The office file empty.json lacks the parts office, teams, staff and people_in_service. " * 3))
    for label in (each for each in welcome.findChildren(QLabel) if each.wordWrap()):
        qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))


def test_at_200_percent_it_is_no_wider_than_a_small_screen(office_desk, qtbot, monkeypatch):
    monkeypatch.setattr("ui.dialogs.welcome.width_on_screen", lambda _dialog: 1240)
    office_desk.look.set_text_size(200)
    welcome = Welcome(office_desk)
    qtbot.addWidget(welcome)
    welcome.show()
    assert welcome.width() <= 1240
