"""The page of shortcuts: looked up, changed by pressing keys, refused with the other's name, put back."""

import pytest
from PySide6.QtCore import Qt

from ui.actions import spec_of
from ui.pages.desk.shortcuts import ShortcutsPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
QUIT = spec_of("window.quit")


@pytest.fixture
def page(open_page):
    return open_page(ShortcutsPage)


def choose(page, words):
    page.seek.setText(words)
    assert page.actions_list.current().spec.words == words


def test_a_search_finds_an_action_by_its_words_or_its_keys(page):
    page.seek.setText("ctrl+q")
    assert [each.spec.words for each in page._model.shown()] == ["Quit"]
    page.seek.setText("export now")
    assert [each.place for each in page._model.shown()] == ["Tracker"]


def test_keys_that_are_pressed_are_taken_told_and_listed(page, office_desk, qtbot, press):
    choose(page, "Quit")
    page.keys.setFocus()
    qtbot.keyClick(page.keys, Qt.Key.Key_J, CTRL)
    assert (page.keys.text(), page.take.isEnabled()) == ("Ctrl+J", True)
    press(page, "shortcuts.take")
    assert office_desk.shortcuts.of(QUIT) == "Ctrl+J"
    assert page.notice.text.text() == "“Quit” is done by Ctrl+J from now on."
    assert page.actions_list.current().keys == "Ctrl+J"
    assert page.panel.aside.text() == "1 action changed"
    press(page, "shortcuts.usual")
    assert (office_desk.shortcuts.of(QUIT), page.panel.aside.text()) == ("Ctrl+Q", "All as shipped")


def test_keys_that_do_something_else_are_refused_with_its_name_and_nothing_changes(page, office_desk, qtbot):
    choose(page, "Quit")
    for key, held, said in (
        (Qt.Key.Key_K, CTRL, "Ctrl+K does “Search” (everywhere)."),
        (Qt.Key.Key_U, ALT, "Alt+U goes to “Use these keys”: letters with Alt belong to buttons and fields."),
        (Qt.Key.Key_X, ALT, "Alt+X goes to what has X underlined: letters with Alt belong to buttons and fields."),
    ):
        qtbot.keyClick(page.keys, key, held)
        assert (page.field.line.text(), page.take.isEnabled()) == (said, False)
    assert office_desk.shortcuts.of(QUIT) == "Ctrl+Q"


def test_the_shortcut_that_is_pressed_in_the_line_isnt_done_and_tab_leaves_it(page, qtbot):
    choose(page, "Quit")
    page.keys.setFocus()
    qtbot.keyClick(page.keys, Qt.Key.Key_Control)
    assert page.keys.text() == "Ctrl+Q"
    qtbot.keyClick(page.keys, Qt.Key.Key_F1)
    assert page.keys.text() == "F1"
    qtbot.keyClick(page.keys, Qt.Key.Key_Tab)
    assert not page.keys.hasFocus()


def test_no_keys_and_all_as_shipped(page, office_desk, press):
    choose(page, "Quit")
    press(page, "shortcuts.none")
    assert (office_desk.shortcuts.of(QUIT), page.none.isEnabled()) == ("", False)
    press(page, "shortcuts.all_usual")
    assert office_desk.shortcuts.of(QUIT) == "Ctrl+Q"


def test_who_lost_its_keys_to_another_is_told_with_its_name(page, office_desk):
    office_desk.preferences.keep_shortcut(QUIT.name, "Ctrl+K")
    office_desk.shortcuts.change(spec_of("window.bigger"), "Ctrl+J")  # all are given anew
    assert page.panel.aside.text() == "2 actions changed, 1 action without the keys that another has"
    choose(page, "Quit")
    assert (page.actions_list.current().keys, page.field.line.text()) == ("", "Ctrl+K does “Search” (everywhere).")


def test_the_controls_of_shortcuts_are_those_of_the_list(page, met):
    met.meet(page)
    assert met.differences("Shortcuts") == []
