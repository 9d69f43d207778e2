"""What is offered to be done with a referral: the next step first, a few beside it, everything else further away.

What each deed still lacks is asked elsewhere (`stage`, `suitability`, `capacity.load`); here only what makes sense.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from models.rules.referrals.stage import ReferralDeed, Stage, offered_deeds
from models.vocabulary.referrals import ReferralOutcome


class Offer(Enum):
    """A wish that somebody can have about a referral, in the order in which a menu has them."""

    ACCEPT = "accept"
    PART = "part"
    CONFIRM = "confirm"
    HOLD = "hold"
    START = "start"
    RELEASE = "release"
    CHC_ASKED = "chc_asked"
    CHC_TRANSFERRED = "chc_transferred"
    REFER_AGAIN = "refer_again"
    PLAN = "plan"
    EDIT = "edit"
    PARTICULARS = "particulars"
    SHEET = "sheet"
    LAPSED_LETTER = "lapsed_letter"
    ASK = "ask"
    FROM_HOSPITAL = "from_hospital"
    GIVE_BACK = "give_back"
    PLACE = "place"
    LIFT = "lift"
    SIGNPOST = "signpost"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    DIED = "died"
    DEATH = "death"
    UNDO_START = "undo_start"


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered now: `first` is the strong one of those `beside` each other, none where nothing is next."""

    first: Offer | None
    beside: tuple[Offer, ...]
    further: tuple[Offer, ...]

    @property
    def chc(self) -> Offer | None:
        """The step that is open with CHC, if there is one (REF-8)."""
        return next((each for each in self.beside if each in _CHC), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """What decides it. `lacks_for_acceptance` says that accepting would be refused; `parts` counts visits a week."""

    stage: Stage
    outcome: ReferralOutcome | None = None
    lacks_for_acceptance: bool = False
    parts: int = 0
    out_of_order: bool = False
    death_known: bool = False
    hospital_to_ask: bool = False
    chc: bool = False
    chc_asked_at: datetime | None = None
    chc_transferred_at: datetime | None = None


def next_deed(now: Stage) -> ReferralDeed | None:
    """The deed that comes next at this stage, whose lacks are listed. Source: OPG 2.1–2.4 (REF-12, REF-15, REF-16)."""
    return _NEXT.get(now)


def chc_step(facts: OfferFacts) -> Offer | None:
    """Until CHC is asked, then until their provider has taken it over; after the start too. Source: OPG 1.3 (REF-8)."""
    is_over = facts.outcome not in {None, ReferralOutcome.STARTED}
    if not facts.chc or is_over or facts.chc_transferred_at is not None:
        return None
    return Offer.CHC_TRANSFERRED if facts.chc_asked_at is not None else Offer.CHC_ASKED


def offers(facts: OfferFacts) -> Offers:
    """What is offered for a referral. Source: OPG 2.1–2.4, 3.2 (REF-12 to REF-17)."""
    deeds = offered_deeds(facts.stage, death_known=facts.death_known)
    offered = tuple([each for each in Offer if _makes_sense(each, facts, deeds)])
    wanted = (Offer.DIED, *_BESIDE.get(facts.stage, ())) if facts.death_known else _BESIDE.get(facts.stage, ())
    beside = [each for each in wanted if each in offered]
    first = beside[0] if beside else None
    beside += [each for each in (Offer.FROM_HOSPITAL, *_CHC) if each in offered]
    if first is Offer.ACCEPT and facts.lacks_for_acceptance:
        first = Offer.EDIT  # filling in what is missing comes first; accepting would only repeat it
        beside.sort(key=lambda each: each is not first)
    return Offers(first, tuple(beside), tuple(each for each in offered if each not in beside))


_NEXT = {
    Stage.NEW: ReferralDeed.ACCEPT,
    Stage.INFORMATION_ASKED: ReferralDeed.ACCEPT,
    Stage.WAITING_FOR_CAPACITY: ReferralDeed.CONFIRM_CAPACITY,
    Stage.PROMISED: ReferralDeed.START,
    Stage.HELD: ReferralDeed.START,
}
_CHC = (Offer.CHC_ASKED, Offer.CHC_TRANSFERRED)
_ALWAYS = {Offer.PARTICULARS, Offer.SHEET, Offer.DEATH}

# At each stage: the next step, then what stands beside it.
_BESIDE = {
    Stage.NEW: (Offer.ACCEPT, Offer.EDIT, Offer.ASK),
    Stage.INFORMATION_ASKED: (Offer.ACCEPT, Offer.EDIT, Offer.ASK),
    Stage.WAITING_FOR_CAPACITY: (Offer.CONFIRM, Offer.HOLD, Offer.PART),
    Stage.PROMISED: (Offer.START, Offer.HOLD, Offer.GIVE_BACK),
    Stage.HELD: (Offer.START, Offer.CONFIRM, Offer.GIVE_BACK),
    Stage.HOLD_EXPIRED: (Offer.RELEASE,),
    Stage.STARTED: (Offer.PLAN,),
    Stage.LAPSED: (Offer.REFER_AGAIN,),
}
_STAGE_OF = {  # whose stage an offer follows; the others are named in `_makes_sense`
    Offer.ACCEPT: ReferralDeed.ACCEPT,
    Offer.CONFIRM: ReferralDeed.CONFIRM_CAPACITY,
    Offer.HOLD: ReferralDeed.HOLD,
    Offer.START: ReferralDeed.START,
    Offer.RELEASE: ReferralDeed.RELEASE,
    Offer.REFER_AGAIN: ReferralDeed.REFER_AGAIN,
    Offer.PLAN: ReferralDeed.UNDO_START,
    Offer.ASK: ReferralDeed.ASK_INFORMATION,
    Offer.GIVE_BACK: ReferralDeed.RETRACT,
    Offer.PLACE: ReferralDeed.PLACE,
    Offer.LIFT: ReferralDeed.PLACE,
    Offer.SIGNPOST: ReferralDeed.SIGNPOST,
    Offer.DECLINE: ReferralDeed.DECLINE,
    Offer.WITHDRAW: ReferralDeed.WITHDRAW,
    Offer.DIED: ReferralDeed.LEAVE_AS_DIED,
    Offer.UNDO_START: ReferralDeed.UNDO_START,
}
_IN_PART = (
    ReferralDeed.ACCEPT,
    ReferralDeed.HOLD,
    ReferralDeed.RETRACT,
)  # before it is accepted, before capacity is held, and while it is


def _makes_sense(offer: Offer, facts: OfferFacts, deeds: frozenset[ReferralDeed]) -> bool:
    if offer in _CHC:
        return offer is chc_step(facts) and not facts.death_known
    if offer in _ALWAYS:
        return True
    if offer is Offer.LAPSED_LETTER:
        return facts.outcome is ReferralOutcome.LAPSED
    if offer is Offer.FROM_HOSPITAL:
        return facts.hospital_to_ask and facts.outcome is None and not facts.death_known
    if offer is Offer.EDIT:
        return facts.outcome is None and not facts.death_known
    if offer is Offer.PART:
        return facts.parts > 1 and not deeds.isdisjoint(_IN_PART)
    if offer is Offer.LIFT and not facts.out_of_order:
        return False
    return _STAGE_OF[offer] in deeds
