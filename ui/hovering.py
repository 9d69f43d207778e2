"""The window explains the abbreviations in whatever the pointer rests on, where nothing has a tooltip of its own."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QToolTip,
    QWidget,
)

from ui.glossary import explained
from ui.language import as_read
from ui.overrides import override_of_qt
from ui.widgets.letters import without


class Hovering(QObject):
    """One for the program: of each window that has had the keyboard it hears what the controls in it leave to it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._hear)
        self._hear(None, application.activeWindow())

    def _hear(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:
            new.window().installEventFilter(self)  # a second time it only comes first again

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        here = QApplication.widgetAt(event.globalPos())
        said = explained(words_at(here, event.globalPos())) if here is not None else ""
        if said:
            QToolTip.showText(event.globalPos(), as_read(said), here)
        return bool(said)


def words_at(widget: QWidget, at: QPoint) -> str:
    """The words that stand at this place of the screen; nothing where none do."""
    view = widget.parentWidget()
    if isinstance(view, QHeaderView):
        section = view.logicalIndexAt(view.viewport().mapFromGlobal(at))
        return str(view.model().headerData(section, view.orientation()) or "") if section >= 0 else ""
    if isinstance(view, QAbstractItemView):
        return str(view.indexAt(view.viewport().mapFromGlobal(at)).data() or "")
    if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
        return without(widget.text())
    if isinstance(widget, QLabel):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def explain_on_hover() -> None:
    """Let it hold from now on; once for the program."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.findChild(Hovering) is None:
        Hovering(application)
