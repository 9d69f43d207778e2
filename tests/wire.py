"""A wire to PostgreSQL that can be cut around a COMMIT, held, and let go; the desk's end is a port of our own.

One thread passes on what either side says. What the desk sends is looked at only for the end of a transaction.
"""

import selectors
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from threading import Event, Thread

from sqlalchemy import make_url

_COMMIT = b"COMMIT\0"
_LOCK = b"pg_advisory_xact_lock"
_AT_ONCE = 65_536


class Cut(Enum):
    """Where the wire is cut, once."""

    BEFORE = "the server never hears of the COMMIT"
    AFTER = "the COMMIT is passed on, and both ends are cut at that moment"
    UNANSWERED = "the server has kept it; its answer is swallowed"
    LATE = "the COMMIT reaches the server only when the desk asks again"
    HELD = "the COMMIT is passed on, and nothing after it"


@dataclass(eq=False)
class _Line:
    desk: socket.socket
    server: socket.socket
    swallows: bool = False
    said_late: bytes = field(default=b"")

    def close(self) -> None:
        for end in (self.desk, self.server):
            end.close()


class Wire:
    """From `url` on to the server of another address, until it is closed. `cut_next` cuts around the next COMMIT."""

    def __init__(self, server_url: str) -> None:
        self._to = make_url(server_url)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._wake, self._woken = socket.socketpair()
        self._choose = selectors.DefaultSelector()
        self._choose.register(self._listening, selectors.EVENT_READ, self._accept)
        self._choose.register(self._woken, selectors.EVENT_READ, self._hear)
        self._lines: list[_Line] = []
        self._cut: Cut | None = None
        self._is_held = self._is_down = self._is_closed = False
        self._held: list[tuple[socket.socket, _Line]] = []
        self.stuck = Event()  # something was said while the wire is held
        self.cuts = 0
        self._thread = Thread(target=self._run, name="wire")
        self._thread.start()

    @property
    def url(self) -> str:
        """The desk's end, as an address for SQLAlchemy."""
        return self._to.set(port=self._listening.getsockname()[1]).render_as_string(hide_password=False)

    def cut_next(self, cut: Cut, *, stays_down: bool = False) -> None:
        """Cut around the next COMMIT; with `stays_down` nobody is connected again before `mend`."""
        self._cut, self._stays_down = cut, stays_down

    def hold(self) -> None:
        """Pass nothing on, cut nothing: a black hole."""
        self.stuck.clear()
        self._is_held = True

    def mend(self) -> None:
        """Pass on again, whoever comes."""
        self._is_held = self._is_down = False
        self._wake.send(b"1")

    def close(self) -> None:
        """Cut everything."""
        self._is_closed = True
        self._wake.send(b"1")
        self._thread.join()
        for each in (self._listening, self._wake, self._woken):
            each.close()

    def _run(self) -> None:
        while not self._is_closed:
            for key, _ in self._choose.select():
                key.data(key.fileobj)
        for line in list(self._lines):
            self._end(line)
        self._choose.close()

    def _hear(self, woken: socket.socket) -> None:
        woken.recv(_AT_ONCE)
        held, self._held = self._held, []
        for end, line in held:
            if line in self._lines:
                self._choose.register(end, selectors.EVENT_READ, lambda said, of=line: self._pass_on(said, of))

    def _accept(self, listening: socket.socket) -> None:
        desk, _ = listening.accept()
        if self._is_down:
            desk.close()
            return
        line = _Line(desk, socket.create_connection((self._to.host or "", self._to.port or 0)))
        self._lines.append(line)
        for end in (line.desk, line.server):
            self._choose.register(end, selectors.EVENT_READ, lambda said, of=line: self._pass_on(said, of))

    def _pass_on(self, end: socket.socket, line: _Line) -> None:
        if line not in self._lines:
            return
        if self._is_held:
            self._choose.unregister(end)
            self._held.append((end, line))
            self.stuck.set()
            return
        try:
            said = end.recv(_AT_ONCE)
            if not said or (line.swallows and end is line.server):
                self._end(line)
            elif end is line.desk and self._cut is not None and _COMMIT in said:
                self._cut_at(line, said)
            else:
                (line.server if end is line.desk else line.desk).sendall(said)
                if end is line.desk and _LOCK in said:
                    self._say_what_is_late()
        except OSError:
            self._end(line)

    def _cut_at(self, line: _Line, said: bytes) -> None:
        cut, self._cut = self._cut, None
        self.cuts += 1
        self._is_down = self._stays_down
        if cut in {Cut.AFTER, Cut.UNANSWERED}:
            line.server.sendall(said)
        if cut is Cut.UNANSWERED:
            line.swallows = True
        elif cut is Cut.HELD:
            line.server.sendall(said)
            self.hold()
            self.stuck.set()
        elif cut is Cut.LATE:
            line.said_late = said
            self._forget(line.desk)
        else:
            self._end(line)

    def _say_what_is_late(self) -> None:
        for line in [each for each in self._lines if each.said_late]:
            line.server.sendall(line.said_late)
            line.said_late, line.swallows = b"", True

    def _end(self, line: _Line) -> None:
        self._lines.remove(line)
        for end in (line.desk, line.server):
            self._forget(end)

    def _forget(self, end: socket.socket) -> None:
        with suppress(KeyError, ValueError):
            self._choose.unregister(end)
        end.close()
