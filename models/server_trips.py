"""A connection to a server that waits as seldom as it can: each wait is a trip, and on a slow link a trip is felt.

A transaction begins along with its first statement, what nobody waits for goes along with the next statement that is
waited for, and its end goes along with the last. psycopg's own transactions would wait for BEGIN by itself.
"""

import math
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGresult

_SILENT_S = 75.0  # on which a server has broken off every statement by itself, unless its processes stand still
_TO_THE_END = math.inf
_PLAIN_INSERT = "INSERT INTO "
_WRITES = (_PLAIN_INSERT, "UPDATE ", "DELETE ")
_ANSWERS = (" RETURNING ", " ON CONFLICT", "SELECT ")  # of such an INSERT it isn't known beforehand what it does


class _Cursor(psycopg.Cursor[Any]):
    """Hands what it is asked to do to its connection, which knows what else goes along."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "_Cursor":
        driver: ServerTrips = self.connection  # type: ignore[assignment]  # whose cursor_factory this is
        driver.refuse_to_write(query)
        found = driver.talk.answer(query, params) if driver.talk is not None else None
        if found is not None:
            self._tx = Transformer(self)
            self._set_results([found])
        elif driver.is_in_transaction and _is_plain_insert(query):
            driver.send_later(lambda: psycopg.Cursor(driver).execute(query, params, **how))
            self._rowcount = 1
        else:
            driver.wait_for(partial(super().execute, query, params, **how), is_one=bool(params) or ";" not in query)
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], *, returning: bool = False) -> None:
        driver: ServerTrips = self.connection  # type: ignore[assignment]  # whose cursor_factory this is
        driver.refuse_to_write(query)
        if driver.is_in_transaction and not returning and _is_plain_insert(query):
            rows = list(params_seq)
            driver.send_later(lambda: psycopg.Cursor(driver).executemany(query, rows))
            self._rowcount = len(rows)
        else:
            driver.wait_for(partial(super().executemany, query, params_seq, returning=returning))


class SilentError(psycopg.OperationalError):
    """A server said nothing for longer than it was waited for; the connection has ended."""


class _WaitsError(Exception):
    """A statement of a talk was asked, and isn't answered yet."""


class Talk:
    """What one question asks, statement by statement: asked anew, it finds the answers that came meanwhile."""

    def __init__(self, driver: "ServerTrips") -> None:
        self._driver = driver
        self._asked: list[tuple[Any, Any, psycopg.Cursor[Any]] | Talks] = []
        self._at = 0
        self.waits: float = 0

    def goes_on(self, ask: Callable[[], None], *, waits: float) -> bool:
        """Whether it came to its end, having waited so often at most; what the others ask goes along each time."""
        before, self._driver.talk = self._driver.talk, self
        self._at, self.waits = 0, waits
        try:
            ask()
        except _WaitsError:
            return False
        finally:
            self._driver.talk = before
        return True

    def answer(self, query: Any, params: Any) -> PGresult | None:
        """What the server answered to its next statement; none where it is to be asked as any other."""
        if self._at == len(self._asked):
            if self.waits == _TO_THE_END:
                return None
            cursor = psycopg.Cursor(self._driver)
            self._asked.append((query, params, cursor))
            self._driver.send_later(lambda: cursor.execute(query, params))
        asked = self._asked[self._at]
        self._at += 1
        if isinstance(asked, Talks) or asked[:2] != (query, params):
            raise _otherwise()
        cursor = asked[2]
        if cursor.pgresult is None:
            if not self.waits:
                raise _WaitsError
            self.waits -= 1
            self._driver.settle()
        return cursor.pgresult

    def together(self, asks: Sequence[Callable[[], None]]) -> None:
        """Ask what this question asks together itself: along with the others, for as long as there are any."""
        if self._at == len(self._asked):
            self._asked.append(Talks(self._driver, len(asks)))
        talks = self._asked[self._at]
        self._at += 1
        if not isinstance(talks, Talks):
            raise _otherwise()
        if self.waits == _TO_THE_END:
            talks.go_to_their_end(asks)
        elif not talks.go_on(asks, of=self):
            raise _WaitsError


class Talks:
    """Questions that are asked together: what each of them asks next goes in one trip."""

    def __init__(self, driver: "ServerTrips", count: int) -> None:
        self._talks = [Talk(driver) for _ in range(count)]

    def go_on(self, asks: Sequence[Callable[[], None]], *, of: Talk) -> bool:
        """Whether all come to their end by what is answered, waiting no oftener than the one that asks them."""
        going = [pair for pair in zip(self._talks, asks, strict=True) if not pair[0].goes_on(pair[1], waits=0)]
        if not (going and of.waits):
            return not going
        last, ask = going[-1]
        is_at_its_end = last.goes_on(ask, waits=of.waits)
        of.waits = last.waits
        return is_at_its_end and len(going) == 1

    def go_to_their_end(self, asks: Sequence[Callable[[], None]]) -> None:
        """Wait for all of them; once only the last has something to ask, it isn't asked anew any more."""
        going = list(zip(self._talks, asks, strict=True))
        while going:
            *others, (last, ask) = going
            others = [pair for pair in others if not pair[0].goes_on(pair[1], waits=0)]
            going = others if last.goes_on(ask, waits=1 if others else _TO_THE_END) else [*others, (last, ask)]


def _otherwise() -> RuntimeError:
    return RuntimeError("A question that is asked together with others asks the same each time.")


class ServerTrips(psycopg.Connection[Any]):
    """psycopg's connection, which begins and ends its transactions here: `begin_later` says that one is wanted.

    Without that each statement stands by itself. An INSERT of values is answered at once and sent with what follows:
    what the database says against it is heard there, at the latest when the transaction is to be kept.

    `silent_s` is how long a server may say nothing at all while it is waited for, by `clock`, in seconds; None is as
    long as it takes. The connection is lost then.
    """

    silent_s: float | None = _SILENT_S
    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cursor_factory = _Cursor
        self._begins = self._only_asks = False
        self._later: deque[Callable[[], object]] = deque()
        self.talk: Talk | None = None  # whose statements these are at present

    @classmethod
    def of(cls, *given: Any, **named: Any) -> "ServerTrips":
        """Connect; by psycopg's own reckoning each statement stands by itself."""
        return cls.connect(*given, autocommit=True, **named)

    def cut(self) -> None:
        """End it, from any thread: its own calls fail at once then, wherever they wait."""
        with suppress(OSError, psycopg.Error), socket.socket(fileno=socket.dup(self.fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)

    def wait(self, gen: Any, *how: Any, **named: Any) -> Any:
        """Wait as psycopg does, and no longer than a server may be silent."""
        return super().wait(gen if self.silent_s is None else self._heard(gen, self.silent_s), *how, **named)

    def _heard(self, gen: Any, silent_s: float) -> Generator[Any, Any, Any]:
        """What `gen` asks for, until nothing was ready for so long."""
        until = self.clock() + silent_s
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    until = self.clock() + silent_s
                elif self.clock() > until:
                    self.pgconn.finish()
                    raise SilentError("the connection is lost: the server says nothing")
                wanted = gen.send(ready)
        except StopIteration as ended:
            return ended.value

    @property
    def is_in_transaction(self) -> bool:
        """Whether what is done stands only when it is kept."""
        return self._begins or self.pgconn.transaction_status != TransactionStatus.IDLE

    def begin_later(self) -> None:
        """Begin a transaction along with the next statement."""
        self._begins = True

    def only_ask(self) -> None:
        """Begin none: each statement stands by itself until the end, and none may write, for it would stay."""
        self._only_asks = True

    def refuse_to_write(self, query: Any) -> None:
        """Stop a statement that a question would leave behind."""
        if self._only_asks and isinstance(query, str) and query.startswith(_WRITES):
            raise RuntimeError("A question stores nothing: whoever writes asks for a transaction.")

    def send_later(self, send: Callable[[], object]) -> None:
        """Send something along with the next statement."""
        self._later.append(send)

    def ask_later(self, query: str, params: Any) -> Callable[[], list[tuple[Any, ...]] | None]:
        """Ask along with the next statement; gives its rows, or none while nothing was sent since."""
        cursor = psycopg.Cursor(self)
        self.send_later(lambda: cursor.execute(query, params))
        return lambda: None if cursor.pgresult is None else cursor.fetchall()

    def cursor(self, name: str = "", **how: Any) -> Any:
        """Give a cursor; one that the server keeps lives in a transaction, which a question begins for it."""
        if name:
            self._begins = not self.is_in_transaction or self._begins
            self.settle()
        return super().cursor(name, **how)

    def settle(self) -> None:
        """Wait for all that is to be sent."""
        self.wait_for(lambda: None)

    def commit(self) -> None:
        """Keep what was done, in one trip with what is still to be sent."""
        if self._later or self.pgconn.transaction_status != TransactionStatus.IDLE:
            self.wait_for(lambda: psycopg.Cursor(self).execute("COMMIT", prepare=False))
        self._begins = self._only_asks = False

    def rollback(self) -> None:
        """Keep nothing; what wasn't sent yet never is."""
        self._later.clear()
        self._begins = self._only_asks = False
        super().rollback()

    def wait_for(self, act: Callable[[], object], *, is_one: bool = True) -> None:
        """Send what is to be sent and what `act` sends, and wait for all of it; a script (not one) goes by itself."""
        if not is_one:
            self.settle()
        if not (self._later or self._begins):
            act()
            return
        fault: psycopg.Error | None = None
        try:
            with self.pipeline():
                try:
                    self._send()
                    act()
                except psycopg.Error as error:
                    fault = error
        except psycopg.Error as error:
            fault = fault or _first(error)
        if fault is not None:
            raise fault

    def _send(self) -> None:
        if self._begins:
            self._begins = False
            psycopg.Cursor(self).execute(self._get_tx_start_command(), prepare=False)  # READ ONLY, where asked for
        while self._later:
            self._later.popleft()()


def _is_plain_insert(query: Any) -> bool:
    return isinstance(query, str) and query.startswith(_PLAIN_INSERT) and not any(each in query for each in _ANSWERS)


def _first(error: psycopg.Error) -> psycopg.Error:
    """What the server said first: what was sent after it was passed over."""
    before = error.__context__
    if isinstance(error, psycopg.errors.PipelineAborted) and isinstance(before, psycopg.Error):
        return _first(before)
    return error
