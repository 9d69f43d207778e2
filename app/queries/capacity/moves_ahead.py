"""Which episodes move to another team on the next days, so that each day's hours are that day's team's (DAY-4)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.door.turn import Turn
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import is_newest_of_its_day
from models.rules.clocks import end_of_day
from models.values import london_day
from models.vocabulary.owners import OwnerOf


@dataclass(frozen=True, slots=True)
class Stays:
    """In which team an episode is today, and its moves to come, the soonest first."""

    today: UUID
    ahead: tuple[tuple[date, UUID], ...]

    def on(self, day: date) -> UUID:
        """Its team on a day to come. (DAY-4)."""
        return next((team for since, team in reversed(self.ahead) if since <= day), self.today)

    def moves(self) -> Iterator[tuple[date, UUID, UUID]]:
        """Each day on which it changes team, from which and to which."""
        before = self.today
        for day, team in self.ahead:
            if team != before:
                yield day, before, team
            before = team


def moves_until(turn: Turn, ahead: date) -> defaultdict[UUID, tuple[tuple[date, UUID], ...]]:
    """The moves of every episode after today until a day; one statement. Source: STCH (DAY-4)."""
    query = select(OwnerChange.episode_id, OwnerChange.effective_from, OwnerChange.to_team_id)
    found: defaultdict[UUID, tuple[tuple[date, UUID], ...]] = defaultdict(tuple)
    for row in turn.session.execute(
        query.where(*_soon(turn.office, turn.day, ahead)).order_by(OwnerChange.effective_from)
    ):
        found[row.episode_id] = (*found[row.episode_id], (london_day(row.effective_from), row.to_team_id))
    return found


def moves_soon(office: UUID, day: date, ahead: date) -> ColumnElement[bool]:
    """Whether an episode of an office moves after a day, until another."""
    return Episode.id.in_(select(OwnerChange.episode_id).where(*_soon(office, day, ahead)))


def _soon(office: UUID, day: date, ahead: date) -> tuple[ColumnElement[Any], ...]:
    return (
        OwnerChange.office_id == office,
        OwnerChange.what == OwnerOf.TEAM,
        OwnerChange.episode_id.is_not(None),
        OwnerChange.effective_from > end_of_day(day),
        OwnerChange.effective_from <= end_of_day(ahead),
        is_newest_of_its_day(),
    )
