"""Who has an episode or a referral on a day, for a use case that decides by it or tells Scheduling of it (DAY-4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import (
    allocated_of_day,
    coordinator_of_day,
    dso_of_day,
    goal_setter_of_day,
    team_of_day,
    team_of_referral_of_day,
)
from models.referrals import Referral
from models.rules.owners.of_days import changes_to_come
from models.vocabulary.owners import OwnerOf


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose an episode is on a day."""

    team: UUID
    dso: UUID
    case_coordinator: UUID | None
    goal_setter: UUID | None
    allocated_worker: UUID | None

    def of(self, what: OwnerOf) -> UUID | None:
        """Who has one of these."""
        found: UUID | None = getattr(self, what.value)
        return found


def owners_of(turn: Turn, episode: UUID, day: date | None = None) -> Owners:
    """Everybody who has an episode on a day, today unless said; one statement, and nothing is saved for it."""
    on = day or turn.day
    with turn.session.no_autoflush:
        row = turn.session.execute(
            select(
                team_of_day(on),
                dso_of_day(on),
                coordinator_of_day(on),
                goal_setter_of_day(on),
                allocated_of_day(on),
            ).where(Episode.id == episode)
        ).one()
    return Owners(*row)


def team_of(turn: Turn, episode: UUID, day: date | None = None) -> UUID:
    """The team that an episode is in on a day, today unless said."""
    with turn.session.no_autoflush:
        return turn.session.scalars(select(team_of_day(day or turn.day)).where(Episode.id == episode)).one()


def team_of_referral(turn: Turn, referral: UUID, day: date | None = None) -> UUID:
    """The team with which a referral waits on a day, today unless said."""
    with turn.session.no_autoflush:
        query = select(team_of_referral_of_day(day or turn.day)).where(Referral.id == referral)
        return turn.session.scalars(query).one()


def referral_moves_on(turn: Turn, referral: UUID) -> date | None:
    """The next day from which a referral waits with another team, none where nothing is said of one."""
    standing = (OwnerChange.referral_id == referral, OwnerChange.taken_back_at.is_(None))
    with turn.session.no_autoflush:
        ahead = changes_to_come(turn.session.scalars(select(OwnerChange).where(*standing)), turn.day)
    return ahead[0].from_day if ahead else None
