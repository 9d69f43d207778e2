"""Closing the short-term package of somebody who moved, step by step in the transfer's checklist (END-4).

The package is closed with its last step, and is open again when one is taken back; `seen` is the version of the step,
none where it never had a tick.
"""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.rules.closure.closing import closed_already_lacks, untick_lacks
from models.rules.transfer.short_term_package import is_all_done, package_step_lacks
from models.transfer import Transfer
from models.vocabulary.closure import ClosingStepKind


def tick_package_step(
    turn: Turn, *, transfer: UUID, step: ClosingStepKind, seen: int | None, note: str = ""
) -> Changes:
    """A step of the short-term package is done: by whom, when. Source: OPG 6.3 (END-4)."""
    episode = _moved_out_of(turn, transfer)
    closure = _closure(turn, episode.id) or add(turn, Closure(episode_id=episode.id))
    line = _step(turn, closure.id, step)
    refuse_if_changed(turn, line, seen)
    refuse_if(closed_already_lacks(episode.closed_at))
    line = line or add(turn, ClosingStep(closure_id=closure.id, step=step))
    line.done_at, line.done_by_id, line.note = turn.moment, turn.staff, note.strip() or line.note
    line.operation_id = turn.operation
    turn.session.flush()
    close_if_all_done(turn, episode, closure)
    return _changed(episode, closure)


def close_if_all_done(turn: Turn, episode: Episode, closure: Closure) -> None:
    """The last step closes the package, whoever ticked it and however. Source: OPG 6.3 (END-4)."""
    done = select(ClosingStep.step).where(ClosingStep.closure_id == closure.id, ClosingStep.done_at.is_not(None))
    if is_all_done(frozenset(turn.session.scalars(done))):
        episode.closed_at = closure.closed_at = turn.moment
        closure.closed_by_id, closure.operation_id, episode.operation_id = turn.staff, turn.operation, turn.operation


def untick_package_step(turn: Turn, *, transfer: UUID, step: ClosingStepKind, seen: int | None) -> Changes:
    """Take a tick back: the package is open again, and that the tick was there stays in the audit. (END-4)."""
    episode = _moved_out_of(turn, transfer)
    closure = _closure(turn, episode.id)
    line = _step(turn, closure.id, step) if closure is not None else None
    refuse_if_changed(turn, line, seen)
    refuse_if(untick_lacks(is_ticked=line is not None and line.done_at is not None))
    if line is not None and closure is not None:
        line.done_at, line.done_by_id, line.operation_id = None, None, turn.operation
        episode.closed_at = closure.closed_at = closure.closed_by_id = None
        episode.operation_id = closure.operation_id = turn.operation
    return _changed(episode, closure)


def open_package_again(turn: Turn, episode: UUID) -> None:
    """The hand-over never was: no step of it counts when support ends. The audit keeps them all. (END-4, END-7)."""
    closure = _closure(turn, episode)
    if closure is None:
        return
    closure.closed_at, closure.closed_by_id, closure.operation_id = None, None, turn.operation
    for line in turn.session.scalars(select(ClosingStep).where(ClosingStep.closure_id == closure.id)):
        line.done_at, line.done_by_id, line.operation_id = None, None, turn.operation


def _moved_out_of(turn: Turn, transfer: UUID) -> Episode:
    record = look(turn, Transfer, transfer, lock=True)
    refuse_if(package_step_lacks(has_moved=record.handed_over_at is not None))
    return look(turn, Episode, record.episode_id, lock=True)


def _closure(turn: Turn, episode: UUID) -> Closure | None:
    return turn.session.scalars(select(Closure).where(Closure.episode_id == episode)).one_or_none()


def _step(turn: Turn, closure: UUID, step: ClosingStepKind) -> ClosingStep | None:
    query = select(ClosingStep).where(ClosingStep.closure_id == closure, ClosingStep.step == step)
    return turn.session.scalars(query).one_or_none()


def _changed(episode: Episode, closure: Closure | None) -> Changes:
    return changes(
        Topic.TRANSFERS, Topic.CLOSURES, Topic.EPISODES, person=episode.person_id, made=closure.id if closure else None
    )
