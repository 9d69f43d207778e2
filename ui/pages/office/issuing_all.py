"""Many new agreements issued one after another, a transaction each: one that is refused doesn't stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from app.door.changes import Changes
from app.door.door import Door
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from app.papers import issuing
from app.queries.agreement.renewals import RenewalRow
from ui.widgets.notice_bar import NoticeBar, with_who


@dataclass(frozen=True, slots=True)
class IssuedAll:
    """What became of them: how many were issued, who wasn't and why, and how many nobody came to."""

    issued: int
    refused: tuple[tuple[RenewalRow, str], ...]
    left: int


class IssuingAll:
    """Tells `notice` how far it is, with a Cancel that counts between two people; `done` hears what became of them."""

    def __init__(self, door: Door, owner: QObject, notice: NoticeBar, done: Callable[[IssuedAll], None]) -> None:
        self._door, self._owner, self._notice, self._told = door, owner, notice, done
        self._rows: tuple[RenewalRow, ...] = ()
        self._place = self._issued = 0
        self._refused: list[tuple[RenewalRow, str]] = []
        self._progress = Progress()
        self.is_on = False

    def begin(self, rows: Sequence[RenewalRow]) -> None:
        """Issue these, in this order."""
        self._rows, self._place, self._issued, self._refused = tuple(rows), 0, 0, []
        self._progress = Progress(self._notice.reached)
        self.is_on = True
        self._notice.work("Issuing new agreements…", self._progress)
        self._next()

    def _next(self) -> None:
        if self._place == len(self._rows):
            self._end()
            return
        row, of = self._rows[self._place], len(self._rows)
        try:
            self._progress.reached(self._place, of, f"Issuing {self._place + 1:,} of {of:,}: {row.person}")
        except Stopped:
            self._end()
            return
        deed = partial(issuing.issue_renewal, episode=row.episode, seen=row.seen)
        self._door.do(self._owner, deed, self._done, self._not_done)

    def _done(self, _changes: Changes) -> None:
        self._issued += 1
        self._place += 1
        self._next()

    def _not_done(self, trouble: Refused | Unavailable) -> None:
        """A refusal is told at the end; where the database is gone, those that are left are left."""
        row = self._rows[self._place]
        said = with_who(trouble.sentence, trouble.who) if isinstance(trouble, Refused) else str(trouble)
        self._refused.append((row, said))
        self._place += 1
        if isinstance(trouble, Refused):
            self._next()
        else:
            self._end()

    def _end(self) -> None:
        self.is_on = False
        left = len(self._rows) - self._place
        self._told(IssuedAll(self._issued, tuple(self._refused), left))
