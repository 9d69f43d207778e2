"""Deciding a referral: accept, in whole or in part, decline, signpost, withdraw, place out of order."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import add
from app.services.episodes import week
from app.services.referrals.calls import revise
from app.services.referrals.opening import Opened, continued, end_hold, leave, open_for, person_of
from app.services.staff_of_day import chosen
from models.referral_facts import suitability_of
from models.referrals import Placement
from models.rules.plans.totals import split, split_lacks
from models.rules.referrals.queue_order import placement_end_lacks, placement_lacks
from models.rules.referrals.stage import ReferralDeed, Stage, deed_answer
from models.rules.referrals.suitability import acceptance_lacks, decline_lacks, signpost_lacks, withdrawal_lacks
from models.values import PlannedVisit
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.referrals import Band, HoldEnd, ReferralOutcome


def accept(turn: Turn, *, referral: UUID, seen: int, decided_by: UUID | None = None) -> Changes:
    """Decide that the service is safe and suitable; capacity is a separate question.

    A DSO decides: `decided_by`, else whoever sits here. Refused with all that is missing about needs, alternatives, age
    and what the exceptions ask. Source: OPG 2.1, 3.2 (REF-1 to REF-10, REF-12, END-10).
    """
    opened = open_for(turn, ReferralDeed.ACCEPT, referral, seen)
    decider = dso_of(turn, DecidedDeed.ACCEPT, decided_by)
    _accept(turn, opened, decider)
    keep(turn, DecidedDeed.ACCEPT, decider, referral=referral)
    return Changes(frozenset({Topic.REFERRALS}), frozenset({opened.record.person_id}), standing=referral)


def part_accept(
    turn: Turn,
    *,
    referral: UUID,
    seen: int,
    starting: tuple[PlannedVisit, ...],
    reference: str = "",
    decided_by: UUID | None = None,
) -> Changes:
    """Take some of the calls on now; the others stay in the queue as a referral of their own (`made`).

    It links back, keeps the moment first asked, and is accepted by the same decision of a DSO. Source: good practice
    (REF-17, END-10).
    """
    opened = open_for(turn, None, referral, seen)
    record = opened.record
    if record.accepted_at is None:
        refuse_if(deed_answer(ReferralDeed.ACCEPT, opened.moments, turn.moment, turn.policy).lacks)
    elif opened.stage(turn) is not Stage.HELD:
        refuse_if(deed_answer(ReferralDeed.HOLD, opened.moments, turn.moment, turn.policy).lacks)
    decider = dso_of(turn, DecidedDeed.PART_ACCEPT, decided_by)
    with turn.session.no_autoflush:
        asked = week.of_referral(turn, referral)
    refuse_if(split_lacks(asked, starting))
    if record.accepted_at is None:
        _accept(turn, opened, decider)
    parts = split(asked, starting)
    rest = continued(turn, record, parts.remaining, reference=reference.strip(), received_at=record.received_at)
    rest.calls_text = "The rest of what was asked"
    rest.accepted_at, rest.accepted_by_id = record.accepted_at, record.accepted_by_id
    revise(turn, opened, parts.starting)
    for each in (referral, rest.id):
        keep(turn, DecidedDeed.PART_ACCEPT, decider, referral=each)
    return changes(Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, person=record.person_id, made=rest.id)


def decline(
    turn: Turn,
    *,
    referral: UUID,
    seen: int,
    because: str,
    discussed_with_assessor: bool,
    decided_by: UUID | None = None,
) -> Changes:
    """Decline on the assessment, as a DSO decided who talked it over with the assessor.

    Source: OPG 3.2 (REF-5, END-10).
    """
    opened = open_for(turn, ReferralDeed.DECLINE, referral, seen)
    decider = dso_of(turn, DecidedDeed.DECLINE, decided_by)
    refuse_if(decline_lacks(because, discussed_with_assessor=discussed_with_assessor))
    end_hold(turn, opened, HoldEnd.RETRACTED, because="Declined: the promised capacity is free")
    opened.record.discussed_with_assessor = True
    leave(turn, opened.record, ReferralOutcome.DECLINED, because, by=decider)
    keep(turn, DecidedDeed.DECLINE, decider, referral=referral)
    return _changed(opened)


def signpost(turn: Turn, *, referral: UUID, seen: int, where_to: str, decided_by: UUID | None = None) -> Changes:
    """Point the person to other help, which is an outcome of its own; as declining, it is a DSO's decision.

    Source: OPG 1.2 (REF-4, END-10).
    """
    opened = open_for(turn, ReferralDeed.SIGNPOST, referral, seen)
    decider = dso_of(turn, DecidedDeed.SIGNPOST, decided_by)
    refuse_if(signpost_lacks(where_to))
    end_hold(turn, opened, HoldEnd.RETRACTED, because="Signposted: the promised capacity is free")
    leave(turn, opened.record, ReferralOutcome.SIGNPOSTED, where_to, by=decider)
    keep(turn, DecidedDeed.SIGNPOST, decider, referral=referral)
    return _changed(opened)


def withdraw(turn: Turn, *, referral: UUID, seen: int, care_hub_told_at: datetime | None, because: str = "") -> Changes:
    """Support is no longer required: what was held or promised is free at once. Source: OPG 2.3 (REF-14)."""
    opened = open_for(turn, ReferralDeed.WITHDRAW, referral, seen)
    refuse_if(withdrawal_lacks(care_hub_told_at, turn.moment))
    end_hold(turn, opened, HoldEnd.WITHDRAWN, because="No longer required: the capacity is free")
    opened.record.care_hub_told_at = care_hub_told_at
    leave(turn, opened.record, ReferralOutcome.WITHDRAWN, because)
    return _changed(opened)


def place_out_of_order(
    turn: Turn,
    *,
    referral: UUID,
    seen: int,
    band: Band,
    because: str,
    consulted: str,
    decided_by: UUID | None = None,
    expires_at: datetime | None = None,
    end_is_meant: bool = False,
) -> Changes:
    """Place a referral at discretion; the computed band stays visible.

    An end in the past or far ahead is asked about until `end_is_meant`. Source: OPG 2.2 (REF-11).
    """
    opened = open_for(turn, ReferralDeed.PLACE, referral, seen)
    decider = decided_by or turn.staff
    name = chosen(turn, decider, field="decided_by").name
    asked = placement_end_lacks(expires_at, turn.moment, turn.policy, is_meant=end_is_meant)
    refuse_if((*placement_lacks(because, name, consulted), *asked))
    _lift(turn, referral)
    placement = Placement(
        referral_id=referral,
        band=band,
        because=because.strip(),
        decided_at=turn.moment,
        decided_by_id=decider,
        consulted=consulted.strip(),
        expires_at=expires_at,
    )
    add(turn, placement)
    return changes(Topic.REFERRALS, person=opened.record.person_id, made=placement.id)


def lift_placement(turn: Turn, *, referral: UUID, seen: int) -> Changes:
    """Let the referral stand where the order puts it again. Source: OPG 2.2 (REF-11)."""
    opened = open_for(turn, ReferralDeed.PLACE, referral, seen)
    _lift(turn, referral)
    return _changed(opened)


def _accept(turn: Turn, opened: Opened, decider: UUID) -> None:
    record = opened.record
    born = person_of(turn, record).born
    refuse_if(acceptance_lacks(suitability_of(record, born, opened.asked), turn.day, turn.policy))
    record.accepted_at, record.accepted_by_id = turn.moment, decider


def _lift(turn: Turn, referral: UUID) -> None:
    """End the placement that holds, if one does; what was decided stays on record."""
    standing = select(Placement).where(Placement.referral_id == referral, Placement.lifted_at.is_(None))
    for placement in turn.session.scalars(standing):
        placement.lifted_at, placement.operation_id = turn.moment, turn.operation
    turn.session.flush()


def _changed(opened: Opened) -> Changes:
    return changes(Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, person=opened.record.person_id)
