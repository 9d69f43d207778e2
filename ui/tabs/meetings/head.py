"""Above the agenda: whose meeting and of which kind, how it stands, and who is there."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.queries.meetings.agenda import Agenda, AgendaMember
from app.queries.meetings.minutes import HeldMeeting
from app.queries.office.choices import TeamChoice
from models.vocabulary.meetings import MeetingKind, MeetingPaper
from ui.desk import Desk
from ui.icons import Icon
from ui.text import as_beginning, moment_text, moments_told_apart
from ui.theme import CELL, GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, set_voice, spread, words
from ui.widgets.press import Press, Tick
from ui.widgets.tab_order import TabPlace


@dataclass(frozen=True, slots=True)
class Present:
    """The wish to mark somebody as there, or as gone; `seen` is the version of their attendance."""

    staff: UUID
    is_there: bool
    seen: int | None


class MeetingHead(QWidget):
    """`attendance` is a wish while the meeting is open; before that the marks are kept for its beginning."""

    attendance = Signal(object)  # Present
    paper_wanted = Signal(object)  # MeetingPaper
    earlier_wanted = Signal()  # which meetings have minutes: answered by `offer_held`
    minutes_wanted = Signal(object)  # HeldMeeting

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look = desk.look
        self._clock = desk.clock
        self._agenda: Agenda | None = None
        self.team: ChoiceBox[UUID] = ChoiceBox(look, "meetings.team", "Choose a team")
        self.kind: ChoiceBox[MeetingKind] = ChoiceBox(look, "meetings.kind")
        self.standing = words("", "quiet", "meetings.standing", wrap=False)
        self.begin = button(
            look, "&Open the meeting", "meetings.open", Icon.MEETINGS, kind="primary", press=Press.STORES
        )
        self.finish = button(look, "Finish the meeting", "meetings.finish", Icon.DONE, press=Press.DANGEROUS)
        self.papers = button(look, "Papers…", "meetings.papers", Icon.PRINT, kind="quiet")
        self.papers.setToolTip("The pack for this meeting, and the minutes of the newest one")
        self._boxes: dict[UUID, Tick] = {}
        self._flow = Flow(look.theme.gap(GROUP))
        self._there = words("Who is there:", "quiet", wrap=False)
        self._there_of: tuple[UUID, MeetingKind] | None = None
        self._build(desk)
        self._place = TabPlace(self)

    def show_teams(self, teams: tuple[TeamChoice, ...], chosen: UUID | None) -> None:
        """Offer these teams."""
        self.team.set_choices([(each.id, each.name) for each in teams])
        self.team.set_value(chosen)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show how the meeting stands, and its members."""
        now, is_open = self._clock.now(), agenda.meeting_id is not None
        last = moment_text(agenda.last_held_at, now) if agenda.last_held_at else ""
        if is_open and agenda.held_at is not None:
            self.standing.setText(f"Open since {moment_text(agenda.held_at, now)}")
        else:
            self.standing.setText(f"Last held {last}" if last else "None has been recorded yet")
        set_voice(self.standing, "done" if is_open else "quiet")
        self.begin.setText(f"&Open the {agenda.kind.label}")
        self.begin.setAccessibleName(f"Open the {agenda.kind.label}")
        self.begin.setVisible(not is_open)
        self.finish.setVisible(is_open)
        self._show_members(agenda)
        self._agenda = agenda

    def attending(self) -> tuple[UUID, ...]:
        """Who is marked as there."""
        return tuple(staff for staff, box in self._boxes.items() if box.isChecked())

    def offer_held(self, held: tuple[HeldMeeting, ...]) -> None:
        """List these meetings below the papers' button, the newest first, to choose whose minutes are wanted."""
        menu, now = QMenu(self), self._clock.now()
        menu.setObjectName("meetings.held_menu")
        menu.setAccessibleName("Minutes of which meeting")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        began = moments_told_apart([each.held_at for each in held], now)
        for number, (each, when) in enumerate(zip(held, began, strict=True), start=1):
            goes_on = "" if each.finished_at else ", not finished yet"
            entry = menu.addAction(f"{as_beginning(when)}{goes_on}")
            entry.setObjectName(f"meetings.held.{number}")
            entry.triggered.connect(partial(self.minutes_wanted.emit, each))
        if not held:
            menu.addAction("None has been recorded yet").setEnabled(False)
        menu.popup(self.papers.mapToGlobal(self.papers.rect().bottomLeft()))

    def _show_members(self, agenda: Agenda) -> None:
        if set(self._boxes) != {each.id for each in agenda.members}:
            self._make_boxes(agenda.members)
        anew = self._there_of != (agenda.team_id, agenda.kind)
        self._there_of = (agenda.team_id, agenda.kind)
        for each in agenda.members:
            if agenda.meeting_id is not None:
                self._boxes[each.id].setChecked(each.is_present)
            elif anew or self._was_open:
                self._boxes[each.id].setChecked(each.is_expected)
        self.setAccessibleDescription(f"{len(self.attending())} of {len(agenda.members)} there")

    @property
    def _was_open(self) -> bool:
        return self._agenda is not None and self._agenda.meeting_id is not None

    def _make_boxes(self, members: tuple[AgendaMember, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            box = item.widget()
            if box is not None:
                box.hide()
                box.deleteLater()
        self._boxes = {}
        self._there_of = None
        for number, each in enumerate(members, start=1):
            box = Tick(f"{each.name.replace('&', '&&')} ({each.role.label})")
            box.setObjectName(f"meetings.there.{number}")
            box.setAccessibleName(f"{each.name}, {each.role.label}, is there")
            box.clicked.connect(self._clicked)
            self._boxes[each.id] = box
            self._flow.addWidget(box)
        self._place.lead(self._boxes.values())

    def _clicked(self, is_there: bool) -> None:  # noqa: FBT001  Qt's signal
        staff = next((staff for staff, box in self._boxes.items() if box is self.sender()), None)
        if staff is None or self._agenda is None or self._agenda.meeting_id is None:
            return
        self._boxes[staff].setChecked(not is_there)  # stays as it was until the deed is done
        seen = next((each.seen for each in self._agenda.members if each.id == staff), None)
        self.attendance.emit(Present(staff, is_there, seen))

    def _fill_papers(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("meetings.papers_menu")
        for paper in MeetingPaper:
            entry = menu.addAction(f"{paper.label}…")
            entry.setObjectName(f"meetings.paper.{paper.value}")
            entry.triggered.connect(partial(self.paper_wanted.emit, paper))
        earlier = menu.addAction("Minutes of an earlier meeting…")
        earlier.setObjectName("meetings.paper.earlier")
        earlier.triggered.connect(self.earlier_wanted)
        self.papers.setMenu(menu)

    def _build(self, desk: Desk) -> None:
        look = desk.look
        self.team.setAccessibleName("Team of the meeting")
        self.kind.setAccessibleName("Kind of meeting")
        self.kind.set_choices([(kind, kind.label) for kind in MeetingKind])
        self.kind.set_value(MeetingKind.WEEKLY)
        row, there, column = Flow(look.theme.gap(RELATED)), QHBoxLayout(), QVBoxLayout(self)
        row.keep_right(self.papers)
        self._fill_papers()
        for each in (self.team, self.kind, self.standing, self.papers, self.begin, self.finish):
            row.addWidget(each)
        spread(there, look, gap=GROUP)
        self._there.setContentsMargins(0, look.theme.gap(CELL), 0, 0)
        there.addWidget(self._there, 0, Qt.AlignmentFlag.AlignTop)
        members = QWidget()
        members.setLayout(self._flow)
        there.addWidget(members, 1)
        spread(column, look)
        column.addLayout(row)
        column.addLayout(there)
        self.begin.hide()
        self.finish.hide()
