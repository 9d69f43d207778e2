"""The checklist from the screen: a first tick makes the transfer's record; a note may be kept without a tick."""

from uuid import UUID

from app.changes import Changes, Topic, changes
from app.services import transfer_steps
from app.services.records import add, look
from app.services.transfer_records import step_of, way_on_of
from app.turn import Turn
from models.episodes import Episode
from models.transfers import Transfer, TransferStep
from models.vocabulary import TransferStepKind


def tick_step(turn: Turn, *, episode: UUID, transfer: UUID | None, step: TransferStepKind, note: str = "") -> Changes:
    """Tick a step of the checklist, whether or not anything was recorded before. Source: MG (INT-3 to INT-6)."""
    known = transfer or way_on_of(turn, episode).id
    return transfer_steps.tick(turn, transfer=known, step=step, note=note)


def write_note(turn: Turn, *, episode: UUID, transfer: UUID | None, step: TransferStepKind, note: str) -> Changes:
    """Keep a note on a step; who ticked it, and when, stays."""
    known = transfer or way_on_of(turn, episode).id
    look(turn, Transfer, known)
    found = step_of(turn, known, step) or add(turn, TransferStep(transfer_id=known, step=step))
    found.note, found.operation_id = note.strip(), turn.operation
    person = look(turn, Episode, episode).person_id
    return changes(Topic.TRANSFERS, person=person, made=known)
