"""The referrals that have left the queue lately, to refer again after a lapse or to undo a start (REF-13, REF-19)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.owners_of_days import team_of_referral_of_day
from models.people import Person
from models.referrals import Referral
from models.values import whole_name
from models.vocabulary.referrals import ReferralOutcome

LATELY = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """A referral that has left the queue: how, when and why."""

    id: UUID
    reference: str
    person_id: UUID
    person: str
    outcome: ReferralOutcome
    at: datetime
    because: str
    death_reported: bool


def left(turn: Turn, *, team: UUID | None = None) -> tuple[LeftRow, ...]:
    """Those that left the queue in the last four weeks, the latest first; one statement."""
    wanted = (
        select(
            Referral.id,
            Referral.reference,
            Referral.person_id,
            Person.given,
            Person.family,
            Person.death_reported_at,
            Referral.outcome,
            Referral.outcome_at,
            Referral.outcome_because,
        )
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.office_id == turn.office, Referral.outcome_at >= turn.moment - LATELY)
        .order_by(Referral.outcome_at.desc(), Referral.reference)
    )
    if team is not None:
        wanted = wanted.where(team_of_referral_of_day(turn.day) == team)
    return tuple(
        LeftRow(
            id=row.id,
            reference=row.reference,
            person_id=row.person_id,
            person=whole_name(row.given, row.family),
            outcome=row.outcome,
            at=row.outcome_at,
            because=row.outcome_because,
            death_reported=row.death_reported_at is not None,
        )
        for row in turn.session.execute(wanted)
    )
