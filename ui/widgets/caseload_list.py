"""The caseload at the left of the four person tabs: choose somebody once, the person stays."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui import icons
from ui.icons import Icon
from ui.language import as_read, call
from ui.overrides import override_of_qt
from ui.states import State
from ui.tables.delegates import paint_row_ground
from ui.tables.row_table_model import ROW_ROLE, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import BODY, CELL, GROUP, RELATED, SMALL_ICON, Look
from ui.widgets.hidden_by_filter import HiddenByFilter
from ui.widgets.labels_and_buttons import words

_ROW = 52
_NARROWEST = 272
ENOUGH = 408  # px, whatever the size of text: of 1,280 the person in view takes the rest


BETWEEN_SIGNS = " · "


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """Somebody in service: `day` of the episode, and the next sign in a few words ("ended, to be closed").

    `icon` is the sign's own, where it has one; else its state's. `late` colours the day itself.
    """

    id: UUID
    name: str
    day: int | None
    sign: str = ""
    state: State | None = None
    patch: str = ""
    icon: Icon | None = None
    late: State | None = None

    @property
    def day_text(self) -> str:
        """Such as "day 12"."""
        return "" if self.day is None else f"day {self.day}"

    @property
    def spoken(self) -> str:
        """The row in words."""
        parts = (self.name, as_read(self.day_text), as_read(self.sign) or self.patch)
        return ", ".join(part for part in parts if part)


class CaseloadList(QWidget):
    """`person_chosen` with the id when the person at the desk chooses somebody.

    It marks whose page is open and nobody else; who is in view and not in the list is named below it.
    """

    person_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._quiet = False
        self._wanted: UUID | None = None
        self._rows: tuple[CaseloadRow, ...] | None = None  # not known yet
        self._name = ""  # of whoever is in view, where it is known
        self.setObjectName("caseload")
        self.setProperty("part", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter = QLineEdit()
        self.filter.setObjectName("caseload.filter")
        call(self.filter, "Filter the caseload by name")
        self.filter.setPlaceholderText(as_read("Filter by name"))
        self.filter.setClearButtonEnabled(True)
        columns = (Column[CaseloadRow]("person", "Person", lambda row: row.name, spoken=lambda row: row.spoken),)
        self._model = RowTableModel(columns, lambda row: row.id)
        self.table = TableView(look, self._model, "caseload.people", "Caseload", row_height=_ROW)
        self.table.setProperty("part", "side")
        self.table.setItemDelegate(CaseloadDelegate(look, self.table))
        self.table.horizontalHeader().hide()
        self.elsewhere = words("", "", "caseload.elsewhere")
        self.total = HiddenByFilter(look, self.filter, "caseload", "person", "people")
        self._build()
        self.filter.textChanged.connect(self._filter_rows)
        self.table.chosen.connect(self._chosen)
        look.changed.connect(self._fit)
        self._fit()

    def show_rows(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Show this caseload; whoever was chosen stays chosen, and nobody is told of it anew."""
        self._quiet = True
        self.table.show_rows(rows)
        self._rows = rows
        self._mark()

    def choose(self, person: UUID | None) -> None:
        """Put the selection on this person without telling anybody."""
        if person != self._wanted:
            self._wanted, self._name = person, ""
        self._mark()

    def call(self, name: str) -> None:
        """The name of whoever is in view, who may be in no list."""
        self._name = name
        self._say_total()

    def _mark(self) -> None:
        """Mark whose page is open; Qt would mark the neighbour of a row that goes."""
        self._quiet = True
        if self._wanted is None or not self.table.choose(self._wanted):
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        self._quiet = False
        self._say_total()

    def _build(self) -> None:
        theme = self._look.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap(GROUP), theme.gap(GROUP), 0, theme.gap(RELATED))
        column.setSpacing(theme.gap(RELATED))
        inset = QVBoxLayout()
        inset.setContentsMargins(0, 0, theme.gap(GROUP), 0)
        inset.addWidget(self.filter)
        column.addLayout(inset)
        column.addWidget(self.table, 1)
        column.addWidget(self.elsewhere)
        column.addWidget(self.total)
        self.elsewhere.hide()

    def _fit(self) -> None:
        self.setMinimumWidth(min(self._look.theme.px(_NARROWEST), ENOUGH))

    def _filter_rows(self, typed: str) -> None:
        self._quiet = True
        self._model.seek(typed)
        self._mark()

    def _say_total(self) -> None:
        self.total.say(self._model.rowCount(), len(self._rows or ()))
        is_shown = self._model.index_of(self._wanted).isValid()
        if self._wanted is not None and not is_shown:
            here = next((row for row in self._rows or () if row.id == self._wanted), None)
            why = "is hidden by the filter" if here else "isn't in this list"
            self.elsewhere.setText(f"{(here.name if here else self._name) or 'Somebody'} is open, but {why}.")
        self.elsewhere.setVisible(self._wanted is not None and self._rows is not None and not is_shown)

    def _chosen(self, row: CaseloadRow | None) -> None:
        """By the person at the desk; a row on which only the keyboard falls is no choice."""
        is_marked = self.table.selectionModel().isSelected(self.table.currentIndex())
        if row is not None and is_marked and not self._quiet and row.id != self._wanted:
            self._wanted, self._name = row.id, row.name
            self._say_total()
            self.person_chosen.emit(row.id)


class CaseloadDelegate(QStyledItemDelegate):
    """Two lines: the name and the day; the next sign below, in its state's colour.

    Where a name would be cut by its day, the day stands beside the sign.
    """

    def __init__(self, look: Look, view: TableView[CaseloadRow]) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        theme, row = self._look.theme, index.data(ROW_ROLE)
        paint_row_ground(self._look, painter, option, index, self._view.hovered_row)
        inside = option.rect.adjusted(theme.gap(RELATED), theme.px(CELL) + 2, -theme.gap(GROUP), -theme.px(CELL))
        line = QFontMetrics(theme.font()).height()
        first = QRect(inside.left(), inside.top(), inside.width(), line)
        second = first.translated(0, line + 2)
        beside = second if self._name_needs(row, inside.width()) else first
        taken = self._paint_day(painter, row, beside)
        room = first.adjusted(0, 0, -taken, 0) if beside is first else first
        self._paint_name(painter, row, room)
        self._paint_sign(painter, row, second.adjusted(0, 0, -taken, 0) if beside is second else second)
        painter.restore()

    def _name_needs(self, row: CaseloadRow, width: int) -> bool:
        """Whether the name, beside its day, would be wider than this."""
        theme = self._look.theme
        bold = QFontMetrics(theme.font(BODY, bold=True))
        taken = bold.horizontalAdvance(row.name) + bold.horizontalAdvance(as_read(row.day_text))
        return taken + theme.px(RELATED) > width

    @override_of_qt(QSize())
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._look.theme.px(200), self._look.theme.px(_ROW))

    def _paint_day(self, painter: QPainter, row: CaseloadRow, where: QRect) -> int:
        """At the right end; how much of the line it takes."""
        theme, day = self._look.theme, as_read(row.day_text)
        font = theme.font(bold=row.late is not None)  # not told by its colour alone
        painter.setFont(font)
        painter.setPen(QColor(theme.state_colour(row.late) if row.late else theme.colours.quiet))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), day)
        return QFontMetrics(font).horizontalAdvance(day) + theme.px(RELATED)

    def _paint_name(self, painter: QPainter, row: CaseloadRow, where: QRect) -> None:
        theme = self._look.theme
        bold = theme.font(BODY, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.colours.text))
        name = QFontMetrics(bold).elidedText(row.name, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)

    def _paint_sign(self, painter: QPainter, row: CaseloadRow, where: QRect) -> None:
        theme = self._look.theme
        ink = theme.state_colour(row.state) if row.state and row.sign else theme.colours.quiet
        if row.state and row.sign:
            size = theme.px(SMALL_ICON)
            top = where.top() + (where.height() - size) // 2
            sign: Icon = row.icon or row.state.icon
            icons.paint(painter, sign, ink, QRectF(where.left(), top, size, size))
            where = where.adjusted(size + theme.px(CELL) + 2, 0, 0, 0)
        painter.setFont(theme.font())
        painter.setPen(QColor(ink))
        text = as_read(row.sign) or row.patch
        metrics = QFontMetrics(theme.font())
        said = metrics.elidedText(
            _whole_signs(text, metrics, where.width()), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said)


def _whole_signs(text: str, metrics: QFontMetrics, room: int) -> str:
    """As many signs as have room, and how many more there are: half a word of one tells less than their number."""
    signs = text.split(BETWEEN_SIGNS)
    for left_out in range(len(signs)):
        shown = BETWEEN_SIGNS.join(signs[: len(signs) - left_out])
        said = f"{shown}{BETWEEN_SIGNS}+{left_out}" if left_out else shown
        if metrics.horizontalAdvance(said) <= room:
            return said
    return text
