"""Starting the service from a referral, its checklist before the first visit, and undoing a start."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import refuse_without_capacity
from app.services.deciding import dso_of, keep
from app.services.deed import add, look, refuse_if_changed, take
from app.services.episodes import week
from app.services.episodes.coming_plans import CarriedTo, carry_on
from app.services.episodes.expected import drop_expected
from app.services.owners.changing import allocate, drop_coming
from app.services.owners.now import team_of, team_of_referral
from app.services.referrals.opening import Opened, leave, open_for, person_of
from app.services.staff_of_day import chosen_of
from app.services.tracker import scheduling
from app.services.tracker.kept_rows import withdraw_to_come
from app.services.tracker.of_capacity import tell_capacity_again, withdraw_capacity
from app.services.tracker.weeks import tell_of_weeks
from models.capacity import is_promised
from models.episodes import Episode, Milestone
from models.plans import Plan
from models.referrals import Referral, StartCheck
from models.rules.plans.covered import kept, still_covered
from models.rules.plans.in_force import in_force_from, plan_of_day
from models.rules.plans.short_calls import beside_visits
from models.rules.plans.totals import totals
from models.rules.referrals.forms import adding_lacks, calls_lacks, start_lacks, undoing_lacks
from models.rules.referrals.stage import ReferralDeed, undo_start_lacks
from models.tracker import TrackerChange
from models.values import PlannedVisit, WhyShort, london_day
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind

_TOPICS = (Topic.REFERRALS, Topic.CAPACITY, Topic.EPISODES, Topic.PLANS, Topic.TRACKER)


def tick_start_check(turn: Turn, *, referral: UUID, seen: int | None, item: str, note: str = "") -> Changes:
    """Tick an item of the checklist before the first visit. Source: OPG 2.4 (REF-19).

    `seen` is the version of this item's tick, none where it never had one: other items don't disturb it.
    """
    return _tick(turn, referral, seen, item, at=turn.moment, note=note)


def untick_start_check(turn: Turn, *, referral: UUID, seen: int | None, item: str) -> Changes:
    """Take a tick back. Source: OPG 2.4 (REF-19)."""
    return _tick(turn, referral, seen, item, at=None, note="")


def start(
    turn: Turn,
    *,
    referral: UUID,
    seen: int,
    started_at: datetime | None = None,
    dso: UUID | None = None,
    goal_setter: UUID | None = None,
    case_coordinator: UUID | None = None,
    allocated_worker: UUID | None = None,
    decided_by: UUID | None = None,
) -> Changes:
    """Start the service: an episode (`made`) with its first short-term PSP; now unless said otherwise.

    A DSO decides it: `decided_by`, else who sits here; the same is the episode's DSO unless another is named. The
    allocated worker, a member of the MDT, may be named from the first day. Source: STCH (STC-2, PSP-11).

    Where the rest of a part-accepted referral starts, its calls are added to the open episode's plan instead. Refused
    with what the checklist lacks, without capacity, and with an expired hold unless it took place in time.
    Source: OPG 2.4, 3.5 (REF-16, REF-19, END-10).
    """
    opened = open_for(turn, ReferralDeed.START, referral, seen, at=started_at)
    decider = dso_of(turn, DecidedDeed.START, decided_by)
    record, person = opened.record, person_of(turn, opened.record)
    at = started_at or turn.moment
    is_dead = person.death_reported_at is not None or person.death_confirmed_at is not None
    asked = week.of_referral(turn, referral)
    refuse_if(
        (
            *start_lacks(at, record.accepted_at, turn.moment, death_known=is_dead),
            *calls_lacks(totals(asked).worker_minutes),
        )
    )
    _refuse_too_early(turn, record, totals(asked).worker_minutes, london_day(at))
    if opened.hold is not None and opened.hold.ended_at is None:
        opened.hold.operation_id = turn.operation
        opened.hold.ended_at, opened.hold.ended_as = turn.moment, HoldEnd.STARTED
        opened.hold.ended_by_id = turn.staff
    withdraw_capacity(turn, TrackerChange.referral_id == referral)
    leave(turn, record, ReferralOutcome.STARTED, "", at, by=decider)
    keep(turn, DecidedDeed.START, decider, referral=referral)
    turn.session.flush()
    running = turn.session.scalars(_running(turn, record.person_id).with_for_update()).one_or_none()
    if running is not None:
        _add_to(turn, record, running, asked, at)
        keep(turn, DecidedDeed.MORE, decider, episode=running.id)
        allocate(turn, running, allocated_worker, london_day(at))
        return changes(*_TOPICS, person=record.person_id, made=running.id)
    chosen_of(turn, tuple(each for each in (dso, goal_setter, case_coordinator) if each is not None))
    episode = _episode(turn, record, at, dso or decider, goal_setter, case_coordinator)
    allocate(turn, episode, allocated_worker, london_day(at))
    _tell(turn, TrackerChangeKind.START, record, episode, asked, at, "Start of the service")
    return changes(*_TOPICS, Topic.GOALS, person=record.person_id, made=episode.id)


def _refuse_too_early(turn: Turn, record: Referral, minutes: int, day: date) -> None:
    """Hours promised from an agreed start are asked of the days before it as well. Source: OPG 1.5 (REF-15)."""
    agreed = london_day(record.start_planned_at) if record.start_planned_at is not None else day
    if agreed > max(day, turn.day) and bool(turn.session.scalar(select(is_promised()).where(Referral.id == record.id))):
        refuse_without_capacity(turn, team_of_referral(turn, record.id), minutes, day, agreed)


def undo_start(turn: Turn, *, referral: UUID, seen: int, because: str) -> Changes:
    """Undo a start that was a mistake, with its reason: the referral stands where it stood. (REF-19).

    A hold goes on by its own clock, from when the capacity was found.
    """
    opened = open_for(turn, ReferralDeed.UNDO_START, referral, seen)
    record = opened.record
    key = turn.session.scalars(
        select(Episode.id).where(Episode.referral_id == referral, Episode.undone_at.is_(None))
    ).one_or_none()
    episode = take(turn, Episode, key) if key else None
    has_ended = episode is not None and episode.ended_at is not None
    undoing = undoing_lacks(
        has_episode=episode is not None, has_ended=has_ended, has_more_calls=key is not None and _has_more(turn, key)
    )
    refuse_if((*undo_start_lacks(because), *undoing))
    if episode is not None:
        episode.undone_at, episode.undone_because, episode.ended_at = turn.moment, because.strip(), turn.moment
        _retract(turn, record, episode, because.strip())
        drop_coming(turn, episode.id, f"Start undone: {because.strip()}")
        drop_expected(turn, episode, f"Start undone: {because.strip()}")
        withdraw_to_come(turn, episode.id)
    record.outcome = record.outcome_at = record.outcome_by_id = None
    _take_up_hold(turn, opened)
    turn.session.flush()
    tell_capacity_again(turn, record.received_at, TrackerChange.referral_id == referral)
    return changes(*_TOPICS, Topic.GOALS, person=record.person_id)


def _tick(turn: Turn, referral: UUID, seen: int | None, item: str, *, at: datetime | None, note: str) -> Changes:
    record = look(turn, Referral, referral, lock=True)
    tick = turn.session.scalars(
        select(StartCheck).where(StartCheck.referral_id == referral, StartCheck.item == item)
    ).one_or_none()
    refuse_if_changed(turn, tick, seen)
    by, note = turn.staff if at else None, note.strip()
    if tick is None:
        add(turn, StartCheck(referral_id=referral, item=item, done_at=at, done_by_id=by, note=note))
    else:
        tick.done_at, tick.done_by_id, tick.operation_id = at, by, turn.operation
        tick.note = note or tick.note
    return changes(Topic.REFERRALS, person=record.person_id)


def _running(turn: Turn, person: UUID) -> Select[Episode]:
    return select(Episode).where(
        Episode.office_id == turn.office, Episode.person_id == person, Episode.ended_at.is_(None)
    )


def _episode(
    turn: Turn,
    record: Referral,
    at: datetime,
    dso: UUID,
    goal_setter: UUID | None,
    case_coordinator: UUID | None,
) -> Episode:
    episode = Episode(
        person_id=record.person_id,
        kind=EpisodeKind.SHORT_TERM,
        team_id=team_of_referral(turn, record.id),
        referral_id=record.id,
        dso_id=dso,
        goal_setter_id=goal_setter,
        case_coordinator_id=case_coordinator,
        started_at=at,
        first_support_at=at,
    )
    add(turn, episode)
    visits = week.of_referral(turn, record.id)
    _plan(turn, episode, visits, number=1, change=PlanChange.START, at=at)
    add(turn, Milestone(episode_id=episode.id, kind=MilestoneKind.START, at=at, recorded_by_id=turn.staff))
    return episode


def _add_to(turn: Turn, record: Referral, episode: Episode, asked: tuple[PlannedVisit, ...], at: datetime) -> None:
    """More support during the service, agreed by the DSO and confirmed by Scheduling. Source: OPG 1.5 (PSP-3).

    What was promised by another team isn't the serving team's to give: its own hours have to be free (REF-15).
    A call that others covered is ours where one of these starts, and theirs on the other days.
    """
    refuse_if(adding_lacks(episode.kind))
    serving = team_of(turn, episode.id, london_day(at))
    if serving != team_of_referral(turn, record.id):
        refuse_without_capacity(turn, serving, totals(asked).worker_minutes, london_day(at))
    versions, day = week.versions_of(turn, episode.id), london_day(max(at, episode.started_at))
    before = plan_of_day(versions, day)
    visits = (*(week.of_plan(turn, before.id) if before else ()), *asked)
    number = week.last_number(turn, episode.id) + 1
    begins = in_force_from(day, episode.started_at, (each.effective_from for each in versions))
    covered = kept(still_covered(before.covers, asked)) if before else None
    why = week.why_short_of(turn, before.id) if before else ()
    _plan(turn, episode, visits, number=number, change=PlanChange.MORE, at=begins, covered=covered, why=why)
    carry_on(turn, versions, day, CarriedTo(episode=episode, number=number, kind=PlanKind.SHORT_TERM), added=asked)
    tell_of_weeks(turn, episode, day=day, at=at, referral=record.id)


def _plan(
    turn: Turn,
    episode: Episode,
    visits: tuple[PlannedVisit, ...],
    *,
    number: int,
    change: PlanChange,
    at: datetime,
    covered: str | None = None,
    why: tuple[WhyShort, ...] = (),
) -> None:
    more = change is PlanChange.MORE
    plan = Plan(
        episode_id=episode.id,
        number=number,
        kind=PlanKind.SHORT_TERM if episode.kind is EpisodeKind.SHORT_TERM else PlanKind.LONG_TERM,
        change=change,
        because="The rest of what was asked starts" if more else "As asked for in the referral",
        made_at=turn.moment,
        made_by_id=turn.staff,
        effective_from=at,
        scheduling_confirmed_at=turn.moment if more else None,
        scheduling_confirmed_by_id=turn.staff if more else None,
        **week.sums_of(visits),
        covered=covered,
    )
    add(turn, plan)
    beside = beside_visits(visits, why, turn.policy)
    turn.session.add_all(week.plan_lines(turn.office, plan.id, visits, why=beside, operation=turn.operation))


def _tell(
    turn: Turn,
    kind: TrackerChangeKind,
    record: Referral,
    episode: Episode,
    visits: tuple[PlannedVisit, ...],
    at: datetime,
    reason: str,
) -> None:
    scheduling.tell(
        turn,
        kind,
        person=record.person_id,
        effective_at=at,
        reason=reason,
        week=visits,
        to_team=team_of(turn, episode.id, london_day(at)),
        episode=episode.id,
        referral=record.id,
    )


def _retract(turn: Turn, record: Referral, episode: Episode, because: str) -> None:
    """Take the tracker's row of this start back by its Ref: what was told is never edited."""
    told = scheduling.told_of_episode(turn, TrackerChangeKind.START, episode=episode.id)
    if told is not None and not scheduling.withdraw_unheard(turn, told):
        scheduling.tell(
            turn,
            TrackerChangeKind.RETRACTED,
            person=record.person_id,
            effective_at=turn.moment,
            reason=f"Start undone: {because}",
            from_team=team_of(turn, episode.id),
            episode=episode.id,
            referral=record.id,
            retracts=told.id,
        )


def _has_more(turn: Turn, episode: UUID) -> bool:
    """Whether calls of another referral were added to this episode."""
    added = select(TrackerChange.id).where(
        TrackerChange.episode_id == episode,
        TrackerChange.kind == TrackerChangeKind.INCREASE,
        TrackerChange.referral_id.is_not(None),
    )
    with turn.session.no_autoflush:
        return turn.session.scalars(added).first() is not None


def _take_up_hold(turn: Turn, opened: Opened) -> None:
    hold = opened.hold
    if hold is not None and hold.ended_as is HoldEnd.STARTED:
        hold.operation_id = turn.operation
        hold.ended_at = hold.ended_as = hold.ended_by_id = None
