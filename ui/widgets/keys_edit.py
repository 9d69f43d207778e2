"""A line that is filled by pressing keys together, such as Ctrl and N; Tab, Enter and Escape leave it as ever."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.overrides import override_of_qt

_LEAVES = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeysEdit(QLineEdit):
    """`pressed_keys` with what was pressed, written as in menus; the action that these keys do meanwhile isn't done."""

    pressed_keys = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText("Press the keys here")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @override_of_qt(instead=False)
    def event(self, event: QEvent) -> bool:
        """No shortcut takes what is pressed here; only what leaves does as ever."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _leaves(event):
            event.accept()
            return True
        return super().event(event)

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leaves(event):
            event.ignore()
        elif Qt.Key(event.key()) not in _HELD:
            keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            self.setText(keys)
            self.pressed_keys.emit(keys)


def _leaves(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) in _LEAVES and not event.modifiers() & _WITH
