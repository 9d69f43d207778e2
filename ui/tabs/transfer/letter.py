"""Looking at the letter about who pays before it is printed: a co-funder's, or good news from the council."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.issuing_letters import letter_pages
from app.queries.transfer.view import TransferView
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.states import State
from ui.widgets.sentence_lines import SentenceLine


def letter_lines(view: TransferView) -> tuple[SentenceLine, ...]:
    """What somebody gets instead of an agreement."""
    who = f"{view.funding.label}: a letter tells them, and nobody signs it"
    return (SentenceLine("letter", who, State.OPEN, "In the print that they need, in today’s words"),)


def look_at_letter(desk: Desk, parent: QWidget, view: TransferView) -> PrintPreview[PaperFormat]:
    """Open the preview of the letter that fits who pays."""
    preview = PrintPreview[PaperFormat](
        desk,
        f"Letter about who pays: {view.person_name}",
        f"Letter {view.person_name}.pdf",
        partial(_pdf, desk, parent, view),
        [(each, each.label) for each in PaperFormat],
        parent,
        view.person,
        reader=view.person,
    )
    preview.open()
    return preview


def _pdf(desk: Desk, parent: QWidget, view: TransferView, paper_format: PaperFormat) -> Pending[bytes]:
    return desk.door.ask(parent, letter_pages, episode=view.episode, paper_format=paper_format)
