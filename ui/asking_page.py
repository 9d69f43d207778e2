"""What every page asks and shows, a tab as well as a page of the menu: its topics, its notice, its deeds.

It asks again when something of its topics changed; while it isn't seen, when it is next shown.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.door import Deed
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.doing_actions import action
from ui.keyboard import keep_keyboard
from ui.language import call
from ui.overrides import override_of_qt
from ui.pieces import Building, Pieces, begun
from ui.theme import GROUP, PAGE, RELATED
from ui.widgets.labels_and_buttons import reveal, scrolled, spread
from ui.widgets.notice_bar import NoticeBar


class AskingPage(QFrame):
    """Override `refresh`; build into `body`. `title` is how it is spoken, `part` begins every object name in it."""

    topics: ClassVar[frozenset[Topic]] = frozenset()
    specs: ClassVar[tuple[ActionSpec, ...]] = ()

    came_whole = Signal()  # all that stands on it is made, over many turns

    def __init__(self, desk: Desk, part: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.door, self.look = desk, desk.door, desk.look
        self._is_stale = True
        self._building: Building | None = None
        self._filling: Building | None = None
        self.setObjectName(part)
        call(self, title)
        self.setProperty("part", "page")
        self.notice = NoticeBar(desk.look, f"{part}.notice")
        self.body = QVBoxLayout()
        self._build_page()
        keep_keyboard()
        for spec in self.specs:
            action(desk, self, spec, partial(self.try_action, spec.name))
        self.door.changed.connect(self._changed)

    # --- to be overridden ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the office for what this page shows: `self.door.ask(self, query, …).then(self._show, …)`."""
        raise NotImplementedError

    def refresh_after(self, _changes: Changes) -> None:
        """Ask for what a deed can have changed while the page is seen; override where that is less than everything."""
        self.refresh()

    def act(self, spec: str) -> None:
        """Do the action of this name, from the menu or by its shortcut."""

    def why_not(self, spec: str) -> str:
        """Why this action can't be done as things stand, as a sentence; nothing where it can. Override beside `act`."""
        del spec
        return ""

    def try_action(self, spec: str) -> None:
        """Do it, or say why it can't be done."""
        why_not = self.why_not(spec)
        if why_not:
            self.notice.inform(why_not)
        else:
            self.act(spec)

    def concerns(self, changes: Changes) -> bool:
        """Whether what changed can be shown here."""
        return bool(changes.topics & self.topics)

    # --- in pieces -------------------------------------------------------------------------------------------

    def build(self, pieces: Pieces) -> None:
        """Make what stands on the page, in the window a piece a turn; asked, and painted, once it is whole.

        What only the pieces make is there for whoever wants it earlier: see `__getattr__`.
        """
        self._inside.setUpdatesEnabled(False)
        self._building = begun(self, pieces, self._built)
        if self._building is None:
            self._inside.setUpdatesEnabled(True)
        else:
            self.door.tasks.begin()
            self._building.destroyed.connect(self.door.tasks.end)

    @property
    def is_whole(self) -> bool:
        """Whether all that stands on the page is made."""
        return self._building is None

    def fill(self, pieces: Pieces) -> None:
        """Show an answer a piece a turn, the first of it now; what an older one still had to show is dropped.

        Pieces about somebody else than stands there are `still`, or come on a page that isn't seen before the last.
        """
        self.drop_filling()
        self._filling = filling = Building(self, pieces, self._filled)
        self.door.tasks.begin()
        filling.destroyed.connect(self.door.tasks.end)
        filling.go_on()

    def finish_filling(self) -> None:
        """Show now all that is still to be shown of an answer, before another answer is to go on from it."""
        if self._filling is not None and not self._filling.is_at_it:
            self._filling.finish()

    def drop_filling(self) -> None:
        """What is still to be shown of an answer is not wanted any more."""
        filling, self._filling = self._filling, None
        if filling is not None:
            filling.drop()

    def make_whole(self) -> None:
        """Make and show what is missing now, before something is sought among what stands on the page."""
        if self._building is not None and not self._building.is_at_it:
            self._building.finish()
        self.finish_filling()

    if not TYPE_CHECKING:  # or no wrong name would be found any more

        def __getattr__(self, name: str) -> Any:
            """What a piece makes that is still to come: the rest of the page is made now."""
            building = self.__dict__.get("_building")
            if building is None or building.is_at_it:
                raise AttributeError(name)
            building.finish()
            return self.__getattribute__(name)

    def _built(self) -> None:
        self._building = None
        self._inside.setUpdatesEnabled(True)
        if QApplication.focusWidget() is self:
            self.setFocus()  # whoever came by its key is led on to what a piece has made since
        self.came_whole.emit()
        if self._is_stale and self.isVisible():  # whoever heard of it may have brought it in sight, where it asks
            self.ask_again()

    def _filled(self) -> None:
        self._filling = None

    # --- given -----------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Put the keyboard on the page itself, where no key does anything; one with a list puts it there."""
        self.setFocus()

    def ask_again(self) -> None:
        """Refresh now if the page is seen, else when it is next shown."""
        self._is_stale = True
        if self.isVisible() and self.is_whole:
            self._is_stale = False
            self.refresh()

    def do(self, deed: Deed, done: str = "") -> None:
        """Do a use case; say `done` when it is done, or the refusal. The page hears of the change by itself."""
        self.door.do(self, deed, partial(self._done, done), self.notice.say)

    def lead_within(self, field: str) -> bool:
        """Put the keyboard on the control whose name ends so, and open what only asks; whether there is one."""
        self.make_whole()
        shown = (each for each in self.findChildren(QWidget) if each.objectName().rpartition(".")[2] == field)
        found = next((each for each in shown if _takes_the_keyboard(each)), None)
        if found is None:
            return False
        found.setFocus()
        QTimer.singleShot(0, found, partial(reveal, found))
        if isinstance(found, QPushButton) and found.text().endswith("…"):
            found.click()  # it only asks
        return True

    def shown_again(self) -> None:
        """It is seen again, and nothing has to be asked anew."""

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.ask_again()
        else:
            self.shown_again()

    def _build_page(self) -> None:
        """The notice stays in sight above; what is taller than the window scrolls."""
        theme = self.look.theme
        self.body.setContentsMargins(*[theme.gap(side) for side in (PAGE, GROUP, PAGE, PAGE)])
        self.body.setSpacing(theme.gap(GROUP))
        self._inside = QWidget()
        self._inside.setLayout(self.body)
        area = scrolled(self._inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        above = QVBoxLayout()
        above.setContentsMargins(*[theme.gap(side) for side in (PAGE, RELATED, PAGE, 0)])
        above.addWidget(self.notice)
        outer = QVBoxLayout(self)
        spread(outer, self.look, gap=0)
        outer.addLayout(above)
        outer.addWidget(area, 1)

    def _done(self, said: str, _changes: Changes) -> None:
        if said:
            self.notice.tell(said)

    def _changed(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible() and self.is_whole:
            self.refresh_after(changes)
        else:
            self._is_stale = True


def _takes_the_keyboard(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
