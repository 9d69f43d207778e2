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
        ("Ctrl++", "Ctrl++ does “Bigger text” (everywhere)."),
        ("Ctrl+Shift+J", ""),
        ("Pause", ""),
        ("Ctrl+Z", "Ctrl+Z takes back what was typed."),
        ("Shift+Ins", "Shift+Ins pastes."),
        ("Ctrl+F4", "Ctrl+F4 closes what is in front."),
        ("F10", "F10 goes to the menu."),
        ("PgDown", "PgDown alone types or walks: hold Ctrl with it, or take a function key."),
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


@pytest.mark.parametrize("held", ["Ctrl", "Ctrl+Shift", "Alt", "Alt+Shift"])
@pytest.mark.parametrize("key", ["Left", "Up", "Home", "PgUp", "Backspace", "Del", "Tab", "Space", "Return", "Esc"])
def test_keys_that_walk_choose_or_delete_do_so_with_whatever_is_held(key, held):
    assert why_not(QUIT, None, f"{held}+{key}", KNOWN) == (
        f"{held}+{key} walks, chooses or deletes in fields and lists: hold Ctrl with a letter, or take a function key."
    )


@pytest.mark.parametrize("keys", ["Ctrl+Alt+E", "Ctrl+Alt+Shift+E", "Ctrl+Alt+Del", "Ctrl+Alt+F1", "Meta+L", "Alt+F4"])
def test_keys_of_the_computer_and_those_that_type_with_altgr_are_left_to_it(keys):
    assert why_not(QUIT, None, keys, KNOWN) == (
        f"{keys} belongs to the computer, or types letters such as é there: "
        "hold Ctrl with a letter, or take a function key."
    )


@pytest.mark.usefixtures("qapp")
def test_no_keys_are_taken_that_qts_own_fields_write_and_walk_by():
    writes = [
        each
        for each in QKeySequence.StandardKey
        if each.name.startswith(("Move", "Select", "Delete", "Insert"))
        or each.name in {"Cut", "Copy", "Paste", "Undo", "Redo", "NextChild", "PreviousChild"}
    ]
    portable = QKeySequence.SequenceFormat.PortableText
    bound = {keys.toString(portable) for each in writes for keys in QKeySequence.keyBindings(each)}
    named = {"Cut", "Copy", "Paste", "Undo", "Redo", "Back", "Forward"}  # keys of their own on some keyboards
    assert {keys for keys in bound - named if not why_not(QUIT, None, keys, ())} <= {"Ctrl+F6", "Ctrl+Shift+F6"}
    assert len(bound) > 40


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


def test_of_two_actions_that_want_the_same_keys_the_first_does_it_and_the_other_says_whose_they_are(desk, qtbot):
    owner, ran = QWidget(), []
    qtbot.addWidget(owner)
    desk.preferences.keep_shortcut(QUIT.name, "Ctrl+K")  # chosen before Ctrl+K was shipped for the search
    desk.preferences.keep_shortcut(PRINT.name, "Ctrl+K")
    shortcuts = desk.shortcuts = Shortcuts(desk.preferences)
    quits, prints = action(desk, owner, QUIT, lambda: None), action(desk, owner, PRINT, lambda: ran.append(1))
    shortcuts.know(TabName.PLANS, (NEW, PRINT))
    assert (shortcuts.of(SEARCH), shortcuts.of(QUIT), shortcuts.of(PRINT)) == ("Ctrl+K", "", "")
    assert (quits.shortcuts(), prints.shortcuts()) == ([], [])
    lost = {each.spec: each.lost for each in shortcuts.known() if each.lost}
    assert lost == dict.fromkeys((QUIT, PRINT), "Ctrl+K does “Search” (everywhere).")
    shortcuts.change(SEARCH, "Ctrl+J")
    assert (shortcuts.of(QUIT), shortcuts.of(PRINT), quits.shortcut().toString()) == ("Ctrl+K", "", "Ctrl+K")
    shortcuts.change(QUIT, "")
    assert (shortcuts.of(PRINT), prints.shortcut().toString()) == ("Ctrl+K", "Ctrl+K")


def test_actions_that_never_meet_share_their_keys(preferences):
    shortcuts = Shortcuts(preferences)
    shortcuts.know(TabName.PLANS, (NEW,))
    shortcuts.know(TabName.GOALS, (GOAL,))
    assert (shortcuts.of(NEW), shortcuts.of(GOAL)) == ("Ctrl+N", "Ctrl+N")
