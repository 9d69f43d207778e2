"""Extra calls beside another provider in somebody's support, and what was said about them (REF-9)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.episodes import Episode
from models.extra_calls import ExtraCallsSaid, extra_calls_given
from models.referrals import Referral
from models.staff import Staff
from models.vocabulary.referrals import ExistingPackage


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What was said, with whom, by whom, when; infection rules where there are any."""

    said_at: datetime
    whom: str
    with_provider: bool
    said: str
    infection_rules: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraCallsView:
    """The referral with another provider, `seen` its version; `until` is none where no extra calls are given now."""

    episode: UUID
    referral: UUID
    seen: int
    provider: str
    until: date | None
    said: tuple[SaidLine, ...]


def extra_calls_of(turn: Turn, episode: UUID) -> ExtraCallsView | None:
    """The extra calls given whose time ends first, else the newest package of another provider in this support.

    None where there is no other provider. Three statements. Source: OPG 1.4 (REF-9).
    """
    given = turn.session.execute(
        extra_calls_given(turn.office, Referral.id, Referral.version).where(Episode.id == episode)
    ).first()
    if given is None:
        other = (ExistingPackage.EXTRA_ONLY, ExistingPackage.WHOLE_MOVES)
        started = Referral.outcome_at >= Episode.first_support_at
        row = turn.session.execute(
            select(Referral.id, Referral.version, Referral.provider)
            .join(Episode, (Episode.person_id == Referral.person_id) & started)
            .where(Episode.id == episode, Episode.office_id == turn.office, Referral.existing_package.in_(other))
            .order_by(Referral.outcome_at.desc())
        ).first()
        if row is None:
            return None
        return _view(turn, episode, row.id, row.version, row.provider, None)
    return _view(turn, episode, given.id, given.version, given.provider, given.extra_until)


def _view(turn: Turn, episode: UUID, referral: UUID, seen: int, provider: str, until: date | None) -> ExtraCallsView:
    return ExtraCallsView(
        episode=episode, referral=referral, seen=seen, provider=provider, until=until, said=said_of(turn, referral)
    )


def said_of(turn: Turn, referral: UUID) -> tuple[SaidLine, ...]:
    """All that was said about a referral's package, the newest first, in one statement."""
    said = ExtraCallsSaid
    rows = turn.session.execute(
        select(said.said_at, said.whom, said.with_provider, said.said, said.infection_rules, Staff.name)
        .join(Staff, Staff.id == said.said_by_id)
        .where(said.referral_id == referral, said.office_id == turn.office)
        .order_by(said.said_at.desc(), said.id.desc())
    )
    return tuple(SaidLine(*row) for row in rows)
