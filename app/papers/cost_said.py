"""The notice of what was said about cost, gathered from what is kept of it (FUND-8)."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import reach
from app.papers.words import final_words
from app.queries.agreement.charged_days import said_of_cost
from app.queries.episodes.in_service import in_service
from app.queries.episodes.run_of_service import run_of
from app.queries.office.choices import here
from models.rules.agreement.requests import cost_notice_lacks
from models.rules.closure.deaths import paper_lacks
from models.vocabulary.agreement import CostSaidHow
from models.vocabulary.people import PaperFormat
from reports.agreement.paper import Reach
from reports.cost_said import CostSaidPaper, Told, render
from reports.layout.styles import Edition
from reports.layout.wording import Wording


def gather(turn: Turn, *, person: UUID) -> CostSaidPaper:
    """All that was said in the present run of service; refused where nothing was, and after a death (END-6)."""
    run = run_of(turn, person)
    said = said_of_cost(turn, episodes=[each.id for each in run.episodes])
    known = in_service(turn, episode=run.latest.id)
    refuse_if((*paper_lacks(known.death), *cost_notice_lacks(times=len(said))))
    return CostSaidPaper(
        reference=f"CST-{known.mosaic_id or str(person)[-8:]}-{turn.day:%Y%m%d}",
        council=known.office.council,
        made_on=turn.day,
        person=known.name,
        preferred_name=known.preferred,
        told=tuple(
            Told(at=each.said_at, to=each.said_to, by=each.said_by, how=each.how, leaflet=each.leaflet) for each in said
        ),
        dso=reach(known.dso),
    )


def cost_said_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The notice as PDF, in the office's words of today."""
    edition = Edition(paper_format.value)
    return render(gather(turn, person=person), edition, final_words(turn, paper="cost_said", edition=edition))


def example_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    """The notice of nobody, to look at its words: somebody was told in each way."""
    told = (Told(at=turn.moment, to="Example Person", by="Example DSO", how=how, leaflet="1") for how in CostSaidHow)
    paper = CostSaidPaper(
        reference="EXAMPLE",
        council=here(turn).council,
        made_on=turn.day,
        person="Example Person",
        preferred_name="",
        told=tuple(told),
        dso=Reach("Example DSO", ""),
    )
    return render(paper, edition, words)
