"""What the IPAD strip shows, and its table model: a row a goal, a column a visit."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from models.vocabulary import Letter
from ui.tables.row_table_model import NO_INDEX, ROW_ROLE, AnyIndex, Role
from ui.text import full_day_text


class Standing(Enum):
    """Why a cell has a letter or none; the value is said where there is none."""

    RATED = "rated"
    DUE = "not rated yet"
    NOT_DUE = "not due"
    IN_HOSPITAL = "in hospital"


@dataclass(frozen=True, slots=True)
class StripGoal:
    """A goal as it stands at the left."""

    id: UUID
    title: str
    note: str = ""  # said in its tooltip: how it is measured, its trend


@dataclass(frozen=True, slots=True)
class StripVisit:
    """A visit: its key for rating, its day and the call's word."""

    key: Hashable
    day: date
    call: str


@dataclass(frozen=True, slots=True)
class StripMark:
    """One cell. A cell without a mark isn't due. `several` when two workers rated; `note` says more."""

    goal: UUID
    visit: Hashable
    letter: Letter | None = None
    standing: Standing = Standing.RATED
    several: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class StripView:
    """A history: goals, visits in their order in time, and the marks."""

    goals: tuple[StripGoal, ...]
    visits: tuple[StripVisit, ...]
    marks: tuple[StripMark, ...]


_NOTHING = StripView((), (), ())


class StripModel(QAbstractTableModel):
    """Holds a StripView; the same goals and visits with other marks repaint without a reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = _NOTHING
        self._marks: dict[tuple[UUID, Hashable], StripMark] = {}

    def show_history(self, view: StripView) -> None:
        """Show this history."""
        marks = {(mark.goal, mark.visit): mark for mark in view.marks}
        if (view.goals, view.visits) != (self._view.goals, self._view.visits):
            self.beginResetModel()
            self._view, self._marks = view, marks
            self.endResetModel()
            return
        self._view, self._marks = view, marks
        if view.goals and view.visits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(view.goals) - 1, len(view.visits) - 1))

    def place(self, index: AnyIndex) -> tuple[UUID, Hashable] | None:
        """The goal and the visit of a cell."""
        if not index.isValid():
            return None
        return self._view.goals[index.row()].id, self._view.visits[index.column()].key

    def index_of(self, place: tuple[UUID, Hashable]) -> QModelIndex:
        """The cell of a goal and a visit; invalid when it isn't shown."""
        rows = [number for number, goal in enumerate(self._view.goals) if goal.id == place[0]]
        columns = [number for number, visit in enumerate(self._view.visits) if visit.key == place[1]]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def mark(self, index: AnyIndex) -> StripMark:
        """What stands in a cell."""
        goal, visit = self._view.goals[index.row()], self._view.visits[index.column()]
        found = self._marks.get((goal.id, visit.key))
        return found or StripMark(goal.id, visit.key, standing=Standing.NOT_DUE)

    def visit(self, column: int) -> StripVisit:
        """The visit of a column."""
        return self._view.visits[column]

    def first_column_of_day(self, column: int) -> int:
        """Where the day of this column begins."""
        day = self._view.visits[column].day
        while column > 0 and self._view.visits[column - 1].day == day:
            column -= 1
        return column

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._view.goals)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._view.visits)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        mark = self.mark(index)
        match role:
            case Role.DisplayRole:
                return mark.letter.value if mark.letter else ""
            case Role.AccessibleTextRole | Role.ToolTipRole:
                return self._spoken(index, mark)
            case _ if role == ROW_ROLE:
                return mark
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and section < len(self._view.goals):
            goal = self._view.goals[section]
            if role == Role.DisplayRole:
                return goal.title
            return f"{goal.title}\n{goal.note}".strip() if role == Role.ToolTipRole else None
        if role == Role.DisplayRole and section < len(self._view.visits):
            visit = self._view.visits[section]
            return f"{full_day_text(visit.day, visit.day)} {visit.call}"
        return None

    def _spoken(self, index: AnyIndex, mark: StripMark) -> str:
        visit = self._view.visits[index.column()]
        said = f"{mark.letter.value}, {mark.letter.label.lower()}" if mark.letter else mark.standing.value
        several = ", two ratings, the most help shown" if mark.several else ""
        note = f", {mark.note}" if mark.note else ""
        when = f"{full_day_text(visit.day, visit.day)} {visit.call.lower()}"
        return f"{self._view.goals[index.row()].title}, {when}: {said}{several}{note}"
