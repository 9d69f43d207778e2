"""Looking at the continuity list before it is printed; imported when first wanted."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.late import continuity_pdf
from models.values import to_london
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_continuity(desk: Desk, parent: QWidget) -> PrintPreview[str]:
    """Open the preview of the list of the team in view, or of every team."""
    stamp = f"{to_london(desk.clock.now()):%Y-%m-%d-%H%M}"
    dialog = PrintPreview(
        desk,
        "Continuity list, for when computers fail",
        f"continuity-{stamp}.pdf",
        partial(_pdf, desk, parent),
        [("standard", "Standard print")],
        parent,
    )
    dialog.open()
    return dialog


def _pdf(desk: Desk, parent: QWidget, _edition: str) -> Pending[bytes]:
    return desk.door.ask(parent, continuity_pdf, team=desk.team)
