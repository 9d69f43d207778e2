"""Looking at the figures before they are printed; imported when first wanted, for the papers take their time."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.desk.release import program
from app.door.door import Pending
from app.papers.figures import figures_pdf
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_figures(
    desk: Desk, parent: QWidget, first: date, last: date, patch: UUID | None
) -> PrintPreview[PaperFormat]:
    """Open the preview of the figures of these days, of the team in view and of one patch or all."""

    def paper(_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(
            parent, figures_pdf, first=first, last=last, program=program(), team=desk.team, patch=patch
        )

    dialog = PrintPreview(
        desk, "Figures", f"figures-{first}-{last}.pdf", paper,
        [(PaperFormat.STANDARD, PaperFormat.STANDARD.label)], parent,
    )  # fmt: skip
    dialog.open()
    return dialog
