"""Taking back a hand-over that was made in error: the short-term episode goes on as if nobody had moved (INT-9)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, take
from app.services.episodes.assistive import forget_that_none_was
from app.services.episodes.carry_shared import carry_shared
from app.services.episodes.expected import drop_expected
from app.services.episodes.put_milestone import put, withdraw
from app.services.episodes.week import of_day
from app.services.owners.carrying import keep_coordinator
from app.services.owners.changing import drop_coming
from app.services.owners.now import team_of
from app.services.tracker.scheduling import is_answered, tell, withdraw_unheard
from app.services.tracker.weeks import tell_of_weeks
from app.services.transfer.answers import withdraw_acceptance
from app.services.transfer.short_term_package import open_package_again
from app.services.transfer.transfer_of_episode import clear_ticks
from models.agreement import Agreement
from models.breaks import Break
from models.closure import Closure
from models.episodes import Episode, Equipment, Extension, Milestone, SpecialistIntervention
from models.explained import Explained
from models.goals import Goal
from models.handing_over import HandOverTakenBack
from models.meetings import Action, Decision, MeetingNote, MeetingTakenBack
from models.onward import OnwardConnection
from models.reassessments import Reassessment
from models.rules.sentences import day_text
from models.rules.transfer.taking_back import (
    DONE_FOR_THE_MOVE,
    TakingBackFacts,
    taking_back_lacks,
    taking_back_reason_lacks,
)
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.transfer_facts import MOVES
from models.values import london_day
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.tracker import TrackerChangeKind

# What was recorded of the person meanwhile is of the support that goes on. What interim support alone has stays with
# its episode as history: its plans, its agreements, and what Scheduling was told. A test names every kind; of a visit
# for two either episode may be the one.
GO_ALONG: tuple[type[Any], ...] = (
    Break, Goal, Milestone, Equipment, SpecialistIntervention, Decision, Action, Extension,
    Reassessment, OnwardConnection, MeetingNote, MeetingTakenBack, Explained,
)  # fmt: skip
_OF_ITS_PLANS = {*MOVES, TrackerChangeKind.INCREASE, TrackerChangeKind.DECREASE, TrackerChangeKind.REARRANGED}
_TOLD_OF_THE_EPISODE = ("support_plan_at", "package_started_on", "package_reviewed_on")


def take_back_hand_over(turn: Turn, *, transfer: UUID, seen: int, because: str) -> Changes:
    """The move was a mistake: the short-term episode goes on, its days counted through, with the plan before.

    Refused once interim has ended or an agreement in it is signed. Breaks, goals, ratings, equipment, what meetings
    decided and what is known of the package go along; the interim episode stays in the history with its plans.
    Source: MG; good practice (INT-9, PSP-9).
    """
    record = load(turn, Transfer, transfer, seen=seen, lock=True)
    interim = take(turn, Episode, record.to_episode_id) if record.to_episode_id else None
    facts = TakingBackFacts(
        has_moved=interim is not None,
        interim_ended_at=interim.ended_at if interim else None,
        signed_at=_signed(turn, interim.id) if interim else None,
    )
    refuse_if((*taking_back_lacks(facts), *taking_back_reason_lacks(because)))
    if interim is None or record.handed_over_at is None:
        raise LookupError("the rule lets nothing be taken back where nobody has moved")
    before = take(turn, Episode, record.episode_id)
    add(
        turn,
        HandOverTakenBack(
            transfer_id=transfer,
            episode_id=interim.id,
            handed_over_at=record.handed_over_at,
            taken_back_at=turn.moment,
            taken_back_by_id=turn.staff,
            because=because.strip(),
        ),
    )
    record.handed_over_at = record.to_episode_id = None
    clear_ticks(turn, transfer, DONE_FOR_THE_MOVE)
    withdraw_acceptance(turn, transfer)
    drop_coming(turn, interim.id, f"Hand-over taken back: {because.strip()}")
    drop_expected(turn, interim, f"Hand-over taken back: {because.strip()}")
    _go_on(turn, before, interim, because.strip())
    _go_along(turn, before, interim)
    sharing = carry_shared(turn, interim.id, before.id)
    keep_coordinator(turn, before, interim.id)
    turn.session.flush()
    _retract(turn, before, interim, because.strip())
    tell_of_weeks(turn, before, day=max(turn.day, london_day(interim.started_at)))
    return changes(*Topic, person=before.person_id, made=before.id, others=sharing)


def _signed(turn: Turn, interim: UUID) -> datetime | None:
    return turn.session.scalar(select(func.min(Agreement.signed_at)).where(Agreement.episode_id == interim))


def _go_on(turn: Turn, before: Episode, interim: Episode, because: str) -> None:
    """The one was no support of its own, from its first moment; the other never ended."""
    interim.undone_at, interim.undone_because, interim.ended_at = turn.moment, because, interim.started_at
    turn.session.flush()  # the database allows one open episode: the second goes before the first goes on
    before.ended_at = before.end_reason = before.end_decided_at = before.closed_at = None
    for name in _TOLD_OF_THE_EPISODE:
        setattr(before, name, getattr(interim, name) or getattr(before, name))
    withdraw(turn, before.id, MilestoneKind.END)
    forget_that_none_was(turn, before.id)
    open_package_again(turn, before.id)
    for kept in turn.session.scalars(select(Closure).where(Closure.episode_id == before.id)):
        kept.at_outcome = kept.at_recorded_at = None  # its AT is reviewed when it ends; the audit keeps what was said
        kept.operation_id = turn.operation


def _go_along(turn: Turn, before: Episode, interim: Episode) -> None:
    for kind in GO_ALONG:
        for each in turn.session.scalars(select(kind).where(kind.episode_id == interim.id).order_by(kind.id)):
            if isinstance(each, Milestone):
                _milestone_goes_along(turn, before, each)
                continue
            if isinstance(each, MeetingNote) and _note_joins(turn, before, each):
                continue
            if isinstance(each, Goal):
                each.number = _next_goal(turn, before.id)
            if isinstance(each, Break):
                each.episode_kind = before.kind  # in truth it was always that
            each.episode_id, each.operation_id = before.id, turn.operation
            turn.session.flush()


def _milestone_goes_along(turn: Turn, before: Episode, milestone: Milestone) -> None:
    """A milestone that the episode has not; of one that it has, the date there stands."""
    present = select(Milestone.id).where(
        Milestone.episode_id == before.id, Milestone.kind == milestone.kind, Milestone.withdrawn_at.is_(None)
    )
    is_of_an_episode = milestone.kind in {MilestoneKind.START, MilestoneKind.END}
    if milestone.withdrawn_at is None and not is_of_an_episode and turn.session.scalars(present).first() is None:
        put(
            turn,
            before.id,
            milestone.kind,
            milestone.at,
            decision=milestone.decision,
            assessed_by=milestone.assessed_by,
        )


def _note_joins(turn: Turn, before: Episode, note: MeetingNote) -> bool:
    """Where the meeting had noted something before the move, what it noted since is said behind that, and there alone.

    A note says one day: next steps of an earlier one say theirs themselves.
    """
    had = turn.session.scalars(
        select(MeetingNote).where(MeetingNote.episode_id == before.id, MeetingNote.meeting_id == note.meeting_id)
    ).one_or_none()
    if had is None:
        return False
    steps = had.next_steps
    if note.next_steps_on and had.next_steps_on and note.next_steps_on != had.next_steps_on:
        steps = f"{steps} ({day_text(had.next_steps_on)})"
    had.person_says = "\n".join(filter(None, (had.person_says, note.person_says)))
    had.next_steps = "\n".join(filter(None, (steps, note.next_steps)))
    had.next_steps_on = note.next_steps_on or had.next_steps_on
    note.person_says = note.next_steps = ""
    note.next_steps_on = None
    had.operation_id = note.operation_id = turn.operation
    return True


def _next_goal(turn: Turn, episode: UUID) -> int:
    return (turn.session.scalar(select(func.max(Goal.number)).where(Goal.episode_id == episode)) or 0) + 1


def _retract(turn: Turn, before: Episode, interim: Episode, because: str) -> None:
    """Take back by their Refs the rows of the move and of interim's plans; one that hasn't gone out is withdrawn."""
    week, left, goes_on_in = of_day(turn, before.id, turn.day), team_of(turn, interim.id), team_of(turn, before.id)
    told = select(TrackerChange).where(
        TrackerChange.office_id == turn.office,
        TrackerChange.withdrawn_at.is_(None),
        (TrackerChange.episode_id == interim.id) & TrackerChange.kind.in_(_OF_ITS_PLANS)
        | (TrackerChange.episode_id == before.id) & TrackerChange.kind.in_(MOVES),
        ~is_answered(),
    )
    for row in turn.session.scalars(told.order_by(TrackerChange.number).with_for_update()).all():
        if withdraw_unheard(turn, row):
            continue
        tell(
            turn,
            TrackerChangeKind.RETRACTED,
            person=before.person_id,
            episode=before.id,
            effective_at=turn.moment,
            reason=f"Hand-over taken back: {because}",
            week=week,
            from_team=left,
            to_team=goes_on_in,
            retracts=row.id,
        )
