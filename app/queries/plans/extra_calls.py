"""Extra calls beside another provider in somebody's support, and what was said about them (REF-9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.door.turn import Turn
from app.queries.statement import AnyRow
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

    None where there is no other provider. Two statements. Source: OPG 1.4 (REF-9).
    """
    given = turn.session.execute(
        extra_calls_given(turn.office, Referral.id, Referral.version).where(Episode.id == episode)
    ).first()
    if given is not None:
        return _view(episode, given, given.extra_until, said_of(turn, given.id))
    rows = turn.session.execute(_of_another_provider(turn, episode)).all()
    if not rows:
        return None
    return _view(episode, rows[0], None, _lines(row for row in rows if row.id == rows[0].id))


def _of_another_provider(turn: Turn, episode: UUID) -> Select[*tuple[Any, ...]]:
    """The referrals of this support with a package of another provider, newest first, with what was said of each."""
    other = (ExistingPackage.EXTRA_ONLY, ExistingPackage.WHOLE_MOVES)
    started = Referral.outcome_at >= Episode.first_support_at
    return (
        select(Referral.id, Referral.version, Referral.provider, *_SAID)
        .join(Episode, (Episode.person_id == Referral.person_id) & started)
        .outerjoin(ExtraCallsSaid, ExtraCallsSaid.referral_id == Referral.id)
        .outerjoin(Staff, Staff.id == ExtraCallsSaid.said_by_id)
        .where(Episode.id == episode, Episode.office_id == turn.office, Referral.existing_package.in_(other))
        .order_by(Referral.outcome_at.desc(), Referral.id, *_NEWEST_FIRST)
    )


def _view(episode: UUID, row: AnyRow, until: date | None, said: tuple[SaidLine, ...]) -> ExtraCallsView:
    return ExtraCallsView(
        episode=episode, referral=row.id, seen=row.version, provider=row.provider, until=until, said=said
    )


_SAID = (
    ExtraCallsSaid.said_at,
    ExtraCallsSaid.whom,
    ExtraCallsSaid.with_provider,
    ExtraCallsSaid.said,
    ExtraCallsSaid.infection_rules,
    Staff.name,
)
_NEWEST_FIRST = (ExtraCallsSaid.said_at.desc(), ExtraCallsSaid.id.desc())


def said_of(turn: Turn, referral: UUID) -> tuple[SaidLine, ...]:
    """All that was said about a referral's package, the newest first, in one statement."""
    rows = turn.session.execute(
        select(*_SAID)
        .join(Staff, Staff.id == ExtraCallsSaid.said_by_id)
        .where(ExtraCallsSaid.referral_id == referral, ExtraCallsSaid.office_id == turn.office)
        .order_by(*_NEWEST_FIRST)
    )
    return _lines(rows)


def _lines(rows: Iterable[AnyRow]) -> tuple[SaidLine, ...]:
    found = (
        SaidLine(row.said_at, row.whom, row.with_provider, row.said, row.infection_rules, row.name) for row in rows
    )
    return tuple(line for line in found if line.said_at is not None)
