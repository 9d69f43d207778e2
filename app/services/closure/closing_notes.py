"""Notes on the closing checklist that leave its ticks alone."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.rules.closure.ending import ended_lacks
from models.vocabulary import ClosingStepKind


def write_note(turn: Turn, *, episode: UUID, step: ClosingStepKind, note: str) -> Changes:
    """Keep a note on a closing step; who ticked it, and when, stays. Source: OPG 6.3 (END-4)."""
    found = look(turn, Episode, episode, lock=True)
    known = turn.session.scalars(select(Closure).where(Closure.episode_id == episode)).all()
    refuse_if(ended_lacks(is_ended=found.ended_at is not None and bool(known)))
    closing = known[0]
    query = select(ClosingStep).where(ClosingStep.closure_id == closing.id, ClosingStep.step == step)
    line = turn.session.scalars(query).one_or_none() or add(turn, ClosingStep(closure_id=closing.id, step=step))
    line.note, line.operation_id = note.strip(), turn.operation
    return changes(Topic.CLOSURES, person=found.person_id, made=closing.id)
