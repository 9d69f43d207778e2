"""The start pack: what lies in the home from the first day, as one PDF with a bookmark to each paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.packs import start_pack_pdf
from app.papers.service_plan import service_plan_pages
from app.papers.visits import ipad_sheet_pdf
from app.services.closure import deaths
from models.people import Person
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition

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


@pytest.mark.rule("END-6")
def test_after_a_death_no_pack_is_made(office):
    person = office.a_person()
    office.an_episode(person=person)
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="death is reported"):
        office.ask(start_pack_pdf, person=person, paper_format=LARGE)
