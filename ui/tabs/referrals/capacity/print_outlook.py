"""Looking at the outlook before it is printed; imported when first wanted, for the papers take their time."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.capacity_outlook import outlook_pdf
from models.values import london_day
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_outlook(desk: Desk, parent: QWidget, team: UUID | None, name: str) -> PrintPreview[PaperFormat]:
    """Open the preview of one team's outlook."""

    def paper(_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(parent, outlook_pdf, team=team)

    day = london_day(desk.clock.now())
    dialog = PrintPreview(
        desk, f"Outlook of {name}", f"outlook-{name.lower().replace(' ', '-')}-{day}.pdf", paper,
        [(PaperFormat.STANDARD, PaperFormat.STANDARD.label)], parent,
    )  # fmt: skip
    dialog.open()
    return dialog
