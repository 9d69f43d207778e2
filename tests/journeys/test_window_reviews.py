"""A long-term review walked to its end by keyboard: area, letters, meeting, agreement, a move to PVI, the hand-over."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.queries.reviews.programmes import programmes
from models.values import london_day
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState
from ui.dialogs.print_preview import PrintPreview
from ui.navigation import PageName

DAY = timedelta(days=1)


class Reviews:
    """The page, and the hands of somebody who has only a keyboard."""

    def __init__(self, desk):
        self.desk = desk
        self.look_here()

    def look_here(self):
        """The window of the pages has the keyboard."""
        self.desk.desk.open_page(PageName.REVIEWS)
        self.desk.settle()

    def open(self, deed):
        """Go to a button and press it."""
        self.desk.tab_to(f"reviews.{deed}")
        self.desk.key(Qt.Key.Key_Space)

    def fill(self, deed, **told):
        """Fill the fields of the form that opened, each found by Tab, and store it."""
        for name, said in told.items():
            self.desk.tab_to(f"reviews.{deed}_form.{name}")
            if isinstance(said, str):
                QApplication.focusWidget().selectAll()
                self.desk.keys(said)
            elif said is True:
                self.desk.key(Qt.Key.Key_Space)
            else:
                self.desk.keys(said.label[:1])
        self.desk.tab_to(f"reviews.{deed}_form.confirm")
        self.desk.key(Qt.Key.Key_Space)

    def review(self):
        (programme,) = self.desk.stored(programmes)
        return programme.reviews[0]


@pytest.mark.rule("LTR-1")
def test_a_review_is_walked_from_its_area_to_the_hand_over(sit, sqlite_office, qtbot):
    office = sqlite_office
    office.a_person(given="Jo", family="Gill")
    desk = sit()
    page = Reviews(desk)

    page.open("open")
    page.fill("open", area="Buxton")
    page.open("take_in")
    desk.tab_to("reviews.take_in_form.person")
    desk.keys("gill")
    box = QApplication.focusWidget()
    qtbot.waitUntil(lambda: box._model.rowCount() == 1)
    desk.key(Qt.Key.Key_Return)
    page.fill("take_in", minutes="14")
    assert page.review().state is ReviewState.LETTER

    page.open("print")
    (preview,) = (each for each in desk.window.findChildren(PrintPreview) if each.isVisible())
    assert "Buxton" in preview.windowTitle()
    assert preview.sheets
    desk.key(Qt.Key.Key_Escape)
    assert not preview.isVisible()
    page.look_here()
    assert page.review().letter_sent_on is None
    page.open("letters")
    page.fill("letters")
    assert page.review().state is ReviewState.MEETING

    page.open("met")
    page.fill("met", met_whom=MetWhom.PERSON, explained=True, circumstances="Walks again")
    page.open("agree")
    page.fill("agree", agreed_minutes="10.5", agreed_with="Jo Gill", because="Walks again")
    page.open("decide")
    starts_on = london_day(office.now) + 7 * DAY
    page.fill("decide", outcome=ReviewOutcome.PVI, provider="Peak Care", starts_on=f"{starts_on:%d/%m/%Y}")
    assert page.review().state is ReviewState.HAND_OVER

    page.open("hand_over")
    desk.tab_to("reviews.hand_over_form.worker")
    desk.keys("C")
    page.fill("hand_over", provider_contact="Di, manager", shown="How Jo is lifted")
    done = page.review()
    assert (done.state, done.handed_over_by, done.minutes_then) == (ReviewState.TO_START, "CWC North", 630)
