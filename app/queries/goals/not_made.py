"""The visits that are recorded as not made, of the people of some runs of service: one statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.among import among
from models.episodes import Episode
from models.prepared import Prepared
from models.ratings import VisitNotMade
from models.rules.goals.not_made import VisitMissed
from models.staff import Staff
from models.values import Call

__all__ = ["VisitMissed", "not_made_of", "places_of"]

_OFFICES_KEPT = 4


def not_made_of(turn: Turn, episodes: Sequence[UUID]) -> defaultdict[UUID, tuple[VisitMissed, ...]]:
    """By the person, in the order of days; of whoever these episodes are, whose whole time in service it is."""
    found: defaultdict[UUID, list[VisitMissed]] = defaultdict(list)
    asked = _asked(turn.office).tuples(turn.session.connection(), {"episodes": episodes})
    for person, day, call, reason, note, at, by, worker in asked:
        found[person].append(
            VisitMissed(day=day, call=call, reason=reason, note=note, worker=worker or "", at=at, by=by)
        )
    return defaultdict(tuple, {person: tuple(each) for person, each in found.items()})


def places_of(not_made: Iterable[VisitMissed]) -> frozenset[tuple[date, Call]]:
    """The days and calls of these visits."""
    return frozenset([(each.day, each.call) for each in not_made])


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked(office: UUID) -> Prepared:
    named = aliased(Staff)
    theirs = select(Episode.person_id).where(Episode.office_id == office, among(Episode.id, "episodes"))
    query = (
        select(
            VisitNotMade.person_id, VisitNotMade.day, VisitNotMade.call, VisitNotMade.reason, VisitNotMade.note,
            VisitNotMade.noted_at, Staff.name, named.name,
        )
        .join(Staff, Staff.id == VisitNotMade.noted_by_id)
        .outerjoin(named, named.id == VisitNotMade.worker_id)
        .where(
            VisitNotMade.office_id == office, VisitNotMade.person_id.in_(theirs), VisitNotMade.withdrawn_at.is_(None)
        )
        .order_by(VisitNotMade.day)
    )  # fmt: skip
    return Prepared(query)
