"""What stands around the tabs: the bar, the notice, the person, the window's deeds. Built after the first paint."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.desk.opened import Opened
from app.desk.preferences import Scheme
from app.door.door import Pressed
from models.values import london_day
from ui.actions import SHELL, TO_TABS
from ui.desk import Desk, SeatView, StaffMember, TeamChoice
from ui.doing_actions import action
from ui.finding import Finding, Found
from ui.hovering import explain_on_hover
from ui.looks import Looks
from ui.navigation import PageName, TabName
from ui.screens import Screens, Tabs
from ui.shortcuts import hint
from ui.states import State
from ui.text import clock_text, moment_text
from ui.top_bar import TopBar
from ui.whats_new import tell_once
from ui.widgets.notice_bar import NoticeBar, let_go_of_successes

if TYPE_CHECKING:  # the window builds this; the person's list and header come when they are first seen
    from datetime import datetime

    from app.backups.errands import Stands
    from ui.dialogs.help import HelpPage
    from ui.pages.window import PagesWindow
    from ui.person_area import PersonArea
    from ui.tour import Step, Tour

_LOOK_AGAIN_MS = 1_000
# Keys of the window of pages too.
_ALSO_IN_PAGES = {"window.bigger", "window.smaller", "window.normal", "window.quit", "window.search", "window.recent"}
_BEGINS_A_GROUP = {"window.office", "window.bigger", "window.settings", "window.help", "window.new"}  # of the menu


class Shell(QObject):
    """`bar` and `notice` are put into the window by it; `people` joins its stack when first wanted."""

    def __init__(self, window: QMainWindow, desk: Desk, tabs: Tabs) -> None:
        super().__init__(window)  # it hears what other windows hear too, for as long as its own is there
        self._window, self._desk, self._tabs = window, desk, tabs
        self._screens: Screens | None = None
        self._people: PersonArea | None = None
        self._pages: PagesWindow | None = None
        self.bar = TopBar(self._desk)
        self.notice = NoticeBar(self._desk.look, "window.notice")
        self._looks = Looks(self._desk, self.notice, self.bar)
        self._seat: SeatView | None = None
        self._tour: Tour | None = None
        self._unheard_since: datetime | None = None  # other desks
        self._away_since = desk.clock.now()
        self._first_teams, self._is_reached = True, False
        self._finding = Finding(window, desk, tabs, self.bar, Found(self._found, self._in_view, self.notice.inform))
        self._add_actions()
        explain_on_hover()
        self._desk.door.reached.connect(self._reached)
        self._desk.door.heard.connect(self._heard)
        self._desk.shared.typing_kept.connect(self._say_connection)
        self._under_way: tuple[Pressed, ...] = ()
        self._since = QTimer(self.bar)
        self._since.setInterval(_LOOK_AGAIN_MS)
        self._since.timeout.connect(self._offer_cancel)
        self._desk.door.saving.connect(self._saving)
        self.bar.cancelled.connect(self._desk.door.take_back)
        self.bar.seat_asked.connect(self._ask_staff)
        self._desk.page_wanted.connect(self._open_page)
        self._desk.help_wanted.connect(self._find_help)
        self._desk.shared.seated.connect(self._ask_seat)
        self._desk.shared.backups_begun.connect(self._follow_backups)
        self._desk.shared.clock_apart.connect(self.bar.say_clock_apart)
        if self._desk.shared.clock_off is not None:
            self.bar.say_clock_apart(self._desk.shared.clock_off)
        self._follow_backups()

    @property
    def people(self) -> "PersonArea":
        """The four tabs about one person; with whoever was in view last."""
        if self._people is None:
            from ui.person_area import PersonArea  # noqa: PLC0415  most starts show none of these tabs first

            self._people = PersonArea(self._desk)
            self._tabs.stack.addWidget(self._people)
            if self._screens is not None:
                self._people.furnish(self._screens)
            self._people.show_person(self._desk.preferences.last_person)
            self._people.person_changed.connect(self._person_changed)
        return self._people

    def furnish(self, screens: Screens) -> None:
        """The questions can be asked from now on."""
        self._screens = screens
        self._finding.furnish(screens)
        self._looks.furnish(screens)
        self._desk.door.ask(self._window, screens.teams).then(self._show_teams, self._tabs.say)
        self._ask_seat()
        tell_once(self._desk, self._window, self.notice)
        if self._people is not None:
            self._people.furnish(screens)

    def save(self) -> None:
        """Remember who is in view, the sizes, and what was typed a moment ago; what is still to be answered is left."""
        from ui.widgets.form_draft import FormDraft  # noqa: PLC0415  not before the first form is opened
        from ui.widgets.waiting import Waiting  # noqa: PLC0415  the same

        for draft in self._window.findChildren(FormDraft):
            draft.keep_now()
        for waiting in self._window.findChildren(Waiting):
            waiting.leave()
        if self._pages is not None:
            self._pages.close()  # which keeps its size: it goes with its window
        if self._people is not None:
            self._desk.preferences.last_person = self._people.person
            self._people.save_layout()

    def _follow_backups(self) -> None:
        keeper = self._desk.shared.backups
        if keeper is not None:
            keeper.stood.connect(self._show_backup)
            if keeper.stands is not None:
                self._show_backup(keeper.stands)

    def _show_backup(self, stands: "Stands") -> None:
        """How the last backup stands, in the bar."""
        said = stands.standing
        self.bar.say_backup(said.words, said.why, is_bad=said.is_bad)

    def _add_actions(self) -> None:
        look, tabs = self._desk.look, self._tabs
        deeds: dict[str, Callable[[], object]] = {
            "window.search": self._finding.enter,
            "window.recent": self._finding.enter_recent,
            "window.together": lambda: self._finding.with_somebody(self.people.print_together),
            "window.bigger": look.bigger,
            "window.smaller": look.smaller,
            "window.normal": look.normal_size,
            "window.seat": self._ask_staff,
            "window.office": partial(self._desk.open_page, PageName.TEAMS),
            "window.tracker": partial(self._desk.open_page, PageName.TRACKER),
            "window.history": self._open_history,
            "window.backups": partial(self._desk.open_page, PageName.BACKUPS),
            "window.settings": partial(self._desk.open_page, PageName.SETTINGS),
            "window.tour": self._take_tour,
            "window.whats_new": partial(self._desk.open_page, PageName.WHATS_NEW),
            "window.about": partial(self._desk.open_page, PageName.ABOUT),
            "window.help": self._open_help,
            "window.refresh": tabs.ask_again,
            "window.new": self._desk.shared.window_wanted.emit,
            "window.another": self._ask_office,
            "window.quit": self._quit,
        }
        for scheme in Scheme:
            deeds[f"window.scheme.{scheme.value}"] = partial(look.set_scheme, scheme)
        for spec in SHELL:
            if spec.name in _BEGINS_A_GROUP:
                self.bar.menu.addSeparator()
            self.bar.menu.addAction(action(self._desk, self._window, spec, deeds[spec.name]))
        for name, spec in TO_TABS.items():
            action(self._desk, self._window, spec, partial(tabs.enter, name))

    def _found(self, person: UUID) -> None:
        self.people.show_person(person)
        tab = self._tabs.current_tab
        self._tabs.enter(tab if tab.is_about_person else TabName.PLANS)

    def _person_changed(self, _person: UUID | None) -> None:
        self._tabs.turn_again()

    # --- the pages of the menu -------------------------------------------------------------------------------

    def keys_of_tabs(self) -> tuple[str, ...]:
        """The tooltip of each tab, with its keys."""
        return tuple(hint(spec, self._desk.shortcuts.of(spec)) for spec in TO_TABS.values())

    def _in_view(self) -> UUID | None:
        """Whoever the tabs about one person are about, whether or not one of them is in front."""
        return self._people.person if self._people is not None else self._desk.preferences.last_person

    def _open_history(self) -> None:
        """Of whoever is in view, if anybody is."""
        self._desk.open_page(PageName.HISTORY, self._in_view())

    def _open_page(self, name: PageName, record: UUID | None) -> None:
        """In the window of the menu's pages, which a worker imports when it is first wanted."""
        field, self._desk.page_field = self._desk.page_field, ""
        if self._pages is not None:
            self._pages.open_page(name, record, field)
            return
        self._desk.door.fetch(self._window, _import_pages).then(
            lambda made: self._make_pages(made, name, record, field), self._tabs.say
        )

    def _make_pages(self, made: "type[PagesWindow]", name: PageName, record: UUID | None, field: str) -> None:
        if self._pages is None:
            self._pages = made(self._desk, self._window)
            share_keys(self._window, self._pages)
        self._pages.open_page(name, record, field)

    def _show_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        """Offer them; the desk's usual one comes into view when the window opens."""
        if self._first_teams:
            self._first_teams = False
            usual = self._desk.preferences.team
            self._desk.choose_team(usual if usual in {team.id for team in teams} else None)
        self.bar.show_teams(teams)

    # --- the desk: who sits here, and whether the database can be reached --------------------------------------

    def _ask_seat(self, _seated: None = None) -> None:
        if self._screens is not None:
            self._desk.door.ask(self._window, self._screens.seat).then(self._show_seat, self._tabs.say, latest="seat")

    def _show_seat(self, seat: SeatView) -> None:
        self._seat = seat
        if self._desk.sits_here != seat.staff and self._people is not None:
            self._people.tell_who_is_opened()
        self._desk.sits_here, self._desk.office = seat.staff, seat.office_id
        self.bar.show_seat(seat.name, seat.role)
        self._reached(is_reached=True)
        if not seat.is_here and not seat.by_login:
            self._ask_staff()

    def _reached(self, is_reached: bool) -> None:  # noqa: FBT001  a signal's value
        if self._is_reached and not is_reached:
            self._away_since = self._unheard_since or self._desk.clock.now()
        self._is_reached = is_reached
        if is_reached:
            for each in self._window.findChildren(NoticeBar):
                each.is_reached()
        if is_reached and self._seat is None:
            self._ask_seat()
        else:
            self._say_connection()

    def _heard(self, unheard_since: "datetime | None") -> None:
        self._unheard_since = unheard_since
        self._say_connection()

    def _say_connection(self) -> None:
        """Saved is what it says only while nothing is under way and the database can be reached.

        Where it can't be, or isn't heard any more, what is shown may be older than it looks: since when, is said.
        """
        database = self._seat.database if self._seat is not None else "the database"
        since = self._not_live_since()
        if any(each.is_unknown for each in self._under_way):
            said, state = "not known yet whether it is saved", State.OVERDUE
        elif self._under_way or self._desk.door.is_carrying:
            said, state = "not saved yet", State.SOON
        elif not self._desk.shared.is_typing_kept:
            said, state = "your typing isn't kept: save often", State.OVERDUE
        elif not self._is_reached:
            said, state = "your typing is kept", State.OVERDUE
        elif self._seat is not None:
            said, state = "saved", State.SOON if since else State.DONE
        else:
            return
        self.bar.say_connection(f"{since}, {said}" if since else f"{database}, {said}", state)

    def _not_live_since(self) -> str:
        since = self._unheard_since if self._is_reached else self._unheard_since or self._away_since
        if since is None:
            return ""
        now = self._desk.clock.now()
        is_today = london_day(since) == london_day(now)
        return f"not live since {clock_text(since) if is_today else moment_text(since, now)}"

    def _saving(self, under_way: tuple[Pressed, ...]) -> None:
        """A deed begins, is asked again, or has its answer."""
        if len(under_way) > len(self._under_way):
            let_go_of_successes(self._window)
        self._under_way = under_way
        self._say_connection()
        if under_way and not self._since.isActive():
            self._since.start()
        elif not under_way:
            self._since.stop()
            self.bar.cancel.hide()

    def _offer_cancel(self) -> None:
        """A deed that takes its time can be taken back until it is sent."""
        self._say_connection()
        self.bar.cancel.setVisible(any(each.press.can_be_cancelled for each in self._under_way))

    def _ask_staff(self) -> None:
        if self._screens is not None:
            self._desk.door.ask(self._window, self._screens.staff).then(self._choose_seat, self._tabs.say)

    def _choose_seat(self, staff: tuple[StaffMember, ...]) -> None:
        if self._seat is None:
            return
        from ui.dialogs.seat import SeatDialog  # noqa: PLC0415  seldom opened

        dialog = SeatDialog(self._desk.look, self._seat, staff, self._window)
        dialog.chosen.connect(self._sit)
        dialog.open()

    def _sit(self, staff: UUID) -> None:
        self._desk.preferences.sits_here = staff
        self._desk.door.sit(self._window, staff, self._desk.shared.seated.emit, self._tabs.say)

    def _ask_office(self) -> None:
        """Another database: the window closes, and opens on it."""
        from ui.dialogs.welcome import Welcome  # noqa: PLC0415  seldom opened

        welcome = Welcome(self._desk, self._window)
        welcome.accepted.connect(lambda: self._leave_for(welcome.opened))
        welcome.open()

    def _leave_for(self, opened: Opened) -> None:
        self._desk.shared.opens_next = opened
        self._quit()

    def _quit(self) -> None:
        """This window first: it is the one that was used last, and the next start looks like it."""
        self._window.close()
        QApplication.closeAllWindows()

    # --- help ------------------------------------------------------------------------------------------------

    def _open_help(self) -> None:
        self._find_help(self._tabs.current_tab.value, self._window)

    def _find_help(self, page: str, over: QWidget) -> None:
        """A page, or a section of it after a #; by the office's settings, else by those that are shipped."""
        read = partial(self._read_help, page, over)
        if self._screens is None:
            read(None)
        else:
            self._desk.door.ask(self._window, self._screens.limits).then(read, lambda _offline: read(None))

    def _read_help(self, name: str, over: QWidget, said: "dict[str, str] | None") -> None:
        page, _, section = name.partition("#")
        self._desk.door.fetch(self._window, partial(_help_page, page, said)).then(
            partial(self._show_help, over, section), self._tabs.say
        )

    def _show_help(self, over: QWidget, section: str, page: "HelpPage") -> None:
        from ui.dialogs.first_size import remember_size  # noqa: PLC0415  imported by the worker that read the page
        from ui.dialogs.help import HelpDialog  # noqa: PLC0415  the same

        is_tab = page.name in {name.value for name in TabName}
        tab = self._tabs.tab(TabName(page.name)) if is_tab else None
        dialog = HelpDialog(self._desk.look, page, tab.specs if tab is not None else (), self._desk.shortcuts.of, over)
        remember_size(dialog, self._desk.look, self._desk.preferences)
        dialog.open()
        dialog.go_to(section)

    # --- the tour --------------------------------------------------------------------------------------------

    def _take_tour(self) -> None:
        self._desk.door.fetch(self._window, _import_tour).then(self._begin_tour, self._tabs.say)

    def _begin_tour(self, brought: "tuple[type[Tour], tuple[Step, ...]]") -> None:
        """One at a time: a second wish goes on with the first."""
        made, steps = brought
        if self._tour is None:
            self._tour = made(self._desk.look, self._window, self._tabs, steps)
            self._tour.finished.connect(self._end_tour)
        self._tour.show()
        self._tour.activateWindow()

    def _end_tour(self) -> None:
        self._tour = None


def share_keys(window: QWidget, pages: QWidget) -> None:
    """The keys of the search, the text size and the end work in the window of pages as in the main one."""
    pages.addActions([each for each in window.actions() if each.objectName() in _ALSO_IN_PAGES])


def _import_pages() -> "type[PagesWindow]":
    """On a worker: the window of the menu's pages."""
    from ui.pages.window import PagesWindow  # noqa: PLC0415  seldom opened

    return PagesWindow


def _import_tour() -> "tuple[type[Tour], tuple[Step, ...]]":
    """On a worker: the tour, with its steps."""
    from ui.tour import Tour, steps  # noqa: PLC0415  seldom taken

    return Tour, steps()


def _help_page(name: str, said: "dict[str, str] | None") -> "HelpPage":
    """On a worker: the page of a tab."""
    from app.door.policy import shipped_in_words  # noqa: PLC0415  seldom opened
    from ui.dialogs.help import read_page  # noqa: PLC0415  seldom opened

    return read_page(name, shipped_in_words() if said is None else said)
