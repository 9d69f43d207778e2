"""A few questions below what they are about, and the button that says the deed; nothing opens in front of the work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.office import Deed
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit, MomentEdit
from ui.widgets.form_draft import FormDraft, Typed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.pieces import Field, button, buttons, hairline, prose, spread, words
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typed_edit import TypedEdit

Control = TypeVar("Control", bound=QWidget)
Value = TypeVar("Value")
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class FormSpec(Generic[View]):
    """One deed's form. `build` adds the questions and gives what makes the deed of the answers."""

    key: str  # the object name after the tab's: "send"
    title: str
    verb: str
    done: str
    build: Callable[["InlineForm", View], Callable[[], Deed]]
    lesson: str = ""
    sign: Icon = Icon.TICK
    kind: str = "primary"


class Answer(Generic[Value]):
    """What stands in a field that has to be filled in before the deed is asked for."""

    def __init__(self, read: Callable[[], Value | None]) -> None:
        self._read = read

    def value(self) -> Value:
        """The answer; the form has seen to it that there is one."""
        answer = self._read()
        if answer is None:
            raise LookupError("the form asks for no deed before this is answered")
        return answer


class InlineForm(QWidget):
    """Made anew each time a deed is wanted. `confirmed` with the deed; `cancelled` by Back or Escape."""

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, desk: Desk, tab: str, spec: FormSpec[View], view: View, draft: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.done = desk, spec.done
        self._name = f"{tab}.{spec.key}_form"
        self._fields: list[Field] = []
        self._needed: list[tuple[Field, Callable[[], object], str]] = []
        self.setObjectName(self._name)
        self.setAccessibleName(spec.title)
        self.notice = NoticeBar(desk.look, f"{self._name}.notice")
        self.confirm = button(desk.look, spec.verb, f"{self._name}.confirm", spec.sign, kind=spec.kind)
        self.cancel = button(desk.look, "&Back", f"{self._name}.back")
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, gap=RELATED)
        self._column.addWidget(hairline())
        self._column.addWidget(words(spec.title, "strong"))
        if spec.lesson:
            self._column.addWidget(words(spec.lesson, "quiet"))
        self._deed = spec.build(self, view)
        self._column.addWidget(self.notice)
        self._column.addLayout(buttons(desk.look, self.confirm, self.cancel))
        self.confirm.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)
        self._draft = self._keep_typing(draft)

    def send(self) -> None:
        """Ask for the deed, unless something is missing or can't be read."""
        for field in self._fields:
            if isinstance(field.control, TypedEdit) and field.control.problem:
                field.say(field.control.problem)
                field.control.setFocus()
                return
        for field, read, wanted in self._needed:
            if not read():
                field.say(wanted)
                field.control.setFocus()
                return
            field.clear()
        self.notice.clear()
        self.confirmed.emit(self._deed())

    def enter(self) -> None:
        """Put the keyboard on the first question."""
        (self._fields[0].control if self._fields else self.confirm).setFocus()

    def forget_draft(self) -> None:
        """The deed is done: what was typed is saved."""
        if self._draft is not None:
            self._draft.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send()
        else:
            super().keyPressEvent(event)

    # --- questions -------------------------------------------------------------------------------------------

    def field(self, label: str, control: Control, hint: str = "") -> Control:
        """Add a question with its control."""
        made = Field(self.desk.look, label, control, hint)
        self._fields.append(made)
        self._column.addWidget(made)
        return control

    def moment(self, key: str, label: str, hint: str = "", preset: datetime | None = None) -> Answer[datetime]:
        """A day and time that has come; now where nothing else is known."""
        edit = self.field(label, MomentEdit(self.desk.clock, f"{self._name}.{key}", looks_back=True), hint)
        edit.set_value(preset or self.desk.clock.now())
        return self._need(edit.value, "Type a day and a time, such as now, 930 or mon 9am.")

    def moment_if_known(self, key: str, label: str, hint: str = "", preset: datetime | None = None) -> MomentEdit:
        """A day and time that may be left empty, usually one to come."""
        edit = self.field(label, MomentEdit(self.desk.clock, f"{self._name}.{key}"), hint)
        edit.set_value(preset)
        return edit

    def day(self, key: str, label: str, hint: str = "", preset: date | None = None) -> Answer[date]:
        """A day that has come."""
        edit = self.field(label, DateEdit(self.desk.clock, f"{self._name}.{key}", looks_back=True), hint)
        edit.set_value(preset)
        return self._need(edit.value, "Type a day, such as today, mon or 5/11.")

    def day_to_come(self, key: str, label: str, hint: str = "", preset: date | None = None) -> Answer[date]:
        """A day that is to come, or today."""
        edit = self.day_if_known(key, label, hint, preset)
        return self._need(edit.value, "Type a day, such as today, mon or 5/11.")

    def day_if_known(self, key: str, label: str, hint: str = "", preset: date | None = None) -> DateEdit:
        """A day that may be left empty."""
        edit = self.field(label, DateEdit(self.desk.clock, f"{self._name}.{key}"), hint)
        edit.set_value(preset)
        return edit

    def amount(self, edit: TypedEdit[Value], label: str, hint: str = "", preset: Value | None = None) -> Answer[Value]:
        """A number or hours, typed into a line that reads them."""
        self.field(label, edit, hint).set_value(preset)
        return self._need(edit.value, "This is needed.")

    def line(self, key: str, label: str, hint: str = "", preset: str = "") -> QLineEdit:
        """A few words; whether they are needed is said by the rule."""
        edit = QLineEdit(preset)
        edit.setObjectName(f"{self._name}.{key}")
        return self.field(label, edit, hint)

    def text(self, key: str, label: str, hint: str = "", preset: str = "") -> Callable[[], str]:
        """A sentence or two; whether they are needed is said by the rule."""
        edit = self.field(label, prose(f"{self._name}.{key}", 2), hint)
        edit.setPlainText(preset)
        return edit.toPlainText

    def choice(
        self, key: str, label: str, choices: Sequence[tuple[Value, str]], hint: str = "", preset: Value | None = None
    ) -> Answer[Value]:
        """One of a few."""
        return self._need(self.choice_box(key, label, choices, hint, preset).value, "Choose one of these.")

    def choice_box(
        self, key: str, label: str, choices: Sequence[tuple[Value, str]], hint: str = "", preset: Value | None = None
    ) -> ChoiceBox[Value]:
        """One of a few, or none, as a box to listen to."""
        box: ChoiceBox[Value] = ChoiceBox(self.desk.look, f"{self._name}.{key}")
        box.set_choices(choices)
        box.set_value(preset)
        return self.field(label, box, hint)

    def someone(self, box: TypeAhead, label: str, hint: str = "") -> Answer[Match]:
        """Somebody found by type-ahead; whoever makes the box answers what it asks."""
        return self._need(self.field(label, box, hint).value, "Type a few letters, then choose from the list.")

    def tick(self, key: str, label: str, *, preset: bool = False) -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(label)
        box.setObjectName(f"{self._name}.{key}")
        box.setAccessibleName(label.replace("&", ""))
        box.setChecked(preset)
        self._column.addWidget(box)
        return box

    def note(self, text: str) -> None:
        """A sentence between the questions."""
        self._column.addWidget(words(text, "quiet"))

    def _need(self, read: Callable[[], Value | None], wanted: str) -> Answer[Value]:
        self._needed.append((self._fields[-1], read, wanted))
        return Answer(read)

    def _keep_typing(self, draft: str) -> FormDraft | None:
        """Sentences are kept as they are typed; moments and choices are typed again in no time."""
        typed = [each.control for each in self._fields if not isinstance(each.control, TypedEdit)]
        kept: dict[str, Typed] = {
            each.objectName(): each for each in typed if isinstance(each, QLineEdit | QPlainTextEdit)
        }
        if not draft or not kept:
            return None
        made = FormDraft(self.desk.office, self.desk.drafts, self.desk.clock, kept, self)
        made.troubled.connect(self.notice.say)
        made.open(f"{self._name}/{draft}")
        return made
