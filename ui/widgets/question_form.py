"""What every form of a deed has: questions below each other, the button that says the deed, and the way back."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from ui.announcing import announce
from ui.desk import Desk
from ui.icons import Icon
from ui.language import call
from ui.theme import RELATED
from ui.widgets.control_text import inputs_in
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, Voice, button, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar, let_go_of_successes
from ui.widgets.press import Press
from ui.widgets.typing_kept import FromRecord, TypingKept
from ui.widgets.waiting import Waiting

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
    @property
    def dangerous(self) -> bool: ...
    @property
    def lesson(self) -> str: ...


class QuestionForm(QFrame):
    """Override `deed`; `confirmed` with it by the button or a key (`form_keys`), `cancelled` by Back or Escape."""

    confirmed = Signal(object)  # the deed, ready to be done
    cancelled = Signal()

    def __init__(
        self, desk: Desk, name: str, said: FormWords, voice: Voice = "strong", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._fields: list[Field] = []
        self._needed: list[Needed] = []
        self._warning = said.lesson if said.dangerous else ""
        self.began_now: list[str] = []  # fields that the program filled in: nobody else can have changed that
        self.draft: FormDraft | None = None
        self.kept: TypingKept | None = None
        self._column = QVBoxLayout()
        spread(self._column, desk.look, gap=RELATED)
        self.setObjectName(name)
        call(self, said.title)
        self.heading = words(said.title, voice)
        self.notice = NoticeBar(desk.look, self.name("notice"))
        self.mending = Mending(self, self.notice)
        press = Press.DANGEROUS if said.dangerous else Press.STORES
        self.confirm = button(desk.look, said.verb, self.name("confirm"), said.sign, kind=said.kind, press=press)
        self.cancel = button(desk.look, "&Back", self.name("back"))
        self.waiting = Waiting(self, self.notice, self.cancel)
        self.confirm.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)
        FormKeys(self, self.confirm, self.notice, self.send, self.cancel.click)

    def deed(self) -> Deed:
        """What the answers ask for."""
        raise NotImplementedError

    def is_answered(self) -> bool:
        """Whether the deed can be asked for; what can't be read or is missing is said, and gets the keyboard."""
        if self.kept is not None and self.kept.is_open():
            return False
        return self.mending.finds_nothing(self._needed)

    def send(self) -> None:
        """Ask for the deed, unless something is missing or can't be read."""
        if not self.waiting.is_on and self.is_answered():
            self.notice.clear()
            self.confirmed.emit(self.waiting.wish(self.deed(), self.draft))

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why the deed wasn't done; where another desk was first, its version is shown beside this one."""
        self.notice.say(trouble)
        if self.kept is not None:
            self.kept.refused(trouble)

    def enter(self) -> None:
        """Put the keyboard on the first question; where nothing is asked, on the heading, never on the deed itself.

        As by Tab: what a line begins with is marked, so that typing replaces it. What is said of a dangerous deed a
        screen reader says as well: it stands above the first question, and would never be come to.
        """
        let_go_of_successes(self)
        (self._fields[0].control if self._fields else self.heading).setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, self._warning)

    def rest(self) -> None:
        """Put the keyboard where no key does anything."""
        self.heading.setFocus()

    def keep_typing(
        self, about: str, *, record: FromRecord | None = None, version: int = 0, own: Iterable[str] = ()
    ) -> None:
        """Keep every answer as it is given, under the form's name and what it is about; put earlier ones back.

        `record` is what the answers began from, in this version; `own` fields began with something of the program's.
        """
        self.draft = FormDraft(self.desk, inputs_in(self), self)
        self.kept = TypingKept(self.desk, self.draft)
        self.kept.record = record
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(outer.indexOf(self.notice), self.kept)
        self.draft.open(f"{self.objectName()}/{about}", version=version, own=own)

    def took(self, control: QWidget) -> None:
        """The program has filled this in after the form was opened: that is no typing."""
        if self.draft is not None:
            self.draft.took(control.objectName())

    def field(self, label: str, control: Control, hint: str = "") -> Control:
        """Add a question with its control."""
        made = Field(self.desk.look, label, control, hint)
        self._fields.append(made)
        self._column.addWidget(made)
        return control

    def name(self, key: str) -> str:
        """The object name of a control of this form."""
        return f"{self.objectName()}.{key}"
