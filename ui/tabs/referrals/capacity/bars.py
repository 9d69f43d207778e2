"""What the teams can still promise: one line and one bar a team, and a page with everything about one of them."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.door.changes import Topic
from app.queries.referrals.queue import TeamCapacity
from models.values import hours_text
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.tabs.referrals.capacity.page import CapacityPage
from ui.theme import CELL, GROUP, RELATED, Look
from ui.widgets.labels_and_buttons import flowing, scrolled, set_voice, spread, words

_BAR_HEIGHT, _BAR_LEAST = 12, 160
_LINES, _SLICE = 5, 4


class CapacityPanel(QFrame):
    """A line for each team; `show_page` opens everything about one of them below, in the place of the queue.

    At a change of the topics `of_tab` the tab asks what is shown.
    """

    left = Signal()

    def __init__(self, desk: Desk, of_tab: frozenset[Topic], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = desk.look
        self._desk, self._look, self._of_tab = desk, look, of_tab
        self._teams: tuple[TeamCapacity, ...] = ()
        self.page: CapacityPage | None = None
        self.setObjectName("referrals.capacity")
        self.setAccessibleName("Capacity of the teams")
        self._lines: list[_Line] = []
        self._told: tuple[TeamCapacity, ...] = ()  # a line each
        strip = QWidget()
        self._grid = QGridLayout(strip)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.theme.gap(GROUP))
        self._grid.setVerticalSpacing(look.theme.gap(CELL))
        self._grid.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        spread(self._column, look, gap=GROUP)
        self._strip = scrolled(strip)
        self._column.addWidget(self._strip)
        look.changed.connect(self._fit)

    def show_teams(self, teams: tuple[TeamCapacity, ...]) -> None:
        """Show these teams: the short-term ones as lines, all of them on the page."""
        self._teams = teams
        lines = tuple(each for each in teams if each.kind.takes_referrals) or teams
        self._told = lines
        for number, line in enumerate(self._lines):
            line.show_team(lines[number] if number < len(lines) else None)
        self._add_lines(_LINES + 1)
        self._fit()
        self.setAccessibleDescription(" ".join(team.sentence for team in lines))
        if self.page is not None and not self.page.isHidden():
            self.page.show_capacity(teams)
            self.page.refresh()

    def _add_lines(self, most: int = _SLICE) -> None:
        """Those in sight at once, those below them a few a turn: a county's are 24 teams."""
        for number in range(len(self._lines), min(len(self._told), len(self._lines) + most)):
            self._lines.append(_Line(self._look, self._grid, number))
            self._lines[-1].show_team(self._told[number])
        if len(self._lines) < len(self._told):
            QTimer.singleShot(0, self, self._add_lines)

    def _fit(self) -> None:
        """No more than some lines at once, the last of them half, so that the queue keeps its place."""
        self._grid.activate()
        wide = self.width()
        is_wrapped = wide < self._grid.sizeHint().width()
        whole = self._grid.heightForWidth(wide) if is_wrapped else self._grid.sizeHint().height()
        shown = sum(not line.name.isHidden() for line in self._lines)
        most = whole if shown <= _LINES else round(whole / shown * (_LINES - 0.5))
        self._strip.setFixedHeight(most)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_page(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal
        """Open or close the page; it is made when it is first wanted."""
        if self.page is None:
            self.page = CapacityPage(self._desk, self._of_tab)
            self.page.left.connect(self.left)
            self._column.addWidget(self.page)
        self.page.setVisible(shown)
        if shown:
            self.page.show_capacity(self._teams)
            self.page.refresh()
            self.page.back.setFocus()


class _Line:
    """A team's name, its bar, and the hours in words."""

    def __init__(self, look: Look, grid: QGridLayout, number: int) -> None:
        self.name = flowing("", "strong")
        self.bar = _Bar(look)
        self.rest = words("", "strong", wrap=False)
        self.text = flowing("", "quiet")
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
        parts = (load.in_use - load.away, load.away, load.promised, load.held)
        self.bar.show_parts(parts, load.limit, team.sentence)
        over = load.overcommitted
        self.rest.setText(f"{hours_text(over)} h over the limit" if over else f"{hours_text(load.free)} h free")
        set_voice(self.rest, "overdue" if over else "strong")
        away = f", of these {hours_text(load.away)} away" if load.away else ""
        self.text.setText(
            f"of {hours_text(load.limit)} a week: {hours_text(load.in_use)} in use{away}, "
            f"{hours_text(load.promised)} promised, {hours_text(load.held)} held"
        )


class _Bar(QLabel):
    """In use, of these away (half painted), promised and held against the limit; the words beside it say the same."""

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

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(theme.px(_BAR_LEAST), theme.px(_BAR_HEIGHT))

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(RELATED), self._look.theme.px(_BAR_HEIGHT))

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._look.theme.colours
        painter = QPainter(self)
        whole = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.fillRect(whole, QColor(colours.window))
        left = whole.left()
        solid, half = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense5Pattern
        paints = ((colours.accent, solid), (colours.accent, half), (colours.done, solid), (colours.held, solid))
        for minutes, (colour, pattern) in zip(self._parts, paints, strict=True):
            width = whole.width() * minutes / self._limit
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), QBrush(QColor(colour), pattern))
            left += width
            painter.fillRect(QRectF(left - 1, whole.top(), 1, whole.height()), QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.edge)))
        painter.drawRect(whole)
        painter.end()
