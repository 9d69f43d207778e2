"""Work off the GUI thread, results back on it. Knows neither the database nor the widgets.

Reads run side by side, writes one after another in the order asked, so that two clicks can't overtake each other; what
this desk keeps for itself has a lane of its own, so that it never waits for a server.
Every hand-over passes through one queued signal to one bound method of a QObject
that lives on the GUI thread: a lambda connected elsewhere may run on the worker or be lost with its sender.
Answers that arrive together are handed over one a turn of the event loop, in the order asked, for each may fill a page.
"""

import heapq
import itertools
import sys
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached
from app.door.turns import line_up

Result = TypeVar("Result")
Trouble = Refused | Unavailable
OnTrouble = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One task under way; `number` tells the newest of those that share a `latest` key."""

    owner: QObject
    then: Callable[[Any], None]
    trouble: OnTrouble
    latest: Hashable | None
    number: int
    fell: Callable[[], None] | None = None  # told of a defect, which has no other answer


class Tasks(QObject):
    """Runs functions in the background for as long as the widget that asked is alive."""

    busy_changed = Signal(bool)
    _settled = Signal(object, object)
    _told = Signal(object, object, object)

    def __init__(self, readers: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_lane = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._write_lane = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._own_lane = ThreadPoolExecutor(1, thread_name_prefix="own")
        self._numbers = itertools.count()
        self._newest: dict[Hashable, int] = {}
        self._open = 0
        self._closed = False
        self._arrived: list[tuple[int, _Asked, Future[Any]]] = []  # a heap: what was asked first comes first
        self._settled.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._open > 0

    def read(
        self,
        owner: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        trouble: OnTrouble,
        latest: Hashable | None = None,
    ) -> None:
        """Run `work` beside other reads. With `latest`, only the newest answer under that key is shown."""
        self._start(self._read_lane, work, owner, then, trouble, latest)

    def write(
        self,
        owner: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        trouble: OnTrouble,
        fell: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` after every write asked before it; its effect stands even if `owner` has gone."""
        self._start(self._write_lane, work, owner, then, trouble, None, fell)

    def keep(
        self,
        owner: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        trouble: OnTrouble,
        latest: Hashable | None = None,
    ) -> None:
        """Run `work` on this desk's own files, in the order asked: it waits for no server; the end waits for it."""
        self._start(self._own_lane, work, owner, then, trouble, latest)

    def keep_next(self, work: Callable[[], object]) -> None:
        """On a worker: like `keep`, for what a write has settled; nobody waits to hear of it."""
        self._own_lane.submit(work)

    def begin(self) -> None:
        """Something is under way on this thread over many turns, until `end`."""
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)

    def end(self) -> None:
        """What began is over."""
        self._open -= 1
        if self._open == 0:
            self.busy_changed.emit(False)

    def progress(self, owner: QObject, show: Callable[[Reached], None]) -> Progress:
        """A Progress for long work, whose reports reach `show` on the GUI thread while `owner` is alive."""
        return Progress(partial(self._told.emit, owner, show))

    def close(self) -> None:
        """Wait for what is under way, every write asked included; nothing is handed over afterwards."""
        if self._closed:
            return
        self._closed = True
        self._read_lane.shutdown(wait=True, cancel_futures=True)
        self._write_lane.shutdown(wait=True)
        self._own_lane.shutdown(wait=True)  # the last, for a write has it let go of what was typed
        self._arrived.clear()

    def _start(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], Any],
        owner: QObject,
        then: Callable[[Any], None],
        trouble: OnTrouble,
        latest: Hashable | None,
        fell: Callable[[], None] | None = None,
    ) -> None:
        if self._closed:
            return
        if latest is not None:
            latest = (id(owner), latest)  # of two windows each waits for its own
        asked = _Asked(owner, then, trouble, latest, next(self._numbers), fell)
        if latest is not None:
            self._newest[latest] = asked.number
        self.begin()
        lane.submit(work).add_done_callback(partial(self._settled.emit, asked))

    @Slot(object, object)
    def _take_in(self, asked: _Asked, future: Future[Any]) -> None:
        if self._closed:
            return  # what was posted before the program closed still arrives: a disconnect wouldn't take it back
        heapq.heappush(self._arrived, (asked.number, asked, future))
        line_up(self, self._hand_over_next)

    def _hand_over_next(self) -> None:
        if self._closed:
            return
        _number, asked, future = heapq.heappop(self._arrived)
        self.end()
        self._hand_over(asked, future)

    def _hand_over(self, asked: _Asked, future: Future[Any]) -> None:
        error = future.exception()
        if error is not None and not isinstance(error, Refused | Unavailable):
            if asked.fell is not None and isValid(asked.owner):
                asked.fell()
            sys.excepthook(type(error), error, error.__traceback__)  # a defect: logged and said, never swallowed
            return
        stale = asked.latest is not None and self._newest.get(asked.latest) != asked.number
        if stale or not isValid(asked.owner):
            return
        if error is None:
            asked.then(future.result())
        else:
            asked.trouble(error)

    @Slot(object, object, object)
    def _pass_on(self, owner: QObject, show: Callable[[Reached], None], reached: Reached) -> None:
        if isValid(owner) and not self._closed:
            show(reached)
