"""How far the reading of a file is, in a notice with a Cancel; what is read at once isn't spoken of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.door.progress import Progress, Reached
from app.exchange.files.names import called
from app.exchange.files.reader import KEPT
from ui.desk import Desk
from ui.widgets.notice_bar import NoticeBar

_REPORTS = 3  # of the reader, which come ten a second: then somebody wonders


class ReadingShown:
    """One for each reading: hand `progress` to it, and what comes of it to `over`."""

    def __init__(self, notice: NoticeBar | None, file: Path) -> None:
        self._notice, self._file = notice, file
        self._reports, self._is_shown = 0, False
        self.progress = Progress()

    def reached(self, reached: Reached) -> None:
        """On the window's thread: a report came."""
        self._reports += 1
        if self._notice is None or self._reports < _REPORTS:
            return
        if not self._is_shown:
            self._is_shown = True
            self._notice.work(f"Reading {called(self._file.name)}", self.progress)
        self._notice.reached(reached)

    def over(self, tell: Callable[[Any], None], answer: Any) -> None:
        """It is read, refused or stopped: the notice is free for what is said of that."""
        if self._is_shown and self._notice is not None:
            self._notice.clear()
        tell(answer)


def get_ready(desk: Desk) -> None:
    """A file is about to be chosen: what reads it is started meanwhile."""
    desk.door.fetch(desk, KEPT.warm).then(_is_ready, _is_ready)


def _is_ready(_answer: object) -> None:
    """It reads the file, or says why it can't when there is one."""
