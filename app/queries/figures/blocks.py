"""Hours bought as a block for an area, and what plans there used, for the figures of an office that buys so (STC-4)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.door.turn import Turn
from app.queries.figures.whose import Whose, of_those
from models.breaks import Break, took_place
from models.episodes import Episode
from models.owners_of_days import team_of_day_or_end
from models.plans import Plan, mean_minutes
from models.plans_of_days import stands
from models.rules.figures.block_hours import BlockKind, BlockSpan
from models.rules.figures.figure import FigurePeriod
from models.teams import ContractedChange, Team
from models.values import london_day
from models.vocabulary.staff import TeamKind

_DAY = timedelta(days=1)


def block_spans(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[BlockSpan]:
    """What was bought and used by area, three statements; nothing where none is bought, or of one patch alone. (STC-4).

    A block is bought for an area, whatever patch of it people live in.
    """
    if turn.policy.block_hours and whose.patch is None:
        yield from _bought(turn, whose.team)
        yield from _used(turn, whose, period)


def _bought(turn: Turn, team: UUID | None) -> Iterator[BlockSpan]:
    stands_still = and_(ContractedChange.team_id == Team.id, ContractedChange.withdrawn_at.is_(None))
    asked = (
        select(Team.name, Team.worker_minutes_a_week, Team.closed_from, ContractedChange.from_day,
               ContractedChange.worker_minutes_a_week)
        .outerjoin(ContractedChange, stands_still)
        .where(Team.office_id == turn.office, Team.kind == TeamKind.SHORT_TERM)
        .where(*(() if team is None else (Team.id == team,)))
        .order_by(Team.name, ContractedChange.from_day, ContractedChange.id)
    )  # fmt: skip
    for (area, first, closed), changes in groupby(turn.session.execute(asked), key=lambda row: tuple(row[:3])):
        steps = [(date.min, first), *((row[3], row[4]) for row in changes if row[3] is not None)]
        for since, until, minutes in _spans(steps, closed):
            yield BlockSpan(area, BlockKind.BOUGHT, since, until, minutes)


def _used(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[BlockSpan]:
    begins, ends = period.bounds
    at_end = team_of_day_or_end(period.last)
    in_it = (
        Episode.office_id == turn.office,
        Episode.undone_at.is_(None),
        Episode.started_at < ends,
        or_(Episode.ended_at.is_(None), Episode.ended_at >= begins),
    )
    planned: Any = (
        select(Episode.id, Team.name, Episode.ended_at, Plan.effective_from, mean_minutes(Plan)[0])
        .select_from(Episode)
        .join(Team, and_(Team.id == at_end, Team.kind == TeamKind.SHORT_TERM))
        .join(Plan, and_(Plan.episode_id == Episode.id, stands()))
        .where(*in_it)
        .order_by(Episode.id, Plan.effective_from, Plan.number)
    )
    planned = of_those(
        planned, whose.narrowed, team=at_end, person=Episode.person_id, office=turn.office, day=period.last
    )
    breaks = (
        select(Break.episode_id, Break.last_visit_on, Break.next_visit_on, Break.returned_at)
        .join(Episode, Episode.id == Break.episode_id)
        .where(*in_it, took_place())
    )
    away: dict[UUID, list[tuple[date, date | None]]] = {}
    for episode, last_visit, next_visit, returned_at in turn.session.execute(breaks):
        back = next_visit or (london_day(returned_at) if returned_at else None)
        away.setdefault(episode, []).append((last_visit + _DAY, back))
    for (episode, area, ended_at), rows in groupby(
        turn.session.execute(planned, whose.told), key=lambda row: tuple(row[:3])
    ):
        over = None if ended_at is None else london_day(ended_at)
        steps = [(london_day(row[3]), row[4]) for row in rows]
        for since, until, minutes in _spans(steps, over):
            yield BlockSpan(area, BlockKind.USED, since, until, minutes)
            for gone, back in away.get(episode, ()):
                ends_on = min((each for each in (until, back) if each is not None), default=None)
                yield BlockSpan(area, BlockKind.AWAY, max(since, gone), ends_on, minutes)


def _spans(steps: Sequence[tuple[date, int]], over: date | None) -> Iterator[tuple[date, date | None, int]]:
    """From when, until when and how much, of what holds from a day on; a step that comes after the end never held."""
    ends = [*(since for since, _ in steps[1:]), over]
    for (since, minutes), until in zip(steps, ends, strict=True):
        yield since, min((each for each in (until, over) if each is not None), default=None), minutes
