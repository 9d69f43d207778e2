"""The page Tracker: what waits goes out once, marks are shown before they are stored, and who has it open is named."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from sqlalchemy import update

from app.door.changes import Topic, changes
from app.exchange.tracker import round_trip
from app.queries.tracker import state
from models.people import DatabaseMark
from tests.exchange.tracker.deeds import a_change
from ui.navigation import Place, TabName
from ui.pages.tracker.page import TrackerPage

ROOT = Path(__file__).parents[4]


def test_the_page_comes_without_what_only_a_first_workbook_needs():
    code = "import sys, ui.pages.tracker.page; print({'openpyxl', 'numpy', 'reportlab'} & sys.modules.keys())"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "set()\n"


@pytest.fixture
def path(tmp_path, office_desk):
    file = tmp_path / "tracker.xlsx"
    office_desk.preferences.tracker = str(file)
    return file


def test_without_a_workbook_it_asks_where_and_offers_no_export(open_page, sqlite_office):
    a_change(sqlite_office)
    page = open_page(TrackerPage)
    assert page.where.text() == "No workbook is chosen yet: choose where it is."
    assert not page.export.isVisible()
    assert page.choose.isVisible()
    assert page.choose.property("kind") == "primary"
    assert not page.reply.isVisible(), "nothing went out, so nothing waits for an answer"
    assert [line.ref for line in page.waiting.model().shown()] == ["T00001"]


@pytest.mark.usefixtures("path")
def test_what_waits_goes_out_once_by_ctrl_e_and_what_came_of_it_is_read(open_page, sqlite_office, settled, qtbot):
    a_change(sqlite_office)
    page = open_page(TrackerPage)
    assert page.stands.text().startswith("1 change to go out, the first since ")
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.panel.notice.text.text() == "1 change added to tracker.xlsx."
    assert "Ctrl+Shift+F9" in page.lines.text()
    assert page.stands.text().startswith("Nothing waits to go out. Last export ")
    assert not page.waiting_panel.isVisible()
    page.export.click()
    settled()
    assert page.panel.notice.text.text() == "No changes added to tracker.xlsx."
    assert "The workbook before the last export: in the folder “tracker before” beside it." in page.book.text()


def test_marks_are_shown_before_they_are_stored(open_page, sqlite_office, path, press, elsewhere):
    a_change(sqlite_office)
    page = open_page(TrackerPage)
    press(page, "tracker.export")
    _mark(path, ("CCL updated", "Query"), ("Query", "Which worker goes?"))
    press(page, "tracker.read_back")
    assert "Which worker goes?" in page.lines.text()
    assert elsewhere(lambda: sqlite_office.ask(state.queries)) == ()
    press(page, "tracker.leave")
    assert not page.came.isVisible()
    press(page, "tracker.read_back")
    press(page, "tracker.store")
    assert page.panel.notice.text.text().startswith("Read back: 1 new")
    assert [line.query for line in page.asked.model().shown()] == ["Which worker goes?"]


def test_who_has_it_open_is_named_and_every_change_waits(open_page, sqlite_office, path, press):
    a_change(sqlite_office)
    path.with_name(".~lock.tracker.xlsx#").write_text("Jo Smith,jo,desk,29.11.2026 09:15,file:///x;")
    page = open_page(TrackerPage)
    assert "Jo Smith has it open in LibreOffice" in page.book.text()
    press(page, "tracker.export")
    assert "Jo Smith" in page.panel.notice.text.text()
    assert not path.exists()
    assert page.waiting_panel.isVisible()


def test_an_unreadable_workbook_is_kept_aside_only_when_that_is_pressed(open_page, sqlite_office, path, press):
    a_change(sqlite_office)
    path.write_bytes(b"no workbook at all")
    page = open_page(TrackerPage)
    press(page, "tracker.export")
    assert path.read_bytes() == b"no workbook at all"
    assert "Ask Scheduling first" in page.lines.text()
    press(page, "tracker.put_aside")
    assert "is kept as tracker (damaged" in page.lines.text()
    assert load_workbook(path)["Tracker"]["A2"].value == "T00001"


def test_another_database_s_workbook_is_never_offered_to_be_moved_away(open_page, sqlite_office, path, press):
    a_change(sqlite_office)
    round_trip.export(sqlite_office.work(), path, program="test")
    with sqlite_office.database.engine.begin() as connection:
        connection.execute(update(DatabaseMark).values(is_test=False))
    page = open_page(TrackerPage)
    press(page, "tracker.export")
    assert "made by another database" in page.panel.notice.text.text()
    assert not page.aside.isVisible()


def test_another_desk_s_export_is_seen(open_page, sqlite_office, path, elsewhere, office_desk, settled, asked):
    a_change(sqlite_office)
    page = open_page(TrackerPage)
    elsewhere(lambda: round_trip.export(sqlite_office.work(), path, program="test"))
    asked.clear()
    office_desk.door.changed.emit(changes(Topic.TRACKER))
    settled()
    assert asked == ["whole"]
    assert page.stands.text().startswith("Nothing waits to go out. Last export ")
    assert "to tracker.xlsx by DSO North: 1 change." in page.stands.text()
    assert [line.ref for line in page.ccl.model().shown()] == ["T00001"]
    assert page.book.text().startswith("Nobody has it open.")


def test_what_the_page_asks_is_five_statements_however_much_there_is(sqlite_office, path, count_statements):
    for _ in range(3):
        a_change(sqlite_office)
    round_trip.export(sqlite_office.work(), path, program="test")
    a_change(sqlite_office)
    statements = count_statements(sqlite_office.database)
    sqlite_office.ask(state.whole)
    assert len([each for each in statements if each != "BEGIN"]) == 5


def test_a_line_of_a_list_leads_to_its_person(open_page, sqlite_office, office_desk, qtbot):
    referral = sqlite_office.a_referral()
    a_change(sqlite_office, referral=referral)
    a_change(sqlite_office)
    page, wanted = open_page(TrackerPage), []
    office_desk.place_wanted.connect(wanted.append)
    for line in page.waiting.model().shown():
        page.waiting.choose(line.ref)
        qtbot.keyClick(page.waiting, Qt.Key.Key_Return)
    before_service, other = page.waiting.model().shown()
    assert wanted == [
        Place(TabName.REFERRALS, before_service.person_id, "", referral), Place(TabName.PLANS, other.person_id),
    ]  # fmt: skip


class _Opened(QObject):
    """Stands for the system's own window of folders."""

    def __init__(self):
        super().__init__()
        self.folders = []

    @Slot(QUrl)
    def show(self, url):
        self.folders.append(url.toLocalFile())


def test_the_folder_of_the_last_ten_can_be_opened(open_page, path, press, settled):
    page = open_page(TrackerPage)
    assert not page.kept.isVisible()
    for _ in range(2):
        press(page, "tracker.export")
    opened = _Opened()
    QDesktopServices.setUrlHandler("file", opened, "show")
    press(page, "tracker.kept")
    QDesktopServices.unsetUrlHandler("file")
    assert opened.folders == [str(path.with_name("tracker before"))]
    path.unlink()
    page.refresh()
    settled()
    assert page.book.text().startswith("It isn't there any more: if it was moved, choose where it is.")


def test_controls_are_listed(open_page, sqlite_office, path, press, met):
    a_change(sqlite_office)
    page = open_page(TrackerPage)
    met.meet(page)
    press(page, "tracker.export")
    _mark(path, ("CCL updated", "Query"))
    press(page, "tracker.read_back")
    met.meet(page)
    press(page, "tracker.store")
    met.meet(page)
    path.write_bytes(b"no workbook at all")
    press(page, "tracker.export")
    met.meet(page)
    assert met.differences("Tracker") == []


def _mark(path, *cells):
    workbook = load_workbook(path)
    sheet = workbook["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for title, value in cells:
        sheet.cell(2, columns[title]).value = value
    workbook.save(path)
