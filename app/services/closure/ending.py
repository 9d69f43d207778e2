"""Ending an episode, and reopening one that was ended by mistake (END-1, END-2, END-7)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.closure.stopped_visits import reason_of_end, stop_visits, told_at_death, undone_death
from app.services.deciding import dso_of, keep
from app.services.deed import add, load, look
from app.services.episodes.assistive import forget_that_none_was
from app.services.episodes.expected import confirm_expected, drop_expected
from app.services.episodes.put_milestone import put, withdraw
from app.services.episodes.week import of_day
from app.services.owners.changing import drop_coming
from app.services.owners.now import team_of
from app.services.tracker.ccl_steps import settle_as_marked
from app.services.tracker.kept_rows import told_as_it_ran, withdraw_to_come
from app.services.tracker.scheduling import is_answered, tell, withdraw_unheard
from app.services.tracker.weeks import tell_of_weeks
from models.breaks import Break
from models.closure import ClosingStep, Closure, Reopening
from models.episodes import Episode
from models.people import Person
from models.reassessments import Reassessment
from models.rules.closure.breaks import is_long_break
from models.rules.closure.end_facts import EndFact, EndFactDays, end_fact_lacks, known_fact, rests_on
from models.rules.closure.ending import (
    EndingFacts,
    end_ahead_lacks,
    ending_lacks,
    reopenable_lacks,
    reopening_lacks,
    running_lacks,
)
from models.rules.closure.expected import told_confirmed
from models.tracker import TrackerChange
from models.transfer_facts import break_facts
from models.values import london_day
from models.vocabulary.closure import EndReason, ExpectedKind
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.tracker import TrackerChangeKind


def end(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    reason: EndReason,
    ends_at: datetime,
    package_on: date | None = None,
    fact_on: date | None = None,
    day_is_meant: bool = False,
    decided_by: UUID | None = None,
) -> Changes:
    """End an episode for a reason of its kind, as a DSO decided; the day of the end and the decision's are both kept.

    `fact_on` is the day of the move or the admission that it rests on, by default that of the break that is open;
    `package_on` the day on which ongoing care starts, by default as it was recorded.

    Source: OPG 6.1, 6.2 (END-1, END-2, END-3, END-10, MILE-3).
    """
    found = load(turn, Episode, episode, seen=seen, lock=True)
    decider = dso_of(turn, DecidedDeed.END, decided_by)
    refuse_if(running_lacks(found.ended_at))
    person = look(turn, Person, found.person_id)
    facts = EndingFacts(
        kind=found.kind,
        reason=reason,
        started_at=found.started_at,
        ends_at=ends_at,
        has_long_break=_has_long_break(turn, episode),
        is_death_known=person.death_reported_at is not None or person.death_confirmed_at is not None,
        died_on=person.died_on,
        reassessed_on=_first_reassessed_on(turn, episode),
    )
    refuse_if(ending_lacks(facts))
    refuse_if(end_ahead_lacks(found.kind, ends_at, turn.moment))
    package_on = package_on or found.package_started_on
    fact_on = fact_on or _known_fact(turn, episode, reason)
    on = package_on if rests_on(reason) is EndFact.PACKAGE else fact_on
    resting = EndFactDays(kind=found.kind, reason=reason, started_at=found.started_at, ends_at=ends_at, on=on)
    refuse_if(end_fact_lacks(resting, turn.day, turn.policy, day_is_meant=day_is_meant))
    at_death = told_at_death(turn, person)
    told_as = reason_of_end(turn, at_death, reason, ends_at)
    found.ended_at, found.end_reason, found.end_decided_at = ends_at, reason, turn.moment
    was_expected = confirm_expected(turn, found, ExpectedKind.END, ends_at, reason)
    drop_expected(turn, found, f"Ended: {reason.label}")
    drop_coming(turn, episode, f"Ended: {reason.label}")
    withdraw_to_come(turn, episode, after=ends_at)
    found.package_started_on = package_on
    put(turn, episode, MilestoneKind.END, ends_at)
    closure = _closure(turn, episode) or add(turn, Closure(episode_id=episode))
    keep(turn, DecidedDeed.END, decider, episode=episode)
    closure.fact_on, closure.operation_id = fact_on, turn.operation
    if told_as is not None:
        told = tell(
            turn,
            TrackerChangeKind.END,
            person=found.person_id,
            episode=episode,
            effective_at=ends_at,
            reason=told_confirmed(told_as, was_expected=was_expected),
            from_team=team_of(turn, episode, london_day(ends_at)),
        )
        if told.ccl is not None:  # as they heard it before: it stands again with what they marked
            settle_as_marked(turn, told)
    elif at_death is not None:
        settle_as_marked(turn, at_death)
    return changes(
        Topic.CLOSURES, Topic.EPISODES, Topic.CAPACITY, Topic.TRACKER, person=found.person_id, made=closure.id
    )


def reopen(turn: Turn, *, episode: UUID, seen: int, because: str) -> Changes:
    """Open an episode again that was ended by mistake; nothing is erased. Source: good practice (END-7)."""
    found = load(turn, Episode, episode, seen=seen, lock=True)
    has_ended, was_undone = found.ended_at is not None, found.undone_at is not None
    refuse_if(reopenable_lacks(has_ended=has_ended, was_undone=was_undone, reason=found.end_reason))
    query = select(Episode.id).where(Episode.person_id == found.person_id, Episode.ended_at.is_(None))
    refuse_if(reopening_lacks(because, has_open_episode=turn.session.scalars(query).first() is not None))
    add(
        turn, Reopening(episode_id=episode, reopened_at=turn.moment, reopened_by_id=turn.staff, because=because.strip())
    )
    ended_on, decided_at = london_day(found.ended_at or turn.moment), found.end_decided_at or turn.moment
    found.ended_at = found.end_reason = found.end_decided_at = found.closed_at = None
    withdraw(turn, episode, MilestoneKind.END)
    _settle_anew(turn, episode)
    forget_that_none_was(turn, episode)
    person = look(turn, Person, found.person_id)
    _retract_end(turn, found, because.strip(), decided_at, is_death_known=person.death_reported_at is not None)
    if told_as_it_ran(turn, episode, decided_at):
        tell_of_weeks(turn, found, day=ended_on)
    if person.death_reported_at is not None:
        stop_visits(turn, person)
    return changes(Topic.CLOSURES, Topic.EPISODES, Topic.CAPACITY, Topic.TRACKER, person=found.person_id, made=episode)


def _settle_anew(turn: Turn, episode: UUID) -> None:
    """The next end is settled from the beginning: no tick of this one counts for it. The audit keeps them all."""
    closure = _closure(turn, episode)
    if closure is None:
        return
    closure.closed_at, closure.closed_by_id, closure.operation_id = None, None, turn.operation
    closure.was_self_funder = None
    closure.fact_on = closure.at_outcome = closure.at_recorded_at = None
    for step in turn.session.scalars(select(ClosingStep).where(ClosingStep.closure_id == closure.id)):
        step.done_at, step.done_by_id, step.operation_id = None, None, turn.operation


def _retract_end(turn: Turn, episode: Episode, because: str, decided_at: datetime, *, is_death_known: bool) -> None:
    """Take the tracker's rows of this end back, ahead and confirmed: by their Ref, withdrawn where they wait.

    While a death is known, it stands, and no visits go on. Where Scheduling heard of the end by a death alone, and that
    this was a mistake, they hear here that the visits go on. (END-6).
    """
    kinds = {TrackerChangeKind.END, TrackerChangeKind.PLANNED_END, TrackerChangeKind.DIED}
    if is_death_known:
        kinds.discard(TrackerChangeKind.DIED)
    query = (
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id == episode.id,
            TrackerChange.kind.in_(kinds),
            TrackerChange.withdrawn_at.is_(None),
            ~is_answered(),
        )
        .order_by(TrackerChange.number)
        .with_for_update(of=TrackerChange)
    )
    week, team = () if is_death_known else of_day(turn, episode.id, turn.day), team_of(turn, episode.id)
    heard = [told for told in turn.session.scalars(query).all() if not withdraw_unheard(turn, told)]
    if not heard and not is_death_known:
        undone = undone_death(turn, episode.id, decided_at)
        heard = [undone] if undone is not None else []
    for told in heard:
        tell(
            turn,
            TrackerChangeKind.RETRACTED,
            person=episode.person_id,
            episode=episode.id,
            effective_at=turn.moment,
            reason=f"Reopened: {because}",
            week=week,
            to_team=team,
            retracts=told.id,
        )


def _known_fact(turn: Turn, episode: UUID, reason: EndReason) -> date | None:
    away = turn.session.scalars(
        select(Break).where(Break.episode_id == episode, Break.returned_at.is_(None))
    ).one_or_none()
    return known_fact(reason, away.kind, away.began_at) if away is not None else None


def _closure(turn: Turn, episode: UUID) -> Closure | None:
    return turn.session.scalars(select(Closure).where(Closure.episode_id == episode)).one_or_none()


def _first_reassessed_on(turn: Turn, episode: UUID) -> date | None:
    """The first day on which needs were reassessed in this episode, of those that weren't taken back."""
    return turn.session.scalar(
        select(func.min(Reassessment.reassessed_on)).where(
            Reassessment.episode_id == episode, Reassessment.withdrawn_at.is_(None)
        )
    )


def _has_long_break(turn: Turn, episode: UUID) -> bool:
    """Whether a break that no visit has ended yet has reached its limit."""
    records = turn.session.scalars(
        select(Break).where(Break.episode_id == episode, Break.returned_at.is_(None) | (Break.next_visit_on > turn.day))
    )
    return any(is_long_break(break_facts(each), turn.day, turn.policy) for each in records)
