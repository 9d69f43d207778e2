"""A short call asks for its reason in the new version, and says it on the tab, by keyboard alone."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.queries.plans import versions as queries
from app.queries.plans.preview import WhoHasToAgree
from models.episodes import Episode
from models.values import Call, WhyShort
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.rule("PSP-1")


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode(visit(), visit(Call.LUNCH))).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def editor(tab, settled, qtbot):
    """The form, in which lunch on Wednesday lasts 20 minutes and the MDT has agreed."""
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    tab.editor.week.grid.choose(Call.LUNCH, 2)
    of_minutes(tab.editor, qtbot, "20")
    settled()
    qtbot.keyClick(tab.editor.agreements.boxes[WhoHasToAgree.MDT], Qt.Key.Key_Space)
    qtbot.keyClicks(tab.editor.agreements.present, "OT, SW")
    qtbot.keyClicks(tab.editor.because, "Eats alone")
    return tab.editor


@pytest.fixture
def stored(sqlite_office, elsewhere, person):
    """A function that gives the version in force."""
    return lambda: elsewhere(partial(sqlite_office.ask, queries.view, person=person)).current


def of_minutes(editor, qtbot, figures):
    editor.week.grid.setFocus()
    qtbot.keyClick(editor.week.grid, figures[0])
    qtbot.keyClicks(editor.week.minutes, figures[1:])


def save(editor, qtbot, settled):
    qtbot.keyClick(editor.because, Qt.Key.Key_S, CTRL)
    settled()
    settled()


def test_the_question_stands_until_a_reason_is_typed_which_the_tab_then_says(tab, editor, qtbot, settled, stored):
    short = editor.short
    assert [call for call, field in short.fields.items() if field.isVisible()] == [Call.LUNCH]
    assert "A visit under 30 minutes" in short.asked.text()
    assert short.reasons[Call.LUNCH].accessibleName() == "Lunch, 20 minutes: why that is enough"
    save(editor, qtbot, settled)
    assert "say why so short a visit is enough, or plan 30 minutes" in editor.notice.text.text()
    assert QApplication.focusWidget() is short.reasons[Call.LUNCH]
    qtbot.keyClicks(short.reasons[Call.LUNCH], "Only her tablets")
    settled()
    assert "Lunch is short because: “Only her tablets”" in editor.changes.text()
    save(editor, qtbot, settled)
    assert editor.isHidden()
    assert stored().why_short == (WhyShort(Call.LUNCH, "Only her tablets"),)
    assert tab.short.text() == "Lunch, 20 minutes: Only her tablets"
    assert tab.versions.changes.text().endswith("Lunch is short because: “Only her tablets”")


def test_at_thirty_minutes_it_isnt_asked_and_what_was_typed_comes_back_with_the_question(
    editor, qtbot, settled, stored, tab
):
    short = editor.short
    qtbot.keyClicks(short.reasons[Call.LUNCH], "Only her tablets")
    of_minutes(editor, qtbot, "30")
    settled()
    assert (short.isVisible(), short.value()) == (False, ())
    of_minutes(editor, qtbot, "29")
    settled()
    assert short.value() == (WhyShort(Call.LUNCH, "Only her tablets"),)
    of_minutes(editor, qtbot, "25")
    settled()
    save(editor, qtbot, settled)
    assert stored().number == 2
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    assert short.reasons[Call.LUNCH].text() == "Only her tablets", "the call stays short"
    short.reasons[Call.LUNCH].selectAll()
    qtbot.keyClick(short.reasons[Call.LUNCH], Qt.Key.Key_Delete)
    qtbot.keyClicks(editor.because, "As before")
    save(editor, qtbot, settled)
    assert "say why so short a visit is enough" in editor.notice.text.text(), "a deleted reason is asked for again"


def test_starting_again_from_the_plan_in_force_takes_back_the_reasons_too(editor, qtbot, settled):
    qtbot.keyClicks(editor.short.reasons[Call.LUNCH], "Only her tablets")
    editor.again.click()
    settled()
    assert editor.short.reasons[Call.LUNCH].text() == ""
