"""The other pages of Today: what waits on others, who starts today and tomorrow, what changed while away."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.today.away import AwayRow, AwayView
from app.queries.today.starting import StartRow
from app.queries.today.waiting import WaitingRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, typed
from ui.navigation import Place, TabName, place_of
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import clock_text, count, day_text, moment_text, waiting_text
from ui.theme import GROUP
from ui.widgets.labels_and_buttons import button, buttons, scrolled, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_MOST_PEOPLE = 60  # lines of "while I was away"; more aren't read in a morning


class _Page(QWidget):
    """A sentence, a list, and what can be done with its current row; `opened` with the place of a row."""

    opened = Signal(object)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(name)
        self.about = words("", "quiet", f"{name}.about")
        self.notice = NoticeBar(desk.look, f"{name}.notice")
        self.column = QVBoxLayout(self)
        spread(self.column, desk.look, gap=GROUP)
        self.column.addWidget(self.about)


class WaitingPage(_Page):
    """What was asked of somebody else: `chased` with the row that was chased."""

    chased = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "today.waiting", parent)
        now = desk.clock.now
        columns = (
            Column[WaitingRow](
                "asked", "Asked", _ago(now), lambda row: row.asked_at,
                tooltip=lambda row: moment_text(row.asked_at, now()), counts=True, ours=True, width=112,
            ),
            Column[WaitingRow]("person", "About", lambda row: row.person, bold=True, width=208),
            Column[WaitingRow](
                "what", "What is asked", _what, tooltip=_what, ours=True, width=416
            ),
            Column[WaitingRow](
                "of_whom", "Of whom", lambda row: " · ".join(part for part in (row.of_whom, row.telephone) if part),
                width=216,
            ),
            Column[WaitingRow](
                "chased", "Last chased", _chased(now), lambda row: row.chased_at, quiet=True, ours=True, width=144
            ),
        )  # fmt: skip
        self.list = TableView(
            desk.look, RowTableModel(columns, lambda row: row.key), "today.waiting.list", "What waits on others",
            preferences=desk.preferences,
        )  # fmt: skip
        self.chase = button(
            desk.look, "C&hased just now", "today.waiting.chased", Icon.PHONE, kind="primary", press=Press.STORES
        )
        self.copy = button(desk.look, "Copy a &message", "today.waiting.copy", Icon.COPY)
        self.open = button(desk.look, "&Open it", "today.waiting.open", Icon.FORWARD)
        self.whole = words("", "", "today.waiting.whole")
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.whole)
        self.column.addWidget(self.notice)
        self.column.addLayout(buttons(desk.look, self.chase, self.copy, self.open))
        self.list.chosen.connect(self._offer)
        self.list.opened.connect(self._open)
        self.chase.clicked.connect(lambda: self._with_row(self.chased.emit))
        self.copy.clicked.connect(lambda: self._with_row(self._copy))
        self.open.clicked.connect(lambda: self._with_row(self._open))

    def show_rows(self, rows: tuple[WaitingRow, ...]) -> None:
        """Show these, the longest unheard of first."""
        self.list.show_rows(rows)
        self.list.choose_first()
        self._offer(self.list.current())
        self.about.setText(
            "Asked of somebody else, and not come yet: what nobody has chased for longest stands first."
            if rows
            else "Nothing waits on others: everything that was asked for has come."
        )

    def _with_row(self, use: Callable[[WaitingRow], object]) -> None:
        row = self.list.current()
        if row is not None:
            use(row)

    def _offer(self, row: WaitingRow | None) -> None:
        self.whole.setText("" if row is None else _whole(row, self.desk.clock.now()))
        for each in (self.chase, self.copy, self.open):
            each.setEnabled(row is not None)

    def _copy(self, row: WaitingRow) -> None:
        QGuiApplication.clipboard().setText(row.message)
        self.notice.tell(
            f"A message to {row.of_whom} about {row.person} is on the clipboard: paste it where you write."
        )

    def _open(self, row: WaitingRow) -> None:
        self.opened.emit(place_of(row.field, row.person_id, row.record))


class StartingPage(_Page):
    """Who starts today and tomorrow: `confirmed` with the row whose first visit is."""

    confirmed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "today.starting", parent)
        columns = (
            Column[StartRow]("when", "When", self._when, lambda row: (row.day, row.at is None), ours=True, width=168),
            Column[StartRow]("person", "Who", lambda row: row.person, bold=True, width=208),
            Column[StartRow]("first", "First visit", _first_visit, state=_first_state, ours=True, width=176),
            Column[StartRow](
                "calls", "Calls", lambda row: row.calls, tooltip=lambda row: row.calls, width=280
            ),
            Column[StartRow](
                "where", "Where", lambda row: " · ".join(part for part in (row.patch, row.team) if part), quiet=True,
                width=200,
            ),
        )  # fmt: skip
        self.list = TableView(
            desk.look, RowTableModel(columns, lambda row: row.referral_id), "today.starting.list",
            "Starting today and tomorrow", preferences=desk.preferences,
        )  # fmt: skip
        self.confirm = button(
            desk.look,
            "First visit is &confirmed",
            "today.starting.confirmed",
            Icon.TICK,
            kind="primary",
            press=Press.STORES,
        )
        self.open = button(desk.look, "&Open it", "today.starting.open", Icon.FORWARD)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(buttons(desk.look, self.confirm, self.open))
        self.list.chosen.connect(self._offer)
        self.list.opened.connect(self._open)
        self.confirm.clicked.connect(self._confirm)
        self.open.clicked.connect(self._open_current)

    def show_rows(self, rows: tuple[StartRow, ...]) -> None:
        """Show these, the first visit first."""
        self.list.show_rows(rows)
        self.list.choose_first()
        self._offer(self.list.current())
        left = sum(row.confirmed_at is None for row in rows)
        said = f"{count(left, 'first visit')} still to be confirmed." if left else "Every first visit is confirmed."
        self.about.setText(
            f"{count(len(rows), 'person', 'people').capitalize()} today and tomorrow. {said}"
            if rows
            else "Nobody starts today or tomorrow. Whoever has a planned start or a discharge date comes up here."
        )

    def _when(self, row: StartRow) -> str:
        now = self.desk.clock.now()
        at = (
            f"{day_text(row.day, london_day(now))} {clock_text(row.at)}"
            if row.at
            else day_text(row.day, london_day(now))
        )
        return f"{at}, started" if row.has_started else at

    def _offer(self, row: StartRow | None) -> None:
        self.confirm.setEnabled(row is not None and row.can_confirm)
        self.open.setEnabled(row is not None)

    def _confirm(self) -> None:
        row = self.list.current()
        if row is not None:
            self.confirmed.emit(row)

    def _open_current(self) -> None:
        row = self.list.current()
        if row is not None:
            self._open(row)

    def _open(self, row: StartRow) -> None:
        self.opened.emit(place_of(row.field, row.person_id, row.referral_id))


class AwayPage(_Page):
    """What others did meanwhile, person by person: `read` when it has been."""

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "today.away", parent)
        self._rows: dict[str, AwayRow] = {}
        self.lines = SentenceLines(desk.look, "today.away.lines")
        inside = QWidget()
        column = QVBoxLayout(inside)
        spread(column, desk.look)
        column.addWidget(self.lines)
        column.addStretch(1)
        self.seen = button(
            desk.look, "I have &read this", "today.away.read", Icon.TICK, kind="primary", press=Press.STORES
        )
        self.column.addWidget(scrolled(inside, "today.away.scroll"), 1)
        self.column.addLayout(buttons(desk.look, self.seen))
        self.lines.wanted.connect(self._open)
        self.seen.clicked.connect(self.read)

    def show_view(self, view: AwayView | None) -> None:
        """Show what changed, the newest first; None where this desk hasn't been away."""
        now = self.desk.clock.now()
        rows = view.rows[:_MOST_PEOPLE] if view is not None else ()
        self._rows = {f"away.open.{number}": row for number, row in enumerate(rows, start=1)}
        self.lines.show_lines(tuple(_away_line(key, row, now) for key, row in self._rows.items()))
        self.seen.setVisible(bool(rows))
        self.about.setText(self._about(view))

    def _about(self, view: AwayView | None) -> str:
        if view is None or not view.rows:
            return "Nothing has changed since this desk was last used."
        since = moment_text(view.since, self.desk.clock.now())
        left = len(view.rows) - _MOST_PEOPLE
        more = f" {count(left, 'more person', 'more people')} changed too." if left > 0 else ""
        older = " Older changes than these aren't listed." if view.has_more else ""
        return f"Since {since}, when this desk was last used: {count(len(view.rows), 'person', 'people')}.{more}{older}"

    def _open(self, key: str) -> None:
        row = self._rows[key]
        tab = TabName(row.tab)
        self.opened.emit(Place(tab, row.person_id, "", row.referral_id if tab is TabName.REFERRALS else None))


def _away_line(key: str, row: AwayRow, now: datetime) -> SentenceLine:
    said = " ".join(each if each.endswith((".", "?", "!")) else f"{each}." for each in row.sentences)
    who = f"{row.person} ({as_read(row.death)})" if row.death and "died" not in said else row.person
    return SentenceLine(key, typed(f"{who}: {as_read(said)}"), None, moment_text(row.at, now), "Open")


def _whole(row: WaitingRow, now: datetime) -> str:
    """The row in a sentence, for a list that has no room for it."""
    by = f", {row.telephone}" if row.telephone else ""
    asked = f"Asked of {row.of_whom}{by}, {moment_text(row.asked_at, now)}."
    return typed(f"{row.person}: {as_read(_what(row)).rstrip('.')}. {as_read(asked)}")


def _what(row: WaitingRow) -> str:
    """What the program itself waits for is its own words, what a referral lacks somebody's."""
    return row.what if row.about is not None else typed(row.what)


def _ago(now: Callable[[], datetime]) -> Callable[[WaitingRow], str]:
    def text(row: WaitingRow) -> str:
        is_new = now() - row.asked_at < timedelta(minutes=1)
        return "just now" if is_new else f"{waiting_text(row.asked_at, now())} ago"

    return text


def _chased(now: Callable[[], datetime]) -> Callable[[WaitingRow], str]:
    def text(row: WaitingRow) -> str:
        return "not yet" if row.chased_at is None else moment_text(row.chased_at, now())

    return text


def _first_visit(row: StartRow) -> str:
    return "Confirmed" if row.confirmed_at is not None else "Not confirmed"


def _first_state(row: StartRow) -> State:
    if row.confirmed_at is not None:
        return State.DONE
    return State.OVERDUE if row.is_late else State.SOON
