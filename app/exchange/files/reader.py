"""The program's side of the process that reads files from outside: started late, kept, timed, ended where it breaks.

It isn't made as the processes that draw papers are (app.papers.batch): those begin by importing whatever the program
began with, and answer by pickles, which do what they say.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import IO, TypeVar

from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from app.exchange.columns import Field
from app.exchange.files.fullness import Fullness
from app.exchange.files.names import MOST_MEMORY, MOST_SECONDS, called
from app.exchange.files.sent import (
    Answer,
    NotBelieved,
    Wanted,
    What,
    answer_of,
    media_type_of,
    packed,
    packet_from,
    pages_of,
    send,
    sheet_of,
)
from app.exchange.files.sheet import Sheet
from models.vocabulary.papers import MediaType

Made = TypeVar("Made")

# An installed program has no interpreter beside it and starts itself, by a word.
READS = ["reads-files"] if getattr(sys, "frozen", False) else ["-P", "-B", "-m", "app.exchange.files.child"]
_LOOKS_UP = 0.1  # seconds, how often whoever waits hears that it goes on, and may stop it
# What an interpreter needs of its surroundings to start: no password of a database, nothing of this desk's.
_NEEDED = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR"),
    *("HOME", "USERPROFILE", "APPDATA", "PYTHONHOME", "PYTHONUSERBASE", "__PYVENV_LAUNCHER__"),
)
_GOES = 2  # seconds, after it has closed its answers
_FAILED = 1  # what an interpreter ends with that couldn't even begin
_NOT_STARTED = (
    "This desk can't start what reads files: close other programs, and if it stays so, install Homeward again."
)
_WHO = "whoever sent the file"


class FileReader:
    """Reads one file after another in a process of its own, which is started at the first, or by `warm`."""

    def __init__(self, memory: int = MOST_MEMORY, seconds: float = MOST_SECONDS) -> None:
        self._memory, self._seconds = memory, seconds
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self.is_confined = False  # whether the system holds the process to its memory, as it last said

    def sheet(
        self, content: bytes, name: str, tab: str | None, fields: Sequence[Field], progress: Progress | None = None
    ) -> Sheet:
        """The table in these bytes, as `parsed` finds it. Stopped: by `progress`, and nothing goes on reading."""
        return self._asked(Wanted(What.SHEET, content, _as_text(name), tab, tuple(fields)), sheet_of, progress)

    def scan(self, content: bytes, name: str) -> MediaType:
        """What a scan is, as `checked_scan` finds it."""
        return self._asked(Wanted(What.SCAN, content, _as_text(name)), media_type_of)

    def picture_pages(self, content: bytes) -> bytes:
        """A picture that is kept as a PDF, as `picture_pages` makes it."""
        return self._asked(Wanted(What.PICTURE_PAGES, content, ""), pages_of)

    def warm(self) -> None:
        """Start the process now, so that whoever chooses a file meanwhile doesn't wait for it."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the process; another file starts another."""
        with self._lock:
            self._end()

    def _asked(self, wanted: Wanted, made: Callable[[Answer], Made], progress: Progress | None = None) -> Made:
        with self._lock:
            try:
                answer = answer_of(self._packet(wanted, progress))
                self.is_confined = answer.is_confined
                return made(answer)
            except NotBelieved as error:
                self._end()
                raise Refused(_broken(wanted, self._memory), who=_WHO) from error

    def _packet(self, wanted: Wanted, progress: Progress | None) -> bytes:
        child, answers = self._running(), SimpleQueue[bytes | None]()
        exchange = Thread(target=_exchange, args=(child, packed(wanted), answers), name="reading a file", daemon=True)
        exchange.start()
        try:
            packet = self._waited(wanted, answers, progress, Fullness(child.pid))
        except BaseException:
            self._end()  # whatever the reason not to wait any longer: nothing goes on reading
            raise
        finally:
            exchange.join()
        if packet is None:
            ended = _ended(child)
            self._end()
            if ended == _FAILED:
                raise Unavailable(_NOT_STARTED)
            raise NotBelieved(f"it ended with {ended}")
        return packet

    def _waited(
        self, wanted: Wanted, answers: "SimpleQueue[bytes | None]", progress: Progress | None, fullness: Fullness
    ) -> bytes | None:
        until = monotonic() + self._seconds
        while True:
            with suppress(Empty):
                return answers.get(timeout=max(0.0, min(_LOOKS_UP, until - monotonic())))
            if progress is not None:
                progress.reached(0, 0, f"Reading {called(wanted.name)}")
            if monotonic() >= until:
                raise Refused(_slow(wanted, self._seconds), who=_WHO)
            if fullness.is_for_good():
                raise NotBelieved("it has no memory left and goes on")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._end()
            try:
                self._child = _started(self._memory)
            except OSError as error:
                raise Unavailable(_NOT_STARTED) from error
            atexit.register(self.close)
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        atexit.unregister(self.close)
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            with suppress(OSError):  # what wasn't sent yet is sent to nobody
                _there(stream).close()


def _started(memory: int) -> "subprocess.Popen[bytes]":
    """Where this program's own modules stand is all that the process is told of this one."""
    surroundings = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    surroundings["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    return subprocess.Popen(  # noqa: S603  this program, by a list and without a shell
        [sys.executable, *READS, str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _exchange(child: "subprocess.Popen[bytes]", packet: bytes, answers: "SimpleQueue[bytes | None]") -> None:
    """Send and wait for the answer, on a thread of its own: on no system can a pipe be waited for with a limit."""
    answer = None
    with suppress(OSError, ValueError):  # it has ended, or was ended
        send(_there(child.stdin), packet)
        answer = packet_from(_there(child.stdout), MOST_MEMORY)
    answers.put(answer)


def _ended(child: "subprocess.Popen[bytes]") -> int | None:
    """What it ended with; nothing where it goes on although it answers no more."""
    with suppress(subprocess.TimeoutExpired):
        return child.wait(_GOES)
    return None


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101  both are pipes
    return stream


def _as_text(name: str) -> str:
    """A name on a disk may be no text."""
    return name.encode(errors="replace").decode()


def _broken(wanted: Wanted, memory: int) -> str:
    why = f"it breaks off what opens it, or takes more than {memory // 2**20} MiB of memory"
    return f"{called(wanted.name)} can't be opened: {why}. {_then(wanted)}"


def _slow(wanted: Wanted, seconds: float) -> str:
    return f"{called(wanted.name)} can't be opened: after {seconds:.0f} seconds it still wasn't. {_then(wanted)}"


def _then(wanted: Wanted) -> str:
    """What to do, and that nothing of it is stored."""
    if wanted.what is What.SHEET:
        return "Open it in Excel, save a copy that holds only the list, and choose that. Nothing has been taken in."
    return "Scan the paper again, at 200 or 300 dots an inch."


KEPT = FileReader()


def how_files_are_read() -> tuple[str, bool]:
    """How files from outside are read on this desk, found by reading a list of one row; and whether they can be."""
    try:
        KEPT.sheet(b"Ref,Name\n1,Ann\n", "", None, ())
    except (Refused, Unavailable) as trouble:
        return f"Files: {trouble}", False
    memory = f"at most {MOST_MEMORY // 2**20} MiB of memory" if KEPT.is_confined else "as much memory as it takes"
    said = f"Files from outside are read in a process of their own, each with {memory} and {MOST_SECONDS} seconds."
    return said, True
