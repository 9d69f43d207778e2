"""What every page of the guided start has: its title, what it is for, and its questions below each other."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GROUP, RELATED
from ui.widgets.control_text import inputs_in
from ui.widgets.labels_and_buttons import Field, spread, words

Control = TypeVar("Control", bound=QWidget)


class Step(QFrame):
    """A page of the guided start; its controls are called `start.…`. Nothing on it has to be answered but by a rule."""

    title = ""
    lesson = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(self.title)
        self.setProperty("part", "plain")
        self.column = QVBoxLayout(self)
        spread(self.column, desk.look, gap=GROUP)
        self.column.setContentsMargins(0, 0, desk.look.theme.gap(RELATED), 0)
        self.heading = words(self.title, "heading")
        self.column.addWidget(self.heading)
        self.column.addWidget(words(self.lesson, "quiet"))

    def field(self, label: str, control: Control, hint: str = "") -> Control:
        """Add a question with its control."""
        self.column.addWidget(Field(self.desk.look, label, control, hint))
        return control

    def end(self) -> None:
        """All questions stand there: what room is left stays below them."""
        self.column.addStretch(1)

    def has(self, field: str) -> bool:
        """Whether the control that mends this stands here."""
        return self.control(field) is not None

    def control(self, field: str) -> QWidget | None:
        """The control with this last word, shown on the page or not."""
        return next((each for name, each in inputs_in(self).items() if name.rpartition(".")[2] == field), None)

    def enter(self) -> None:
        """Put the keyboard on the first question; what stands there is marked, so that typing replaces it."""
        first = next((each for each in inputs_in(self).values() if each.isVisibleTo(self)), self.heading)
        first.setFocus(Qt.FocusReason.TabFocusReason)
