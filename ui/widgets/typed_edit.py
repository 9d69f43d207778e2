"""A line in which a value is typed and read at once; the field under it says how it was understood."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.values import NotAValue
from ui.widgets.hinting import HintedLine

Value = TypeVar("Value")


class TypedEdit(HintedLine, Generic[Value]):
    """`value()` is what was understood, None while the line is empty or wrong; `said` is for the line under it."""

    value_changed = Signal(object)
    said = Signal(str, bool)  # a sentence, and whether it says that something is wrong

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setObjectName(name)
        self._value: Value | None = None
        self._problem = ""
        self.textChanged.connect(self._read)
        self.editingFinished.connect(self._write_out)

    def value(self) -> Value | None:
        """What was understood."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show this value."""
        self.setText("" if value is None else self.written(value))
        self._value = value  # as it is: of an hour that the clocks have twice the text means the first

    @property
    def problem(self) -> str:
        """Why what stands here can't be read, or nothing."""
        return self._problem

    def parse(self, typed: str) -> Value:
        """Read what was typed, or raise NotAValue with the reason."""
        raise NotImplementedError

    def written(self, value: Value) -> str:
        """How the value is written out when the line is left."""
        return str(value)

    def understood(self, _value: Value) -> str:
        """What to say under the line about a value that was understood."""
        return ""

    def beside(self, value: Value) -> str:
        """The same while the value stands written out in the line: only what can't be read there."""
        return self.understood(value)

    def explanation(self) -> str:
        """What is said under the line about its value now; nothing is said twice."""
        if self._value is None:
            return ""
        is_written = self.text().strip() == self.written(self._value)
        return self.beside(self._value) if is_written else self.understood(self._value)

    def _read(self, text: str) -> None:
        before = self._value
        self._value, self._problem, said = None, "", ""
        if text.strip():
            try:
                self._value = self.parse(text)
                said = self.explanation()
            except NotAValue as error:
                self._problem = str(error)
        waits = self._problem and self.hasFocus() and self.is_unfinished(text)
        self.said.emit("" if waits else self._problem or said, bool(self._problem) and not waits)
        if self._value != before:
            self.value_changed.emit(self._value)

    def say_again(self) -> None:
        """It is another day: what is understood is said anew, and what was understood stays."""
        if self._value is not None:
            self.said.emit(self.explanation(), False)

    def is_unfinished(self, _text: str) -> bool:
        """Whether more may be coming, so that it is too early to say that something is wrong."""
        return True

    def _write_out(self) -> None:
        if self._value is not None:
            self.blockSignals(True)
            self.setText(self.written(self._value))
            self.blockSignals(False)
            self.said.emit(self.explanation(), False)
        elif self._problem:
            self.said.emit(self._problem, True)
