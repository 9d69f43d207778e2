"""Looking at the figures before they are printed; imported when first wanted, for the papers take their time."""

from PySide6.QtWidgets import QWidget

from app.desk.release import program
from app.door.door import Pending
from app.papers.figures import shown_pdf
from app.queries.figures.figures import FiguresView
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_figures(desk: Desk, parent: QWidget, view: FiguresView) -> PrintPreview[PaperFormat]:
    """Open the preview of the figures that are shown."""

    def paper(_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(parent, shown_pdf, view=view, program=program())

    dialog = PrintPreview(
        desk, "Figures", f"figures-{view.first}-{view.last}.pdf", paper,
        [(PaperFormat.STANDARD, PaperFormat.STANDARD.label)], parent,
    )  # fmt: skip
    dialog.open()
    return dialog
