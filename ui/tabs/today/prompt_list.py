"""The list of Today: one list for all groups, so that the arrow keys go through everything that is to be done."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from app.door.clock import Clock
from app.queries.today.prompt_row import PromptRow
from ui import icons
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, wider
from ui.navigation import TabName, place_of
from ui.overrides import override_of_qt
from ui.states import State
from ui.tables.delegates import RowDelegate, paint_row_ground
from ui.tables.row_table_model import ROW_ROLE, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.tables.wrapped import height_of, laid_out
from ui.tabs.today.headings_and_prompts import STATES, TodayLine, whose, whose_in_full
from ui.text import as_beginning, deadline_state, deadline_text, spoken_deadline
from ui.theme import BODY, CELL, RELATED, ROW, SMALL_ICON, Look

_HEADING_ROW = 40
_SLICE = 60  # rows whose height is found at once, so that the window goes on answering
_DUE, _WHAT, _OWNER, _WHERE = range(4)
_LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TodayList(TableView[TodayLine]):
    """`opened` with the line: by Enter, by a double click, or by a click on its button or heading."""

    def __init__(self, desk: Desk) -> None:
        self._lines = RowTableModel(_columns(desk.clock), lambda line: line.key)
        super().__init__(desk.look, self._lines, "today.prompts", "What is to be done")
        self._wrapped = _TodayDelegate(desk.look, self)
        self._painter = self._wrapped
        self.setItemDelegate(self._wrapped)
        self.setSortingEnabled(False)  # the order is the groups'
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit_soon)
        self._fitted = 0  # so many rows from the top have their height
        self._fitting = QTimer(self)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit_some)
        desk.look.changed.connect(self._fit_soon)
        self.clicked.connect(self._clicked)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fitted < len(self._lines.shown()):
            self._fitting.start()

    @override_of_qt()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._lines.row(index)
        hand = line is not None and _opens(line, index.column())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def show_rows(self, rows: Iterable[TodayLine]) -> None:
        super().show_rows(rows)
        self._fitted = 0
        self._fit_some()

    def shown(self) -> tuple[TodayLine, ...]:
        """The lines in their order."""
        return self._lines.shown()

    def tick(self) -> None:
        """Time has passed: the deadlines are said anew, without a question to the database."""
        self._lines.tick()

    def _clicked(self, index: QModelIndex) -> None:
        line = self._lines.row(index)
        if line is not None and _opens(line, index.column()):
            self.opened.emit(line)

    def _double_clicked(self, index: QModelIndex) -> None:
        line = self._lines.row(index)
        if line is not None and line.row is not None and not _opens(line, index.column()):
            self.opened.emit(line)

    def _fit_soon(self, *_what: object) -> None:
        """In a turn of its own, once for all columns that move; of a list that is hidden, when it is shown."""
        self._fitted = 0
        if self.isVisible():
            self._fitting.start()

    def _fit_some(self) -> None:
        """Sentences are shown whole: a long one takes another line. Thousands are fitted a slice at a time."""
        width, lines = self.columnWidth(_WHAT), self._lines.shown()
        until = min(self._fitted + _SLICE, len(lines))
        for number in range(self._fitted, until):
            height = self._wrapped.height_of(lines[number], width)
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)
        self._fitted = until
        if until < len(lines):
            self._fitting.start()
        else:
            self._fitting.stop()


def _opens(line: TodayLine, column: int) -> bool:
    """Whether one click there opens it: on a heading anywhere, in a row on its button."""
    return line.can_close if line.row is None else column == _WHERE


def where_text(row: PromptRow) -> str:
    """The tab in which a prompt is settled, as its button says it."""
    tab = place_of(row.field).tab
    return "Record it here" if tab is TabName.TODAY else tab.title


def _columns(clock: Clock) -> tuple[Column[TodayLine], ...]:
    now = clock.now
    return (
        Column(
            "due",
            "When",
            lambda line: deadline_text(line.row.due, now()) if line.row else line.heading,
            tooltip=lambda line: as_beginning(spoken_deadline(line.row.due, now())) if line.row else line.heading,
            spoken=lambda line: spoken_deadline(line.row.due, now()) if line.row else line.heading,
            state=lambda line: deadline_state(line.row.due, now()) if line.row else None,
            counts=True,
            ours=True,
            width=wider(136),
        ),
        Column(
            "what", "What is to be done", _what, tooltip=_why, spoken=_across(_what), bold=True, ours=True, width=320
        ),
        Column(
            "owner",
            "Whose",
            _whose,
            tooltip=_whose_in_full,
            spoken=_across(_whose_in_full),
            quiet=True,
            ours=True,
            width=168,
            gives_way=True,
        ),
        Column("where", "Settle it in", _where, tooltip=_tip, spoken=_across(_tip), bold=True, ours=True, width=176),
    )


def _across(said: Callable[[TodayLine], str]) -> Callable[[TodayLine], str]:
    """How a cell is spoken: of a heading, which goes across the row, each cell says it."""
    return lambda line: said(line) if line.row else line.heading


def _what(line: TodayLine) -> str:
    return line.row.sentence if line.row else ""


def _why(line: TodayLine) -> str:
    return f"{line.row.sentence}\nRule {line.row.rule}" if line.row else ""


def _whose(line: TodayLine) -> str:
    return whose(line.row) if line.row else ""


def _whose_in_full(line: TodayLine) -> str:
    return whose_in_full(line.row) if line.row else ""


def _where(line: TodayLine) -> str:
    return where_text(line.row) if line.row else ""


def _tip(line: TodayLine) -> str:
    return f"Open {where_text(line.row)}, at the field that settles it" if line.row and where_text(line.row) else ""


class _TodayDelegate(RowDelegate):
    """Headings across the row, sentences that begin with the name in bold and wrap, and each row's button."""

    def __init__(self, look: Look, view: TodayList) -> None:
        super().__init__(look, view)
        self._view = view

    @property
    def _owner_stands_below(self) -> bool:
        """Whose it is gives its column to the sentence where the list is too narrow for both, and stands under it."""
        return self._view.isColumnHidden(_OWNER)

    def height_of(self, line: TodayLine, width: int) -> int:
        """How high a line is, at this width of the sentence."""
        theme = self._look.theme
        if line.row is None:
            return theme.px(_HEADING_ROW)
        high = height_of(self._laid_out(line.row, width - 2 * theme.px(RELATED)))
        if self._owner_stands_below:
            high += height_of(self._owner_laid_out(line.row, width)) if whose(line.row) else 0
        elif line.row.away:
            high = max(high, height_of(self._owner_laid_out(line.row, self._view.columnWidth(_OWNER))))
        return max(theme.px(ROW), high + theme.px(RELATED) + 2)

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: TodayLine = index.data(ROW_ROLE)
        marked = line.row is not None and bool(line.row.away)
        if line.row is not None and (index.column() == _DUE or (index.column() == _OWNER and not marked)):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setClipRect(option.rect)
        paint_row_ground(self._look, painter, option, index, self.hovered_row if line.row or line.can_close else -1)
        if line.row is None:
            self._paint_heading(painter, line, option.rect)
        elif index.column() == _WHAT:
            self._paint_sentence(painter, line.row, option)
        elif index.column() == _OWNER:
            self._paint_away(painter, line.row, option)
        elif where_text(line.row):
            self._paint_button(painter, line.row, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, line: TodayLine, cell: QRect) -> None:
        """Each cell paints its part of a heading that goes across the row."""
        theme, state = self._look.theme, STATES[line.group]
        edge, size = theme.px(RELATED), theme.px(SMALL_ICON)
        left = self._view.columnViewportPosition(_DUE) + edge
        middle = cell.top() + cell.height() * 5 // 8  # nearer to what it heads
        icons.paint(painter, state.icon, theme.state_colour(state), QRectF(left, middle - size // 2, size, size))
        font = theme.font(BODY, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(theme.state_colour(state) if state is State.OVERDUE else theme.colours.text))
        where = QRect(left + size + theme.px(CELL) + 2, middle - theme.px(ROW) // 2, self._view.width(), theme.px(ROW))
        painter.drawText(where, _LEFT_MIDDLE, as_read(line.heading))

    def _paint_sentence(self, painter: QPainter, row: PromptRow, option: QStyleOptionViewItem) -> None:
        theme = self._look.theme
        inside = option.rect.adjusted(theme.px(RELATED), 0, -theme.px(RELATED), 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        laid = self._laid_out(row, inside.width())
        owner = self._owner_laid_out(row, option.rect.width()) if self._owner_stands_below and whose(row) else None
        high = height_of(laid) + (height_of(owner) if owner is not None else 0)
        top = inside.top() + (inside.height() - high) // 2
        painter.setPen(QColor(theme.colours.on_selection if chosen else theme.colours.text))
        laid.draw(painter, QPointF(inside.left(), top))
        if owner is not None:
            self._paint_owner(painter, row, owner, QPointF(inside.left(), top + height_of(laid)), chosen=chosen)

    def _paint_away(self, painter: QPainter, row: PromptRow, option: QStyleOptionViewItem) -> None:
        """Whose it is, where they aren't there: a sign, and the words whole."""
        laid = self._owner_laid_out(row, option.rect.width())
        top = option.rect.top() + (option.rect.height() - height_of(laid)) // 2
        corner = QPointF(option.rect.left() + self._look.theme.px(RELATED), top)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_owner(painter, row, laid, corner, chosen=chosen)

    def _paint_owner(
        self, painter: QPainter, row: PromptRow, laid: QTextLayout, corner: QPointF, *, chosen: bool
    ) -> None:
        theme = self._look.theme
        ink = theme.state_colour(State.SOON) if row.away else theme.colours.quiet
        if row.away:
            size = theme.px(SMALL_ICON)
            icons.paint(painter, Icon.AWAY, ink, QRectF(corner.x(), corner.y() + theme.px(2), size, size))
        painter.setPen(QColor(theme.colours.on_selection if chosen else ink))
        laid.draw(painter, corner + QPointF(self._sign_room(row), 0))

    def _owner_laid_out(self, row: PromptRow, width: int) -> QTextLayout:
        theme = self._look.theme
        return laid_out(as_read(whose(row)), theme.font(), width - self._sign_room(row) - 2 * theme.px(RELATED))

    def _sign_room(self, row: PromptRow) -> int:
        """Of the sign that whoever it is isn't there, in px."""
        return self._look.theme.px(SMALL_ICON) + self._look.theme.px(CELL) if row.away else 0

    def _paint_button(
        self,
        painter: QPainter,
        row: PromptRow,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        high, size = theme.px(26), theme.px(SMALL_ICON)
        metrics = QFontMetrics(theme.font(BODY, bold=True))
        room = option.rect.width() - size - high
        text = metrics.elidedText(as_read(where_text(row)), Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(text) + size + theme.px(CELL + 2 * RELATED)
        box = QRectF(option.rect.left() + 1, option.rect.center().y() - high // 2 + 0.5, wide, high - 1)
        lively = bool(option.state & QStyle.StateFlag.State_Selected) or index.row() == self.hovered_row
        if lively:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.colours.accent), 1))
            painter.setBrush(QColor(theme.colours.surface))
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(BODY, bold=lively))
        painter.setPen(QColor(theme.colours.accent))
        inside = box.adjusted(theme.px(RELATED), 0, 0, 0).toRect()
        painter.drawText(inside, _LEFT_MIDDLE, text)
        after = inside.left() + QFontMetrics(painter.font()).horizontalAdvance(text) + theme.px(CELL)
        top = round(box.center().y() - size / 2)
        icons.paint(painter, Icon.FORWARD, theme.colours.accent, QRectF(after, top, size, size))

    def _laid_out(self, row: PromptRow, width: int) -> QTextLayout:
        said = as_read(row.sentence)
        name = len(row.person) if said.startswith(row.person) else 0
        return laid_out(said, self._look.theme.font(), width, bold=name)
