"""The window as a whole: tabs, search, help and text size by keyboard; what this desk remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desk.preferences import Scheme
from tests.builders import visit
from ui.dialogs.help import HelpDialog
from ui.navigation import TabName

PERSON_TABS = [name for name in TabName if name.is_about_person]


@pytest.fixture
def jean(sqlite_office):
    """Jean Gill, in service for two days."""
    person = sqlite_office.a_person(family="Gill", preferred="Jeannie")
    sqlite_office.an_episode(visit(), person=person)
    return person


@pytest.fixture
def others(sqlite_office):
    """Two more in service."""
    for family in ("Twigg", "Gratton"):
        sqlite_office.an_episode(visit(), person=sqlite_office.a_person(given="Ada", family=family))


def test_control_and_a_digit_brings_each_tab_to_the_front_and_each_shows_itself(sit, jean):
    desk = sit()
    desk.window.show_person(jean)
    for number, name in enumerate(TabName, 1):
        desk.control(Qt.Key(Qt.Key.Key_0 + number))
        assert desk.window.current_tab is name
        assert desk.front.isVisible()
        assert desk.window.windowTitle() == f"{name.title} – Homeward"


def test_by_the_keys_of_a_tab_the_keyboard_goes_into_it_and_nowhere_on_its_way(sit, sqlite_office):
    sqlite_office.a_referral()
    desk = sit()
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        desk.control(key)
        desk.key(Qt.Key.Key_Tab)
    came = []
    hear = QApplication.instance().focusChanged.connect(lambda _old, new: came.append(new))
    desk.control(Qt.Key.Key_2)
    QApplication.instance().focusChanged.disconnect(hear)
    assert [each.objectName() for each in came if each is not None] == ["referrals.queue"]


@pytest.mark.parametrize(
    ("last", "begins"),
    [(TabName.TODAY, "today.prompts"), (TabName.REFERRALS, "referrals.queue"), (TabName.GOALS, "caseload.people")],
)
def test_at_the_start_the_keyboard_is_on_the_list_and_on_no_letter_that_stores(sit, sqlite_office, jean, last, begins):
    sqlite_office.a_referral()
    desk = sit()
    desk.window.show_person(jean)
    desk.window.show_tab(last)
    desk.close()
    desk = sit()
    assert desk.window.current_tab is last
    assert desk.focused == begins


@pytest.mark.usefixtures("others")
def test_a_person_found_by_keyboard_stays_while_the_person_tabs_are_turned(sit, jean, qtbot):
    desk = sit()
    desk.control(Qt.Key.Key_K)
    assert desk.focused == "window.search_box"
    desk.keys("jean")
    qtbot.waitUntil(lambda: desk.window.bar.search._model.rowCount() == 1)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.current_tab is TabName.PLANS
    for name in PERSON_TABS:
        desk.control(Qt.Key(Qt.Key.Key_0 + name.number))
        assert desk.front.person == jean
        assert desk.find("person.name").text() == "Jean Gill"
    desk.control(Qt.Key.Key_1)
    desk.control(Qt.Key.Key_4)
    assert desk.front.person == jean


@pytest.mark.usefixtures("jean", "others")
def test_the_first_match_is_taken_with_enter_alone(sit, qtbot):
    desk = sit()
    desk.control(Qt.Key.Key_K)
    desk.keys("twigg")
    qtbot.waitUntil(lambda: desk.window.bar.search._model.rowCount() == 1)
    desk.key(Qt.Key.Key_Return)
    assert desk.find("person.name").text() == "Ada Twigg"


@pytest.mark.usefixtures("jean")
def test_help_opens_at_the_tab_in_front(sit):
    desk = sit()
    for name in TabName:
        desk.tab(name)
        desk.key(Qt.Key.Key_F1)
        pages = [each for each in desk.window.findChildren(HelpDialog) if each.isVisible()]
        assert len(pages) == 1
        assert name.title in pages[0].windowTitle()
        pages[0].close()
        desk.look_here()


@pytest.mark.usefixtures("jean")
def test_text_size_and_theme_change_at_once_and_are_remembered(sit):
    desk = sit()
    before = desk.look.theme.text_size
    desk.control(Qt.Key.Key_Plus)
    desk.control(Qt.Key.Key_Plus)
    bigger = desk.look.theme.text_size
    assert bigger > before
    desk.control(Qt.Key.Key_Minus)
    assert before < desk.look.theme.text_size < bigger
    for scheme in (Scheme.DARK, Scheme.CONTRAST):
        action = next(each for each in desk.window.bar.menu.actions() if scheme.value in each.objectName())
        action.trigger()
        desk.settle()
        assert desk.look.theme.name == scheme.value
    size = desk.look.theme.text_size
    desk.close()
    again = sit()
    assert again.look.theme.text_size == size


@pytest.mark.usefixtures("others")
def test_the_last_tab_and_the_last_person_come_back_at_the_next_start(sit, jean):
    desk = sit()
    desk.window.show_person(jean)
    desk.tab(TabName.CLOSURE)
    desk.close()
    again = sit()
    assert again.window.current_tab is TabName.CLOSURE
    assert again.front.person == jean
    assert again.find("person.name").text() == "Jean Gill"


def test_after_its_key_the_keyboard_is_in_the_tab_and_the_tabs_shortcuts_work(sit, sqlite_office):
    sqlite_office.a_referral()
    desk = sit()
    desk.control(Qt.Key.Key_2)
    assert desk.focused == "referrals.queue"
    desk.control(Qt.Key.Key_1)
    assert desk.focused == "today.prompts"
    desk.control(Qt.Key.Key_F)
    assert desk.focused == "today.filter"
    desk.control(Qt.Key.Key_4)
    assert desk.focused == "caseload.people"
    desk.window.tab_bar.setFocus()
    desk.control(Qt.Key.Key_2)
    desk.window.tab_bar.setFocus()
    desk.control(Qt.Key.Key_N)
    assert desk.find("referrals.form.confirm")
