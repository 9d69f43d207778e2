"""A paper as a PDF in the format in which somebody needs it, for looking at it before it is printed."""

from uuid import UUID

from app.door.turn import Turn
from app.papers import service_plan
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition


def service_plan_pdf(turn: Turn, *, episode: UUID, paper_format: PaperFormat) -> bytes:
    """The service plan in force."""
    return service_plan.draw(service_plan.gather(turn, episode=episode), Edition(paper_format.value))
