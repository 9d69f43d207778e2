"""What comes back to each team, and what is free on each of the next days (REF-15, PSP-7, INT-6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.capacity.limits_ahead import TeamLimit, limits_ahead
from app.queries.capacity.moves_ahead import Stays, moves_soon, moves_until
from app.queries.capacity.shared_ahead import Ahead, SharedStep, shared_steps, stays_behind
from app.queries.statement import DEATH, AnyRow, death_of
from models.base import first_there
from models.capacity_visits import DaysGiven, minutes_by_days
from models.episodes import Episode, Milestone
from models.expected_of_episodes import expected_in, has_expected, next_expected
from models.extensions import extended_until
from models.meetings import Decision, not_taken_back
from models.owners_of_days import team_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import StoredVersion, is_coming, is_in_force_or_coming, stands
from models.prepared import Prepared
from models.rules.capacity.dated_hours import ContractedFrom, Reduced
from models.rules.capacity.outlook import (
    DAYS_AHEAD,
    Back,
    BackKind,
    InService,
    OutlookDay,
    Returning,
    comes_back,
    comes_from,
    moves_away,
    outlook,
)
from models.rules.clocks import end_of_day
from models.rules.closure.expected import expected_line
from models.rules.plans.in_force import coming, coming_text, plan_of_day
from models.rules.spoken_limits import number_said
from models.shared_pairs import shared_pairs
from models.transfer import Transfer
from models.values import hours_text, london_day, start_of_day, whole_name
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.staff import TeamKind
from models.vocabulary.two_weeks import EVERY_WEEK, weeks_ahead

__all__ = ["BackKind", "BackRow", "OutlookDay", "TeamOutlook", "capacity_outlook"]
_Plan = StoredVersion[tuple[int, ...]]  # with the worker minutes of each weekday ahead, by the week in which it lies
_WEEK = range(7)
_NOTHING = tuple(0 for _ in _WEEK)
_STATEMENTS_KEPT = 4  # of an office and a day: today's and tomorrow's
_NO_DAY, _A_DAY = timedelta(0), timedelta(days=1)


class BackRow(NamedTuple):
    """One person whose hours come back, or may: `minutes` are theirs a week now, or what a change gives.

    `death` marks that they died; none of the living. (END-6).
    """

    episode_id: UUID
    person: str
    kind: BackKind
    day: date | None
    minutes: int
    sentence: str
    death: str

    @property
    def marked_person(self) -> str:
        """The name with the mark, for reading and for paper."""
        return f"{self.person}, {self.death}" if self.death else self.person


@dataclass(frozen=True, slots=True)
class TeamOutlook:
    """One team's next days, its reductions in them, and what comes back. `ahead` says how many, "seven days"."""

    id: UUID
    name: str
    kind: TeamKind
    contracted: int
    days: tuple[OutlookDay, ...]
    reductions: tuple[Reduced, ...]
    changes: tuple[ContractedFrom, ...]
    back: tuple[BackRow, ...]
    ahead: str


def capacity_outlook(turn: Turn, *, team: UUID | None = None) -> tuple[TeamOutlook, ...]:
    """Every team, short-term teams first; five statements. Source: OPG 1.5; STCH (REF-15, PSP-7)."""
    teams = limits_ahead(turn)
    given: defaultdict[UUID, list[DaysGiven]] = defaultdict(list)
    for known in minutes_by_days(turn.session, turn.office, turn.day):
        given[known.team].append(known)
    back = _back(turn, {each.id: each.name for each in teams})
    return tuple(
        TeamOutlook(
            id=each.id,
            name=each.name,
            kind=each.kind,
            contracted=each.contracted,
            days=_days(turn, each, given.get(each.id, []), back[each.id]),
            reductions=each.reductions,
            changes=each.changes,
            back=tuple(sorted((known.shown for known in back[each.id]), key=_soonest)),
            ahead=f"{number_said(DAYS_AHEAD)} days",
        )
        for each in teams
        if team in {None, each.id}
    )


def _soonest(row: BackRow) -> tuple[bool, date, str]:
    return row.day is None, row.day or date.max, row.person


class _Episode(NamedTuple):
    row: BackRow
    counts: bool
    minutes: tuple[int, ...]  # by weekday, each by its own week
    a_week: int

    def without(self, goes_on: int) -> "_Episode":
        """The same where so many worker minutes a week go on for others."""
        return self._replace(row=self.row._replace(minutes=self.row.minutes - goes_on))

    def sharing(self, more: tuple[int, ...], a_week: int) -> "_Episode":
        """The same where from that day so much more, or less, is counted once."""
        minutes = tuple(each + once for each, once in zip(self.minutes, more, strict=True))
        return self._replace(minutes=minutes, a_week=self.a_week + a_week).without(-a_week)

    @property
    def shown(self) -> BackRow:
        """As it is read: what takes hours gives none back."""
        return self.row._replace(minutes=max(0, self.row.minutes))


def _days(turn: Turn, team: TeamLimit, given: list[DaysGiven], back: list[_Episode]) -> tuple[OutlookDay, ...]:
    on_days, ahead = [0] * len(_WEEK), weeks_ahead(turn.day)
    for each in given:
        for day in each.days:
            on_days[day] += each.minutes if each.weeks in {EVERY_WEEK, ahead[day]} else 0
    a_week = sum(len(each.days) * each.of_week for each in given)
    returning = _returning(back)
    return outlook(turn.day, team.contracted, team.reductions, on_days, a_week, returning, changes=team.changes)


def _returning(back: Iterable[_Episode]) -> list[Returning]:
    dated = ((each.row.day, each) for each in back if each.counts)
    return [Returning(day, each.minutes, each.a_week) for day, each in dated if day is not None]


def _back(turn: Turn, names: Mapping[UUID, str]) -> defaultdict[UUID, list[_Episode]]:
    """By team: every open episode that may give hours back soon, with the minutes of each weekday."""
    until = turn.day + timedelta(days=DAYS_AHEAD)
    lines: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    shortest = min(each.short_term_days for each in turn.policy.ever())  # whoever began by it keeps to it
    for row in _open_episodes(turn.office, turn.day, until, shortest).rows(turn.session.connection(), {}):
        lines[row.id].append(row)
    moves, pairs = moves_until(turn, until), shared_pairs(turn.session, turn.office, turn.day)
    teams = {key: rows[0].team_id for key, rows in lines.items()}
    teams |= {key: team for pair in pairs for key, team in zip(pair.episodes, pair.teams, strict=True)}
    stays = {key: Stays(team, moves[key]) for key, team in teams.items()}
    known = {key: _InService(rows, turn) for key, rows in lines.items()}
    leaves = {key: each.leaves for key, each in known.items() if each.leaves is not None}
    ahead = Ahead(stays, {key: each.ends for key, each in known.items()}, leaves)
    found: defaultdict[UUID, list[_Episode]] = defaultdict(list)
    for key, each in known.items():
        for team, told in each.told(stays[key], names, turn.day):
            if told.row.day is None or told.row.day <= until:
                last = told.row.day - _A_DAY if told.row.day else turn.day
                found[team].append(told if told.counts else told.without(stays_behind(pairs, ahead, key, last)))
    for step in shared_steps(pairs, ahead, turn.day, until):
        _count_once(found[step.team], step)
    return found


def _count_once(found: list[_Episode], step: SharedStep) -> None:
    """Let the first of those by whom it comes say it: the other has the visit still, and gives it back or takes it."""
    for place, each in enumerate(found):
        if each.counts and each.row.day == step.day and each.row.episode_id in step.episodes:
            found[place] = each.sharing(step.minutes, step.a_week)
            return


class _InService:
    """An open episode about which there may be something to say."""

    def __init__(self, rows: list[AnyRow], turn: Turn) -> None:
        self._plans = _plans(rows)
        of_day = plan_of_day(self._plans, turn.day)
        self._row = of_day.row if of_day else self._plans[0].row
        known = _known(self._plans[-1].row)  # a step-down is planned once a version made since then says so
        self._backs = comes_back(known, turn.day, turn.policy)
        self.ends = min((each.day for each in self._backs if each.day is not None and each.counts), default=date.max)
        self.leaves = min((each.day for each in self._backs if each.day is not None), default=None)

    def told(self, stays: Stays, names: Mapping[UUID, str], today: date) -> Iterator[tuple[UUID, _Episode]]:
        """What it gives back, or takes, each with the team in which it is on that day, as if nobody shared. (DAY-4)."""
        row, plans = self._row, self._plans
        changes = [back for day, back in _changes(plans, today) if day < self.ends]
        for back in (*self._backs, *changes):
            # What comes back after a day comes back to whoever has them on the last day before it.
            on = (back.day or today) - (_A_DAY if back.day and back.kind is not BackKind.PLAN_CHANGES else _NO_DAY)
            yield stays.on(on), _episode(row, back, plans, today)
        for day, before, to in stays.moves():
            if day < self.ends:
                yield before, _moving(row, Back(BackKind.MOVES, day, moves_away(names.get(to, ""), day)), plans, 1)
                yield to, _moving(row, Back(BackKind.MOVES, day, comes_from(names.get(before, ""), day)), plans, -1)


def _plans(rows: list[AnyRow]) -> list[_Plan]:
    """The version in force and those to come, in the order in which they were made."""
    by_number: defaultdict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    return [StoredVersion(lines[0], tuple(lines[0][-len(_WEEK) :])) for _, lines in sorted(by_number.items())]


def _changes(plans: list[_Plan], today: date) -> list[tuple[date, Back]]:
    """What is agreed for later, by its day. Source: good practice (PSP-2)."""
    hours = ((each.from_day, hours_text(each.row.worker_minutes)) for each in coming(plans, today))
    return [
        (day, Back(BackKind.PLAN_CHANGES, day, f"Its plan changes {coming_text(day, f'{planned} h a week')}."))
        for day, planned in hours
    ]


def _given_back(plans: list[_Plan], back: Back, today: date) -> tuple[tuple[int, ...], int]:
    """The minutes of each weekday and a week that come back: at an end the plan's, else what the change leaves out."""
    day = back.day or today
    before = plan_of_day(plans, day - _A_DAY)
    of_day = plan_of_day(plans, day)
    if of_day is None:
        return _NOTHING, 0
    if back.kind is not BackKind.PLAN_CHANGES:
        return of_day.week, of_day.row.worker_minutes
    was, a_week = (before.week, before.row.worker_minutes) if before else (_NOTHING, 0)
    less = tuple(one - other for one, other in zip(was, of_day.week, strict=True))
    return less, a_week - of_day.row.worker_minutes


def _episode(row: AnyRow, back: Back, plans: list[_Plan], today: date) -> _Episode:
    name = whole_name(row.given, row.family)
    days, a_week = _given_back(plans, back, today)
    minutes = a_week if back.kind is BackKind.PLAN_CHANGES else row.worker_minutes
    told = BackRow(row.id, name, back.kind, back.day, minutes, back.sentence, death_of(row).mark)
    return _Episode(told, back.counts, days, a_week)


def _moving(row: AnyRow, back: Back, plans: list[_Plan], sign: int) -> _Episode:
    """What a team is rid of (1) or gets (-1) by a move: the plan until then; one of that day is a change. (DAY-4)."""
    until = plan_of_day(plans, (back.day or date.min) - _A_DAY)
    days = tuple(sign * minutes for minutes in until.week) if until else _NOTHING
    a_week = sign * until.row.worker_minutes if until else 0
    name = whole_name(row.given, row.family)
    told = BackRow(row.id, name, back.kind, back.day, a_week, back.sentence, death_of(row).mark)
    return _Episode(told, back.counts, days, a_week)


def _known(row: AnyRow) -> InService:
    expected = expected_in(row)
    return InService(
        short_term=row.kind is EpisodeKind.SHORT_TERM,
        began=london_day(row.first_support_at),
        extended_until=row.extended_until,
        independent_since=london_day(row.independent_at) if row.independent_at else None,
        with_brokerage_since=london_day(row.sent_to_brokerage_at) if row.sent_to_brokerage_at else None,
        no_further_action=bool(row.nfa),
        pvi_starts_on=row.offer_starts_on,
        announced=(expected.day, expected_line(expected)) if expected is not None and expected.ends_episode else None,
        step_down_agreed=london_day(row.step_down_at) if row.step_down_at else None,
    )


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _open_episodes(office: UUID, day: date, ahead: date, shortest: int) -> Prepared:
    """A row a version, of those episodes only about which there may be something to say.

    `shortest` is for how many days short-term support goes on at least. The worker minutes of each weekday come last.
    A version may stand twice where an episode has two transfers.
    """
    six_weeks_old = start_of_day(ahead - timedelta(days=shortest - 1))
    independent = _independent_at()
    step_down = _step_down_at()
    found = (
        select(
            Episode.id, Plan.id.label("plan_id"), Transfer.id.label("transfer_id"),
            team_of_day(day).label("team_id"), Episode.kind, Episode.first_support_at, Person.given, Person.family,
            *DEATH, Plan.worker_minutes, Plan.number, Plan.effective_from,
            extended_until().label("extended_until"),
            independent.label("independent_at"),
            Transfer.sent_to_brokerage_at, Transfer.offer_starts_on, _is_nfa().label("nfa"),
            step_down.label("step_down_at"), *next_expected(),
        )
        .join(Person, Person.id == Episode.person_id)
        .join(Plan, Plan.episode_id == Episode.id)
        .outerjoin(
            Transfer,
            or_(Transfer.episode_id == Episode.id, Transfer.to_episode_id == Episode.id)
            & Transfer.abandoned_at.is_(None),
        )
        .where(
            Episode.office_id == office,
            Episode.ended_at.is_(None),
            is_in_force_or_coming(day),
            or_(
                (Episode.kind == EpisodeKind.SHORT_TERM) & (Episode.first_support_at < six_weeks_old),
                Transfer.id.is_not(None),
                independent.is_not(None),
                step_down.is_not(None),
                has_expected(),
                is_coming(day),
                moves_soon(office, day, ahead),
                _has_more_to_come(day),
            ),
        )
        .cte("found").prefix_with("MATERIALIZED")
    )  # fmt: skip
    week = _minutes_of_weekdays(found, day).subquery()
    return Prepared(
        select(found, *(func.coalesce(each, 0) for each in list(week.c)[1:]))
        .outerjoin(week, week.c.plan_id == found.c.plan_id)
        .order_by(found.c.id, found.c.transfer_id.desc())
    )


def _minutes_of_weekdays(found: CTE, day: date) -> Select[*tuple[Any, ...]]:
    """Of each version that was found, the worker minutes of each weekday ahead, Monday first, by its own week."""
    versions = select(found.c.plan_id).distinct().subquery()
    minutes = PlanVisit.minutes * PlanVisit.workers
    due = (
        and_(
            PlanVisit.days.bitwise_and(1 << weekday) > 0,
            or_(PlanVisit.weeks == EVERY_WEEK, PlanVisit.weeks == which),
        )
        for weekday, which in enumerate(weeks_ahead(day))
    )
    return (
        select(versions.c.plan_id, *(func.sum(case((each, minutes), else_=0)) for each in due))
        .join(PlanVisit, PlanVisit.plan_id == versions.c.plan_id)
        .group_by(versions.c.plan_id)
    )


def _has_more_to_come(day: date) -> ColumnElement[bool]:
    later = aliased(Plan)
    ahead = (later.effective_from > end_of_day(day), stands(later.id))
    return exists().where(later.episode_id == Plan.episode_id, *ahead).correlate(Plan)


def _independent_at() -> ScalarSelect[Any]:
    """Who has moved to interim support reached it in the short-term episode that the transfer leads out of (MILE-1)."""
    return (
        select(func.max(Milestone.at))
        .where(
            Milestone.episode_id == first_there(Transfer.episode_id, Episode.id),
            Milestone.kind == MilestoneKind.MAXIMUM_INDEPENDENCE,
            Milestone.withdrawn_at.is_(None),
        )
        .correlate(Episode, Transfer)
        .scalar_subquery()
    )


def _is_nfa() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Milestone.episode_id == Episode.id,
            Milestone.kind == MilestoneKind.ASSESSED,
            Milestone.decision == AssessmentDecision.NFA,
            Milestone.withdrawn_at.is_(None),
        )
        .correlate(Episode)
    )


def _step_down_at() -> ScalarSelect[Any]:
    """The newest step-down that the MDT agreed after this version was made."""
    return (
        select(func.max(Decision.decided_at))
        .where(
            Decision.episode_id == Episode.id,
            Decision.kind == DecisionKind.STEP_DOWN,
            Decision.decided_at > Plan.made_at,
            not_taken_back(Decision),
        )
        .correlate(Episode, Plan)
        .scalar_subquery()
    )
