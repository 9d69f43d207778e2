"""The shell: top bar, tabs, the person, navigation. It imports no tab, no query and no service; a worker does,
after the first paint.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.errors import Refused, Unavailable
from app.preferences import Scheme
from ui.actions import SHELL, action
from ui.desk import Desk
from ui.navigation import Place, TabName
from ui.person_area import PersonArea
from ui.screens import Screens
from ui.states import State
from ui.tabs.tab import Tab
from ui.theme import ICON, PAGE
from ui.top_bar import TopBar
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.pieces import hairline

_WIDTH, _HEIGHT = 1280, 720


class MainWindow(QMainWindow):
    """Give it a desk and a function that imports the screens; it calls that on a worker when it has been painted."""

    furnished = Signal()  # the tabs can be used
    help_requested = Signal(object)  # the TabName in front

    def __init__(self, desk: Desk, load: Callable[[], Screens]) -> None:
        super().__init__()
        self.desk, self._load = desk, load
        self._screens: Screens | None = None
        self._tabs: dict[TabName, Tab] = {}
        self._wanted: Place | None = None
        self._is_begun = False
        self.setObjectName("window")
        self.setWindowTitle("Homeward")
        self.bar = TopBar(desk)
        self.tab_bar = QTabBar()
        self.notice = NoticeBar(desk.look, "window.notice")
        self.stack = QStackedWidget()
        self.people = PersonArea(desk)
        self._build()
        self._add_actions()
        self._connect()
        self._restore()

    @property
    def current_tab(self) -> TabName:
        """The tab in front."""
        return list(TabName)[self.tab_bar.currentIndex()]

    def tab(self, name: TabName) -> Tab | None:
        """A tab, made if it can be; None before the screens are imported."""
        if name not in self._tabs and self._screens is not None:
            tab = self._screens.tabs[name](self.desk)
            tab.place_requested.connect(self.go_to)
            self._tabs[name] = tab
            if name.is_about_person:
                self.people.add_tab(name, tab)
            else:
                self.stack.addWidget(tab)
        return self._tabs.get(name)

    def show_tab(self, name: TabName) -> None:
        """Bring a tab to the front."""
        self.tab_bar.setCurrentIndex(list(TabName).index(name))

    def show_person(self, person: UUID | None) -> None:
        """Put somebody in view; outside the person tabs nothing else moves."""
        self.people.show_person(person)

    def go_to(self, place: Place) -> None:
        """Open the very place, with the very field."""
        if place.person is not None and place.tab.is_about_person:
            self.people.show_person(place.person)
        self.show_tab(place.tab)
        tab = self.tab(place.tab)
        if tab is None:
            self._wanted = place
            return
        tab.await_place(place)
        tab.ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_begun:
            self._is_begun = True
            QTimer.singleShot(0, self, self._begin)  # once the first paint is through

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        kept = self.desk.preferences
        kept.last_tab, kept.last_person = self.current_tab.value, self.people.person
        kept.keep_layout("window", bytes(self.saveGeometry().data()))
        self.people.save_layout()
        kept.save()
        super().closeEvent(event)

    # --- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self.desk.look
        self.tab_bar.setObjectName("window.tabs")
        self.tab_bar.setAccessibleName("Tabs")
        self.tab_bar.setExpanding(False)
        self.tab_bar.setDrawBase(False)
        self.tab_bar.setUsesScrollButtons(True)
        for name in TabName:
            number = self.tab_bar.addTab(name.title)
            self.tab_bar.setTabToolTip(number, f"{name.title} (Ctrl+{name.number})")
            self.tab_bar.setAccessibleTabName(number, name.title)
        top = QWidget()
        top.setProperty("part", "bar")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(top)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(look.theme.px(PAGE - 12), 0, 0, 0)  # the first icon stands on the page's left edge
        tabs.addWidget(self.tab_bar)
        rows.addLayout(tabs)
        self.stack.setProperty("part", "page")
        self.stack.addWidget(self.people)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (top, hairline(), self.notice):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self._draw_icons()

    def _add_actions(self) -> None:
        look = self.desk.look
        deeds: dict[str, Callable[[], object]] = {
            "window.search": self._enter_search,
            "window.bigger": look.bigger,
            "window.smaller": look.smaller,
            "window.normal": look.normal_size,
            "window.help": self._ask_help,
            "window.refresh": self._refresh_all,
        }
        for scheme in Scheme:
            deeds[f"window.scheme.{scheme.value}"] = partial(look.set_scheme, scheme)
        for spec in SHELL:
            self.bar.menu.addAction(action(look, self, spec, deeds[spec.name]))
        for name in TabName:
            QShortcut(QKeySequence(f"Ctrl+{name.number}"), self, partial(self.show_tab, name))

    def _connect(self) -> None:
        self.tab_bar.currentChanged.connect(self._turn_to)
        self.bar.search.asked.connect(self._search)
        self.bar.person_found.connect(self._found)
        self.people.person_changed.connect(self._person_changed)
        self.desk.look.changed.connect(self._draw_icons)

    def _restore(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        self.tab_bar.setFocus()
        kept = self.desk.preferences.layout("window")
        if kept:
            self.restoreGeometry(QByteArray(kept))
        last = self.desk.preferences.last_tab
        if last in {name.value for name in TabName}:
            self.show_tab(TabName(last))

    # --- what happens ----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.desk.office.fetch(self, self._load).then(self._furnish, self.say)

    def _furnish(self, screens: Screens) -> None:
        self._screens = screens
        self.desk.office.ask(self, screens.teams).then(self.bar.show_teams, self.say)
        self.people.furnish(screens)
        last = self.desk.preferences.last_person
        if self.people.person is None and last is not None:
            self.people.show_person(last)
        self._turn_to(self.tab_bar.currentIndex())
        if self._wanted is not None:
            place, self._wanted = self._wanted, None
            self.go_to(place)
        self.furnished.emit()

    def say(self, trouble: Refused | Unavailable) -> None:
        """Say a trouble of the whole window."""
        if isinstance(trouble, Unavailable):
            self.bar.say_connection("offline: your typing is kept", State.OVERDUE)
        self.notice.say(trouble)

    def _turn_to(self, _number: int) -> None:
        name = self.current_tab
        tab = self.tab(name)
        if name.is_about_person:
            self.people.show_tab(name)
            self.stack.setCurrentWidget(self.people)
        elif tab is not None:
            self.stack.setCurrentWidget(tab)
        self.setWindowTitle(f"{name.title} – Homeward")

    def _person_changed(self, _person: UUID | None) -> None:
        self._turn_to(self.tab_bar.currentIndex())

    def _search(self, typed: str) -> None:
        if self._screens is None or not typed:
            self.bar.search.show_matches(())
            return
        self.desk.office.ask(self, self._screens.search, typed).then(
            self.bar.search.show_matches, self.say, latest="search"
        )

    def _found(self, person: UUID) -> None:
        self.people.show_person(person)
        if not self.current_tab.is_about_person:
            self.show_tab(TabName.PLANS)

    def _enter_search(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _ask_help(self) -> None:
        self.help_requested.emit(self.current_tab)

    def _refresh_all(self) -> None:
        self.people.refresh()
        for tab in self._tabs.values():
            tab.ask_again()

    def _draw_icons(self) -> None:
        theme = self.desk.look.theme
        self.tab_bar.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
        for number, name in enumerate(TabName):
            self.tab_bar.setTabIcon(number, theme.icon(name.icon, ICON))
        if self.tab_bar.sizeHint().width() + theme.px(PAGE) > self.width():  # the words matter more
            for number in range(len(TabName)):
                self.tab_bar.setTabIcon(number, QIcon())
