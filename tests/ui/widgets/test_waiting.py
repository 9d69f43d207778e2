"""A form waits for its answer: no second press, no typing, how long it waits, and the way back while there is one."""

from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.door.changes import Topic, changes
from app.door.errors import NotKnown, Refused
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.notice_bar import NoticeBar


def note(turn, *, said):
    assert turn is None
    assert said
    return changes(Topic.GOALS)


SPEC = FormSpec("note", "Note it", "&Note it", "Noted.", lambda form, _view: _built(form))


def _built(form):
    said = form.text("said", "&What is said")
    return lambda: partial(note, said=said())


@pytest.fixture
def panel(desk, qtbot, held_work):
    assert held_work.done == []
    window = QWidget()
    made = DeedPanel(desk, "Notes", "goals.notes", window)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made.open_form("goals", SPEC, None)
    made.form.findChild(QPlainTextEdit).setPlainText("Steady on the stairs")
    yield made
    window.hide()


def kept_of(desk):
    return desk.drafts.find("goals.note_form/ada", str(desk.preferences.sits_here or ""))


def press(panel, times=1):
    for _ in range(times):
        QTest.mouseClick(panel.form.confirm, Qt.MouseButton.LeftButton)


def test_two_presses_before_the_answer_are_one_deed(panel, held_work, settled):
    press(panel, times=2)
    panel.form.send()
    QTest.keyClick(panel.form, Qt.Key.Key_Return)
    held_work.go_on.set()
    settled()
    assert len(held_work.done) == 1
    assert panel.form is None
    assert panel.notice.text.text() == "Noted."


def test_while_it_waits_a_form_takes_no_typing_and_cant_be_left(panel, held_work, settled):
    form = panel.form
    typed = form.findChild(QPlainTextEdit)
    typed.setFocus()
    press(panel)
    QTest.keyClicks(typed, " and more")
    QTest.keyClicks(form, " and more")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert typed.toPlainText() == "Steady on the stairs"
    assert not typed.isEnabled()
    assert not form.confirm.isEnabled()
    assert panel.form is form
    held_work.go_on.set()
    settled()


def test_what_was_refused_can_be_typed_at_again_where_the_keyboard_was(panel, held_work, settled):
    typed = panel.form.findChild(QPlainTextEdit)
    typed.setFocus()
    held_work.answers = [Refused("Say more.")]
    panel.form.send()
    held_work.go_on.set()
    settled()
    assert typed.isEnabled()
    assert typed.hasFocus()
    assert panel.form.notice.text.text() == "Say more."


def test_a_form_says_how_long_it_waits_and_what_is_taken_back_is_never_done(panel, held_work, settled):
    press(panel)
    waiting, notice = panel.form.waiting, panel.form.notice
    for _ in range(3):
        waiting._count()
    assert "hasn't answered for 3 seconds" in notice.text.text()
    waiting._count()
    assert "4 seconds" in notice.text.text()
    assert notice._offer.text() == "Cancel"
    QTest.mouseClick(notice._offer, Qt.MouseButton.LeftButton)
    assert "Nothing has been changed" in notice.text.text()
    assert panel.form.confirm.isEnabled()
    assert panel.form.isAncestorOf(QApplication.focusWidget())
    held_work.go_on.set()
    settled()
    assert held_work.done == []
    assert panel.form is not None


def test_what_takes_long_by_itself_says_what_it_does_with_a_bar_and_a_way_back(panel, held_work, settled):
    panel.form.waiting.doing = "Taking in 9 rows"
    press(panel)
    waiting, notice = panel.form.waiting, panel.form.notice
    for _ in range(3):
        waiting._count()
    assert notice.text.text() == "Taking in 9 rows, for 3 seconds so far: all of it is stored, or nothing."
    assert notice._bar.isVisible()
    QTest.mouseClick(notice._offer, Qt.MouseButton.LeftButton)
    assert "Nothing has been changed" in notice.text.text()
    assert not notice._bar.isVisible()
    held_work.go_on.set()
    settled()
    assert held_work.done == []


def test_what_has_been_sent_isnt_offered_to_be_taken_back(panel, held_work, desk, settled):
    said = []
    desk.door.saving.connect(said.append)
    press(panel)
    said[-1][0].press.send(changes(Topic.GOALS))
    for _ in range(3):
        panel.form.waiting._count()
    assert "can't be taken back" in panel.form.notice.text.text()
    assert panel.form.notice._offer.isHidden()
    desk.door.take_back()
    assert not panel.form.confirm.isEnabled()
    held_work.go_on.set()
    settled()
    assert len(held_work.done) == 1


def test_an_unknown_answer_keeps_the_form_and_is_asked_for_again_as_the_same_press(panel, held_work, desk, settled):
    held_work.answers = [NotKnown(UUID(int=1)), NotKnown(UUID(int=1))]
    press(panel)
    held_work.go_on.set()
    settled()
    assert "isn't known yet" in panel.form.notice.text.text()
    press(panel)
    panel.form.send()
    assert len(held_work.done) == 1
    for _ in range(2):  # each time that something else is answered
        desk.door.ask(panel, lambda _turn: None).then(lambda _nothing: None, lambda _trouble: None)
        settled()
        settled()
    assert len(held_work.done) == 3
    assert len(set(held_work.done)) == 1
    assert panel.form is None
    assert panel.notice.text.text() == "Noted."


def test_an_unknown_answer_leaves_the_draft_and_its_being_done_lets_it_go(panel, held_work, desk, settled):
    form = panel.open_form("goals", SPEC, None, draft="ada")
    settled()
    typed = form.findChild(QPlainTextEdit)
    typed.setPlainText("Steady on the stairs")
    form.draft.keep_now()
    held_work.answers = [NotKnown(UUID(int=1))]
    press(panel)
    held_work.go_on.set()
    settled()
    assert kept_of(desk) is not None
    desk.door.ask(panel, lambda _turn: None).then(lambda _nothing: None, lambda _trouble: None)
    settled()
    settled()
    assert kept_of(desk) is None


def test_a_form_that_is_left_before_its_answer_hears_no_more_and_the_window_does(panel, held_work, desk, settled):
    told = []
    desk.door.late.connect(lambda pressed, answer: told.append((pressed.title, answer)))
    held_work.answers = [NotKnown(UUID(int=1))]
    press(panel)
    held_work.go_on.set()
    settled()
    panel.form.waiting._count()
    QTest.mouseClick(panel.form.cancel, Qt.MouseButton.LeftButton)
    assert panel.form is None
    other = panel.open_form("goals", SPEC, None)
    desk.door.ask(panel, lambda _turn: None).then(lambda _nothing: None, lambda _trouble: None)
    settled()
    settled()
    [(title, answer)] = told
    assert title == "Note it"
    assert "Nothing has been changed" in str(answer)
    assert panel.form is other


def test_the_success_before_goes_when_a_form_opens(panel, look):
    above = NoticeBar(look, "goals.notice", panel.window())
    panel.window().layout().addWidget(above)
    above.tell("The goal is set.")
    refused = NoticeBar(look, "goals.other_notice", panel.window())
    panel.window().layout().addWidget(refused)
    refused.say(Refused("Say more."))
    panel.open_form("goals", SPEC, None)
    assert above.isHidden()
    assert not refused.isHidden()


def test_a_line_edit_of_the_desk_that_was_off_before_stays_off(panel, held_work, settled):
    off = QLineEdit(panel.form)
    off.setEnabled(False)
    held_work.answers = [Refused("Say more.")]
    press(panel)
    held_work.go_on.set()
    settled()
    assert not off.isEnabled()
