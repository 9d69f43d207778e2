"""Which episodes make up a run of service, for every statement about several people that asks it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, literal, select

from models.among import among
from models.episodes import Episode


def runs_of(office: UUID, episodes: Sequence[UUID] | None = None) -> CTE:
    """Each of these episodes, as `latest`, with itself and all that it follows, as `episode` (INT-7).

    Where none are given, those that the statement is told as `episodes` when it is asked.
    A transfer ends an episode and not the goals and breaks of it; one that was undone is no part of a run.
    """
    here = (Episode.office_id == office, Episode.undone_at.is_(None))
    begun = select(Episode.id.label("latest"), Episode.id.label("episode"), Episode.follows_id).where(
        *here, among(Episode.id, "episodes") if episodes is None else Episode.id.in_(episodes)
    )
    run = begun.cte("run", recursive=True)
    return run.union_all(
        select(run.c.latest, Episode.id, Episode.follows_id)
        .join(run, is_in(Episode.id, run.c.follows_id))
        .where(is_in(Episode.office_id, office), Episode.undone_at.is_(None))
    )


def is_in(column: Any, value: Any) -> ColumnElement[bool]:
    """Whether a column is this, for a join to a run: each column of the index by which its rows are found.

    Said as one of a list of two. Where it is told to be equal, SQLite expects so many runs that it first looks through
    the whole table for what can't be among them.
    """
    told = value if isinstance(value, ColumnElement) else literal(value, column.type)
    found: ColumnElement[bool] = column.in_([told, told])
    return found
