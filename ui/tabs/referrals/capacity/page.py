"""One team's capacity in full, in the place of the queue: its hours and who changes them, its days, calls, returns."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.door import Deed
from app.queries.capacity.contracted_hours import ContractedRow, ReductionRow, TeamHours, team_hours
from app.queries.capacity.may_come_back import MayBackRow, hours_that_may_come_back
from app.queries.capacity.outlook import TeamOutlook, capacity_outlook
from app.queries.capacity.team_capacity import TeamCapacity
from app.services.capacity import contracted_hours as services
from models.values import hours_text, london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.tabs.referrals.capacity.days_calls_returns import CapacityLists
from ui.tabs.referrals.capacity.forms import CHANGE, CONTRACT, REDUCE, USUAL, WITHDRAW
from ui.text import full_day_text
from ui.theme import GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.grown import grow
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, reveal, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press

_WIDEST = 760  # px: a longer line is hard to read
_OF_PACE = frozenset({Topic.RATINGS, Topic.GOALS})
_OF_ENDS = frozenset({Topic.BREAKS, Topic.TRANSFERS, Topic.MEETINGS})


class CapacityPage(QWidget):
    """`show_capacity` with what the tab knows; asks for the rest itself. `left` by its Back button.

    At a change of the topics `of_tab` the tab asks, and this page with it; at others it asks alone.
    """

    left = Signal()

    def __init__(self, desk: Desk, of_tab: frozenset[Topic], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = desk.look
        self._desk, self._of_tab = desk, of_tab
        self._is_stale = False
        self._form: InlineForm | None = None
        self._hours: dict[UUID, TeamHours] = {}
        self._outlooks: dict[UUID, TeamOutlook] = {}
        self._loads: dict[UUID, TeamCapacity] = {}
        self._may: tuple[MayBackRow, ...] = ()
        self.setObjectName("referrals.capacity.page")
        self.notice = NoticeBar(look, "referrals.capacity.notice")
        self.back = button(look, "&Back to the queue", "referrals.capacity.leave", Icon.BACK)
        self.team: ChoiceBox[UUID] = ChoiceBox(look, "referrals.capacity.team", "Team")
        self.team.setAccessibleName("Team")
        self.print = button(look, "P&rint the outlook…", "referrals.capacity.print", Icon.PRINT)
        self.load = words("", "strong", "referrals.capacity.load")
        self.block = words("", name="referrals.capacity.block")
        self.contracted = words("", name="referrals.capacity.contracted")
        self._deeds = [
            self._opens("&Contracted hours…", "contract", Icon.EDIT, CONTRACT),
            self._opens("&Leave or sickness…", "reduce", Icon.AWAY, REDUCE),
            self._opens("&Usual hours…", "usual", Icon.PATCH, USUAL),
        ]
        self._reductions = QVBoxLayout()
        self._place = QVBoxLayout()
        self.lists = CapacityLists(look, desk.clock)
        self._shown: tuple[TeamHours, date] | None = None  # whose reductions stand there now
        self._build()
        self.back.clicked.connect(self.left)
        self.team.picked.connect(self._show)
        self.team.picked.connect(self._ask_may)
        self.print.clicked.connect(self._print)
        desk.door.changed.connect(self._changed)

    def refresh(self) -> None:
        """Ask for the team's hours and for the outlook."""
        self._is_stale = False
        door, team = self._desk.door, self._desk.team
        door.ask(self, team_hours, team=team).then(self._show_hours, self.notice.say, latest="capacity.hours")
        door.ask(self, capacity_outlook, team=team).then(
            self._show_outlooks, self.notice.say, latest="capacity.outlook"
        )
        self._ask_may()

    def _ask_may(self, _team: object = None) -> None:
        """Of the team in view alone: it looks at every rating of whoever is in service there."""
        if self.team.value() is not None:
            self._desk.door.ask(self, hours_that_may_come_back, team=self.team.value()).then(
                self._show_may, self.notice.say, latest="capacity.may_come_back"
            )

    def rest(self) -> None:
        """Put the keyboard where no key stores anything."""
        if self._form is not None and self._form.isVisible():
            self._form.rest()
        else:
            self.back.setFocus()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _changed(self, changes: Changes) -> None:
        """Closed, it asks when it is opened; behind another tab, when it is seen again."""
        if self.isHidden() or changes.topics & self._of_tab or not changes.topics & (_OF_PACE | _OF_ENDS):
            return
        if not self.isVisible():
            self._is_stale = True
        elif changes.topics & _OF_ENDS:
            self.refresh()
        else:
            self._ask_may()

    def show_capacity(self, teams: tuple[TeamCapacity, ...]) -> None:
        """Show what the tab was told of the teams' load."""
        self._loads = {each.id: each for each in teams}
        chosen = self.team.value()
        self.team.set_choices([(each.id, each.name) for each in teams])
        if self.team.value() is None and teams:
            short = (each.id for each in teams if each.kind.takes_referrals)
            self.team.set_value(chosen if chosen in self._loads else next(short, teams[0].id))
        self.team.setEnabled(len(teams) > 1)
        self._show()
        if self.team.value() != chosen and self.isVisible():
            self._ask_may()

    def _show_hours(self, teams: tuple[TeamHours, ...]) -> None:
        self._hours = {each.id: each for each in teams}
        self._show()

    def _show_outlooks(self, teams: tuple[TeamOutlook, ...]) -> None:
        self._outlooks = {each.id: each for each in teams}
        self._show()

    def _show_may(self, rows: tuple[MayBackRow, ...]) -> None:
        self._may = rows
        self._show()

    def _show(self, _team: object = None) -> None:
        chosen = self.team.value()
        if chosen is None:
            return
        if chosen in self._loads:
            self.load.setText(f"{self._loads[chosen].load.sentence}.")
            self.block.setText(self._loads[chosen].block)
            self.block.setVisible(bool(self._loads[chosen].block))
            self.lists.show_calls(self._loads[chosen])
        if chosen in self._outlooks:
            self.lists.show_outlook(self._outlooks[chosen])
        self.lists.show_may_come_back(tuple([each for each in self._may if each.team_id == chosen]))
        if chosen in self._hours:
            self._show_reductions(self._hours[chosen])

    def _show_reductions(self, team: TeamHours) -> None:
        """Make the lines anew only where something of them changed: the keyboard may stand on one of their buttons."""
        shown = team, london_day(self._desk.clock.now())  # a line says "tomorrow" for a day only
        if shown == self._shown:
            return
        self._shown = shown
        because = f" ({team.because})" if team.because else ""
        off = "" if team.reductions else " No leave or sickness is entered."
        self.contracted.setText(f"Contracted: {hours_text(team.minutes)} h a week{because}.{off}")
        while (item := self._reductions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, coming in enumerate(team.coming, start=1):
            self._reductions.addWidget(self._coming(number, coming))
        for number, row in enumerate(team.reductions, start=1):
            self._reductions.addWidget(self._reduction(number, row))

    def _coming(self, number: int, row: ContractedRow) -> QWidget:
        look, today = self._desk.look, london_day(self._desk.clock.now())
        text = words(f"{hours_text(row.minutes)} h a week from {full_day_text(row.from_day, today)}: {row.because}")
        withdraw = button(look, "Withdraw…", f"referrals.capacity.coming.{number}.withdraw", Icon.UNDO, kind="quiet")
        withdraw.clicked.connect(partial(self._open, WITHDRAW, row))
        return self._line(text, withdraw)

    def _reduction(self, number: int, row: ReductionRow) -> QWidget:
        look, today = self._desk.look, london_day(self._desk.clock.now())
        days = f"{full_day_text(row.first_day, today)} to {full_day_text(row.last_day, today)}"
        text: QLabel = words(f"{hours_text(row.minutes)} h a week less, {days}: {row.because}")
        name = f"referrals.capacity.reduction.{number}"
        change = button(look, "Change…", f"{name}.change", Icon.EDIT, kind="quiet")
        mistake = button(look, "Entered by mistake", f"{name}.withdraw", Icon.UNDO, kind="quiet", press=Press.DANGEROUS)
        change.clicked.connect(partial(self._open, CHANGE, row))
        mistake.clicked.connect(
            partial(
                self._do,
                partial(services.withdraw_reduction, reduction=row.id, seen=row.version),
                "The reduction doesn't count any more.",
            )
        )
        return self._line(text, change, mistake)

    def _line(self, text: QLabel, *buttons: QWidget) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        spread(line, self._desk.look)
        line.addWidget(text, 1)
        for each in buttons:
            line.addWidget(each)
        grow(self._desk.look, made, QWidget.setMaximumWidth, _WIDEST)
        return made

    # --- deeds -------------------------------------------------------------------------------------------------

    def _opens(self, text: str, name: str, sign: Icon, spec: FormSpec[TeamHours]) -> QWidget:
        made = button(self._desk.look, text, f"referrals.capacity.{name}", sign)
        made.clicked.connect(partial(self._open_for_team, spec))
        return made

    def _open_for_team(self, spec: FormSpec[TeamHours]) -> None:
        chosen = self.team.value()
        team = self._hours.get(chosen) if chosen is not None else None
        if team is not None:
            self._open(spec, team)

    def _open(self, spec: FormSpec[Any], about: TeamHours | ContractedRow | ReductionRow) -> None:
        self._close_form()
        self.notice.clear()
        form = InlineForm(self._desk, "referrals", spec, about, str(about.id))
        form.confirmed.connect(partial(self._send, form))
        form.cancelled.connect(self._close_form)
        self._form = form
        self._place.addWidget(form)
        grow(self._desk.look, form, QWidget.setMaximumWidth, _WIDEST)
        form.show()
        form.enter()
        QTimer.singleShot(0, self, self._reveal_form)  # once it has its place

    def _reveal_form(self) -> None:
        if self._form is not None:
            reveal(self._form.confirm)
            reveal(self._form.focusWidget() or self._form)

    def _send(self, form: InlineForm, deed: Deed) -> None:
        self._desk.door.do(self, deed, partial(self._is_done, form), form.refuse)

    def _is_done(self, form: InlineForm, _changes: Changes) -> None:
        self._close_form()
        self.notice.tell(form.done)

    def _do(self, deed: Deed, done: str) -> None:
        self._desk.door.do(self, deed, lambda _changes: self.notice.tell(done), self.notice.say)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self._deeds[0].setFocus()

    def _print(self) -> None:
        from ui.tabs.referrals.capacity.print_outlook import look_at_outlook  # noqa: PLC0415  papers take their time

        look_at_outlook(self._desk, self, self.team.value(), self.team.currentText())

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self._desk.look
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        top = Flow(look.theme.gap(RELATED))
        for each in (self.back, self.team, *self._deeds, self.print):
            top.addWidget(each)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.load)
        column.addWidget(self.block)
        column.addWidget(self.contracted)
        column.addLayout(self._reductions)
        column.addLayout(self._place)
        column.addWidget(self.lists)
        column.addStretch(1)
