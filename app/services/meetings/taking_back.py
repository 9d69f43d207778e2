"""A meeting takes back what it decided or assigned, while it goes on: the row stays, with the reason (MDT-3)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.closure.ending import reopen
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.expected import take_back_expected
from app.services.episodes.put_milestone import put, withdraw
from app.services.owners.changing import drop_change
from app.services.plans.taking_back import take_back as take_version_back
from app.services.transfer.transfer_of_episode import done_steps, transfer_of
from models.audit import AuditEntry, moment_kept
from models.closure import ClosingStep, Closure
from models.episodes import Episode, Milestone
from models.expected import ExpectedChange
from models.expected_of_episodes import is_still_expected
from models.meetings import Action, Decision, Meeting, MeetingTakenBack
from models.owners import OwnerChange
from models.people import Person
from models.plans import Plan
from models.plans_of_days import stands
from models.rules.meetings.carrying_out import CARRIED_OUT, is_done_since
from models.rules.meetings.taking_back import RestingFacts, acted_lacks, resting_lacks, taking_back_lacks
from models.transfer import Transfer
from models.values import london_day, whole_name
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.transfer import TransferStepKind

_DATED = {
    DecisionKind.MAXIMUM_INDEPENDENCE: MilestoneKind.MAXIMUM_INDEPENDENCE,
    DecisionKind.NFA: MilestoneKind.ASSESSED,
}
_ASKED = frozenset({TransferStepKind.PSP_SENT, TransferStepKind.END_DATE_REQUEST})
_HANDED_OVER_ON = frozenset({DecisionKind.MAXIMUM_INDEPENDENCE, DecisionKind.TRANSFER})  # what INT-1 asks of an MDT


@dataclass(frozen=True, slots=True)
class _Written:
    """What the decision's operation did to one row, as the audit keeps it; `before` is empty where it made the row."""

    row: UUID
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def take_back_decision(turn: Turn, *, decision: UUID, seen: int, because: str) -> Changes:
    """The meeting didn't mean it: what the decision did is as it was before, and it is kept with why.

    Maximum independence, no further action, the agreement of a transfer and the goal setter are put back to what stood
    before; an action to assess goes with it, unless it is done. An end that the meeting carried out is reopened, one
    that it expects is taken back, and so is the plan's version that it made, before its day: Scheduling hears of each.
    Refused once the meeting is finished, and where something rests on it by now: a plan in force or made elsewhere, a
    hand-over, an end recorded or announced elsewhere or being closed, a later date. Whose word it was counts
    no more, and stays in the history. At a server taking a transfer, an end or another goal setter back takes a DSO's
    right, as agreeing does.
    Source: OPG 3.5; good practice (MDT-3, PSP-2, INT-1, END-7, END-9).
    """
    found = look(turn, Decision, decision)
    held = look(turn, Meeting, found.meeting_id, lock=True)
    episode = look(turn, Episode, found.episode_id, lock=True)
    refuse_if_changed(turn, found, seen)
    taken_at = _taken_at(turn, MeetingTakenBack.decision_id == decision)
    refuse_if(taking_back_lacks(held.kind, held.finished_at, because, taken_at))
    person = look(turn, Person, episode.person_id)
    refuse_if(resting_lacks(whole_name(person.given, person.family), _resting(turn, found, episode)))
    _undo(turn, found, episode, because)
    found.operation_id = episode.operation_id = turn.operation  # so that another desk looks before it decides
    made = _keep(turn, because, episode.id, decision=decision)
    topics = [Topic.MEETINGS, Topic.EPISODES, Topic.TRANSFERS, Topic.GOALS]
    if found.kind in CARRIED_OUT:
        topics += [Topic.PLANS, Topic.CLOSURES, Topic.CAPACITY, Topic.TRACKER]
    return changes(*topics, person=episode.person_id, made=made)


def take_back_action(turn: Turn, *, action: UUID, seen: int, because: str) -> Changes:
    """Nobody is to do it after all. Refused once the meeting is finished, or it is done. Source: OPG 3.5 (MDT-3)."""
    found = look(turn, Action, action)
    held = look(turn, Meeting, found.meeting_id, lock=True)
    refuse_if_changed(turn, found, seen)
    taken_at = _taken_at(turn, MeetingTakenBack.action_id == action)
    refuse_if((*taking_back_lacks(held.kind, held.finished_at, because, taken_at), *acted_lacks(found.done_at)))
    found.operation_id = turn.operation
    made = _keep(turn, because, found.episode_id, action=action)
    person = None if found.episode_id is None else look(turn, Episode, found.episode_id).person_id
    return changes(Topic.MEETINGS, person=person, made=made)


def _keep(
    turn: Turn, because: str, episode: UUID | None, *, decision: UUID | None = None, action: UUID | None = None
) -> UUID:
    taken = MeetingTakenBack(decision_id=decision, action_id=action, episode_id=episode, because=because.strip())
    taken.taken_back_at, taken.taken_back_by_id = turn.moment, turn.staff
    return add(turn, taken).id


def _taken_at(turn: Turn, which: ColumnElement[bool]) -> datetime | None:
    return turn.session.scalars(select(MeetingTakenBack.taken_back_at).where(which)).one_or_none()


def _resting(turn: Turn, decision: Decision, episode: Episode) -> RestingFacts:
    kind, transfer = decision.kind, transfer_of(turn, episode.id)
    facts = RestingFacts(
        kind=kind,
        asked=transfer is not None and kind in _HANDED_OVER_ON and _is_asked(turn, transfer),
        expected_on=_expected_on(turn, episode.id) if kind in _HANDED_OVER_ON else None,
        moved=transfer is not None and transfer.handed_over_at is not None,
        ended=episode.ended_at is not None,
    )
    if kind is DecisionKind.STEP_DOWN:
        return replace(facts, planned_from=_planned_from(turn, decision))
    if kind is DecisionKind.END:
        is_ours, expected = _has_ended_it(turn, decision, episode), _expects(turn, decision)
        return replace(
            facts,
            ended=facts.ended and not is_ours,
            is_closing=is_ours and _is_closing(turn, episode.id),
            end_expected_on=_announced_elsewhere(turn, decision, expected),
            was_redated=expected is not None and _is_moved(turn, decision, expected),
        )
    if kind in _DATED:
        reached = turn.session.scalars(_reached(episode.id, _DATED[kind])).one_or_none()
        left = _written(turn, decision, Milestone.__tablename__)[-1].after
        said = (reached.at, reached.decision, reached.assessed_by) if reached is not None else None
        as_left = (moment_kept(left["at"]), _assessment(left), left["assessed_by"])
        return replace(facts, was_redated=said != as_left)
    if kind is DecisionKind.TRANSFER and transfer is not None:
        left = _written(turn, decision, Transfer.__tablename__)[-1].after
        agreed_so = (transfer.agreed_at, transfer.reason) == (moment_kept(left["agreed_at"]), left["reason"])
        return replace(facts, was_redated=not agreed_so)
    return facts


def _planned_from(turn: Turn, decision: Decision) -> date | None:
    """The day of a version that rests on a step-down: any but those to come that the meeting made last of all."""
    its = (Plan.episode_id == decision.episode_id, stands(Plan.id))
    versions = turn.session.scalars(select(Plan).where(*its).order_by(Plan.number)).all()
    agreed = [each for each in versions if each.mdt_agreed_at == decision.decided_at]
    ours = {each.row for each in _written(turn, decision, Plan.__tablename__)}
    others = max((each.number for each in versions if each.id not in ours), default=0)
    rest = (each for each in agreed if each.id not in ours or each.from_day <= turn.day or each.number < others)
    return next((each.from_day for each in rest), None)


def _has_ended_it(turn: Turn, decision: Decision, episode: Episode) -> bool:
    """Whether the end that stands is the one that the meeting carried out by this decision."""
    if episode.ended_at is None or episode.end_decided_at is None:
        return False
    decided = (each.after["end_decided_at"] for each in _written(turn, decision, Episode.__tablename__))
    return episode.end_decided_at in [moment_kept(each) for each in decided if each]


def _is_closing(turn: Turn, episode: UUID) -> bool:
    """Whether somebody has closed the package of an end, or done some of what closes it."""
    steps = select(ClosingStep.id).where(ClosingStep.closure_id == Closure.id, ClosingStep.done_at.is_not(None))
    begun = select(Closure.id).where(Closure.episode_id == episode, or_(Closure.closed_at.is_not(None), steps.exists()))
    return turn.session.scalars(begun).first() is not None


def _expects(turn: Turn, decision: Decision) -> ExpectedChange | None:
    """The end that the meeting announced by this decision, as long as it is expected."""
    written = [each.row for each in _written(turn, decision, ExpectedChange.__tablename__) if not each.before]
    if not written:
        return None
    its = (ExpectedChange.id.in_(written), ExpectedChange.kind == ExpectedKind.END, is_still_expected())
    return turn.session.scalars(select(ExpectedChange).where(*its)).one_or_none()


def _announced_elsewhere(turn: Turn, decision: Decision, ours: ExpectedChange | None) -> date | None:
    """The day of an end that Closure announced since: the agenda says it below the decision, and it isn't undone."""
    its = (ExpectedChange.episode_id == decision.episode_id, ExpectedChange.kind == ExpectedKind.END)
    other = turn.session.scalars(select(ExpectedChange).where(*its, is_still_expected())).one_or_none()
    if other is None or other is ours or not is_done_since(decision.kind, decision.decided_at, other.announced_at):
        return None
    return london_day(other.expected_at)


def _is_moved(turn: Turn, decision: Decision, expected: ExpectedChange) -> bool:
    left = _written(turn, decision, ExpectedChange.__tablename__)[-1].after
    return expected.expected_at != moment_kept(left["expected_at"])


def _is_asked(turn: Turn, transfer: Transfer) -> bool:
    """The interim DSO was asked, or, within STS where nobody is, Brokerage was told until when it lasts."""
    return bool(_ASKED & done_steps(turn, transfer.id))


def _expected_on(turn: Turn, episode: UUID) -> date | None:
    move = (ExpectedChange.episode_id == episode, ExpectedChange.kind == ExpectedKind.HAND_OVER, is_still_expected())
    at = turn.session.scalars(select(ExpectedChange.expected_at).where(*move)).first()
    return london_day(at) if at is not None else None


def _reached(episode: UUID, kind: MilestoneKind) -> Select[Milestone]:
    stands_there = Milestone.kind == kind, Milestone.withdrawn_at.is_(None)
    return select(Milestone).where(Milestone.episode_id == episode, *stands_there)


def _undo(turn: Turn, decision: Decision, episode: Episode, because: str) -> None:
    undo = _UNDONE_BY.get(decision.kind)
    if undo is not None:
        undo(turn, decision, episode, because)


def _date_before(turn: Turn, decision: Decision, episode: Episode, _because: str) -> None:
    kind, before = _DATED[decision.kind], _written(turn, decision, Milestone.__tablename__)[0].before
    if before and not before["withdrawn_at"]:
        found, by = _assessment(before), before["assessed_by"]
        put(turn, episode.id, kind, moment_kept(before["at"]), decision=found, assessed_by=by)
    else:
        withdraw(turn, episode.id, kind)
    for each in _written(turn, decision, Action.__tablename__):
        _is_to_be_done(turn, look(turn, Action, each.row), decision)


def _agree_before(turn: Turn, decision: Decision, episode: Episode, _because: str) -> None:
    transfer = transfer_of(turn, episode.id)
    if transfer is not None:
        before = _written(turn, decision, Transfer.__tablename__)[0].before
        agreed_at = before.get("agreed_at")
        transfer.agreed_at, transfer.reason = agreed_at and moment_kept(agreed_at), before.get("reason", "")
        transfer.operation_id = turn.operation


def _plan_before(turn: Turn, decision: Decision, episode: Episode, because: str) -> None:
    """The versions to come that were made for it are never in force; what was agreed for later stands as it did."""
    its = (Plan.episode_id == episode.id, Plan.mdt_agreed_at == decision.decided_at, stands(Plan.id))
    for plan in turn.session.scalars(select(Plan.id).where(*its).order_by(Plan.number.desc())).all():
        take_version_back(turn, plan=plan, because=because, later_stands=True)


def _assess_not(turn: Turn, decision: Decision, _episode: Episode, because: str) -> None:
    for each in _written(turn, decision, Action.__tablename__):
        _nobody_is_to(turn, look(turn, Action, each.row), because)


def _go_on(turn: Turn, decision: Decision, episode: Episode, because: str) -> None:
    """Support goes on: it is reopened where the meeting ended it, and its end is no longer expected."""
    expected = _expects(turn, decision)
    if expected is not None:
        take_back_expected(turn, episode, expected, because.strip())
    if _has_ended_it(turn, decision, episode):
        reopen(turn, episode=episode.id, seen=episode.version, because=because)


def _nobody_is_to(turn: Turn, action: Action, because: str) -> None:
    """What the decision assigned is taken back with it, unless it is done or was taken back alone."""
    if action.done_at is None and _taken_at(turn, MeetingTakenBack.action_id == action.id) is None:
        action.operation_id = turn.operation
        _keep(turn, because, action.episode_id, action=action.id)


def _is_to_be_done(turn: Turn, action: Action, decision: Decision) -> None:
    """What the decision left nothing to do of is open again."""
    if action.done_at == decision.decided_at:
        action.done_at = action.done_by_id = None
        action.operation_id = turn.operation


def _name_setter_before(turn: Turn, decision: Decision, episode: Episode, because: str) -> None:
    """The first setter was the episode's own; another is a change of owner, which counts no more."""
    for each in _written(turn, decision, OwnerChange.__tablename__):
        change = look(turn, OwnerChange, each.row, lock=True)
        if change.taken_back_at is None:
            drop_change(turn, change, because)
    for each in _written(turn, decision, Episode.__tablename__):
        before, after = each.before["goal_setter_id"], each.after["goal_setter_id"]
        if before != after and episode.goal_setter_id == UUID(after):
            episode.goal_setter_id = before and UUID(before)


def _written(turn: Turn, decision: Decision, table: str) -> list[_Written]:
    """What the operations that recorded a decision and carried it out did to the rows of a table, the first first."""
    operations = select(AuditEntry.operation_id).where(AuditEntry.row_id == decision.id)
    rows = turn.session.execute(
        select(AuditEntry.row_id, AuditEntry.before, AuditEntry.after)
        .where(
            AuditEntry.operation_id.in_(operations), AuditEntry.office_id == turn.office, AuditEntry.table_name == table
        )
        .order_by(AuditEntry.number)
    )
    return [_Written(row, json.loads(before or "{}"), json.loads(after or "{}")) for row, before, after in rows]


def _assessment(milestone: Mapping[str, Any]) -> AssessmentDecision | None:
    return AssessmentDecision(milestone["decision"]) if milestone["decision"] else None


_UNDONE_BY: Mapping[DecisionKind, Callable[[Turn, Decision, Episode, str], None]] = {
    DecisionKind.MAXIMUM_INDEPENDENCE: _date_before,
    DecisionKind.NFA: _date_before,
    DecisionKind.TRANSFER: _agree_before,
    DecisionKind.GOAL_SETTER: _name_setter_before,
    DecisionKind.ASSESS: _assess_not,
    DecisionKind.END: _go_on,
    DecisionKind.STEP_DOWN: _plan_before,
}
