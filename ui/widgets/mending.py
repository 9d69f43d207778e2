"""What is wrong in a form: marked, named, in sight and with the keyboard; mended, it goes, and the notice with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.door.errors import Refused
from ui.widgets.labels_and_buttons import bring_into_sight, field_of, name_of, set_mark
from ui.widgets.notice_bar import NoticeBar, with_who
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.typed_edit import TypedEdit


@dataclass(frozen=True, slots=True)
class Needed:
    """A control that has to be filled in: `read` gives nothing while it isn't; `wanted` asks for it."""

    control: QWidget
    read: Callable[[], object]
    wanted: str


@dataclass(slots=True)
class _Part:
    """A sentence of the notice, who can help with it, and the control that it is about, if it is about one."""

    sentence: str
    who: str = ""
    control: QWidget | None = None


class Mending(QObject):
    """One a form: reads its refusals, and says itself what can't be read or is missing.

    A refusal's lacks name their field by the last word of the control's name; what isn't seen in the form, for
    instance because the question doesn't arise, is only said.
    """

    def __init__(self, form: QWidget, notice: NoticeBar, called: Mapping[str, str] | None = None) -> None:
        super().__init__(form)
        self._form, self._notice = form, notice
        self._called = called or {}  # what this form calls otherwise than the rules do
        self._parts: list[_Part] = []
        self._watched: dict[QWidget, _Watched] = {}
        self._said = ""
        notice.read_refusal = self._read

    def finds_nothing(self, needed: Iterable[Needed] = (), *, only: bool = False) -> bool:
        """Whether the deed can be asked for; else says what can't be read or is missing.

        With `only` nothing but what is needed is looked at: the form has other deeds, too.
        """
        self.forget()
        for control in () if only else self._controls():
            if isinstance(control, TypedEdit) and control.problem and _is_asked(control, self._form):
                self._mark(control, control.problem, partial(_cant_be_read, control))
        for each in needed:
            if each.control not in self._watched and _is_asked(each.control, self._form) and not each.read():
                self._mark(each.control, each.wanted, partial(_is_lacking, each))
        if self._parts:
            self._notice.lack(self._text())
            self._lead()
        return not self._parts

    def forget(self) -> None:
        """Nothing is wrong any more, or it will be said anew."""
        for each in tuple(self._watched.values()):
            each.forget()
        self._watched.clear()
        self._parts.clear()

    def _read(self, refused: Refused) -> str:
        """The refusal's words, with the name of each field that it is about; they are marked."""
        self.forget()
        sentences = {lack.sentence for lack in refused.lacks}
        before = [each for each in refused.sentence.split("\n") if each not in sentences] if sentences else []
        self._parts = [_Part(each) for each in before]
        if not refused.lacks:
            self._parts = [_Part(refused.sentence, refused.who)]
        for lack in refused.lacks:
            control = self._control(lack.field)
            if control is None:
                self._parts.append(_Part(lack.sentence, lack.who))
            else:
                self._mark(control, lack.sentence, lambda: False, lack.who)
        self._lead()
        return self._text()

    def _mark(self, control: QWidget, sentence: str, is_still: Callable[[], bool], who: str = "") -> None:
        name = name_of(control)
        self._parts.append(_Part(f"{name}: {sentence}" if name else sentence, who, control))
        if control not in self._watched:
            watched = self._watched[control] = _Watched(control, sentence, is_still)
            watched.mended.connect(self._mended)

    def _mended(self, control: QWidget) -> None:
        watched = self._watched.pop(control, None)
        if watched is not None:
            watched.forget()
        was_said = self._notice.text.text() == self._said and not self._notice.isHidden()
        self._parts = [part for part in self._parts if part.control is not control]
        if not was_said:
            return  # something else has been said since
        if self._parts:
            self._notice.lack(self._text())
        else:
            self._notice.clear()

    def _text(self) -> str:
        who = ", ".join(dict.fromkeys(part.who for part in self._parts if part.who))
        self._said = with_who("\n".join(part.sentence for part in self._parts), who)
        return self._said

    def _lead(self) -> None:
        """The first that is wrong gets the keyboard, and is brought into sight once the notice has taken its place."""
        first = next((part.control for part in self._parts if part.control is not None), None)
        if first is not None:
            first.setFocus()
            QTimer.singleShot(0, first, partial(bring_into_sight, first))

    def _controls(self) -> Sequence[QWidget]:
        return [each for each in self._form.findChildren(QWidget) if _changes_of(each)]

    def _control(self, field: str) -> QWidget | None:
        if not field:
            return None
        field = self._called.get(field, field)
        named = (each for each in self._controls() if each.objectName().rpartition(".")[2] == field)
        return next((each for each in named if _is_asked(each, self._form)), None)


class _Watched(QObject):
    """One control that is wrong: marked until its person changes it."""

    mended = Signal(object)  # the control

    def __init__(self, control: QWidget, sentence: str, is_still: Callable[[], bool]) -> None:
        super().__init__(control)
        self._control, self._is_still = control, is_still
        self._value = control.value() if isinstance(control, TypedEdit) else None
        field = field_of(control)
        if field is not None:
            field.say(sentence)
        else:
            set_mark(control, "state", "wrong")
            control.setAccessibleDescription(sentence)
        for changed in _changes_of(control):
            changed.connect(self._changed)

    def forget(self) -> None:
        """Take the mark away."""
        for changed in _changes_of(self._control):
            changed.disconnect(self._changed)
        field = field_of(self._control)
        if field is not None:
            field.clear()
        else:
            set_mark(self._control, "state", "")
            self._control.setAccessibleDescription("")
        self.deleteLater()

    def _changed(self) -> None:
        is_same = isinstance(self._control, TypedEdit) and self._control.value() == self._value is not None
        if not is_same and not self._is_still():
            self.mended.emit(self._control)


def _is_asked(control: QWidget, form: QWidget) -> bool:
    return control.isVisibleTo(form) and control.isEnabled()


def _cant_be_read(control: TypedEdit[object]) -> bool:
    return bool(control.problem)


def _is_lacking(needed: Needed) -> bool:
    return not needed.read()


def _changes_of(control: QWidget) -> tuple[SignalInstance, ...]:
    """The signals by which its person changes it; none where nothing is asked by it."""
    match control:
        case QComboBox():
            return (control.currentIndexChanged,)
        case TypeAhead():
            return (control.textChanged, control.picked)  # a name that was typed whole is picked without another letter
        case QLineEdit() | QPlainTextEdit():
            return (control.textChanged,)
        case QAbstractButton() if control.isCheckable():
            return (control.toggled,)
    return ()
