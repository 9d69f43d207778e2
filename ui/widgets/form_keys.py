"""What Return, Ctrl+Return and Escape do in every form; one rule, so that no form has another.

Return sends from a line of one row only: in a choice, a list, a tick, a text of several lines or between the fields it
sends nothing. Ctrl+Return sends from anywhere in the form, and is the form's alone while the keyboard is in it. Of a
dangerous form neither sends: its deed takes a click, or a key on the very button. Escape leaves the form.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.language import called
from ui.overrides import override_of_qt
from ui.widgets import letters
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import RETURN, is_dangerous


def keys_of_standing(form: QWidget, send: Callable[[], None], leave: Callable[[], None]) -> None:
    """The same two keys for fields that stand on a page among others, whose letters stay the page's."""
    for keys, deed in (("Ctrl+Return", send), ("Ctrl+Enter", send), ("Escape", leave)):
        shortcut = QShortcut(QKeySequence(keys), form)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(deed)


class FormKeys(QObject):
    """For one form: `send` and `leave` are what its `confirm` and its Back do; while it is shown it has the letters."""

    def __init__(
        self,
        form: QWidget,
        confirm: QPushButton,
        notice: NoticeBar,
        send: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(form)
        self._form, self._confirm, self._notice, self._send, self._leave = form, confirm, notice, send, leave
        form.installEventFilter(self)

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A key that nothing within the form has taken, and whether the form is shown."""
        kind = event.type()
        if kind is QEvent.Type.Show:
            letters.take(self._form)
        elif kind is QEvent.Type.Hide:
            letters.give_back(self._form)
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_send(event):
            event.accept()  # a shortcut of the page doesn't have it
            return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._answer(event)
        return False

    def _answer(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        if event.key() not in RETURN:
            return False
        is_meant = _is_send(event) or isinstance(self._form.focusWidget(), QLineEdit)
        if event.isAutoRepeat() or not is_meant:
            return True  # and nothing is done
        if is_dangerous(self._confirm):
            said = f"Return doesn't do this: go to “{called(self._confirm)}” with Tab, or click it."
            self._notice.inform(said)
        else:
            self._send()
        return True


def _is_send(event: QKeyEvent) -> bool:
    return event.key() in RETURN and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
