"""One person's present run of service: its episodes one after the other, plans and breaks, read in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select

from app.door.turn import Turn
from app.queries.episodes.never_started import refuse_if_never_started
from models.breaks import Break, took_place
from models.care_at_home import SupportAim
from models.episodes import Episode
from models.owners_of_days import goal_setter_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import stands
from models.prepared import Prepared
from models.rules.goals.support_by_week import HoursFrom
from models.rules.plans.covered import Covered, restored
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.totals import totals
from models.rules.plans.two_weeks import of_day
from models.staff import Staff
from models.values import Call, PlannedVisit, days_of, london_day, whole_name
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import AimOfSupport, PlanChange

_DAY = timedelta(days=1)
_DAYS_KEPT = 4  # a desk asks about today


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEpisode:
    """An episode of the run; its days are `first_day` to `last_day`, none while it goes on."""

    id: UUID
    version: int
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None
    goal_setter_id: UUID | None
    goal_setter: str
    first_day: date
    last_day: date | None
    support_for: AimOfSupport | None
    goals_from: datetime | None


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A plan version with its week, in force from this day on."""

    id: UUID
    episode: UUID
    number: int
    from_day: date
    is_step_down: bool
    week: tuple[PlannedVisit, ...]
    covered: Covered


@dataclass(frozen=True, slots=True)
class RunBreak:
    """A break in service by its days; `returned` is the day of the return."""

    kind: BreakKind
    began: date
    returned: date | None


@dataclass(frozen=True, slots=True)
class Run:
    """The latest episode of a person with those that it follows, oldest first; nothing of earlier years."""

    person: UUID
    name: str
    death_reported: bool
    episodes: tuple[RunEpisode, ...]
    plans: tuple[RunPlan, ...]
    breaks: tuple[RunBreak, ...]

    @property
    def latest(self) -> RunEpisode:
        """The episode that is open, or ended last."""
        return self.episodes[-1]

    @property
    def first_day(self) -> date:
        """Day 1."""
        return self.episodes[0].first_day

    def planned(self, first: date, last: date) -> list[tuple[date, Call, BreakKind | None]]:
        """Each visit from `first` to `last` by the plan in force on its day, and why the person was away, if they were.

        A call that is planned by two lines of a week comes twice.
        """
        found: list[tuple[date, Call, BreakKind | None]] = []
        day = first
        while day <= last:
            if any(each.first_day <= day <= (each.last_day or day) for each in self.episodes):
                away = self.away_on(day)
                found += [(day, each.call, away) for each in of_day(self.week_on(day), day)]
            day += _DAY
        return found

    def week_on(self, day: date) -> tuple[PlannedVisit, ...]:
        """The week of the plan of this day, of the episode that had begun last by then; none without a plan."""
        plan = self._plan_on(day)
        return plan.week if plan else ()

    def covered_on(self, day: date) -> Covered:
        """The calls that others cover by the plan of this day."""
        plan = self._plan_on(day)
        return plan.covered if plan else ()

    def _plan_on(self, day: date) -> RunPlan | None:
        for episode in reversed([each for each in self.episodes if each.first_day <= day]):
            begun = (plan for plan in self.plans if plan.episode == episode.id and plan.from_day <= day)
            plan = plan_of_day(begun, day)
            if plan is not None:
                return plan
        return None

    @property
    def hours(self) -> tuple[HoursFrom, ...]:
        """The hours of each version, by the day from which it is in force.

        What was agreed for a day after its own episode had ended never came into force: another episode's plan did.
        Where calls take turns it is the mean of the two weeks, so that a call every second week counts as less.
        """
        places = {each.id: place for place, each in enumerate(self.episodes)}
        ended = {each.id: each.last_day or date.max for each in self.episodes}
        standing = [each for each in self.plans if each.from_day <= ended[each.episode]]
        standing.sort(key=lambda each: (places[each.episode], each.number))
        return tuple(
            HoursFrom(each.from_day, number, totals(each.week).minutes_of_two[1] // 2, each.is_step_down)
            for number, each in enumerate(standing)
        )

    def workers_at(self, day: date, call: Call) -> int:
        """How many workers the plan of this day sends to the call; 0 where it plans none."""
        here = (each.workers for each in of_day(self.week_on(day), day) if each.call is call)
        return max(here, default=0)

    def away_on(self, day: date) -> BreakKind | None:
        """Why the person was away that day, if they were: from the day it began, until the day of the return."""
        away = [
            each.kind for each in self.breaks if each.began <= day and (each.returned is None or day < each.returned)
        ]
        return away[0] if away else None


def run_of(turn: Turn, person: UUID) -> Run:
    """Read a person's run; refused where the person isn't this office's or was never in service."""
    asked = {"its_person": person, "its_office": turn.office}
    rows: Sequence[Any]
    if turn.session.get_bind().dialect.name == "sqlite":
        rows = _everything_in_file(turn.day).rows(turn.session.connection(), asked)
    else:
        rows = turn.session.execute(_everything(turn.day), asked).all()
    refuse_if_never_started(turn, person, rows)
    episodes = _chain(rows)
    kept = {each.id for each in episodes}
    within = [row for row in rows if row.episode in kept]
    return Run(
        person=person,
        name=whole_name(rows[0].given, rows[0].family),
        death_reported=rows[0].death_reported_at is not None,
        episodes=episodes,
        plans=_plans(within),
        breaks=_breaks(within),
    )


@lru_cache(maxsize=_DAYS_KEPT)
def _everything_in_file(day: date) -> Prepared:
    return Prepared(_everything(day))


@lru_cache(maxsize=_DAYS_KEPT)
def _everything(day: date) -> Select[*tuple[Any, ...]]:
    """A row a planned visit and break; both are few, so their product is too; made once, as that takes longest."""
    return (
        select(
            Person.given, Person.family, Person.death_reported_at,
            Episode.id.label("episode"), Episode.version, Episode.kind, Episode.started_at,
            Episode.ended_at, Episode.follows_id, goal_setter_of_day(day).label("goal_setter_id"),
            Staff.name.label("goal_setter"),
            Plan.id.label("plan"), Plan.number, Plan.effective_from, Plan.change, Plan.covered,
            PlanVisit.id.label("visit"), PlanVisit.days, PlanVisit.call, PlanVisit.minutes, PlanVisit.workers,
            PlanVisit.at, PlanVisit.tasks, PlanVisit.weeks,
            Break.id.label("break_id"), Break.kind.label("break_kind"), Break.began_at, Break.returned_at,
            SupportAim.support_for, SupportAim.goals_from,
        )
        .select_from(Person)
        .join(Episode, Episode.person_id == Person.id)
        .outerjoin(Staff, Staff.id == goal_setter_of_day(day))
        .outerjoin(SupportAim, SupportAim.episode_id == Episode.id)
        .outerjoin(Plan, (Plan.episode_id == Episode.id) & stands())
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .outerjoin(Break, (Break.episode_id == Episode.id) & took_place())
        .where(
            Person.id == bindparam("its_person"),
            Person.office_id == bindparam("its_office"),
            Episode.undone_at.is_(None),
        )
        .order_by(Episode.started_at, Plan.effective_from, Plan.number, PlanVisit.number, Break.began_at)
    )  # fmt: skip


def _chain(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[RunEpisode, ...]:
    by_id = {row.episode: row for row in rows}
    here: UUID | None = rows[-1].episode
    chain: list[RunEpisode] = []
    while here is not None and here in by_id:
        row = by_id[here]
        chain.append(
            RunEpisode(
                id=row.episode,
                version=row.version,
                kind=row.kind,
                started_at=row.started_at,
                ended_at=row.ended_at,
                goal_setter_id=row.goal_setter_id,
                goal_setter=row.goal_setter or "",
                first_day=london_day(row.started_at),
                last_day=london_day(row.ended_at) if row.ended_at else None,
                support_for=row.support_for,
                goals_from=row.goals_from,
            )
        )
        here = row.follows_id
    return tuple(reversed(chain))


def _plans(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[RunPlan, ...]:
    weeks: dict[UUID, dict[UUID, PlannedVisit]] = {}
    heads: dict[UUID, Row[*tuple[Any, ...]]] = {}
    for row in rows:
        if row.plan is None:
            continue
        heads[row.plan] = row
        visits = weeks.setdefault(row.plan, {})
        if row.visit is not None and row.visit not in visits:
            visits[row.visit] = PlannedVisit(
                days_of(row.days), row.call, row.minutes, row.workers, row.at, row.tasks or "", row.weeks
            )
    plans: list[RunPlan] = []
    for key, row in heads.items():
        week = tuple(weeks[key].values())
        is_step_down, since = row.change is PlanChange.STEP_DOWN, london_day(row.effective_from)
        covered = restored(row.covered)
        plans.append(RunPlan(key, row.episode, row.number, since, is_step_down, week, covered))
    return tuple(plans)


def _breaks(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[RunBreak, ...]:
    found = {row.break_id: row for row in rows if row.break_id is not None}
    ordered = sorted(found.values(), key=lambda row: row.began_at)
    return tuple(
        RunBreak(row.break_kind, london_day(row.began_at), london_day(row.returned_at) if row.returned_at else None)
        for row in ordered
    )
