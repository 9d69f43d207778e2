"""Looking at the letter about who pays before it is printed: a co-funder's, or good news from the council."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.late import letter_pages
from app.queries.agreement.paper_files import FileRow
from app.queries.transfer.view import TransferView
from models.vocabulary.agreement import Funding
from models.vocabulary.papers import PaperKind
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.states import State
from ui.text import moment_text
from ui.widgets.sentence_lines import SentenceLine

_KINDS = {Funding.CO_FUNDER: PaperKind.CO_FUNDER, Funding.COUNCIL: PaperKind.COUNCIL_FUNDED}


def letter_lines(view: TransferView, now: datetime) -> tuple[SentenceLine, ...]:
    """What somebody gets instead of an agreement, and when it was issued last."""
    who = f"{view.funding.label}: a letter tells them, and nobody signs it"
    issued = _newest_issued(view)
    if issued is None:
        return (
            SentenceLine("letter", who, State.OPEN, "Not issued yet: in the print that they need, in today's words"),
        )
    told = f"{issued.reference}: issued {moment_text(issued.made_at, now)} by {issued.made_by}, kept as it was then"
    return (SentenceLine("letter", who, State.DONE, told),)


def _newest_issued(view: TransferView) -> FileRow | None:
    kept = [each for each in view.papers if each.kind is _KINDS.get(view.funding)]
    return kept[-1] if kept else None


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
        says="" if _newest_issued(view) else "Not issued: it is shown as it would be issued now.",
    )
    preview.open()
    return preview


def _pdf(desk: Desk, parent: QWidget, view: TransferView, paper_format: PaperFormat) -> Pending[bytes]:
    return desk.door.ask(parent, letter_pages, episode=view.episode, paper_format=paper_format)
