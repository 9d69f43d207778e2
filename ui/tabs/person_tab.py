"""What the tabs about one person share: a page, what takes its place meanwhile, and the lesson where there is none."""

from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.pieces import Pieces
from ui.tabs.tab import Tab
from ui.theme import GROUP
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels_and_buttons import bring_into_sight, spread
from ui.widgets.press import is_dangerous
from ui.widgets.text_to_paste import TextToPaste, text_in_front
from ui.widgets.waiting import Waiting

View = TypeVar("View")
_NO_TEXT = "There is no text to paste elsewhere for them as things stand."


class PersonTab(Tab, Generic[View]):
    """`lay_out` what stands on the page as it is made; the tab shows it once filled, `say_nothing` the lesson."""

    def __init__(self, desk: Desk, empty: EmptyState) -> None:
        super().__init__(desk)
        self.page, self.empty = QWidget(), empty
        self._view: View | None = None
        self._instead: QWidget | None = None
        self._rows: list[QWidget] = []  # of the page, from above
        self._column = QVBoxLayout(self.page)
        spread(self._column, self.look, gap=GROUP)
        self._column.addStretch(1)
        for part in (self.page, self.empty):
            self.body.addWidget(part)
            part.hide()

    @property
    def is_writing(self) -> bool:
        """Whether a form stands where the page does."""
        return self._instead is not None and not self._instead.isHidden()

    def why_not(self, spec: str) -> str:
        """Whoever it is about, and what of them is shown."""
        del spec
        if self.person is None:
            return "Choose somebody first."
        if self._view is None:
            return "There is nothing to do this with yet: their service hasn't started."
        return "A form is open here: save it or leave it first." if self.is_writing else ""

    def lay_out(self, *rows: QWidget) -> None:
        """One below the other, below what stands there; dressed, so that the page's first showing needn't do it all."""
        self._rows += rows
        for row in rows:
            self._column.insertWidget(self._column.count() - 1, row)
            for each in (row, *row.findChildren(QWidget)):
                each.ensurePolished()

    def stand_instead(self, form: QWidget) -> None:
        """It is to stand where the page does while something is written; made when that is first done."""
        self._instead = form
        form.hide()
        self.body.insertWidget(self.body.indexOf(self.page) + 1, form)

    def write_in(self, form: QWidget) -> None:
        """It takes the page's place, and what it then gives the keyboard comes into sight, wherever the page stood."""
        self.page.hide()
        form.show()
        QTimer.singleShot(0, form, lambda: bring_into_sight(form.focusWidget() or form))

    def show_person(self, person: UUID | None) -> None:
        """Somebody else is in view: what was shown about the last one goes at once, before the answer comes.

        What a form about the last one still waits for is no answer to this one's page.
        """
        if person != self.person:
            self._view = None
            self.page.hide()
            self.drop_filling()
            for form in self.findChildren(Waiting):
                form.leave()
        super().show_person(person)

    def bring_in(self, *, shown: bool) -> Pieces:
        """The page comes into sight once filled, a row a turn, from above; or goes out of it."""
        below = [row for row in self._rows if not row.isHidden()][1:] if shown and self.page.isHidden() else []
        for row in below:
            row.hide()
        self.page.setVisible(shown)
        try:
            for row in below:
                yield
                row.show()
        finally:
            for row in below:
                row.show()

    def say_nothing(self, trouble: Refused | Unavailable) -> None:
        """Nothing is kept about this person: the lesson says why. What can't be reached is a notice."""
        if isinstance(trouble, Unavailable):
            self.notice.say(trouble)
            return
        self._view = None
        self.page.hide()
        self.drop_filling()
        self.empty.set_words(self.empty.heading.text(), trouble.sentence)
        self.empty.show()
        self.arrived()


class PanelsTab(PersonTab[View]):
    """Made of panels with deeds: `take_panels` says which, once all are made, and what each shortcut stands for."""

    def take_panels(self, panels: tuple[DeedPanel, ...], shortcuts: dict[str, QAbstractButton]) -> None:
        """They are laid out, some of them beside each other."""
        self._panels, self._shortcuts = panels, shortcuts
        for each in panels:
            each.led.connect(self.lead_to)

    def texts(self) -> list[TextToPaste]:
        """What stands on the page to be pasted elsewhere, from above; override where there is some."""
        return []

    def show_person(self, person: UUID | None) -> None:
        """Somebody else is in view: no form about the last one stays open."""
        if person != self.person and self.is_whole:
            for each in self._panels:
                each.close_form()
                each.notice.clear()
        super().show_person(person)

    def arrived(self) -> None:
        """A form that is open goes on with what stands now."""
        for each in self._panels:
            each.stands_now()
        super().arrived()

    def why_not(self, spec: str) -> str:
        """Its button isn't there: the panels offer what is possible. Or there is no text to paste."""
        if self._copies(spec):
            return super().why_not(spec) or ("" if text_in_front(self.texts()) else _NO_TEXT)
        wanted = self._shortcuts[spec]
        hidden = "" if wanted.isVisible() else f"“{_words_on(wanted)}” isn't offered for them as things stand."
        return super().why_not(spec) or hidden

    def act(self, spec: str) -> None:
        """Press the button that the shortcut stands for, if it is there; a dangerous one only gets the keyboard."""
        if self._copies(spec):
            text = text_in_front(self.texts())
            if text is not None:
                text.copy()
            return
        wanted = self._shortcuts[spec]
        if wanted.isVisible() and is_dangerous(wanted):
            wanted.setFocus()
            self.notice.inform(f"“{_words_on(wanted)}” has the keyboard now: press Space or Return to do it.")
        elif wanted.isVisible():
            wanted.click()

    def _copies(self, spec: str) -> bool:
        return spec == f"{self.name.value}.act.copy"


def _words_on(button: QAbstractButton) -> str:
    return button.text().replace("&", "")
