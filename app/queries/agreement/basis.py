"""What an individual service agreement rests on beside the plan, and the papers that were issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.episodes.in_service import InService
from models.agreement import Agreement
from models.episodes import Episode
from models.rates_of_days import rates_from
from models.rules.agreement.charging import ChargeFacts
from models.rules.agreement.weekly_cost import RateFacts
from models.transfer import Transfer
from models.transfer_facts import NOTHING_PAST, charge_facts, past_with_brokerage, rate_facts, reached_by


@dataclass(frozen=True, slots=True)
class AgreementBasis:
    """What decides about payment, the rates, and how many agreements came before.

    `rates` are the one in force today and those to come; `rate_keys` says of each day's which record it is.
    """

    charged: ChargeFacts
    rates: tuple[RateFacts, ...]
    rate_keys: Mapping[date, UUID]
    issued_before: int
    has_signed: bool = False


def agreement_basis(turn: Turn, *, known: InService) -> AgreementBasis:
    """Read it for somebody in service. Source: OPG 5.5, 5.6 (FUND-2 to FUND-4)."""
    rates, transfer = rates_from(turn.session, turn.office, turn.day), _transfer(turn, known.episode)
    pasts = past_with_brokerage(turn.session, Transfer.id == transfer.id) if transfer else {}
    past = pasts.get(transfer.id, NOTHING_PAST) if transfer else NOTHING_PAST
    reached = reached_by(turn.session, transfer.episode_id if transfer else known.episode)
    return AgreementBasis(
        charge_facts(known.kind, known.funding, known.started_at, transfer, past, reached),
        tuple(rate_facts(each) for each in rates),
        {each.from_day: each.id for each in rates},
        *_issued(turn, known),
    )


def issued_paper(turn: Turn, *, agreement: UUID) -> str:
    """The paper of an agreement as it was frozen when it was issued."""
    query = select(Agreement.paper).where(Agreement.id == agreement, Agreement.office_id == turn.office)
    kept = turn.session.scalars(query).one_or_none()
    if kept is None:
        raise not_listed("agreement")
    return kept


def _transfer(turn: Turn, episode: UUID) -> Transfer | None:
    """The transfer that led to this interim episode, or for somebody taken over in interim support that of its own."""
    led_here = Transfer.to_episode_id == episode
    own = (Transfer.episode_id == episode) & Transfer.abandoned_at.is_(None)
    query = select(Transfer).where(led_here | own, Transfer.office_id == turn.office)
    return turn.session.scalars(query.order_by(case((led_here, 0), else_=1)).limit(1)).one_or_none()


def _issued(turn: Turn, known: InService) -> tuple[int, bool]:
    """How many agreements the person has had, in whatever episode; and whether one of this episode was signed."""
    signed_here = case((Agreement.episode_id == known.episode, Agreement.signed_at))
    query = (
        select(func.count(), func.count(signed_here))
        .select_from(Agreement)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(Episode.person_id == known.person)
    )
    issued, signed = turn.session.execute(query).one()
    return issued, signed > 0
