"""What the teams can still promise: one line and one bar a team, and where the hours are, by patch and call."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.queries.referrals import TeamCapacity
from models.values import Call, hours_text
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import CELL, COMPACT_ROW, GROUP, RELATED, Look
from ui.widgets.pieces import set_voice, spread, words

_BAR_HEIGHT, _BAR_LEAST = 12, 160
_MOST_ROWS = 8


class CapacityPanel(QWidget):
    """A line for each team; `show_breakdown` opens the hours by patch and call below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("referrals.capacity")
        self.setAccessibleName("Capacity of the teams")
        self._lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.theme.px(GROUP))
        self._grid.setVerticalSpacing(look.theme.px(CELL))
        self._grid.setColumnStretch(1, 1)
        self._model = RowTableModel(_columns(), lambda row: (row.team, row.patch))
        self.breakdown = TableView(
            look, self._model, "referrals.capacity.breakdown", "Hours by patch and call", row_height=COMPACT_ROW
        )
        self.breakdown.hide()
        column = QVBoxLayout(self)
        spread(column, look)
        column.addLayout(self._grid)
        column.addWidget(self.breakdown)
        look.changed.connect(self._fit)

    def show_teams(self, teams: tuple[TeamCapacity, ...]) -> None:
        """Show these teams."""
        while len(self._lines) < len(teams):
            self._lines.append(_Line(self._look, self._grid, len(self._lines)))
        for number, line in enumerate(self._lines):
            line.show_team(teams[number] if number < len(teams) else None)
        self._model.set_rows(row for team in teams for row in _patches(team))
        self.setAccessibleDescription(" ".join(team.sentence for team in teams))
        self._fit()

    def show_breakdown(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal
        """Open or close the hours by patch and call."""
        self.breakdown.setVisible(shown)

    def _fit(self) -> None:
        rows = min(self._model.rowCount(), _MOST_ROWS)
        height = self._look.theme.px(COMPACT_ROW) * rows + self.breakdown.horizontalHeader().sizeHint().height()
        self.breakdown.setFixedHeight(height + self._look.theme.px(CELL))


class _Line:
    """A team's name, its bar, and the hours in words."""

    def __init__(self, look: Look, grid: QGridLayout, number: int) -> None:
        self.name = words("", "strong", wrap=False)
        self.bar = _Bar(look)
        self.rest = words("", "strong", wrap=False)
        self.text = words("", "quiet", wrap=False)
        for column, widget in enumerate((self.name, self.bar, self.rest, self.text)):
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)

    def show_team(self, team: TeamCapacity | None) -> None:
        """Show this team, or nothing."""
        for widget in (self.name, self.bar, self.rest, self.text):
            widget.setVisible(team is not None)
        if team is None:
            return
        load = team.load
        self.name.setText(team.name)
        self.bar.show_parts((load.in_use, load.promised, load.held), load.limit, team.sentence)
        over = load.overcommitted
        self.rest.setText(f"{hours_text(over)} h over the limit" if over else f"{hours_text(load.free)} h free")
        set_voice(self.rest, "overdue" if over else "strong")
        self.text.setText(
            f"of {hours_text(load.limit)} a week: {hours_text(load.in_use)} in use, "
            f"{hours_text(load.promised)} promised, {hours_text(load.held)} held"
        )


class _Bar(QLabel):
    """In use, promised and held against the limit; the words beside it say the same."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[int, ...] = ()
        self._limit = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_parts(self, parts: tuple[int, ...], limit: int, sentence: str) -> None:
        """Show these worker minutes of the limit."""
        self._parts, self._limit = parts, max(limit, sum(parts), 1)
        self.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(theme.px(_BAR_LEAST), theme.px(_BAR_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(RELATED), self._look.theme.px(_BAR_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._look.theme.colours
        painter = QPainter(self)
        whole = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.fillRect(whole, QColor(colours.window))
        left = whole.left()
        for minutes, colour in zip(self._parts, (colours.accent, colours.done, colours.held), strict=True):
            width = whole.width() * minutes / self._limit
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), QColor(colour))
            left += width
            painter.fillRect(QRectF(left - 1, whole.top(), 1, whole.height()), QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.edge)))
        painter.drawRect(whole)
        painter.end()


@dataclass(frozen=True, slots=True)
class _PatchRow:
    """One patch of one team: worker minutes a week at each call."""

    team: str
    patch: str
    minutes: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.minutes)


def _patches(team: TeamCapacity) -> tuple[_PatchRow, ...]:
    patches = dict.fromkeys(each.patch for each in team.breakdown)
    at = {(each.patch, each.call): each.minutes for each in team.breakdown}
    return tuple(
        _PatchRow(team.name, patch or "No patch", tuple(at.get((patch, call), 0) for call in Call)) for patch in patches
    )


def _columns() -> tuple[Column[_PatchRow], ...]:
    return (
        Column("patch", "Patch", lambda row: row.patch, width=140),
        *(_call_column(number, call) for number, call in enumerate(Call)),
        Column(
            "total",
            "Total",
            lambda row: hours_text(row.total),
            sort=lambda row: row.total,
            align=RIGHT,
            bold=True,
            width=84,
        ),
        Column("team", "Team", lambda row: row.team, quiet=True, width=180),
    )


def _call_column(number: int, call: Call) -> Column[_PatchRow]:
    return Column(
        call.value,
        call.label,
        lambda row: hours_text(row.minutes[number]) if row.minutes[number] else "–",
        sort=lambda row: row.minutes[number],
        spoken=lambda row: f"{hours_text(row.minutes[number])} hours a week",
        align=RIGHT,
        width=84,
    )
