"""The bar above the tabs: the team in view, the search, the connection, and the menu of the window."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.door.clock import Clock
from app.door.clocks_apart import Apart
from models.values import london_day
from ui.actions import spec_of
from ui.announcing import announce
from ui.desk import Desk, TeamChoice
from ui.icons import Icon
from ui.language import as_read, call
from ui.navigation import PageName
from ui.overrides import override_of_qt
from ui.states import State
from ui.text import clock_apart_text, clock_text, full_day_text
from ui.theme import CELL, GROUP, PAGE, RELATED, SMALL_ICON
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import set_voice, words
from ui.widgets.type_ahead import Match, TypeAhead

_SEARCH_PX = 420
_TEAM_PX = 240
_SEAT_PX = 160  # a longer name is told whole when it is pointed at
_WORKING_AFTER_MS = 200
_A_MINUTE_MS = 60_000
_SAYS_AT = 3  # after the stretch, before who sits here


class TopBar(QWidget):
    """`found` with what was picked in the search: a person's id, or what else; `seat_asked` to choose who sits here."""

    found = Signal(object)
    seat_asked = Signal()
    cancelled = Signal()  # what is being saved is to be taken back

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._connection_words = ("", State.DONE)
        self.setObjectName("window.bar")
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.team: ChoiceBox[UUID | None] = ChoiceBox(desk.look, "window.team", "Every team")
        call(self.team, "Team in view")
        self.search = TypeAhead(desk.look, "window.search_box", "Name, birth date, street, postcode, NHS, MOSAIC")
        self.search.none = "Nothing"
        call(self.search, "Search for a person, an action, a page or help")
        self.working = words("", "quiet", "window.working", wrap=False)
        self._sign = QLabel()
        self.connection = words("", "quiet", "window.connection", wrap=False)
        self.clock = words("", "strong", "window.clock", wrap=False)
        self.clock.hide()
        self.cancel = QToolButton()
        self.backup = QToolButton()
        self._says = QWidget()
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        self.seat = QToolButton()
        self._seated = ""
        self.menu = QMenu(self)
        self.menu_button = QToolButton()
        self._build()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_WORKING_AFTER_MS)
        self._late.timeout.connect(self._say_working)
        desk.door.tasks.busy_changed.connect(self._busy)
        self.team.picked.connect(self._desk.choose_team)
        self.search.picked.connect(self._picked)
        desk.shortcuts.changed.connect(self._name_keys)
        self._name_keys()
        desk.look.changed.connect(self._fit)
        desk.look.changed.connect(self._take_room_next)
        self._fit()

    def show_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        """Offer these teams, and all of them together."""
        self.team.set_choices([(None, "Every team"), *((team.id, team.name) for team in teams)])
        self.team.set_value(self._desk.team)

    def say_connection(self, text: str, state: State = State.DONE) -> None:
        """Which database, and how it is: "office.sqlite, saved", or "not live since 14:02, …" (overdue)."""
        was_lost, is_lost = self._connection_words[1] is State.OVERDUE, state is State.OVERDUE
        self._connection_words = (text, state)
        self.connection.setText(text)
        if was_lost is not is_lost:
            announce(self.connection, text, is_urgent=is_lost)
        set_voice(self.connection, "quiet" if state is State.DONE else state.value)
        self._draw_sign()

    def show_seat(self, name: str, role: str) -> None:
        """Who sits at this desk."""
        self._seated = name
        said = f"{name}, {role}, sits at this desk: what is recorded names them. Press to change it"
        self.seat.setToolTip(as_read(said))
        call(self.seat, f"Who is at this desk: {name}, {role}")
        self._fit_seat()
        self.seat.show()

    def say_clock(self, moment: datetime) -> None:
        """Say that this desk's clock was set, and to when: what is recorded here carries that moment."""
        at = f"{full_day_text(london_day(moment), date.min)} {clock_text(moment)}"  # always with its year
        self.clock.setText(f"Clock set: {at}")
        self.clock.setToolTip(f"This window works at {at}, not now: everything recorded here carries that moment")
        self.clock.show()

    def say_clock_apart(self, off: Apart | None) -> None:
        """Say, for as long as it is so, that this computer's clock isn't the server's: no later notice hides it."""
        if off is not None:
            self.clock.setText(f"Clock {off.words}")
            self.clock.setToolTip(as_read(clock_apart_text(off)))
            set_voice(self.clock, State.OVERDUE.value)
        self.clock.setVisible(off is not None)

    def say_demonstration(self, clock: Clock) -> None:
        """Say that this is the demonstration, and which day it is there; asked again as time passes there."""
        day = full_day_text(london_day(clock.now()), date.min)
        self.clock.setText(f"Demonstration, {day}")
        self.clock.setToolTip(as_read("Everybody here is invented, and nothing of it is taken into another database"))
        self.clock.show()
        QTimer.singleShot(_A_MINUTE_MS, self, partial(self.say_demonstration, clock))

    def say_backup(self, text: str, why: str, *, is_bad: bool) -> None:
        """When the last backup was restored and compared, why it is a warning; pressing it opens the page."""
        self.backup.setText(as_read(text))
        self.backup.setToolTip(as_read(f"{why} Press to open Backups".strip()))
        call(self.backup, f"Backups: {text}")
        set_voice(self.backup, State.OVERDUE.value if is_bad else "quiet")
        self.backup.setVisible(bool(text))

    def _build(self) -> None:
        self.cancel.setObjectName("window.cancel_saving")
        self.cancel.setText(as_read("Cancel"))
        call(self.cancel, "Cancel what isn't saved yet")
        self.cancel.setToolTip(as_read("Take back what isn't saved yet: nothing of it is stored"))
        self.cancel.clicked.connect(self.cancelled)
        self.cancel.hide()
        self.backup.setObjectName("window.backup")
        self.backup.setAccessibleName("Backups")
        self.backup.clicked.connect(partial(self._desk.open_page, PageName.BACKUPS, None, ""))
        self.backup.hide()
        self.seat.setObjectName("window.seat_button")
        self.seat.setAccessibleName("Who is at this desk")
        self.seat.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.seat.clicked.connect(self.seat_asked)
        self._desk.look.dress(self.seat, Icon.PERSON)
        self.seat.hide()
        self.menu_button.setObjectName("window.menu")
        self.menu_button.setText(as_read("Menu"))
        call(self.menu_button, "Menu")
        self.menu_button.setToolTip(as_read("Text size, light or dark, who is at this desk, help"))
        self.menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self.menu)
        self._desk.look.dress(self.menu_button, Icon.SETTINGS)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._desk.look.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.gap(PAGE), theme.gap(RELATED), theme.gap(GROUP), theme.gap(CELL))
        rows.setSpacing(0)
        for row in (self._row, self._below):
            row.setSpacing(theme.gap(GROUP))
            rows.addLayout(row)
        self._row.addWidget(self.team, 1)
        self._row.addWidget(self.search, 2)
        self._row.addStretch()
        self._row.addWidget(self._says)
        self._row.addWidget(self.seat)
        self._row.addWidget(self.menu_button)
        state = QHBoxLayout()
        state.setSpacing(theme.gap(CELL))
        state.addWidget(self._sign)
        state.addWidget(self.connection)
        says = QHBoxLayout(self._says)
        says.setContentsMargins(0, 0, 0, 0)
        says.setSpacing(theme.gap(GROUP))
        says.addWidget(self.working)
        self.working.hide()  # else its gap moves what stands after it off the page's edge
        says.addLayout(state)
        says.addWidget(self.cancel)
        says.addWidget(self.backup)
        says.addWidget(self.clock)

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """As narrow as with what it says below: large text never makes the window wider than the screen."""
        width = max(self._width_of_controls(), self._says.minimumSizeHint().width())
        return QSize(width + self._margins(), super().minimumSizeHint().height())

    @override_of_qt(instead=False)
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._choose_row()
        return super().event(event)

    def _choose_row(self) -> None:
        """What the bar says stands in its one row, or below where the window is too narrow for both."""
        needed = self._width_of_controls() + self._row.spacing() + self._says.minimumSizeHint().width()
        is_below = needed > self.width() - self._margins()
        if is_below != (self._below.indexOf(self._says) >= 0):
            leaves, enters, place = (self._row, self._below, 0) if is_below else (self._below, self._row, _SAYS_AT)
            leaves.removeWidget(self._says)
            enters.insertWidget(place, self._says, 0, Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag(0))

    def _margins(self) -> int:
        rows = self.layout()
        margins = rows.contentsMargins() if rows is not None else self.contentsMargins()
        return margins.left() + margins.right()

    def _width_of_controls(self) -> int:
        shown = [each for each in (self.team, self.search, self.seat, self.menu_button) if not each.isHidden()]
        widths = (max(each.minimumWidth(), each.minimumSizeHint().width()) for each in shown)
        return sum(widths) + self._row.spacing() * len(shown)

    def _fit(self) -> None:
        theme = self._desk.look.theme
        self.team.setMaximumWidth(theme.px(_TEAM_PX))
        self.team.setMinimumWidth(self.team.sizeHint().width())  # never less than a team's name needs
        self.search.setMinimumWidth(theme.px(_SEARCH_PX // 3))
        self.search.setMaximumWidth(theme.px(_SEARCH_PX))
        self.search.setSizePolicy(self.search.sizePolicy().Policy.Expanding, self.search.sizePolicy().verticalPolicy())
        self._fit_seat()
        self._draw_sign()

    def _fit_seat(self) -> None:
        metrics, most = self.seat.fontMetrics(), self._desk.look.theme.px(_SEAT_PX)
        self.seat.setText(metrics.elidedText(self._seated, Qt.TextElideMode.ElideRight, most))

    def _take_room_next(self) -> None:
        QTimer.singleShot(0, self, self._take_room)

    def _take_room(self) -> None:
        """Once text has another size: as high as it asks for now, whatever the tab in front does."""
        for row in (self._says.layout(), self._row, self._below):
            if row is not None:
                row.invalidate()
        above = self.parentWidget()
        for each in (self, above, above.parentWidget() if above is not None else None):
            layout = each.layout() if each is not None else None
            if each is not None and layout is not None:
                layout.invalidate()
                each.updateGeometry()

    def _draw_sign(self) -> None:
        theme, (text, state) = self._desk.look.theme, self._connection_words
        sign = {State.DONE: Icon.DATABASE, State.SOON: Icon.WAITING}.get(state, Icon.UNAVAILABLE)
        ink = theme.colours.quiet if state is State.DONE else theme.state_colour(state)
        self._sign.setPixmap(theme.icon(sign, colour=ink).pixmap(theme.px(SMALL_ICON)))
        self._sign.setVisible(bool(text))

    def _name_keys(self) -> None:
        keys = self._desk.shortcuts.of(spec_of("window.search"))
        said = "Name, birth date, street, postcode, NHS, MOSAIC"
        self.search.set_hint(f"{as_read(said)} ({keys})" if keys else said)

    def _busy(self, is_busy: bool) -> None:  # noqa: FBT001  a signal's value
        if is_busy:
            self._late.start()
        else:
            self._late.stop()
            self.working.setText("")
            self.working.hide()

    def _say_working(self) -> None:
        self.working.setText("Working…")
        self.working.show()

    def _picked(self, match: Match | None) -> None:
        if match is not None:
            self.search.set_value(None)
            self.found.emit(match.id)
