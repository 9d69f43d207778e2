"""The IPAD history week by week: of each goal the median letter, how many visits were rated, and how often each letter.

A median never stands without what it was made of, and what was rated under another statement stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.queries.goals.goals import WeekLetters
from ui.overrides import override_of_qt
from ui.tables.grid import GridView, paint_focus
from ui.tables.row_table_model import NO_INDEX, ROW_ROLE, AnyIndex, Role
from ui.text import full_day_text
from ui.theme import CELL, RELATED, Look
from ui.widgets.history_lane import LANE, StripMark
from ui.widgets.ipad_cells import CELL_WIDTH, paint_letter
from ui.widgets.ipad_model import StripGoal
from ui.widgets.lane_header import LaneHeader

_SIDE_WIDTH, _TOP_HEIGHT, _CELL_HEIGHT, _LETTER_HEIGHT, _NARROWEST, _MOST_ROWS = 260, 44 + LANE, 52, 24, 96, 6
_ALIGN = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class WeeksView:
    """Goals, each with as many weeks as the others, and the marks by their weeks."""

    goals: tuple[StripGoal, ...]
    weeks: Mapping[UUID, tuple[WeekLetters, ...]]
    marks: tuple[StripMark, ...] = ()


class WeeksModel(QAbstractTableModel):
    """A row a goal, a column a week."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = WeeksView((), {})

    @property
    def marks(self) -> tuple[StripMark, ...]:
        """What stands beside the letters."""
        return self._view.marks

    def show_weeks(self, view: WeeksView) -> None:
        """Show these weeks; as many of the same goals keep the keyboard's place."""
        shape = [each.id for each in view.goals], self._weeks(view)
        if shape == ([each.id for each in self._view.goals], self.columnCount()):
            self._view = view
            if self.rowCount() and self.columnCount():
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def goal(self, row: int) -> StripGoal:
        """The goal of a row."""
        return self._view.goals[row]

    def week(self, index: AnyIndex) -> WeekLetters:
        """What stands in a cell."""
        return self._view.weeks[self._view.goals[index.row()].id][index.column()]

    def said(self, index: AnyIndex) -> tuple[str, ...]:
        """A cell in sentences: its week, and what began in it."""
        goal = self._view.goals[index.row()].id
        here = [each.sentence for each in self.marks if each.first == index.column() and each.goal in (None, goal)]
        return self.week(index).sentence, *here

    @override_of_qt(0)
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._view.goals)

    @override_of_qt(0)
    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._weeks(self._view)

    @override_of_qt()
    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        week = self.week(index)
        match role:
            case Role.DisplayRole:
                return week.text
            case Role.AccessibleTextRole | Role.ToolTipRole:
                return "\n".join([f"{self.goal(index.row()).title}. {self.said(index)[0]}", *self.said(index)[1:]])
            case _ if role == ROW_ROLE:
                return week
        return None

    @override_of_qt()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and section < len(self._view.goals):
            goal = self._view.goals[section]
            if role == Role.DisplayRole:
                return goal.title
            return f"{goal.title}\n{goal.note}".strip() if role == Role.ToolTipRole else None
        if orientation == Qt.Orientation.Vertical or section >= self.columnCount():
            return None
        week = self._view.weeks[self._view.goals[0].id][section]
        when = f"Week {week.number}, from {full_day_text(week.first_day, week.first_day)}"
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            here = [each.sentence for each in self.marks if each.first == section and each.goal is None]
            return "\n".join([when, *here])
        return when if role == Role.DisplayRole else None

    @staticmethod
    def _weeks(view: WeeksView) -> int:
        return len(view.weeks[view.goals[0].id]) if view.goals else 0


class IpadWeeks(GridView):
    """Arrow keys walk weeks and goals; nothing is rated here."""

    chosen = Signal(object)  # the sentences of the cell that the keyboard is on

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, "IPAD history by week", parent)
        self._model = WeeksModel(self)
        self._header = _WeekHeader(look, self)
        self.setHorizontalHeader(self._header)
        self.setModel(self._model)
        self.setItemDelegate(_WeekPainter(look, self))
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.selectionModel().currentChanged.connect(self._current_changed)
        look.changed.connect(self._fit)

    def show_weeks(self, view: WeeksView) -> None:
        """Show these; the keyboard stays where it is, else goes to the newest week."""
        here = self.currentIndex()
        place = (here.row(), here.column())
        self._model.show_weeks(view)
        self._fit()
        if not self.currentIndex().isValid():
            last = self._model.columnCount() - 1
            self.go_to(self._model.index(max(place[0], 0), place[1] if 0 <= place[1] <= last else last))
        else:
            self.tell()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side(_SIDE_WIDTH)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def tell(self) -> None:
        """Say what stands where the keyboard is."""
        self._current_changed(self.currentIndex(), QModelIndex())

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.said(index) if index.isValid() else ())

    def _fit(self) -> None:
        theme, model = self._look.theme, self._model
        metrics, wide = QFontMetrics(theme.body), theme.px(_NARROWEST)
        for column in range(model.columnCount()):
            for row in range(model.rowCount()):
                here = model.index(row, column)
                week = model.week(here)
                signs = sum([len(each.middle) for each in week.series]) * (theme.px(CELL_WIDTH) + 2)
                signs += len(week.series) * theme.px(RELATED + 2 * CELL)
                above = signs + metrics.horizontalAdvance(_of_text(week))
                below = metrics.horizontalAdvance(str(here.data())) + theme.px(RELATED + CELL)
                wide = max(wide, above, below)
        self._header.setDefaultSectionSize(wide)
        self._header.setFixedHeight(theme.px(_TOP_HEIGHT))
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.px(_CELL_HEIGHT))
        self.fit_side(_SIDE_WIDTH)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        shown = min(max(model.rowCount(), 1), _MOST_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(theme.px(_TOP_HEIGHT) + shown * theme.px(_CELL_HEIGHT) + bar + 2)


class _WeekHeader(LaneHeader):
    """The week's number and its first day, and the lane of marks."""

    @override_of_qt()
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        model, theme = self.model(), self._look.theme
        said = str(model.headerData(logical_index, Qt.Orientation.Horizontal))
        number, _, day = said.partition(", from ")
        painter.save()
        painter.fillRect(rect, QColor(theme.colours.surface))
        painter.setPen(QColor(theme.colours.line))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        half = (rect.height() - theme.px(LANE)) // 2
        left, wide = rect.left() + theme.px(CELL), rect.width() - theme.px(CELL)
        painter.setFont(theme.body)
        for line, (words, colour) in enumerate(((number, theme.colours.text), (day, theme.colours.quiet))):
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, rect.top() + line * half, wide, half), _ALIGN, words)
        painter.restore()


class _WeekPainter(QStyledItemDelegate):
    """The median letter of each series with how many visits were rated, and the counts below."""

    def __init__(self, look: Look, view: IpadWeeks) -> None:
        super().__init__(view)
        self._look = look

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, week, where = self._look.theme, index.data(ROW_ROLE), QRect(option.rect)
        painter.save()
        painter.fillRect(where, QColor(theme.colours.surface))
        painter.setFont(theme.body)
        inside = where.adjusted(theme.px(CELL), theme.px(2), 0, -theme.px(2))
        top = QRect(inside.left(), inside.top(), inside.width(), theme.px(_LETTER_HEIGHT))
        below = QRect(inside.left(), top.bottom(), inside.width(), inside.bottom() - top.bottom())
        if week.due:
            self._paint_letters(painter, week, top)
        painter.setPen(QColor(theme.colours.text if week.due else theme.colours.quiet))
        painter.setFont(theme.body)
        painter.drawText(below if week.due else inside, _ALIGN, str(index.data()))
        painter.setPen(QColor(theme.colours.line))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        paint_focus(self._look, painter, option)
        painter.restore()

    def _paint_letters(self, painter: QPainter, week: WeekLetters, where: QRect) -> None:
        theme, left = self._look.theme, where.left()
        for number, series in enumerate(week.series):
            if number:
                painter.setPen(QColor(theme.colours.text))
                painter.drawText(QRect(left, where.top(), theme.px(RELATED), where.height()), _ALIGN, "‖")
                left += theme.px(RELATED + CELL)
            for letter in series.middle:
                box = QRect(left, where.top(), theme.px(CELL_WIDTH), where.height())
                paint_letter(theme, painter, letter, box)
                left = box.right() + 2
            left += theme.px(CELL)
        painter.setFont(theme.body)
        painter.setPen(QColor(theme.colours.quiet))
        painter.drawText(QRect(left, where.top(), 999, where.height()), _ALIGN, _of_text(week))


def _of_text(week: WeekLetters) -> str:
    """At how many of the visits that were due it was rated."""
    return f"{week.rated} of {week.due}"
