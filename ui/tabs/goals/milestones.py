"""The milestones of the episode as a line, and recording one (MILE-1, MILE-2)."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.queries.goals.goals import DATED_BY_HAND, GoalsView, MilestoneRow
from models.values import london_day
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.text import deadline_state, due_text
from ui.theme import GROUP
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import MomentEdit
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import keys_of_standing
from ui.widgets.labels_and_buttons import Field, Panel, button
from ui.widgets.mending import Mending, Needed
from ui.widgets.milestone_line import MilestoneLine, MilestonePoint
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.typing_kept import TypingKept
from ui.widgets.waiting import Waiting

_SHORT = {MilestoneKind.MAXIMUM_INDEPENDENCE: "Most independent", MilestoneKind.ASSESSED: "Assessed, or NFA"}
_DECIDED = {AssessmentDecision.ONGOING: "Assessed: ongoing", AssessmentDecision.NFA: "No further action"}


@dataclass(frozen=True, slots=True)
class MilestoneWish:
    """A milestone to be dated; an assessment says what was decided, and who assessed, the MDT who was there."""

    kind: MilestoneKind
    at: datetime
    decision: AssessmentDecision | None
    assessed_by: str
    present: str


class MilestonesPanel(Panel):
    """`recorded` with a wish."""

    recorded = Signal(object)  # MilestoneWish

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, "Milestones", "goals.milestones_panel", parent)
        self._desk, self._look = desk, desk.look
        self.line = MilestoneLine(desk.look, "goals.milestone_line")
        self.kind = ChoiceBox[MilestoneKind](desk.look, "goals.milestones", "Choose a milestone")
        self.at = MomentEdit(desk.clock, "goals.milestone_at", looks_back=True)
        self.decision = ChoiceBox[AssessmentDecision](desk.look, "goals.decision", "What was decided")
        self.assessed_by = QLineEdit()
        self.present = QLineEdit()
        self.send = button(desk.look, "&Record it", "goals.record_milestone", Icon.FLAG, press=Press.STORES)
        self.send.setAccessibleName("Record it: a milestone")  # a form below may have the same words on its button
        self.notice = NoticeBar(desk.look, "goals.milestone_notice")
        self.mending = Mending(self, self.notice)
        self.waiting = Waiting(self, self.notice)
        self.draft = FormDraft(desk, self._fields(), self)
        self.kept = TypingKept(desk, self.draft)
        self._build()
        self.kind.picked.connect(self._show_fields)
        self.send.clicked.connect(self._send)
        keys_of_standing(self, self._send, self.rest)

    def show_milestones(self, view: GoalsView) -> None:
        """Show the line; where an assessment is due, it is offered."""
        now = self._desk.clock.now()
        self.line.show_points(tuple(_point(row, now) for row in view.milestones), london_day(now))
        self.set_aside("Assessment of ongoing need is due" if view.assessment_due else "")
        form = f"goals.milestone:{view.milestone_episode}"
        if not self.draft.is_under_way(form):
            self.draft.leave()
            self.kind.set_value(view.next_milestone)
            self.at.set_value(None)
            self.decision.set_value(None)
            self.assessed_by.clear()
            self.present.clear()
            self.draft.open(form, own=self._fields())
        self._show_fields(self.kind.value())

    def tell_recorded(self) -> None:
        """It is recorded: the next one begins empty."""
        self.notice.tell("Recorded.")

    def _fields(self) -> dict[str, QWidget]:
        own: dict[str, QWidget] = {"kind": self.kind, "at": self.at, "decision": self.decision}
        return {**own, "assessed_by": self.assessed_by, "present": self.present}

    def _show_fields(self, kind: MilestoneKind | None) -> None:
        for field in self._of_assessment:
            field.setVisible(kind is MilestoneKind.ASSESSED)
        self._of_meeting.setVisible(kind is MilestoneKind.MAXIMUM_INDEPENDENCE)

    def _send(self) -> None:
        needed = (
            Needed(self.kind, self.kind.value, "Choose which milestone was reached."),
            Needed(self.at, self.at.value, "Say when it was reached, for instance now or mon 9am."),
            Needed(self.decision, self.decision.value, "Say what was decided: ongoing support, or no further action."),
        )
        if self.mending.finds_nothing(needed):
            kind, at = self.kind.value(), self.at.value()
            if kind is not None and at is not None:
                said = self.decision.value(), self.assessed_by.text(), self.present.text()
                self.recorded.emit(MilestoneWish(kind, at, *said))

    def _build(self) -> None:
        look = self._look
        self.kind.set_choices([(each, each.label) for each in DATED_BY_HAND])
        self.decision.set_choices([(each, each.label) for each in AssessmentDecision])
        self.assessed_by.setObjectName("goals.assessed_by")
        self.assessed_by.setPlaceholderText("SW, CCW or case coordinator")
        decision = Field(look, "&Decision", self.decision)
        assessed = Field(look, "Assessed b&y", self.assessed_by)
        self._of_assessment = (decision, assessed)
        self.present.setObjectName("goals.present")
        self._of_meeting = Field(look, "Who was there", self.present, "At the meeting of the MDT that agreed it")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.theme.gap(GROUP))
        top = Qt.AlignmentFlag.AlignTop
        fields = (
            Field(look, "Mi&lestone", self.kind),
            Field(look, "Reac&hed", self.at),
            decision,
            assessed,
            self._of_meeting,
        )
        for column, field in enumerate(fields):
            grid.addWidget(field, column // 2, column % 2, top)
            grid.setColumnStretch(column % 2, 1)
        self.body.addWidget(self.line)
        self.body.addLayout(grid)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.send)


def _point(row: MilestoneRow, now: datetime) -> MilestonePoint:
    title = _DECIDED[row.decision] if row.decision else _SHORT.get(row.kind, row.kind.label)
    if row.due_at is not None:
        return MilestonePoint(title, None, due_text(row.due_at, now), deadline_state(row.due_at, now))
    if row.is_due:
        return MilestonePoint(title, None, "due now", State.SOON)
    return MilestonePoint(title, london_day(row.at) if row.at else None)
