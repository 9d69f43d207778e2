"""The life of every goal of some episodes so far, in a fixed number of statements: what suggestions are made from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.door.turn import Turn
from models.breaks import Break, took_place
from models.goals import Goal, GoalWording
from models.people import Person
from models.prepared import Prepared
from models.ratings import Rating
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays, GoalHistory
from models.runs import is_in, runs_of
from models.together import Together
from models.values import Call, PlannedVisit, london_day

_OFFICES_KEPT = 4
_CALLS_KEPT = 64  # of five calls there are thirty-two sets, each in few orders


@dataclass(frozen=True, slots=True)
class GoalsSoFar:
    """The goals of some runs of service, in the order in which they were set; `latest` of each row is the open episode.

    Called with the plans in force by episode it gives a history by goal id, of the statement in force.
    """

    rows: Sequence[Any]
    ratings: Mapping[UUID, Sequence[RatingFacts]]
    breaks: Mapping[UUID, tuple[BreakDays, ...]]

    def __call__(self, weeks: Mapping[UUID, tuple[PlannedVisit, ...]]) -> dict[UUID, GoalHistory]:
        """The histories; without a plan nothing is planned."""
        return {
            row.id: GoalHistory(
                set_on=london_day(row.reworded or row.set_at),
                calls=calls_of(row.calls),
                aim=row.aim or "",
                visits=rated_visits(self.ratings.get(row.id, ())),
                planned=weeks.get(row.latest, ()),
                breaks=self.breaks.get(row.latest, ()),
                death_reported=row.death_reported_at is not None,
            )
            for row in self.rows
        }


def goal_histories(turn: Turn, episodes: Sequence[UUID]) -> GoalsSoFar:
    """All goals in the runs of service whose latest episodes these are: a transfer ends no goal (INT-7).

    Three statements, asked together.
    """
    together = Together(turn.session)
    asked_breaks, asked_goals = together.ask(_breaks, turn, episodes), together.ask(_goals, turn, episodes)
    ratings = together.ask(_ratings, turn, episodes)()
    return GoalsSoFar(asked_goals(), ratings, asked_breaks())


def _goals(turn: Turn, episodes: Sequence[UUID]) -> Sequence[Any]:
    told = {"episodes": episodes}
    return _asked_of_goals(turn.office).rows(turn.session.connection(), told)


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_goals(office: UUID) -> Prepared:
    reworded, run = _of_other_statements(func.max(GoalWording.changed_at)), runs_of(office)
    query = (
        select(
            Goal.id, run.c.latest, Goal.number, Goal.statement, Goal.measure, Goal.achievable, Goal.relevant,
            Goal.target, Goal.calls, Goal.own_words, Goal.aim, Goal.state, Goal.set_at, reworded.label("reworded"),
            Person.death_reported_at,
        )
        .join(run, is_in(Goal.episode_id, run.c.episode))
        .join(Person, Person.id == Goal.person_id)
        .where(is_in(Goal.office_id, office))
        .order_by(Goal.set_at, Goal.number)
    )  # fmt: skip
    return Prepared(query)


def _of_other_statements(what: Any) -> Any:
    """Of the goal's wordings that said something else: ratings since the last of them are one series (GOAL-4).

    Another measure or target date is another wording, and the same goal all the same.
    """
    other = (GoalWording.goal_id == Goal.id, GoalWording.statement != Goal.statement)
    return select(what).where(*other).correlate(Goal).scalar_subquery()


@lru_cache(maxsize=_CALLS_KEPT)
def calls_of(text: str) -> frozenset[Call]:
    """The calls that a goal names, by commas; none named means all."""
    return frozenset(Call(each.strip()) for each in text.split(",") if each.strip())


def _ratings(turn: Turn, episodes: Sequence[UUID]) -> dict[UUID, list[RatingFacts]]:
    told = {"episodes": episodes, "moment": turn.moment}
    found: defaultdict[UUID, list[RatingFacts]] = defaultdict(list)
    for each in map(RatingFacts._make, _asked_of_ratings(turn.office).tuples(turn.session.connection(), told)):
        found[each.goal].append(each)
    return found


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_ratings(office: UUID) -> Prepared:
    query = (
        select(Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Rating.letter)
        .join(Goal, Goal.id == Rating.goal_id)
        .where(
            Goal.office_id == office,
            Rating.withdrawn_at.is_(None),
            Rating.wording > func.coalesce(_of_other_statements(func.max(GoalWording.wording)), 0),
            Rating.at <= bindparam("moment"),
            Goal.episode_id.in_(select(runs_of(office).c.episode)),
        )
    )
    return Prepared(query)


def _breaks(turn: Turn, episodes: Sequence[UUID]) -> dict[UUID, tuple[BreakDays, ...]]:
    told = {"episodes": episodes}
    found: defaultdict[UUID, tuple[BreakDays, ...]] = defaultdict(tuple)
    for latest, began_at, returned_at in _asked_of_breaks(turn.office).tuples(turn.session.connection(), told):
        found[latest] += (BreakDays(london_day(began_at), london_day(returned_at) if returned_at else None),)
    return found


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_breaks(office: UUID) -> Prepared:
    run = runs_of(office)
    query = (
        select(run.c.latest, Break.began_at, Break.returned_at)
        .join(run, is_in(Break.episode_id, run.c.episode))
        .where(Break.office_id == office, took_place())
    )
    return Prepared(query)
