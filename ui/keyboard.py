"""What holds for the keyboard in every window of the program, in one place: held keys, and where it goes by itself.

A key that is held down types and walks, in the control in which it went down; it presses nothing. Where the control
that has the keyboard goes away or is switched off, Qt puts the keyboard on whatever comes next in the order of Tab, and
the next Space presses that. Here it goes to a place where no key does anything, or to a harmless next step: see `rest`
of panels, forms and tabs.
"""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

from ui.announcing import tell_cell
from ui.overrides import override_of_qt

_PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_Escape})
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})


@runtime_checkable
class Rests(Protocol):
    """What has a place for the keyboard where no key does anything."""

    def rest(self) -> None: ...


class Keyboard(QObject):
    """One for the program; it follows whichever window and control has the keyboard."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._heard: list[QWindow] = []
        self._above: list[QWidget] = []  # the control that had the keyboard, what it stood in, and the window last
        self._reason = Qt.FocusReason.OtherFocusReason  # why the keyboard left it
        self._began: QWidget | None = None  # where the key that is down went down
        application.focusChanged.connect(self._moved)
        application.focusWindowChanged.connect(self._hear)
        self._hear(QGuiApplication.focusWindow())

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Of a window its keys, of the control with the keyboard why it leaves."""
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._reason = event.reason()
            return False
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        here = QApplication.focusWidget()
        if not event.isAutoRepeat() and event.type() is not QEvent.Type.KeyRelease:
            self._began = here
        elif event.isAutoRepeat() and (_would_press(event) or (here is not self._began and not _walks(event))):
            event.accept()  # a shortcut that is overridden isn't carried out, and the window never hears of the key
            return True
        return event.type() is QEvent.Type.KeyPress and self._leave_what_is_gone()

    def _hear(self, window: QWindow | None) -> None:
        self._heard = [each for each in self._heard if isValid(each)]
        if window is not None and window not in self._heard:
            self._heard.append(window)
            window.installEventFilter(self)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        above, reason = self._above, self._reason
        self._reason = Qt.FocusReason.OtherFocusReason
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
            self._above = _above(new)
        if isinstance(new, QAbstractItemView):
            tell_cell(new)
        walked = reason in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if walked and new is not None:
            _scroll_to(new)
        fell = new is None or walked
        if fell and above and not _is_there(above[0]) and (new is None or new.window() is above[-1]):
            self._rest(above)

    def _leave_what_is_gone(self) -> bool:
        """Qt leaves the keyboard on a control whose page is hidden, and would press it there; whether it was so."""
        here = QApplication.focusWidget()
        if here is None or _is_there(here):
            return False
        self._rest(_above(here))
        return True

    def _rest(self, above: list[QWidget]) -> None:
        """In the nearest place that is there; where the whole page went, in the page that came instead."""
        for each in (*above, *reversed(self._above)):
            if isinstance(each, Rests) and _is_there(each):
                each.rest()
                return


def keep_keyboard() -> None:
    """Let these rules hold from now on; once for the program."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.findChild(Keyboard) is None:
        Keyboard(application)


def _would_press(event: QKeyEvent) -> bool:
    """Whether this key, held, would press something again and again, instead of typing or walking."""
    within = QApplication.focusWidget()
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return True
    if event.key() == Qt.Key.Key_Space:
        return not isinstance(within, (QLineEdit, QPlainTextEdit))
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(within, QPlainTextEdit):
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in _PRESSES


def _walks(event: QKeyEvent) -> bool:
    """Whether this key goes from one control to the next."""
    return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


def _above(widget: QWidget | None) -> list[QWidget]:
    """The control, what it stands in, and the window last."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return found


def _scroll_to(place: QWidget) -> None:
    """Qt does so on the way from one control to another that scrolls along with it, and not on the way in."""
    for each in _above(place):
        if isinstance(each, QScrollArea) and each is not place:
            each.ensureWidgetVisible(place)


def _is_there(place: QWidget) -> bool:
    return isValid(place) and place.isVisible() and place.isEnabled()
