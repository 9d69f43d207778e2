"""The search in the bar: people first, then actions, pages of the menu and help; and whose records were open last.

Only people are asked of the database. All else is known here: what a tab's actions are once it is imported, what help
says once a worker has read it, when the search is first entered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from app.door.errors import Refused, Unavailable
from ui.actions import OF_PAGES, SHELL, TO_TABS, ActionSpec
from ui.desk import Desk
from ui.navigation import PageName, TabName
from ui.palette import HelpAt, Offered, found, plain
from ui.screens import Screens, Tabs
from ui.top_bar import TopBar
from ui.widgets.type_ahead import Match

_NOBODY_IN_VIEW = "Choose somebody first."
_ABOUT_SOMEBODY = {"window.together"}  # of the window's own
_FOUND_OTHERWISE = {"window.search", "window.recent", "window.office", "window.tracker", "window.backups"}
_FOUND_OTHERWISE |= {
    "window.history",
    "window.settings",
    "window.whats_new",
    "window.about",
}  # as the pages that they open


@dataclass(frozen=True, slots=True)
class Found:
    """What the window does with what was found: put a person in view, say who is, and say why something can't be."""

    show_person: Callable[[UUID], None]
    in_view: Callable[[], UUID | None]
    inform: Callable[[str], None]


class Finding:
    """Asks as somebody types, and does what they choose."""

    def __init__(self, window: QMainWindow, desk: Desk, tabs: Tabs, bar: TopBar, window_does: Found) -> None:
        self._window, self._desk, self._tabs, self._bar = window, desk, tabs, bar
        self._does = window_does
        self._screens: Screens | None = None
        self._help: tuple[HelpAt, ...] | None = None
        self._pages_specs: tuple[tuple[PageName, ActionSpec], ...] = ()
        self._left: QWidget | None = None  # where the keyboard was before
        bar.search.asked.connect(self._search)
        bar.search.escaped.connect(self._go_back)
        bar.found.connect(self._take)
        desk.person_opened.connect(self._note)

    def furnish(self, screens: Screens) -> None:
        """The questions can be asked from now on."""
        self._screens = screens

    def enter(self) -> None:
        """By its key: whoever was here last is offered while nothing is typed."""
        search, here = self._bar.search, QApplication.focusWidget()
        if here is not search:
            self._left = here
        if not self._window.isActiveWindow():
            self._window.activateWindow()
        search.setFocus()
        search.selectAll()
        if self._help is None:
            self._help = ()
            self._desk.door.fetch(self._window, _read).then(self._know, self._tabs.say)
        if not search.text():
            self._search("")

    def enter_recent(self) -> None:
        """Whoever was here last, whatever was typed before."""
        self._bar.search.clear()
        self.enter()

    def with_somebody(self, deed: Callable[[UUID], None]) -> None:
        """A deed about whoever is in view, or that nobody is; the deed's own dialog says who it is."""
        person = self._does.in_view()
        if person is None:
            self._does.inform(_NOBODY_IN_VIEW)
        else:
            deed(person)

    # --- what is found ---------------------------------------------------------------------------------------

    def _search(self, typed: str) -> None:
        screens, door = self._screens, self._desk.door
        if screens is None:
            return
        if typed:
            door.ask(self._window, screens.search, typed).then(
                partial(self._show, typed), partial(self._show_without, typed), latest="search"
            )
        elif self._desk.office is not None and screens.recent is not None:
            kept = self._desk.preferences.recent_people(self._desk.office)
            others = tuple(each for each in kept if each != self._desk.in_view)
            door.ask(self._window, screens.recent, others).then(
                self._bar.search.show_matches, self._tabs.say, latest="search"
            )
        else:
            self._bar.search.show_matches(())

    def _show(self, typed: str, people: tuple[Match, ...]) -> None:
        self._bar.search.show_matches((*people, *found(typed, self._offered(), PageName, self._help or ())))

    def _show_without(self, typed: str, trouble: Refused | Unavailable) -> None:
        """People can't be asked about; all else is known here."""
        self._tabs.say(trouble)
        self._show(typed, ())

    def _offered(self) -> Iterator[Offered]:
        """Every action, those of the tab in front first."""
        here, keys = self._tabs.current_tab, self._desk.shortcuts.of
        for name in (here, *(each for each in TabName if each is not here)):
            for spec in self._tabs.specs(name):
                yield Offered(spec, name, keys(spec), self._why_not(name, spec))
        for spec in (*TO_TABS.values(), *SHELL):
            if spec.name not in _FOUND_OTHERWISE:
                is_about_nobody = spec.name in _ABOUT_SOMEBODY and self._does.in_view() is None
                yield Offered(spec, None, keys(spec), _NOBODY_IN_VIEW if is_about_nobody else "")
        for page, spec in self._pages_specs:
            yield Offered(spec, page, keys(spec))

    def _why_not(self, name: TabName, spec: ActionSpec) -> str:
        """Of the tab in front as it stands; of another what is known of it: that it is about nobody."""
        tab = self._tabs.tab(name) if name is self._tabs.current_tab else None
        if tab is not None and tab.is_whole:
            return tab.why_not(spec.name)
        is_about_nobody = name.is_about_person and self._does.in_view() is None
        return _NOBODY_IN_VIEW if is_about_nobody and not spec.about_nobody else ""

    # --- what is done ----------------------------------------------------------------------------------------

    def _take(self, wanted: object) -> None:
        match wanted:
            case UUID():
                self._does.show_person(wanted)
            case PageName():
                self._go_back()
                self._run_of_window("window.history") if wanted is PageName.HISTORY else self._desk.open_page(wanted)
            case HelpAt():
                self._go_back()
                self._desk.help_wanted.emit(f"{wanted.page}#{wanted.section}", self._window)
            case ActionSpec():
                self._run(wanted)

    def _run(self, spec: ActionSpec) -> None:
        self._go_back()
        of_tab = next((name for name in TabName if spec in self._tabs.specs(name)), None)
        of_page = next((page for page, each in self._pages_specs if each == spec), None)
        if of_tab is not None:
            self._run_in(of_tab, spec)
        elif of_page is not None:
            self._desk.open_page(of_page, None, spec.name.replace(".act.", "."))
        else:
            self._run_of_window(spec.name)

    def _run_in(self, name: TabName, spec: ActionSpec) -> None:
        """Where the tab is in front as it stands; else once what it asks for is shown."""
        why_not, tab = self._why_not(name, spec), self._tabs.tab(name)
        if tab is None:
            return
        if name is self._tabs.current_tab:
            tab.try_action(spec.name)
        else:
            if not why_not:
                tab.await_action(spec.name)
            self._tabs.enter(name)
            if why_not:
                self._does.inform(why_not)

    def _run_of_window(self, name: str) -> None:
        made = next((each for each in self._window.actions() if each.objectName() == name), None)
        if isinstance(made, QAction):
            made.trigger()

    def _go_back(self) -> None:
        """The keyboard is where it was before the search, if that is still there."""
        left, self._left = self._left, None
        self._bar.search.set_value(None)
        self._bar.search.show_matches(())
        if left is not None and isValid(left) and left.isVisible() and left.isEnabled():
            left.setFocus()
        elif self._bar.search.hasFocus():
            self._tabs.enter(self._tabs.current_tab)

    # --- what is kept ----------------------------------------------------------------------------------------

    def _note(self, person: UUID) -> None:
        if self._desk.office is not None:
            self._desk.preferences.note_person(self._desk.office, person)

    def _know(self, read: "tuple[tuple[HelpAt, ...], tuple[tuple[PageName, ActionSpec], ...]]") -> None:
        self._help, self._pages_specs = read


def _read() -> "tuple[tuple[HelpAt, ...], tuple[tuple[PageName, ActionSpec], ...]]":
    """On a worker: every section of help, and the actions of the menu's pages."""
    from app.door.policy import shipped_in_words  # noqa: PLC0415  not before the search is first entered
    from ui.dialogs.help import every_page  # noqa: PLC0415  likewise

    sections = (
        HelpAt(page.name, each.id, each.heading, page.title, plain(" ".join((page.title, *each.paragraphs))))
        for page in every_page(shipped_in_words())
        for each in page.sections
    )
    return tuple(sections), tuple((name, spec) for name, specs in OF_PAGES.items() for spec in specs)
