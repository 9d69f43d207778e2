"""Capacity for a referral: Scheduling's word, the 72-hour hold, giving it back, and releasing it once it expired."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import add
from app.services.episodes import week
from app.services.referrals.opening import end_hold, leave, open_for, refuse_without_hours
from app.services.tracker import scheduling
from models.referrals import Hold
from models.rules.capacity.holds import hold_lacks
from models.rules.referrals.stage import ReferralDeed, Stage
from models.values import london_day
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind

_TOPICS = (Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER)


def confirm_capacity(
    turn: Turn, *, referral: UUID, seen: int, start_planned_at: datetime | None = None, decided_by: UUID | None = None
) -> Changes:
    """Record that Scheduling has confirmed the capacity: a DSO promises its hours to this person from now on.

    Refused when the team hasn't so many hours free. Source: OPG 1.5 (REF-12, REF-15, END-10).
    """
    opened = open_for(turn, ReferralDeed.CONFIRM_CAPACITY, referral, seen)
    decider = dso_of(turn, DecidedDeed.PROMISE, decided_by)
    record = opened.record
    start = start_planned_at or record.start_planned_at
    refuse_without_hours(turn, opened, london_day(start) if start else None)
    record.scheduling_confirmed_at, record.scheduling_confirmed_by_id = turn.moment, decider
    record.start_planned_at = start
    keep(turn, DecidedDeed.PROMISE, decider, referral=referral)
    return changes(Topic.REFERRALS, Topic.CAPACITY, person=record.person_id)


def hold_capacity(
    turn: Turn, *, referral: UUID, seen: int, found_at: datetime | None = None, decided_by: UUID | None = None
) -> Changes:
    """Hold capacity, as a DSO decided, for somebody who isn't ready, from the moment it was found; now, unless said.

    Refused when the team hasn't so many hours free, or when the capacity was found too long ago. Source: OPG 1.5, 2.3
    (REF-13, REF-15, END-10).
    """
    opened = open_for(turn, ReferralDeed.HOLD, referral, seen)
    decider = dso_of(turn, DecidedDeed.HOLD, decided_by)
    record = opened.record
    found_at = found_at or turn.moment
    confirmed_at = record.scheduling_confirmed_at if opened.stage(turn) is Stage.PROMISED else None
    refuse_if(hold_lacks(found_at, confirmed_at, turn.moment, turn.policy))
    minutes = refuse_without_hours(turn, opened)
    hold = Hold(
        referral_id=referral,
        team_id=record.team_id,
        found_at=found_at,
        held_by_id=decider,
        worker_minutes=minutes,
    )
    add(turn, hold)
    keep(turn, DecidedDeed.HOLD, decider, referral=referral)
    scheduling.tell(
        turn,
        TrackerChangeKind.HOLD,
        person=record.person_id,
        effective_at=found_at,
        reason="Capacity held: the person isn't ready",
        week=week.of_referral(turn, referral),
        to_team=record.team_id,
        referral=referral,
    )
    return changes(*_TOPICS, person=record.person_id, made=hold.id)


def give_back(turn: Turn, *, referral: UUID, seen: int, because: str = "") -> Changes:
    """Give held capacity back before it expires; the referral waits for capacity again. Source: OPG 2.3 (REF-13)."""
    opened = open_for(turn, ReferralDeed.RETRACT, referral, seen)
    end_hold(turn, opened, HoldEnd.RETRACTED, because=because.strip() or "Given back by the DSO")
    return changes(*_TOPICS, person=opened.record.person_id)


def release(turn: Turn, *, referral: UUID, seen: int) -> Changes:
    """Release an expired hold and record that the assessor was notified: this is the lapse.

    From then on support needs a referral anew. Source: OPG 2.3 (REF-13).
    """
    opened = open_for(turn, ReferralDeed.RELEASE, referral, seen)
    end_hold(turn, opened, HoldEnd.RELEASED, because="The hold expired", told_assessor=True)
    leave(turn, opened.record, ReferralOutcome.LAPSED, "The hold expired; the assessor was notified")
    return changes(*_TOPICS, person=opened.record.person_id)
