"""The page of subject access requests: from what came to what left, and what each form refuses."""

import json

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from app.queries.requests.requests import requests
from app.services.requests import receiving
from models.people import Person
from models.values import london_day
from models.vocabulary.requests import AccessCheckKind, AskedBy, ReleasedHow, RequestOutcome
from ui.pages.requests.page import SubjectAccessPage
from ui.tables.row_table_model import ROW_ROLE
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.type_ahead import TypeAhead

pytestmark = pytest.mark.rule("SAR-2")


@pytest.fixture
def office(sqlite_office):
    return sqlite_office


@pytest.fixture
def open_page(open_page, office_desk, office, settled):
    """The page, at the service manager's desk: they answer such requests."""

    def opened(record=None):
        page = open_page(SubjectAccessPage, record)
        office_desk.door.sit(page, office.staff["Service manager"], lambda _done: None, page.notice.say)
        settled()
        return page

    return opened


@pytest.fixture
def person(office):
    return office.a_person(given="Jo", family="Gill")


@pytest.fixture
def asked(office, person):
    return office.do(receiving.record_request, person=person, asked_by=AskedBy.PERSON).made


@pytest.fixture
def ask(office, elsewhere):
    return lambda: elsewhere(lambda: (*office.ask(requests), *office.ask(requests, ended=True)))


def typed(page, name, text):
    line, prose = page.findChild(QLineEdit, name), page.findChild(QPlainTextEdit, name)
    assert line or prose, f"there is no {name}"
    line.setText(text) if line else prose.setPlainText(text)


def chosen(page, name, value):
    page.findChild(ChoiceBox, name).set_value(value)


def said(form):
    return " ".join(each.text() for each in form.findChildren(QLabel))


def test_a_request_is_recorded_and_a_name_is_asked_of_who_asks_for_another(open_page, press, ask, settled, person):
    page = open_page()
    assert page.list.empty.text() == "No request is open."
    press(page, "subject_access.new")
    box = page.findChild(TypeAhead, "subject_access.new_form.person")
    box.setFocus()
    box.setText("gill")
    box.asked.emit("gill")
    settled()
    box.set_value(box._model.index(0, 0).data(ROW_ROLE))
    chosen(page, "subject_access.new_form.asked_by", AskedBy.ANOTHER)
    press(page, "subject_access.new_form.confirm")
    assert "Say by name who asks for them." in said(page.list.form)
    typed(page, "subject_access.new_form.asker", "Ann Gill")
    press(page, "subject_access.new_form.confirm")
    (made,) = ask()
    assert (made.person_id, made.asker, made.received_on) == (person, "Ann Gill", london_day(page.desk.clock.now()))


@pytest.mark.usefixtures("asked")
def test_a_request_goes_its_way_to_its_release(open_page, press, ask, settled, qtbot, tmp_path):
    page = open_page()
    assert "One calendar month from" in page.time.text()
    assert "Safeguarding concerns, with the safeguarding lead: not looked at yet" in page.checks.text()
    press(page, "subject_access.release")
    chosen(page, "subject_access.release_form.given_how", ReleasedHow.HAND)
    press(page, "subject_access.release_form.confirm")
    assert "Make the copy first." in said(page.list.form)
    page.list.close_form()
    for each in AccessCheckKind:
        press(page, "subject_access.check")
        assert page.findChild(ChoiceBox, "subject_access.check_form.what").value() is each
        typed(page, "subject_access.check_form.found", "nothing")
        press(page, "subject_access.check_form.confirm")
    page.copy_to(tmp_path / "jo.pdf", page.list.table.current())
    qtbot.waitUntil(lambda: page.list.notice.text.text() == "Saved as jo.pdf and jo.json.")
    settled()
    assert json.loads((tmp_path / "jo.json").read_bytes())["about"] == "Jo Gill"
    assert "Copy made by Service manager North" in page.time.text()
    press(page, "subject_access.release")
    chosen(page, "subject_access.release_form.given_how", ReleasedHow.HAND)
    press(page, "subject_access.release_form.confirm")
    (row,) = ask()
    assert (row.outcome, row.given_to) == (RequestOutcome.RELEASED, "Jo Gill")
    assert page.list.empty.isVisible()
    page.which.set_value(True)
    page.which.picked.emit(True)
    settled()
    assert "Released to Jo Gill, handed over on" in page.time.text()


def test_a_copy_that_is_stopped_leaves_no_file_and_is_not_recorded(open_page, asked, ask, qtbot, tmp_path, settled):
    page = open_page()
    page.copy_to(tmp_path / "jo.pdf", page.list.table.current())
    page._progress.stop()
    qtbot.waitUntil(lambda: "Stopped" in page.list.notice.text.text())
    settled()
    assert list(tmp_path.glob("jo.*")) == []
    assert [each.copied_at for each in ask() if each.id == asked] == [None]
    assert not page.cancel.isVisible()


def test_what_is_there_beside_the_pdf_is_never_written_over_unasked(open_page, asked, ask, qtbot, tmp_path, settled):
    page = open_page()
    for end in (".json", ".zip"):
        (tmp_path / f"jo{end}").write_bytes(b"of somebody else")
    page.copy_to(tmp_path / "jo.pdf", page.list.table.current())
    refusal = "There is already “jo.json” and “jo.zip”, where what belongs to “jo.pdf” is saved: choose another name."
    qtbot.waitUntil(lambda: page.list.notice.text.text() == refusal)
    settled()
    assert {each.name: each.read_bytes() for each in tmp_path.glob("jo.*")} == dict.fromkeys(
        ("jo.json", "jo.zip"), b"of somebody else"
    )
    assert [each.copied_at for each in ask() if each.id == asked] == [None]


@pytest.mark.rule("SAR-3")
def test_of_somebody_who_died_only_another_end_is_offered(office, open_page, press, asked, person, ask):
    with office.database.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now
    page = open_page(person)
    assert "Access to Health Records Act 1990" in page.notes.text()
    assert not page.copy.isVisible()
    press(page, "subject_access.end")
    assert page.findChild(ChoiceBox, "subject_access.end_form.outcome").value() is RequestOutcome.HANDED_ON
    typed(page, "subject_access.end_form.given_to", "Information governance")
    typed(page, "subject_access.end_form.because", "She died")
    press(page, "subject_access.end_form.confirm")
    (row,) = ask()
    assert (row.id, row.outcome) == (asked, RequestOutcome.HANDED_ON)


@pytest.mark.usefixtures("asked")
def test_evidence_and_a_longer_time_are_recorded_and_each_control_is_listed(open_page, press, ask, met):
    page = open_page()
    press(page, "subject_access.new")
    met.meet(page)
    page.list.close_form()
    for name in ("check", "release", "handler", "end"):
        press(page, f"subject_access.{name}")
        met.meet(page)
        page.list.close_form()
    press(page, "subject_access.extend")
    met.meet(page)
    typed(page, "subject_access.extend_form.because", "Twenty years of records")
    press(page, "subject_access.extend_form.confirm")
    press(page, "subject_access.ask_evidence")
    met.meet(page)
    press(page, "subject_access.ask_evidence_form.confirm")
    assert "Time runs from the day" in page.time.text()
    press(page, "subject_access.evidence")
    met.meet(page)
    typed(page, "subject_access.evidence_form.evidence", "a passport")
    press(page, "subject_access.evidence_form.confirm")
    (row,) = ask()
    assert (row.evidence, row.extended_because) == ("a passport", "Twenty years of records")
    page.cancel.show()
    met.meet(page)
    assert met.differences("Office: subject access") == []


def test_who_sits_elsewhere_is_told_who_answers(office, open_page, press, asked, office_desk, settled, ask):
    page = open_page()
    office_desk.door.sit(page, office.staff["DSO"], lambda _done: None, page.notice.say)
    settled()
    press(page, "subject_access.check")
    typed(page, "subject_access.check_form.found", "nothing")
    press(page, "subject_access.check_form.confirm")
    assert "is put together by the service manager" in said(page.list.form)
    (row,) = ask()
    assert (row.id, row.version) == (asked, 1)
