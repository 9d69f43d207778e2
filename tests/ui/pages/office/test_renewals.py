"""The page New agreements: all issued one after another, those refused told, one PDF to print (FUND-7)."""

import os
from datetime import date, timedelta

import pytest

from app.papers.issuing import issue_agreement
from app.services.agreement import signing
from models.agreement import Agreement, Rate
from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat
from tests.builders import visit
from tests.papers.test_agreement import a_rate, an_interim
from ui.dialogs.print_preview import PrintPreview
from ui.pages.office.renewals import RenewalsPage

APRIL = date(2027, 4, 1)


def picture(page, name):
    folder = os.environ.get("HOMEWARD_PICTURES")
    if folder:
        page.grab().save(f"{folder}/renewals-{name}.png")


@pytest.fixture
def signed(sqlite_office):
    """People who pay in full and have signed, before April's rate was entered."""
    office = sqlite_office
    a_rate(office)
    for name in ("Able", "Baker", "Cole"):
        unwritten = {"preferred": "\U00013000"} if name == "Baker" else {}  # a letter that no font of ours has
        person = office.a_person(given="Ann", family=name, funding=Funding.SELF_FUNDER, **unwritten)
        episode = an_interim(office, visit(), person=person)
        made = office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD, with_boxes=True).made
        office.do(signing.sign, agreement=made, seen=office.version(Agreement, made), signed_at=office.now)
    office.clock.advance(timedelta(hours=1))
    office.store(Rate(from_day=APRIL, single_handed_pence=2560, double_handed_pence=5120))
    return office


def people(table):
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


@pytest.mark.rule("FUND-7")
@pytest.mark.usefixtures("signed")
def test_all_are_issued_and_one_that_is_refused_stops_none_of_the_others(open_page, settled):
    page = open_page(RenewalsPage)
    assert people(page.due) == ["Ann Able", "Ann Baker", "Ann Cole"]
    assert page.said.text() == "3 agreements can be issued in one go, for the person to sign."
    picture(page, "due")
    page.issue.click()
    settled()
    assert people(page.waiting) == ["Ann Able", "Ann Cole"]
    assert page.panel.notice.text.text() == "2 new agreements issued."
    assert "Ann Baker:" in page.lines.text()
    picture(page, "issued")
    page.print.click()
    preview = page.findChild(PrintPreview)
    settled()
    assert preview.windowTitle() == "New agreements to sign"
    assert len(preview.sheets) > 4
    preview.reject()


@pytest.mark.rule("FUND-7")
@pytest.mark.usefixtures("signed")
def test_it_can_be_stopped_between_two_people_and_says_how_many_are_left(open_page, settled):
    page = open_page(RenewalsPage)
    page.issue.click()
    page.panel.notice._offer.click()
    settled()
    assert page.panel.notice.text.text() == "1 new agreement issued. Stopped: 2 people left as they were."
    assert people(page.due) == ["Ann Baker", "Ann Cole"]
    assert not page.issue.isHidden()


@pytest.mark.usefixtures("signed")
def test_the_drafts_can_be_looked_at_before(open_page, settled):
    page = open_page(RenewalsPage)
    page.drafts.click()
    preview = page.findChild(PrintPreview)
    settled()
    assert preview.windowTitle() == "Drafts of new agreements"
    assert preview.sheets
    preview.reject()


def test_nobody_to_renew_is_said_and_nothing_is_offered(open_page):
    page = open_page(RenewalsPage)
    assert page.said.text() == "Nobody needs a new agreement."
    assert page.issue.isHidden()
    assert page.issued.isHidden()


@pytest.mark.usefixtures("signed")
def test_controls_are_listed(open_page, settled, met):
    page = open_page(RenewalsPage)
    page.issue.click()
    settled()
    met.meet(page)
    assert met.differences("New agreements") == []
