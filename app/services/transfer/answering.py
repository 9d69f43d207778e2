"""The interim DSO's answer to a hand-over that is asked of her: accepted before its moment, or returned (INT-9)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import load, look
from app.services.episodes.expected import drop_expected
from app.services.transfer.answers import keep_acceptance, keep_answer, withdraw_acceptance
from app.services.transfer.checklist import checklist_facts
from app.services.transfer.transfer_of_episode import clear_ticks, done_steps, put_tick
from models.episodes import Episode
from models.rules.transfer.answering import ASKED_ANEW, return_lacks, said_lacks
from models.rules.transfer.checklist import tick_lacks
from models.rules.transfer.recording import given_up_lacks
from models.transfer import Transfer
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.transfer import HandOverAnswer, TransferStepKind

_ACCEPTED = TransferStepKind.TRANSFER_ACCEPTED


def accept_hand_over(
    turn: Turn,
    *,
    transfer: UUID,
    seen: int,
    at: datetime | None = None,
    accepted_by: UUID | None = None,
    note: str = "",
) -> Changes:
    """The interim DSO accepts: her own deed, or recorded as the word of a DSO of the receiving team, by name.

    `at` is when it was said, now unless told otherwise; the move is not before it. Source: MG (INT-5, INT-9).
    """
    record = _as_seen(turn, transfer, seen)
    refuse_if(said_lacks(at or turn.moment, turn.moment))
    refuse_if(tick_lacks(_ACCEPTED, checklist_facts(turn, record), note=note, reason=record.reason))
    withdraw_acceptance(turn, transfer)
    by = keep_acceptance(turn, record, by=accepted_by, at=at)
    put_tick(turn, transfer, _ACCEPTED, note, at, by)
    return _changed(turn, record)


def return_hand_over(
    turn: Turn,
    *,
    transfer: UUID,
    seen: int,
    because: str,
    at: datetime | None = None,
    returned_by: UUID | None = None,
) -> Changes:
    """The interim DSO returns what was asked, with a reason: nothing has moved, and what asked it is open again.

    A move that was expected isn't any more, and Scheduling hears so. Also after accepting, as long as the person
    hasn't moved. Source: MG (INT-9).
    """
    record = _as_seen(turn, transfer, seen)
    refuse_if(said_lacks(at or turn.moment, turn.moment))
    is_asked = TransferStepKind.PSP_SENT in done_steps(turn, transfer)
    refuse_if(return_lacks(because, is_asked=is_asked, has_moved=record.handed_over_at is not None))
    withdraw_acceptance(turn, transfer)
    keep_answer(turn, record, HandOverAnswer.RETURNED, because=because, by=returned_by, at=at)
    clear_ticks(turn, transfer, ASKED_ANEW)
    held = look(turn, Episode, record.episode_id)
    drop_expected(turn, held, f"Hand-over returned: {because.strip()}", ExpectedKind.HAND_OVER)
    turn.session.flush()
    return changes(Topic.TRANSFERS, Topic.EPISODES, Topic.TRACKER, person=held.person_id, made=record.id)


def _as_seen(turn: Turn, transfer: UUID, seen: int) -> Transfer:
    """The transfer as the desk saw it, held: another answer counts as a change of it."""
    record = load(turn, Transfer, transfer, seen=seen, lock=True)
    refuse_if(given_up_lacks(record.abandoned_at))
    return record


def _changed(turn: Turn, record: Transfer) -> Changes:
    turn.session.flush()
    person = turn.session.get_one(Episode, record.episode_id).person_id
    return changes(Topic.TRANSFERS, Topic.EPISODES, person=person, made=record.id)
