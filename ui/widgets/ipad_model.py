"""What the IPAD strip shows, and its table model: a row a goal, a column a visit."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter
from ui.overrides import override_of_qt
from ui.tables.row_table_model import NO_INDEX, AnyIndex, Role
from ui.text import full_day_text
from ui.widgets.history_lane import StripMark

Place = tuple[UUID, Hashable]  # a goal and a visit's key


@dataclass(frozen=True, slots=True)
class StripGoal:
    """A goal as it stands at the left."""

    id: UUID
    title: str
    note: str = ""  # said in its tooltip: how it is measured, its trend, when it may be reached


@dataclass(frozen=True, slots=True)
class StripVisit:
    """A visit: its key for rating, its day, the call's word, and why it wasn't made (empty where it was)."""

    key: Hashable
    day: date
    call: str
    not_made: str = ""


class Given(Protocol):
    """A worker's letter at a visit."""

    @property
    def days_late(self) -> int:
        """How many days after the visit it was typed in; 0 in time."""

    @property
    def days_corrected(self) -> int:
        """How many days after the visit another letter was corrected to it; 0 in time, or where none was."""


class StripCell(Protocol):
    """A cell, as the question answered it: its letter and whose it is, or why there is none.

    Without a letter it isn't rated yet, or the person was away. A goal at a visit without a cell isn't due.
    """

    @property
    def letter(self) -> Letter | None:
        """The letter that is shown."""

    @property
    def given(self) -> Sequence[Given]:
        """What each worker gave."""

    @property
    def away(self) -> BreakKind | None:
        """Why nobody was there."""


@dataclass(frozen=True, slots=True)
class StripView:
    """A history: goals, visits in their order in time, the cells that show something, and the marks beside them."""

    goals: tuple[StripGoal, ...]
    visits: tuple[StripVisit, ...]
    cells: Mapping[Place, StripCell]
    marks: tuple[StripMark, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CellLook:
    """One of the ways in which a cell looks: its letter, whether of several or late, or why there is none."""

    letter: Letter | None = None
    several: bool = False
    is_late: bool = False
    in_hospital: bool = False
    is_awaited: bool = False
    not_made: bool = False


_RATED = {each: CellLook(*each) for each in product(Letter, (False, True), (False, True))}
_EMPTY, _HOSPITAL, _AWAITED = CellLook(), CellLook(in_hospital=True), CellLook(is_awaited=True)
_NOT_MADE, NOT_MADE_SIGN = CellLook(not_made=True), "N"
_NOTHING = StripView((), (), {})


class StripModel(QAbstractTableModel):
    """Holds a StripView; the same goals and visits with other cells repaint those alone, without a reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = _NOTHING
        self._rows: dict[UUID, int] = {}
        self._columns: dict[Hashable, int] = {}
        self._looks: list[list[CellLook]] = []  # a row a goal

    def show_history(self, view: StripView) -> None:
        """Show this history."""
        self._looks = [
            [_look_of(view.cells.get((goal.id, visit.key)), visit) for visit in view.visits] for goal in view.goals
        ]
        rows = {goal.id: number for number, goal in enumerate(view.goals)}
        before = self._view
        if list(rows) == list(self._rows) and (view.visits, view.marks) == (before.visits, before.marks):
            self._view = view
            self._tell_changes(before)
            return
        self.beginResetModel()
        self._view, self._rows = view, rows
        self._columns = {visit.key: number for number, visit in enumerate(view.visits)}
        self.endResetModel()

    def show_goal(self, goal: StripGoal, cells: Mapping[Place, StripCell]) -> None:
        """Show this goal anew; the others stay as they are. All its visits have to be shown already."""
        others = {place: cell for place, cell in self._view.cells.items() if place[0] != goal.id}
        goals = tuple([goal if each.id == goal.id else each for each in self._view.goals])
        self.show_history(replace(self._view, goals=goals, cells={**others, **cells}))

    def has_visits(self, cells: Mapping[Place, StripCell]) -> bool:
        """Whether there is a column for each of these."""
        return {visit for _, visit in cells} <= self._columns.keys()

    def _tell_changes(self, before: StripView) -> None:
        """Have repainted what differs."""
        now = self._view
        for row, (goal, was) in enumerate(zip(now.goals, before.goals, strict=True)):
            if goal.title != was.title:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        for goal_id, visit in {**before.cells, **now.cells}:
            if now.cells.get((goal_id, visit)) != before.cells.get((goal_id, visit)):
                index = self.index(self._rows[goal_id], self._columns[visit])
                self.dataChanged.emit(index, index)

    def place(self, index: AnyIndex) -> Place | None:
        """The goal and the visit of a cell."""
        if not index.isValid():
            return None
        return self._view.goals[index.row()].id, self._view.visits[index.column()].key

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a goal and a visit; invalid when it isn't shown."""
        row, column = self._rows.get(place[0]), self._columns.get(place[1])
        return QModelIndex() if row is None or column is None else self.index(row, column)

    def cell(self, index: AnyIndex) -> StripCell | None:
        """What stands in a cell; nothing where the goal isn't due."""
        return self._view.cells.get((self._view.goals[index.row()].id, self._view.visits[index.column()].key))

    def said(self, index: AnyIndex) -> str:
        """What stands in a cell, in words."""
        return _said(self.cell(index), self._view.visits[index.column()])

    def is_late(self, index: AnyIndex) -> bool:
        """Whether a letter that stands in a cell was typed in or corrected days after its visit."""
        return self._looks[index.row()][index.column()].is_late

    def next_due(self, index: AnyIndex) -> QModelIndex:
        """The next cell at which a goal was due, down its visit and the later ones made; invalid after the last."""
        row, columns = index.row() + 1, range(index.column(), self.columnCount())
        for column in columns:
            for place in (self.index(each, column) for each in range(row, self.rowCount())):
                cell = self.cell(place)
                if cell is not None and cell.away is None and not self._view.visits[column].not_made:
                    return place
            row = 0
        return QModelIndex()

    def row_of(self, goal: UUID) -> int | None:
        """The row of a goal; none where it isn't shown."""
        return self._rows.get(goal)

    def looks(self, first: int, last: int) -> list[list[CellLook]]:
        """How the cells of these columns look, a row a goal."""
        return [row[first : last + 1] for row in self._looks]

    @property
    def marks(self) -> tuple[StripMark, ...]:
        """What stands beside the letters."""
        return self._view.marks

    def said_at(self, column: int, goal: UUID | None = None) -> tuple[str, ...]:
        """The marks that begin at a column, in sentences: those of all goals, and of this one."""
        return tuple([each.sentence for each in self._view.marks if each.first == column and each.goal in (None, goal)])

    def visit(self, column: int) -> StripVisit:
        """The visit of a column."""
        return self._view.visits[column]

    def first_column_of_day(self, column: int) -> int:
        """Where the day of this column begins."""
        day = self._view.visits[column].day
        while column > 0 and self._view.visits[column - 1].day == day:
            column -= 1
        return column

    @override_of_qt(0)
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._view.goals)

    @override_of_qt(0)
    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._view.visits)

    @override_of_qt()
    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case Role.DisplayRole:
                if cell is not None and cell.letter is not None:
                    return cell.letter.value
                return NOT_MADE_SIGN if _is_not_made(cell, self._view.visits[index.column()]) else ""
            case Role.AccessibleTextRole | Role.ToolTipRole:
                return self._spoken(index, cell)
        return None

    @override_of_qt()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and section < len(self._view.goals):
            goal = self._view.goals[section]
            if role == Role.DisplayRole:
                return goal.title
            return f"{goal.title}\n{goal.note}".strip() if role == Role.ToolTipRole else None
        if section < len(self._view.visits):
            visit = self._view.visits[section]
            when = f"{full_day_text(visit.day, visit.day)} {visit.call}"
            if role in (Role.ToolTipRole, Role.AccessibleTextRole):
                return "\n".join([when, *self.said_at(section)])
            return when if role == Role.DisplayRole else None
        return None

    def _spoken(self, index: AnyIndex, cell: StripCell | None) -> str:
        visit = self._view.visits[index.column()]
        when = f"{full_day_text(visit.day, visit.day)} {visit.call.lower()}"
        goal = self._view.goals[index.row()]
        return "\n".join([f"{goal.title}, {when}: {_said(cell, visit)}", *self.said_at(index.column(), goal.id)])


def _is_not_made(cell: StripCell | None, visit: StripVisit) -> bool:
    """Whether a goal that was due has no letter because nobody was there to rate it."""
    return cell is not None and cell.letter is None and cell.away is None and bool(visit.not_made)


def _look_of(cell: StripCell | None, visit: StripVisit) -> CellLook:
    if cell is None:
        return _EMPTY
    if cell.letter is not None:
        return _RATED[
            cell.letter, len(cell.given) > 1, any(each.days_late or each.days_corrected for each in cell.given)
        ]
    if _is_not_made(cell, visit):
        return _NOT_MADE
    return _AWAITED if cell.away is None else _HOSPITAL if cell.away is BreakKind.HOSPITAL else _EMPTY


def _said(cell: StripCell | None, visit: StripVisit) -> str:
    if cell is None:
        return "not due"
    if cell.letter is not None:
        several = ", two ratings, the most help shown" if len(cell.given) > 1 else ""
        late = ", typed in late" if any(each.days_late for each in cell.given) else ""
        late += ", corrected late" if any(each.days_corrected for each in cell.given) else ""
        missed = f", though recorded as not made, {visit.not_made}" if visit.not_made else ""
        return f"{cell.letter.value}, {cell.letter.label.lower()}{several}{late}{missed}"
    if _is_not_made(cell, visit):
        return f"not made, {visit.not_made}"
    if cell.away is None:
        return "not rated yet"
    return "in hospital" if cell.away is BreakKind.HOSPITAL else f"not due, {cell.away.label.lower()}"
