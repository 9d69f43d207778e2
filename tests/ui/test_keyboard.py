"""Held keys press nothing; where a control goes away, the keyboard doesn't fall on whatever comes next; letters."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.keyboard import keep_keyboard
from ui.widgets import letters
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import Field, Panel, button, scrolled
from ui.widgets.press import Press, is_dangerous

NONE, ALT, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(look, qtbot):
    """A window with one harmless button, one dangerous one below it, and a line."""
    keep_keyboard()
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    made.panel = Panel(look, "Breaks", "page.panel")
    made.first = button(look, "&Begin a break…", "page.first")
    made.death = button(look, "A death is reported…", "page.death", press=Press.DANGEROUS)
    made.line, made.prose = QLineEdit(), QPlainTextEdit()
    for each in (made.first, made.line, made.prose):
        made.panel.body.addWidget(each)
    column.addWidget(made.panel)
    column.addWidget(made.death)
    made.pressed = []
    for each in (made.first, made.death):
        each.clicked.connect(partial(made.pressed.append, each.objectName()))
    with qtbot.waitActive(made):
        made.show()
    return made


def held(window, key, modifiers=NONE, text=""):
    """What the system sends for a key that is held down: a press, then repeats, then the release."""
    for repeats in (False, True, True):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text, repeats)
        override.ignore()
        QApplication.sendEvent(window.windowHandle(), override)
        if repeats and override.isAccepted():
            window.overridden = True
        QApplication.sendEvent(window.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, repeats))
    QApplication.sendEvent(window.windowHandle(), QKeyEvent(QEvent.Type.KeyRelease, key, modifiers, text))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_that_is_held_down_presses_once_and_never_what_has_the_keyboard_next(page, key):
    page.first.setFocus()
    page.first.clicked.connect(page.death.setFocus)
    held(page, key)
    assert page.pressed == ["page.first"]


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_B, ALT), (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Return, NONE)]
)
def test_a_shortcut_or_a_letter_that_is_held_down_is_carried_out_once(page, key, modifiers):
    page.overridden = False
    page.line.setFocus()
    held(page, key, modifiers)
    assert page.overridden, "accepted repeats never reach a shortcut"


def test_a_held_key_goes_on_typing_and_walking(page):
    page.line.setFocus()
    held(page, Qt.Key.Key_A, text="a")
    held(page, Qt.Key.Key_Space, text=" ")
    assert page.line.text() == "aaa   "
    page.prose.setFocus()
    held(page, Qt.Key.Key_Return, text="\r")
    assert page.prose.toPlainText() == "\n\n\n"
    page.line.setFocus()
    held(page, Qt.Key.Key_Left)
    assert page.line.cursorPosition() == 3


def test_a_key_held_down_from_a_button_on_types_nothing_into_the_field_that_has_the_keyboard_next(page):
    page.first.setFocus()
    page.first.clicked.connect(page.prose.setFocus)
    held(page, Qt.Key.Key_Return, text="\r")
    assert (page.pressed, page.prose.toPlainText()) == (["page.first"], "")
    held(page, Qt.Key.Key_Return, text="\r")
    assert page.prose.toPlainText() == "\n\n\n"


@pytest.mark.parametrize("goes", ["hide", "setDisabled", "deleteLater"])
def test_where_a_control_goes_away_the_keyboard_rests_on_the_heading_of_its_panel(page, qtbot, goes):
    page.line.hide()
    page.prose.hide()
    page.first.setFocus()
    {
        "hide": page.first.hide,
        "setDisabled": lambda: page.first.setDisabled(True),
        "deleteLater": page.first.deleteLater,
    }[goes]()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.panel.title)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert page.pressed == []


def test_a_panel_leads_on_to_its_next_harmless_deed_and_else_rests(desk, qtbot):
    keep_keyboard()
    window = QWidget()
    qtbot.addWidget(window)
    panel = DeedPanel(desk, "Breaks", "page.panel")
    QVBoxLayout(window).addWidget(panel)
    begin, back = button(desk.look, "Begin…", "p.begin"), button(desk.look, "Back…", "p.back", kind="primary")
    report = button(desk.look, "A death is reported…", "p.death", press=Press.DANGEROUS)
    stores = button(desk.look, "PO raised", "p.po", press=Press.STORES)
    panel.add_deeds(report, stores, begin, back)
    with qtbot.waitActive(window):
        window.show()
    begin.setFocus()
    panel.offer(begin, offered=False)
    assert QApplication.focusWidget() is back
    panel.offer(back, offered=False)
    assert QApplication.focusWidget() is panel.title
    panel.focus_first()
    assert QApplication.focusWidget() is panel.title
    assert is_dangerous(report)


def test_a_letter_belongs_to_the_open_form_alone_and_comes_back_unchanged(page, look):
    form = QWidget(page)
    inside = button(look, "&Back", "form.back")
    inside.setParent(form)
    field = Field(look, "&Why", QLineEdit(), parent=form)
    page.panel.body.addWidget(form)
    form.show()
    letters.take(form)
    assert (inside.text(), field.label.text(), page.first.text()) == ("&Back", "&Why", "Begin a break…")
    page.first.setText("&Begin another…")
    assert page.first.text() == "Begin another…", "what changes meanwhile has none either"
    letters.give_back(form)
    assert page.first.text() == "&Begin another…"
    page.first.setText("Tea && &cake")
    assert letters.letter(page.first.text()) == "C"
    letters.take(form)
    assert page.first.text() == "Tea && cake"
    letters.give_back(form)


@pytest.mark.parametrize(("key", "begins_at"), [(Qt.Key.Key_Tab, "last"), (Qt.Key.Key_Backtab, "first")])
def test_what_the_tab_key_comes_to_from_outside_of_what_scrolls_is_brought_into_sight(qtbot, key, begins_at):
    keep_keyboard()
    window, inside = QWidget(), QWidget()
    qtbot.addWidget(window)
    lines = [QLineEdit() for _number in range(40)]
    rows = QVBoxLayout(inside)
    for each in lines:
        rows.addWidget(each)
    area, outside = scrolled(inside), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addWidget(outside)
    window.resize(300, 300)
    with qtbot.waitActive(window):
        window.show()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(bar.maximum() if begins_at == "last" else 0)
    outside.setFocus()
    qtbot.keyClick(outside, key)
    wanted = lines[0] if begins_at == "last" else lines[-1]
    assert QApplication.focusWidget() is wanted
    qtbot.waitUntil(lambda: not wanted.visibleRegion().isEmpty())
