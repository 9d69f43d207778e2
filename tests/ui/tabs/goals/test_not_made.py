"""The Goals tab: a visit that wasn't made, noted and taken back by keyboard, and a letter beside it asked about."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.services.goals import not_made
from models.goals import Goal
from models.vocabulary.goals import Letter, NotMade
from ui.tabs.goals.tab import GoalsTab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab(open_tab, person, request):
    request.getfixturevalue("rated")
    return open_tab(GoalsTab, person)


@pytest.fixture
def key(tab, qtbot, settled):
    """Press a key: on the strip, or on what is named."""

    def press(which, on=None, *modifiers):
        qtbot.keyClick(on or tab.history.strip, which, *modifiers)
        settled()
        settled()

    return press


def missed(view):
    return [(each.key, each.not_made.reason, each.not_made.note) for each in view().history.visits if each.not_made]


@pytest.mark.rule("IPAD-1")
def test_n_asks_why_and_the_reason_is_stored_taken_back_and_given_again(tab, key, view):
    history = tab.history
    key(Qt.Key.Key_Left)  # to the lunch of two days ago, which is rated
    key(Qt.Key.Key_Left)
    visit = history.strip.model().place(history.strip.currentIndex())[1]
    key(Qt.Key.Key_N)
    assert history.not_made.isVisible()
    assert history.not_made.reason.hasFocus()
    history.not_made.reason.set_value(NotMade.NO_ACCESS)
    history.not_made.note.setFocus()
    history.not_made.note.setText("rang twice")
    key(Qt.Key.Key_Return, history.not_made.note)
    assert missed(view) == [(visit, NotMade.NO_ACCESS, "rang twice")]
    assert history.not_made.isHidden()
    assert history.strip.hasFocus()
    key(Qt.Key.Key_Z, None, CTRL)
    assert missed(view) == []
    assert history.notice.text.text() == "The last note of a visit not made is taken back."
    key(Qt.Key.Key_Z, None, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert missed(view) == [(visit, NotMade.NO_ACCESS, "rang twice")]
    index = next(
        history.strip.model().index(0, column)
        for column in range(history.strip.model().columnCount())
        if history.strip.model().visit(column).not_made
    )
    history.strip.setCurrentIndex(index)
    assert "not made: no answer or no way in (“rang twice”), noted by DSO North" in history.chosen.text()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(": not made, no answer or no way in")
    assert index.data() == "N"
    assert "1 not made" in tab.history.aside.text()


@pytest.mark.rule("IPAD-1")
def test_it_turns_out_to_have_been_made(tab, key, view, press):
    history = tab.history
    key(Qt.Key.Key_N)
    history.not_made.reason.set_value(NotMade.OUT)
    press(history.not_made.record)
    assert len(missed(view)) == 1
    index = history.strip.model().index(0, history.strip.model().columnCount() - 1)
    history.strip.setCurrentIndex(index)
    key(Qt.Key.Key_N)
    assert "is recorded as not made: the person was out" in history.not_made.about.text()
    press(history.not_made.made)
    assert missed(view) == []
    key(Qt.Key.Key_Z, None, CTRL)
    assert [reason for _, reason, _ in missed(view)] == [NotMade.OUT]


@pytest.mark.rule("IPAD-1")
def test_a_reason_is_needed_and_escape_leaves(tab, key, view, press):
    key(Qt.Key.Key_N)
    press(tab.history.not_made.record)
    assert tab.history.notice.text.text() == "Choose why the visit wasn't made."
    tab.history.not_made.note.setFocus()
    key(Qt.Key.Key_Escape, tab.history.not_made.note)
    assert tab.history.not_made.isHidden()
    assert missed(view) == []


@pytest.mark.rule("IPAD-1")
def test_a_letter_and_a_visit_not_made_are_asked_about_in_either_order(tab, key, view, press, sqlite_office):
    history = tab.history
    history.worker.set_value(sqlite_office.staff["CWC"])
    strip = history.strip
    at = next(
        strip.model().index(0, column)
        for column in range(strip.model().columnCount())
        if strip.model().index(0, column).data() == "A1"
    )
    strip.setCurrentIndex(at)
    key(Qt.Key.Key_N)
    history.not_made.reason.set_value(NotMade.REFUSED)
    press(history.not_made.record)
    assert history.notice.text.text().startswith("This visit has a rating, so somebody was there.")
    assert missed(view) == []
    press(history.not_made.record)
    assert [reason for _, reason, _ in missed(view)] == [NotMade.REFUSED]
    strip.setCurrentIndex(strip.model().index(0, at.column()))
    assert "Yet the visit is recorded as not made: the whole visit was refused" in history.chosen.text()
    newest = strip.model().columnCount() - 1
    strip.setCurrentIndex(strip.model().index(0, newest))
    key(Qt.Key.Key_N)
    history.not_made.reason.set_value(NotMade.NOBODY_CAME)
    press(history.not_made.record)
    strip.setCurrentIndex(strip.model().index(0, newest))
    key(Qt.Key.Key_P)
    assert "not made: nobody came, noted by DSO North. Press P again" in history.notice.text.text()
    key(Qt.Key.Key_P)
    assert Letter.P in [cell.letter for cell in view().history.cells]


@pytest.mark.rule("IPAD-1")
def test_a2_where_one_worker_was_planned_is_asked_about_and_stands(tab, key, view, sqlite_office):
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    key(Qt.Key.Key_2)
    said = "A2 says that two workers helped, but one was planned: ask who was there, or whether A1 was meant."
    assert tab.history.notice.text.text().endswith(f"lunch: {said}")
    assert Letter.A2 in [cell.letter for cell in view().history.cells]
    tab.history.strip.setCurrentIndex(tab.history.strip.model().index(0, tab.history.strip.model().columnCount() - 1))
    assert tab.history.chosen.text().endswith(said)
    key(Qt.Key.Key_1)
    assert said not in tab.history.chosen.text()
    assert tab.history.notice.isHidden()


@pytest.mark.rule("IPAD-1")
def test_what_another_desk_noted_while_the_form_was_open_is_not_overwritten(
    tab, key, view, press, settled, elsewhere, sqlite_office, person
):
    key(Qt.Key.Key_N)
    day, call = tab.history.not_made.visit
    told = {"person": person, "day": day, "call": call, "reason": NotMade.REFUSED, "note": "said go away"}
    elsewhere(partial(sqlite_office.do_as, "OT", not_made.note_not_made, seen=None, **told))
    tab.refresh()
    settled()
    settled()
    tab.history.not_made.reason.set_value(NotMade.NOBODY_CAME)
    press(tab.history.not_made.record)
    assert missed(view) == [((day, call), NotMade.REFUSED, "said go away")]
    assert not tab.history.notice.isHidden()


@pytest.mark.rule("IPAD-1")
def test_an_own_note_taken_back_while_the_form_is_open_is_known_to_it(tab, key, view, press):
    history = tab.history
    key(Qt.Key.Key_N)
    history.not_made.reason.set_value(NotMade.OUT)
    press(history.not_made.record)
    history.strip.setCurrentIndex(history.strip.model().index(0, history.strip.model().columnCount() - 1))
    key(Qt.Key.Key_N)
    press(history.undo)
    assert missed(view) == []
    history.not_made.reason.set_value(NotMade.NO_ACCESS)
    press(history.not_made.record)
    assert [reason for _, reason, _ in missed(view)] == [NotMade.NO_ACCESS]


@pytest.mark.rule("IPAD-1")
def test_the_form_goes_with_a_visit_that_is_in_the_history_no_more(
    tab, key, view, settled, elsewhere, sqlite_office, goal
):
    history = tab.history

    def reword():
        with sqlite_office.database.writing() as session:
            session.get_one(Goal, goal).calls = "tea"

    key(Qt.Key.Key_N)
    history.not_made.note.setText("rang twice")
    elsewhere(reword)
    tab.refresh()
    settled()
    settled()
    assert history.not_made.isHidden()
    assert history.strip.hasFocus()
    assert history.notice.text.text() == (
        "This visit is no longer in the history, so nothing was noted of it. You had typed: “rang twice”."
    )
    assert missed(view) == []


@pytest.mark.rule("IPAD-1")
def test_the_form_closes_when_another_visit_or_another_view_is_looked_at(tab, key, settled):
    history = tab.history
    key(Qt.Key.Key_N)
    history.strip.setFocus()
    key(Qt.Key.Key_Left)
    assert history.not_made.isHidden()
    assert history.strip.hasFocus()
    key(Qt.Key.Key_N)
    tab.act("goals.act.view")
    settled()
    assert history.not_made.isHidden()
    assert history.views.weeks.hasFocus()
