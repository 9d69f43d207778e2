"""A form waits from the press of its button to the answer: no typing, no second press, and it says how long."""

from collections.abc import Collection
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.door.changes import Changes
from app.door.door import Deed, Pressed
from ui.language import called
from ui.text import count
from ui.widgets.form_draft import FormDraft
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.sent_draft import Sent

_SECOND_MS = 1_000
_SAYS_AFTER_S = 3
_TAKES = (QLineEdit, QPlainTextEdit, QAbstractButton, QComboBox, QAbstractItemView, QAbstractSpinBox)


class Wish:
    """A deed that a form asks for. Two of one form mean the same, whatever their words: the form asks once.

    It knows what was typed for it: once it is stored nothing of that is kept, also where the form has gone.
    """

    def __init__(self, waiting: "Waiting", deed: Deed, draft: FormDraft | None, fields: Collection[str] | None) -> None:
        self._waiting, self._deed, self._draft, self._fields = waiting, deed, draft, fields
        self._sent: Sent | None = None
        self._is_stored = False
        self.title = called(waiting.form) or waiting.form.windowTitle()

    def __call__(self, turn: Any) -> Changes:
        return self._deed(turn)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wish) and other._waiting is self._waiting

    def __hash__(self) -> int:
        return hash(self._waiting)

    def begun(self, pressed: Pressed) -> None:
        """The form waits from now on."""
        self._waiting.begin(pressed)  # first: where the keyboard leaves a field, what stands there is written out
        self._sent = None if self._draft is None else self._draft.send(self._fields)

    def stored(self) -> None:
        """On a worker: what was typed for it is kept no more."""
        self._is_stored = True
        if self._sent is not None:
            self._sent.stored()

    def ended(self) -> None:
        """The form goes on, without what is stored."""
        if self._sent is not None:
            self._sent.end(is_stored=self._is_stored)
        if isValid(self._waiting):
            self._waiting.end()

    def is_left(self) -> bool:
        """Whether the form has gone without the answer."""
        return not isValid(self._waiting) or self._waiting.is_left


class Waiting(QObject):
    """One for each form. While it `is_on`, `back` is offered only where the answer isn't known for a while."""

    def __init__(self, form: QWidget, notice: NoticeBar, back: QAbstractButton | None = None, doing: str = "") -> None:
        super().__init__(form)
        self.doing = doing  # what a deed does that takes long by itself, such as "Taking in 9 rows"
        self.form, self._notice, self._back = form, notice, back
        self._pressed: Pressed | None = None
        self._quiet: list[QWidget] = []
        self._had_focus: QWidget | None = None
        self._seconds = 0
        self._is_saying = self.is_left = False
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND_MS)
        self._tick.timeout.connect(self._count)
        if back is not None:
            back.clicked.connect(self.leave)
        if isinstance(form, QDialog):
            form.finished.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether the form waits for an answer."""
        return self._pressed is not None

    def wish(self, deed: Deed, draft: FormDraft | None = None, fields: Collection[str] | None = None) -> Wish:
        """The deed, to be handed to the door: the form waits for its answer.

        `draft` is that of what it stores; where it stores a part of it, of these `fields`.
        """
        return Wish(self, deed, draft, fields)

    def begin(self, pressed: Pressed) -> None:
        """Take no typing from now on."""
        self._pressed, self._seconds, self.is_left = pressed, 0, False
        focused = QApplication.focusWidget()
        if focused is not None and self.form.isAncestorOf(focused):
            self._had_focus = focused
            self.form.setFocus()  # else the keyboard would fall to whatever stands next
        for each in self.form.findChildren(QWidget):
            if isinstance(each, _TAKES) and each.isEnabled() and not self._notice.isAncestorOf(each):
                each.setEnabled(False)
                self._quiet.append(each)
        self._tick.start()

    def end(self) -> None:
        """The answer is known: what was quiet takes typing again."""
        self._pressed = None
        self._tick.stop()
        quiet, self._quiet = self._quiet, []
        for each in quiet:
            if isValid(each):
                each.setEnabled(True)
        before, self._had_focus = self._had_focus, None
        if before is not None and isValid(before) and self.form.hasFocus():
            before.setFocus()
        if self._is_saying:
            self._is_saying = False
            self._notice.clear()

    def _count(self) -> None:
        self._seconds += 1
        pressed = self._pressed
        if pressed is None:
            return
        if pressed.is_unknown:
            self._is_saying = True
            if self._back is not None:
                self._back.setEnabled(True)
        elif self._seconds >= _SAYS_AFTER_S:
            self._is_saying = True
            waited = count(self._seconds, "second")
            text = f"Not saved yet: the database hasn't answered for {waited}."
            if self.doing:
                text = f"{self.doing}, for {waited} so far: all of it is stored, or nothing."
            if pressed.press.can_be_cancelled:
                self._notice.wait(text, partial(self._take_back, pressed), is_long=bool(self.doing))
            else:
                self._notice.wait(f"{text} It has been sent, and can't be taken back.", None)

    def _take_back(self, pressed: Pressed) -> None:
        self.form.setFocus()  # from the notice's Cancel, so that it goes back to where it was
        pressed.take_back()

    def leave(self) -> None:
        """The form goes out of sight, or on to something else: an answer that is still to come is told in the bar."""
        self.is_left = self._pressed is not None
