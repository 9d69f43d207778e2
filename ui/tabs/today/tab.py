"""Today: every prompt that is due or overdue, each with the button that leads to the very field that settles it.

Beside it, each on a page of its own: what waits on others, who starts, and what changed while somebody was away.
"""

from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QWidget

from app.door.changes import Topic
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.office import choices as office_queries
from app.queries.today.away import AwayView, changed_since
from app.queries.today.page import TodayPage, today_page
from app.queries.today.prompt_row import PromptGroup
from app.queries.today.starting import StartRow
from app.queries.today.waiting import WaitingRow
from app.services import referrals
from app.services.today import chasing
from models.values import london_day
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, call
from ui.navigation import Place, TabName
from ui.pieces import Pieces
from ui.tables.table_view import TICK_MS
from ui.tabs.tab import Tab
from ui.tabs.today.deeds import TodayDeeds
from ui.tabs.today.first_rows import FirstRowsPage
from ui.tabs.today.headings_and_prompts import Whose, Wish, next_limit
from ui.tabs.today.pages import AwayPage, StartingPage, WaitingPage
from ui.tabs.today.presence import Presence
from ui.tabs.today.prompt_list import TodayList
from ui.tabs.today.prompts import PromptsPage
from ui.text import clock_text, full_day_text
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import spread, words
from ui.widgets.press import lead_on

_LEAST_HEIGHT = 300  # two whole sentences, even where the page has to scroll for them
_TITLES = ("To do", "Waiting on others", "Starting", "While I was away")


class TodayTab(Tab):
    """Four pages under one line of headings; the first is where a day begins."""

    name = TabName.TODAY
    topics = frozenset(Topic)
    specs = (
        ActionSpec("today.act.filter", "&Filter", "Show only prompts with some words", "Ctrl+F", Icon.FILTER, "today"),
        ActionSpec("today.act.later", "&Later", "Show or hide what is due later", "Ctrl+L", None, "today#later"),
        ActionSpec(
            "today.act.concern", "Safeguarding &concern", "Record a safeguarding concern", "Ctrl+Shift+C",
            Icon.SAFEGUARDING, "today#concern",
        ),
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._limit: datetime | None = None
        self._shows_first_rows = False
        self.presence = Presence(desk, self)
        self.build(self._pieces())

    @property
    def prompts(self) -> TodayList:
        """The list of what is to be done."""
        return self.page.prompts

    def refresh(self) -> None:
        acting = self.deeds.acting_for()
        self.door.ask(self, today_page, team=self.desk.team, acting_for=acting).then(
            self._show, self._fail, latest="today"
        )
        if acting:
            self.door.ask(self, office_queries.staff).then(
                self.deeds.name_colleague, self.notice.say, latest="today.staff"
            )

    def act(self, spec: str) -> None:
        self.views.setCurrentIndex(0)
        if spec == "today.act.concern":
            self.deeds.record_concern()
            return
        if spec == "today.act.filter":
            self.page.filter.setFocus()
        else:
            self.page.toggle_later()

    def rest(self) -> None:
        """In the form, if one is open; else on the list of what is to be done, or where its page is chosen."""
        if self.deeds.form is not None and self.deeds.form.isVisible():
            self.deeds.form.rest()
        else:
            (self.prompts if self.prompts.isVisible() else self.views).setFocus()

    def go_to(self, place: Place) -> None:
        """A concern, or what was taken on in a meeting, is settled here, in a form of its own."""
        settle = {"today.concern": self.deeds.settle_concern, "today.action_form": self.deeds.settle_action}
        if place.field in settle and place.record is not None:
            self.views.setCurrentIndex(0)
            settle[place.field](place.record)
        else:
            super().go_to(place)

    # --- what is shown ---------------------------------------------------------------------------------------

    def _fail(self, why: Refused | Unavailable) -> None:
        """The first rows of a file that then can't be opened are no rows to work by."""
        if self._shows_first_rows:
            self._shows_first_rows = False
            self.page.clear()
        self.notice.say(why)

    def _show(self, page: TodayPage) -> None:
        self.fill(self._shown(page))

    def _shown(self, page: TodayPage) -> Pieces:
        self._shows_first_rows = False
        self._limit = next_limit(page.prompts, self.desk.clock.now())
        if self.desk.preferences.tells_overdue:
            mine = Wish(Whose.MINE, acting_for=next(iter(self.deeds.acting_for()), None))
            overdue = (row for row in page.prompts if row.group is PromptGroup.OVERDUE)
            self.desk.shared.prompts_known.emit(tuple(row for row in overdue if mine.takes(row)))
        self.page.acting_for = next(iter(self.deeds.acting_for()), None)
        self.page.show_rows(page.prompts, page.lesson)
        yield
        self.waiting.show_rows(page.waiting)
        yield
        self.starting.show_rows(page.starting)
        yield
        self.deeds.show_notes(page.notes)
        self._count(1, len(page.waiting))
        self._count(2, len(page.starting))
        self._say_moment()
        self.arrived()

    def _show_away(self, view: AwayView | None) -> None:
        self.away.show_view(view)
        self._count(3, 0 if view is None else len(view.rows))

    def _count(self, page: int, number: int) -> None:
        title = as_read(_TITLES[page])
        self.views.setTabText(page, f"{title} · {number}" if number else title)

    def _ask_what_changed(self) -> None:
        since, until = self.presence.since, self.presence.until
        if since is None:
            self._show_away(None)
        else:
            self.door.ask(self, changed_since, since=since, until=until).then(
                self._show_away, self.notice.say, latest="today.away"
            )

    def _have_read(self) -> None:
        self.presence.read()
        self._show_away(None)
        self.views.setCurrentIndex(0)

    def _time_passed(self) -> None:
        """The groups stay right without a question, until one of the limits passes.

        That is asked behind another tab too where what becomes overdue is told beside the windows.
        """
        is_over = self._limit is not None and self.desk.clock.now() > self._limit
        if not self.isVisible():
            if is_over and self.desk.preferences.tells_overdue:
                self.refresh()
            return
        self._say_moment()
        if self.window().isActiveWindow():
            self.presence.note()
        if is_over:
            self.ask_again()

    def _say_moment(self) -> None:
        now = self.desk.clock.now()
        self.as_at.setText(f"{full_day_text(london_day(now), london_day(now))}, {clock_text(now)}")

    # --- what is done ----------------------------------------------------------------------------------------

    def _open(self, place: Place) -> None:
        if place.tab is TabName.TODAY:
            self.go_to(place)
        else:
            self.place_requested.emit(place)

    def _chased(self, row: WaitingRow) -> None:
        said = f"Noted: {row.of_whom} was chased just now."
        self.door.do(self, _chaser(row), lambda _: self.waiting.notice.tell(said), self.waiting.notice.say)

    def _confirmed(self, row: StartRow) -> None:
        deed = partial(referrals.tick_start_check, referral=row.referral_id, seen=row.check_seen, item=row.check)
        said = f"{row.person}'s first visit is confirmed."
        self.door.do(self, deed, lambda _: self.starting.notice.tell(said), self.starting.notice.say)

    def _form_opened(self, is_open: bool) -> None:  # noqa: FBT001  a signal's value
        self._stack.setVisible(not is_open)
        self.views.setEnabled(not is_open)
        self.deeds.setVisible(not is_open)
        if not is_open:
            self._turn(self.views.currentIndex())
            lead_on(self.page.prompts, self.deeds.opener)

    def _turn(self, number: int) -> None:
        """The hand-over notes and the deeds belong to the first page; the others have their own."""
        self._stack.setCurrentIndex(number)
        self.deeds.set_in_front(number == 0)

    # --- building --------------------------------------------------------------------------------------------

    def _pieces(self) -> Pieces:
        """The first rows, which can be used meanwhile, are taken over last."""
        self.views = QTabBar()
        self.as_at = words("", "quiet", "today.as_at", wrap=False)
        self.deeds = TodayDeeds(self.desk, self.notice)
        self._stack = QStackedWidget()
        self._lay_out()
        yield
        self.waiting = WaitingPage(self.desk)
        self._stack.addWidget(self.waiting)
        yield
        self.starting = StartingPage(self.desk)
        self._stack.addWidget(self.starting)
        yield
        self.away = AwayPage(self.desk)
        self._stack.addWidget(self.away)
        yield
        first, self.desk.first_rows = self.desk.first_rows, None
        self._shows_first_rows = isinstance(first, FirstRowsPage)
        had_keyboard = first is not None and first.isAncestorOf(QApplication.focusWidget() or self)
        self.page = first.hand_over(self, self._open) if isinstance(first, FirstRowsPage) else PromptsPage(self.desk)
        self._stack.insertWidget(0, self.page)
        self._stack.setCurrentIndex(0)
        self._connect()
        self.first_stop = self.page.prompts
        as_read = (self.views, self.page.whose, self.page.filter, self.page.show_all, self.page.prompts)
        for before, after in pairwise(as_read):
            self.setTabOrder(before, after)
        if had_keyboard:
            QTimer.singleShot(0, self, self.rest)

    def _lay_out(self) -> None:
        self.views.setObjectName("today.views")
        call(self.views, "Pages of Today")
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        top = QHBoxLayout()
        spread(top, self.look)
        top.addWidget(self.views, 1)
        top.addWidget(self.as_at)
        for title in _TITLES:
            self.views.addTab(as_read(title))
        grow(self.look, self._stack, QWidget.setMinimumHeight, _LEAST_HEIGHT)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # no taller than the page
        self.body.addLayout(top)
        self.body.addWidget(self.deeds.strip)
        self.body.addWidget(self.deeds.slot)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.deeds)

    def _connect(self) -> None:
        self.views.currentChanged.connect(self._turn)
        self.deeds.busy.connect(self._form_opened)
        self.desk.shared.acting_changed.connect(self.ask_again)
        for opened in (self.page.opened, self.waiting.opened, self.starting.opened, self.away.opened):
            opened.connect(self._open)
        self.waiting.chased.connect(self._chased)
        self.starting.confirmed.connect(self._confirmed)
        self.away.read.connect(self._have_read)
        self.presence.returned.connect(self._ask_what_changed)
        timer = QTimer(self)
        timer.setInterval(TICK_MS)
        timer.timeout.connect(self._time_passed)
        timer.start()
        self._ask_what_changed()


def _chaser(row: WaitingRow) -> Deed:
    """What notes that this was chased: in the question itself, or as a record of its own."""
    if row.about is not None:
        return partial(chasing.record_chaser, about=row.about, asked=row.key, whom=row.of_whom)
    return partial(referrals.chase_information, request=row.key, seen=row.version)
