"""Looking at the figures before they are printed; imported when first wanted, for the papers take their time."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.desk.release import program
from app.door.door import Pending
from app.papers.figures import figures_pdf
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_figures(desk: Desk, parent: QWidget, first: date, last: date) -> PrintPreview[PaperFormat]:
    """Open the preview of the figures of these days, of the team in view."""

    def paper(_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(parent, figures_pdf, first=first, last=last, program=program(), team=desk.team)

    dialog = PrintPreview(
        desk, "Figures", f"figures-{first}-{last}.pdf", paper,
        [(PaperFormat.STANDARD, PaperFormat.STANDARD.label)], parent,
    )  # fmt: skip
    dialog.open()
    return dialog
