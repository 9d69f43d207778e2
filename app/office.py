"""The one door between the windows and the data: ask a question, do a deed, hear of changes.

It knows no database: `app.work.Work` opens and closes sessions, here always on a worker. Nothing of SQLAlchemy is
imported, so that the window can be painted before it is.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.changes import Changes
from app.progress import Progress, Reached
from app.tasks import OnTrouble, Tasks

Question = ParamSpec("Question")
Answer = TypeVar("Answer")
Deed = Callable[[Any], Changes]  # takes the session


class Worker(Protocol):
    """What `app.work.Work` does: each call opens one session, uses it on this thread, and closes it."""

    def read(
        self, query: Callable[Concatenate[Any, Question], Answer], *args: Question.args, **kwargs: Question.kwargs
    ) -> Answer:
        """Answer a query."""

    def write(self, deed: Deed) -> Changes:
        """Do a deed in one transaction."""


class LateWork:
    """A Worker that is made at its first use, on a worker thread, so that the window needn't wait for its imports."""

    def __init__(self, make: Callable[[], Worker]) -> None:
        self._make, self._lock = make, Lock()
        self._made: Worker | None = None

    def _worker(self) -> Worker:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def read(
        self, query: Callable[Concatenate[Any, Question], Answer], *args: Question.args, **kwargs: Question.kwargs
    ) -> Answer:
        """Answer a query."""
        return self._worker().read(query, *args, **kwargs)

    def write(self, deed: Deed) -> Changes:
        """Do a deed in one transaction."""
        return self._worker().write(deed)


@dataclass(frozen=True, slots=True)
class Pending(Generic[Answer]):
    """A question not yet asked, so that its answer's type flows into `then`."""

    _start: Callable[[Callable[[Answer], None], OnTrouble, Hashable | None], None]

    def then(self, show: Callable[[Answer], None], trouble: OnTrouble, latest: Hashable | None = None) -> None:
        """Ask now. With `latest`, an older answer under the same key is dropped."""
        self._start(show, trouble, latest)


class Office(QObject):
    """Runs queries and use cases off the GUI thread, each in a session of its own."""

    changed = Signal(Changes)

    def __init__(self, work: Worker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self.tasks = work, tasks

    def ask(
        self,
        owner: QObject,
        query: Callable[Concatenate[Any, Question], Answer],
        *args: Question.args,
        **kwargs: Question.kwargs,
    ) -> Pending[Answer]:
        """Prepare a read; `.then(show, trouble)` starts it. Answers are frozen rows, never mapped objects."""
        question = partial(self._work.read, query, *args, **kwargs)
        return Pending(partial(self.tasks.read, owner, question))

    def do(self, owner: QObject, deed: Deed, then: Callable[[Changes], None], trouble: OnTrouble) -> None:
        """Run a use case in one transaction; every window hears of it, whether or not `owner` is still there."""
        self.tasks.write(
            self,
            partial(self._work.write, deed),
            partial(self._done, owner, then),
            partial(_if_there, owner, trouble),
        )

    def do_long(
        self,
        owner: QObject,
        deed: Callable[[Any, Progress], Changes],
        then: Callable[[Changes], None],
        trouble: OnTrouble,
        show: Callable[[Reached], None],
    ) -> Progress:
        """Like `do`, for work that says how far it is; call `stop()` on the answer to roll it back."""
        progress = self.tasks.progress(owner, show)
        self.do(owner, partial(_with_progress, deed, progress), then, trouble)
        return progress

    def carry(
        self,
        owner: QObject,
        errand: Callable[[Any], Answer],
        then: Callable[[Answer], None],
        trouble: OnTrouble,
        touched: Changes,
    ) -> None:
        """Run an errand that opens sessions of its own, as files out do: it is handed the Worker, in its turn.

        Every window hears that it touched `touched`.
        """
        self.tasks.write(
            self,
            partial(errand, self._work),
            partial(self._carried, owner, then, touched),
            partial(_if_there, owner, trouble),
        )

    def fetch(self, owner: QObject, work: Callable[[], Answer]) -> Pending[Answer]:
        """Prepare work without a session (a file, a PDF, a late import) off the GUI thread."""
        return Pending(partial(self.tasks.read, owner, work))

    def _done(self, owner: QObject, then: Callable[[Changes], None], changes: Changes) -> None:
        self.changed.emit(changes)
        _if_there(owner, then, changes)

    def _carried(self, owner: QObject, then: Callable[[Answer], None], touched: Changes, answer: Answer) -> None:
        self.changed.emit(touched)
        _if_there(owner, then, answer)


def _with_progress(deed: Callable[[Any, Progress], Changes], progress: Progress, session: Any) -> Changes:
    return deed(session, progress)


def _if_there(owner: QObject, call: Callable[..., None], *args: object) -> None:
    if isValid(owner):
        call(*args)
