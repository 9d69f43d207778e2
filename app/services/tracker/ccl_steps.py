"""Which step of which checklist a change that is in CCL fulfils, and that step ticked, or our tick taken back.

Two steps ask for CCL: "Update CCL with start and end dates" when support ended, and the same of the short-term
package after a hand-over, within the transfer's checklist. No step asks it of a start, a change, a break or a return:
what of them isn't in CCL yet is counted with the tracker. Source: OPG 6.3; MG (END-4, INT-3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.services.deed import add
from app.services.transfer.short_term_package import close_if_all_done
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.rules.sentences import day_text
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.transfer_facts import MOVES
from models.values import london_day
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.tracker import CclMark, TrackerChangeKind


@dataclass(frozen=True, slots=True)
class Said:
    """What Scheduling says of a change now: its answer, by whom, and the day they name."""

    ccl: CclMark | None
    by: str = ""
    on: date | None = None


def settle_step(turn: Turn, change: TrackerChange, said: Said) -> None:
    """Tick the step that this change reports for a Yes, take back a tick of ours for anything else.

    A step that a person ticked, and a package that is closed, stay as they are. What somebody noted on the step stays
    below the line that says whence the tick came.
    """
    find = _FINDS.get(change.kind)
    episode = find(turn, change) if find is not None else None
    if episode is None:
        return
    closure = _closure(turn, episode)
    if (closure is None and change.kind not in MOVES) or (closure is not None and closure.closed_at is not None):
        return
    step = _step(turn, closure.id) if closure is not None else None
    ours = f"T{change.number:05d} in the tracker: "
    is_done, is_ours = step is not None and step.done_at is not None, step is not None and step.note.startswith(ours)
    if said.ccl is CclMark.YES:
        if is_done and is_ours and step is not None:
            step.note, step.operation_id = _note(step.note, ours, said), turn.operation
        elif not is_done and not _is_taken_back(turn, change):
            closure = closure or add(turn, Closure(episode_id=episode))
            _tick(turn, closure, step, ours, said)
            if change.kind in MOVES:
                close_if_all_done(turn, turn.session.get_one(Episode, episode), closure)
    elif is_done and is_ours and step is not None:
        step.done_at, step.done_by_id, step.operation_id = None, None, turn.operation
        step.note = _noted(step.note, ours)


def settle_as_marked(turn: Turn, change: TrackerChange) -> None:
    """An end that Scheduling heard of with the death: what they marked there counts for its closing. (END-4, END-6)."""
    settle_step(turn, change, Said(change.ccl, change.ccl_by, london_day(change.ccl_on) if change.ccl_on else None))


def _tick(turn: Turn, closure: Closure, step: ClosingStep | None, ours: str, said: Said) -> None:
    step = step or add(turn, ClosingStep(closure_id=closure.id, step=ClosingStepKind.UPDATE_CCL))
    step.done_at, step.done_by_id, step.operation_id = turn.moment, turn.staff, turn.operation
    step.note = _note(step.note or "", ours, said)
    turn.session.flush()


def _ended(_turn: Turn, change: TrackerChange) -> UUID | None:
    return change.episode_id


def _moved_from(turn: Turn, change: TrackerChange) -> UUID | None:
    """The short-term episode of a move: the row in the tracker is about the one that it led to."""
    return turn.session.scalars(
        select(Transfer.episode_id).where(
            Transfer.office_id == turn.office,
            Transfer.to_episode_id == change.episode_id,
            Transfer.handed_over_at.is_not(None),
            Transfer.abandoned_at.is_(None),
        )
    ).one_or_none()


_FINDS: dict[TrackerChangeKind, Callable[[Turn, TrackerChange], UUID | None]] = {
    **dict.fromkeys((TrackerChangeKind.END, TrackerChangeKind.DIED), _ended),
    **dict.fromkeys(MOVES, _moved_from),
}


def _closure(turn: Turn, episode: UUID) -> Closure | None:
    """What is to be settled after this episode; held, so that nobody closes it meanwhile."""
    turn.session.execute(select(Episode.id).where(Episode.id == episode).with_for_update())
    return turn.session.scalars(
        select(Closure).where(Closure.episode_id == episode).execution_options(populate_existing=True)
    ).one_or_none()


def _step(turn: Turn, closure: UUID) -> ClosingStep | None:
    return turn.session.scalars(
        select(ClosingStep).where(ClosingStep.closure_id == closure, ClosingStep.step == ClosingStepKind.UPDATE_CCL)
    ).one_or_none()


def _is_taken_back(turn: Turn, change: TrackerChange) -> bool:
    """An end or a move that was recorded by mistake settles nothing of the one that is recorded after it."""
    answer = aliased(TrackerChange)
    stands = answer.withdrawn_at.is_(None)  # one that never goes out takes nothing back
    query = select(exists().where(answer.office_id == turn.office, answer.retracts_id == change.id, stands))
    return bool(turn.session.scalar(query))


def _note(note: str, ours: str, said: Said) -> str:
    return "\n".join(filter(None, (f"{ours}CCL updated{_by_whom(said)}.", _noted(note, ours))))


def _noted(note: str, ours: str) -> str:
    """What a person has noted on the step, without our own line above it."""
    return note.partition("\n")[2] if note.startswith(ours) else note


def _by_whom(said: Said) -> str:
    by = " ".join(said.by.split())  # a line of its own, whatever the cell holds
    return (f" by {by}" if by else "") + (f" on {day_text(said.on)}" if said.on else "")
