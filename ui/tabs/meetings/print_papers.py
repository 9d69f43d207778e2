"""Looking at a meeting's papers before they are printed; imported when first wanted, for papers take their time."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers import meetings
from app.queries.meetings.minutes import HeldMeeting
from app.queries.meetings.view import Agenda
from models.values import london_day
from models.vocabulary.meetings import MeetingPaper
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.text import clock_text, full_day_text

_MADE = {MeetingPaper.PACK: meetings.pack_pdf, MeetingPaper.MINUTES: meetings.minutes_pdf}


def look_at_paper(desk: Desk, parent: QWidget, view: Agenda, paper: MeetingPaper) -> None:
    """Open the preview of the pack or the minutes of the team and kind in view."""
    _preview(desk, parent, view, paper.label, paper.value, partial(_pdf, desk, parent, view, paper))


def look_at_minutes(desk: Desk, parent: QWidget, view: Agenda, held: HeldMeeting) -> None:
    """Open the preview of the minutes of one meeting of the team and kind in view."""
    day, at = london_day(held.held_at), clock_text(held.held_at)  # a team may meet twice on a day
    title = f"Minutes of {full_day_text(day, london_day(desk.clock.now()))} {at}"
    file = f"{MeetingPaper.MINUTES.value}-{day.isoformat()}-{at.replace(':', '')}"
    _preview(desk, parent, view, title, file, partial(_minutes, desk, parent, view, held.id))


def _preview(
    desk: Desk,
    parent: QWidget,
    view: Agenda,
    title: str,
    file: str,
    drawn: Callable[[PaperFormat], Pending[bytes]],
) -> None:
    team = "".join(sign if sign.isalnum() else "-" for sign in view.team)
    PrintPreview(
        desk,
        f"{title}: {view.kind.label}, {view.team}",
        f"{view.kind.value}-{file}-{team}.pdf",
        drawn,
        [(each, each.label) for each in PaperFormat],
        parent,
    ).open()


def _pdf(desk: Desk, parent: QWidget, view: Agenda, paper: MeetingPaper, paper_format: PaperFormat) -> Pending[bytes]:
    return desk.door.ask(parent, _MADE[paper], team=view.team_id, kind=view.kind, paper_format=paper_format)


def _minutes(desk: Desk, parent: QWidget, view: Agenda, meeting: UUID, paper_format: PaperFormat) -> Pending[bytes]:
    made = partial(meetings.minutes_pdf, meeting=meeting)
    return desk.door.ask(parent, made, team=view.team_id, kind=view.kind, paper_format=paper_format)
