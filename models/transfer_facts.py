"""What the rules need to know of a transfer, an agreement and a break, taken from their records."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Result, Row, ScalarSelect, and_, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.agreement import Agreement, Rate
from models.base import Key
from models.breaks import Break
from models.costs import Eligibility
from models.episodes import Episode, Milestone
from models.rules.agreement.charging import ChargeFacts
from models.rules.agreement.signing import AgreementFacts
from models.rules.agreement.weekly_cost import RateFacts
from models.rules.closure.breaks import BreakFacts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.offers import OfferFacts, listings, times_with_brokerage
from models.tracker import TrackerChange
from models.transfer import PastListing, PastOffer, Transfer
from models.values import Money
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.tracker import TrackerChangeKind

MOVES = frozenset({TrackerChangeKind.TRANSFER, TrackerChangeKind.INTERIM_IN_STS})


def is_waiting_row(interim: UUID | InstrumentedAttribute[UUID | None] | None) -> ColumnElement[bool]:
    """Which row of the tracker tells of the move to this episode and hasn't gone out yet (INT-3)."""
    return and_(
        TrackerChange.episode_id == interim,
        TrackerChange.kind.in_(MOVES),
        TrackerChange.exported_at.is_(None),
        TrackerChange.withdrawn_at.is_(None),
    )


@dataclass(frozen=True, slots=True)
class PastWithBrokerage:
    """What came to nothing on the way: offers that fell through, and listings that one of them broke off."""

    offers: tuple[OfferFacts, ...] = ()
    listings: tuple[datetime, ...] = ()


NOTHING_PAST = PastWithBrokerage()


@dataclass(frozen=True, slots=True)
class Reached:
    """What the milestones of the episode say that the transfer leads out of: one fact, one place (MILE-1, INT-1)."""

    independent_at: datetime | None = None
    assessed_at: datetime | None = None
    decision: AssessmentDecision | None = None

    @property
    def ongoing_at(self) -> datetime | None:
        """When an ongoing need was assessed; none where no further action was decided."""
        return self.assessed_at if self.decision is AssessmentDecision.ONGOING else None

    @property
    def no_action_at(self) -> datetime | None:
        """When no further action was decided."""
        return self.assessed_at if self.decision is AssessmentDecision.NFA else None

    def need_at(self, confirmed_at: datetime | None) -> datetime | None:
        """When ongoing need was confirmed: by the case coordinator's own word, else by the assessment (FUND-3)."""
        return None if self.decision is AssessmentDecision.NFA else confirmed_at or self.ongoing_at


def reached_columns(episode: ColumnElement[UUID] | InstrumentedAttribute[UUID]) -> tuple[ScalarSelect[Any], ...]:
    """What `Reached` is made of, in its order, as columns of a statement about this episode."""
    asked = (
        (MilestoneKind.MAXIMUM_INDEPENDENCE, Milestone.at),
        (MilestoneKind.ASSESSED, Milestone.at),
        (MilestoneKind.ASSESSED, Milestone.decision),
    )
    return tuple(
        select(column)
        .where(Milestone.episode_id == episode, Milestone.kind == kind, Milestone.withdrawn_at.is_(None))
        .correlate_except(Milestone)
        .scalar_subquery()
        for kind, column in asked
    )


def reached_by(session: Session, episode: UUID) -> Reached:
    """The same of one episode, in a statement of its own."""
    return Reached(*session.execute(select(*reached_columns(literal(episode, Key())))).one())


def not_given_up(office: UUID) -> ColumnElement[bool]:
    """The transfers of an office that count: under way, or done."""
    return (Transfer.office_id == office) & Transfer.abandoned_at.is_(None)


def eligible_at(transfer: Any = Transfer.id) -> ScalarSelect[Any]:
    """When the person of a transfer was identified as eligible, as a column of a statement about it (FUND-2)."""
    return (
        select(Eligibility.eligible_at)
        .where(Eligibility.transfer_id == transfer)
        .correlate_except(Eligibility)
        .scalar_subquery()
    )


def past_with_brokerage(
    session: Session, transfers: ColumnElement[bool], people: Collection[UUID] | None = None
) -> dict[UUID, PastWithBrokerage]:
    """Of each transfer, everybody's or these people's, that has such a past and meets the condition: one statement."""
    if people is not None:
        transfers &= Transfer.episode_id.in_(select(Episode.id).where(Episode.person_id.in_(people)))
    offers = (
        select(PastOffer.transfer_id.label("of"), PastOffer.offered_at.label("at"), PastOffer.starts_on,
               PastOffer.accepted_at, PastOffer.ended_at)
        .join(Transfer, Transfer.id == PastOffer.transfer_id)
        .where(transfers)
    )  # fmt: skip
    listings = (
        select(PastListing.transfer_id, PastListing.listed_at, null(), null(), null())
        .join(Transfer, Transfer.id == PastListing.transfer_id)
        .where(transfers)
    )
    found: dict[UUID, PastWithBrokerage] = {}
    rows: Result[*tuple[Any, ...]] = session.execute(union_all(offers, listings))
    for row in rows:
        past = found.get(row.of, NOTHING_PAST)
        if row.ended_at is None:
            past = replace(past, listings=(*past.listings, row.at))
        else:
            offer = OfferFacts(
                offered_at=row.at, starts_on=row.starts_on, accepted_at=row.accepted_at, ended_at=row.ended_at
            )
            past = replace(past, offers=(*past.offers, offer))
        found[row.of] = past
    return found


def transfer_facts(record: Transfer | None, past: PastWithBrokerage, reached: Reached) -> TransferFacts:
    """What the conditions ask about; only the milestones are known where there is no transfer yet (INT-1, INT-2)."""
    if record is None:
        return TransferFacts(
            independence_agreed_at=reached.independent_at,
            assessed_at=reached.ongoing_at,
            no_action_at=reached.no_action_at,
        )
    return TransferFacts(
        independence_agreed_at=reached.independent_at,
        assessed_at=reached.ongoing_at,
        no_action_at=reached.no_action_at,
        support_plan_at=record.support_plan_at,
        agreed_at=record.agreed_at,
        sent_to_brokerage_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        offer_at=record.offer_at,
        offer_starts_on=record.offer_starts_on,
        offer_accepted_at=record.offer_accepted_at,
        past_offers=past.offers,
        past_listings=past.listings,
        own_search_since=record.own_search_since,
        own_search_evidence=record.own_search_evidence,
    )


def charge_facts(
    kind: EpisodeKind,
    funding: Funding,
    started_at: datetime,
    record: Transfer | None,
    past: PastWithBrokerage,
    reached: Reached,
    eligible_at: datetime | None = None,
) -> ChargeFacts:
    """What decides about payment for an episode that began then (FUND-1, FUND-2, FUND-3, FUND-6)."""
    if record is None:
        return ChargeFacts(
            kind=kind,
            funding=funding,
            interim_started_at=started_at,
            need_confirmed_at=reached.need_at(None),
        )
    facts = transfer_facts(record, past, reached)
    listed = (*facts.past_listings, *([facts.listed_at] if facts.listed_at else []))
    return ChargeFacts(
        kind=kind,
        funding=funding,
        interim_started_at=started_at,
        support_plan_at=record.support_plan_at,
        fabo_at=record.fabo_at,
        sent_to_brokerage_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        need_confirmed_at=reached.need_at(record.need_confirmed_at),
        eligible_at=eligible_at,
        listings=listings(listed, facts.offers),
        sendings=times_with_brokerage(record.sent_to_brokerage_at, facts.offers),
    )


def rate_facts(record: Rate) -> RateFacts:
    """What an hour costs from a day on (FUND-4)."""
    return RateFacts(record.from_day, Money.pence(record.single_handed_pence), Money.pence(record.double_handed_pence))


def agreement_facts(record: Agreement | Row[*tuple[Any, ...]]) -> AgreementFacts:
    """How far an agreement has come (FUND-4)."""
    return AgreementFacts(
        issued_at=record.issued_at,
        signed_at=record.signed_at,
        refused_at=record.refused_at,
        uploaded_at=record.uploaded_at,
        po_raised_at=record.po_raised_at,
    )


def break_facts(record: Break) -> BreakFacts:
    """What the rules ask about a break (END-3)."""
    return BreakFacts(
        kind=record.kind,
        episode_kind=record.episode_kind,
        began_at=record.began_at,
        last_visit_on=record.last_visit_on,
        return_expected_at=record.return_expected_at,
        long_term_planned=record.long_term_planned,
        return_still_planned=record.return_still_planned,
        last_asked_at=record.last_asked_at,
        returned_at=record.returned_at,
        next_visit_on=record.next_visit_on,
    )
