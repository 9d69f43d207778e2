"""Return, Ctrl+Return and Escape in a form: what sends, what doesn't; a dangerous deed needs its own button."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.keyboard import keep_keyboard
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import MomentEdit
from ui.widgets.inline_form import FormSpec, InlineForm

RETURN, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
CTRL = Qt.KeyboardModifier.ControlModifier


def _asks(form, _view):
    form.line("line", "&Line")
    form.choice_box("choice", "&Choice", ((1, "One"), (2, "Two")), preset=1)
    form.moment("at", "&When")
    form.text("text", "&Text")
    form.tick("tick", "T&ick")
    return lambda: partial(str)


@pytest.fixture(params=[False, True], ids=["harmless", "dangerous"])
def form(desk, qtbot, request):
    """A form with a question of each kind, in a window whose page claims Ctrl+Return for itself."""
    keep_keyboard()
    window = QWidget()
    qtbot.addWidget(window)
    spec = FormSpec("deed", "A deed", "Do it", "Done.", _asks, dangerous=request.param)
    made = InlineForm(desk, "page", spec, None)
    made.is_dangerous, made.sent, made.left, made.page_did = request.param, [], [], []
    made.confirmed.connect(made.sent.append)
    made.cancelled.connect(lambda: made.left.append("left"))
    QVBoxLayout(window).addWidget(made)
    QShortcut(QKeySequence("Ctrl+Return"), window, lambda: made.page_did.append("closed"))
    with qtbot.waitActive(window):
        window.show()
    return made


def press(qtbot, form, kind, key, modifiers=Qt.KeyboardModifier.NoModifier):
    control = form.findChild(kind)
    control.setFocus()
    qtbot.keyClick(form.window().windowHandle(), key, modifiers)


@pytest.mark.parametrize("kind", [ChoiceBox, QPlainTextEdit, QCheckBox])
def test_return_sends_nothing_from_a_choice_a_text_or_a_tick(form, qtbot, kind):
    press(qtbot, form, kind, RETURN)
    assert form.sent == []


@pytest.mark.parametrize("kind", [QLineEdit, MomentEdit])
def test_return_in_a_line_sends_what_is_harmless_and_says_where_a_dangerous_deed_is_done(form, qtbot, kind):
    press(qtbot, form, kind, RETURN)
    assert bool(form.sent) is not form.is_dangerous
    assert form.notice.isVisible() is form.is_dangerous


@pytest.mark.parametrize("kind", [QLineEdit, ChoiceBox, MomentEdit, QPlainTextEdit, QCheckBox])
def test_control_return_sends_from_everywhere_and_is_the_forms_alone(form, qtbot, kind):
    press(qtbot, form, kind, RETURN, CTRL)
    assert bool(form.sent) is not form.is_dangerous
    assert form.page_did == []
    assert form.findChild(QPlainTextEdit).toPlainText() == ""


@pytest.mark.parametrize("key", [RETURN, SPACE])
def test_the_deeds_own_button_does_it_and_back_goes_back(form, qtbot, key):
    form.confirm.setFocus()
    qtbot.keyClick(form.window().windowHandle(), key)
    assert len(form.sent) == 1
    form.cancel.setFocus()
    qtbot.keyClick(form.window().windowHandle(), key)
    assert (len(form.sent), form.left) == (1, ["left"])


@pytest.mark.parametrize("kind", [QLineEdit, ChoiceBox, MomentEdit, QPlainTextEdit, QCheckBox])
def test_escape_leaves_from_everywhere(form, qtbot, kind):
    press(qtbot, form, kind, ESCAPE)
    assert (form.sent, form.left) == ([], ["left"])


def test_a_form_that_asks_nothing_is_entered_at_its_heading_never_at_its_deed(desk, qtbot):
    spec = FormSpec("report", "A death is reported", "Record it", "Done.", lambda _f, _v: partial(str), dangerous=True)
    made = InlineForm(desk, "page", spec, None)
    qtbot.addWidget(made)
    sent = []
    made.confirmed.connect(sent.append)
    with qtbot.waitActive(made):
        made.show()
    made.enter()
    assert QApplication.focusWidget() is made.heading
    for key in (SPACE, RETURN, SPACE):
        qtbot.keyClick(made.windowHandle(), key)
    assert sent == []
