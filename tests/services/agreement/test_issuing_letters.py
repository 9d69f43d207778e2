"""An issued letter is kept as bytes, once a day; what is printed from then on is those bytes."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.issuing_letters import issue_letter, letter_pages
from app.papers.letters_about_paying import draw_letter, prepare_letter
from models.episodes import Episode
from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from tests.papers.test_agreement import an_interim


@pytest.mark.rule("FUND-2")
def test_an_issued_letter_is_printed_byte_for_byte_whatever_changes_after(office):
    episode = an_interim(office, funding=Funding.CO_FUNDER)
    office.do(issue_letter, episode=episode, seen=office.version(Episode, episode))
    first = office.ask(letter_pages, episode=episode, paper_format=PaperFormat.LARGE_PRINT)
    office.clock.advance(timedelta(days=2))
    assert office.ask(letter_pages, episode=episode, paper_format=PaperFormat.LARGE_PRINT) == first
    assert draw_letter(office.ask(prepare_letter, episode=episode), Edition.LARGE_PRINT) != first


@pytest.mark.rule("FUND-2", "FUND-6")
@pytest.mark.parametrize("funding", [Funding.CO_FUNDER, Funding.COUNCIL])
def test_before_it_is_issued_a_letter_is_a_marked_draft_without_number(sqlite_office, funding):
    office = sqlite_office
    episode = an_interim(office, funding=funding)
    reference = office.ask(prepare_letter, episode=episode).paper.reference
    for is_issued in (False, True):
        made = office.ask(letter_pages, episode=episode, paper_format=PaperFormat.STANDARD)
        words = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        assert (reference in words) is is_issued
        assert ("Draft, not issued" in words) is not is_issued
        assert ("It is not sent yet" in words) is not is_issued
        if not is_issued:
            office.do(issue_letter, episode=episode, seen=office.version(Episode, episode))


@pytest.mark.rule("FUND-6")
def test_a_second_letter_on_the_same_day_is_refused(sqlite_office):
    episode = an_interim(sqlite_office, funding=Funding.COUNCIL)
    sqlite_office.do(issue_letter, episode=episode, seen=sqlite_office.version(Episode, episode))
    with pytest.raises(Refused, match="issued today already"):
        sqlite_office.do(issue_letter, episode=episode, seen=sqlite_office.version(Episode, episode))
