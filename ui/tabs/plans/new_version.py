"""A new version of the plan: the week is changed in the grid, and what that means and needs is said at once."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.week_draft import WeekDraft
from app.door.errors import Refused, Unavailable
from app.exchange.calls_text import visits_text
from app.queries.plans.preview import PlanPreview
from app.queries.plans.versions import PlansView, VersionRow
from models.values import CoveredCall, PlannedVisit, WhyShort
from models.vocabulary.plans import PlanKind
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.plans.short_calls import ShortCalls
from ui.tabs.plans.week_changer import WeekChanger
from ui.tabs.plans.weeks import WholeWeek, turns_of_today
from ui.tabs.plans.who_agrees import AgreementsTold, WhoAgrees
from ui.theme import GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.control_text import KeptText, inputs_in
from ui.widgets.date_edit import MomentEdit
from ui.widgets.flow import Flow
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, Panel, button, prose, reveal, spread, words
from ui.widgets.mending import Mending
from ui.widgets.notice_bar import NoticeBar, let_go_of_successes
from ui.widgets.press import Press
from ui.widgets.typing_kept import TypingKept
from ui.widgets.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """What the form asks to be saved."""

    episode: UUID
    based_on: UUID
    week: tuple[PlannedVisit, ...]
    covered: tuple[CoveredCall, ...]
    because: str
    agreed: AgreementsTold
    effective_from: datetime | None
    kind: PlanKind | None
    why_short: tuple[WhyShort, ...]


class PlanEditor(QFrame):
    """`week_changed` when the week is another: answer with `show_preview`. `sent` to save, `left` to go back."""

    week_changed = Signal(object)  # WeekDraft
    sent = Signal(object)  # NewVersion
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, desk.look
        self._base: VersionRow | None = None
        self._newest: UUID | None = None
        self.week = WeekChanger(desk.look)
        self.totals = words("", "strong", "plans.new_totals")
        self.hours = words("", "", "plans.new_hours")
        self.changes = words("", "quiet", "plans.new_changes")
        self.agreements = WhoAgrees(desk)
        self.short = ShortCalls(desk)
        self.because = prose("plans.because", 2)
        self.effective = MomentEdit(desk.clock, "plans.effective")
        self.kind = ChoiceBox[PlanKind](desk.look, "plans.kind")
        self.notice = NoticeBar(desk.look, "plans.new_notice")
        self.mending = Mending(self, self.notice)
        self.save = button(
            desk.look, "&Save the new version", "plans.save", Icon.SAVE, kind="primary", press=Press.STORES
        )
        self.back = button(desk.look, "&Back to the plan", "plans.back", kind="quiet")
        self.again = button(
            desk.look,
            "Start again from the plan in force",
            "plans.again",
            Icon.UNDO,
            kind="quiet",
            press=Press.DANGEROUS,
        )
        self._kept = KeptText(_week_text)  # so that the desk's drafts keep the week with what is typed beside it
        self.draft = FormDraft(desk, self._fields(), self)
        self.kept = TypingKept(desk, self.draft)
        self.waiting = Waiting(self, self.notice, self.back)
        self._build()
        self._connect()

    # --- what the tab calls ----------------------------------------------------------------------------------------

    def start(self, view: PlansView, lead: str) -> None:
        """Begin with the version in force, or go on with the draft that this desk kept of it."""
        if view.current is None:
            return
        self.draft.leave()
        self._base, self._newest = view.current, view.newest
        self.week.count_in(view.visit_step)
        self.week.say_turns(turns_of_today(self._desk.clock.now()))
        self.panel.title.setText(lead)
        self.setAccessibleName(lead)
        self.notice.clear()
        let_go_of_successes(self)
        self._show_base(view.current)
        self.draft.open(draft_name(view.current), version=view.current.number, own=("plans.decided_by",))
        self.week.choose_first()

    def show_current(self, view: PlansView) -> None:
        """Another desk may have made a version meanwhile: what is typed here goes on from that one."""
        if view.current is not None and self._base is not None and view.current.episode == self._base.episode:
            self._base, self._newest = view.current, view.newest
            self.kept.stands_now(partial(self._show_base, view.current), view.current.number)

    def _show_base(self, base: VersionRow) -> None:
        self.week.begin(WeekDraft.of(base.week, base.covered), WholeWeek(base.week, base.covered))
        self.because.clear()
        self.effective.set_value(None)
        self.kind.set_value(base.kind)
        self.agreements.start()
        self.short.start(base.why_short)

    def show_preview(self, found: PlanPreview) -> None:
        """What this week would mean."""
        self.totals.setText(found.totals)
        self.panel.set_aside(found.hours)
        self.hours.setText(found.hours if found.changes else "")
        self.hours.setVisible(bool(self.hours.text()))
        self.changes.setText("\n".join(found.changes))
        self.changes.setVisible(bool(found.changes))
        self.short.show_short(found.short)
        self.agreements.show_needs(found)

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't saved, in sight; a field that it is about is brought into sight after that."""
        QTimer.singleShot(0, self, partial(reveal, self.back))
        self.notice.say(trouble)

    def rest(self) -> None:
        """Put the keyboard where no key does anything."""
        self.panel.rest()

    # --- the week --------------------------------------------------------------------------------------------------

    def _week_changed(self) -> None:
        self._kept.setText(self.week.draft.kept())
        self.week_changed.emit(self.week.draft)

    def _week_put(self, kept: str) -> None:
        """The draft has put a week back, or a person has chosen one of two."""
        if kept and kept != self.week.draft.kept():
            self.week.put_back(WeekDraft.restored(kept))

    def _fields(self) -> dict[str, QWidget]:
        own: dict[str, QWidget] = {"week": self._kept, "because": self.because, "effective": self.effective}
        return {**own, "kind": self.kind, **inputs_in(self.short), **inputs_in(self.agreements)}

    def _start_again(self) -> None:
        if self._base is not None:
            self.short.start(self._base.why_short)
            self.week.change(WeekDraft.of(self._base.week, self._base.covered))
            self.week.fill()

    def _told_otherwise(self, *_told: object) -> None:
        """What the week means, and needs, depends on the plan of the day from which it is in force.

        And on what is said of its short calls.
        """
        self.week_changed.emit(self.week.draft)

    def _send(self) -> None:
        if self._base is None or self.kept.is_open() or not self.mending.finds_nothing():
            return
        kind = self.kind.value()
        self.sent.emit(
            NewVersion(
                episode=self._base.episode,
                based_on=self._newest or self._base.id,
                week=self.week.draft.week,
                covered=self.week.draft.covered,
                because=self.because.toPlainText(),
                agreed=self.agreements.value(),
                effective_from=self.effective.value(),
                kind=None if kind is self._base.kind else kind,
                why_short=self.short.value(),
            )
        )

    # --- building --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.week.changed.connect(self._week_changed)
        self.again.clicked.connect(self._start_again)
        self.effective.value_changed.connect(self._told_otherwise)
        self.short.told.connect(self._told_otherwise)
        self.save.clicked.connect(self._send)
        self.back.clicked.connect(self.left)
        FormKeys(self, self.save, self.notice, self._send, self.back.click)
        self._kept.textChanged.connect(self._week_put)
        self.draft.put_in.connect(self.agreements.show_again)
        self.agreements.filled.connect(self.draft.took)
        self.agreements.troubled.connect(self.notice.say)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._send)

    def _build(self) -> None:
        look = self._look
        self._kept.setObjectName("plans.kept_week")
        self._kept.setAccessibleName("The week")
        self._kept.hide()
        self._kept.setParent(self)
        self.kind.set_choices(choices_of(*PlanKind))  # type: ignore[arg-type]  # members of the one enum that the box holds
        self.panel = Panel(look, "New version of the plan", "plans.editor")
        self.panel.body.addWidget(self.week)
        means = Panel(look, "What changes", "plans.means")
        for widget in (self.totals, self.hours, self.changes, self.short, self.agreements):
            means.body.addWidget(widget)
        save = Panel(look, "Save it", "plans.save_panel")
        save.body.addWidget(Field(look, "B&ecause", self.because, "Scheduling reads it too."))
        save.body.addLayout(self._when_row())
        save.body.addWidget(self.kept)
        save.body.addWidget(self.notice)
        deeds = Flow(look.theme.gap(RELATED))
        for deed in (self.save, self.back, self.again):
            deeds.addWidget(deed)
        save.body.addLayout(deeds)
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        for panel in (self.panel, means, save):
            column.addWidget(panel)

    def _when_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        spread(row, self._look, gap=GROUP)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field(self._look, "&From", self.effective, "Empty: from now on."), 1, top)
        row.addWidget(Field(self._look, "Kind &of plan", self.kind), 1, top)
        row.addStretch(1)
        return row


def draft_name(base: VersionRow) -> str:
    """The name of the desk's draft of the next version of this plan."""
    return f"plans.new:{base.episode}"


def _week_text(kept: str) -> str:
    """A kept week as people read it."""
    if not kept:
        return ""
    draft = WeekDraft.restored(kept)
    return "; ".join(part for part in (visits_text(draft.week), *map(str, draft.covered)) if part)
