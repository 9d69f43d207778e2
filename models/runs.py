"""Which episodes make up a run of service, for every statement about several people that asks it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import CTE, select

from models.episodes import Episode


def runs_of(office: UUID, episodes: Sequence[UUID]) -> CTE:
    """Each of these episodes, as `latest`, with itself and all that it follows, as `episode` (INT-7).

    A transfer ends an episode and not the goals and breaks of it; one that was undone is no part of a run.
    """
    here = (Episode.office_id == office, Episode.undone_at.is_(None))
    begun = select(Episode.id.label("latest"), Episode.id.label("episode"), Episode.follows_id).where(
        *here, Episode.id.in_(episodes)
    )
    run = begun.cte("run", recursive=True)
    return run.union_all(
        select(run.c.latest, Episode.id, Episode.follows_id).join(run, Episode.id == run.c.follows_id).where(*here)
    )
