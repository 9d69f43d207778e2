"""The lists of one team's capacity: the next seven days, the calls of each patch, and what comes back."""

from datetime import date, datetime
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.clock import Clock
from app.queries.capacity.may_come_back import MayBackRow
from app.queries.capacity.outlook import BackRow, OutlookDay, TeamOutlook
from app.queries.capacity.team_capacity import PatchCall, TeamCapacity
from models.values import DAYS, hours_text, london_day
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import as_beginning, count, day_text, moment_text
from ui.theme import CELL, COMPACT_ROW, GROUP, Look
from ui.widgets.labels_and_buttons import Panel, spread, words

Row = TypeVar("Row")
_MOST_ROWS = 25
_NO_CALLS = "Nothing is given away yet, and no usual hours are entered."
_MAY = "An estimate from each person's own ratings. It is counted nowhere above as free: the MDT decides."
_UNSAID = "Where no usual hours are entered, only the team's limit counts: enter them to see what is free at a call."


class CapacityLists(QWidget):
    """Four panels under each other, each as high as its rows."""

    def __init__(self, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._clock = look, clock
        self.days: TableView[OutlookDay] = self._list("days", "Free on each day", RowTableModel(_days(clock), _day_of))
        self.calls: TableView[PatchCall] = self._list(
            "breakdown", "Hours by patch and call", RowTableModel(_calls(clock), lambda row: (row.patch, row.call))
        )
        self.back: TableView[BackRow] = self._list(
            "back", "What comes back", RowTableModel(_backs(clock), lambda row: (row.episode_id, row.kind, row.day))
        )
        self.may: TableView[MayBackRow] = self._list(
            "may_come_back", "What may come back", RowTableModel(_may(), lambda row: row.episode_id)
        )
        self._no_calls, self._no_back = words(_NO_CALLS, "quiet"), words("", "quiet")
        self._unsaid = words(_UNSAID, "quiet")
        self._panels: dict[str, Panel] = {}
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        for title, name, shown in (
            ("Next days", "days", (self.days,)),
            ("By patch and call", "calls", (self.calls, self._no_calls, self._unsaid)),
            ("What comes back", "backs", (self.back, self._no_back)),
            ("What may come back, by the ratings", "may_come_backs", (words(_MAY, "quiet"), self.may)),
        ):
            panel = Panel(look, title, f"referrals.capacity.{name}_panel")
            for each in shown:
                panel.body.addWidget(each)
            column.addWidget(panel)
            self._panels[name] = panel
        self._panels["may_come_backs"].hide()
        look.changed.connect(self._fit)

    def show_outlook(self, team: TeamOutlook) -> None:
        """Show the next days of this team, and what comes back."""
        self._panels["days"].set_title(f"Next {team.ahead}")
        self._no_back.setText(f"Nothing is expected back in the next {team.ahead}.")
        self.days.show_rows(team.days)
        self.back.show_rows(team.back)
        self.back.setVisible(bool(team.back))
        self._no_back.setVisible(not team.back)
        self._fit()

    def show_may_come_back(self, rows: tuple[MayBackRow, ...]) -> None:
        """Show what may come back to this team; nothing is said where there is no estimate."""
        self.may.show_rows(rows)
        self._panels["may_come_backs"].setVisible(bool(rows))
        self._fit()

    def show_calls(self, team: TeamCapacity) -> None:
        """Show the calls of this team."""
        self.calls.show_rows(team.breakdown)
        self.calls.setVisible(bool(team.breakdown))
        self._no_calls.setVisible(not team.breakdown)
        self._unsaid.setVisible(any(each.free is None for each in team.breakdown))
        self._fit()

    def _list(self, name: str, title: str, model: RowTableModel[Row]) -> TableView[Row]:
        return TableView(self._look, model, f"referrals.capacity.{name}", title, row_height=COMPACT_ROW)

    def _fit(self) -> None:
        theme = self._look.theme
        for table in (self.days, self.calls, self.back, self.may):
            rows = min(table.model().rowCount(), _MOST_ROWS)
            height = theme.px(COMPACT_ROW) * rows + table.horizontalHeader().sizeHint().height()
            bar = table.horizontalScrollBar()
            table.setFixedHeight(height + theme.px(CELL) + (bar.sizeHint().height() if bar.maximum() else 0))


def _day_of(row: OutlookDay) -> date:
    return row.day


def _hours(minutes: int) -> str:
    return hours_text(minutes) if minutes else "–"


def _free(minutes: int) -> str:
    return hours_text(minutes) if minutes >= 0 else f"{hours_text(-minutes)} over"


def _days(clock: Clock) -> tuple[Column[OutlookDay], ...]:
    def named(row: OutlookDay) -> str:
        today = london_day(clock.now())
        near = day_text(row.day, today)
        return as_beginning(near) if row.day == today else f"{DAYS[row.day.weekday()]} {row.day:%d/%m}"

    return (
        Column("day", "Day", named, sort=_day_of, spoken=lambda row: row.sentence, bold=True, width=110),
        Column("limit", "Limit that day", lambda row: hours_text(row.day_limit), align=RIGHT, width=110,
               tooltip=lambda row: f"A seventh of {hours_text(row.limit)} h a week, after leave and sickness"),
        Column("given", "Given away", lambda row: _hours(row.day_given), align=RIGHT, width=110),
        Column("back", "Comes back", lambda row: _hours(row.day_back), align=RIGHT, width=110),
        Column("free", "Free that day", lambda row: _free(row.day_free), sort=lambda row: row.day_free, align=RIGHT,
               bold=True, state=lambda row: State.OVERDUE if row.day_free < 0 else None, width=120),
        Column("week", "Free a week", lambda row: _free(row.free), sort=lambda row: row.free, align=RIGHT, width=110,
               tooltip=lambda _row: "As the team's limit counts: this is what can be promised from that day on"),
        Column("reduced", "Leave and sickness", lambda row: f"{hours_text(row.reduced)} h a week less"
               if row.reduced else "", quiet=True, width=160),
    )  # fmt: skip


def _calls(clock: Clock) -> tuple[Column[PatchCall], ...]:
    def until(row: PatchCall) -> str:
        at: datetime | None = row.held_until
        return f"first until {moment_text(at, clock.now())}" if at else ""

    return (
        Column("patch", "Patch", lambda row: row.patch or "No patch", bold=True, width=96),
        Column("call", "Call", lambda row: row.call.label, width=76),
        Column("usual", "Usual", lambda row: hours_text(row.usual.minutes) if row.usual else "–", align=RIGHT,
               sort=lambda row: row.usual.minutes if row.usual else None, width=72,
               spoken=lambda row: f"{hours_text(row.usual.minutes)} hours, {count(row.usual.workers, 'worker')} at once"
               if row.usual else "not entered"),
        Column("in_use", "In use", lambda row: _hours(row.in_use), sort=lambda row: row.in_use, align=RIGHT, width=72),
        Column("promised", "Promised", lambda row: _hours(row.promised), sort=lambda row: row.promised, align=RIGHT,
               width=84),
        Column("held", "Held", lambda row: _hours(row.held), sort=lambda row: row.held, align=RIGHT, width=72),
        Column("free", "Free", lambda row: "–" if row.free is None else _free(row.free), sort=lambda row: row.free,
               align=RIGHT, bold=True, width=132, tooltip=lambda row: row.warning,
               state=lambda row: State.OVERDUE if row.warning else None),
        Column("doubles", "Double-ups", lambda row: row.double_ups_text or "–", width=104,
               tooltip=lambda _row: "30 minutes by two workers at the same time, not two single visits"),
        Column("until", "Held until", until, quiet=True, counts=True, width=180),
    )  # fmt: skip


def _backs(clock: Clock) -> tuple[Column[BackRow], ...]:
    def free_from(row: BackRow) -> str:
        return as_beginning(day_text(row.day, london_day(clock.now()))) if row.day else "not known"

    return (
        Column("day", "Free from", free_from, sort=lambda row: row.day, width=110),
        Column("person", "Person", lambda row: row.person, tooltip=lambda row: row.marked_person,
               spoken=lambda row: row.marked_person, icon=lambda row: Icon.DIED if row.death else None, bold=True,
               width=150),
        Column("hours", "Hours", lambda row: hours_text(row.minutes), sort=lambda row: row.minutes, align=RIGHT,
               width=104),
        Column("why", "Why", lambda row: row.sentence, tooltip=lambda row: row.sentence, width=460),
    )  # fmt: skip


def _may() -> tuple[Column[MayBackRow], ...]:
    def between(row: MayBackRow) -> str:
        return f"{row.first:%d/%m} to {row.last:%d/%m}"

    return (
        Column("between", "May be between", between, sort=lambda row: (row.first, row.last), quiet=True,
               icon=lambda _row: Icon.WAITING, width=150),
        Column("person", "Person", lambda row: row.person, width=150),
        Column("hours", "Up to, h a week", lambda row: hours_text(row.minutes), sort=lambda row: row.minutes,
               align=RIGHT, quiet=True, width=130),
        Column("why", "Why", lambda row: row.sentence, tooltip=lambda row: row.sentence, quiet=True, width=460),
    )  # fmt: skip
