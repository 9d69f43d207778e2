"""A few questions below what they are about, and the button that says the deed; nothing opens in front of the work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from app.door.door import Deed
from app.door.errors import ChangedMeanwhile, Refused, Unavailable
from ui.desk import Desk
from ui.icons import Icon
from ui.language import call
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.control_text import inputs_in, put_text, text_of
from ui.widgets.date_edit import DateEdit, DayOrMomentEdit, MomentEdit
from ui.widgets.labels_and_buttons import buttons, hairline, prose, words
from ui.widgets.mending import Needed
from ui.widgets.press import SentenceTick
from ui.widgets.question_form import QuestionForm
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typed_edit import TypedEdit

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
    dangerous: bool = False  # see `ui.widgets.press`


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


class InlineForm(QuestionForm):
    """Made anew each time a deed is wanted, as its `FormSpec` says; answers that are needed are asked for here."""

    def __init__(
        self, desk: Desk, tab: str, spec: FormSpec[View], view: View, draft: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, f"{tab}.{spec.key}_form", spec, parent=parent)
        self.done = spec.done
        self._when_asked: dict[str, QCheckBox] = {}
        self.setLayout(self._column)
        self._column.addWidget(hairline())
        self._column.addWidget(self.heading)
        if spec.lesson:
            self._column.addWidget(words(spec.lesson, "quiet"))
        self._deed = spec.build(self, view)
        self._stale_until_refused = spec.dangerous
        self._newer: InlineForm | None = None
        self._began = _texts(self)
        self._column.addWidget(self.notice)
        self._column.addLayout(buttons(desk.look, self.confirm, self.cancel))
        if draft:
            self.keep_typing(draft, own=self.began_now)

    def deed(self) -> Deed:
        if self._newer is None:
            return self._deed()
        typed = _texts(self)
        for name, control in inputs_in(self._newer).items():
            put_text(control, typed[name])
        can_go_on = _texts(self._newer) == typed  # not where what is chosen here can't be chosen any more
        return self._newer.deed() if can_go_on else self._deed()

    def refuse(self, trouble: Refused | Unavailable) -> None:
        for lack in trouble.lacks if isinstance(trouble, Refused) else ():
            if lack.field in self._when_asked:
                self._when_asked[lack.field].show()
        super().refuse(trouble)
        if isinstance(trouble, ChangedMeanwhile):
            self._stale_until_refused = False  # now its person knows, and looks

    def took(self, control: QWidget) -> None:
        super().took(control)
        self._began[control.objectName()] = text_of(control)

    def go_on(self, newer: "InlineForm") -> None:
        """Something was saved meanwhile: from now on the deed is about what `newer`, which was made of it, is about.

        What its person hasn't touched shows what stands now; what both changed is shown, to choose from. A dangerous
        deed goes on only once it was refused for it; one that would ask other questions never does.
        """
        stands = _texts(newer)
        if self.kept is None or self.draft is None or self._stale_until_refused or stands.keys() != self._began.keys():
            return
        self._newer = newer
        self.draft.is_known(*(name for name in self.began_now if name not in newer.began_now))
        self.began_now = [name for name in self.began_now if name in newer.began_now]
        self._began = {name: self._began[name] if name in self.began_now else text for name, text in stands.items()}
        self.kept.stands_now(self._show_began, self.draft.version + 1)

    def _show_began(self) -> None:
        for name, control in inputs_in(self).items():
            if text_of(control) != self._began[name]:
                put_text(control, self._began[name])

    # --- questions -------------------------------------------------------------------------------------------

    def moment(self, key: str, label: str, hint: str = "", preset: datetime | None = None) -> Answer[datetime]:
        """A day and time that has come; now where nothing else is known."""
        edit = self.field(label, MomentEdit(self.desk.clock, self.name(key), looks_back=True), hint)
        edit.set_value(preset or self.desk.clock.now())
        if preset is None:
            self.began_now.append(self.name(key))
        return self._need(edit.value, "Type a day and a time, such as now, 930 or mon 9am.")

    def day_or_moment_if_known(
        self, key: str, label: str, hint: str = "", preset: datetime | None = None, *, looks_back: bool = False
    ) -> DayOrMomentEdit:
        """A day, with a time where one is known; may be left empty. `looks_back` where it has come already."""
        edit = self.field(label, DayOrMomentEdit(self.desk.clock, self.name(key), looks_back=looks_back), hint)
        edit.set_value(preset)
        return edit

    def moment_to_come(self, key: str, label: str, hint: str = "", preset: datetime | None = None) -> Answer[datetime]:
        """A day and time that lies ahead."""
        edit = self.field(label, MomentEdit(self.desk.clock, self.name(key)), hint)
        edit.set_value(preset)
        return self._need(edit.value, "Type a day and a time, such as tomorrow 14:30 or mon 9am.")

    def day(self, key: str, label: str, hint: str = "", preset: date | None = None) -> Answer[date]:
        """A day that has come."""
        edit = self.field(label, DateEdit(self.desk.clock, self.name(key), looks_back=True), hint)
        edit.set_value(preset)
        return self._need(edit.value, "Type a day, such as today, mon or 5/11.")

    def day_to_come(self, key: str, label: str, hint: str = "", preset: date | None = None) -> Answer[date]:
        """A day that is to come, or today."""
        edit = self.day_if_known(key, label, hint, preset)
        return self._need(edit.value, "Type a day, such as today, mon or 5/11.")

    def day_if_known(
        self, key: str, label: str, hint: str = "", preset: date | None = None, *, looks_back: bool = False
    ) -> DateEdit:
        """A day that may be left empty. `looks_back` where it has come already."""
        edit = self.field(label, DateEdit(self.desk.clock, self.name(key), looks_back=looks_back), hint)
        edit.set_value(preset)
        return edit

    def amount(self, edit: TypedEdit[Value], label: str, hint: str = "", preset: Value | None = None) -> Answer[Value]:
        """A number or hours, typed into a line that reads them."""
        self.field(label, edit, hint).set_value(preset)
        return self._need(edit.value, "This is needed.")

    def line(self, key: str, label: str, hint: str = "", preset: str = "") -> QLineEdit:
        """A few words; whether they are needed is said by the rule."""
        edit = QLineEdit(preset)
        edit.setObjectName(self.name(key))
        return self.field(label, edit, hint)

    def text(self, key: str, label: str, hint: str = "", preset: str = "") -> Callable[[], str]:
        """A sentence or two; whether they are needed is said by the rule."""
        edit = self.field(label, prose(self.name(key), 2), hint)
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
        box: ChoiceBox[Value] = ChoiceBox(self.desk.look, self.name(key))
        box.set_choices(choices)
        box.set_value(preset)
        return self.field(label, box, hint)

    def needed(self, box: ChoiceBox[Value], wanted: str) -> Answer[Value]:
        """The box that was just added has to be chosen from; `wanted` says so."""
        return self._need(box.value, wanted)

    def someone(self, box: TypeAhead, label: str, hint: str = "") -> Answer[Match]:
        """Somebody found by type-ahead; whoever makes the box answers what it asks."""
        return self._need(self.field(label, box, hint).value, "Type a few letters, then choose from the list.")

    def tick(self, key: str, label: str, *, preset: bool = False) -> QCheckBox:
        """Yes or no."""
        box = SentenceTick(label)
        box.setObjectName(self.name(key))
        call(box, label.replace("&", ""))
        box.setChecked(preset)
        self._column.addWidget(box)
        return box

    def tick_when_asked(self, key: str, label: str) -> Callable[[], bool]:
        """Yes to what a refusal asks by this key; it isn't shown, and counts for nothing, before it is asked."""
        box = self.tick(key, label)
        box.hide()
        self._when_asked[key] = box
        return lambda: box.isChecked() and box.isVisibleTo(self)

    def show_fields(self, *controls: QWidget, shown: bool) -> None:
        """Ask these questions, or ask them no more while another answer makes them meaningless."""
        for each in self._fields:
            if each.control in controls:
                each.setVisible(shown)

    def note(self, text: str) -> None:
        """A sentence between the questions."""
        self._column.addWidget(words(text, "quiet"))

    def told(self, key: str) -> QLabel:
        """A sentence that follows the answers: what the deed would do, before it is done."""
        label = words("", "", self.name(key))
        self._column.addWidget(label)
        return label

    def _need(self, read: Callable[[], Value | None], wanted: str) -> Answer[Value]:
        self._needed.append(Needed(self._fields[-1].control, read, wanted))
        return Answer(read)


def _texts(form: InlineForm) -> dict[str, str]:
    return {name: text_of(control) for name, control in inputs_in(form).items()}
