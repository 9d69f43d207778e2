"""What the rules need to know of a transfer, an agreement and a break, taken from their records."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_
from sqlalchemy.orm import InstrumentedAttribute

from models.agreement import Agreement, Rate
from models.breaks import Break
from models.rules.agreement.charging import ChargeFacts
from models.rules.agreement.signing import AgreementFacts
from models.rules.agreement.weekly_cost import RateFacts
from models.rules.closure.breaks import BreakFacts
from models.rules.transfer.conditions import TransferFacts
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.values import Money
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import TrackerChangeKind

_NOTHING_YET = TransferFacts()
MOVES = frozenset({TrackerChangeKind.TRANSFER, TrackerChangeKind.INTERIM_IN_STS})


def is_waiting_row(interim: UUID | InstrumentedAttribute[UUID | None] | None) -> ColumnElement[bool]:
    """Which row of the tracker tells of the move to this episode and hasn't gone out yet (INT-3)."""
    return and_(TrackerChange.episode_id == interim, TrackerChange.kind.in_(MOVES), TrackerChange.exported_at.is_(None))


def transfer_facts(record: Transfer | None) -> TransferFacts:
    """What the conditions ask about; nothing is known where there is no transfer yet (INT-1, INT-2)."""
    if record is None:
        return _NOTHING_YET
    return TransferFacts(
        independence_agreed_at=record.independence_agreed_at,
        assessed_at=record.assessed_at,
        support_plan_at=record.support_plan_at,
        agreed_at=record.agreed_at,
        sent_to_brokerage_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        offer_at=record.offer_at,
        offer_starts_on=record.offer_starts_on,
        own_search_since=record.own_search_since,
        own_search_evidence=record.own_search_evidence,
    )


def charge_facts(kind: EpisodeKind, funding: Funding, started_at: datetime, record: Transfer | None) -> ChargeFacts:
    """What decides about payment for an episode that began then (FUND-1, FUND-2, FUND-3)."""
    if record is None:
        return ChargeFacts(kind=kind, funding=funding, interim_started_at=started_at)
    return ChargeFacts(
        kind=kind,
        funding=funding,
        interim_started_at=started_at,
        support_plan_at=record.support_plan_at,
        fabo_at=record.fabo_at,
        sent_to_brokerage_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        need_confirmed_at=record.need_confirmed_at,
        eligible_at=record.assessed_at,
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
