"""The page of the retention review: what is due, what is decided by whom, holds, and the list as a workbook."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from app.queries.retention.review import holds, to_review
from app.services.retention import deciding
from app.services.retention.holds import place_hold
from models.rules.clocks import months_after
from models.values import london_day, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.retention import RetentionState
from ui.pages.retention.page import RetentionPage
from ui.tables.row_table_model import ROW_ROLE
from ui.text import plain_day_text
from ui.widgets.type_ahead import TypeAhead

pytestmark = pytest.mark.rule("RET-1")


@pytest.fixture
def office(sqlite_office):
    return sqlite_office


@pytest.fixture
def due(office):
    person = office.a_person(given="Jo", family="Gill")
    ended = start_of_day(months_after(london_day(office.now), -8 * 12))
    office.an_episode(
        person=person, started_at=ended, first_support_at=ended, ended_at=ended,
        end_reason=EndReason.GOALS_ACHIEVED, closed_at=ended,
    )  # fmt: skip
    return person


@pytest.fixture
def ask(office, elsewhere):
    return lambda: elsewhere(lambda: (office.ask(to_review).rows, office.ask(holds)))


def typed(page, name, text):
    line, prose = page.findChild(QLineEdit, name), page.findChild(QPlainTextEdit, name)
    assert line or prose, f"there is no {name}"
    line.setText(text) if line else prose.setPlainText(text)


def said(form):
    return " ".join(each.text() for each in form.findChildren(QLabel))


def test_a_disposal_is_proposed_and_says_that_nothing_is_deleted(due, open_page, press, ask, settled, tmp_path, qtbot):
    page = open_page(RetentionPage)
    assert page.shown.text() == "1 person"
    press(page, "retention.propose")
    assert "Nothing is deleted by it" in said(page.list.form)
    typed(page, "retention.propose_form.because", "Nothing is owed")
    press(page, "retention.propose_form.confirm")
    press(page, "retention.approve")
    typed(page, "retention.approve_form.because", "Looked through")
    press(page, "retention.approve_form.confirm")
    assert "somebody else approves it" in said(page.list.form)
    page.list.close_form()
    page.state.set_value(RetentionState.APPROVED.value)
    page.state.picked.emit(RetentionState.APPROVED.value)
    settled()
    assert page.list.empty.isVisible()
    assert (page.total.said.text(), page.list.empty.text()) == (
        "none of 1 person shown",
        "Nobody's records are in this state.",
    )
    page.save_to(tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: page.list.notice.text.text() == "list.xlsx has no people.")
    ((row,), _) = ask()
    assert (row.person_id, row.state) == (due, RetentionState.PROPOSED)
    press(page, "retention.list.show_all")
    assert (page.state.value(), page.shown.text(), page.total.isVisible()) == ("", "1 person", False)


@pytest.mark.rule("RET-2")
def test_a_hold_is_placed_and_lifted_and_each_control_is_listed(office, due, open_page, press, ask, settled, met):
    office.do(deciding.propose_disposal, person=due, because="nothing is owed")
    page = open_page(RetentionPage)
    for name in ("keep", "approve", "withdraw"):
        press(page, f"retention.{name}")
        met.meet(page)
        page.list.close_form()
    press(page, "retention.withdraw")
    typed(page, "retention.withdraw_form.because", "A claim came")
    press(page, "retention.withdraw_form.confirm")
    press(page, "retention.propose")
    met.meet(page)
    page.list.close_form()
    press(page, "retention.place")
    met.meet(page)
    box = page.findChild(TypeAhead, "retention.place_form.person")
    box.setFocus()
    box.setText("gill")
    box.asked.emit("gill")
    settled()
    box.set_value(box._model.index(0, 0).data(ROW_ROLE))
    typed(page, "retention.place_form.asked_by", "Legal services")
    typed(page, "retention.place_form.because", "An inquest")
    press(page, "retention.place_form.confirm")
    ((row,), (hold,)) = ask()
    assert (row.state, hold.person_id) == (RetentionState.HELD, due)
    press(page, "retention.lift")
    met.meet(page)
    typed(page, "retention.lift_form.because", "It is over")
    press(page, "retention.lift_form.confirm")
    assert ask()[1] == ()
    page.before.show()
    page.after.show()
    met.meet(page)
    assert met.differences("Office: retention review") == []


@pytest.mark.rule("RET-2")
def test_what_is_typed_of_one_hold_is_not_offered_for_another_on_the_same_person(office, due, open_page, press):
    for because in ("claim A", "inquest B"):
        office.do(place_hold, person=due, asked_by="Legal services", because=because)
    page = open_page(RetentionPage)
    rows = page.holds.table.model()
    first, second = (rows.index(number, 0).data(ROW_ROLE) for number in range(2))
    page.holds.table.choose(first.id)
    press(page, "retention.lift")
    typed(page, "retention.lift_form.because", "claim A was settled")
    page.holds.close_form()
    page.holds.table.choose(second.id)
    press(page, "retention.lift")
    assert page.findChild(QPlainTextEdit, "retention.lift_form.because").toPlainText() == ""
    page.holds.close_form()
    page.holds.table.choose(first.id)
    press(page, "retention.lift")
    assert page.findChild(QPlainTextEdit, "retention.lift_form.because").toPlainText() == "claim A was settled"


def test_records_are_kept_until_a_day_to_come(due, open_page, press, ask, office):
    page = open_page(RetentionPage)
    press(page, "retention.keep")
    typed(page, "retention.keep_form.keep_until", "+30")
    typed(page, "retention.keep_form.because", "A complaint is open")
    press(page, "retention.keep_form.confirm")
    ((row,), _) = ask()
    assert (row.person_id, row.state) == (due, RetentionState.KEPT)
    assert plain_day_text(row.keep_until) in page.list.table.model().index(0, 1).data()
    assert row.keep_until > london_day(office.now)
