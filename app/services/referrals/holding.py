"""Capacity for a referral: Scheduling's word, the 72-hour hold, giving it back, and releasing it once it expired."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import add
from app.services.episodes import week
from app.services.owners.now import team_of_referral
from app.services.referrals.opening import (
    become_a_promise,
    end_hold,
    first_found,
    leave,
    open_for,
    refuse_without_hours,
)
from app.services.tracker import scheduling
from models.referrals import Hold, Referral
from models.rules.capacity.holds import hold_lacks, promise_lacks, still_held_lacks
from models.rules.referrals.stage import ReferralDeed, Stage
from models.rules.tracker.telling import capacity_told_as
from models.values import london_day
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.referrals import HoldEnd, ReferralOutcome

_TOPICS = (Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER)


def confirm_capacity(
    turn: Turn, *, referral: UUID, seen: int, start_planned_at: datetime | None = None, decided_by: UUID | None = None
) -> Changes:
    """Record that Scheduling has confirmed the capacity: a DSO promises its hours to this person from now on.

    What is held becomes a promise once a start is agreed, by the clock of the hold. Refused when the team hasn't so
    many hours free, and where the clock has run out. Source: OPG 1.5, 2.3 (REF-12, REF-13,
    REF-15, END-10).
    """
    opened = open_for(turn, ReferralDeed.CONFIRM_CAPACITY, referral, seen)
    decider = dso_of(turn, DecidedDeed.PROMISE, decided_by)
    record, is_held = opened.record, opened.stage(turn) is Stage.HELD
    start = start_planned_at or _still_planned(turn, record)
    first_found_at = first_found(turn, opened, turn.moment)
    found_at = first_found_at or turn.moment
    first_start_at = (record.first_start_agreed_at if first_found_at else None) or start
    refuse_if(still_held_lacks(is_held=is_held, start_at=start))
    refuse_if(promise_lacks(found_at, start, turn.moment, turn.policy, first_start_at=first_start_at))
    refuse_without_hours(turn, opened, london_day(start) if start else None)
    if is_held:
        become_a_promise(turn, opened)
    record.scheduling_confirmed_at, record.scheduling_confirmed_by_id = turn.moment, decider
    record.start_planned_at, record.first_start_agreed_at = start, first_start_at
    record.capacity_found_at, record.capacity_given_back_at = found_at, None
    keep(turn, DecidedDeed.PROMISE, decider, referral=referral)
    _tell(turn, record, "Capacity promised: Scheduling has confirmed it", start or turn.moment, start_at=start)
    return changes(*_TOPICS, person=record.person_id)


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
    first_found_at = first_found(turn, opened, found_at)
    refuse_if(hold_lacks(found_at, confirmed_at, turn.moment, turn.policy, first_found_at=first_found_at))
    found_at = min(first_found_at or found_at, found_at)
    minutes = refuse_without_hours(turn, opened)
    hold = Hold(
        referral_id=referral,
        team_id=team_of_referral(turn, record.id),
        found_at=found_at,
        held_by_id=decider,
        worker_minutes=minutes,
    )
    add(turn, hold)
    keep(turn, DecidedDeed.HOLD, decider, referral=referral)
    record.capacity_found_at, record.capacity_given_back_at = found_at, None
    record.first_start_agreed_at = record.first_start_agreed_at if first_found_at else None
    _tell(turn, record, "Capacity held: the person isn't ready", found_at)
    return changes(*_TOPICS, person=record.person_id, made=hold.id)


def _still_planned(turn: Turn, record: Referral) -> datetime | None:
    """The start that was planned before, unless its day has passed: that one is agreed anew."""
    planned = record.start_planned_at
    return planned if planned is not None and london_day(planned) >= turn.day else None


def _tell(turn: Turn, record: Referral, reason: str, at: datetime, *, start_at: datetime | None = None) -> None:
    """Scheduling hears of each hold and promise; one follows what it heard of the other. (REF-13)."""
    with turn.session.no_autoflush:
        calls = week.of_referral(turn, record.id)
        before = scheduling.told_of_capacity(turn, referral=record.id)
    if before is not None:
        scheduling.retract(
            turn, before, reason="The promise became a hold" if start_at is None else "The hold became a promise"
        )
    scheduling.tell(
        turn,
        capacity_told_as(is_held=start_at is None, start_at=start_at),
        person=record.person_id,
        effective_at=at,
        reason=reason,
        week=calls,
        to_team=team_of_referral(turn, record.id),
        referral=record.id,
    )


def give_back(turn: Turn, *, referral: UUID, seen: int, because: str = "") -> Changes:
    """Give held or promised capacity back before it expires; the referral waits for capacity again.

    Source: OPG 2.3 (REF-13).
    """
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
