"""Desks in processes of their own, for tests of what two of them do at once; no window, no clock but the test's.

All of a round's desks read first, as people look before they press, and wait for each other; then each presses.
A machine so busy that a desk's wait for its turn runs out says nothing about the hours: the desk presses again.
"""

import multiprocessing
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from typing import Any
from uuid import UUID

import psycopg

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.errors import Refused, Unavailable
from app.door.turn import Turn
from app.door.work import Work
from app.services import referrals
from app.services.agreement import signing
from app.services.episodes import milestones
from app.services.plans import support, versions
from app.services.plans.versions import Agreed
from app.services.referrals import NewPerson
from app.services.transfer import checklist, conditions
from models.database import Database
from models.values import PlannedVisit
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferStepKind

_ATTEMPTS = 20  # at a press, each with the whole patience of the database; no clock decides how a race ends


@dataclass(frozen=True, slots=True)
class Press:
    """What a desk wants: `deed` by its name, on this record (a referral, a plan's episode …), as it saw it."""

    deed: str
    record: UUID
    seen: int | None = 0
    plan: UUID | None = None
    week: tuple[PlannedVisit, ...] = ()
    person: NewPerson | None = None


def _hold(press: Press, turn: Turn) -> Changes:
    return referrals.hold_capacity(turn, referral=press.record, seen=press.seen or 0)


def _confirm(press: Press, turn: Turn) -> Changes:
    return referrals.confirm_capacity(turn, referral=press.record, seen=press.seen or 0)


def _plan_more(press: Press, turn: Turn) -> Changes:
    assert press.plan is not None
    agreed = Agreed(dso=True, scheduling_at=turn.moment)
    return versions.new_version(
        turn, episode=press.record, based_on=press.plan, week=press.week, because="Weaker", agreed=agreed
    )


def _agree_transfer(press: Press, turn: Turn) -> Changes:
    told = {"at": turn.moment, "reason": "No offer", "present": "OT"}
    return conditions.agree_transfer(turn, episode=press.record, seen=press.seen, **told)


def _tick(press: Press, turn: Turn) -> Changes:
    step = TransferStepKind.CAPACITY_SPOKEN
    return checklist.tick_step(turn, episode=press.record, transfer=None, step=step, seen=press.seen, note="Room")


def _date(press: Press, turn: Turn) -> Changes:
    kind = MilestoneKind.MAXIMUM_INDEPENDENCE
    return milestones.record(turn, episode=press.record, kind=kind, seen=press.seen, at=turn.moment, present="OT")


def _extend(press: Press, turn: Turn) -> Changes:
    until = turn.day + timedelta(days=60)
    return support.extend(
        turn,
        episode=press.record,
        seen=press.seen or 0,
        until=until,
        still_gaining_independence=True,
        day_is_meant=True,
    )


def _take_in(press: Press, turn: Turn) -> Changes:
    assert press.person is not None
    return referrals.take_in(turn, person=press.person, team=press.record)


def _issue(press: Press, turn: Turn) -> Changes:
    from app.papers.issuing import issue_agreement  # noqa: PLC0415  most desks draw nothing

    return issue_agreement(turn, episode=press.record, seen=press.seen or 0, edition=PaperFormat.STANDARD)


def _sign(press: Press, turn: Turn) -> Changes:
    return signing.sign(turn, agreement=press.record, seen=press.seen or 0, signed_at=turn.moment)


def _refuse_to_sign(press: Press, turn: Turn) -> Changes:
    return signing.record_refusal(turn, agreement=press.record, seen=press.seen or 0, because="Too dear")


_DEEDS: dict[str, Callable[[Press, Turn], Changes]] = {
    "hold": _hold,
    "confirm": _confirm,
    "plan more": _plan_more,
    "agree the transfer": _agree_transfer,
    "tick": _tick,
    "date": _date,
    "extend": _extend,
    "take in": _take_in,
    "issue": _issue,
    "sign": _sign,
    "refuse to sign": _refuse_to_sign,
}


def apart(module: str) -> Any:
    """How desks of this module are started: what they all import is imported once, where the system can."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def race(url: str, moment: datetime, staff: UUID, desks: tuple[tuple[Press, ...], ...]) -> list[list[str]]:
    """Let each desk press in each round at the same time as the others; what each was answered, by round."""
    context = apart(__name__)
    barrier, answers = context.Barrier(len(desks)), context.SimpleQueue()
    started = [
        context.Process(target=_sit, args=(url, moment, staff, presses, barrier, answers, number), daemon=True)
        for number, presses in enumerate(desks)
    ]
    for each in started:
        each.start()
    found = dict(answers.get() for _ in desks)
    for each in started:
        each.join()
        each.close()
    answers.close()
    return [list(by_desk) for by_desk in zip(*(found[number] for number in range(len(desks))), strict=True)]


def _sit(
    url: str,
    moment: datetime,
    staff: UUID,
    presses: tuple[Press, ...],
    barrier: Barrier,
    answers: "SimpleQueue[tuple[int, list[str]]]",
    number: int,
) -> None:
    said: list[str] = []
    try:
        clock = FixedClock(moment)
        database = Database(url, clock.now)
        work = Work(database, clock, staff=staff)
        for press in presses:
            barrier.wait()
            said.append(pressed(work, press))
        database.close()
    except BaseException as error:  # noqa: BLE001  told to the test, which would wait for ever otherwise
        barrier.abort()
        said = [f"died: {error!r}"] * len(presses)
    answers.put((number, said))


def pressed(work: Work, press: Press) -> str:
    """What a desk is answered: done, refused, busy (still, after many attempts), or unavailable for another reason."""
    for _ in range(_ATTEMPTS):
        try:
            work.write(lambda turn: _DEEDS[press.deed](press, turn))
        except Refused as refusal:
            return f"refused: {refusal}"
        except Unavailable as trouble:
            if not _is_busy(trouble):
                return f"unavailable: {trouble.__cause__!r}"
        else:
            return "done"
    return "busy"


def _is_busy(trouble: Unavailable) -> bool:
    """Whether the desk waited for its turn and didn't get it; nothing was begun, so it may press again.

    Not so where it had begun already and another desk's commit came between (SQLITE_BUSY_SNAPSHOT): a desk that
    decides on what it read before its turn is a fault, however the race ends.
    """
    cause = getattr(trouble.__cause__, "orig", None)
    if isinstance(cause, psycopg.errors.ConnectionTimeout | psycopg.errors.LockNotAvailable):
        return True
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
