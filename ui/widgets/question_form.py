"""What every form of a deed has: questions below each other, the button that says the deed, and the way back."""

from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.door import Deed
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import RELATED
from ui.widgets.labels_and_buttons import Field, button, spread
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar

Control = TypeVar("Control", bound=QWidget)


class FormWords(Protocol):
    """What a form says of its deed."""

    @property
    def title(self) -> str: ...
    @property
    def verb(self) -> str: ...
    @property
    def sign(self) -> Icon: ...
    @property
    def kind(self) -> str: ...


class QuestionForm(QWidget):
    """Override `deed`; `confirmed` with it by the button or Return, `cancelled` by Back or Escape."""

    confirmed = Signal(object)  # the deed, ready to be done
    cancelled = Signal()

    def __init__(self, desk: Desk, name: str, words: FormWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._fields: list[Field] = []
        self._needed: list[Needed] = []
        self._column = QVBoxLayout()
        spread(self._column, desk.look, gap=RELATED)
        self.setObjectName(name)
        self.setAccessibleName(words.title)
        self.notice = NoticeBar(desk.look, self.name("notice"))
        self.mending = Mending(self, self.notice)
        self.confirm = button(desk.look, words.verb, self.name("confirm"), words.sign, kind=words.kind)
        self.cancel = button(desk.look, "&Back", self.name("back"))
        self.confirm.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)

    def deed(self) -> Deed:
        """What the answers ask for."""
        raise NotImplementedError

    def is_answered(self) -> bool:
        """Whether the deed can be asked for; what can't be read or is missing is said, and gets the keyboard."""
        return self.mending.finds_nothing(self._needed)

    def send(self) -> None:
        """Ask for the deed, unless something is missing or can't be read."""
        if self.is_answered():
            self.notice.clear()
            self.confirmed.emit(self.deed())

    def enter(self) -> None:
        """Put the keyboard on the first question."""
        (self._fields[0].control if self._fields else self.confirm).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send()
        else:
            super().keyPressEvent(event)

    def field(self, label: str, control: Control, hint: str = "") -> Control:
        """Add a question with its control."""
        made = Field(self.desk.look, label, control, hint)
        self._fields.append(made)
        self._column.addWidget(made)
        return control

    def name(self, key: str) -> str:
        """The object name of a control of this form."""
        return f"{self.objectName()}.{key}"
