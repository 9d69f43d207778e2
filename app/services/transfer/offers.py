"""What comes of a PVI provider's offer: the person's answer, the provider's word, and the start of ongoing care.

That there is an offer is recorded in `conditions`. `seen` is the version of the transfer that the desk saw.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.transfer.transfer_of_episode import supported_as_seen, take_tick_off
from models.episodes import Episode
from models.rules.transfer.checklist import UPON_OFFER
from models.rules.transfer.offers import (
    accepting_lacks,
    correcting_lacks,
    falling_through_lacks,
    new_day_lacks,
    offered_start_lacks,
    pvi_start_lacks,
    taking_back_lacks,
)
from models.rules.transfer.recording import happened_lacks, offer_lacks, provider_lacks
from models.transfer import PastOffer, Transfer, TransferStep
from models.vocabulary.transfer import OfferEnd


def correct_offer(
    turn: Turn,
    *,
    episode: UUID,
    seen: int | None,
    at: datetime,
    provider: str,
    starts_on: date | None,
    start_is_meant: bool = False,
) -> Changes:
    """The offer that stands was recorded wrongly, or starts on another day; a far one is asked about. (INT-1).

    Source: OPG 5.2.
    """
    refuse_if(happened_lacks("The offer", at, turn.moment))
    refuse_if(offered_start_lacks(starts_on, turn.day, turn.policy, is_meant=start_is_meant))
    refuse_if(provider_lacks(provider))
    transfer, _offered = _offered_as_seen(turn, episode, seen)
    refuse_if(correcting_lacks(at, transfer.offer_accepted_at))
    transfer.offer_at, transfer.offer_provider, transfer.offer_starts_on = at, provider.strip(), starts_on
    return _changed(turn, episode, transfer)


def accept_offer(turn: Turn, *, episode: UUID, seen: int | None, at: datetime) -> Changes:
    """The person said yes: from that day the package is off the lack of provision list. Source: OPG 5.2 (FUND-6)."""
    refuse_if(happened_lacks("The answer", at, turn.moment))
    transfer, offered = _offered_as_seen(turn, episode, seen)
    refuse_if(accepting_lacks(at, offered))
    transfer.offer_accepted_at = at
    return _changed(turn, episode, transfer)


def take_back_acceptance(turn: Turn, *, episode: UUID, seen: int | None) -> Changes:
    """The person's yes was recorded by mistake: the package was on the list all the time (FUND-6)."""
    transfer, _offered = _offered_as_seen(turn, episode, seen)
    refuse_if(taking_back_lacks(transfer.offer_accepted_at))
    transfer.offer_accepted_at = None
    return _changed(turn, episode, transfer)


def decline_offer(turn: Turn, *, episode: UUID, seen: int | None, at: datetime, because: str) -> Changes:
    """The person said no: the wait counts from the first sending, as if there had been no offer (INT-1)."""
    return _fall_through(turn, episode, seen, OfferEnd.DECLINED, at, because)


def withdraw_offer(turn: Turn, *, episode: UUID, seen: int | None, at: datetime, because: str) -> Changes:
    """The provider took the offer back, also after the person's yes; it stays in the history (INT-1)."""
    return _fall_through(turn, episode, seen, OfferEnd.WITHDRAWN, at, because)


def record_pvi_start(turn: Turn, *, episode: UUID, seen: int | None, on: date) -> Changes:
    """The provider has begun: ongoing care runs from that day, and our support is to end. Source: MG (INT-6)."""
    transfer, offered = _offered_as_seen(turn, episode, seen)
    refuse_if(pvi_start_lacks(on, offered, turn.day))
    supported = look(turn, Episode, transfer.to_episode_id or transfer.episode_id, lock=True)
    supported.package_started_on, supported.operation_id = on, turn.operation
    transfer.operation_id = turn.operation
    return _changed(turn, episode, transfer)


def put_off_pvi_start(
    turn: Turn, *, episode: UUID, seen: int | None, on: date | None, start_is_meant: bool = False
) -> Changes:
    """The provider has not begun and gives another day, or can't say which; a far one is asked about. (INT-1).

    Source: MG.
    """
    refuse_if(new_day_lacks(on, turn.day, turn.policy, is_meant=start_is_meant))
    transfer, _offered = _offered_as_seen(turn, episode, seen)
    transfer.offer_starts_on = on
    return _changed(turn, episode, transfer)


def _offered_as_seen(turn: Turn, episode: UUID, seen: int | None) -> tuple[Transfer, datetime]:
    """The transfer with the offer that stands, and when that came; refused where there is none."""
    transfer = supported_as_seen(turn, episode, seen)
    offered = transfer.offer_at
    refuse_if(offer_lacks(offered))
    if offered is None:
        raise LookupError("the rule lets nothing come of an offer that isn't there")
    return transfer, offered


def _fall_through(
    turn: Turn, episode: UUID, seen: int | None, ended_as: OfferEnd, at: datetime, because: str
) -> Changes:
    """Keep the offer as history; what was ticked upon it is to be done again for the next one."""
    refuse_if(happened_lacks("The end of the offer", at, turn.moment))
    transfer, offered = _offered_as_seen(turn, episode, seen)
    refuse_if(falling_through_lacks(because, at, offered))
    past = PastOffer(
        transfer_id=transfer.id,
        provider=transfer.offer_provider,
        offered_at=offered,
        starts_on=transfer.offer_starts_on,
        accepted_at=transfer.offer_accepted_at,
        ended_at=at,
        ended_as=ended_as,
        because=because.strip(),
        recorded_by_id=turn.staff,
    )
    transfer.offer_at = transfer.offer_starts_on = transfer.offer_accepted_at = None
    transfer.offer_provider = ""
    add(turn, past)
    _untick(turn, transfer)
    return _changed(turn, episode, transfer)


def _untick(turn: Turn, transfer: Transfer) -> None:
    ticked = TransferStep.transfer_id == transfer.id, TransferStep.done_at.is_not(None)
    for step in turn.session.scalars(select(TransferStep).where(*ticked, TransferStep.step.in_(UPON_OFFER))):
        take_tick_off(turn, step)


def _changed(turn: Turn, episode: UUID, transfer: Transfer) -> Changes:
    turn.session.flush()
    person = look(turn, Episode, episode).person_id
    return changes(Topic.TRANSFERS, Topic.EPISODES, Topic.PLANS, person=person, made=transfer.id)
