"""The four tabs about one person: one caseload at their left, one person above them; the person stays."""

from functools import partial
from importlib import import_module
from types import ModuleType
from uuid import UUID

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.door.changes import Changes, OpenElsewhere, Topic
from app.door.errors import Refused, Unavailable
from models.vocabulary.person_papers import PersonPaper
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName, TabName
from ui.overrides import override_of_qt
from ui.screens import Screens
from ui.tabs.tab import Tab
from ui.theme import PAGE
from ui.widgets.caseload_list import ENOUGH, CaseloadList, CaseloadRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.person_header import PersonHeader, PersonView
from ui.widgets.tab_order import tell_from_the_left

_SIDE_PX = 288
_ROOM_PX = 420  # below this height the page needs what stands above it beside the person's name and signs
_CHOOSE = (
    "Choose somebody",
    "The people in service stand at the left. Choose one: plans, goals, transfer and closure then show them.",
)
_EMPTY = (
    "Nobody is in service here",
    "Whoever starts in Referrals stands here. Those in service before come in by a list: Office, People taken over.",
)
_ABOUT_PEOPLE = frozenset(
    {Topic.PEOPLE, Topic.EPISODES, Topic.BREAKS, Topic.GOALS, Topic.PLANS, Topic.CLOSURES, Topic.SETTINGS}
)
_MOVES_WHAT_IS_NEXT = frozenset({Topic.REFERRALS, Topic.TRANSFERS, Topic.AGREEMENTS, Topic.MEETINGS, Topic.TRACKER})


class PersonArea(QWidget):
    """`person_changed` with the id when somebody else is in view."""

    person_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._screens: Screens | None = None
        self.person: UUID | None = None
        self._opened: UUID | None = None  # whose header has been answered since they came into view
        self._tabs: dict[TabName, Tab] = {}
        self.caseload = CaseloadList(desk.look)
        self.header = PersonHeader(desk.look)
        self.notice = NoticeBar(desk.look, "person.notice")
        self._stack = QStackedWidget()
        self._nobody = EmptyState(
            desk.look,
            "person.empty",
            Icon.PERSON,
            *_CHOOSE,
        )
        self._nobody.setContentsMargins(desk.look.theme.gap(PAGE), 0, desk.look.theme.gap(PAGE), 0)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self.caseload.person_chosen.connect(self.show_person)
        self.header.details_wanted.connect(self._open_details)
        self.header.paper_wanted.connect(self._look_at_paper)
        self.header.together_wanted.connect(self.print_together)
        self.header.check_wanted.connect(self._check_paper)
        self.header.history_wanted.connect(partial(desk.open_page, PageName.HISTORY))
        desk.door.changed.connect(self._changed)
        desk.open_elsewhere.connect(self._show_elsewhere)
        desk.team_changed.connect(self.refresh)
        desk.look.changed.connect(self._fold)

    def furnish(self, screens: Screens) -> None:
        """The questions can be asked from now on."""
        self._screens = screens
        self.refresh()

    def add_tab(self, name: TabName, tab: Tab) -> None:
        """Take in one of the four tabs."""
        self._tabs[name] = tab
        self._stack.addWidget(tab)
        tab.show_person(self.person)

    def show_tab(self, name: TabName) -> None:
        """Bring one of the four to the front; without a person, the lesson."""
        tab = self._tabs.get(name)
        is_about_somebody = tab is not None and (self.person is not None or tab.works_without_person)
        self._stack.setCurrentWidget(tab if tab is not None and is_about_somebody else self._nobody)
        self._fold()

    def show_person(self, person: UUID | None) -> None:
        """Put this person in view in all four tabs."""
        if person == self.person:
            return
        self._desk.leave(self._opened)
        self.person, self._opened = person, None
        self.caseload.choose(person)
        self.header.show_person(None)
        self._ask_person()
        for tab in self._tabs.values():
            tab.show_person(person)
        self.person_changed.emit(person)

    def tell_who_is_opened(self) -> None:
        """Somebody's record can be read here: because they came into view, or whoever sits here has come."""
        if self._opened is not None and self.isVisible():
            self._desk.person_opened.emit(self._opened)

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tell_who_is_opened()

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._desk.leave(self._opened)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where large text leaves the page little room, only the name and the signs stay while it scrolls."""
        tab = self._stack.currentWidget()
        is_folded = isinstance(tab, Tab) and self.height() < self._desk.look.theme.px(_ROOM_PX)
        self.header.fold(is_folded=is_folded)
        if is_folded and isinstance(tab, Tab) and tab.body.indexOf(self.header.more) < 0:
            tab.body.insertWidget(0, self.header.more)

    def refresh(self) -> None:
        """Ask for the caseload and the person anew."""
        if self._screens is not None:
            door = self._desk.door
            door.ask(self, self._screens.caseload, self._desk.team).then(
                self._show_caseload, self._say, latest="caseload"
            )
            self._ask_person()

    def _show_caseload(self, rows: tuple[CaseloadRow, ...]) -> None:
        """The list, and beside it what there is to do while nobody is chosen."""
        self.caseload.show_rows(rows)
        self._nobody.set_words(*(_CHOOSE if rows else _EMPTY))

    def save_layout(self) -> None:
        """Remember how wide the caseload is."""
        self._desk.preferences.keep_layout("person.splitter", bytes(self._splitter.saveState().data()))

    def _ask_person(self) -> None:
        if self._screens is not None and self.person is not None:
            door = self._desk.door
            door.ask(self, self._screens.person, self.person).then(self._show_header, self._say, latest="person")

    def _show_header(self, view: PersonView) -> None:
        if view.id == self.person:
            self.header.show_person(view)
            self.header.show_elsewhere(self._desk.elsewhere(view.id))
            self.caseload.call(view.name)
            if self._opened != view.id:
                self._opened = view.id
                self.tell_who_is_opened()

    def _show_elsewhere(self, told: OpenElsewhere) -> None:
        if told.person == self.person:
            self.header.show_elsewhere(told.names)

    def _open_details(self, person: UUID) -> None:
        """The form is imported when it is first wanted, on a worker."""

        def show(module: ModuleType) -> None:
            module.PersonDialog(self._desk, person, self.window()).open()

        self._desk.door.fetch(self, lambda: import_module("ui.dialogs.person_details")).then(show, self._say)

    def _look_at_paper(self, view: PersonView, kind: PersonPaper) -> None:
        """What makes papers is imported when one is first wanted, on a worker."""

        def show(module: ModuleType) -> None:
            module.look_at_paper(self._desk, self.window(), view.id, view.name, kind, self._say)

        self._desk.door.fetch(self, lambda: import_module("ui.dialogs.person_papers")).then(show, self._say)

    def print_together(self, person: UUID) -> None:
        """Several papers about somebody at once, chosen in a list; imported when it is first wanted, on a worker."""

        def show(module: ModuleType) -> None:
            module.PrintTogether(self._desk, person, self.window()).open()

        self._desk.door.fetch(self, lambda: import_module("ui.dialogs.print_together")).then(show, self._say)

    def _check_paper(self) -> None:
        """Imported when it is first wanted, on a worker."""

        def show(module: ModuleType) -> None:
            module.PaperCheck(self._desk, self.window()).open()

        self._desk.door.fetch(self, lambda: import_module("ui.dialogs.paper_check")).then(show, self._say)

    def _say(self, trouble: Refused | Unavailable) -> None:
        self.notice.say(trouble)

    def _changed(self, changes: Changes) -> None:
        if changes.topics & _ABOUT_PEOPLE:
            self.refresh()
        elif changes.topics & _MOVES_WHAT_IS_NEXT:
            self._ask_person()

    def _build(self) -> None:
        right = QWidget()
        right.setProperty("part", "page")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self.header.show_person(None)
        self._stack.addWidget(self._nobody)
        self._stack.setMinimumHeight(1)  # the tabs scroll; the signs above them must never be cut off
        self._splitter.setObjectName("person.splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.caseload)
        self._splitter.addWidget(right)
        tell_from_the_left(self._splitter)
        self._splitter.setStretchFactor(1, 1)
        side = min(self._desk.look.theme.px(_SIDE_PX), ENOUGH)
        self._splitter.setSizes([side, side * 4])
        kept = self._desk.preferences.layout("person.splitter")
        if kept:
            self._splitter.restoreState(QByteArray(kept))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
