"""What went out to Scheduling, once each, and what Scheduling marked when it came back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import Refused
from app.door.turn import Turn
from app.services.tracker.ccl_steps import Said, settle_step
from app.services.transfer.transfer_of_episode import put_tick, step_of
from models.people import Office
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.transfer_facts import MOVES
from models.values import start_of_day
from models.vocabulary.tracker import CclMark
from models.vocabulary.transfer import TransferStepKind


class Overtaken(Refused):
    """Another desk has just sent some of these changes: look again at what is left, then export that."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What Scheduling wrote beside one change, by its number; `on` is the day they name."""

    number: int
    ccl: CclMark | None
    by: str = ""
    on: date | None = None
    query: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there, or no longer."""
        return self.ccl is None and self.on is None and not self.by and not self.query


@dataclass(frozen=True, slots=True)
class MarksCompared:
    """The marks that say something new, the numbers of those that were known, and of those never sent from here."""

    changed: tuple[Mark, ...]
    known: tuple[int, ...]
    unknown: tuple[int, ...]


def send(turn: Turn, *, numbers: Sequence[int], file_name: str, written: Mapping[int, str] | None = None) -> Changes:
    """These changes go out with this file, each once: refused as a whole where one went out in between.

    `written` is what their cells that follow the person say in it, by number.
    The office's row is held until the commit, so of two desks that export at once one waits for the other.
    """
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())
    waiting = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.number.in_(numbers),
            TrackerChange.exported_at.is_(None),
            TrackerChange.withdrawn_at.is_(None),
        )
        .execution_options(populate_existing=True)
    ).all()
    if len(waiting) != len(set(numbers)):
        raise Overtaken("Another desk has just exported the tracker: export again for what is left.")
    for change in waiting:
        change.exported_at, change.exported_to, change.operation_id = turn.moment, file_name, turn.operation
        change.written = (written or {}).get(change.number, change.written)
    turn.session.flush()
    _tick_told(turn, [change for change in waiting if change.kind in MOVES])
    return Changes(frozenset({Topic.TRACKER, Topic.TRANSFERS}), frozenset(change.person_id for change in waiting))


def _tick_told(turn: Turn, moves: Sequence[TrackerChange]) -> None:
    """Scheduling is told of a move now that its row has gone out. Source: MG (INT-3)."""
    refs = {change.episode_id: f"T{change.number:05d}" for change in moves}
    for transfer in turn.session.scalars(select(Transfer).where(Transfer.to_episode_id.in_(refs))) if refs else ():
        told = step_of(turn, transfer.id, TransferStepKind.SCHEDULING_TOLD)
        if told is None or told.done_at is None:
            said = "" if told is not None and told.note else f"{refs[transfer.to_episode_id]} in the tracker"
            put_tick(turn, transfer.id, TransferStepKind.SCHEDULING_TOLD, said)


def compare_marks(turn: Turn, *, marks: Iterable[Mark]) -> MarksCompared:
    """Sort marks into new, known and foreign; changes nothing."""
    return _compared(marks, _stored(turn, lock=False))


def record_marks(turn: Turn, *, marks: Iterable[Mark]) -> Changes:
    """Store what Scheduling marked. An end or a move that is in CCL fulfils that step. Source: OPG 6.3 (END-4).

    A mark that Scheduling took back or changed is stored as it stands now, and the step it fulfilled is open again.
    """
    stored = _stored(turn, lock=True)
    compared = _compared(marks, stored)
    people = set()
    for mark in compared.changed:
        change = stored[mark.number]
        change.ccl, change.ccl_by, change.ccl_query = mark.ccl, mark.by, mark.query
        change.ccl_on = start_of_day(mark.on) if mark.on else None
        change.operation_id = turn.operation
        people.add(change.person_id)
        settle_step(turn, change, Said(mark.ccl, mark.by, mark.on))
    return Changes(frozenset({Topic.TRACKER, Topic.CLOSURES, Topic.TRANSFERS, Topic.EPISODES}), frozenset(people))


def _stored(turn: Turn, *, lock: bool) -> dict[int, TrackerChange]:
    """The changes that went out, by number."""
    query = select(TrackerChange).where(TrackerChange.office_id == turn.office, TrackerChange.exported_at.is_not(None))
    found = turn.session.scalars(query.with_for_update() if lock else query)
    return {change.number: change for change in found}


def _compared(marks: Iterable[Mark], stored: dict[int, TrackerChange]) -> MarksCompared:
    changed: list[Mark] = []
    known: list[int] = []
    unknown: list[int] = []
    for mark in {each.number: each for each in marks}.values():
        change = stored.get(mark.number)
        if change is not None and _says(change) != _read(mark):
            changed.append(mark)
        elif not mark.is_blank:
            (unknown if change is None else known).append(mark.number)
    return MarksCompared(tuple(changed), tuple(known), tuple(unknown))


def _says(change: TrackerChange) -> tuple[object, ...]:
    return change.ccl, change.ccl_by, change.ccl_on, change.ccl_query


def _read(mark: Mark) -> tuple[object, ...]:
    return mark.ccl, mark.by, start_of_day(mark.on) if mark.on else None, mark.query
