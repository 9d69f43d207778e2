"""Looking at a meeting's papers before they are printed; imported when first wanted, for papers take their time."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers import meetings
from app.queries.meetings.view import Agenda
from models.vocabulary.meetings import MeetingPaper
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview

_MADE = {MeetingPaper.PACK: meetings.pack_pdf, MeetingPaper.MINUTES: meetings.minutes_pdf}


def look_at_paper(desk: Desk, parent: QWidget, view: Agenda, paper: MeetingPaper) -> None:
    """Open the preview of the pack or the minutes of the team and kind in view."""
    team = "".join(sign if sign.isalnum() else "-" for sign in view.team)
    PrintPreview(
        desk,
        f"{paper.label}: {view.kind.label}, {view.team}",
        f"{view.kind.value}-{paper.value}-{team}.pdf",
        partial(_pdf, desk, parent, view, paper),
        [(each, each.label) for each in PaperFormat],
        parent,
    ).open()


def _pdf(desk: Desk, parent: QWidget, view: Agenda, paper: MeetingPaper, paper_format: PaperFormat) -> Pending[bytes]:
    return desk.door.ask(parent, _MADE[paper], team=view.team_id, kind=view.kind, paper_format=paper_format)
