"""The page of long-term reviews: an area from its opening to a hand-over, and what each form refuses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit
from sqlalchemy import select

from app.queries.reviews.programmes import programmes
from app.services.reviews import joint_review
from app.services.reviews.programmes import open_programme
from app.services.reviews.taking_in import take_in_person
from models.access import AccessNote
from models.reviews import LongTermReview
from models.values import london_day
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause
from ui.dialogs.import_preview import Arrives
from ui.dialogs.print_preview import PrintPreview
from ui.pages.reviews.page import ReviewsPage
from ui.tables.row_table_model import ROW_ROLE
from ui.tables.table_view import TableView
from ui.text import plain_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.press import Button
from ui.widgets.type_ahead import TypeAhead

pytestmark = pytest.mark.rule("LTR-1")


@pytest.fixture
def office(sqlite_office):
    return sqlite_office


@pytest.fixture
def person(office):
    return office.a_person(given="Jo", family="Gill")


@pytest.fixture
def in_buxton(office, person):
    programme = office.do(open_programme, area="Buxton").made
    return office.do(take_in_person, programme=programme, person=person, minutes_a_week=840).made


@pytest.fixture
def ask(office, elsewhere):
    return lambda: elsewhere(lambda: office.ask(programmes))


def typed(page, name, text):
    line, prose = page.findChild(QLineEdit, name), page.findChild(QPlainTextEdit, name)
    assert line or prose, f"there is no {name}"
    line.setText(text) if line else prose.setPlainText(text)


def chosen(page, name, value):
    page.findChild(ChoiceBox, name).set_value(value)


def said(form):
    return " ".join(each.text() for each in form.findChildren(QLabel))


def listed(rows, heading):
    model = rows.model()
    places = range(model.columnCount())
    at = next(each for each in places if model.headerData(each, Qt.Orientation.Horizontal) == heading)
    return model.index(0, at).data()


def moves_for(page, press, hours, day):
    press(page, "reviews.decide")
    chosen(page, "reviews.decide_form.outcome", ReviewOutcome.PVI)
    typed(page, "reviews.decide_form.provider", "Peak Care")
    typed(page, "reviews.decide_form.minutes_then", hours)
    page.findChild(DateEdit, "reviews.decide_form.starts_on").set_value(day)
    press(page, "reviews.decide_form.confirm")


@pytest.mark.usefixtures("person")
def test_an_area_is_opened_and_somebody_known_is_taken_in(open_page, press, settled, ask):
    page = open_page(ReviewsPage)
    assert page.figures.text() == "Open the programme of an area once providers there can take packages on."
    press(page, "reviews.open")
    typed(page, "reviews.open_form.area", "Buxton")
    press(page, "reviews.open_form.confirm")
    assert page.area.currentText() == "Buxton"
    press(page, "reviews.take_in")
    box = page.findChild(TypeAhead, "reviews.take_in_form.person")
    box.setFocus()
    box.setText("gill")
    box.asked.emit("gill")
    settled()
    assert box._model.rowCount() == 1
    box.set_value(box._model.index(0, 0).data(ROW_ROLE))
    typed(page, "reviews.take_in_form.minutes", "14")
    press(page, "reviews.take_in_form.confirm")
    ((review,), *_) = [each.reviews for each in ask()]
    assert (review.person, review.minutes_a_week, review.state) == ("Jo Gill", 840, ReviewState.LETTER)
    assert "1 person: letters sent to 0 of 1, 0 of 1 met." in page.figures.text()


@pytest.mark.usefixtures("in_buxton")
def test_a_review_goes_its_way_by_the_buttons_below_the_list(office, open_page, press, ask):
    page = open_page(ReviewsPage)
    press(page, "reviews.letters")
    press(page, "reviews.letters_form.confirm")
    press(page, "reviews.arrange")
    chosen(page, "reviews.arrange_form.social_worker", office.staff["SW"])
    chosen(page, "reviews.arrange_form.direct_care", office.staff["CWC"])
    press(page, "reviews.arrange_form.confirm")
    press(page, "reviews.met")
    chosen(page, "reviews.met_form.met_whom", MetWhom.PERSON)
    press(page, "reviews.met_form.confirm")
    assert "record that you did" in page.reviews.form.notice.text.text()
    page.findChild(QCheckBox, "reviews.met_form.explained").setChecked(True)
    press(page, "reviews.met_form.confirm")
    press(page, "reviews.decide")
    chosen(page, "reviews.decide_form.outcome", ReviewOutcome.STAYS)
    assert not page.findChild(QLineEdit, "reviews.decide_form.provider").isVisible()
    chosen(page, "reviews.decide_form.stays_because", StaysBecause.NO_PROVIDER)
    press(page, "reviews.decide_form.confirm")
    assert "1 stays with Direct Care. 1 waits for a provider." in page.figures.text()
    moves_for(page, press, "7", office.now.date())
    assert "7 h a week instead of 14 h" in page.reviews.form.notice.text.text()
    page.reviews.close_form()
    press(page, "reviews.package")
    typed(page, "reviews.package_form.minutes", "7")
    press(page, "reviews.package_form.confirm")
    assert "went through a package of 14 h a week" in page.reviews.form.notice.text.text()
    page.reviews.close_form()
    press(page, "reviews.agree")
    typed(page, "reviews.agree_form.agreed_minutes", "7")
    typed(page, "reviews.agree_form.agreed_with", "Jo Gill")
    typed(page, "reviews.agree_form.because", "Walks again")
    press(page, "reviews.agree_form.confirm")
    moves_for(page, press, "7", office.now.date())
    press(page, "reviews.hand_over")
    chosen(page, "reviews.hand_over_form.worker", office.staff["CWC"])
    typed(page, "reviews.hand_over_form.provider_contact", "Di, manager")
    typed(page, "reviews.hand_over_form.shown", "How Jo is lifted")
    press(page, "reviews.hand_over_form.confirm")
    ((review,), *_) = [each.reviews for each in ask()]
    assert (review.state, review.minutes_then, review.handed_over_by) == (ReviewState.DONE, 420, "CWC North")
    assert "1 handed over, 14 h a week released. 1 of them at other hours, as agreed." in page.figures.text()
    press(page, "reviews.leave")
    typed(page, "reviews.leave_form.because", "Moved away")
    press(page, "reviews.leave_form.confirm")
    press(page, "reviews.take_up")
    assert page.findChild(TableView, "reviews.list").current().state is ReviewState.DONE


@pytest.mark.usefixtures("in_buxton")
def test_a_spreadsheet_is_looked_at_and_its_packages_are_taken_in(open_page, settled, tmp_path, ask):
    file = tmp_path / "packages.csv"
    file.write_text('Client,DOB,MOSAIC,Hours\n"Ash, Ann",02/05/1938,M900001,14\nNobody,,,\n', encoding="utf-8")
    page = open_page(ReviewsPage)
    page.packages_import.look(file)
    settled()
    preview = page.packages_import.preview
    assert {row.about: row.arrives for row in preview.rows.model().shown()} == {
        "Ann Ash": Arrives.NEW, "Nobody": Arrives.REFUSED,
    }  # fmt: skip
    assert [each.person for each in ask()[0].reviews] == ["Jo Gill"]
    preview.take.click()
    settled()
    assert [(each.person, each.minutes_a_week) for each in ask()[0].reviews] == [("Ann Ash", 840), ("Jo Gill", 840)]
    assert "The packages are taken in: 1 new" in page.notice.text.text()


@pytest.mark.usefixtures("in_buxton")
def test_the_letters_are_looked_at_and_none_is_recorded_as_sent(open_page, settled, ask):
    page = open_page(ReviewsPage)
    page.print.click()
    preview = page.findChild(PrintPreview)
    settled()
    assert preview.windowTitle() == "Letters about long-term reviews: Buxton"
    assert preview.sheets
    preview.reject()
    assert [each.letter_sent_on for each in ask()[0].reviews] == [None]


def test_a_sent_letter_is_printed_again_for_whoever_is_chosen(open_page, settled, office, in_buxton, person, elsewhere):
    page = open_page(ReviewsPage)
    again = page.findChild(Button, "reviews.print_again")
    assert again.isHidden()
    elsewhere(
        lambda: office.do(joint_review.record_letters, seen={in_buxton: office.version(LongTermReview, in_buxton)})
    )
    page.refresh()
    settled()
    assert not again.isHidden()
    again.click()
    settled()
    preview = page.findChild(PrintPreview)
    assert preview.windowTitle() == "Letter about a long-term review: Jo Gill"
    assert preview.sheets
    preview.reject()
    settled()
    assert elsewhere(lambda: office.ask(noted)) == [person]


def noted(turn):
    """About whom it is noted that something was looked at."""
    return list(turn.session.scalars(select(AccessNote.person_id)))


@pytest.fixture
def birch(office, in_buxton):
    """Second in another area, whose letters aren't sent; those of Buxton are."""
    glossop = office.do(open_programme, area="Glossop").made
    found = [office.a_person(given="Ann", family=family) for family in ("Ash", "Birch")]
    for each in found:
        office.do(take_in_person, programme=glossop, person=each)
    office.do(joint_review.record_letters, seen={in_buxton: office.version(LongTermReview, in_buxton)})
    return found[1]


def test_a_line_of_today_opens_the_form_of_the_very_review_in_its_area(birch, open_page, settled, qtbot):
    page = open_page(ReviewsPage)
    assert page.area.currentText() == "Buxton"
    page.open_at(birch, "reviews.met")
    settled()
    qtbot.waitUntil(lambda: page.reviews.form is not None)
    assert page.area.currentText() == "Glossop"
    assert page.findChild(TableView, "reviews.list").current().person == "Ann Birch"
    assert page.reviews.form.isVisible()


@pytest.mark.usefixtures("birch")
def test_the_line_about_letters_opens_the_area_that_has_any_to_send(open_page, qtbot):
    page = open_page(ReviewsPage)
    page.open_at(None, "reviews.letters")
    qtbot.waitUntil(lambda: page.panel.form is not None)
    assert page.area.currentText() == "Glossop"
    assert "2 letters are still to be sent in Glossop" in said(page.panel.form)
    assert "look whether each has one: Ann Ash, Ann Birch." in said(page.panel.form)


@pytest.mark.usefixtures("birch")
def test_the_line_about_an_areas_letters_opens_that_area_though_another_has_letters_too(office, open_page, qtbot):
    areas = {each.area: each.id for each in office.ask(programmes)}
    office.do(take_in_person, programme=areas["Buxton"], person=office.a_person(given="Bo", family="Cedar"))
    page = open_page(ReviewsPage)
    page.open_at(areas["Glossop"], "reviews.letters")
    qtbot.waitUntil(lambda: page.panel.form is not None)
    assert page.area.currentText() == "Glossop"
    assert "letters are still to be sent in Glossop" in said(page.panel.form)


def test_the_list_says_what_was_found_agreed_and_decided(office, in_buxton, open_page):
    on = {"review": in_buxton}
    office.do(joint_review.record_met, **on, whom=MetWhom.PERSON, explained=True, needs_match=False,
              circumstances="Walks again,\nwith a stick")  # fmt: skip
    office.do(joint_review.agree_change, **on, minutes=420, agreed_with="Jo Gill", because="Walks again")
    rows = open_page(ReviewsPage).findChild(TableView, "reviews.list")
    day = plain_day_text(london_day(office.now))
    assert listed(rows, "Hours a week") == "14, then 7"
    assert listed(rows, "Met") == f"{day}, the package doesn't meet their needs. Walks again, with a stick"
    assert listed(rows, "Outcome") == f"7 h a week agreed with Jo Gill on {day}: Walks again"


def test_the_list_says_what_a_review_came_to_before_what_was_agreed(office, in_buxton, open_page):
    on = {"review": in_buxton}
    office.do(joint_review.record_met, **on, whom=MetWhom.PERSON, explained=True, needs_match=True)
    office.do(joint_review.agree_change, **on, minutes=420, agreed_with="Jo Gill", because="Walks again")
    today = london_day(office.now)
    office.do(joint_review.decide_outcome, **on, outcome=ReviewOutcome.PVI, provider="Peak Care", minutes_then=420,
              starts_on=today, because="Glad of it")  # fmt: skip
    rows, day = open_page(ReviewsPage).findChild(TableView, "reviews.list"), plain_day_text(today)
    assert listed(rows, "Met") == day
    assert listed(rows, "Outcome") == (
        f"Peak Care from {day}; 7 h a week agreed with Jo Gill on {day}: Walks again; Glad of it"
    )


@pytest.mark.usefixtures("in_buxton")
def test_the_package_and_the_note_are_said_anew_and_each_control_is_listed(office, open_page, press, ask, met):
    page = open_page(ReviewsPage)
    press(page, "reviews.describe")
    typed(page, "reviews.describe_form.note", "None before January")
    press(page, "reviews.describe_form.confirm")
    assert page.note.text() == "None before January"
    press(page, "reviews.package")
    typed(page, "reviews.package_form.visits", "28")
    press(page, "reviews.package_form.confirm")
    ((review,), *_) = [each.reviews for each in ask()]
    assert (review.visits_a_week, review.minutes_a_week) == (28, 840)
    met.meet(page)
    for name in ("open", "take_in", "letters", "describe"):
        press(page, f"reviews.{name}")
        met.meet(page)
        page.panel.close_form()
    for name in ("letter", "arrange", "met", "package", "leave"):
        press(page, f"reviews.{name}")
        met.meet(page)
        if name == "met":
            chosen(page, "reviews.met_form.met_whom", MetWhom.PERSON)
            page.findChild(QCheckBox, "reviews.met_form.explained").setChecked(True)
            press(page, "reviews.met_form.confirm")
        else:
            page.reviews.close_form()
    for name in ("agree", "decide", "package"):
        press(page, f"reviews.{name}")
        met.meet(page)
        page.reviews.close_form()
    moves_for(page, press, "14", office.now.date())
    press(page, "reviews.hand_over")
    met.meet(page)
    assert met.differences("Office: long-term reviews") == []
