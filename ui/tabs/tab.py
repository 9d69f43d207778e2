"""The base of every tab: a page about the team in view, or about one person, that can be led to a field."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.door.changes import Changes
from ui.asking_page import AskingPage
from ui.desk import Desk
from ui.navigation import Place, TabName, place_of
from ui.overrides import override_of_qt
from ui.widgets.labels_and_buttons import reveal


class Tab(AskingPage):
    """Override `refresh`; build into `body`. A tab that isn't seen asks when it is next shown."""

    name: ClassVar[TabName]
    works_without_person: ClassVar[bool] = False  # of a tab about one person: it offers something all the same

    place_requested = Signal(object)  # Place: another tab, a person, a field

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.name.value, self.name.title, parent)
        self.person: UUID | None = None
        self.first_stop: QWidget | None = None  # no focus proxy: Tab would go on behind it, past all that stands above
        self.came_whole.connect(self._go_to_first_stop)
        self._is_about_person = self.name.is_about_person
        self._awaited: Place | None = None
        self._awaited_action = ""
        desk.team_changed.connect(self.ask_again)

    def go_to(self, place: Place) -> None:
        """Put the keyboard on the place's field; override where a record has to be chosen first."""
        self.make_whole()
        field = self.findChild(QWidget, place.field) if place.field else None
        if field is None:
            self.enter()
            return
        field.setFocus()
        QTimer.singleShot(0, field, partial(reveal, field))

    def enter(self) -> None:
        """Take the keyboard, where the work of this tab begins."""
        (self.first_stop or self).setFocus()

    def _go_to_first_stop(self) -> None:
        """The keyboard waited on the tab while it was made."""
        if self.hasFocus():
            self.enter()

    def lead_to(self, field: str) -> None:
        """Go to what mends something missing: elsewhere by its whole name, here by the last word of it."""
        place = place_of(field, self.person)
        if place.page is not None or ("." in field and place.tab is not self.name):
            self.place_requested.emit(place)
        elif not self.lead_within(field):
            self.go_to(place)

    def show_person(self, person: UUID | None) -> None:
        """Somebody else is in view: forget what was shown, and ask anew."""
        if person != self.person:
            self.person, self._awaited_action = person, ""
            self.notice.clear()
            self.ask_again()

    def await_place(self, place: Place) -> None:
        """Go to this place once the answer that fills it is shown (call `arrived` at the end of your `_show`)."""
        self.finish_filling()  # what is shown just now is no answer to it
        self._awaited = place

    def await_action(self, spec: str) -> None:
        """Do this action once what the tab asks for when it comes in front is shown."""
        self._awaited_action = spec

    def arrived(self) -> None:
        """What was asked for is on the screen."""
        place, self._awaited = self._awaited, None
        action, self._awaited_action = self._awaited_action, ""
        if place is not None:
            self.go_to(place)
        if action:
            self.try_action(action)

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._awaited_action = ""

    def shown_again(self) -> None:
        """Nothing has to be asked anew: a place that waits can be gone to."""
        self.finish_filling()
        if self._awaited is not None or self._awaited_action:
            self.arrived()

    def concerns(self, changes: Changes) -> bool:
        """Of a tab about one person only what touches them, where it is known whom it touches."""
        if changes.people and self._is_about_person and self.person not in changes.people:
            return False
        return super().concerns(changes)
