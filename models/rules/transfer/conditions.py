"""What must hold before somebody is transferred to interim support, what still fails, and who can mend it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.clocks import deadline, in_utc
from models.rules.decision import Lack
from models.rules.sentences import day_text, moment_text
from models.rules.transfer.offers import OfferFacts, listings, open_offer
from models.rules.who import BROKERAGE, CASE_COORDINATOR, INTERIM_DSO, MDT, STS_DSO
from models.values import london_day
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFacts:
    """The facts about one person's way to ongoing care, named as the record names them.

    The offer that stands is in the fields; `past_offers` came to nothing, `past_listings` were broken off by one.
    """

    independence_agreed_at: datetime | None = None
    assessed_at: datetime | None = None  # of an ongoing need
    no_action_at: datetime | None = None  # when no further action was decided
    support_plan_at: datetime | None = None
    agreed_at: datetime | None = None
    sent_to_brokerage_at: datetime | None = None
    listed_at: datetime | None = None
    offer_at: datetime | None = None
    offer_starts_on: date | None = None
    offer_accepted_at: datetime | None = None
    past_offers: tuple[OfferFacts, ...] = ()
    past_listings: tuple[datetime, ...] = ()
    own_search_since: date | None = None
    own_search_evidence: str = ""

    @property
    def offers(self) -> tuple[OfferFacts, ...]:
        """All of them, the one that stands last."""
        if self.offer_at is None:
            return self.past_offers
        standing = OfferFacts(
            offered_at=self.offer_at, starts_on=self.offer_starts_on, accepted_at=self.offer_accepted_at
        )
        return (*self.past_offers, standing)

    @property
    def still_listed_at(self) -> datetime | None:
        """Since when the package is on the list, unbroken by an offer that the person accepted (FUND-6)."""
        if self.listed_at is None:
            return None
        return None if listings((self.listed_at,), self.offers)[0].until else self.listed_at


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the conditions: whether it holds, in a sentence, and who can mend it where it doesn't."""

    rule: str
    holds: bool
    sentence: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverFacts:
    """What is chosen and done when the person is about to move to interim support."""

    route: TransferRoute | None = None
    has_team: bool = False
    plan_kind: PlanKind | None = None
    done: frozenset[TransferStepKind] = frozenset()
    is_death_known: bool = False


def conditions(facts: TransferFacts, moment: datetime) -> tuple[Condition, ...]:
    """The four that must all hold. Source: OPG 5.1, 5.2; MG (INT-1)."""
    asked = (
        (facts.independence_agreed_at, "The MDT agreed that maximum independence is reached", MDT),
        (facts.assessed_at, "The assessment of ongoing need is complete", CASE_COORDINATOR),
        (facts.support_plan_at, "The support plan is complete", CASE_COORDINATOR),
        (facts.agreed_at, "The MDT agreed this transfer", MDT),
    )
    held = [_condition(at, what, who, moment) for at, what, who in asked]
    if facts.no_action_at is not None:
        decided = f"No further action was decided on {day_text(london_day(facts.no_action_at))}: nobody is transferred."
        held[1] = Condition("INT-1", False, decided, CASE_COORDINATOR)
    return tuple(held)


def alternatives(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> tuple[Condition, ...]:
    """The three of which one must hold. Source: OPG 5.1, 5.2, 5.6; MG (INT-1)."""
    return (
        _long_with_brokerage(facts, moment, policy),
        _offered_but_later(facts, moment),
        _own_search(facts, moment),
    )


def transfer_lacks(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> tuple[Lack, ...]:
    """Refuse the transfer while a condition fails, or while none of the alternatives holds.

    Source: OPG 5.1, 5.2, 5.6; MG (INT-1).
    """
    failing = [each for each in conditions(facts, moment) if not each.holds]
    ways = alternatives(facts, moment, policy)
    if not any(each.holds for each in ways):
        reasons = " ".join(each.sentence for each in ways)
        failing.append(Condition("INT-1", False, f"One of three must hold. {reasons}", BROKERAGE))
    return tuple(Lack(each.rule, each.sentence, each.who) for each in failing)


def brokerage_limit(facts: TransferFacts, policy: PolicySettings) -> datetime | None:
    """The moment at which the package has been with Brokerage long enough for a transfer; none until it runs.

    Counted from the first sending, or where the office says so from the present listing; an offer that came to nothing
    changes nothing of it. Source: OPG 5.1, 5.2; MG (INT-1, INT-2).
    """
    sent = facts.sent_to_brokerage_at
    from_listed = (policy.at(sent) if sent else policy).transfer_counts_from_listed
    since = facts.still_listed_at if from_listed else sent
    return deadline(since, policy.at(since).brokerage_for) if since else None


def listing_limit(facts: TransferFacts, policy: PolicySettings) -> datetime | None:
    """The moment by which Brokerage lists a package without an offer, always counted from *sent*.

    Source: OPG 5.2; MG (INT-2).
    """
    sent = facts.sent_to_brokerage_at
    return deadline(sent, policy.at(sent).brokerage_for) if sent else None


def is_listing_missing(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> bool:
    """Whether Brokerage should be asked: long enough without an offer, and nobody said *listed*, or not since.

    Source: OPG 5.2; MG (INT-2).
    """
    limit = listing_limit(facts, policy)
    return (
        limit is not None
        and limit <= in_utc(moment)
        and not (open_offer(facts.offers, moment) or _has_been(facts.still_listed_at, moment))
    )


def finishing_lacks(done: frozenset[TransferStepKind]) -> tuple[Lack, ...]:
    """The STS PSP can't be finished before PST has the service end date request. Source: MG (INT-3)."""
    if TransferStepKind.END_DATE_REQUEST in done:
        return ()
    return (
        Lack(
            "INT-3",
            "Send the service end date request to PST before the STS PSP is finished.",
            STS_DSO,
            "end_date_request",
        ),
    )


def hand_over_lacks(
    facts: TransferFacts, hand_over: HandOverFacts, moment: datetime, policy: PolicySettings
) -> tuple[Lack, ...]:
    """All that is missing before the episode passes on, so that nothing falls between two desks.

    Source: OPG 5.2–5.4; MG (INT-1, INT-3, INT-5, INT-7, INT-8, PSP-9); good practice (END-6).
    """
    if hand_over.is_death_known:
        return (Lack("END-6", "The person is reported to have died: nobody is handed over.", STS_DSO),)
    return tuple(chain(transfer_lacks(facts, moment, policy), finishing_lacks(hand_over.done), route_lacks(hand_over)))


def route_lacks(hand_over: HandOverFacts) -> tuple[Lack, ...]:
    """What the chosen route asks for: a team that accepted, or a long-term PSP where the person stays with STS.

    Source: OPG 5.3, 5.4; MG (INT-5, INT-7, INT-8, PSP-9).
    """
    if hand_over.plan_kind is None:
        return (Lack("INT-7", "There is no service plan to hand over: make one first.", STS_DSO, "plans.new"),)
    if hand_over.route is None:
        return chosen_route_lacks(None)
    if hand_over.route is TransferRoute.WITHIN_STS:
        return _long_term_plan_lacks(hand_over.plan_kind)
    team = Lack("INT-7", "Choose the interim team that receives the person.", STS_DSO, "route")
    accepted = Lack("INT-5", "The interim DSO has not accepted the transfer yet.", INTERIM_DSO, "transfer_accepted")
    is_accepted = TransferStepKind.TRANSFER_ACCEPTED in hand_over.done
    return (*(() if hand_over.has_team else (team,)), *(() if is_accepted else (accepted,)))


def chosen_route_lacks(route: TransferRoute | None) -> tuple[Lack, ...]:
    """Somebody gives the interim support: a team, or STS itself. Source: OPG 5.2, 5.4 (INT-7, INT-8)."""
    if route is not None:
        return ()
    return (Lack("INT-7", "Say whether an Interim Home Care team or STS itself gives the support.", STS_DSO, "route"),)


def _long_term_plan_lacks(kind: PlanKind) -> tuple[Lack, ...]:
    if kind is PlanKind.LONG_TERM:
        return ()
    return (
        Lack("PSP-9", "Complete a long-term PSP: the person stays with STS for interim support.", STS_DSO, "plans.new"),
    )


def _has_been(at: datetime | None, moment: datetime) -> bool:
    return at is not None and in_utc(at) <= in_utc(moment)


def _condition(at: datetime | None, what: str, who: str, moment: datetime) -> Condition:
    if at is None:
        return Condition("INT-1", False, f"{what}: not recorded yet.", who)
    return Condition("INT-1", _has_been(at, moment), f"{what}: {day_text(london_day(at))}.", who)


def _long_with_brokerage(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> Condition:
    limit = brokerage_limit(facts, policy)
    sent = facts.sent_to_brokerage_at
    hours = int((policy.at(sent) if sent else policy).brokerage_for.total_seconds() // 3600)
    if facts.sent_to_brokerage_at is None:
        sentence, who, holds = "The package has not been sent to Brokerage.", CASE_COORDINATOR, False
    elif limit is None:
        sentence, who, holds = "Brokerage has not put the package on the lack of provision list.", BROKERAGE, False
    elif open_offer(facts.offers, moment):
        sentence, who, holds = "Brokerage has an offer, so the wait without one doesn't count.", BROKERAGE, False
    elif holds := _has_been(limit, moment):
        sentence, who = f"{hours} hours with Brokerage were over on {moment_text(limit)}, without an offer.", BROKERAGE
    else:
        sentence, who = f"{hours} hours with Brokerage are over on {moment_text(limit)}.", BROKERAGE
    return Condition("INT-1", holds, sentence, who)


def _offered_but_later(facts: TransferFacts, moment: datetime) -> Condition:
    offer = open_offer(facts.offers, moment)
    if offer is None:
        return Condition("INT-1", False, _no_offer(facts, moment), BROKERAGE)
    starts = offer.starts_on
    if starts is None:
        sentence, holds = "A PVI provider has offered and can't say yet when it starts.", True
    else:
        holds = starts > london_day(moment)
        can = "can't start before" if holds else "can start from"
        sentence = f"A PVI provider has offered and {can} {day_text(starts)}."
    return Condition("INT-1", holds, sentence, BROKERAGE)


def _no_offer(facts: TransferFacts, moment: datetime) -> str:
    ended = [each.ended_at for each in facts.offers if each.ended_at is not None and _has_been(each.ended_at, moment)]
    if not ended:
        return "No PVI provider has offered."
    return f"No offer of a PVI provider is open: the last one came to nothing on {day_text(london_day(max(ended)))}."


def _own_search(facts: TransferFacts, moment: datetime) -> Condition:
    since, evidence = facts.own_search_since, facts.own_search_evidence.strip()
    holds = since is not None and since <= london_day(moment) and bool(evidence)
    if since is None:
        sentence = "The person's own search for a provider is not recorded."
    elif not evidence:
        sentence = f"The person has looked for a provider since {day_text(since)}: say what shows it."
    else:
        sentence = f"The person has looked for a provider without success since {day_text(since)}."
    return Condition("INT-1", holds, sentence, CASE_COORDINATOR)
