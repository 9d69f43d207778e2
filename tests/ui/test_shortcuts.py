"""The keys of actions at this desk: changed, put back, kept; what does them already is named."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.actions import SHELL, TO_TABS, ActionSpec, spec_of
from ui.doing_actions import action
from ui.furniture import bring
from ui.navigation import PageName, TabName
from ui.shortcuts import KnownAction, Shortcuts, letter_of_alt, why_not

NEW = ActionSpec("plans.new", "&New version", "Change the week", "Ctrl+N")
PRINT = ActionSpec("plans.print", "&Print", "Look at it", "Ctrl+P")
GOAL = ActionSpec("goals.new_goal", "&Set a goal", "Set one", "Ctrl+N")
SEARCH, QUIT = spec_of("window.search"), spec_of("window.quit")
KNOWN = (
    KnownAction(SEARCH, None, "Ctrl+K"),
    KnownAction(spec_of("window.bigger"), None, "Ctrl++"),
    KnownAction(NEW, TabName.PLANS, "Ctrl+N"),
    KnownAction(PRINT, TabName.PLANS, "Ctrl+P"),
    KnownAction(GOAL, TabName.GOALS, "Ctrl+G"),
)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+J", ""),
        ("Ctrl+Shift+N", ""),
        ("F8", ""),
        ("Shift+F8", ""),
        ("PgDown", ""),
        ("", ""),
        ("Ctrl+G", ""),  # of another tab
        ("Ctrl+N", ""),  # its own
        ("Ctrl+P", "Ctrl+P does “Print” (Service plans)."),
        ("Ctrl+K", "Ctrl+K does “Search” (everywhere)."),
        ("Ctrl+=", "Ctrl+= does “Bigger text” (everywhere)."),
        ("Ctrl+C", "Ctrl+C copies what is chosen."),
        ("K", "K alone types or walks: hold Ctrl with it, or take a function key."),
        ("+", "+ alone types or walks: hold Ctrl with it, or take a function key."),
        ("Left", "Left alone types or walks: hold Ctrl with it, or take a function key."),
        ("Shift+K", "Shift+K types: hold Ctrl with it, or take a function key."),
    ],
)
def test_keys_are_taken_unless_they_type_or_do_something_else_which_is_named(keys, said):
    assert why_not(NEW, TabName.PLANS, keys, KNOWN) == said


def test_keys_of_the_window_may_be_those_of_no_tab():
    assert why_not(SEARCH, None, "Ctrl+G", KNOWN) == "Ctrl+G does “Set a goal” (Goals)."


def test_keys_as_shipped_are_refused_while_another_action_has_them():
    known = (*KNOWN[:3], KnownAction(PRINT, TabName.PLANS, "Ctrl+N"))
    assert why_not(NEW, TabName.PLANS, "Ctrl+N", known) == "Ctrl+N does “Print” (Service plans)."


@pytest.mark.parametrize(
    ("keys", "letter"), [("Alt+S", "S"), ("Alt+F4", ""), ("Ctrl+Alt+S", ""), ("S", ""), ("", ""), ("Alt+", "")]
)
def test_a_letter_with_alt_alone_is_one_of_buttons_and_fields(keys, letter):
    assert letter_of_alt(keys) == letter


def test_no_two_shipped_actions_that_can_meet_have_the_same_keys(preferences):
    shortcuts = Shortcuts(preferences)
    for name in TabName:
        shortcuts.know(name, bring(name).specs)
    known = shortcuts.known()
    assert [why_not(each.spec, each.where, each.keys, known) for each in known if each.keys] == [""] * len(
        [each for each in known if each.keys]
    )
    assert {PageName.TRACKER} <= {each.where for each in known if each.where is not None}


def test_changed_keys_do_the_action_at_once_stand_in_its_tooltip_and_come_back_at_the_next_start(desk, qtbot):
    owner, ran = QWidget(), []
    qtbot.addWidget(owner)
    made = action(desk, owner, NEW, lambda: ran.append(1))
    assert (made.shortcut().toString(), made.toolTip()) == ("Ctrl+N", "Change the week (Ctrl+N)")
    with qtbot.waitSignal(desk.shortcuts.changed):
        desk.shortcuts.change(NEW, "Ctrl+J")
    assert (made.shortcut().toString(), made.toolTip()) == ("Ctrl+J", "Change the week (Ctrl+J)")
    assert Shortcuts(desk.preferences).of(NEW) == "Ctrl+J"
    desk.shortcuts.change(NEW, "")
    assert (made.shortcuts(), made.toolTip()) == ([], "Change the week")
    desk.shortcuts.change(NEW, "Ctrl+N")
    assert desk.preferences.shortcut(NEW.name) is None, "what is as shipped isn't kept"


def test_the_key_of_plus_without_shift_goes_along_with_it_and_all_are_put_back_together(desk, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    bigger = spec_of("window.bigger")
    made = action(desk, owner, bigger, lambda: None)
    assert made.shortcuts() == [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
    desk.shortcuts.change(bigger, "F7")
    desk.shortcuts.change(QUIT, "")
    assert made.shortcuts() == [QKeySequence("F7")]
    desk.shortcuts.reset_all()
    assert [desk.shortcuts.of(spec) for spec in (*SHELL, *TO_TABS.values())] == [
        spec.shortcut for spec in (*SHELL, *TO_TABS.values())
    ]
    assert made.shortcuts() == [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
