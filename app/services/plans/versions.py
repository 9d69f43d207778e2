"""New versions of a service plan, each agreed by whoever has to agree it, and finishing one (PSP-2 to PSP-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import coordinator_of, dso_of, keep, keep_mdt, present_at
from app.services.deed import add, load, look
from app.services.episodes.open_episode import open_episode
from app.services.episodes.week import last_number, of_plan, plan_lines, sums_of, versions_of, why_short_of
from app.services.owners.now import owners_of
from app.services.owners.weights import refuse_more
from app.services.people.deaths import death_of
from app.services.tracker.weeks import tell_of_weeks
from app.services.transfer.transfer_of_episode import done_steps, transfer_of
from models.episodes import Episode
from models.meetings import Decision, MeetingTakenBack
from models.people import Person
from models.plans import Plan
from models.rules.plans.changes import WhoHasAgreed, change_lacks, kind_of_change
from models.rules.plans.covered import covered_lacks, kept
from models.rules.plans.day_bounds import day_lacks, later_lacks
from models.rules.plans.in_force import coming, in_force_from, judged_against, plan_of_day
from models.rules.plans.shared import minutes_once, unshared_asks
from models.rules.plans.short_calls import beside_visits, short_call_lacks, why_changes, why_now
from models.rules.plans.taking_back import finishing_version_lacks
from models.rules.plans.totals import totals
from models.rules.plans.versions import (
    agreed_ahead_lacks,
    finished_lacks,
    interim_change_lacks,
    newest_lacks,
    planned_for_the_dead_lacks,
    step_down_lacks,
    version_lacks,
)
from models.rules.plans.week_asks import week_asks_lacks
from models.rules.transfer.conditions import finishing_lacks
from models.shared_visits import shared_with
from models.values import CoveredCall, PlannedVisit, WhyShort, london_day
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.plans import PlanChange, PlanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Who has agreed to a new version, and when; `decision` is the step-down that an MDT meeting recorded.

    `decided_by` is the DSO who agrees to more support, none: whoever sits here; `present` who was at a meeting that the
    program didn't record; `coordinator` the SW or CCW, none: the person's own (END-10).
    """

    dso: bool = False
    scheduling_at: datetime | None = None
    mdt_at: datetime | None = None
    decision: UUID | None = None
    coordinator_at: datetime | None = None
    decided_by: UUID | None = None
    present: str = ""
    coordinator: UUID | None = None


def new_version(
    turn: Turn,
    *,
    episode: UUID,
    based_on: UUID,
    week: Sequence[PlannedVisit],
    because: str,
    agreed: Agreed | None = None,
    effective_from: datetime | None = None,
    kind: PlanKind | None = None,
    day_is_meant: bool = False,
    later_stands: bool = False,
    answered: frozenset[str] = frozenset(),
    covered: Sequence[CoveredCall] | None = None,
    why_short: Sequence[WhyShort] = (),
) -> Changes:
    """Plan the week anew. More support, less support and changed interim hours are told apart by what they change.

    `based_on` is the newest version that the desk saw; what changes is the plan of the day from which this one is
    in force, *more* and *less* are judged against the day before. Refused when a newer one was made, without the
    agreements that the change needs, where the team hasn't the hours, from a day before the episode, and after a death.
    A day that has passed or is far ahead is asked about until `day_is_meant`, one before a version to come until that
    `later_stands`, minutes and visits that may be a slip, each until its question is among `answered`, worded as the
    preview asked it.
    `covered` are the calls that others cover; none: as in the version that changes. A visit that wouldn't be shared
    any more is asked about too, and counts in full.
    A short call is asked for its reason until `why_short` says it, or the version before of a call that stays short.
    Scheduling is told in the same transaction.
    Source: OPG 1.5, 3.1, 5.3; NICE NG21 (PSP-1 to PSP-5, REF-15, END-10).
    """
    held = open_episode(turn, episode)
    refuse_if(planned_for_the_dead_lacks(death_of(look(turn, Person, held.person_id))))
    versions, day = _versions(turn, held, based_on), london_day(effective_from or turn.moment)
    started = london_day(held.started_at)
    refuse_if(day_lacks(day, started, turn.day, turn.policy, day_is_meant=day_is_meant))
    ahead = coming(versions, day)
    refuse_if(later_lacks(ahead[0].from_day if ahead else None, later_stands=later_stands))
    current, judged = _of_day(versions, day), judged_against(versions, day)
    old, new = of_plan(turn, current.id), tuple(week)
    covers = (current.covers, current.covers if covered is None else tuple(covered))
    shared = shared_with(turn.session, turn.office, held.id, max(day, turn.day))
    before = of_plan(turn, judged.id) if judged else ()
    agreed = _with_decision(turn, held, agreed or Agreed())
    old_why = why_short_of(turn, current.id)
    why = why_now(new, why_short, old_why, turn.policy)
    is_said_anew = kind not in {None, current.kind} or bool(why_changes(old_why, why))
    lacking = version_lacks(old, new, because, covers, is_said_anew=is_said_anew)
    lacking += short_call_lacks(new, why, turn.policy)
    lacking += covered_lacks(covers[1]) + week_asks_lacks(
        new, turn.policy, old, covers, answered=answered, unshared=unshared_asks(shared, old, new)
    )
    refuse_if((*lacking, *change_lacks(before, new, held.kind, _told(agreed))))
    refuse_if(
        agreed_ahead_lacks(
            scheduling_at=agreed.scheduling_at,
            mdt_at=agreed.mdt_at,
            coordinator_at=agreed.coordinator_at,
            moment=turn.moment,
        )
    )
    asked = totals(new).worker_minutes - current.worker_minutes
    asked += minutes_once(shared, old) - minutes_once(shared, new)
    if asked > 0:
        refuse_more(turn, held.id, asked, day, ahead[0].from_day if ahead else None)
    plan = _version(turn, held.id, new, kind_of_change(before, new, held.kind), agreed)
    plan.because, plan.kind, plan.covered = because.strip(), kind or current.kind, kept(covers[1])
    plan.effective_from = in_force_from(day, held.started_at, (each.effective_from for each in versions))
    add(turn, plan)
    beside = beside_visits(new, why, turn.policy)
    turn.session.add_all(plan_lines(turn.office, plan.id, new, why=beside, operation=turn.operation))
    _keep_whose_word(turn, held, plan, agreed)
    tell_of_weeks(turn, held, day=day, at=effective_from or turn.moment)
    return changes(Topic.EPISODES, Topic.PLANS, Topic.CAPACITY, Topic.TRACKER, person=held.person_id, made=plan.id)


def finish_version(turn: Turn, *, plan: UUID, seen: int) -> Changes:
    """Finish the version in force: from then on it never changes. Refused while another is agreed for later.

    Under a transfer, PST has the end date request first. Source: MG (INT-3, PSP-2).
    """
    found = look(turn, Plan, plan)
    ahead = coming(versions_of(turn, found.episode_id), turn.day)
    refuse_if(finishing_version_lacks(found.from_day, turn.day, ahead[0].from_day if ahead else None))
    held = load(turn, Plan, plan, seen=seen)
    refuse_if(finished_lacks(held.finished_at))
    transfer = transfer_of(turn, held.episode_id)
    if transfer is not None:
        refuse_if(finishing_lacks(done_steps(turn, transfer.id)))
    held.finished_at = turn.moment
    return changes(Topic.PLANS, Topic.TRANSFERS, person=look(turn, Episode, held.episode_id).person_id)


def note_amended_support_plan(turn: Turn, *, plan: UUID, seen: int, done: bool = True) -> Changes:
    """The support plan follows the changed interim hours. Source: OPG 5.3 (PSP-5)."""
    held = _interim_change(turn, plan, seen)
    held.amended_support_plan_at = turn.moment if done else None
    return changes(Topic.PLANS, person=look(turn, Episode, held.episode_id).person_id)


def note_amended_po(turn: Turn, *, plan: UUID, seen: int, done: bool = True) -> Changes:
    """The amended PO for the changed interim hours is requested. Source: OPG 5.3 (PSP-5)."""
    held = _interim_change(turn, plan, seen)
    held.amended_po_at = turn.moment if done else None
    return changes(Topic.PLANS, person=look(turn, Episode, held.episode_id).person_id)


def _versions(turn: Turn, episode: Episode, based_on: UUID) -> tuple[Plan, ...]:
    """The versions there are, of which the desk saw the newest; an episode has one from its start."""
    versions = versions_of(turn, episode.id)
    refuse_if(newest_lacks(versions[-1].id if versions else None, based_on))
    return versions


def _of_day(versions: tuple[Plan, ...], day: date) -> Plan:
    return plan_of_day(versions, day) or versions[0]


def _with_decision(turn: Turn, episode: Episode, agreed: Agreed) -> Agreed:
    """The moment at which a meeting agreed the step-down, where the desk names its decision."""
    if agreed.decision is None:
        return agreed
    decision = look(turn, Decision, agreed.decision)
    taken = select(MeetingTakenBack.id).where(MeetingTakenBack.decision_id == decision.id)
    refuse_if(
        step_down_lacks(
            decision.kind,
            is_of_this_episode=decision.episode_id == episode.id,
            is_taken_back=turn.session.scalars(taken).first() is not None,
        )
    )
    return Agreed(
        dso=agreed.dso,
        scheduling_at=agreed.scheduling_at,
        mdt_at=decision.decided_at,
        decision=decision.id,
        coordinator_at=agreed.coordinator_at,
        decided_by=agreed.decided_by,
        present=present_at(turn, decision.meeting_id),
        coordinator=agreed.coordinator,
    )


def _keep_whose_word(turn: Turn, episode: Episode, plan: Plan, agreed: Agreed) -> None:
    """Name whose word the change rests on, beside who typed it in. Source: OPG 1.5, 3.1, 5.3 (PSP-3 to 5, END-10)."""
    about = {"episode": episode.id, "plan": plan.id}
    if plan.change is PlanChange.MORE:
        keep(turn, DecidedDeed.MORE, dso_of(turn, DecidedDeed.MORE, agreed.decided_by), **about)
    elif plan.change is PlanChange.STEP_DOWN:
        keep_mdt(turn, DecidedDeed.STEP_DOWN, agreed.mdt_at or turn.moment, agreed.present, **about)
    elif plan.change is PlanChange.INTERIM_CHANGE:
        deed, own = DecidedDeed.HOURS_CHANGED, owners_of(turn, episode.id).case_coordinator
        keep(turn, deed, coordinator_of(turn, deed, agreed.coordinator, own), **about)


def _told(agreed: Agreed) -> WhoHasAgreed:
    return WhoHasAgreed(
        dso=agreed.dso,
        scheduling=agreed.scheduling_at is not None,
        mdt=agreed.mdt_at is not None,
        case_coordinator=agreed.coordinator_at is not None,
    )


def _version(turn: Turn, episode: UUID, week: tuple[PlannedVisit, ...], change: PlanChange, agreed: Agreed) -> Plan:
    """The version after the one made last; it carries only the agreements that its change needed."""
    more = change is PlanChange.MORE
    return Plan(
        episode_id=episode,
        number=last_number(turn, episode) + 1,
        change=change,
        made_at=turn.moment,
        made_by_id=turn.staff,
        scheduling_confirmed_at=agreed.scheduling_at if more else None,
        scheduling_confirmed_by_id=turn.staff if more else None,
        mdt_agreed_at=agreed.mdt_at if change is PlanChange.STEP_DOWN else None,
        coordinator_agreed_at=agreed.coordinator_at if change is PlanChange.INTERIM_CHANGE else None,
        **sums_of(week),
    )


def _interim_change(turn: Turn, plan: UUID, seen: int) -> Plan:
    held = load(turn, Plan, plan, seen=seen)
    refuse_if(interim_change_lacks(held.change))
    return held
