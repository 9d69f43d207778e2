"""Who is in a team or a patch still, so that it can't close: in service, waiting, held for, or on the way there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, literal_column, select, union_all
from sqlalchemy.orm import Session

from models.episodes import Episode
from models.people import Person
from models.referrals import Hold, Referral
from models.transfer import Transfer
from models.values import whole_name

_WAITS, _HELD, _IN_SERVICE, _COMES = "waiting", "capacity held", "in service", "to be handed over to it"


@dataclass(frozen=True, slots=True)
class StillIn:
    """Somebody who is in it, and how."""

    person: UUID
    name: str
    how: str

    @property
    def sentence(self) -> str:
        """For a refusal: "Jean Gill (in service)"."""
        return f"{self.name} ({self.how})"


def still_in_team(session: Session, office: UUID, team: UUID) -> tuple[StillIn, ...]:
    """Everybody whom the team has, or has promised something, by name: one statement. (DAY-4)."""
    waits = (Referral.team_id == team, Referral.outcome.is_(None))
    return _read(
        session,
        union_all(
            _in_service(office, Episode.team_id == team),
            _waiting(office, *waits),
            select(*_named(_HELD))
            .join(Referral, Referral.person_id == Person.id)
            .join(Hold, Hold.referral_id == Referral.id)
            .where(Hold.office_id == office, Hold.team_id == team, Hold.ended_at.is_(None)),
            select(*_named(_COMES))
            .join(Episode, Episode.person_id == Person.id)
            .join(Transfer, Transfer.episode_id == Episode.id)
            .where(
                Transfer.office_id == office,
                Transfer.to_team_id == team,
                Transfer.to_episode_id.is_(None),
                Transfer.abandoned_at.is_(None),
                Episode.ended_at.is_(None),
            ),
        ),
    )


def still_in_patch(session: Session, office: UUID, patch: UUID) -> tuple[StillIn, ...]:
    """Everybody in service or waiting who lives in the patch, by name: one statement. (DAY-4)."""
    lives = Person.patch_id == patch
    return _read(session, union_all(_in_service(office, lives), _waiting(office, lives, Referral.outcome.is_(None))))


def _in_service(office: UUID, where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*_named(_IN_SERVICE))
        .join(Episode, Episode.person_id == Person.id)
        .where(Episode.office_id == office, Episode.ended_at.is_(None), where)
    )


def _waiting(office: UUID, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*_named(_WAITS))
        .join(Referral, Referral.person_id == Person.id)
        .where(Referral.office_id == office, *where)
    )


def _named(how: str) -> tuple[Any, ...]:
    return (Person.id, Person.given, Person.family, literal_column(f"'{how}'", String()).label("how"))


def _read(session: Session, found: CompoundSelect[*tuple[Any, ...]]) -> tuple[StillIn, ...]:
    """Each person once; held capacity says more than waiting."""
    rows: Iterable[Any] = session.execute(found)
    once: dict[UUID, StillIn] = {}
    for row in rows:
        how = once[row.id].how if row.id in once else ""
        if how in {"", _WAITS}:
            once[row.id] = StillIn(row.id, whole_name(row.given, row.family), row.how)
    return tuple(sorted(once.values(), key=lambda each: each.name))
