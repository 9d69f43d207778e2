"""The visits that somebody shares, how each stands today, and with whom one may be shared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.episodes import Episode
from models.owners_of_days import team_of_day
from models.people import Person
from models.rules.plans.changes import Week
from models.rules.plans.shared import OnPaper, SharedWith
from models.shared_of_days import shared_until_and_from
from models.shared_visits import SharedVisit, shared_with
from models.values import Call, days_of, london_day, whole_name

_Place = tuple[int, int]  # the week of two, 0 where every week, and the weekday


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A shared visit; `version` is what ending it calls `seen`, `is_shared` whether it is made for both now."""

    id: UUID
    version: int
    call: Call
    name: str
    sentence: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody in service in the same team and postcode, by their episode."""

    episode: UUID
    name: str
    address: str


def shared_of(turn: Turn, episode: UUID) -> tuple[SharedWith, ...]:
    """What an episode shares today; one statement. Source: standards.md, trap 6 (PSP-1)."""
    return shared_with(turn.session, turn.office, episode, turn.day)


def lines_of(shared: tuple[SharedWith, ...], own: Week) -> tuple[SharedLine, ...]:
    """How each of them stands beside one's own week. Source: standards.md, trap 6 (PSP-1)."""
    return tuple(
        SharedLine(each.key, each.version, each.call, each.name, each.sentence(own), each.is_together(own))
        for each in shared
    )


def shared_on_paper(turn: Turn, episode: UUID, own: Week) -> tuple[OnPaper, ...]:
    """What papers say of each visit made together today, and until when. Source: standards.md, trap 6 (PSP-1)."""
    together = [each for each in shared_of(turn, episode) if each.is_together(own)]
    last = _last_days(turn, {each.key: each.counted(own).places for each in together})
    told = (each.on_paper(own, last.get(each.key)) for each in together)
    return tuple(each for each in told if each is not None)


def _last_days(turn: Turn, now: dict[UUID, frozenset[_Place]]) -> dict[UUID, date]:
    """Until when each is shared in its places of now, where a plan or team of the two to come has it otherwise."""
    if not now:
        return {}
    before, after = (
        _places(turn.session.execute(query.where(SharedVisit.id.in_(now))))
        for query in shared_until_and_from(turn.office, turn.day)
    )
    found: dict[UUID, date] = {}
    for moment, key in sorted(before.keys() | after.keys()):
        if after.get((moment, key), set()) != now[key]:
            found.setdefault(key, london_day(moment) - timedelta(days=1))
    return found


def _places(rows: Iterable[Any]) -> dict[tuple[datetime, UUID], set[_Place]]:
    found = defaultdict[tuple[datetime, UUID], set[_Place]](set)
    for row in rows:
        found[row.effective_from, row.id] |= {(row.weeks, day) for day in days_of(row.days)}
    return dict(found)


def neighbours(turn: Turn, *, episode: UUID) -> tuple[Neighbour, ...]:
    """With whom a visit may be shared: who is in service in the same team and lives at the same postcode. (PSP-1).

    Not who is reported to have died (END-6).
    """
    mine, me = aliased(Episode), aliased(Person)
    rows = turn.session.execute(
        select(Episode.id, Person.given, Person.family, Person.address)
        .select_from(mine)
        .join(me, me.id == mine.person_id)
        .join(Person, (Person.postcode == me.postcode) & (Person.id != me.id) & (Person.office_id == me.office_id))
        .join(Episode, (Episode.person_id == Person.id) & Episode.ended_at.is_(None) & Episode.undone_at.is_(None))
        .where(
            mine.id == episode,
            mine.office_id == turn.office,
            me.postcode != "",
            Person.death_reported_at.is_(None),
            team_of_day(turn.day) == team_of_day(turn.day, mine),
        )
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )
    return tuple(Neighbour(row.id, whole_name(row.given, row.family), row.address) for row in rows)
