"""The life of every goal of some episodes so far, in a fixed number of statements: what suggestions are made from."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.breaks import Break, took_place
from models.episodes import Episode
from models.goals import Goal, GoalWording
from models.people import Person
from models.ratings import Rating
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays, GoalHistory
from models.runs import runs_of
from models.together import Together
from models.values import Call, PlannedVisit, london_day


def goal_histories(
    turn: Turn, episodes: Sequence[UUID]
) -> Callable[[Mapping[UUID, tuple[PlannedVisit, ...]]], dict[UUID, GoalHistory]]:
    """A history by goal id, of the statement in force, once the plans in force are told by episode.

    Of all goals in the runs of service whose latest episodes these are: a transfer ends no goal (INT-7). Three
    statements, asked together.
    """
    together = Together(turn.session)
    asked_breaks, asked_goals = together.ask(_breaks, turn, episodes), together.ask(_goals, turn, episodes)
    ratings, breaks, goals = together.ask(_ratings, turn, episodes)(), asked_breaks(), asked_goals()
    return lambda weeks: {
        row.id: GoalHistory(
            set_on=london_day(row.reworded or row.set_at),
            calls=calls_of(row.calls),
            aim=row.aim or "",
            visits=rated_visits(ratings[row.id]),
            planned=weeks.get(row.episode_id, ()),
            breaks=tuple(breaks[row.episode_id]),
            death_reported=row.death_reported_at is not None,
        )
        for row in goals
    }


def _goals(turn: Turn, episodes: Sequence[UUID]) -> Sequence[AnyRow]:
    reworded, run = _of_other_statements(func.max(GoalWording.changed_at)), runs_of(turn.office, episodes)
    query = (
        select(
            Goal.id, run.c.latest.label("episode_id"), Goal.set_at, Goal.calls, Goal.aim, reworded.label("reworded"),
            Person.death_reported_at,
        )
        .join(run, run.c.episode == Goal.episode_id)
        .join(Person, Person.id == Goal.person_id)
        .where(Goal.office_id == turn.office)
    )  # fmt: skip
    return turn.session.connection().execute(query).all()


def _of_other_statements(what: Any) -> Any:
    """Of the goal's wordings that said something else: ratings since the last of them are one series (GOAL-4).

    Another measure or target date is another wording, and the same goal all the same.
    """
    other = (GoalWording.goal_id == Goal.id, GoalWording.statement != Goal.statement)
    return select(what).where(*other).correlate(Goal).scalar_subquery()


def calls_of(text: str) -> frozenset[Call]:
    """The calls that a goal names, by commas; none named means all."""
    return frozenset(Call(each.strip()) for each in text.split(",") if each.strip())


def _ratings(turn: Turn, episodes: Sequence[UUID]) -> defaultdict[UUID, list[RatingFacts]]:
    query: Any = (
        select(Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Rating.letter)
        .join(Goal, Goal.id == Rating.goal_id)
        .where(
            Goal.office_id == turn.office,
            Rating.withdrawn_at.is_(None),
            Rating.wording > func.coalesce(_of_other_statements(func.max(GoalWording.wording)), 0),
            Rating.at <= turn.moment,
            Goal.episode_id.in_(select(runs_of(turn.office, episodes).c.episode)),
        )
    )
    found: defaultdict[UUID, list[RatingFacts]] = defaultdict(list)
    for goal, day, call, worker, letter in turn.session.connection().execute(query).all():
        found[goal].append(RatingFacts(goal, day, call, worker, letter))
    return found


def _breaks(turn: Turn, episodes: Sequence[UUID]) -> defaultdict[UUID, list[BreakDays]]:
    run = runs_of(turn.office, episodes)
    rows = turn.session.connection().execute(
        select(run.c.latest, Break.began_at, Break.returned_at)
        .join(Episode, Episode.id == Break.episode_id)
        .join(run, run.c.episode == Episode.id)
        .where(Break.office_id == turn.office, took_place())
    )
    found: defaultdict[UUID, list[BreakDays]] = defaultdict(list)
    for row in rows:
        returned = london_day(row.returned_at) if row.returned_at else None
        found[row.latest].append(BreakDays(london_day(row.began_at), returned))
    return found
