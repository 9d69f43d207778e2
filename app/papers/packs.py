"""Papers that are handed over together, made in one go: one PDF with a bookmark to each."""

from uuid import UUID

from app.door.turn import Turn
from app.papers.progress import gather_for_the_person, page_of
from app.papers.service_plan import service_plan_pages
from app.papers.visits import ipad_sheet_pdf
from app.papers.words import final_words
from app.queries.episodes.run_of_service import run_of
from app.queries.office.choices import here
from models.vocabulary.people import PaperFormat
from reports.layout.batch import joined
from reports.layout.styles import Edition
from reports.progress import then_and_now


def start_pack_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """What lies in the home from the first day: the service plan, and a blank IPAD sheet for the workers.

    Refused as its papers are: after a death, after the end, without a plan. Source: OPG 3.3, 3.4 (GOAL-5, IPAD-1).
    """
    run, edition = run_of(turn, person), Edition(paper_format.value)
    papers = (
        ("Service plan", service_plan_pages(turn, episode=run.latest.id, edition=edition)),
        ("IPAD sheet", ipad_sheet_pdf(turn, person=person, paper_format=paper_format)),
    )
    return joined(papers, f"Start pack: {run.name}", here(turn).council)


def end_pack_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """What somebody takes with them: visits, hours and goals then and now, and their progress page; one read for both.

    Refused after a death. Source: OPG 3.4, 3.6 (PSP-12).
    """
    paper, edition = gather_for_the_person(turn, person=person), Edition(paper_format.value)
    words = final_words(turn, paper="end_pack", edition=edition)
    papers = (
        ("Then and now", then_and_now.render(paper, edition, words)),
        ("Progress page", page_of(turn, paper, edition)),
    )
    return joined(papers, f"End pack: {paper.person}", paper.council)
