"""A new version of the plan: the week is changed in the grid, and what that means and needs is said at once."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.desk.week_draft import Cell, WeekDraft
from app.door.errors import Refused, Unavailable
from app.exchange.calls_text import visits_text
from app.queries.plans.preview import PlanPreview
from app.queries.plans.versions import PlansView, VersionRow
from models.values import NotAValue, PlannedVisit
from models.vocabulary.plans import PlanKind
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.plans.weeks import WeekEditor, cells_text, editing_view
from ui.tabs.plans.who_agrees import AgreementsTold, WhoAgrees
from ui.theme import CELL, GROUP, RELATED
from ui.typed import parse_time
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
from ui.widgets.typed_edit import TypedEdit
from ui.widgets.typing_kept import TypingKept
from ui.widgets.waiting import Waiting

Value = TypeVar("Value")
_LONGEST = 24 * 60
_LESSON = (
    "Choose cells with the arrow keys and Shift, or click a day or a call. Type minutes; Delete takes a visit away."
)


class MinutesEdit(TypedEdit[int]):
    """How long a visit lasts."""

    def parse(self, typed: str) -> int:
        plain = typed.strip()
        if not plain.isdecimal() or not 1 <= int(plain) <= _LONGEST:
            raise NotAValue("Type whole minutes, for instance 30.")
        return int(plain)


class TimeEdit(TypedEdit[time]):
    """A time of the day."""

    def parse(self, typed: str) -> time:
        return parse_time(typed)

    def written(self, value: time) -> str:
        return f"{value:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """What the form asks to be saved."""

    episode: UUID
    based_on: UUID
    week: tuple[PlannedVisit, ...]
    because: str
    agreed: AgreementsTold
    effective_from: datetime | None
    kind: PlanKind | None


class PlanEditor(QWidget):
    """`week_changed` when the week is another: answer with `show_preview`. `sent` to save, `left` to go back."""

    week_changed = Signal(object)  # the week
    sent = Signal(object)  # NewVersion
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, desk.look
        self._base: VersionRow | None = None
        self._newest: UUID | None = None
        self._draft, self._before = WeekDraft({}), list[WeekDraft]()
        self._filling = False
        self.grid = WeekEditor(desk.look, "plans.new_week")
        self.cells = words("", "strong", "plans.cells")
        self.minutes = MinutesEdit("plans.minutes", "30")
        self.workers = ChoiceBox[int](desk.look, "plans.workers", "")
        self.at = TimeEdit("plans.time", "930")
        self.tasks = QLineEdit()
        self.another = button(desk.look, "Add another &visit", "plans.another", Icon.NEW, kind="quiet")
        self.remove = button(desk.look, "&Take away", "plans.remove", Icon.CLOSE, kind="quiet")
        self.totals = words("", "strong", "plans.new_totals")
        self.hours = words("", "", "plans.new_hours")
        self.changes = words("", "quiet", "plans.new_changes")
        self.agreements = WhoAgrees(desk)
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
        self.panel.title.setText(lead)
        self.setAccessibleName(lead)
        self.notice.clear()
        let_go_of_successes(self)
        self._show_base(view.current)
        self.draft.open(draft_name(view.current), version=view.current.number, own=("plans.decided_by",))
        calls = [line.call for line in view.current.week]
        if calls:
            self.grid.choose(calls[0])
        self.grid.setFocus()

    def show_current(self, view: PlansView) -> None:
        """Another desk may have made a version meanwhile: what is typed here goes on from that one."""
        if view.current is not None and self._base is not None and view.current.episode == self._base.episode:
            self._base, self._newest = view.current, view.newest
            self.kept.stands_now(partial(self._show_base, view.current), view.current.number)

    def _show_base(self, base: VersionRow) -> None:
        self._begin(WeekDraft.of(base.week))
        self._kept.setText(self._draft.kept())
        self.because.clear()
        self.effective.set_value(None)
        self.kind.set_value(base.kind)
        self.agreements.start()

    def show_preview(self, found: PlanPreview) -> None:
        """What this week would mean."""
        self.totals.setText(found.totals)
        self.panel.set_aside(found.hours)
        self.hours.setText(found.hours if found.changes else "")
        self.hours.setVisible(bool(self.hours.text()))
        self.changes.setText("\n".join(found.changes))
        self.changes.setVisible(bool(found.changes))
        self.agreements.show_needs(found)

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't saved, in sight; a field that it is about is brought into sight after that."""
        QTimer.singleShot(0, self, partial(reveal, self.back))
        self.notice.say(trouble)

    def rest(self) -> None:
        """Put the keyboard where no key does anything."""
        self.panel.rest()

    # --- the week --------------------------------------------------------------------------------------------------

    def _begin(self, draft: WeekDraft) -> None:
        self._before = []
        self._draft = draft
        self._show_week()

    def _change(self, draft: WeekDraft) -> None:
        if draft == self._draft:
            return
        self._before.append(self._draft)
        self._draft = draft
        self._show_week()
        self._kept.setText(draft.kept())

    def _undo(self) -> None:
        if self._before:
            self._draft = self._before.pop()
            self._show_week()
            self._fill(self.grid.cells)
            self._kept.setText(self._draft.kept())

    def _show_week(self) -> None:
        base = self._base.week if self._base else ()
        self.grid.show_week(editing_view(self._draft.week, base))
        self.week_changed.emit(self._draft.week)

    def _week_put(self, kept: str) -> None:
        """The draft has put a week back, or a person has chosen one of two."""
        if kept and kept != self._draft.kept():
            self._begin(WeekDraft.restored(kept))
            self._fill(self.grid.cells)

    def _fields(self) -> dict[str, QWidget]:
        own: dict[str, QWidget] = {"week": self._kept, "because": self.because, "effective": self.effective}
        return {**own, "kind": self.kind, **inputs_in(self.agreements)}

    def _start_again(self) -> None:
        if self._base is not None:
            self._change(WeekDraft.of(self._base.week))
            self._fill(self.grid.cells)

    # --- the chosen cells ------------------------------------------------------------------------------------------

    def _fill(self, cells: tuple[Cell, ...]) -> None:
        """Show what the chosen cells have in common."""
        found = self._draft.at(cells)
        self._filling = True
        self.cells.setText(cells_text(cells) or "Choose cells in the week")
        self.minutes.set_value(_common({slot.minutes for slot in found}))
        self.workers.set_value(_common({slot.workers for slot in found}))
        self.at.set_value(_common({slot.at for slot in found}))
        self.tasks.setText(_common({slot.tasks for slot in found}) or "")
        self._filling = False
        for control in (self.workers, self.at, self.tasks, self.remove):
            control.setEnabled(bool(found))

    def _minutes_typed(self, minutes: int | None) -> None:
        if minutes is not None and not self._filling:
            self._change(self._draft.with_minutes(self.grid.cells, minutes))
            for control in (self.workers, self.at, self.tasks, self.remove):
                control.setEnabled(True)
            if self.workers.value() is None:
                self.workers.set_value(_common({slot.workers for slot in self._draft.at(self.grid.cells)}))

    def _day_typed(self, _day: datetime | None) -> None:
        """What the week means, and needs, depends on the plan of the day from which it is in force."""
        self.week_changed.emit(self._draft.week)

    def _workers_picked(self, workers: int) -> None:
        self._change(self._draft.with_workers(self.grid.cells, workers))

    def _time_typed(self, at: time | None) -> None:
        if not self._filling and not self.at.problem:
            self._change(self._draft.with_time(self.grid.cells, at))

    def _tasks_typed(self, tasks: str) -> None:
        self._change(self._draft.with_tasks(self.grid.cells, tasks.strip()))

    def _add(self) -> None:
        self._change(self._draft.with_another(self.grid.cells))
        self._fill(self.grid.cells)

    def _take_away(self) -> None:
        self._change(self._draft.without(self.grid.cells))
        self._fill(self.grid.cells)
        self.grid.setFocus()

    def _enter_minutes(self, typed: str) -> None:
        self.minutes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self.minutes.setText(typed)
        else:
            self.minutes.selectAll()

    def _send(self) -> None:
        if self._base is None or self.kept.is_open() or not self.mending.finds_nothing():
            return
        kind = self.kind.value()
        self.sent.emit(
            NewVersion(
                episode=self._base.episode,
                based_on=self._newest or self._base.id,
                week=self._draft.week,
                because=self.because.toPlainText(),
                agreed=self.agreements.value(),
                effective_from=self.effective.value(),
                kind=None if kind is self._base.kind else kind,
            )
        )

    # --- building --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.grid.cells_chosen.connect(self._fill)
        self.grid.change_requested.connect(self._enter_minutes)
        self.grid.removal_requested.connect(self._take_away)
        self.minutes.value_changed.connect(self._minutes_typed)
        self.minutes.returnPressed.connect(self.grid.setFocus)
        self.workers.picked.connect(self._workers_picked)
        self.at.value_changed.connect(self._time_typed)
        self.tasks.textEdited.connect(self._tasks_typed)
        self.tasks.returnPressed.connect(self.grid.setFocus)
        self.another.clicked.connect(self._add)
        self.remove.clicked.connect(self._take_away)
        self.again.clicked.connect(self._start_again)
        self.effective.value_changed.connect(self._day_typed)
        self.save.clicked.connect(self._send)
        self.back.clicked.connect(self.left)
        FormKeys(self, self.save, self.notice, self._send, self.back.click)
        self._kept.textChanged.connect(self._week_put)
        self.draft.restored.connect(self.agreements.show_again)
        self.agreements.filled.connect(self.draft.took)
        self.agreements.troubled.connect(self.notice.say)
        for keys, deed in (("Ctrl+Z", self._undo), ("Ctrl+S", self._send)):
            shortcut = QShortcut(QKeySequence(keys), self.grid if keys == "Ctrl+Z" else self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(deed))

    def _build(self) -> None:
        look = self._look
        self._kept.setObjectName("plans.kept_week")
        self._kept.setAccessibleName("The week")
        self._kept.hide()
        self._kept.setParent(self)
        self.tasks.setObjectName("plans.tasks")
        self.workers.set_choices(((1, "1 worker"), (2, "2 workers")))
        self.workers.setMinimumContentsLength(8)
        self.kind.set_choices(choices_of(*PlanKind))  # type: ignore[arg-type]  # members of the one enum that the box holds
        self.panel = Panel(look, "New version of the plan", "plans.editor")
        self.panel.body.addWidget(words(_LESSON, "quiet"))
        self.panel.body.addWidget(self.grid)
        self.panel.body.addLayout(self._cell_row())
        means = Panel(look, "What changes", "plans.means")
        for widget in (self.totals, self.hours, self.changes, self.agreements):
            means.body.addWidget(widget)
        save = Panel(look, "Save it", "plans.save_panel")
        save.body.addWidget(Field(look, "B&ecause", self.because, "Scheduling reads it too."))
        save.body.addLayout(self._when_row())
        save.body.addWidget(self.kept)
        save.body.addWidget(self.notice)
        deeds = Flow(look.theme.px(RELATED))
        for deed in (self.save, self.back, self.again):
            deeds.addWidget(deed)
        save.body.addLayout(deeds)
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        for panel in (self.panel, means, save):
            column.addWidget(panel)

    def _cell_row(self) -> QVBoxLayout:
        look = self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.theme.px(RELATED))
        fields = (
            (Field(look, "&Minutes", self.minutes), 1),
            (Field(look, "&Workers", self.workers), 1),
            (Field(look, "T&ime, if fixed", self.at), 1),
            (Field(look, "Tas&ks", self.tasks), 3),
        )
        for column, (field, stretch) in enumerate(fields):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, stretch)
        top = QHBoxLayout()
        spread(top, look)
        top.addWidget(self.cells, 1)
        top.addWidget(self.another)
        top.addWidget(self.remove)
        outer = QVBoxLayout()
        spread(outer, look, gap=CELL)
        outer.addLayout(top)
        outer.addLayout(grid)
        return outer

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
    return visits_text(WeekDraft.restored(kept).week) if kept else ""


def _common(values: set[Value]) -> Value | None:
    """The one value of all, if there is one."""
    return next(iter(values)) if len(values) == 1 else None
