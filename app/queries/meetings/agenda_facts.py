"""The statements behind an agenda: who is in service with a team, and what meetings said and left undone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    ScalarSelect,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from app.door.turn import Turn
from app.queries.goals.suggestion_facts import goal_histories
from app.queries.meetings.said import decisions_of, notes_of
from app.queries.meetings.view import AgendaAction, AgendaDecision, AgendaMember, AgendaNote
from app.queries.plans.double_ups import answers_of
from app.queries.statement import AnyRow, planned_of
from models.among import among
from models.breaks import Break
from models.care_at_home import SupportAim
from models.episodes import Episode, Milestone
from models.expected import ExpectedChange
from models.extensions import extended_until
from models.meetings import Action, Attendance, Decision, Meeting, MeetingTakenBack, not_taken_back
from models.news import news
from models.owners_of_days import action_owner_of_day, goal_setter_of_day, is_in_team, patch_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day, stands
from models.prepared import Prepared
from models.rules.goals.dismissals import Dismissed
from models.rules.goals.double_ups import OtAnswer
from models.rules.goals.not_made import VisitMissed
from models.rules.goals.suggestions import GoalHistory
from models.rules.meetings.agenda import is_expected, is_followed_up
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day, works_in
from models.teams import Patch
from models.together import Together
from models.transfer import Transfer
from models.values import PlannedVisit, london_day, whole_name
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind

_STATEMENTS_KEPT = 32  # of today and of tomorrow, of each team that is asked about


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the people of an agenda are put together from, each by episode."""

    weeks: dict[UUID, tuple[PlannedVisit, ...]]
    goals: defaultdict[UUID, list[Any]]
    histories: dict[UUID, GoalHistory]
    dismissed: Mapping[UUID, tuple[Dismissed, ...]]
    not_made: Mapping[UUID, tuple[VisitMissed, ...]]  # by person
    actions: defaultdict[UUID | None, list[AgendaAction]]
    decisions: defaultdict[UUID, list[AgendaDecision]]
    notes: defaultdict[UUID, list[AgendaNote]]
    answers: Mapping[UUID, OtAnswer]


def meetings_of(turn: Turn, team: UUID, kind: MeetingKind) -> tuple[AnyRow | None, datetime | None]:
    """The open meeting, and when the last finished one was held."""
    held = (
        select(Meeting.id, Meeting.version, Meeting.held_at, Meeting.finished_at)
        .where(Meeting.office_id == turn.office, Meeting.team_id == team, Meeting.kind == kind)
        .order_by(Meeting.held_at.desc())
        .limit(1)
    )
    newest = (
        held.where(is_so).subquery() for is_so in (Meeting.finished_at.is_(None), Meeting.finished_at.is_not(None))
    )
    rows = turn.session.connection().execute(union_all(*(select(each) for each in newest))).all()
    current = next((row for row in rows if row.finished_at is None), None)
    return current, next((row.held_at for row in rows if row.finished_at is not None), None)


def episodes_of(turn: Turn, team: UUID, kind: MeetingKind) -> Sequence[Any]:
    """A row for everybody in service with the team, and whose end its open meeting decided, by name."""
    return _asked_of_episodes(turn.office, turn.day, team, kind).rows(turn.session.connection(), {})


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_episodes(office: UUID, day: date, team: UUID, kind: MeetingKind) -> Prepared:
    ended_here = _ended_in(team, kind)
    reached, assessed = Milestone.__table__, Milestone.__table__.alias("assessed")
    first = Plan.__table__.alias("first_plan")
    query = (
        select(
            Episode.id, Episode.version, Episode.person_id, Episode.kind, Episode.started_at, Episode.ended_at,
            Episode.first_support_at, goal_setter_of_day(day).label("goal_setter_id"),
            Staff.name.label("goal_setter"), Person.given,
            Person.family, Person.mosaic_id, Person.death_reported_at, Patch.name.label("patch"),
            Plan.id.label("plan"), Plan.visits_a_week, Plan.contact_minutes, Plan.worker_minutes, Plan.has_double_up,
            Plan.heavier_week,
            Plan.effective_from.label("plan_from"), Plan.made_at.label("plan_made_at"),
            _same_hours_since().label("hours_since"),
            first.c.contact_minutes.label("first_contact"),
            first.c.worker_minutes.label("first_worker"),
            Break.kind.label("away"), reached.c.at.label("independent_at"), reached.c.version.label("independent_seen"),
            assessed.c.at.label("assessed_at"), assessed.c.version.label("assessment_seen"),
            _end_expected().label("end_expected_at"),
            Transfer.version.label("transfer_seen"), extended_until().label("extended_to"),
            SupportAim.support_for, SupportAim.goals_from, *news(day),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(day))
        .outerjoin(Staff, Staff.id == goal_setter_of_day(day))
        .outerjoin(Plan, and_(Plan.episode_id == Episode.id, is_plan_of_day(day)))
        .outerjoin(first, first.c.id == _first_plan())
        .outerjoin(Transfer, and_(Transfer.episode_id == Episode.id, Transfer.abandoned_at.is_(None)))
        .outerjoin(Break, and_(Break.episode_id == Episode.id, Break.returned_at.is_(None)))
        .outerjoin(reached, _stands(reached, MilestoneKind.MAXIMUM_INDEPENDENCE))
        .outerjoin(assessed, _stands(assessed, MilestoneKind.ASSESSED))
        .outerjoin(SupportAim, SupportAim.episode_id == Episode.id)
        .where(
            Episode.office_id == office,
            or_(Episode.ended_at.is_(None), Episode.id.in_(ended_here)),
            is_in_team(team, day, ended_here),
        )
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )  # fmt: skip
    return Prepared(query)


def _ended_in(team: UUID, kind: MeetingKind) -> Select[UUID]:
    """Those whose end the team's open meeting decided: they stay on its agenda, where it can still take that back."""
    held = (Meeting.team_id == team, Meeting.kind == kind, Meeting.finished_at.is_(None))
    decided = (Decision.kind == DecisionKind.END, not_taken_back(Decision))
    return select(Decision.episode_id).join(Meeting, Meeting.id == Decision.meeting_id).where(*decided, *held)


def _stands(milestone: FromClause, kind: MilestoneKind) -> ColumnElement[bool]:
    found = milestone.c
    return and_(found.episode_id == Episode.id, found.kind == kind, found.withdrawn_at.is_(None))


def _end_expected() -> ScalarSelect[datetime]:
    """When the end that was recorded ahead is to be, until somebody confirms it or takes it back (END-9)."""
    open_end = (ExpectedChange.confirmed_at.is_(None), ExpectedChange.taken_back_at.is_(None))
    return (
        select(ExpectedChange.expected_at)
        .where(ExpectedChange.episode_id == Episode.id, ExpectedChange.kind == ExpectedKind.END, *open_end)
        .correlate(Episode)
        .scalar_subquery()
    )


def _first_plan() -> ScalarSelect[UUID]:
    """The plan with which the support of the statement's episode began: a hand-over goes on with it (INT-7)."""
    plan, episode = Plan.__table__.alias("begun_with"), Episode.__table__.alias("of_the_run")
    return (
        select(plan.c.id)
        .join(episode, episode.c.id == plan.c.episode_id)
        .where(
            episode.c.person_id == Episode.person_id,
            episode.c.first_support_at == Episode.first_support_at,
            episode.c.undone_at.is_(None),
            stands(plan.c.id),
        )
        .order_by(plan.c.effective_from, plan.c.number)
        .limit(1)
        .correlate(Episode)
        .scalar_subquery()
    )


def _same_hours_since() -> ScalarSelect[datetime]:
    """Since when the hours of the statement's plan go on unbroken, over versions and hand-overs (PSP-2, INT-7).

    None where another version of other hours is of the same moment.
    """
    same, other = Plan.__table__.alias("same_hours"), Plan.__table__.alias("other_hours")

    def of_the_run(plan: FromClause) -> tuple[ColumnElement[bool], ...]:
        episode = Episode.__table__.alias()
        theirs = select(episode.c.id).where(
            episode.c.person_id == Episode.person_id,
            episode.c.first_support_at == Episode.first_support_at,
            episode.c.undone_at.is_(None),
        )
        begun = plan.c.effective_from <= Plan.effective_from
        return plan.c.episode_id.in_(theirs.correlate(Episode)), begun, stands(plan.c.id)

    differ = or_(other.c.contact_minutes != Plan.contact_minutes, other.c.worker_minutes != Plan.worker_minutes)
    later = select(other.c.id).where(*of_the_run(other), other.c.effective_from >= same.c.effective_from, differ)
    return (
        select(func.min(same.c.effective_from))
        .where(*of_the_run(same), ~later.correlate(same, Plan, Episode).exists())
        .correlate(Plan, Episode)
        .scalar_subquery()
    )


def gather(together: Together, turn: Turn, team: UUID, current: AnyRow | None, held: Sequence[AnyRow]) -> Gathered:
    """Everything about these episodes, along with what is asked together already."""
    episodes, by_two = [row.id for row in held], [row.person_id for row in held if row.has_double_up]
    weeks, goals = together.ask(_weeks, turn, episodes), together.ask(goal_histories, turn, episodes)
    actions = together.ask(_actions, turn, team, current)
    decisions = together.ask(decisions_of, turn, current.id if current else None, episodes)
    notes = together.ask(notes_of, turn, current.id if current else None, episodes)
    answers = together.ask(answers_of, turn, by_two)
    by_episode: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in goals().rows:
        by_episode[goals().latest[row.episode_id]].append(row)
    found = goals()
    return Gathered(
        weeks=weeks(),
        goals=by_episode,
        histories=found(weeks()),
        dismissed=found.dismissed,
        not_made=found.not_made,
        actions=actions(),
        decisions=decisions(),
        notes=notes(),
        answers=answers(),
    )


def _weeks(turn: Turn, episodes: Sequence[UUID]) -> dict[UUID, tuple[PlannedVisit, ...]]:
    asked = _asked_of_weeks(turn.office, turn.day)
    lines: defaultdict[UUID, list[PlannedVisit]] = defaultdict(list)
    for row in asked.rows(turn.session.connection(), {"episodes": episodes}):
        lines[row.episode_id].append(planned_of(row))
    return {episode: tuple(week) for episode, week in lines.items()}


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_weeks(office: UUID, day: date) -> Prepared:
    query = (
        select(
            Plan.episode_id,
            PlanVisit.days,
            PlanVisit.call,
            PlanVisit.minutes,
            PlanVisit.workers,
            PlanVisit.at,
            PlanVisit.weeks,
        )
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .where(Plan.office_id == office, among(Plan.episode_id, "episodes"), is_plan_of_day(day))
        .order_by(PlanVisit.number)
    )
    return Prepared(query)


def _actions(turn: Turn, team: UUID, current: AnyRow | None) -> defaultdict[UUID | None, list[AgendaAction]]:
    """By episode, those of nobody in particular under none; by due day."""
    held_at = current.held_at if current else None
    mine, done_since = select(Action.id).where(Action.office_id == turn.office), held_at or turn.moment
    rows = turn.session.connection().execute(
        select(
            Action.id, Action.version, Action.episode_id, Action.what, action_owner_of_day(turn.day).label("owner_id"),
            Action.due, Action.done_at,
            Staff.name.label("owner"), Person.given, Person.family, Meeting.id.label("meeting"), Meeting.kind,
            Meeting.held_at, func.coalesce(MeetingTakenBack.because, "").label("taken_back"),
        )
        .select_from(Action)
        .join(Meeting, Meeting.id == Action.meeting_id)
        .join(Staff, Staff.id == action_owner_of_day(turn.day))
        .outerjoin(Episode, Episode.id == Action.episode_id)
        .outerjoin(Person, Person.id == Episode.person_id)
        .outerjoin(MeetingTakenBack, MeetingTakenBack.action_id == Action.id)
        .where(
            Action.office_id == turn.office,
            Meeting.team_id == team,
            or_(MeetingTakenBack.id.is_(None), Meeting.id == (current.id if current else None)),
            Action.id.in_(union(mine.where(Action.done_at.is_(None)), mine.where(Action.done_at >= done_since))),
        )
        .order_by(Action.due, Action.id)
    )  # fmt: skip
    found: defaultdict[UUID | None, list[AgendaAction]] = defaultdict(list)
    for row in rows:
        if is_followed_up(row.done_at, held_at):
            found[row.episode_id].append(_action(turn, row, current.id if current else None))
    return found


def _action(turn: Turn, row: AnyRow, meeting: UUID | None) -> AgendaAction:
    return AgendaAction(
        id=row.id,
        version=row.version,
        episode_id=row.episode_id,
        person=whole_name(row.given, row.family) if row.given is not None else "",
        what=row.what,
        owner_id=row.owner_id,
        owner=row.owner,
        due=row.due,
        is_overdue=row.done_at is None and row.due < turn.day,
        done_at=row.done_at,
        from_kind=row.kind,
        from_day=london_day(row.held_at),
        of_this=row.meeting == meeting,
        taken_back=row.taken_back,
    )


def members_of(turn: Turn, team: UUID, kind: MeetingKind, meeting: UUID | None) -> tuple[AgendaMember, ...]:
    """The team's MDT by name, and whoever else is there."""
    at_meeting = literal(meeting, Attendance.meeting_id.type)  # none is at none: where it is null nobody is looked for
    rows = turn.session.connection().execute(
        select(
            Staff.id,
            Staff.name,
            role_of_day(turn.day).label("role"),
            Attendance.version.label("seen"),
            Attendance.left_at,
        )
        .outerjoin(Attendance, and_(Attendance.staff_id == Staff.id, Attendance.meeting_id == at_meeting))
        .where(
            Staff.office_id == turn.office,
            or_(
                and_(works_in(team), is_on_staff(turn.day)),
                and_(Attendance.id.is_not(None), Attendance.left_at.is_(None)),
            ),
        )
        .order_by(Staff.name)
    )
    members = (
        AgendaMember(
            row.id,
            row.name,
            row.role,
            is_expected(row.role, kind),
            row.seen is not None and row.left_at is None,
            row.seen,
        )
        for row in rows
    )
    return tuple(each for each in members if each.role.in_mdt or each.is_present)
