"""Ticking the transfer checklist, each tick with who and when; and taking a tick back (INT-3 to INT-6)."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.week import versions_of
from app.services.transfer.answers import keep_acceptance, withdraw_acceptance
from app.services.transfer.transfer_of_episode import (
    done_steps,
    put_tick,
    step_of,
    take_tick_off,
    transfer_while_supported,
)
from models.episodes import Episode
from models.people import Person
from models.rules.plans.in_force import plan_of_day
from models.rules.transfer.checklist import ChecklistFacts, not_needed_lacks, tick_lacks, untick_lacks
from models.rules.transfer.recording import given_up_lacks
from models.tracker import TrackerChange
from models.transfer import Transfer, TransferStep
from models.transfer_facts import is_waiting_row
from models.values import london_day
from models.vocabulary.transfer import TransferStepKind


def tick(turn: Turn, *, transfer: UUID, step: TransferStepKind, seen: int | None, note: str = "") -> Changes:
    """A step is done; refused while it waits for another step or for an event. Source: MG (INT-3 to INT-6)."""
    return _tick(turn, _under_way(turn, transfer), step, seen, note)


def tick_step(
    turn: Turn, *, episode: UUID, transfer: UUID | None, step: TransferStepKind, seen: int | None, note: str = ""
) -> Changes:
    """Tick a step whether or not anything was recorded before: the first tick makes the transfer's record.

    Source: MG (INT-3 to INT-6).
    """
    known = transfer or transfer_while_supported(turn, episode).id
    return _tick(turn, _under_way(turn, known), step, seen, note)


def write_note(
    turn: Turn, *, episode: UUID, transfer: UUID | None, step: TransferStepKind, seen: int | None, note: str
) -> Changes:
    """Keep a note on a step; who ticked it, and when, stays. Source: MG (INT-3 to INT-6)."""
    record = look(turn, Transfer, transfer, lock=True) if transfer else transfer_while_supported(turn, episode)
    _refuse_if_ticked(turn, record, step, seen)
    found = step_of(turn, record.id, step) or add(turn, TransferStep(transfer_id=record.id, step=step))
    found.note, found.operation_id = note.strip(), turn.operation
    return _changed(turn, record)


def ask_step(
    turn: Turn,
    *,
    episode: UUID,
    transfer: UUID | None,
    step: TransferStepKind,
    seen: int | None,
    note: str,
    reference: str = "",
) -> Changes:
    """A step is asked of whoever does it, now unless it was before; their reference. Source: MG (INT-3 to INT-6)."""
    record = look(turn, Transfer, transfer, lock=True) if transfer else transfer_while_supported(turn, episode)
    _refuse_if_ticked(turn, record, step, seen)
    found = step_of(turn, record.id, step) or add(turn, TransferStep(transfer_id=record.id, step=step))
    found.asked_at, found.reference, found.note = found.asked_at or turn.moment, reference.strip() or None, note.strip()
    found.operation_id = turn.operation
    return _changed(turn, record)


def leave_step_out(
    turn: Turn, *, episode: UUID, transfer: UUID | None, step: TransferStepKind, seen: int | None, because: str
) -> Changes:
    """A step is not needed, and why: it counts as done until that is taken back. Source: MG (INT-3 to INT-6)."""
    record = _under_way(turn, transfer or transfer_while_supported(turn, episode).id)
    _refuse_if_ticked(turn, record, step, seen)
    refuse_if(not_needed_lacks(step, checklist_facts(turn, record), because=because))
    put_tick(turn, record.id, step, "", not_needed=because.strip())
    return _changed(turn, record)


def _tick(turn: Turn, record: Transfer, step: TransferStepKind, seen: int | None, note: str) -> Changes:
    _refuse_if_ticked(turn, record, step, seen)
    refuse_if(tick_lacks(step, checklist_facts(turn, record), note=note, reason=record.reason))
    if step is TransferStepKind.FABO_REFERRAL:
        record.fabo_at, record.operation_id = record.fabo_at or turn.moment, turn.operation
    if step is TransferStepKind.STS_PSP_FINISHED:
        _finish_plan(turn, record)
    by = keep_acceptance(turn, record) if step is TransferStepKind.TRANSFER_ACCEPTED else turn.staff
    put_tick(turn, record.id, step, note, by=by)
    return _changed(turn, record)


def untick(turn: Turn, *, transfer: UUID, step: TransferStepKind, seen: int | None) -> Changes:
    """Take a tick back, unless something that is done rests on it; that it was there stays in the audit."""
    record = _under_way(turn, transfer)
    _refuse_if_ticked(turn, record, step, seen)
    refuse_if(untick_lacks(step, done_steps(turn, transfer), has_moved=record.handed_over_at is not None))
    found = turn.session.scalars(
        select(TransferStep).where(TransferStep.transfer_id == transfer, TransferStep.step == step)
    ).one()
    if step is TransferStepKind.FABO_REFERRAL:
        record.fabo_at, record.operation_id = None, turn.operation
    if step is TransferStepKind.TRANSFER_ACCEPTED:
        withdraw_acceptance(turn, record.id)
    take_tick_off(turn, found)
    return _changed(turn, record)


def _under_way(turn: Turn, transfer: UUID) -> Transfer:
    """The transfer, held and not changed: ticks of other steps don't disturb each other."""
    record = look(turn, Transfer, transfer, lock=True)
    refuse_if(given_up_lacks(record.abandoned_at))
    return record


def _refuse_if_ticked(turn: Turn, transfer: Transfer, step: TransferStepKind, seen: int | None) -> None:
    """Refuse where this line of the checklist isn't the version that the desk saw; none: it had no tick and no note."""
    refuse_if_changed(turn, step_of(turn, transfer.id, step), seen)


def _finish_plan(turn: Turn, transfer: Transfer) -> None:
    """The STS PSP is finished with its step: from then on the version never changes (INT-3, PSP-2)."""
    versions = versions_of(turn, transfer.episode_id)
    ended = turn.session.get_one(Episode, transfer.episode_id).ended_at
    plan = plan_of_day(versions, london_day(ended) if ended else turn.day)
    if plan is not None and plan is versions[-1] and plan.finished_at is None:  # one that another follows is fixed
        plan.finished_at, plan.operation_id = turn.moment, turn.operation


def checklist_facts(turn: Turn, transfer: Transfer) -> ChecklistFacts:
    """What decides which steps apply now, and those that are done. Source: MG (INT-3 to INT-6)."""
    funding = turn.session.scalars(
        select(Person.funding).join(Episode, Episode.person_id == Person.id).where(Episode.id == transfer.episode_id)
    ).one()
    after = transfer.to_episode_id
    ended = after is not None and turn.session.get_one(Episode, after).ended_at is not None
    return ChecklistFacts(
        route=transfer.route,
        funding=funding,
        has_offer=transfer.offer_at is not None,
        has_moved=transfer.handed_over_at is not None,
        row_waits=turn.session.scalars(select(TrackerChange.id).where(is_waiting_row(after))).first() is not None,
        has_interim_ended=ended,
        done=done_steps(turn, transfer.id),
    )


def _changed(turn: Turn, transfer: Transfer) -> Changes:
    person = turn.session.get_one(Episode, transfer.episode_id).person_id
    return changes(Topic.TRANSFERS, Topic.PLANS, person=person, made=transfer.id)
