"""What closes a package: ticking its steps, notes on them, assistive technology, and closing it (END-4, END-5).

`seen` is the version of the step, none where it had no tick and no note, so that two desks at different steps don't
disturb each other; for the outcome and the closing it is that of the closure.
"""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.assistive import say_whether, what_was_said
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.people import Person
from models.rules.cld.who_paid import kept_at_closing
from models.rules.closure.closing import (
    AtFacts,
    at_lacks,
    at_outcome_lacks,
    closed_already_lacks,
    closing_lacks,
    none_given_lacks,
    untick_lacks,
)
from models.rules.closure.ending import ended_lacks
from models.vocabulary.closure import AtOutcome, ClosingStepKind, EndReason
from models.vocabulary.deciding import DecidedDeed


def write_note(turn: Turn, *, episode: UUID, step: ClosingStepKind, seen: int | None, note: str) -> Changes:
    """Keep a note on a closing step; who ticked it, and when, stays. Source: OPG 6.3 (END-4)."""
    found, closure = _with_closure(turn, episode)
    line = _step_as_seen(turn, closure.id, step, seen) or add(turn, ClosingStep(closure_id=closure.id, step=step))
    line.note, line.operation_id = note.strip(), turn.operation
    return changes(Topic.CLOSURES, person=found.person_id, made=closure.id)


def tick(turn: Turn, *, episode: UUID, step: ClosingStepKind, seen: int | None, note: str = "") -> Changes:
    """A closing step is done: by whom, when. Source: OPG 6.3 (END-4)."""
    found, closure = _ended(turn, episode)
    record = _step_as_seen(turn, closure.id, step, seen) or add(turn, ClosingStep(closure_id=closure.id, step=step))
    record.done_at, record.done_by_id, record.note = turn.moment, turn.staff, note.strip() or record.note
    record.operation_id = turn.operation
    return _changed(found, closure)


def untick(turn: Turn, *, episode: UUID, step: ClosingStepKind, seen: int | None) -> Changes:
    """Take a tick back, while the package isn't closed; that it was there stays in the audit."""
    found, closure = _ended(turn, episode)
    record = _step_as_seen(turn, closure.id, step, seen)
    refuse_if(untick_lacks(is_ticked=record is not None and record.done_at is not None))
    if record is not None:
        record.done_at, record.done_by_id, record.operation_id = None, None, turn.operation
    return _changed(found, closure)


def record_at_outcome(
    turn: Turn, *, episode: UUID, seen: int | None, outcome: AtOutcome | None = None, given: bool = True
) -> Changes:
    """Say whether assistive technology was given, and what happens to it once it is reviewed.

    With an outcome the form is complete and both were e-mailed. From the end of STS or the hand-over on, during interim
    too; `seen` is the version of the answer, none where it was never asked. Source: OPG 4 (END-5).
    """
    found = look(turn, Episode, episode, lock=True)
    refuse_if(closed_already_lacks(found.closed_at if found.end_reason is not EndReason.TRANSFERRED else None))
    is_dead = look(turn, Person, found.person_id).death_reported_at is not None
    refuse_if((*none_given_lacks(outcome, given=given), *at_outcome_lacks(outcome, is_dead=is_dead)))
    before = _handed_over(turn, found)
    closure = _closure_of(turn, before) if before else _with_closure(turn, episode)[1]
    say_whether(turn, before or episode, seen, given=given)
    if closure is None and outcome is not None:
        closure = add(turn, Closure(episode_id=before))
    if closure is not None:
        closure.at_outcome, closure.operation_id = outcome, turn.operation
        closure.at_recorded_at = turn.moment if outcome is not None else None
    return changes(Topic.CLOSURES, Topic.EPISODES, person=found.person_id)


def close(turn: Turn, *, episode: UUID, seen: int, decided_by: UUID | None = None) -> Changes:
    """Close the package, as a DSO decided: refused until every step is done, and AT is settled.

    Source: OPG 4, 6.3 (END-4, END-5, END-10).
    """
    found, closure = _ended_as_seen(turn, episode, seen)
    decider = dso_of(turn, DecidedDeed.CLOSE, decided_by)
    query = select(ClosingStep.step).where(ClosingStep.closure_id == closure.id, ClosingStep.done_at.is_not(None))
    person = look(turn, Person, found.person_id)
    before = _handed_over(turn, found)
    review = (_closure_of(turn, before) or Closure()) if before else closure
    said = what_was_said(turn, before or episode)
    at = AtFacts(
        given=said.given if said else None,
        outcome=review.at_outcome,
        recorded_at=review.at_recorded_at,
        is_dead=person.death_reported_at is not None,
    )
    refuse_if((*closing_lacks(frozenset(turn.session.scalars(query))), *at_lacks(at)))
    found.closed_at = closure.closed_at = turn.moment
    closure.closed_by_id, closure.operation_id, found.operation_id = decider, turn.operation, turn.operation
    closure.was_self_funder = kept_at_closing(person.funding)
    keep(turn, DecidedDeed.CLOSE, decider, episode=episode)
    return _changed(found, closure)


def _handed_over(turn: Turn, episode: Episode) -> UUID | None:
    """The short-term episode whose hand-over led here, or that this is: its package keeps the review of its AT.

    None where support ended otherwise: then the review is kept with the package that is closed.
    """
    before = look(turn, Episode, episode.follows_id) if episode.follows_id and episode.kind.is_interim else episode
    return before.id if before.end_reason is EndReason.TRANSFERRED else None


def _closure_of(turn: Turn, episode: UUID) -> Closure | None:
    return turn.session.scalars(select(Closure).where(Closure.episode_id == episode)).one_or_none()


def _ended_as_seen(turn: Turn, episode: UUID, seen: int) -> tuple[Episode, Closure]:
    found, closure = _with_closure(turn, episode)
    refuse_if_changed(turn, closure, seen)
    refuse_if(closed_already_lacks(found.closed_at))
    return found, closure


def _ended(turn: Turn, episode: UUID) -> tuple[Episode, Closure]:
    found, closure = _with_closure(turn, episode)
    refuse_if(closed_already_lacks(found.closed_at))
    return found, closure


def _with_closure(turn: Turn, episode: UUID) -> tuple[Episode, Closure]:
    found = look(turn, Episode, episode, lock=True)
    known = turn.session.scalars(select(Closure).where(Closure.episode_id == episode)).all()
    was_undone = found.undone_at is not None
    has_package = bool(known) and found.end_reason is not EndReason.TRANSFERRED
    refuse_if(ended_lacks(has_ended=found.ended_at is not None, has_package=has_package, was_undone=was_undone))
    return found, known[0]


def _step_as_seen(turn: Turn, closure: UUID, step: ClosingStepKind, seen: int | None) -> ClosingStep | None:
    query = select(ClosingStep).where(ClosingStep.closure_id == closure, ClosingStep.step == step)
    found = turn.session.scalars(query).one_or_none()
    refuse_if_changed(turn, found, seen)
    return found


def _changed(episode: Episode, closure: Closure) -> Changes:
    return changes(Topic.CLOSURES, Topic.EPISODES, person=episode.person_id, made=closure.id)
