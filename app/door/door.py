"""The one door between the windows and the data: ask a question, do a deed, hear of changes.

It knows no database: `app.door.work.Work` opens and closes sessions, here always on a worker. Nothing of SQLAlchemy is
imported, so that the window can be painted before it is.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial, wraps
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from app.door import under_way
from app.door.changes import Changes, Topic
from app.door.errors import ChangedMeanwhile, NothingDoneError, NotKnown, Refused, Unavailable
from app.door.press import Press, Stage
from app.door.progress import Progress, Stopped
from app.door.tasks import OnTrouble, Tasks

Question = ParamSpec("Question")
Answer = TypeVar("Answer")
Deed = under_way.Deed
Pressed = under_way.Pressed
_AGAIN_AFTER_MS = 3_000  # a deed whose answer isn't known is asked for so often, and when anything else is answered

_ASKED_AGAIN = (
    "It isn't known yet whether this was saved: the connection went at that moment. Homeward asks again when the "
    "database can be reached, and never saves it twice."
)
_A_CLICK_MS = 400  # between the two clicks of a double click
_TOO_LONG_MS = 60_000  # no server takes so long to keep what it was sent


class Worker(Protocol):
    """What `app.door.work.Work` does: each call opens one session, uses it on this thread, and closes it."""

    def read(
        self, query: Callable[Concatenate[Any, Question], Answer], *args: Question.args, **kwargs: Question.kwargs
    ) -> Answer:
        """Answer a query."""

    def write(self, deed: Deed, press: Press | None = None) -> Changes:
        """Do a deed in one transaction, once however often the same press is asked for."""

    def sit(self, staff: UUID) -> None:
        """Somebody else sits at this desk from now on."""

    def close(self) -> None:
        """Give every connection back."""


class LateWork:
    """A Worker that is made at its first use, on a worker thread, so that the window needn't wait for its imports."""

    def __init__(self, make: Callable[[], Worker]) -> None:
        self._make, self._lock = make, Lock()
        self._made: Worker | None = None

    def made(self) -> Worker:
        """The Worker, made now if it wasn't; on a worker thread."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def read(
        self, query: Callable[Concatenate[Any, Question], Answer], *args: Question.args, **kwargs: Question.kwargs
    ) -> Answer:
        """Answer a query."""
        return self.made().read(query, *args, **kwargs)

    def write(self, deed: Deed, press: Press | None = None) -> Changes:
        """Do a deed in one transaction, once however often the same press is asked for."""
        return self.made().write(deed, press)

    def sit(self, staff: UUID) -> None:
        """Somebody else sits at this desk from now on."""
        self.made().sit(staff)

    def close(self) -> None:
        """Give every connection back, if there was ever one."""
        with self._lock:
            if self._made is not None:
                self._made.close()


@dataclass(frozen=True, slots=True)
class Pending(Generic[Answer]):
    """A question not yet asked, so that its answer's type flows into `then`."""

    _start: Callable[[Callable[[Answer], None], OnTrouble, Hashable | None], None]

    def then(self, show: Callable[[Answer], None], trouble: OnTrouble, latest: Hashable | None = None) -> None:
        """Ask now. With `latest`, an older answer under the same key is dropped."""
        self._start(show, trouble, latest)


class Door(QObject):
    """Runs queries and use cases off the GUI thread, each in a session of its own."""

    changed = Signal(Changes)
    reached = Signal(bool)  # whether the database can be reached, when this is first known and when it changes
    heard = Signal(object)  # since when it isn't heard what other desks do, as a moment; None when it is again
    saving = Signal(object)  # the deeds under way, as a tuple of Pressed, whenever one is asked for or answered
    late = Signal(object, object)  # a deed whose form had gone, and what became of it: Changes, Refused, Unavailable

    def __init__(self, work: Worker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self.tasks = work, tasks
        self._is_reached: bool | None = None
        self._under_way: dict[Pressed, QTimer] = {}  # in the order asked; each with what cuts an answer short
        self._errands = 0
        self._last: Pressed | None = None  # that was done, and has no form that closes with it
        self._since_last = QElapsedTimer()

    def ask(
        self,
        owner: QObject,
        query: Callable[Concatenate[Any, Question], Answer],
        *args: Question.args,
        **kwargs: Question.kwargs,
    ) -> Pending[Answer]:
        """Prepare a read; `.then(show, trouble)` starts it. Answers are frozen rows, never mapped objects."""
        question = partial(self._work.read, query, *args, **kwargs)
        return Pending(partial(self._ask, owner, question))

    def ask_long(
        self,
        owner: QObject,
        query: Callable[Concatenate[Any, Question], Answer],
        progress: Progress,
        *args: Question.args,
        **kwargs: Question.kwargs,
    ) -> Pending[Answer]:
        """Like `ask`, for a question that says by its turn how far it is; `progress.stop()` gives it up: Stopped."""
        return self.ask(owner, _telling(query, progress), *args, **kwargs)

    def do(self, owner: QObject, deed: Deed, then: Callable[[Changes], None], trouble: OnTrouble) -> None:
        """Run a use case in one transaction; every window hears of it, whether or not `owner` is still there.

        A second press of the same deed before its answer is no second deed. Where the answer isn't known, `trouble`
        says so, and the same press is asked for again until it is.
        """
        before = next((each for each in self._under_way if each.is_same(owner, deed)), None)
        if before is not None:
            self._ask_again(before)
            return
        if self._last is not None and self._last.is_same(owner, deed) and not self._since_last.hasExpired(_A_CLICK_MS):
            return  # a double click: what it means was done at its first half
        pressed = Pressed(owner, deed, Press(), then, trouble, self._take_back)
        self._under_way[pressed] = self._waiting(pressed)
        pressed.begin()
        self.saving.emit(tuple(self._under_way))
        self._send(pressed)

    @property
    def is_carrying(self) -> bool:
        """Whether an errand is under way, which stores by itself."""
        return self._errands > 0

    def take_back(self) -> None:
        """Take back every deed under way of which it is certain that nothing of it is stored."""
        for each in tuple(self._under_way):
            self._take_back(each)

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
        self._errands += 1
        self.saving.emit(tuple(self._under_way))
        self.tasks.write(
            self,
            partial(errand, self._work),
            partial(self._ended, partial(self._carried, owner, then, touched)),
            partial(self._ended, partial(_if_there, owner, trouble)),
            self._ended,
        )

    def note(self, owner: QObject, deed: Deed, trouble: OnTrouble) -> None:
        """Write something down behind what is shown: nobody waits for it, the bar keeps still, no window is told."""
        self.tasks.write(self, partial(self._work.write, deed), _nothing_more, partial(_if_there, owner, trouble))

    def sit(self, owner: QObject, staff: UUID, then: Callable[[None], None], trouble: OnTrouble) -> None:
        """Let somebody else sit at this desk, after every deed asked before; every screen asks again."""
        seated = partial(self._carried, owner, then, Changes(frozenset(Topic)))
        self.tasks.write(self, partial(self._work.sit, staff), seated, partial(_if_there, owner, trouble))

    def close(self) -> None:
        """The end: waits for what is under way, every write asked included, and gives the connections back."""
        self.tasks.close()
        self._work.close()

    def lose(self, since: datetime) -> None:
        """The database has gone, as whoever listens to it found; the next answer says that it is back."""
        self.heard.emit(since)
        self._note(is_reached=False)

    def hear(self) -> None:
        """Whoever listens hears again what others do; what they did meanwhile is asked for."""
        self.heard.emit(None)

    def fetch(self, owner: QObject, work: Callable[[], Answer]) -> Pending[Answer]:
        """Prepare work without a session (a file, a PDF, a late import) off the GUI thread."""
        return Pending(partial(self.tasks.read, owner, work))

    def keep(self, owner: QObject, work: Callable[[], Answer]) -> Pending[Answer]:
        """Prepare work on this desk's own files (drafts), in the order asked; it waits for no server."""
        return Pending(partial(self.tasks.keep, owner, work))

    def _ask(
        self,
        owner: QObject,
        question: Callable[[], Answer],
        show: Callable[[Answer], None],
        trouble: OnTrouble,
        latest: Hashable | None = None,
    ) -> None:
        self.tasks.read(owner, question, partial(self._answered, show), partial(self._failed, trouble), latest)

    def _answered(self, show: Callable[[Answer], None], answer: Answer) -> None:
        self._note(is_reached=True)
        show(answer)

    def _failed(self, trouble: OnTrouble, why: Refused | Unavailable) -> None:
        self._note(is_reached=not isinstance(why, Unavailable))
        trouble(why)

    def _note(self, *, is_reached: bool) -> None:
        if is_reached is not self._is_reached:
            self._is_reached = is_reached
            self.reached.emit(is_reached)
        if is_reached:
            for each in tuple(self._under_way):
                self._ask_again(each)

    # --- deeds under way -------------------------------------------------------------------------------------

    def _send(self, pressed: Pressed) -> None:
        self.tasks.write(
            self,
            partial(self._store, pressed),
            partial(self._done, pressed),
            partial(self._not_done, pressed),
            partial(self._settle, pressed),
        )

    def _store(self, pressed: Pressed) -> Changes:
        """On a worker; also while the window closes, when no answer is handed over any more."""
        try:
            changes = self._work.write(pressed.deed, pressed.press)
        except MemoryError as error:
            if pressed.press.is_nothing_stored:
                raise NothingDoneError().with_traceback(error.__traceback__) from None
            raise
        pressed.stored()
        return changes

    def _ask_again(self, pressed: Pressed) -> None:
        if pressed.is_unknown and pressed in self._under_way:
            pressed.is_unknown = False
            if pressed.is_left:
                pressed.press.give_up()
            self._send(pressed)

    def _has_waited(self, pressed: Pressed) -> None:
        """A server that keeps silent over what was sent is left, and asked anew; before that, somebody may cancel."""
        if pressed in self._under_way and pressed.press.stage is Stage.SENT:
            pressed.press.cut()

    def _waiting(self, pressed: Pressed) -> QTimer:
        """Goes off as long as the answer isn't there, and no longer: it would keep alive the form that asked."""
        timer = QTimer(self)
        timer.setInterval(_TOO_LONG_MS)
        timer.timeout.connect(partial(self._has_waited, pressed))
        timer.start()
        return timer

    def _take_back(self, pressed: Pressed) -> None:
        if pressed in self._under_way and pressed.press.cancel():
            self._settle(pressed)
            _if_there(pressed.owner, pressed.trouble, Stopped())

    def _done(self, pressed: Pressed, changes: Changes) -> None:
        was_left, has_form = pressed.is_left, pressed.has_form
        self._settle(pressed)
        self._last = None if has_form else pressed
        self._since_last.start()
        self._note(is_reached=True)
        self.changed.emit(changes)
        if was_left:
            self.late.emit(pressed, changes)
        else:
            _if_there(pressed.owner, pressed.then, changes)

    def _not_done(self, pressed: Pressed, why: Refused | Unavailable) -> None:
        if pressed not in self._under_way:
            return  # taken back, and said so
        was_left = pressed.is_left
        if isinstance(why, NotKnown):
            pressed.is_unknown = True
            self.saving.emit(tuple(self._under_way))
            why = Unavailable(_ASKED_AGAIN)
            QTimer.singleShot(_AGAIN_AFTER_MS, self, partial(self._ask_again, pressed))
        else:
            self._settle(pressed)
        self._note(is_reached=not isinstance(why, Unavailable))
        if not was_left:
            _if_there(pressed.owner, pressed.trouble, why)
        elif not pressed.is_unknown:
            self.late.emit(pressed, why)
        if isinstance(why, ChangedMeanwhile):
            self.changed.emit(Changes(frozenset(Topic)))  # the refusal says that it can be looked at

    def _settle(self, pressed: Pressed) -> None:
        if pressed in self._under_way:
            waiting = self._under_way.pop(pressed)
            waiting.timeout.disconnect()
            waiting.deleteLater()
            pressed.end()
            self.saving.emit(tuple(self._under_way))

    def _ended(self, tell: Callable[..., None] | None = None, *answer: object) -> None:
        self._errands -= 1
        self.saving.emit(tuple(self._under_way))
        if tell is not None:
            tell(*answer)

    def _carried(self, owner: QObject, then: Callable[[Answer], None], touched: Changes, answer: Answer) -> None:
        self.changed.emit(touched)
        _if_there(owner, then, answer)


def _telling(
    query: Callable[Concatenate[Any, Question], Answer], progress: Progress
) -> Callable[Concatenate[Any, Question], Answer]:
    @wraps(query)
    def told(turn: Any, /, *args: Question.args, **kwargs: Question.kwargs) -> Answer:
        return query(replace(turn, go_on=progress.go_on, reached=progress.reached), *args, **kwargs)

    return told


def _nothing_more(_noted: Changes) -> None:
    """It is written down, and that is all."""


def _if_there(owner: QObject, call: Callable[..., None], *args: object) -> None:
    if isValid(owner):
        call(*args)
