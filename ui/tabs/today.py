"""Today: every prompt that is due or overdue, each with the button that leads to the very field that settles it."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.changes import Topic
from app.queries.today import PromptGroup, PromptRow, today
from models.values import london_day
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import Place, TabName, place_of
from ui.tables.table_view import TICK_MS
from ui.tabs.tab import Tab
from ui.tabs.today_lines import TodayLine, Wish, left_out, lines, next_limit, summary
from ui.tabs.today_list import TodayList
from ui.text import clock_text, full_day_text
from ui.theme import GROUP
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.pieces import button, spread, words

NAMES = {
    "today.prompts": "everything to be done, in groups",
    "today.whose": "everybody's prompts, or mine",
    "today.filter": "only prompts with these words",
    "today.hidden": "how many prompts the filter hides",
    "today.show_all": "takes the filter away",
    "today.summary": "how much is to be done, by group",
    "today.as_at": "the moment that the deadlines count from",
    "today.empty.step": "opens the referrals where nothing is to be done",
    "today.notice.offer": "unused",
    "today.notice.close": "closes the notice",
}
_LEAST_HEIGHT = 320


class TodayTab(Tab):
    """One list in groups; a filter above it that says what it hides."""

    name = TabName.TODAY
    topics = frozenset(set(Topic) - {Topic.TRACKER})
    specs = (
        ActionSpec("today.act.filter", "&Filter", "Show only prompts with some words", "Ctrl+F", Icon.FILTER, "today"),
        ActionSpec("today.act.later", "&Later", "Show or hide what is due later", "Ctrl+L", None, "today#later"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = desk.look
        self._rows: tuple[PromptRow, ...] = ()
        self._limit: datetime | None = None
        self._closed = {PromptGroup.LATER}
        self.whose: ChoiceBox[bool] = ChoiceBox(look, "today.whose")
        self.filter = QLineEdit()
        self.summary = words("", "heading", "today.summary")
        self.as_at = words("", "quiet", "today.as_at", wrap=False)
        self.hidden = words("", "soon", "today.hidden")
        self.show_all = button(look, "&Show all", "today.show_all", kind="quiet")
        self.prompts = TodayList(desk)
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            look,
            "today.empty",
            Icon.TODAY,
            "Nothing is to be done",
            "What has a limit or waits for somebody comes up here by itself: goals within 48 hours of a start, held "
            "capacity that runs out, the end of six weeks, a transfer that can be agreed. Each line leads to the field "
            "that settles it; when that is done, the line goes. A day begins with the referrals that wait.",
            "Look at the &referrals",
        )
        self._build()
        self._connect()

    def refresh(self) -> None:
        self.office.ask(self, today, team=self.desk.team).then(self._show, self.notice.say, latest="today")

    def act(self, spec: str) -> None:
        if spec == "today.act.filter":
            self.filter.setFocus()
        else:
            self._toggle(PromptGroup.LATER)

    # --- what is shown ---------------------------------------------------------------------------------------

    def _show(self, rows: tuple[PromptRow, ...]) -> None:
        self._rows, self._limit = rows, next_limit(rows, self.desk.clock.now())
        self._show_wanted()
        self.arrived()

    def _show_wanted(self) -> None:
        wish = Wish(bool(self.whose.value()), self.filter.text())
        self.prompts.show_rows(lines((row for row in self._rows if wish.takes(row)), self._closed))
        if self.prompts.current() is None:
            self._choose_first_prompt()
        hidden = left_out(self._rows, wish)
        self.hidden.setText(hidden)
        for each in (self.hidden, self.show_all):
            each.setVisible(bool(hidden))
        self.summary.setText(summary(self._rows))
        self._say_moment()
        self._stack.setCurrentIndex(0 if self._rows else 1)

    def _filter_changed(self) -> None:
        self._show_wanted()
        self._choose_first_prompt()

    def _choose_first_prompt(self) -> None:
        first = next((line for line in self.prompts.shown() if line.row is not None), None)
        if first is not None:
            self.prompts.choose(first.key)
            self.prompts.scrollToTop()  # with its heading

    def _time_passed(self) -> None:
        """The groups stay right without a question, until one of the limits passes."""
        if not self.isVisible():
            return
        self._say_moment()
        if self._limit is not None and self.desk.clock.now() > self._limit:
            self.ask_again()

    def _say_moment(self) -> None:
        now = self.desk.clock.now()
        self.as_at.setText(f"{full_day_text(london_day(now), london_day(now))}, {clock_text(now)}")

    # --- what is done ----------------------------------------------------------------------------------------

    def _open(self, line: TodayLine) -> None:
        if line.row is None:
            if line.can_close:
                self._toggle(line.group)
            return
        self.place_requested.emit(place_for(line.row))

    def _toggle(self, group: PromptGroup) -> None:
        self._closed ^= {group}
        self._show_wanted()

    def _show_everything(self) -> None:
        self.whose.set_value(value=False)
        self.filter.clear()
        self._show_wanted()

    def _go_to_referrals(self) -> None:
        self.place_requested.emit(Place(TabName.REFERRALS))

    # --- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self.look
        self.whose.set_choices(((False, "Everybody's"), (True, "Mine, and nobody's")))
        self.whose.set_value(value=False)
        self.whose.setAccessibleName("Whose prompts")
        self.filter.setObjectName("today.filter")
        self.filter.setPlaceholderText("Filter (Ctrl+F)")
        self.filter.setAccessibleName("Filter the prompts")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(look.theme.px(220))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            spread(row, look)
        first.addWidget(self.summary, 1)
        first.addWidget(self.as_at)
        for widget in (self.whose, self.filter):
            second.addWidget(widget)
        second.addSpacing(look.theme.px(GROUP))
        second.addWidget(self.hidden, 1)
        second.addWidget(self.show_all)
        second.addStretch()
        full = QWidget()
        column = QVBoxLayout(full)
        spread(column, look, gap=GROUP)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.prompts, 1)
        self._stack.setMinimumHeight(look.theme.px(_LEAST_HEIGHT))
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # no taller than the page
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        for each in (self.hidden, self.show_all):
            each.hide()

    def _connect(self) -> None:
        self.prompts.opened.connect(self._open)
        self.whose.picked.connect(self._filter_changed)
        self.filter.textChanged.connect(self._filter_changed)
        self.show_all.clicked.connect(self._show_everything)
        self.empty.asked.connect(self._go_to_referrals)
        timer = QTimer(self)
        timer.setInterval(TICK_MS)
        timer.timeout.connect(self._time_passed)
        timer.start()


def place_for(row: PromptRow) -> Place:
    """Where a prompt is settled: the tab, the person, the field, and the record meant."""
    return place_of(row.field, row.person_id, row.referral_id or row.episode_id)
