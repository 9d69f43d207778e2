"""The life of every goal of some episodes so far, in a fixed number of statements: what suggestions are made from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.goals.dismissals import dismissals_of
from app.queries.goals.not_made import not_made_of, places_of
from models.among import among
from models.breaks import Break, took_place
from models.episodes import Episode
from models.goals import Goal, GoalWording
from models.people import Person
from models.prepared import Prepared
from models.ratings import Rating
from models.rules.goals.dismissals import Dismissed
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.not_made import VisitMissed
from models.rules.goals.suggestions import BreakDays, GoalHistory
from models.together import Together
from models.values import Call, PlannedVisit, london_day

_OFFICES_KEPT = 4
_CALLS_KEPT = 64  # of five calls there are thirty-two sets, each in few orders


@dataclass(frozen=True, slots=True)
class GoalsSoFar:
    """The goals of some runs of service, in the order in which they were set, and which suggestions are put aside.

    `not_made` are the visits that are recorded as such, by person.

    `latest` says the last episode of the run of each of its episodes. Called with the plans in force by those it gives
    a history by goal id, of the statement in force.
    """

    rows: Sequence[Any]
    latest: Mapping[UUID, UUID]
    ratings: Mapping[UUID, Sequence[RatingFacts]]
    breaks: Mapping[UUID, tuple[BreakDays, ...]]
    dismissed: Mapping[UUID, tuple[Dismissed, ...]]
    not_made: Mapping[UUID, tuple[VisitMissed, ...]]

    def __call__(self, weeks: Mapping[UUID, tuple[PlannedVisit, ...]]) -> dict[UUID, GoalHistory]:
        """The histories; without a plan nothing is planned."""
        missed = {person: places_of(visits) for person, visits in self.not_made.items()}
        return {
            row.id: GoalHistory(
                set_on=london_day(row.reworded or row.set_at),
                calls=calls_of(row.calls),
                aim=row.aim or "",
                visits=rated_visits(self.ratings.get(row.id, ())),
                planned=weeks.get(self.latest[row.episode_id], ()),
                breaks=self.breaks.get(self.latest[row.episode_id], ()),
                not_made=missed.get(row.person_id, frozenset()),
                death_reported=row.death_reported_at is not None,
            )
            for row in self.rows
        }


def goal_histories(turn: Turn, episodes: Sequence[UUID]) -> GoalsSoFar:
    """All goals in the runs of service whose latest episodes these are: a transfer ends no goal (INT-7).

    The runs first, then five statements asked together: told which episodes they are, either database finds by them.
    """
    latest = _runs(turn, episodes)
    together, told = Together(turn.session), {"episodes": tuple(latest)}
    asked_breaks, asked_goals = together.ask(_breaks, turn, told, latest), together.ask(_goals, turn, told)
    aside = together.ask(dismissals_of, turn, tuple(latest))
    missed = together.ask(not_made_of, turn, tuple(episodes))
    ratings = together.ask(_ratings, turn, told)()
    return GoalsSoFar(asked_goals(), latest, ratings, asked_breaks(), aside(), missed())


def _runs(turn: Turn, latest: Sequence[UUID]) -> dict[UUID, UUID]:
    """Each of these episodes and all that it follows, with the one that it is; undone ones are no part (INT-7)."""
    asked = _asked_of_runs(turn.office)
    follows = dict(asked.tuples(turn.session.connection(), {"episodes": latest}))
    found: dict[UUID, UUID] = {}
    for last in latest:
        each: UUID | None = last
        while each is not None and each in follows and each not in found:
            found[each] = last
            each = follows[each]
    return found


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_runs(office: UUID) -> Prepared:
    """Every episode of whose these are, with the one that it follows."""
    last = aliased(Episode)
    theirs = select(last.person_id).where(last.office_id == office, among(last.id, "episodes"))
    query = select(Episode.id, Episode.follows_id).where(
        Episode.office_id == office, Episode.undone_at.is_(None), Episode.person_id.in_(theirs)
    )
    return Prepared(query)


def _goals(turn: Turn, told: Mapping[str, Any]) -> Sequence[Any]:
    return _asked_of_goals(turn.office).rows(turn.session.connection(), told)


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_goals(office: UUID) -> Prepared:
    reworded = of_other_statements(func.max(GoalWording.changed_at))
    query = (
        select(
            Goal.id, Goal.episode_id, Goal.person_id, Goal.number, Goal.statement, Goal.measure, Goal.achievable,
            Goal.relevant, Goal.target, Goal.calls, Goal.own_words, Goal.aim, Goal.state, Goal.set_at,
            reworded.label("reworded"), Person.death_reported_at,
        )
        .join(Person, Person.id == Goal.person_id)
        .where(Goal.office_id == office, among(Goal.episode_id, "episodes"))
        .order_by(Goal.set_at, Goal.number)
    )  # fmt: skip
    return Prepared(query)


def of_other_statements(what: Any) -> Any:
    """Of the goal's wordings that said something else: ratings since the last of them are one series (GOAL-4).

    Another measure or target date is another wording, and the same goal all the same.
    """
    other = (GoalWording.goal_id == Goal.id, GoalWording.statement != Goal.statement)
    return select(what).where(*other).correlate(Goal).scalar_subquery()


@lru_cache(maxsize=_CALLS_KEPT)
def calls_of(text: str) -> frozenset[Call]:
    """The calls that a goal names, by commas; none named means all."""
    return frozenset(Call(each.strip()) for each in text.split(",") if each.strip())


def _ratings(turn: Turn, episodes: Mapping[str, Any]) -> dict[UUID, list[RatingFacts]]:
    told = {**episodes, "moment": turn.moment}
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
            Rating.wording > func.coalesce(of_other_statements(func.max(GoalWording.wording)), 0),
            Rating.at <= bindparam("moment"),
            among(Goal.episode_id, "episodes"),
        )
    )
    return Prepared(query)


def _breaks(turn: Turn, told: Mapping[str, Any], latest: Mapping[UUID, UUID]) -> dict[UUID, tuple[BreakDays, ...]]:
    found: defaultdict[UUID, tuple[BreakDays, ...]] = defaultdict(tuple)
    for episode, began_at, returned_at in _asked_of_breaks(turn.office).tuples(turn.session.connection(), told):
        returned = london_day(returned_at) if returned_at else None
        found[latest[episode]] += (BreakDays(london_day(began_at), returned),)
    return found


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked_of_breaks(office: UUID) -> Prepared:
    query = select(Break.episode_id, Break.began_at, Break.returned_at).where(
        Break.office_id == office, among(Break.episode_id, "episodes"), took_place()
    )
    return Prepared(query)
