"""The start pack: what lies in the home from the first day, as one PDF with a bookmark to each paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.packs import end_pack_pdf, start_pack_pdf
from app.papers.progress import for_the_person
from app.papers.service_plan import service_plan_pages
from app.papers.visits import ipad_sheet_pdf
from app.services.closure import deaths
from models.people import Person
from models.values import Call
from models.vocabulary.goals import Letter
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from tests.builders import visit
from tests.papers.test_progress import rate

LARGE = PaperFormat.LARGE_PRINT


@pytest.mark.rule("GOAL-5", "IPAD-1")
def test_the_start_pack_holds_the_plan_and_a_blank_ipad_sheet_in_one_print(office):
    person = office.a_person(given="Nora", family="Pearce")
    episode = office.an_episode(person=person)
    office.a_goal(episode)
    pack = PdfReader(BytesIO(office.ask(start_pack_pdf, person=person, paper_format=LARGE)))
    marks = [each.title for each in pack.outline if not isinstance(each, list)]
    assert marks == ["Service plan", "IPAD sheet"]
    parts = (
        office.ask(service_plan_pages, episode=episode, edition=Edition.LARGE_PRINT),
        office.ask(ipad_sheet_pdf, person=person, paper_format=LARGE),
    )
    assert len(pack.pages) == sum(len(PdfReader(BytesIO(each)).pages) for each in parts)
    assert pack.metadata.title == "Start pack: Nora Pearce"


@pytest.mark.rule("PSP-12")
def test_the_end_pack_holds_then_and_now_and_the_progress_page_without_a_word_of_money(office):
    person = office.a_person(given="Nora", family="Pearce")
    episode = office.an_episode(visit(Call.MORNING, 45, 2), visit(Call.LUNCH, 30), person=person,
                                started_at=office.now - timedelta(days=20))  # fmt: skip
    office.a_plan(episode, visit(Call.LUNCH, 15), number=2, effective_from=office.now - timedelta(days=2))
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=19), number=1)
    rate(office, goal, 18, Letter.A2)
    rate(office, goal, 1, Letter.I)
    pack = PdfReader(BytesIO(office.ask(end_pack_pdf, person=person, paper_format=LARGE)))
    assert [each.title for each in pack.outline if not isinstance(each, list)] == ["Then and now", "Progress page"]
    said = " ".join(" ".join(page.extract_text() for page in pack.pages).split())
    then_and_now, _, _ = said.partition("How you are getting on")
    for each in ("14 visits", "7 visits", "with help from two care workers", "by yourself", "No visit"):
        assert each in then_and_now
    assert "£" not in said
    page = PdfReader(BytesIO(office.ask(for_the_person, person=person, paper_format=LARGE)))
    assert 0 < len(pack.pages) - len(page.pages) <= 3


@pytest.mark.rule("END-6")
def test_after_a_death_no_pack_is_made(office):
    person = office.a_person()
    office.an_episode(person=person)
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    for pack in (start_pack_pdf, end_pack_pdf):
        with pytest.raises(Refused, match="death is reported"):
            office.ask(pack, person=person, paper_format=LARGE)
