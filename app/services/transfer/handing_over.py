"""The move to interim support: one episode ends, the other begins at the same moment, with the plan (INT-7, INT-8)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import refuse_without_capacity
from app.services.deciding import dso_of, keep
from app.services.deed import add, load, look
from app.services.episodes.assistive import ask_about
from app.services.episodes.carry_shared import carry_shared
from app.services.episodes.coming_plans import CarriedTo, carry_on
from app.services.episodes.expected import confirm_expected, drop_expected
from app.services.episodes.open_episode import open_episode
from app.services.episodes.put_milestone import put
from app.services.episodes.week import of_plan, plan_lines, sums_of, versions_of, why_short_of
from app.services.owners.carrying import carry_owners
from app.services.owners.now import owners_of, team_of
from app.services.tracker.scheduling import tell
from app.services.transfer.transfer_of_episode import done_steps, facts_of, step_of
from models.breaks import Break
from models.episodes import Episode
from models.people import Person
from models.plans import Plan
from models.rules.closure.breaks import moving_lacks
from models.rules.closure.expected import told_confirmed
from models.rules.plans.in_force import coming, plan_of_day
from models.rules.plans.short_calls import beside_visits
from models.rules.transfer.answering import accepted_before_lacks
from models.rules.transfer.conditions import HandOverFacts, hand_over_lacks
from models.rules.transfer.recording import given_up_lacks, move_moment_lacks, moved_lacks
from models.transfer import Transfer
from models.values import PlannedVisit, london_day
from models.vocabulary.closure import EndReason, ExpectedKind
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind


def hand_over(turn: Turn, *, transfer: UUID, seen: int, at: datetime, decided_by: UUID | None = None) -> Changes:
    """Move the person to interim support at this moment, as a DSO decided: nothing in between, nothing twice.

    The conditions are those of that moment, which may be a little ago. Refused while one fails, before PST has the end
    date request, without the interim DSO's word or without free hours in the receiving team.
    Source: OPG 5.2–5.4; MG (INT-1, INT-3, INT-7, INT-8, PSP-9, END-10).
    """
    record = load(turn, Transfer, transfer, seen=seen, lock=True)
    decider = dso_of(turn, DecidedDeed.HAND_OVER, decided_by)
    refuse_if(given_up_lacks(record.abandoned_at))
    refuse_if(moved_lacks(has_moved=record.handed_over_at is not None))
    episode = open_episode(turn, record.episode_id)
    refuse_if(move_moment_lacks(at, episode.started_at, turn.moment))
    versions, day = versions_of(turn, episode.id), london_day(at)
    plan = plan_of_day(versions, day)
    route = HandOverFacts(
        route=record.route,
        has_team=record.to_team_id is not None,
        plan_kind=plan.kind if plan else None,
        done=done_steps(turn, transfer),
        is_death_known=look(turn, Person, episode.person_id).death_reported_at is not None,
    )
    refuse_if(hand_over_lacks(facts_of(turn, record), route, at, turn.policy))
    if record.route is TransferRoute.INTERIM_TEAM:
        accepted = step_of(turn, transfer, TransferStepKind.TRANSFER_ACCEPTED)
        refuse_if(accepted_before_lacks(accepted.done_at if accepted else None, at))
    if plan is None:
        raise LookupError("the rule lets nobody be handed over without a plan")
    refuse_if(moving_lacks(has_open_break=_is_away(turn, episode.id)))
    if record.route is TransferRoute.INTERIM_TEAM and record.to_team_id is not None:
        most = max(each.worker_minutes for each in (plan, *coming(versions, day)))
        refuse_without_capacity(turn, record.to_team_id, most)
    week = of_plan(turn, plan.id)
    was_expected = confirm_expected(turn, episode, ExpectedKind.HAND_OVER, at)
    drop_expected(turn, episode, "Moved to interim support")
    after = _move(turn, episode, record, at)
    if plan is versions[-1] and plan.finished_at is None:  # one that another follows is fixed already
        plan.finished_at, plan.operation_id = turn.moment, turn.operation
    _copy_plan(turn, plan, after, week, at)
    carry_on(turn, versions, day, CarriedTo(episode=after, number=1, kind=PlanKind.LONG_TERM))
    carry_owners(turn, episode, after, day, within=record.route is TransferRoute.WITHIN_STS)
    goes_on = record.route is TransferRoute.WITHIN_STS
    sharing = carry_shared(turn, episode.id, after.id) if goes_on else frozenset()
    ask_about(turn, episode.id)
    record.handed_over_at, record.to_episode_id = at, after.id
    keep(turn, DecidedDeed.HAND_OVER, decider, episode=episode.id)
    _tell_scheduling(turn, episode, after, told_confirmed(record.reason, was_expected=was_expected), week)
    return changes(Topic.TRANSFERS, Topic.EPISODES, Topic.PLANS, Topic.CAPACITY, Topic.TRACKER,
                   person=episode.person_id, made=after.id, others=sharing)  # fmt: skip


def _is_away(turn: Turn, episode: UUID) -> bool:
    query = select(Break.id).where(Break.episode_id == episode, Break.returned_at.is_(None))
    return turn.session.scalars(query).first() is not None


def _move(turn: Turn, episode: Episode, transfer: Transfer, at: datetime) -> Episode:
    """End the one and begin the other. The transfer's checklist then closes the short-term package (END-4)."""
    within = transfer.route is TransferRoute.WITHIN_STS
    now = owners_of(turn, episode.id, london_day(at))
    episode.ended_at, episode.end_reason, episode.end_decided_at = at, EndReason.TRANSFERRED, turn.moment
    episode.operation_id = turn.operation
    put(turn, episode.id, MilestoneKind.END, at)
    turn.session.flush()  # the database allows one open episode: the first ends before the second begins
    return add(
        turn,
        Episode(
            person_id=episode.person_id,
            kind=EpisodeKind.INTERIM_IN_STS if within else EpisodeKind.INTERIM_TEAM,
            team_id=now.team if within else transfer.to_team_id,
            dso_id=now.dso if within else transfer.interim_dso_id,
            case_coordinator_id=now.case_coordinator,
            follows_id=episode.id,
            started_at=at,
            first_support_at=episode.first_support_at,
        ),
    )


def _copy_plan(turn: Turn, plan: Plan, after: Episode, week: tuple[PlannedVisit, ...], at: datetime) -> None:
    """The plan goes with the person, as the first version of the new episode; the old one is finished."""
    copy = add(
        turn,
        Plan(
            episode_id=after.id,
            number=1,
            kind=PlanKind.LONG_TERM,
            change=PlanChange.TRANSFER,
            because="Handed over at the transfer",
            made_at=turn.moment,
            made_by_id=turn.staff,
            effective_from=at,
            **sums_of(week),
            covered=plan.covered,
        ),
    )
    why = beside_visits(week, why_short_of(turn, plan.id), turn.policy)
    turn.session.add_all(plan_lines(turn.office, copy.id, week, why=why, operation=turn.operation))


def _tell_scheduling(turn: Turn, before: Episode, after: Episode, reason: str, week: tuple[PlannedVisit, ...]) -> None:
    within = after.kind is EpisodeKind.INTERIM_IN_STS
    tell(
        turn,
        TrackerChangeKind.INTERIM_IN_STS if within else TrackerChangeKind.TRANSFER,
        person=after.person_id,
        episode=after.id,
        effective_at=after.started_at,
        reason=reason,
        week=week,
        from_team=team_of(turn, before.id, london_day(after.started_at)),
        to_team=after.team_id,
    )
