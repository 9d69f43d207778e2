"""What comes on the screen by itself is said by a screen reader: refusals, what is done, a lost connection."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget

from app.door.errors import Refused
from ui.announcing import announce
from ui.keyboard import keep_keyboard
from ui.states import State
from ui.top_bar import TopBar
from ui.widgets.date_edit import DateEdit
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import Field
from ui.widgets.notice_bar import NoticeBar

URGENT, POLITE = QAccessible.AnnouncementPoliteness.Assertive, QAccessible.AnnouncementPoliteness.Polite


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


@pytest.fixture
def said(monkeypatch):
    """What was announced, each with how urgent it is."""
    heard = []

    def hear(event):
        heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_a_refusal_is_said_at_once_and_what_is_done_when_there_is_a_pause(look, shown, said):
    bar = shown(NoticeBar(look, "goals.notice"))
    bar.say(Refused("It has no target date.", who="the goal setter"))
    bar.tell("The goal is set.")
    assert said == [("It has no target date. Who can help: the goal setter.", URGENT), ("The goal is set.", POLITE)]


def test_a_field_says_what_is_wrong_in_it_by_its_name(look, shown, said, clock):
    field = shown(Field(look, "&Target date", DateEdit(clock, "target")))
    field.say("The day lies in the past.")
    field.clear()
    assert said == [("Target date: The day lies in the past.", URGENT)]


def test_the_connection_is_said_when_it_goes_and_comes_back_and_not_in_between(office_desk, shown, said):
    bar = shown(TopBar(office_desk))
    said.clear()
    for text, state in (
        ("office.sqlite, saved", State.DONE),
        ("office.sqlite, 2 others here", State.DONE),
        ("not live since 14:02", State.OVERDUE),
        ("not live since 14:02: your typing is kept", State.OVERDUE),
        ("office.sqlite, saved", State.DONE),
    ):
        bar.say_connection(text, state)
    assert said == [("not live since 14:02", URGENT), ("office.sqlite, saved", POLITE)]


def test_nothing_is_said_of_nothing(look, shown, said):
    announce(shown(NoticeBar(look, "goals.notice")), "")
    assert said == []


@pytest.mark.parametrize(("dangerous", "told"), [(True, [("It can't be undone.", POLITE)]), (False, [])])
def test_what_stands_above_a_dangerous_question_is_said_when_it_opens(office_desk, shown, said, dangerous, told):
    spec = FormSpec("close", "Close it", "Close", "Closed.", _asks, lesson="It can't be undone.", dangerous=dangerous)
    form = shown(InlineForm(office_desk, "goals", spec, None))
    said.clear()
    form.enter()
    assert said == told


def _asks(form, _view):
    return form.text("because", "&Reason")


@pytest.fixture
def page(shown, qtbot):
    """A line, and below it a list of two, of which the second is chosen."""
    keep_keyboard()
    made = QWidget()
    made.line, made.people = QLineEdit(), QListWidget()
    made.people.addItems(["Jean Gill", "Ada Lovell"])
    column = QVBoxLayout(made)
    column.addWidget(made.line)
    column.addWidget(made.people)
    with qtbot.waitActive(made):
        shown(made)
    made.line.setFocus()
    made.people.setCurrentRow(1)
    QAccessible.setActive(True)
    yield made
    QAccessible.setActive(False)


@pytest.fixture
def come_to(monkeypatch):
    """The names of what was said to have the keyboard, beside what Qt says by itself."""
    heard = []

    def hear(event):
        told = QAccessible.queryAccessibleInterface(event.object()).child(event.child())
        heard.append((event.type(), told.text(QAccessible.Text.Name)))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_of_a_list_that_the_keyboard_comes_to_the_line_it_stands_on_is_said_too(page, come_to, qtbot):
    page.people.setFocus()
    qtbot.waitUntil(lambda: bool(come_to))
    assert come_to == [(QAccessible.Event.Focus, "Ada Lovell")]


def test_of_a_list_that_the_keyboard_has_left_again_or_that_stands_on_nothing_no_line_is_said(page, come_to):
    page.people.setFocus()
    page.line.setFocus()
    page.people.clear()
    page.people.setFocus()
    QApplication.processEvents()
    assert come_to == []
