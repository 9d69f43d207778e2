"""Whose hours may come back within the next weeks at their present pace: apart from the outlook, never counted there.

The estimate looks at every rating of whoever is in service, so it is asked beside the outlook, which doesn't wait.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from app.door.turn import Turn
from app.queries.goals.suggestion_facts import goal_histories
from app.queries.statement import AnyRow, planned_of
from models.among import among
from models.episodes import Episode, Milestone
from models.expected_of_episodes import has_expected
from models.extensions import extended_until
from models.goal_facts import goal_facts
from models.meetings import Decision, not_taken_back
from models.owners_of_days import is_in_team, team_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_in_force_or_coming, is_plan_of_day, stands
from models.prepared import Prepared
from models.rules.clocks import end_of_day
from models.rules.goals.may_come_back import MayComeBack, may_come_back
from models.rules.goals.smart import is_complete
from models.rules.plans.changes import last_day_of_short_term
from models.rules.plans.totals import totals
from models.shared_pairs import shared_pairs
from models.transfer import Transfer
from models.values import Call, PlannedVisit, london_day, whole_name
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.meetings import DecisionKind

_STATEMENTS_KEPT = 8
Week = tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBackRow:
    """One person's hours that may come back from a day between `first` and `last`; worker minutes a week."""

    episode_id: UUID
    team_id: UUID
    person: str
    first: date
    last: date
    minutes: int
    sentence: str


def hours_that_may_come_back(turn: Turn, *, team: UUID | None = None) -> tuple[MayBackRow, ...]:
    """By the first day of each; of everybody in short-term support about whom nothing else is agreed; eight statements.

    A visit that another shares stays for them and isn't among those hours.

    Source: good practice on OPG 3.1, 3.5 (IPAD-4, REF-15, PSP-4).
    """
    episodes = _asked_of_episodes(turn.office, turn.day, team).rows(turn.session.connection(), {})
    if not episodes:
        return ()
    keys = tuple([each.id for each in episodes])
    (weeks, least), goals = _weeks(turn, keys), goal_histories(turn, keys)
    histories, goes_on = goals(weeks), _goes_on(turn)
    worked_on: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in goals.rows:
        if row.state is GoalState.OPEN and is_complete(goal_facts(row)):  # a draft doesn't count yet (GOAL-3)
            worked_on[goals.latest[row.episode_id]].append(row.id)
    found = []
    for each in episodes:
        began, week = london_day(each.first_support_at), least.get(each.id, ())
        until = last_day_of_short_term(began, turn.policy, each.extended_until) + timedelta(days=1)
        worked = [histories[goal] for goal in worked_on[each.id]]
        told = may_come_back(worked, week, until, turn.day, turn.policy, goes_on=goes_on[each.id])
        if told is not None:
            found.append(_row(each, told))
    return tuple(sorted(found, key=lambda row: (row.first, row.last, row.person)))


def _row(episode: AnyRow, told: MayComeBack) -> MayBackRow:
    return MayBackRow(
        episode_id=episode.id,
        team_id=episode.team_id,
        person=whole_name(episode.given, episode.family),
        first=told.first,
        last=told.last,
        minutes=told.minutes,
        sentence=told.sentence,
    )


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_episodes(office: UUID, day: date, team: UUID | None) -> Prepared:
    """Who moves on or is at their most independent, and whose end is expected, is told of by what is agreed.

    So is whose step-down the MDT agreed: a decision names no call, so all of the week waits for the version that does.
    """
    transfer = select(Transfer.id).where(Transfer.episode_id == Episode.id, Transfer.abandoned_at.is_(None))
    independent = select(Milestone.id).where(
        Milestone.episode_id == Episode.id,
        Milestone.kind == MilestoneKind.MAXIMUM_INDEPENDENCE,
        Milestone.withdrawn_at.is_(None),
    )
    newest = select(func.max(Plan.made_at)).where(Plan.episode_id == Episode.id, is_in_force_or_coming(day))
    step_down = select(Decision.id).where(
        Decision.episode_id == Episode.id,
        Decision.kind == DecisionKind.STEP_DOWN,
        Decision.decided_at > newest.correlate(Episode).scalar_subquery(),
        not_taken_back(Decision),
    )
    query = (
        select(
            Episode.id, team_of_day(day).label("team_id"), Episode.first_support_at, Person.given, Person.family,
            extended_until().label("extended_until"),
        )
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == office,
            Episode.ended_at.is_(None),
            Episode.kind == EpisodeKind.SHORT_TERM,
            Person.death_reported_at.is_(None),
            ~transfer.exists(),
            ~independent.exists(),
            ~step_down.exists(),
            ~has_expected(),
        )
        .order_by(Episode.id)
    )  # fmt: skip
    return Prepared(query if team is None else query.where(is_in_team(team, day)))


def _weeks(turn: Turn, episodes: Sequence[UUID]) -> tuple[dict[UUID, Week], dict[UUID, Week]]:
    """The week in force of each episode; and of each call in it the least that it, or a version to come, has."""
    lines: defaultdict[UUID, defaultdict[UUID, list[PlannedVisit]]] = defaultdict(lambda: defaultdict(list))
    in_force: dict[UUID, UUID] = {}
    for row in _asked_of_weeks(turn.office, turn.day).rows(turn.session.connection(), {"episodes": episodes}):
        lines[row.episode_id][row.plan_id].append(planned_of(row))
        if not row.is_ahead:
            in_force[row.episode_id] = row.plan_id
    now = {episode: tuple(lines[episode][plan]) for episode, plan in in_force.items()}
    return now, {episode: _least(week, lines[episode].values()) for episode, week in now.items()}


def _least(week: Week, versions: Iterable[Sequence[PlannedVisit]]) -> Week:
    each_has = tuple(versions)
    left: list[PlannedVisit] = []
    for call in dict.fromkeys(visit.call for visit in week):
        left += min(([visit for visit in version if visit.call is call] for version in each_has), key=_minutes)
    return tuple(left)


def _minutes(visits: Iterable[PlannedVisit]) -> int:
    return totals(visits).worker_minutes


def _goes_on(turn: Turn) -> defaultdict[UUID, Counter[Call]]:
    """By episode and call the worker minutes a week that somebody of the same team shares today. (REF-15)."""
    found: defaultdict[UUID, Counter[Call]] = defaultdict(Counter)
    for pair in shared_pairs(turn.session, turn.office, turn.day):
        if pair.teams[0] == pair.teams[1]:
            for episode in pair.episodes:
                found[episode][pair.call] += pair.once_on(turn.day)
    return found


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_weeks(office: UUID, day: date) -> Prepared:
    is_ahead = Plan.effective_from > end_of_day(day)
    query = (
        select(
            Plan.episode_id, PlanVisit.plan_id, is_ahead.label("is_ahead"),
            PlanVisit.days, PlanVisit.call, PlanVisit.minutes, PlanVisit.workers, PlanVisit.at,
            PlanVisit.weeks,
        )
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .where(
            Plan.office_id == office, among(Plan.episode_id, "episodes"),
            or_(is_plan_of_day(day), and_(is_ahead, stands())),
        )
        .order_by(PlanVisit.number)
    )  # fmt: skip
    return Prepared(query)
