"""The pages of the menu: their window, its list, going to a page at a field; the desk's settings, and About."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk.preferences import Scheme
from models.people import Office
from ui.navigation import PageName, Place, TabName, page_of, place_of
from ui.pages.desk.about import AboutPage
from ui.pages.desk.settings import SettingsPage
from ui.pages.furniture import PAGES, bring
from ui.pages.window import PagesWindow


@pytest.fixture
def pages(office_desk, qtbot):
    made = PagesWindow(office_desk)
    qtbot.addWidget(made)
    return made


def test_every_page_can_be_brought_and_begins_its_names_with_its_own():
    assert [bring(name).name for name in PAGES] == list(PAGES)


def test_a_page_is_opened_by_its_name_and_the_list_goes_to_it(pages, settled):
    pages.open_page(PageName.ABOUT)
    settled()
    assert pages.current_page is PageName.ABOUT
    assert pages.windowTitle() == "About – Homeward"
    assert pages.stack.currentWidget() is pages.page(PageName.ABOUT)


def test_the_pages_are_walked_by_keys_past_the_headings_and_escape_closes_them(pages, qtbot, settled):
    pages.open_page(PAGES[0])
    settled()
    walked = [pages.current_page]
    for _ in PAGES[1:]:
        qtbot.keyClick(pages, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        settled()
        walked.append(pages.current_page)
    assert walked == list(PAGES)
    qtbot.keyClick(pages, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert pages.current_page is PAGES[-2]
    qtbot.keyClick(pages, Qt.Key.Key_Escape)
    assert not pages.isVisible()


def test_the_pages_give_way_to_what_they_lead_to_and_stand_as_they_were_left(pages, office_desk, settled):
    pages.open_page(PageName.TRACKER)
    settled()
    page = pages.page(PageName.TRACKER)
    office_desk.open_place(Place(TabName.PLANS))
    assert not pages.isVisible()
    pages.open_page(PageName.TRACKER)
    assert pages.isVisible()
    assert pages.stack.currentWidget() is page


def test_a_page_that_is_asked_for_at_a_field_puts_the_keyboard_there(pages, qtbot, settled):
    with qtbot.waitActive(pages):
        pages.open_page(PageName.SETTINGS, None, "settings.text_size")
    settled()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pages.page(PageName.SETTINGS).text_size)


def test_a_field_of_a_page_is_told_from_a_field_of_a_tab():
    assert page_of("rates.new") is PageName.RATES
    assert page_of("goals.new") is page_of("rates") is None
    assert Place(place_of("staff.new").tab, field="staff.new").page is PageName.STAFF


def test_f1_asks_for_the_help_on_the_heading_of_the_page_in_front(pages, office_desk, qtbot, settled):
    wanted = []
    office_desk.help_wanted.connect(lambda name, over: wanted.append((name, over)))
    with qtbot.waitActive(pages):
        pages.open_page(PageName.ABOUT)
    settled()
    qtbot.keyClick(pages, Qt.Key.Key_F1)
    assert wanted == [("this_desk", pages)]


def test_the_settings_of_the_desk_hold_at_once_and_are_kept(open_page, office_desk, sqlite_office, settled):
    page, kept = open_page(SettingsPage), office_desk.preferences
    north = sqlite_office.teams["North"]
    for box, value in ((page.scheme, Scheme.DARK), (page.text_size, 150), (page.team, north), (page.stays, 10)):
        box.set_value(value)
        box.activated.emit(box.currentIndex())
    assert office_desk.look.theme.name == "dark"
    assert office_desk.look.theme.text_size == 150
    assert office_desk.team == north
    assert (kept.scheme, kept.text_size, kept.team, kept.success_goes_after) == (Scheme.DARK, 150, north, 10)
    settled()
    assert page.team.currentText() == "North"


def test_a_word_of_success_goes_by_itself_only_where_the_desk_wishes_it(open_page, office_desk):
    page = open_page(SettingsPage)
    page.notice.tell("Saved.")
    assert not page.notice._goes.isActive()
    office_desk.preferences.success_goes_after = 10
    page.notice.tell("Saved.")
    assert page.notice._goes.remainingTime() > 9_000
    page.notice._goes.timeout.emit()
    assert page.notice.isHidden()
    page.notice.lack("Say why.")
    assert not page.notice._goes.isActive()


def test_the_folders_of_a_desk_are_shown_and_forgotten(open_page, office_desk, press, tmp_path):
    office_desk.preferences.folder = str(tmp_path)
    page = open_page(SettingsPage)
    assert page.folder.text() == f"Files were last chosen in {tmp_path}."
    press(page, "settings.forget")
    assert page.folder.text() == "No folder is remembered."
    assert not page.forget.isEnabled()


def test_about_names_the_program_its_database_and_the_licences_of_its_parts(open_page, sqlite_office, qtbot):
    office = sqlite_office.get(Office, sqlite_office.id)
    page = open_page(AboutPage)
    qtbot.waitUntil(lambda: bool(page.version.text()))
    assert page.office.text().startswith(f"{office.name}, {office.council}.")
    assert f"{sqlite_office.database.url.database} · revision " in page.place.text()
    licences = {part.name: part.licence for part in page.parts.model().shown()}
    assert licences["SQLAlchemy"] == "MIT"
    assert "homeward" not in licences


def test_controls_are_listed(pages, settled, met):
    for name in (PageName.HISTORY, PageName.SETTINGS, PageName.ABOUT):
        pages.open_page(name)
        settled()
    met.meet(pages)
    assert met.differences("Pages of the menu") == []


def test_bigger_text_makes_the_window_of_pages_bigger_as_far_as_the_screen_goes(pages, office_desk):
    pages.resize(400, 300)
    office_desk.look.set_text_size(150)
    assert (pages.width(), pages.height()) == (600, 450)
    office_desk.look.set_text_size(100)
    assert pages.width() == 600, "nobody's window is made smaller"
    pages.resize(700, 500)
    office_desk.look.set_text_size(200)
    screen = pages.screen().availableGeometry()
    assert pages.frameGeometry().width() <= screen.width()
    assert pages.frameGeometry().height() <= screen.height()


def test_f5_asks_the_page_in_front_again(pages, qtbot, settled):
    with qtbot.waitActive(pages):
        pages.open_page(PageName.ABOUT)
    settled()
    page = pages.page(PageName.ABOUT)
    page.office.setText("out of date")
    qtbot.keyClick(pages, Qt.Key.Key_F5)
    settled()
    assert page.office.text() != "out of date"
