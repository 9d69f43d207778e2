"""The window: tabs, the person, navigation. Painted before anything is imported that its first paint doesn't need.

It imports no tab, no query and no service, nor its own top bar: a worker imports them, after the first paint.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.language import as_read, call
from ui.navigation import Place, TabName
from ui.overrides import override_of_qt
from ui.pieces import in_turns, know_widgets
from ui.theme import CELL, ICON, PAGE, RELATED, ROW

if TYPE_CHECKING:
    from uuid import UUID

    from app.desk.preferences import Preferences
    from app.door.errors import Refused, Unavailable
    from ui.actions import ActionSpec
    from ui.desk import Desk
    from ui.person_area import PersonArea
    from ui.screens import Screens
    from ui.shell import Shell
    from ui.tabs.tab import Tab
    from ui.theme import Look
    from ui.top_bar import TopBar
    from ui.widgets.notice_bar import NoticeBar

_WIDTH, _HEIGHT = 1280, 720
_REST_AFTER_MS = 200  # the first rows are painted before the other tabs are imported
TabMaker = type["Tab"]
FirstRowsMaker = Callable[["Desk"], QWidget]
FirstRowsFinder = Callable[[], FirstRowsMaker | None]  # called on a worker


class MainWindow(QMainWindow):
    """`make_desk` is called when it has been painted, and then `load`, which finds the screens, on a worker.

    Before it what `first_rows` answers, on a worker too: it may know what Today is going to show before its tab can be.
    """

    furnished = Signal()  # the tab in front can be used
    completed = Signal()  # every tab can
    closed = Signal()

    def __init__(
        self,
        look: "Look",
        preferences: "Preferences",
        make_desk: "Callable[[], Desk]",
        load: "Callable[[], Screens]",
        first_rows: Callable[[], FirstRowsFinder] | None = None,
    ) -> None:
        super().__init__()
        self._find_first_rows = first_rows
        self._first_rows: QWidget | None = None
        self._look, self._preferences, self._make_desk, self._load = look, preferences, make_desk, load
        self._desk: Desk | None = None
        self._screens: Screens | None = None
        self._shell: Shell | None = None
        self._makers: dict[TabName, TabMaker] = {}
        self._asked: set[TabName] = set()
        self._tabs: dict[TabName, Tab] = {}
        self._wanted: Place | None = None
        self._is_complete = False
        self.installEventFilter(self)  # until it is painted
        self.setObjectName("window")
        self.setWindowTitle("Homeward")
        self.tab_bar = QTabBar()
        self.stack = QStackedWidget()
        self._bar_stands_here = QWidget()
        self._top = QVBoxLayout()
        self._column = QVBoxLayout()
        self._build()
        self._restore()
        self.tab_bar.currentChanged.connect(self._turn_to)

    @property
    def desk(self) -> "Desk":
        """Made when it is first wanted: the first paint doesn't wait for it, nor for the door to the data."""
        if self._desk is None:
            self._desk = self._make_desk()
            self._desk.place_wanted.connect(self.go_to)
        return self._desk

    @property
    def current_tab(self) -> TabName:
        """The tab in front."""
        return list(TabName)[self.tab_bar.currentIndex()]

    @property
    def is_furnished(self) -> bool:
        """Whether what stands around the tabs is there."""
        return self._shell is not None

    @property
    def shell(self) -> "Shell":
        """What stands around the tabs; there once the window is furnished."""
        if self._shell is None:
            raise RuntimeError("the window is not furnished yet")
        return self._shell

    @property
    def bar(self) -> "TopBar":
        """The bar above the tabs."""
        return self.shell.bar

    @property
    def people(self) -> "PersonArea":
        """The four tabs about one person."""
        return self.shell.people

    @property
    def notice(self) -> "NoticeBar":
        """What concerns the whole window."""
        return self.shell.notice

    def tab(self, name: TabName) -> "Tab | None":
        """A tab, begun if it can be and made over many turns; None while a worker imports it, which begins now."""
        if name not in self._tabs and name in self._makers:
            tab = in_turns(partial(self._makers[name], self.desk))
            tab.place_requested.connect(self.go_to)
            tab.came_whole.connect(self.turn_again)
            self._tabs[name] = tab
            if name.is_about_person:
                self.people.add_tab(name, tab)
            else:
                self.stack.addWidget(tab)
        elif name not in self._tabs:
            self._bring(name)
        return self._tabs.get(name)

    def specs(self, name: TabName) -> "tuple[ActionSpec, ...]":
        """What a tab's actions are; none while a worker imports it."""
        return self._makers[name].specs if name in self._makers else ()

    def show_tab(self, name: TabName) -> None:
        """Bring a tab to the front."""
        self.tab_bar.setCurrentIndex(list(TabName).index(name))

    def show_person(self, person: "UUID | None") -> None:
        """Put somebody in view; outside the person tabs nothing else moves."""
        self.people.show_person(person)

    def go_to(self, place: Place) -> None:
        """Open the very place, with the very field."""
        page = place.page
        if page is not None:
            self.desk.open_page(page, place.record or place.person, place.field)
            return
        if self._shell is not None and place.person is not None and place.tab.is_about_person:
            self.people.show_person(place.person)
        self.show_tab(place.tab)
        tab = self.tab(place.tab)
        if tab is None:
            self._wanted = place
            return
        tab.await_place(place)
        tab.ask_again()

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Until the first paint: what the window needs beyond it is begun then, once."""
        if event.type() is QEvent.Type.Paint:
            self.removeEventFilter(self)
            QTimer.singleShot(0, self, self._begin)
        return False

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shell is not None and event.size().width() != event.oldSize().width():
            self._draw_icons()

    @override_of_qt()
    def closeEvent(self, event: QCloseEvent) -> None:
        kept = self._preferences
        kept.last_tab = self.current_tab.value
        kept.keep_layout("window", bytes(self.saveGeometry().data()))
        if self._shell is not None:
            self._shell.save()
        kept.save()
        super().closeEvent(event)
        self.closed.emit()

    # --- what is painted first -------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._look.theme
        self.tab_bar.setObjectName("window.tabs")
        self.tab_bar.setExpanding(False)
        self.tab_bar.setDrawBase(False)
        self.tab_bar.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
        for name in TabName:
            self.tab_bar.addTab(as_read(name.title))
        top = QWidget()
        top.setProperty("part", "bar")
        self._bar_stands_here.setFixedHeight(theme.px(RELATED + ROW + CELL))
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setSpacing(0)
        self._top.addWidget(self._bar_stands_here)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(theme.gap(PAGE - 12), 0, 0, 0)  # the first icon stands on the page's left edge
        tabs.addWidget(self.tab_bar)
        self._top.addLayout(tabs)
        top.setLayout(self._top)
        line = QFrame()
        line.setProperty("part", "hairline")
        self.stack.setProperty("part", "page")
        middle = QWidget()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (top, line, self.stack):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self.stack, 1)
        middle.setLayout(self._column)
        self.setCentralWidget(middle)

    def _restore(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        kept = self._preferences.layout("window")
        if kept:
            self.restoreGeometry(QByteArray(kept))
        last = self._preferences.last_tab
        if last in {name.value for name in TabName}:
            self.show_tab(TabName(last))

    # --- what comes after ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """A worker reads the file while the system is asked for its looks here; both are there before rows are."""
        if self._find_first_rows is not None and self.current_tab is TabName.TODAY:
            self.desk.door.fetch(self, self._find_first_rows()).then(self._show_first_rows, self._go_on)
        else:
            self._go_on()
        self._look.follow_system()
        self._look.changed.connect(self._draw_icons)

    def _show_first_rows(self, maker: FirstRowsMaker | None) -> None:
        """Let them be painted before anything else is imported, or built on this thread."""
        QTimer.singleShot(0, self, self._go_on)
        if maker is not None:
            self._first_rows = maker(self.desk)
            self._first_rows.destroyed.connect(self._first_rows_taken)
            self.stack.addWidget(self._first_rows)
            self._first_rows.setVisible(self.current_tab is TabName.TODAY)

    def _first_rows_taken(self) -> None:
        self._first_rows = None

    def _go_on(self, _trouble: object = None) -> None:
        self.desk.door.fetch(self, _import_shell).then(self._stand_around, self.say)
        QTimer.singleShot(0, self, know_widgets)

    def _stand_around(self, shell: "type[Shell]") -> None:
        """Build what stands around the tabs, while a worker goes on importing."""
        self._asked.add(self.current_tab)
        opened = partial(_open_at, self._load, self.current_tab)
        self.desk.door.fetch(self, opened).then(self._furnish, self.say)
        self._shell = shell(self, self.desk, self)
        self._top.replaceWidget(self._bar_stands_here, self._shell.bar)
        self._bar_stands_here.deleteLater()
        self.tab_bar.raise_()  # told after the bar above it, and reached after it
        self.setTabOrder(self._shell.bar.menu_button, self.tab_bar)
        self._column.insertWidget(2, self._shell.notice)
        call(self.tab_bar, "Tabs")
        self.tab_bar.setUsesScrollButtons(True)
        for name in TabName:
            self.tab_bar.setAccessibleTabName(name.number - 1, as_read(name.title))
        self.desk.shortcuts.changed.connect(self._name_keys)
        self._name_keys()
        self._draw_icons()
        if self._first_rows is None or not self._first_rows.isAncestorOf(self.focusWidget() or self):
            self.tab_bar.setFocus()

    def _name_keys(self) -> None:
        for number, keys in enumerate(self.shell.keys_of_tabs()):
            self.tab_bar.setTabToolTip(number, keys)

    def _furnish(self, opened: "tuple[Screens, TabName, TabMaker]") -> None:
        self._screens, name, maker = opened
        self.shell.furnish(self._screens)
        self._brought(name, maker)
        self._turn_to(self.tab_bar.currentIndex())
        tab = self.tab(name)
        if tab is None or tab.is_whole:
            self._come_in(name)
        else:
            tab.came_whole.connect(partial(self._come_in, name))

    def _come_in(self, name: TabName) -> None:
        """The keyboard goes in, if nobody moved it: of a person's tabs onto the list, where no key stores anything."""
        if self.current_tab is name and self.focusWidget() is self.tab_bar:
            (self.people.caseload.table.setFocus if name.is_about_person else partial(self.enter, name))()
        self.furnished.emit()

    def _bring(self, name: TabName) -> None:
        if self._screens is not None and name not in self._asked:
            self._asked.add(name)
            self.desk.door.fetch(self, partial(self._screens.bring, name)).then(partial(self._brought, name), self.say)

    def _bring_next(self) -> None:
        """Import the other tabs, one after another, whenever nothing else is under way."""
        missing = [name for name in TabName if name not in self._asked]
        if missing and self.desk.door.tasks.is_busy:
            QTimer.singleShot(_REST_AFTER_MS, self, self._bring_next)
        elif missing:
            self._bring(missing[0])
        elif len(self._makers) == len(TabName) and not self._is_complete:
            self._is_complete = True
            self.completed.emit()

    def _brought(self, name: TabName, maker: TabMaker) -> None:
        self._makers[name] = maker
        self.desk.shortcuts.know(name, maker.specs)
        wanted = self._wanted
        if wanted is not None and wanted.tab is name:
            self._wanted = None
            self.go_to(wanted)
        if self.current_tab is name or (name.is_about_person and self.current_tab.is_about_person):
            self._turn_to(self.tab_bar.currentIndex())
        QTimer.singleShot(0, self, self._bring_next)

    def say(self, trouble: "Refused | Unavailable") -> None:
        """Say a trouble of the whole window."""
        if self._shell is not None:
            self._shell.notice.say(trouble)

    def ask_again(self) -> None:
        """Ask for everything anew: the person, and every tab when it is next seen."""
        self.people.refresh()
        for tab in self._tabs.values():
            tab.ask_again()

    def enter(self, name: TabName) -> None:
        """By its key, or with whoever was found: the keyboard goes in, where the arrow keys no longer turn the tabs."""
        tab = self.tab(name)
        here = self.focusWidget()
        if tab is not None and here is not None and self.stack.isAncestorOf(here):
            here.clearFocus()  # else Qt tells, too, of each thing that it falls to while the page that it is on goes
        self.show_tab(name)
        if name.is_about_person and self.people.person is None:
            self.people.caseload.table.setFocus()
        elif tab is not None:
            tab.enter()

    def _turn_to(self, _number: int) -> None:
        name = self.current_tab
        tab = self.tab(name)
        if tab is not None and name.is_about_person:
            self.people.show_tab(name)
            self.stack.setCurrentWidget(self.people)
        elif self._first_rows is not None and name is TabName.TODAY:
            if tab is None or not tab.is_whole:
                self._first_rows.show()
                self.stack.setCurrentWidget(self._first_rows)
            else:
                self.stack.setCurrentWidget(tab)
        elif tab is not None:
            self.stack.setCurrentWidget(tab)
        elif self._first_rows is not None:
            self._first_rows.hide()
        self.setWindowTitle(f"{as_read(name.title)} – Homeward")

    def turn_again(self) -> None:
        """Somebody else is in view: the tab in front shows them, or the lesson."""
        self._turn_to(self.tab_bar.currentIndex())

    def _draw_icons(self) -> None:
        from ui.tab_row import draw_icons  # noqa: PLC0415  what stands around the tabs has what it needs by now

        draw_icons(self.tab_bar, self._look.theme, self.width())


def _import_shell() -> "type[Shell]":
    """On a worker: what stands around the tabs."""
    return cast("type[Shell]", import_module("ui.shell").Shell)


def _open_at(load: "Callable[[], Screens]", name: TabName) -> "tuple[Screens, TabName, TabMaker]":
    """On a worker: where the screens are found, and the one in front."""
    screens = load()
    if name.is_about_person:
        import_module("ui.person_area")
    return screens, name, screens.bring(name)
