"""Hears that time has leapt: over a sleep of the computer, by a clock that was set, or past midnight.

What counts on by itself does so by the clock at each tick. What was worked out for a day or a moment has to be asked
again, and a computer that slept tells nobody: its own counting of milliseconds, which stands still meanwhile on Linux
and runs on elsewhere, is compared with the clock, and the time between two ticks with what it should be.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.door.changes import Changes, Topic
from app.door.clock import Clock
from app.door.door import Door
from models.values import london_day
from ui.widgets.typed_edit import TypedEdit

EVERY_MS = 20_000
_LEAP = timedelta(seconds=40)  # a window that was busy is late by less


class Passing(QObject):
    """One for all windows of a desk. After a leap, or on another day, every screen asks again."""

    leapt = Signal()

    def __init__(self, clock: Clock, door: Door, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._door = clock, door
        self._last, self._ran = clock.now(), QElapsedTimer()
        self._ran.start()
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """At each tick: whether as much time has passed by the clock as a tick takes, and on the same day."""
        now, ran = self._clock.now(), timedelta(milliseconds=self._ran.restart())
        before, self._last = self._last, now
        if self._is_leap(before, now, ran):
            _read_days_again()
            self.leapt.emit()
            self._door.changed.emit(Changes(frozenset(Topic)))

    def _is_leap(self, before: datetime, now: datetime, ran: timedelta) -> bool:
        is_apart = abs(now - before - ran) > _LEAP or ran > timedelta(milliseconds=EVERY_MS) + _LEAP
        return is_apart or london_day(before) != london_day(now)


def _read_days_again() -> None:
    """What a day field says beside its day, such as "today", is of the day it is now."""
    for each in QApplication.allWidgets():
        if isinstance(each, TypedEdit):
            each.say_again()
