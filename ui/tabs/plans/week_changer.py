"""The week that is being changed: cells are chosen in the grid, what they hold is typed beside it (PSP-1)."""

from collections.abc import Iterable, Sequence
from datetime import time
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.desk.week_draft import LONGEST_MINUTES, Cell, WeekDraft, stepped
from models.values import DAYS, LONGEST_BY, Call, NotAValue
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A, WEEK_B
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.tabs.plans.weeks import WeekEditor, WholeWeek, cells_text, editing_view
from ui.text import listed
from ui.theme import RELATED, Look
from ui.typed import parse_time
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import Field, button, rename, spread, words
from ui.widgets.typed_edit import TypedEdit

Value = TypeVar("Value")
_EVERY_DAY, _WEEKDAYS = tuple(range(len(DAYS))), tuple(range(5))
_LESSON = (
    "Choose cells with the arrow keys and Shift, or click a day or a call. Type minutes; F where family or others "
    "cover the call; A or B where a call is due only every second week, E every week; Delete takes a visit away."
)


class MinutesEdit(TypedEdit[int]):
    """How long a visit lasts; Up and Down go to the next whole step, what is typed stays as typed.

    `stepped` when they are pressed while nothing stands here: up or not.
    """

    stepped = Signal(bool)
    step = 1

    def parse(self, typed: str) -> int:
        plain = typed.strip()
        if not plain.isdecimal() or not 1 <= int(plain) <= LONGEST_MINUTES:
            raise NotAValue("Type whole minutes, for instance 30.")
        return int(plain)

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self._go(up=True)
        elif event.key() == Qt.Key.Key_Down:
            self._go(up=False)
        else:
            super().keyPressEvent(event)

    def _go(self, *, up: bool) -> None:
        minutes = self.value()
        if minutes is not None:
            self.setText(str(stepped(minutes, self.step, up=up)))
        elif not self.text():
            self.stepped.emit(up)


class TimeEdit(TypedEdit[time]):
    """A time of the day."""

    def parse(self, typed: str) -> time:
        return parse_time(typed)

    def written(self, value: time) -> str:
        return f"{value:%H:%M}"


class WeekChanger(QWidget):
    """`changed` whenever the week is another, put back or not; `draft` is what stands now."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.draft = WeekDraft({})
        self._base = WholeWeek(())
        self._before, self._after = list[WeekDraft](), list[WeekDraft]()
        self._filling = False
        self.grid = WeekEditor(look, "plans.new_week")
        self.cells = words("", "strong", "plans.cells")
        self.minutes = MinutesEdit("plans.minutes", "30")
        self.workers = ChoiceBox[int](look, "plans.workers", "")
        self.at = TimeEdit("plans.time", "930")
        self.tasks, self.covered = QLineEdit(), QLineEdit()
        self.another = button(look, "Add another &visit", "plans.another", Icon.NEW, kind="quiet")
        self.remove = button(look, "&Take away", "plans.remove", Icon.CLOSE, kind="quiet")
        self.every_day = button(look, "Ever&y day", "plans.every_day", kind="quiet")
        self.weekdays = button(look, "Week&days", "plans.weekdays", kind="quiet")
        self.copy_day = button(look, "Co&py the day to", "plans.copy_day", Icon.COPY, kind="quiet")
        self.weeks = ChoiceBox[int](look, "plans.weeks", "")
        self.swap = button(look, "Swap weeks A a&nd B", "plans.swap_weeks", kind="quiet")
        self.turns = words("", "quiet", "plans.turns")
        self.undo = button(look, "&Undo", "plans.undo", Icon.UNDO, kind="quiet")
        self.redo = button(look, "Redo", "plans.redo", kind="quiet")
        self.round = button(look, "", "plans.round", kind="quiet")
        self.days = self._days_to_copy_to()
        self._build()
        self._connect()

    def begin(self, draft: WeekDraft, base: WholeWeek) -> None:
        """Show this week against the one that it changes; what was done before can't be put back any more."""
        self._before, self._after = [], []
        self.draft, self._base = draft, base
        self._show()

    def change(self, draft: WeekDraft) -> None:
        """Another week, which can be put back."""
        if draft != self.draft:
            self._before.append(self.draft)
            self._after = []
            self.draft = draft
            self._show()

    def count_in(self, step: int) -> None:
        """The office's whole steps of a visit's minutes."""
        self.minutes.step = step
        self.round.setText(f"&Round to steps of {step}")
        self.undo.setToolTip("Ctrl+Z in the week: take the last change back")
        self.redo.setToolTip("Ctrl+Y or Ctrl+Shift+Z in the week: make it again")
        self.minutes.setToolTip(f"Up and Down: to the next whole step of {step} minutes")

    def say_turns(self, told: str) -> None:
        """Which weeks are A and B, seen from today; shown where a visit is due only every second week."""
        self.turns.setText(told)

    def choose_first(self) -> None:
        """Put the keyboard on the first call that has a visit."""
        calls = [line.call for line in self._base.visits]
        if calls:
            self.grid.choose(calls[0])
        self.grid.setFocus()

    def put_back(self, draft: WeekDraft) -> None:
        """A week that a desk's draft kept, or that a person has chosen of two."""
        self.begin(draft, self._base)
        self.fill()

    def fill(self) -> None:
        """Show anew what the chosen cells have in common."""
        self._fill(self.grid.cells)

    def _deed(self, draft: WeekDraft) -> None:
        """Something done to the chosen cells other than by typing."""
        self.change(draft)
        self.fill()

    def _go(self, there: list[WeekDraft], back: list[WeekDraft]) -> None:
        """Take the last change back, or make it again."""
        if there:
            back.append(self.draft)
            self.draft = there.pop()
            self._show()
            self.fill()

    def _undo(self) -> None:
        self._go(self._before, self._after)

    def _redo(self) -> None:
        self._go(self._after, self._before)

    def _show(self) -> None:
        self.grid.show_week(editing_view(WholeWeek(self.draft.week, self.draft.covered), self._base))
        self._offer_rounding()
        self._offer_turns()
        for deed, kept in ((self.undo, self._before), (self.redo, self._after)):
            if deed.hasFocus() and not kept:
                self.grid.setFocus()
            deed.setEnabled(bool(kept))
        self.changed.emit()

    # --- the chosen cells ------------------------------------------------------------------------------------------

    def _fill(self, cells: tuple[Cell, ...]) -> None:
        found = self.draft.at(cells)
        self._filling = True
        self.cells.setText(cells_text(cells) or "Choose cells in the week")
        self.minutes.set_value(_common({slot.minutes for slot in found}))
        self.workers.set_value(_common({slot.workers for slot in found}))
        self.at.set_value(_common({slot.at for slot in found}))
        self.weeks.set_value(_common({slot.weeks for slot in found}))
        self.tasks.setText(_common({slot.tasks for slot in found}) or "")
        others = self.draft.covered_by(cells)
        self.covered.setText(_common(set(others)) or "")
        self.covered.setEnabled(bool(cells))
        self._filling = False
        for control in (self.workers, self.at, self.weeks, self.tasks):
            control.setEnabled(bool(found))
        self.remove.setEnabled(bool(found) or any(others))
        self._name_copies(cells)
        self._offer_rounding()

    def _offer_rounding(self) -> None:
        """Only where the chosen visits are in no whole steps, and never unasked."""
        odd = self.draft.rounded(self.grid.cells, self.minutes.step) != self.draft
        if not odd and self.round.hasFocus():
            self.grid.setFocus()
        self.round.setVisible(odd)

    def _minutes_typed(self, minutes: int | None) -> None:
        if minutes is not None and not self._filling:
            self.change(self.draft.with_minutes(self.grid.cells, minutes))
            for control in (self.workers, self.at, self.weeks, self.tasks, self.remove):
                control.setEnabled(True)
            here = self.draft.at(self.grid.cells)
            if self.workers.value() is None:
                self.workers.set_value(_common({slot.workers for slot in here}))
            if self.weeks.value() is None:
                self.weeks.set_value(_common({slot.weeks for slot in here}))

    def _step_each(self, up: bool) -> None:  # noqa: FBT001  Qt's signal
        """Visits of several lengths have none in common that could be stepped."""
        self._deed(self.draft.stepped(self.grid.cells, self.minutes.step, up=up))

    def _workers_picked(self, workers: int) -> None:
        self.change(self.draft.with_workers(self.grid.cells, workers))

    def _weeks_picked(self, weeks: int) -> None:
        self.change(self.draft.with_weeks(self.grid.cells, weeks))

    def _weeks_asked(self, weeks: int) -> None:
        """By a key in the week."""
        self._deed(self.draft.with_weeks(self.grid.cells, weeks))

    def _swap(self) -> None:
        self._deed(self.draft.with_weeks_swapped())

    def _offer_turns(self) -> None:
        """Which week is which, and to change them over, only where calls take turns."""
        shown = self.draft.takes_turns
        if not shown and self.swap.hasFocus():
            self.grid.setFocus()
        for widget in (self.turns, self.swap):
            widget.setVisible(shown)

    def _time_typed(self, at: time | None) -> None:
        if not self._filling and not self.at.problem:
            self.change(self.draft.with_time(self.grid.cells, at))

    def _tasks_typed(self, tasks: str) -> None:
        self.change(self.draft.with_tasks(self.grid.cells, tasks.strip()))

    def _covered_typed(self, by: str) -> None:
        self.change(self.draft.with_covered(self.grid.cells, by.strip()))
        self.remove.setEnabled(bool(by.strip()) or bool(self.draft.at(self.grid.cells)))

    def _add(self) -> None:
        self._deed(self.draft.with_another(self.grid.cells))

    def _take_away(self) -> None:
        self._deed(self.draft.without(self.grid.cells))
        self.grid.setFocus()

    def _round(self) -> None:
        self._deed(self.draft.rounded(self.grid.cells, self.minutes.step))

    def _name_copies(self, cells: tuple[Cell, ...]) -> None:
        """Which day is copied: the first of the chosen ones."""
        for control in (self.every_day, self.weekdays, self.copy_day):
            control.setEnabled(bool(cells))
        if cells:
            day = _first_day(cells)
            calls = listed(tuple(call.label.lower() for call in Call if call in {each for each, _ in cells}))
            rename(self.copy_day, f"Co&py {DAYS[day]} to")
            self.every_day.setToolTip(f"Every day has what {DAYS[day]} has at {calls}")
            self.weekdays.setToolTip(f"Monday to Friday have what {DAYS[day]} has at {calls}")
            for number, entry in enumerate(self.days):
                entry.setEnabled(number != day)

    def _fill_row(self, to: Sequence[int]) -> None:
        """The chosen calls are on these days as on the first that is chosen."""
        cells = self.grid.cells
        if cells:
            self._deed(self.draft.copied({call for call, _ in cells}, _first_day(cells), to))

    def _copy_day(self, to: Sequence[int]) -> None:
        cells = self.grid.cells
        if cells:
            self._deed(self.draft.copied(Call, _first_day(cells), to))
            self.grid.setFocus()

    def _enter_minutes(self, typed: str) -> None:
        self.minutes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if typed:
            self.minutes.setText(typed)
        else:
            self.minutes.selectAll()

    # --- building --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.grid.cells_chosen.connect(self._fill)
        self.grid.change_requested.connect(self._enter_minutes)
        self.grid.removal_requested.connect(self._take_away)
        self.minutes.value_changed.connect(self._minutes_typed)
        self.minutes.stepped.connect(self._step_each)
        self.minutes.returnPressed.connect(self.grid.setFocus)
        self.workers.picked.connect(self._workers_picked)
        self.weeks.picked.connect(self._weeks_picked)
        self.grid.weeks_requested.connect(self._weeks_asked)
        self.swap.clicked.connect(self._swap)
        self.at.value_changed.connect(self._time_typed)
        self.tasks.textEdited.connect(self._tasks_typed)
        self.tasks.returnPressed.connect(self.grid.setFocus)
        self.grid.cover_requested.connect(partial(self.covered.setFocus, Qt.FocusReason.ShortcutFocusReason))
        self.covered.textEdited.connect(self._covered_typed)
        self.covered.returnPressed.connect(self.grid.setFocus)
        self.another.clicked.connect(self._add)
        self.remove.clicked.connect(self._take_away)
        self.round.clicked.connect(self._round)
        self.every_day.clicked.connect(partial(self._fill_row, _EVERY_DAY))
        self.weekdays.clicked.connect(partial(self._fill_row, _WEEKDAYS))
        self.undo.clicked.connect(self._undo)
        self.redo.clicked.connect(self._redo)
        for keys, deed in (("Ctrl+Z", self._undo), ("Ctrl+Shift+Z", self._redo), ("Ctrl+Y", self._redo)):
            shortcut = QShortcut(QKeySequence(keys), self.grid)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _build(self) -> None:
        look = self._look
        self.tasks.setObjectName("plans.tasks")
        self.covered.setObjectName("plans.covered")
        self.covered.setPlaceholderText("daughter")
        self.covered.setMaxLength(LONGEST_BY)
        self.workers.set_choices(((1, "1 worker"), (2, "2 workers")))
        self.workers.setMinimumContentsLength(8)
        self.weeks.set_choices(((EVERY_WEEK, "Every week"), (WEEK_A, "Week A"), (WEEK_B, "Week B")))
        self.weeks.setMinimumContentsLength(8)
        self.count_in(self.minutes.step)
        column = QVBoxLayout(self)
        spread(column, look)
        column.addWidget(words(_LESSON, "quiet"))
        column.addWidget(self.grid)
        column.addWidget(self.turns)
        top = Flow(look.theme.gap(RELATED))
        deeds = (self.another, self.remove, self.every_day, self.weekdays, self.copy_day, self.undo, self.redo)
        for deed in (*deeds, self.swap, self.round):
            top.addWidget(deed)
        column.addWidget(self.cells)
        column.addLayout(top)
        column.addLayout(self._fields())

    def _days_to_copy_to(self) -> tuple[QAction, ...]:
        """The menu of the days, after those that are copied to at once; the entry of each single day."""
        menu = QMenu(self)
        menu.setObjectName("plans.copy_day_menu")
        several = (("All the other days", "every", _EVERY_DAY), ("Monday to Friday", "weekdays", _WEEKDAYS))
        for said, name, to in several:
            entry = menu.addAction(said)
            entry.setObjectName(f"plans.copy_to.{name}")
            entry.triggered.connect(partial(self._copy_day, to))
        single = []
        for number, day in enumerate(DAYS):
            entry = menu.addAction(day)
            entry.setObjectName(f"plans.copy_to.{day.lower()}")
            entry.triggered.connect(partial(self._copy_day, (number,)))
            single.append(entry)
        self.copy_day.setMenu(menu)
        return tuple(single)

    def _fields(self) -> QGridLayout:
        look = self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.theme.gap(RELATED))
        fields = (
            (Field(look, "&Minutes", self.minutes), 1),
            (Field(look, "&Workers", self.workers), 1),
            (Field(look, "T&ime, if fixed", self.at), 1),
            (Field(look, "Weeks, &A or B", self.weeks), 1),
            (Field(look, "Tas&ks", self.tasks), 3),
            (Field(look, "&Covered by, if not by us", self.covered), 2),
        )
        for column, (field, stretch) in enumerate(fields):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, stretch)
        return grid


def _first_day(cells: Iterable[Cell]) -> int:
    """The day that the others are to be like."""
    return min(day for _, day in cells)


def _common(values: set[Value]) -> Value | None:
    """The one value of all, if there is one."""
    return next(iter(values)) if len(values) == 1 else None
