"""The week of a plan: seven days by the calls of the day, each cell with its minutes, workers and tasks."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.values import DAYS
from ui import icons
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.tables.grid import GridView, paint_focus
from ui.tables.row_table_model import NO_INDEX, ROW_ROLE, AnyIndex, Role
from ui.text import count, minutes_text
from ui.theme import BODY, CELL, RELATED, SMALL_ICON, Look

_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FAMILY = "F"  # the letter of a call that family or others cover
_CELL_HEIGHT, _SIDE_WIDTH, _TOP_HEIGHT, _NARROWEST_DAY = 60, 84, 28, 84
_ENOUGH = 600  # px, at any text size: wider it would make its page scroll sideways
_TILES_KEPT = 200  # a week has few ways to look; a window that is being widened makes all of them anew
_Key = tuple[object, ...]  # the size and screen of a cell, and the look of each of its visits


class Change(Enum):
    """What became of a visit between two versions; the value is the word shown."""

    SAME = ""
    NEW = "new"
    GONE = "ends"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class WeekVisit:
    """One visit in one cell: `day` Monday 0 to Sunday 6; `call` as it stands at the left; `at` where it has a time.

    With `covered_by` it is no visit of ours: that somebody else covers the call, and who. `turn` is the letter of the
    week of two in which alone it is due.
    """

    day: int
    call: str
    minutes: int
    workers: int = 1
    tasks: str = ""
    at: str = ""
    change: Change = Change.SAME
    covered_by: str = ""
    turn: str = ""

    @property
    def look(self) -> tuple[object, ...]:
        """All that is seen of it in its cell."""
        return self.minutes, self.workers, self.tasks, self.at, self.change, self.covered_by, self.turn

    @property
    def short(self) -> str:
        """The time, where it has one of its own, the minutes, and in which of two weeks; a covered call's sign."""
        return _FAMILY if self.covered_by else f"{self.at} {minutes_text(self.minutes)} {self.turn}".strip()

    @property
    def shortest(self) -> str:
        """The same in a narrow cell."""
        return f"{self.minutes} {self.turn}".strip()

    @property
    def below(self) -> str:
        """What stands below that: the tasks, or who covers the call."""
        return self.covered_by or self.tasks

    @property
    def spoken(self) -> str:
        """The visit in words."""
        if self.covered_by:
            return ", ".join(part for part in (f"covered by {self.covered_by}, not by us", self.change.value) if part)
        workers = "two workers" if self.workers > 1 else "one worker"
        turn = f"every second week, week {self.turn}" if self.turn else ""
        parts = [minutes_text(self.minutes), workers, turn, self.tasks, self.change.value]
        return ", ".join(part for part in ([f"at {self.at}"] if self.at else []) + parts if part)


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week: the calls in their order, and its visits."""

    calls: tuple[str, ...]
    visits: tuple[WeekVisit, ...]


class WeekModel(QAbstractTableModel):
    """Rows are calls, columns are days; a cell's row object is the tuple of its visits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: tuple[str, ...] = ()
        self._cells: dict[tuple[str, int], tuple[WeekVisit, ...]] = {}

    def show_week(self, view: WeekView) -> None:
        """Show this week; a week of the same calls keeps the selection."""
        cells: dict[tuple[str, int], tuple[WeekVisit, ...]] = {}
        for visit in view.visits:
            key = (visit.call, visit.day)
            cells[key] = (*cells.get(key, ()), visit)
        if view.calls != self._calls:
            self.beginResetModel()
            self._calls, self._cells = view.calls, cells
            self.endResetModel()
        else:
            self._cells = cells
            if self._calls:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._calls) - 1, len(DAYS) - 1))

    @override_of_qt(0)
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._calls)

    @override_of_qt(0)
    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(DAYS)

    def visits_at(self, index: AnyIndex) -> tuple[WeekVisit, ...]:
        """The visits of one cell."""
        return self._cells.get((self._calls[index.row()], index.column()), ())

    @override_of_qt()
    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        visits = self.visits_at(index)
        match role:
            case Role.DisplayRole:
                return "; ".join(map(_shown, visits))
            case Role.AccessibleTextRole:
                said = "; ".join(visit.spoken for visit in visits) or "no visit"
                return f"{_FULL_DAYS[index.column()]} {self._calls[index.row()].lower()}: {said}"
            case Role.ToolTipRole:
                return "\n".join(visit.spoken for visit in visits) or None
            case _ if role == ROW_ROLE:
                return visits
        return None

    @override_of_qt()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return DAYS[section]
        if role == Role.DisplayRole and section < len(self._calls):
            return self._calls[section]
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _shown(visit: WeekVisit) -> str:
    if visit.covered_by:
        return f"{visit.short} {visit.covered_by}"
    return visit.short + (" ×2" if visit.workers > 1 else "")


class WeekDelegate(QStyledItemDelegate):
    """Paints a cell: minutes, a sign for two workers, the tasks below, a word for what changed.

    Most cells of a week look like another, so each is painted once a theme, size and screen and then put in place.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tiles: dict[_Key, QPixmap] = {}
        look.changed.connect(self._tiles.clear)

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        where, visits = option.rect, index.data(ROW_ROLE)
        scale = painter.device().devicePixelRatioF()
        key = (where.width(), where.height(), scale, *[each.look for each in visits])
        painter.drawPixmap(where.topLeft(), self._tiles.get(key) or self._made(key, visits, where.size(), scale))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            paint_focus(self._look, painter, option)
            painter.restore()

    def _made(self, key: _Key, visits: tuple[WeekVisit, ...], size: QSize, scale: float) -> QPixmap:
        theme = self._look.theme
        tile = QPixmap((QSizeF(size) * scale).toSize())
        tile.setDevicePixelRatio(scale)
        tile.fill(QColor(theme.colours.surface))
        painter, where = QPainter(tile), QRect(QPoint(0, 0), size)
        painter.setPen(QPen(QColor(theme.colours.line)))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        if visits:
            height = (where.height() - theme.px(CELL)) // len(visits)
            for number, visit in enumerate(visits):
                top = theme.px(CELL) // 2 + number * height
                self._paint_visit(painter, visit, QRect(2, top, where.width() - 4, height - 2))
        painter.end()
        if len(self._tiles) >= _TILES_KEPT:
            self._tiles.clear()
        self._tiles[key] = tile
        return tile

    def _paint_visit(self, painter: QPainter, visit: WeekVisit, where: QRect) -> None:
        theme = self._look.theme
        gone = visit.change is Change.GONE
        painter.fillRect(where, QColor(theme.colours.window if gone or visit.covered_by else theme.colours.info_tint))
        bar = theme.colours.edge if gone else theme.colours.accent
        painter.fillRect(QRect(where.left(), where.top(), 3, where.height()), QColor(bar))
        inside = where.adjusted(theme.px(RELATED) + 2, theme.px(2), -theme.px(CELL), -theme.px(2))
        bold = theme.font(BODY, bold=True)
        bold.setStrikeOut(gone)
        metrics = QFontMetrics(bold)
        painter.setFont(bold)
        painter.setPen(QColor(theme.colours.quiet if gone else theme.colours.text))
        first = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        fits = visit.covered_by or metrics.horizontalAdvance(visit.short) <= inside.width()
        short = visit.short if fits else visit.shortest
        painter.drawText(first, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
        if visit.covered_by:  # striped, so that it isn't told by its colour alone, and no stripe crosses a word
            stripes = QRect(first.left() + 2 * metrics.horizontalAdvance(short), where.top(), 0, first.height())
            stripes.setRight(where.right() - metrics.horizontalAdvance(f"{visit.change.value} "))
            painter.fillRect(stripes, QBrush(QColor(theme.colours.edge), Qt.BrushStyle.BDiagPattern))
        after = first.left() + metrics.horizontalAdvance(short) + theme.px(CELL)
        size = theme.px(SMALL_ICON)
        if visit.workers > 1:
            if after + size > inside.right():  # a narrow cell: the sign stands at the foot, where tasks can give way
                inside.setRight(inside.right() - size - theme.px(CELL))
                where_sign = QRectF(inside.right() + theme.px(CELL), first.bottom() + theme.px(CELL), size, size)
            else:
                where_sign = QRectF(after, first.top() + 1, size, size)
                after += size + theme.px(CELL)
            icons.paint(painter, Icon.DOUBLE_UP, theme.colours.soon, where_sign)
        self._paint_small(painter, visit, QRect(after, first.top(), first.right() - after, first.height()), inside)

    def _paint_small(self, painter: QPainter, visit: WeekVisit, beside: QRect, inside: QRect) -> None:
        theme = self._look.theme
        font = theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        below = inside.adjusted(0, beside.height(), 0, 0)
        if visit.change is not Change.SAME:
            fits = metrics.horizontalAdvance(visit.change.value) <= beside.width()
            side = Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag.AlignLeft
            painter.setPen(QColor(theme.colours.accent))
            painter.drawText(beside if fits else below, int(side | Qt.AlignmentFlag.AlignVCenter), visit.change.value)
            if not fits:
                return  # the word of the change matters more than the tasks, which the tooltip has
        if below.height() >= metrics.height() - 4:
            painter.setPen(QColor(theme.colours.quiet))
            text = metrics.elidedText(visit.below, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class WeekGrid(GridView):
    """Shows a WeekView; `chosen` gives the visits of the cell that the keyboard is on."""

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        title: str = "The week",
        parent: QWidget | None = None,
        *,
        narrowest_day: int = _NARROWEST_DAY,
    ) -> None:
        super().__init__(look, name, title, parent)
        self._whole_height = 0  # of all its rows, in px
        self._narrowest_day = narrowest_day  # px at 100 %
        self._model = WeekModel(self)
        self.setModel(self._model)
        self.setItemDelegate(WeekDelegate(look, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(self._current_changed)
        look.changed.connect(self._fit)
        self._fit()

    def show_week(self, view: WeekView) -> None:
        """Show this week."""
        self._model.show_week(view)
        others = sum(1 for each in view.visits if each.covered_by)
        said = f"{count(len(view.visits) - others, 'visit')} a week"
        self.setAccessibleDescription(f"{said}, {count(others, 'call')} covered by others" if others else said)
        self._fit()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit(self) -> None:
        theme = self._look.theme
        self.verticalHeader().setFixedWidth(theme.px(_SIDE_WIDTH))
        self.setMinimumWidth(min(theme.px(_SIDE_WIDTH + len(DAYS) * self._narrowest_day), _ENOUGH))
        self.horizontalHeader().setFixedHeight(theme.px(_TOP_HEIGHT))
        height = theme.px(_CELL_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        for number in range(self._model.rowCount()):
            most = max(
                (len(self._model.visits_at(self._model.index(number, day))) for day in range(len(DAYS))), default=1
            )
            self.setRowHeight(number, height if most < 2 else theme.px(44) * most)  # noqa: PLR2004  two share a cell
        rows = sum(self.rowHeight(number) for number in range(self._model.rowCount()))
        self._whole_height = theme.px(_TOP_HEIGHT) + max(rows, height) + 2
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The days share the room; where it is too little, in large text, the week scrolls in itself."""
        width, rest = divmod(self.viewport().width(), len(DAYS))
        narrowest = self._look.theme.px(self._narrowest_day)
        for day in range(len(DAYS)):
            self.setColumnWidth(day, max(width + (1 if day < rest else 0), narrowest))
        bar = self.horizontalScrollBar().sizeHint().height() if width < narrowest else 0
        self.setFixedHeight(self._whole_height + bar)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.visits_at(index))
