"""The one transfer record of an episode: found or made, and told to its rules."""

from uuid import UUID

from sqlalchemy import select

from app.errors import Refused
from app.services.records import add, look
from app.turn import Turn
from models.episodes import Episode
from models.rules.transfer_conditions import TransferFacts
from models.transfers import Transfer, TransferStep
from models.vocabulary import TransferStepKind


def open_episode(turn: Turn, episode: UUID) -> Episode:
    """The episode, locked for this deed; refused when it has ended."""
    found = look(turn, Episode, episode, lock=True)
    if found.ended_at is not None:
        raise Refused("This episode has ended: nothing more can be recorded for it.", who="the DSO, by reopening it")
    return found


def transfer_of(turn: Turn, episode: UUID) -> Transfer | None:
    """The transfer of an episode that wasn't abandoned, if there is one."""
    return turn.session.scalars(
        select(Transfer).where(Transfer.episode_id == episode, Transfer.abandoned_at.is_(None))
    ).one_or_none()


def transfer_for(turn: Turn, episode: UUID) -> Transfer:
    """The transfer of an open episode; the first fact makes it."""
    open_episode(turn, episode)
    found = transfer_of(turn, episode)
    if found is None:
        return add(turn, Transfer(episode_id=episode))
    found.operation_id = turn.operation
    return found


def done_steps(turn: Turn, transfer: UUID) -> frozenset[TransferStepKind]:
    """The steps that are ticked."""
    query = select(TransferStep.step).where(TransferStep.transfer_id == transfer, TransferStep.done_at.is_not(None))
    return frozenset(turn.session.scalars(query))


def facts_of(transfer: Transfer) -> TransferFacts:
    """What the conditions ask about."""
    return TransferFacts(
        independence_agreed_at=transfer.independence_agreed_at,
        assessed_at=transfer.assessed_at,
        support_plan_at=transfer.support_plan_at,
        agreed_at=transfer.agreed_at,
        sent_to_brokerage_at=transfer.sent_to_brokerage_at,
        listed_at=transfer.listed_at,
        offer_at=transfer.offer_at,
        offer_starts_on=transfer.offer_starts_on,
        own_search_since=transfer.own_search_since,
        own_search_evidence=transfer.own_search_evidence,
    )
