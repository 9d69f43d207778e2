"""Desks in processes of their own that export one tracker: at the same moment, or killed in the middle of it."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import UUID

from app.door.changes import Changes, changes
from app.door.clock import FixedClock
from app.door.errors import Unavailable
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.tracker import round_trip
from app.services.tracker.scheduling import tell
from models.database import Database
from models.vocabulary.tracker import TrackerChangeKind
from tests.racing import apart

PROGRAM = "Homeward test"
_PATIENCE = 200  # tries of a desk on a busy machine; no clock decides how a race ends


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a desk works and what it exports: the database, the office's moment and member of staff, the workbook."""

    url: str
    moment: datetime
    staff: UUID
    path: Path

    def sat(self) -> tuple[Database, Work]:
        """The desk itself; its database is to be closed."""
        clock = FixedClock(self.moment)
        database = Database(self.url, clock.now)
        return database, Work(database, clock, staff=self.staff)


def seat_of(office: Any, path: Path) -> Seat:
    """The small office's DSO at a desk of another process."""
    url = office.database.url.render_as_string(hide_password=False)
    return Seat(url, office.now, office.staff["DSO"], path)


# --- At once -------------------------------------------------------------------------------------------------------


def exported_at_once(seat: Seat, people: tuple[tuple[UUID, ...], ...]) -> list[list[str]]:
    """Let each desk tell Scheduling of each of its people, at the same moments as the others, and export each time.

    What came of it: for each desk the Refs that its exports say went out with them, or what it died of.
    """
    context = apart(__name__)
    barrier, answers = context.Barrier(len(people)), context.SimpleQueue()
    started = [
        context.Process(target=_export_all, args=(seat, theirs, barrier, answers), daemon=True) for theirs in people
    ]
    for each in started:
        each.start()
    found = [answers.get() for _ in people]
    for each in started:
        each.join()
        each.close()
    answers.close()
    return found


def _export_all(seat: Seat, people: tuple[UUID, ...], barrier: Barrier, answers: "SimpleQueue[list[str]]") -> None:
    sent: list[str] = []
    try:
        database, work = seat.sat()
        for person in people:
            barrier.wait()
            _until_done(lambda person=person: work.write(lambda turn: _told(turn, person)))  # type: ignore[misc]
            sent += _until_done(lambda: round_trip.export(work, seat.path, program=PROGRAM)).sent
        database.close()
    except BaseException as error:  # noqa: BLE001  told to the test, which would wait for ever otherwise
        barrier.abort()
        sent = [f"died: {error!r}"]
    answers.put(sent)


def _told(turn: Turn, person: UUID) -> Changes:
    kind = TrackerChangeKind.START
    return changes(made=tell(turn, kind, person=person, effective_at=turn.moment, reason="").id)


def _until_done(deed: Callable[[], Any]) -> Any:
    """Others were first: the desk tries again, as the sentence says."""
    for tried in range(_PATIENCE):
        try:
            return deed()
        except Unavailable:
            if tried + 1 == _PATIENCE:
                raise
    return None


# --- Killed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of an export: a function of ours or of the operating system is called, or has returned."""

    event: str
    name: str

    @property
    def is_of_system(self) -> bool:
        """Whether it is no Python function."""
        return self.event.startswith("c_")


def killed_at(seat: Seat, step: Step) -> bool:
    """Export in a process that is killed at this step; False where the export never came there."""
    process = apart(__name__).Process(target=_export_until, args=(seat, step), daemon=True)
    process.start()
    process.join()
    code = process.exitcode
    process.close()
    return code == -signal.SIGKILL


def _export_until(seat: Seat, step: Step) -> None:
    database, work = seat.sat()
    work.read(lambda turn: turn.moment)  # what the first turn of a desk does is no part of an export

    def look(frame: FrameType, event: str, called: Any) -> None:
        if event == step.event and step.name == (called.__name__ if step.is_of_system else frame.f_code.co_name):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)
    round_trip.export(work, seat.path, program=PROGRAM)
    sys.setprofile(None)
    database.close()
