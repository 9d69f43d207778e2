"""Looking at a service plan before it is printed; imported when first wanted, for the papers take their time."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.service_plan import service_plan_pdf
from app.queries.plans.versions import PlansView
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_plan(desk: Desk, parent: QWidget, view: PlansView) -> PrintPreview[PaperFormat]:
    """Open the preview of the plan in force, in the format that the person needs first."""
    formats = sorted(PaperFormat, key=lambda each: each is not view.paper_format)
    dialog = PrintPreview(
        desk,
        f"Service plan of {view.name}",
        f"service-plan-{view.reference or view.name}.pdf",
        partial(_pdf, desk, parent, view),
        [(each, each.label) for each in formats],
        parent,
        view.person,
        reader=view.person,
    )
    dialog.open()
    return dialog


def _pdf(desk: Desk, parent: QWidget, view: PlansView, paper_format: PaperFormat) -> Pending[bytes]:
    return desk.door.ask(parent, service_plan_pdf, episode=view.episode, paper_format=paper_format)
