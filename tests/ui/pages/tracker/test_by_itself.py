"""The tracker going out by itself: the page says what came of each look, a failure is told once, nobody is asked."""

import pytest
from PySide6.QtWidgets import QApplication

from app.exchange.tracker import round_trip
from app.queries.tracker import state
from tests.exchange.tracker.deeds import a_change
from ui.pages.desk.settings import SettingsPage
from ui.pages.tracker.page import TrackerPage
from ui.tracker_keeper import TrackerKeeper

LOCK = "Jo Smith,jo,desk,29.11.2026 09:15,file:///x;"


@pytest.fixture
def path(tmp_path, office_desk, sqlite_office):
    file = tmp_path / "tracker.xlsx"
    a_change(sqlite_office)
    round_trip.export(sqlite_office.work(), file, program="test")
    office_desk.preferences.tracker = str(file)
    return file


@pytest.fixture
def keeper(office_desk):
    office_desk.preferences.tracker_every = 15
    made = TrackerKeeper(office_desk.door, office_desk.clock, office_desk.preferences)
    office_desk.shared.tracker = made
    made.follow()
    yield made
    made.deleteLater()


@pytest.fixture
def told(keeper):
    sentences = []
    keeper.failed.connect(sentences.append)
    return sentences


@pytest.fixture
def time_is_up(keeper, settled):
    """A function that fires the timer and waits until what it began has ended."""

    def fire():
        keeper._timer.timeout.emit()
        settled()
        assert QApplication.activeModalWidget() is None

    return fire


@pytest.mark.usefixtures("path")
def test_it_is_off_until_it_is_chosen_on_the_page_and_each_desk_chooses(open_page, office_desk, settled):
    keeper = office_desk.shared.tracker = TrackerKeeper(office_desk.door, office_desk.clock, office_desk.preferences)
    keeper.follow()
    assert not keeper.is_on
    page = open_page(TrackerPage)
    assert page.every.value() == 0
    page.every.set_value(30)
    page.every.picked.emit(30)
    assert (keeper.is_on, keeper._timer.interval(), office_desk.preferences.tracker_every) == (True, 30 * 60_000, 30)
    settings = open_page(SettingsPage)
    assert "goes out by itself every 30 minutes" in settings.tracker.text()
    settings.forget.click()
    assert (keeper.is_on, office_desk.preferences.tracker_every) == (False, 0)
    office_desk.preferences._put("files/tracker_every", "1")
    assert office_desk.preferences.tracker_every == 0, "nobody chose that"
    keeper.deleteLater()
    settled()


def test_what_waits_goes_out_and_the_page_says_so(open_page, sqlite_office, path, time_is_up, told):
    page = open_page(TrackerPage)
    a_change_elsewhere(sqlite_office)
    time_is_up()
    assert "Went out by itself today 09:00: 1 change." in page.by_itself.text()
    assert page.stands.text().startswith("Nothing waits to go out. Last export ")
    assert page.kept.isVisible(), "the workbook before is kept, and its folder can be opened"
    written = path.stat().st_mtime_ns
    time_is_up()
    assert path.stat().st_mtime_ns == written, "nothing waits"
    assert "Went out by itself" in page.by_itself.text()
    assert told == []


def test_nothing_is_asked_of_the_drive_and_nothing_written_when_nothing_waits(path, time_is_up, told, asked):
    path.unlink()
    time_is_up()
    assert asked == ["anything_waits"]
    assert told == []


def test_while_somebody_has_it_open_every_change_waits_and_nobody_is_told(
    open_page, sqlite_office, path, time_is_up, told
):
    page = open_page(TrackerPage)
    a_change_elsewhere(sqlite_office)
    lock = path.with_name(".~lock.tracker.xlsx#")
    lock.write_text(LOCK)
    time_is_up()
    assert "Tried by itself today 09:00: Jo Smith had it open in LibreOffice." in page.by_itself.text()
    assert "Jo Smith has it open" in page.book.text()
    assert told == []
    lock.unlink()
    time_is_up()
    assert "Went out by itself" in page.by_itself.text()
    assert page.book.text().startswith("Nobody has it open.")


def test_a_workbook_that_has_gone_isnt_made_and_that_is_told_once(open_page, sqlite_office, path, time_is_up, told):
    page = open_page(TrackerPage)
    a_change_elsewhere(sqlite_office)
    before = path.read_bytes()
    path.unlink()
    for _ in range(3):
        time_is_up()
    assert not path.exists()
    assert "Couldn't go out by itself today 09:00. “tracker.xlsx” isn't there" in page.by_itself.text()
    assert len(told) == 1
    assert "couldn't go out by itself: “tracker.xlsx” isn't there" in told[0]
    path.write_bytes(before)
    time_is_up()
    path.unlink()
    a_change_elsewhere(sqlite_office)
    time_is_up()
    assert len(told) == 2, "another failure after it went well is news"


def test_a_workbook_that_cant_be_added_to_stays_and_nothing_is_kept_aside(
    open_page, sqlite_office, path, time_is_up, told
):
    page = open_page(TrackerPage)
    a_change_elsewhere(sqlite_office)
    path.write_bytes(b"no workbook at all")
    time_is_up()
    time_is_up()
    assert path.read_bytes() == b"no workbook at all"
    assert [each.name for each in path.parent.glob("*damaged*")] == []
    assert "Couldn't go out by itself today 09:00." in page.by_itself.text()
    assert not page.aside.isVisible(), "only who pressed is offered that"
    assert len(told) == 1


@pytest.mark.usefixtures("path")
def test_it_never_runs_beside_another_export_of_this_desk(sqlite_office, office_desk, keeper, time_is_up, asked, told):
    a_change_elsewhere(sqlite_office)
    office_desk.door._errands += 1  # as while the page's export is under way
    time_is_up()
    assert asked == []
    office_desk.door._errands -= 1
    keeper.look()
    keeper._timer.timeout.emit()
    time_is_up()
    assert asked.count("anything_waits") <= 2
    assert sqlite_office.ask(state.state).waiting == 0
    assert told == []


def test_what_was_kept_back_and_went_out_another_way_is_said_no_longer(
    open_page, sqlite_office, path, time_is_up, elsewhere
):
    page = open_page(TrackerPage)
    a_change_elsewhere(sqlite_office)
    lock = path.with_name(".~lock.tracker.xlsx#")
    lock.write_text(LOCK)
    time_is_up()
    lock.unlink()
    elsewhere(lambda: round_trip.export(sqlite_office.work(), path, program="test"))
    time_is_up()
    assert page.by_itself.text() == ""


def a_change_elsewhere(office):
    """Another desk tells Scheduling something."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    with ThreadPoolExecutor(1) as other:
        other.submit(a_change, office).result()
