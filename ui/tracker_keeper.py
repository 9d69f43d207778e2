"""Lets the tracker go out by itself beside the window, every so many minutes, where this desk so wishes.

It opens no dialog and takes the keyboard from nobody: what came of it is a value for the page Tracker, and a failure is
told once. The files are looked at on a reader, the export runs in the lane of deeds: never two at once at this desk.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.desk.preferences import Preferences
from app.desk.release import program
from app.door.changes import Topic, changes
from app.door.clock import Clock
from app.door.door import Door
from app.door.errors import Refused, Unavailable
from app.exchange.tracker.by_itself import ByItself, export_by_itself, kept_back
from app.queries.tracker.state import anything_waits
from ui.text import clock_text

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class CameByItself:
    """What the last try came to, and when; a trouble is what kept it from going out."""

    at: datetime
    came: ByItself | Refused | Unavailable


class TrackerKeeper(QObject):
    """`stood` when `last` is another; `failed` with a sentence, once for each trouble however often it comes."""

    stood = Signal()
    failed = Signal(str)

    def __init__(self, door: Door, clock: Clock, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door, self._clock, self._preferences = door, clock, preferences
        self.last: CameByItself | None = None  # of what still holds: None where nothing waits and nothing went out
        self._told = ""
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Whether it looks again by itself."""
        return self._timer.isActive()

    def follow(self) -> None:
        """From now on as this desk wishes, or not any more; the first look is after that time."""
        minutes = self._preferences.tracker_every
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * _MINUTE_MS)
        self._told = ""
        self._show(None)

    def look(self) -> None:
        """If something waits: see whether it can go out. What is under way is left to end, then it is the next time."""
        file = self._preferences.tracker
        if file and not self._is_looking and not self._door.is_carrying:
            self._is_looking = True
            self._door.ask(self, anything_waits).then(partial(self._looked, Path(file)), self._not_asked)

    def _looked(self, file: Path, waits: bool) -> None:  # noqa: FBT001  an answer
        if waits:
            self._door.fetch(self, partial(kept_back, file)).then(partial(self._send, file), self._troubled)
            return
        self._is_looking = False
        if self.last is not None and not (isinstance(self.last.came, ByItself) and self.last.came.sent):
            self._show(None)  # what was kept back has gone out another way

    def _send(self, file: Path, kept: ByItself | None) -> None:
        if kept is not None:
            self._came(kept)
            return
        touched = changes(Topic.TRACKER, Topic.TRANSFERS, Topic.CLOSURES)
        self._door.carry(self, partial(_export, file), self._came, self._troubled, touched)

    def _came(self, came: ByItself) -> None:
        self._is_looking = False
        self._told = ""
        self._show(came)

    def _troubled(self, trouble: Refused | Unavailable) -> None:
        self._is_looking = False
        self._show(trouble)
        if str(trouble) != self._told:
            self._told = str(trouble)
            at = clock_text(self._clock.now())
            self.failed.emit(f"At {at} the tracker couldn't go out by itself: {trouble} Nothing is lost.")

    def _not_asked(self, _trouble: Refused | Unavailable) -> None:
        """The database can't be reached, which the bar says already."""
        self._is_looking = False

    def _show(self, came: ByItself | Refused | Unavailable | None) -> None:
        self.last = CameByItself(self._clock.now(), came) if came is not None else None
        self.stood.emit()


def _export(file: Path, work: Any) -> ByItself:
    """On a worker."""
    return export_by_itself(file, work, program=program())
