"""What an individual service agreement rests on beside the plan, and the papers that were issued."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.episodes.in_service import InService
from models.agreement import Agreement
from models.episodes import Episode
from models.rules.agreement.charging import ChargeFacts
from models.transfer import Transfer
from models.transfer_facts import NOTHING_PAST, charge_facts, eligible_at, past_with_brokerage, reached_by


@dataclass(frozen=True, slots=True)
class AgreementBasis:
    """What decides about payment, and how many agreements came before."""

    charged: ChargeFacts
    issued_before: int


def agreement_basis(turn: Turn, *, known: InService) -> AgreementBasis:
    """Read it for somebody in service. Source: OPG 5.5, 5.6 (FUND-2 to FUND-4)."""
    transfer, eligible = _transfer(turn, known.episode)
    pasts = past_with_brokerage(turn.session, Transfer.id == transfer.id) if transfer else {}
    past = pasts.get(transfer.id, NOTHING_PAST) if transfer else NOTHING_PAST
    reached = reached_by(turn.session, transfer.episode_id if transfer else known.episode)
    return AgreementBasis(
        charge_facts(known.kind, known.funding, known.started_at, transfer, past, reached, eligible),
        _issued(turn, known.person),
    )


def issued_paper(turn: Turn, *, agreement: UUID) -> str:
    """The paper of an agreement as it was frozen when it was issued."""
    query = select(Agreement.paper).where(Agreement.id == agreement, Agreement.office_id == turn.office)
    kept = turn.session.scalars(query).one_or_none()
    if kept is None:
        raise not_listed("agreement")
    return kept


def _transfer(turn: Turn, episode: UUID) -> tuple[Transfer | None, datetime | None]:
    """The transfer that led to this interim episode, or for somebody taken over in interim support that of its own.

    With the moment at which the person was identified as eligible (FUND-2).
    """
    led_here = Transfer.to_episode_id == episode
    own = (Transfer.episode_id == episode) & Transfer.abandoned_at.is_(None)
    query = select(Transfer, eligible_at()).where(led_here | own, Transfer.office_id == turn.office)
    found = turn.session.execute(query.order_by(case((led_here, 0), else_=1)).limit(1)).one_or_none()
    return (found[0], found[1]) if found is not None else (None, None)


def _issued(turn: Turn, person: UUID) -> int:
    """How many agreements the person has had, in whatever episode."""
    query = (
        select(func.count())
        .select_from(Agreement)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(Episode.person_id == person)
    )
    return turn.session.scalar(query) or 0
