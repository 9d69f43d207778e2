"""Where a referral stands, computed from its moments, and which deeds that allows.

What each deed needs beside the right stage is asked elsewhere: suitability, capacity and the queue's order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.policy import PolicySettings
from models.rules.capacity.holds import HoldClock, hold_clock
from models.rules.clocks import elapsed, in_utc, is_past
from models.rules.decision import Lack
from models.rules.who import DSO, REFERRER, SCHEDULING
from models.vocabulary.choice import Choice
from models.vocabulary.referrals import HoldEnd, ReferralOutcome


class Stage(Choice):
    """Where a referral stands."""

    NEW = "new", "New"
    INFORMATION_ASKED = "information_asked", "Information asked"
    WAITING_FOR_CAPACITY = "waiting_for_capacity", "Accepted, waiting for capacity"
    PROMISED = "promised", "Accepted, capacity promised"
    HELD = "held", "Capacity held"
    HOLD_EXPIRED = "hold_expired", "Hold expired"
    STARTED = "started", "Started"
    DECLINED = "declined", "Declined"
    SIGNPOSTED = "signposted", "Signposted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Hold lapsed"
    DIED = "died", "Died while waiting"


class ReferralDeed(Choice):
    """What somebody may want to do with a referral."""

    ASK_INFORMATION = "ask_information", "Ask for information"
    PLACE = "place", "Place out of order"
    ACCEPT = "accept", "Accept"
    DECLINE = "decline", "Decline"
    SIGNPOST = "signpost", "Signpost"
    CONFIRM_CAPACITY = "confirm_capacity", "Record that Scheduling has confirmed capacity"
    HOLD = "hold", "Hold capacity"
    RETRACT = "retract", "Give held capacity back"
    RELEASE = "release", "Release the expired hold"
    START = "start", "Start the service"
    WITHDRAW = "withdraw", "Withdraw"
    LEAVE_AS_DIED = "leave_as_died", "Take off the queue: the person died"
    REFER_AGAIN = "refer_again", "Refer again"
    UNDO_START = "undo_start", "Undo the start"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a referral: when it was asked, and when the answer came."""

    asked_at: datetime
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldCapacity:
    """The latest hold: when the capacity was found, and how and when the hold ended."""

    found_at: datetime
    ended_at: datetime | None = None
    ended_as: HoldEnd | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralMoments:
    """All moments of one referral; `unchecked` are the items of the start checklist that nobody has ticked.

    `given_back_at` is when promised or held capacity was last given back; `found_at` and `first_start_at` are of the
    clock that a promise runs by; `death_known` that a death is reported.
    """

    first_asked: datetime
    questions: tuple[Asked, ...] = ()
    accepted_at: datetime | None = None
    scheduling_confirmed_at: datetime | None = None
    hold: HeldCapacity | None = None
    given_back_at: datetime | None = None
    found_at: datetime | None = None
    first_start_at: datetime | None = None
    death_known: bool = False
    outcome: ReferralOutcome | None = None
    outcome_at: datetime | None = None
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedAnswer:
    """Whether a deed is open at this stage, with what stands in its way.

    `offered` says that a screen offers it at this stage at all, whatever it may still lack. (REF-12 to REF-16).
    """

    deed: ReferralDeed
    lacks: tuple[Lack, ...]
    offered: bool


def stage(moments: ReferralMoments, moment: datetime, policy: PolicySettings) -> Stage:
    """Where the referral stands at this moment. Source: OPG 2.1–2.4, 3.2 (REF-3, REF-12 to REF-16)."""
    if moments.outcome is not None:
        return _LEFT[moments.outcome]
    if moments.accepted_at is None:
        asked = any(each.received_at is None for each in moments.questions)
        return Stage.INFORMATION_ASKED if asked else Stage.NEW
    clock = capacity_clock(moments, moment, policy)
    if clock is None:
        return Stage.WAITING_FOR_CAPACITY
    if clock.expired:
        return Stage.HOLD_EXPIRED
    return Stage.PROMISED if _is_promised(moments) else Stage.HELD


def capacity_clock(moments: ReferralMoments, moment: datetime, policy: PolicySettings) -> HoldClock | None:
    """How long what is held or promised lasts, none where nothing is. Source: OPG 2.3 (REF-13)."""
    if moments.outcome is not None:
        return None
    if moments.hold is not None and moments.hold.ended_at is None:
        return hold_clock(moments.hold.found_at, moment, policy)
    if not _is_promised(moments):
        return None
    found_at = moments.found_at or moments.scheduling_confirmed_at
    return hold_clock(found_at, moment, policy, first_start_at=moments.first_start_at) if found_at else None


def _is_promised(moments: ReferralMoments) -> bool:
    """Scheduling has confirmed, and that capacity wasn't given back since, as a promise or with a hold."""
    confirmed_at, hold = moments.scheduling_confirmed_at, moments.hold
    if confirmed_at is None or (hold is not None and hold.ended_at is None):
        return False
    with_a_hold = hold.ended_at if hold is not None and hold.ended_as is not HoldEnd.PROMISED else None
    given_back = (with_a_hold, moments.given_back_at)
    return all(is_past(each, confirmed_at) for each in given_back if each is not None)


_LEFT = {
    ReferralOutcome.STARTED: Stage.STARTED,
    ReferralOutcome.DECLINED: Stage.DECLINED,
    ReferralOutcome.SIGNPOSTED: Stage.SIGNPOSTED,
    ReferralOutcome.WITHDRAWN: Stage.WITHDRAWN,
    ReferralOutcome.LAPSED: Stage.LAPSED,
    ReferralOutcome.DIED: Stage.DIED,
}
_OPEN = (Stage.NEW, Stage.INFORMATION_ASKED)
_ACCEPTED = (Stage.WAITING_FOR_CAPACITY, Stage.PROMISED)
_QUEUED = (*_OPEN, *_ACCEPTED, Stage.HELD, Stage.HOLD_EXPIRED)

_STAGES = {
    ReferralDeed.ASK_INFORMATION: _QUEUED,
    ReferralDeed.PLACE: _QUEUED,
    ReferralDeed.ACCEPT: _OPEN,
    ReferralDeed.DECLINE: (*_OPEN, *_ACCEPTED),
    ReferralDeed.SIGNPOST: (*_OPEN, *_ACCEPTED),
    ReferralDeed.CONFIRM_CAPACITY: (Stage.WAITING_FOR_CAPACITY, Stage.HELD),
    ReferralDeed.HOLD: _ACCEPTED,
    ReferralDeed.RETRACT: (Stage.PROMISED, Stage.HELD),
    ReferralDeed.RELEASE: (Stage.HOLD_EXPIRED,),
    ReferralDeed.START: (Stage.PROMISED, Stage.HELD),  # by a start in time it is recorded later too, see `start`
    ReferralDeed.WITHDRAW: _QUEUED,
    ReferralDeed.LEAVE_AS_DIED: _QUEUED,
    ReferralDeed.REFER_AGAIN: (Stage.LAPSED,),
    ReferralDeed.UNDO_START: (Stage.STARTED,),
}

# What a known death shuts, and the one that it opens; a start has a sentence of its own.
_BY_DEATH = frozenset(
    {
        ReferralDeed.ASK_INFORMATION,
        ReferralDeed.PLACE,
        ReferralDeed.ACCEPT,
        ReferralDeed.CONFIRM_CAPACITY,
        ReferralDeed.HOLD,
        ReferralDeed.REFER_AGAIN,
        ReferralDeed.LEAVE_AS_DIED,
    }
)

_RULES = {
    ReferralDeed.ASK_INFORMATION: "REF-3",
    ReferralDeed.PLACE: "REF-11",
    ReferralDeed.ACCEPT: "REF-12",
    ReferralDeed.DECLINE: "REF-5",
    ReferralDeed.SIGNPOST: "REF-4",
    ReferralDeed.CONFIRM_CAPACITY: "REF-15",
    ReferralDeed.HOLD: "REF-13",
    ReferralDeed.RETRACT: "REF-13",
    ReferralDeed.RELEASE: "REF-13",
    ReferralDeed.START: "REF-16",
    ReferralDeed.WITHDRAW: "REF-14",
    ReferralDeed.LEAVE_AS_DIED: "END-6",
    ReferralDeed.REFER_AGAIN: "REF-13",
    ReferralDeed.UNDO_START: "REF-19",
}


def deed_answer(deed: ReferralDeed, moments: ReferralMoments, moment: datetime, policy: PolicySettings) -> DeedAnswer:
    """Whether this deed is open now, with a sentence where it isn't.

    Source: OPG 2.1–2.4, 3.2 (REF-12 to REF-16, REF-19).
    """
    now = stage(moments, moment, policy)
    if now not in _STAGES[deed]:
        return DeedAnswer(deed, (_stage_lack(deed, now),), offered=False)
    if moments.death_known is not (deed is ReferralDeed.LEAVE_AS_DIED) and deed in _BY_DEATH:
        return DeedAnswer(deed, (_death_lack(deed),), offered=False)
    return DeedAnswer(deed, checklist_lacks(moments.unchecked) if deed is ReferralDeed.START else (), offered=True)


def deed_answers(moments: ReferralMoments, moment: datetime, policy: PolicySettings) -> tuple[DeedAnswer, ...]:
    """Every deed with its answer, in the order in which a screen offers them."""
    return tuple([deed_answer(deed, moments, moment, policy) for deed in ReferralDeed])


def offered_deeds(now: Stage, *, death_known: bool = False) -> frozenset[ReferralDeed]:
    """The deeds that a screen offers at this stage at all, whatever they may still lack. (REF-12 to REF-16).

    After a death only the way out of the queue is left. (END-6).
    """
    there = {deed for deed, stages in _STAGES.items() if now in stages}
    if now is Stage.HOLD_EXPIRED:
        there.add(ReferralDeed.START)  # one that took place in time is recorded later too
    if not death_known:
        return frozenset(there - {ReferralDeed.LEAVE_AS_DIED})
    return frozenset(there & {ReferralDeed.LEAVE_AS_DIED, ReferralDeed.UNDO_START})


def _death_lack(deed: ReferralDeed) -> Lack:
    """After a death nothing more is arranged; only after one a referral leaves as *died*. Source: END-6."""
    if deed is ReferralDeed.LEAVE_AS_DIED:
        return Lack("END-6", "No death is reported of this person: report it first, in the tab Closure.", DSO)
    sentence = "The person is reported to have died: take the referral off the queue, and nothing else is arranged."
    return Lack("END-6", sentence, DSO)


def checklist_lacks(unchecked: Iterable[str]) -> tuple[Lack, ...]:
    """Each item of the start checklist that is still open. Source: OPG 2.4 (REF-19)."""
    return tuple(Lack("REF-19", f"Before the first visit: {item}.", DSO) for item in unchecked)


def undo_start_lacks(because: str) -> tuple[Lack, ...]:
    """A start is undone with a reason. Source: good practice (REF-19)."""
    return () if because.strip() else (Lack("REF-19", "Give the reason for undoing the start.", DSO, "because"),)


def _stage_lack(deed: ReferralDeed, now: Stage) -> Lack:
    rule = _RULES[deed]
    if now not in _QUEUED:
        if deed is ReferralDeed.REFER_AGAIN:
            return Lack(rule, f"{now.label}: only a referral whose hold has lapsed is referred again.", REFERRER)
        return Lack(rule, f"It has left the queue ({now.label.lower()}): nothing more can be done with it.", "nobody")
    if now is Stage.HOLD_EXPIRED:
        return Lack(
            "REF-13", "The hold has expired: release it and notify the assessor; then refer again.", DSO, "release"
        )
    if deed in {ReferralDeed.RELEASE, ReferralDeed.RETRACT, ReferralDeed.REFER_AGAIN, ReferralDeed.UNDO_START}:
        return Lack(rule, _NOT_YET[deed], DSO)
    if now in _OPEN:
        return Lack("REF-12", "It has to be accepted first.", DSO, "accept")
    if deed is ReferralDeed.START:
        return Lack("REF-12", "Scheduling has to confirm the capacity first.", SCHEDULING, "confirm")
    if now is Stage.HELD:
        return Lack(rule, "Capacity is held: start the service or give the capacity back first.", DSO)
    return Lack(rule, f"It is already so: {now.label.lower()}.", DSO)


_NOT_YET = {
    ReferralDeed.RELEASE: "There is no expired hold to release.",
    ReferralDeed.RETRACT: "There is no held capacity to give back.",
    ReferralDeed.REFER_AGAIN: "It is still in the queue: there is no need to refer again.",
    ReferralDeed.UNDO_START: "The service hasn't started.",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a referral has waited since it was first asked, and how much of that for information from others."""

    total: timedelta
    for_information: timedelta


def waiting(moments: ReferralMoments, moment: datetime) -> Waiting:
    """The waiting time until now, or until the referral left the queue; two open questions count once.

    Source: OPG 2.1, 2.2 (REF-3, REF-10).
    """
    until = in_utc(moments.outcome_at) if moments.outcome_at else in_utc(moment)
    since = counted_to = in_utc(moments.first_asked)
    for_information = timedelta()
    for question in sorted(moments.questions, key=lambda each: in_utc(each.asked_at)):
        answered = min(in_utc(question.received_at), until) if question.received_at else until
        begins = max(in_utc(question.asked_at), counted_to)
        if answered > begins:
            for_information += elapsed(begins, answered)
            counted_to = answered
    return Waiting(max(timedelta(), elapsed(since, until)), for_information)
