"""When somebody was last at this desk, and when they came back: what happened between is told to them."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.desk import Desk

_AWAY_FROM = timedelta(hours=2)  # a meeting or a visit; less than that nobody calls being away


class Presence(QObject):
    """Kept in the preferences, so that a start tells too; `returned` when a window left open is used again."""

    returned = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.until = desk.clock.now()
        self.since: datetime | None = desk.preferences.last_used
        desk.preferences.last_used = self.until
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)

    def note(self) -> None:
        """Somebody is here, as far as the window can tell."""
        now, kept = self._desk.clock.now(), self._desk.preferences
        last = kept.last_used
        if last is not None and now - last >= _AWAY_FROM:
            self.since, self.until = last, now
            self.returned.emit()
        kept.last_used = now

    def read(self) -> None:
        """What changed meanwhile was read."""
        self.since = None

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.note()
