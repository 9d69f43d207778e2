"""Weeks as the grid shows them: a plan's week, one against another, and a week that is being changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.desk.week_draft import Cell
from models.values import Call, CoveredCall, PlannedVisit, days_text, london_day
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, WEEK_A, WEEK_B, letter_of, turns_said
from ui.overrides import override_of_qt
from ui.text import full_day_text
from ui.theme import Look
from ui.widgets.week_grid import Change, WeekGrid, WeekView, WeekVisit

NARROW_DAY = 58  # px at 100 %: seven of them fit at 150 % beside the caseload
NARROWEST_DAY = 44  # px at 100 %: they fit at 200 % too, where a visit has no word of a change beside it
ALL_CALLS = tuple(call.label for call in Call)
_REMOVES = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_WEEKS = {Qt.Key.Key_E: EVERY_WEEK, Qt.Key.Key_A: WEEK_A, Qt.Key.Key_B: WEEK_B}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


@dataclass(frozen=True, slots=True)
class WholeWeek:
    """The visits of a week, and the calls that others cover."""

    visits: tuple[PlannedVisit, ...]
    covered: tuple[CoveredCall, ...] = ()

    @property
    def calls(self) -> set[Call]:
        """Those at which somebody comes."""
        return {line.call for line in self.visits} | {line.call for line in self.covered}


def week_view(week: WholeWeek, *, other: WholeWeek | None = None) -> WeekView:
    """A week with its calls; with `other`, also with that week's calls, and each says how that week differs from it."""
    lines = week.visits
    here, there = _minutes(lines), None if other is None else _minutes(other.visits)
    visits = tuple(
        WeekVisit(
            day,
            line.call.label,
            line.minutes,
            line.workers,
            line.tasks,
            f"{line.at:%H:%M}" if line.at else "",
            Change.SAME if there is None else _change(here[line.call, day], there.get((line.call, day))),
            turn=letter_of(line.weeks),
        )
        for line in sorted(lines, key=_in_day)
        for day in sorted(line.days)
    )
    used = week.calls | (other.calls if other else set())
    return WeekView(tuple(call.label for call in Call if call in used), (*visits, *_covered(week, other)))


def editing_view(week: WholeWeek, old: WholeWeek) -> WeekView:
    """The week that is being changed, with every call, against the version in force."""
    return WeekView(ALL_CALLS, week_view(week, other=old).visits)


def _covered(week: WholeWeek, other: WholeWeek | None) -> tuple[WeekVisit, ...]:
    """The calls that others cover; one that somebody else covered in the other week is new."""
    there = {(line.call, day, line.by) for line in other.covered for day in line.days} if other else set()
    return tuple(
        WeekVisit(
            day,
            line.call.label,
            0,
            change=Change.SAME if other is None or (line.call, day, line.by) in there else Change.NEW,
            covered_by=line.by,
        )
        for line in week.covered
        for day in sorted(line.days)
    )


def gone_marked(view: WeekView) -> WeekView:
    """For the earlier of two weeks: only what ends is marked there, the rest stands in the newer one."""
    visits = tuple(
        replace(each, change=Change.GONE if each.change is Change.NEW else Change.SAME) for each in view.visits
    )
    return WeekView(view.calls, visits)


def turns_of_today(now: datetime) -> str:
    """Which weeks are A and B, seen from today."""
    today = london_day(now)
    return turns_said(today, partial(full_day_text, today=today))


def cells_text(cells: Iterable[Cell]) -> str:
    """The cells in words: "Morning, Mon–Fri; Tea, Sat"."""
    days: defaultdict[Call, set[int]] = defaultdict(set)
    for call, day in cells:
        days[call].add(day)
    return "; ".join(f"{call.label}, {days_text(frozenset(days[call]))}" for call in Call if call in days)


class WeekEditor(WeekGrid):
    """A week whose cells are chosen with arrow keys and Shift; Enter asks to change them, Delete to empty them."""

    cells_chosen = Signal(object)  # tuple of cells
    change_requested = Signal(str)  # what was typed already
    removal_requested = Signal()
    cover_requested = Signal()  # who else covers the chosen calls
    weeks_requested = Signal(int)  # in which of two weeks the chosen visits are due, 0 in both

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, "The week: choose cells, then type minutes", parent, narrowest_day=NARROW_DAY)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(True)
        self.setToolTip(
            "Arrow keys and Shift choose · type minutes, or Enter · F family covers it · Delete empties\n"
            "A or B: due every second week only · E: every week"
        )
        self.selectionModel().selectionChanged.connect(self._cells_changed)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are chosen."""
        calls = tuple(Call)
        found = {(index.row(), index.column()) for index in self.selectedIndexes()}
        return tuple((calls[row], day) for row, day in sorted(found))

    def choose(self, call: Call, day: int = 0) -> None:
        """Put the keyboard on this cell alone: by itself Qt keeps the others while Ctrl of Ctrl+N is still held."""
        index = self.model().index(tuple(Call).index(call), day)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _REMOVES:
            self.removal_requested.emit()
        elif key in _OPENS:
            self.change_requested.emit("")
        elif key == Qt.Key.Key_F and not event.modifiers():
            self.cover_requested.emit()
        elif key in _WEEKS and not event.modifiers():
            self.weeks_requested.emit(_WEEKS[key])
        elif event.text().isdigit():
            self.change_requested.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override_of_qt()
    def keyboardSearch(self, _search: str) -> None:
        """Figures are minutes; letters don't search."""

    def _cells_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.cells_chosen.emit(self.cells)


def _minutes(week: Iterable[PlannedVisit]) -> dict[Cell, int]:
    """Worker minutes of two weeks by cell."""
    found: defaultdict[Cell, int] = defaultdict(int)
    for line in week:
        for day in line.days:
            found[line.call, day] += line.minutes * line.workers * (1 if line.weeks else len(TURNS))
    return dict(found)


def _change(here: int, there: int | None) -> Change:
    if there is None:
        return Change.NEW
    if here == there:
        return Change.SAME
    return Change.MORE if here > there else Change.LESS


def _in_day(line: PlannedVisit) -> tuple[int, str, int]:
    return tuple(Call).index(line.call), str(line.at or ""), line.weeks
