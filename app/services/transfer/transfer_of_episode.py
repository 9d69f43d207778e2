"""The one transfer record of somebody's way to ongoing care: found by either of its episodes, or made."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, refuse_if_changed
from app.services.episodes.open_episode import open_episode
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.recording import moved_lacks
from models.transfer import Transfer, TransferStep
from models.transfer_facts import NOTHING_PAST, past_with_brokerage, reached_by, transfer_facts
from models.vocabulary.transfer import TransferStepKind


def transfer_of(turn: Turn, episode: UUID) -> Transfer | None:
    """The transfer out of an episode that wasn't abandoned, if there is one."""
    return turn.session.scalars(
        select(Transfer).where(Transfer.episode_id == episode, Transfer.abandoned_at.is_(None))
    ).one_or_none()


def transfer_for(turn: Turn, episode: UUID) -> Transfer:
    """The transfer out of an open episode; the first fact makes it. Refused once the person has moved."""
    open_episode(turn, episode)
    return _kept_or_made(turn, episode, transfer_of(turn, episode))


def begun_transfer(turn: Turn, episode: UUID) -> Transfer:
    """The same where the fact itself is a milestone, so that nothing of the transfer changes (MILE-1)."""
    open_episode(turn, episode)
    return transfer_of(turn, episode) or transfer_for(turn, episode)


def transfer_as_seen(turn: Turn, episode: UUID, seen: int | None) -> Transfer:
    """The same, refused when it isn't the version that the desk saw; none: it saw that nothing is recorded yet."""
    open_episode(turn, episode)
    found = transfer_of(turn, episode)
    if found is None:
        refuse_if(moved_lacks(has_moved=_led_to(turn, episode) is not None))
    refuse_if_changed(turn, found, seen)
    return _kept_or_made(turn, episode, found)


def transfer_while_supported(turn: Turn, episode: UUID) -> Transfer:
    """The transfer for a fact that can also come, or be corrected, after the move: as long as support is given.

    Either episode names it, the short-term one or the interim one.
    """
    return _kept_or_made(turn, episode, _held_while_supported(turn, episode))


def begun_while_supported(turn: Turn, episode: UUID) -> Transfer:
    """The same where the fact itself is a milestone, so that nothing of the transfer changes (MILE-1)."""
    return _held_while_supported(turn, episode) or _kept_or_made(turn, episode, None)


def supported_as_seen(turn: Turn, episode: UUID, seen: int | None) -> Transfer:
    """The same, refused when it isn't the version that the desk saw; none: it saw that nothing is recorded yet."""
    found = _held_while_supported(turn, episode)
    refuse_if_changed(turn, found, seen)
    return _kept_or_made(turn, episode, found)


def _held_while_supported(turn: Turn, episode: UUID) -> Transfer | None:
    """What there is, with the open episode held."""
    found = _led_to(turn, episode) or transfer_of(turn, episode)
    if found is None:
        open_episode(turn, episode)
        return transfer_of(turn, episode)
    open_episode(turn, found.to_episode_id or found.episode_id)
    return found


def _kept_or_made(turn: Turn, episode: UUID, found: Transfer | None) -> Transfer:
    if found is None:
        refuse_if(moved_lacks(has_moved=_led_to(turn, episode) is not None))
        return add(turn, Transfer(episode_id=episode))
    found.operation_id = turn.operation
    return found


def facts_of(turn: Turn, transfer: Transfer) -> TransferFacts:
    """What the conditions ask about, with the offers and listings that came to nothing (INT-1, INT-2)."""
    with turn.session.no_autoflush:  # one save, one version
        past = past_with_brokerage(turn.session, Transfer.id == transfer.id)
        reached = reached_by(turn.session, transfer.episode_id)
    return transfer_facts(transfer, past.get(transfer.id, NOTHING_PAST), reached)


def step_of(turn: Turn, transfer: UUID, step: TransferStepKind) -> TransferStep | None:
    """One line of the checklist, ticked or with its tick taken back."""
    query = select(TransferStep).where(TransferStep.transfer_id == transfer, TransferStep.step == step)
    return turn.session.scalars(query).one_or_none()


def put_tick(
    turn: Turn,
    transfer: UUID,
    step: TransferStepKind,
    note: str,
    at: datetime | None = None,
    by: UUID | None = None,
    not_needed: str = "",
) -> None:
    """Tick a step, now and by whoever sits here unless said otherwise; without a note the one that is there stays."""
    found = step_of(turn, transfer, step) or add(turn, TransferStep(transfer_id=transfer, step=step))
    found.done_at, found.done_by_id, found.note = at or turn.moment, by or turn.staff, note.strip() or found.note
    found.not_needed_because = not_needed or None
    found.operation_id = turn.operation


def take_tick_off(turn: Turn, step: TransferStep) -> None:
    """Open a step again: neither done nor left out."""
    step.done_at, step.done_by_id, step.not_needed_because, step.operation_id = None, None, None, turn.operation


def clear_ticks(turn: Turn, transfer: UUID, steps: Collection[TransferStepKind]) -> None:
    """Open these steps again; what was noted on them stays, and in the audit who had ticked them."""
    ticked = TransferStep.transfer_id == transfer, TransferStep.done_at.is_not(None)
    for step in turn.session.scalars(select(TransferStep).where(*ticked, TransferStep.step.in_(steps))):
        take_tick_off(turn, step)


def done_steps(turn: Turn, transfer: UUID) -> frozenset[TransferStepKind]:
    """The steps that are ticked."""
    query = select(TransferStep.step).where(TransferStep.transfer_id == transfer, TransferStep.done_at.is_not(None))
    return frozenset(turn.session.scalars(query))


def _led_to(turn: Turn, episode: UUID) -> Transfer | None:
    return turn.session.scalars(
        select(Transfer).where(Transfer.to_episode_id == episode, Transfer.office_id == turn.office)
    ).one_or_none()
