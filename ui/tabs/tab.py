"""The base of every tab: it knows its topics, asks again when something of them changed, and shows its notices."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.door import Deed
from ui.actions import ActionSpec, action
from ui.desk import Desk
from ui.keyboard import keep_keyboard
from ui.navigation import Place, TabName, place_of
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE, RELATED
from ui.widgets.labels_and_buttons import reveal, scrolled, spread
from ui.widgets.notice_bar import NoticeBar


class Tab(QWidget):
    """Override `refresh`; build into `body`. A tab that isn't seen asks when it is next shown."""

    name: ClassVar[TabName]
    topics: ClassVar[frozenset[Topic]] = frozenset()
    specs: ClassVar[tuple[ActionSpec, ...]] = ()

    place_requested = Signal(object)  # Place: another tab, a person, a field

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.door, self.look = desk, desk.door, desk.look
        self.person: UUID | None = None
        self._is_about_person = self.name.is_about_person
        self._is_stale = True
        self._awaited: Place | None = None
        self.setObjectName(self.name.value)
        self.setAccessibleName(self.name.title)
        self.setProperty("part", "page")
        self.notice = NoticeBar(desk.look, f"{self.name.value}.notice")
        self.body = QVBoxLayout()
        self._build_page()
        keep_keyboard()
        for spec in self.specs:
            action(desk.look, self, spec, partial(self.act, spec.name))
        self.door.changed.connect(self._changed)
        desk.team_changed.connect(self.ask_again)

    # --- to be overridden ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the office for what this tab shows: `self.door.ask(self, query, …).then(self._show, …)`."""
        raise NotImplementedError

    def refresh_after(self, _changes: Changes) -> None:
        """Ask for what a deed can have changed while the tab is seen; override where that is less than everything."""
        self.refresh()

    def act(self, spec: str) -> None:
        """Do the action of this name, from the menu or by its shortcut."""

    def go_to(self, place: Place) -> None:
        """Put the keyboard on the place's field; override where a record has to be chosen first."""
        field = self.findChild(QWidget, place.field) if place.field else None
        (field or self).setFocus()
        if field is not None:
            QTimer.singleShot(0, field, partial(reveal, field))

    def lead_to(self, field: str) -> None:
        """Go to what mends something missing: elsewhere by its whole name, here by the last word of it."""
        place = place_of(field, self.person)
        if "." in field and place.tab is not self.name:
            self.place_requested.emit(place)
            return
        shown = (each for each in self.findChildren(QWidget) if each.objectName().rpartition(".")[2] == field)
        found = next((each for each in shown if _takes_the_keyboard(each)), None)
        if found is None:
            self.go_to(place)
            return
        found.setFocus()
        QTimer.singleShot(0, found, partial(reveal, found))
        if isinstance(found, QPushButton) and found.text().endswith("…"):
            found.click()  # it only asks

    # --- given -----------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Put the keyboard on the page itself, where no key does anything; a tab with a list puts it there."""
        self.setFocus()

    def show_person(self, person: UUID | None) -> None:
        """Somebody else is in view: forget what was shown, and ask anew."""
        if person != self.person:
            self.person = person
            self.notice.clear()
            self.ask_again()

    def ask_again(self) -> None:
        """Refresh now if the tab is seen, else when it is next shown."""
        self._is_stale = True
        if self.isVisible():
            self._is_stale = False
            self.refresh()

    def do(self, deed: Deed, done: str = "") -> None:
        """Do a use case; say `done` when it is done, or the refusal. The tab hears of the change by itself."""
        self.door.do(self, deed, partial(self._done, done), self.notice.say)

    def await_place(self, place: Place) -> None:
        """Go to this place once the answer that fills it is shown (call `arrived` at the end of your `_show`)."""
        self._awaited = place

    def arrived(self) -> None:
        """What was asked for is on the screen."""
        place, self._awaited = self._awaited, None
        if place is not None:
            self.go_to(place)

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
        elif self._awaited is not None:
            self.arrived()

    def _build_page(self) -> None:
        """The notice stays in sight above; what is taller than the window scrolls."""
        theme = self.look.theme
        self.body.setContentsMargins(*[theme.px(side) for side in (PAGE, GROUP, PAGE, PAGE)])
        self.body.setSpacing(theme.px(GROUP))
        inside = QWidget()
        inside.setLayout(self.body)
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        above = QVBoxLayout()
        above.setContentsMargins(*[theme.px(side) for side in (PAGE, RELATED, PAGE, 0)])
        above.addWidget(self.notice)
        outer = QVBoxLayout(self)
        spread(outer, self.look, gap=0)
        outer.addLayout(above)
        outer.addWidget(area, 1)

    def _done(self, said: str, _changes: Changes) -> None:
        if said:
            self.notice.tell(said)

    def _changed(self, changes: Changes) -> None:
        if not changes.topics & self.topics:
            return
        if changes.people and self._is_about_person and self.person not in changes.people:
            return
        if self.isVisible():
            self.refresh_after(changes)
        else:
            self._is_stale = True


def _takes_the_keyboard(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
