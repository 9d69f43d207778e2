"""What went out to Scheduling, once each, and what Scheduling marked when it came back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import Refused
from app.door.turn import Turn
from app.services.deed import add
from app.services.tracker.ccl_steps import Said, settle_step
from app.services.transfer.transfer_of_episode import put_tick, step_of
from models.people import Office
from models.tracker import TrackerBook, TrackerChange
from models.transfer import Transfer
from models.transfer_facts import MOVES
from models.values import start_of_day
from models.vocabulary.tracker import CclMark
from models.vocabulary.transfer import TransferStepKind

_AT_ONCE = 5_000  # numbers in one statement


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


def send(
    turn: Turn,
    *,
    numbers: Sequence[int],
    file_name: str,
    written: Mapping[int, str] | None = None,
    book: UUID | None = None,
    exports: int = 0,
) -> Changes:
    """These changes go out with this file, each once: refused as a whole where one went out in between.

    `written` is what their cells that follow the person say in it, by number; `book` is the workbook's id and `exports`
    its count with this export. The office's row is held until the commit, so of two desks that export at once one waits
    for the other.
    """
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())
    waiting = _waiting(turn, numbers)
    if len(waiting) != len(set(numbers)):
        raise Overtaken("Another desk has just exported the tracker: export again for what is left.")
    if book is not None:
        _count(turn, book, exports, file_name)
    for change in waiting:
        change.exported_at, change.exported_to, change.operation_id = turn.moment, file_name, turn.operation
        change.written = (written or {}).get(change.number, change.written)
    turn.session.flush()
    _tick_told(turn, [change for change in waiting if change.kind in MOVES])
    return Changes(frozenset({Topic.TRACKER, Topic.TRANSFERS}), frozenset(change.person_id for change in waiting))


def _waiting(turn: Turn, numbers: Sequence[int]) -> list[TrackerChange]:
    """Those of these changes that went nowhere yet."""
    found: list[TrackerChange] = []
    for first in range(0, len(numbers), _AT_ONCE):
        query = (
            select(TrackerChange)
            .where(
                TrackerChange.office_id == turn.office,
                TrackerChange.number.in_(numbers[first : first + _AT_ONCE]),
                TrackerChange.exported_at.is_(None),
                TrackerChange.withdrawn_at.is_(None),
            )
            .execution_options(populate_existing=True)
        )
        found += turn.session.scalars(query)
    return found


def _tick_told(turn: Turn, moves: Sequence[TrackerChange]) -> None:
    """Scheduling is told of a move now that its row has gone out. Source: MG (INT-3)."""
    refs = {change.episode_id: f"T{change.number:05d}" for change in moves}
    for transfer in turn.session.scalars(select(Transfer).where(Transfer.to_episode_id.in_(refs))) if refs else ():
        told = step_of(turn, transfer.id, TransferStepKind.SCHEDULING_TOLD)
        if told is None or told.done_at is None:
            said = "" if told is not None and told.note else f"{refs[transfer.to_episode_id]} in the tracker"
            put_tick(turn, transfer.id, TransferStepKind.SCHEDULING_TOLD, said)


def _count(turn: Turn, book: UUID, exports: int, file_name: str) -> None:
    """Keep how often a workbook was exported; refused where another copy of it has just counted as far."""
    held = turn.session.scalars(
        select(TrackerBook)
        .where(TrackerBook.office_id == turn.office, TrackerBook.id == book)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if held is None:
        add(turn, TrackerBook(id=book, file_name=file_name, exports=exports, exported_at=turn.moment))
        return
    if held.exports >= exports:
        raise Overtaken("Another copy of this tracker has just been exported: export again.")
    held.file_name, held.exports, held.exported_at = file_name, exports, turn.moment
    held.operation_id = turn.operation


def record_marks(
    turn: Turn,
    *,
    marks: Iterable[Mark],
    book: UUID | None = None,
    exports: int = 0,
    placed: Sequence[int] = (),
) -> Changes:
    """Store what Scheduling marked. An end or a move that is in CCL fulfils that step. Source: OPG 6.3 (END-4).

    A mark that Scheduling took back or changed is stored as it stands now, and the step it fulfilled is open again.
    `book` and `exports` say in which copy they were read; `placed` are the numbers of known marks that stand in it too.
    """
    said = {each.number: each for each in marks}
    stored = _held(turn, {*said, *placed})
    people = set()
    for mark in said.values():
        change = stored.get(mark.number)
        if change is None or _says(change) == _read(mark):
            continue
        change.ccl, change.ccl_by, change.ccl_query = mark.ccl, mark.by, mark.query
        change.ccl_on = start_of_day(mark.on) if mark.on else None
        _place(turn, change, book, exports)
        people.add(change.person_id)
        settle_step(turn, change, Said(mark.ccl, mark.by, mark.on))
    for number in placed:
        if number in stored:
            _place(turn, stored[number], book, exports)
            people.add(stored[number].person_id)
    return Changes(frozenset({Topic.TRACKER, Topic.CLOSURES, Topic.TRANSFERS, Topic.EPISODES}), frozenset(people))


def _place(turn: Turn, change: TrackerChange, book: UUID | None, exports: int) -> None:
    change.marked_in, change.marked_at_export = book, exports if book is not None else None
    change.operation_id = turn.operation


def _held(turn: Turn, numbers: Collection[int]) -> dict[int, TrackerChange]:
    """Those of these changes that went out, by number, held until the commit."""
    wanted, found = sorted(numbers), {}
    for first in range(0, len(wanted), _AT_ONCE):
        query = (
            select(TrackerChange)
            .where(
                TrackerChange.office_id == turn.office,
                TrackerChange.exported_at.is_not(None),
                TrackerChange.number.in_(wanted[first : first + _AT_ONCE]),
            )
            .order_by(TrackerChange.number)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        found.update({change.number: change for change in turn.session.scalars(query)})
    return found


def _says(change: TrackerChange) -> tuple[object, ...]:
    return change.ccl, change.ccl_by, change.ccl_on, change.ccl_query


def _read(mark: Mark) -> tuple[object, ...]:
    return mark.ccl, mark.by, start_of_day(mark.on) if mark.on else None, mark.query
