"""Help: every tab has its page, what it promises exists, and F1 and Esc open and close it."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from app.door.policy import shipped_in_words
from ui.actions import SHELL
from ui.actions import TO_TABS as OTHER_TABS
from ui.desk import SeatView
from ui.dialogs.help import WINDOW, HelpDialog
from ui.dialogs.help import read_page as read
from ui.furniture import bring
from ui.main_window import MainWindow
from ui.navigation import PageName, TabName
from ui.screens import Screens
from ui.tabs.tab import Tab

ROOT = Path(__file__).parents[3]
TABS = [pytest.param(name, id=name.value) for name in TabName]
SHORTCUT = re.compile(r"\b(?:Ctrl|Shift|Alt)\+\S+|\bF\d+\b")
TO_TABS = {f"Ctrl+{name.number}" for name in TabName}
QTS_OWN = {"Shift+Tab", "Ctrl+C"}
OF_FORMS = {"Ctrl+Enter"}  # see `ui.widgets.form_keys`


def read_page(name):
    return read(name, shipped_in_words())


def shipped(spec):
    return spec.shortcut


class Empty(Tab):
    """Nothing to see."""

    name = TabName.TODAY

    def refresh(self):
        """Nothing to ask."""


def texts(page):
    yield page.shows
    for section in page.sections:
        yield section.heading
        yield from section.paragraphs
    for key in page.keys:
        yield from (key.keys, key.does)


def shown(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize("name", TABS)
def test_every_tab_has_a_page_that_says_what_it_shows_and_what_to_do(name):
    page = read_page(name.value)
    assert (page.title, page.window.name) == (name.title, WINDOW)
    assert page.shows.endswith(".")
    assert page.sections
    assert all(section.paragraphs for section in page.sections)


@pytest.mark.parametrize("name", TABS)
def test_every_action_of_a_tab_leads_to_a_section_that_is_there(name):
    leads_into_sections(spec.help for spec in bring(name).specs)


def test_every_action_of_the_window_leads_to_a_section_that_is_there():
    leads_into_sections(spec.help for spec in SHELL)


def leads_into_sections(helps):
    for help_ in helps:
        page, _, section = help_.partition("#")
        assert not section or section in {each.id for each in read_page(page).sections}, help_


@pytest.mark.parametrize("name", TABS)
def test_every_shortcut_that_a_page_names_exists(name):
    actions = {spec.shortcut for spec in (*bring(name).specs, *SHELL)}
    room = ROOT.joinpath(*bring(name).__module__.split(".")[:-1])
    source = "".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    page = read_page(name.value)
    named = {keys.rstrip(".,") for text in (*texts(page), *texts(page.window)) for keys in SHORTCUT.findall(text)}
    assert {keys for keys in named - actions - TO_TABS - QTS_OWN - OF_FORMS if f'"{keys}"' not in source} == set()


@pytest.mark.parametrize("name", sorted({page.help for page in PageName}))
def test_every_heading_of_the_menus_pages_has_a_page_of_help(name):
    page = read_page(name)
    assert page.title == next(each.group for each in PageName if each.help == name)
    assert page.shows.endswith(".")
    assert page.sections
    assert all(section.paragraphs for section in page.sections)


@pytest.mark.parametrize("name", [*(name.value for name in TabName), *sorted({page.help for page in PageName})])
def test_every_rule_that_a_page_cites_exists(name):
    known = set((ROOT / "tests/architecture/rule_ids.txt").read_text(encoding="utf-8").split())
    cited = {rule for text in texts(read_page(name)) for rule in re.findall(r"\b[A-Z]+-\d+\b", text)}
    assert cited - known == set()


@pytest.mark.parametrize("name", [*(name.value for name in TabName), *sorted({page.help for page in PageName}), WINDOW])
def test_no_sentence_of_help_names_keys_that_somebody_may_have_changed(name):
    page = read_page(name)
    of_tab = next((bring(each).specs for each in TabName if each.value == name), ())
    changeable = {spec.shortcut for spec in (*SHELL, *OTHER_TABS.values(), *of_tab) if spec.shortcut}
    told = " ".join((page.shows, *(each for section in page.sections for each in section.paragraphs)))
    assert changeable & {keys.rstrip(".,") for keys in SHORTCUT.findall(told)} == set()


def test_the_page_lists_the_keys_of_the_tabs_as_they_are_at_this_desk(look, qtbot):
    dialog = HelpDialog(look, read_page("goals"), (), lambda spec: "F9" if spec in OTHER_TABS.values() else "")
    qtbot.addWidget(dialog)
    for spec in OTHER_TABS.values():
        assert f"F9\n{spec.tip}" in shown(dialog)


def test_the_page_lists_the_keys_of_the_tab_and_of_the_window(look, qtbot):
    specs = bring(TabName.GOALS).specs
    dialog = HelpDialog(look, read_page("goals"), specs, shipped)
    qtbot.addWidget(dialog)
    for spec in (*specs, *SHELL):
        assert not spec.shortcut or f"{spec.shortcut}\n{spec.tip}" in shown(dialog)


def test_the_controls_of_the_help_are_those_of_the_list(look, qtbot, met):
    dialog = HelpDialog(look, read_page("goals"), bring(TabName.GOALS).specs, shipped)
    qtbot.addWidget(dialog)
    met.meet(dialog)
    assert met.differences("Help") == []


def test_f1_opens_the_help_of_the_tab_in_front_and_esc_closes_it(desk, qtbot):
    screens = Screens(
        bring=lambda _name: Empty,
        teams=lambda _turn: (),
        caseload=lambda _turn, _team: (),
        person=lambda _turn, _person: None,
        search=lambda _turn, _text: (),
        seat=lambda _turn: SeatView(UUID(int=1), "Priya Raman", "DSO", "High Peak", "homeward.sqlite", by_login=False),
        staff=lambda _turn: (),
        limits=lambda _turn: shipped_in_words(),
    )
    window = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    window.show_tab(TabName.MEETINGS)
    qtbot.keyClick(window.tab_bar, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.findChild(HelpDialog) is not None)
    dialog = window.findChild(HelpDialog)
    assert dialog.windowTitle() == "Help: Meetings"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
