"""MDT meetings: open one, note who is there, decide, assign and finish actions, finish the meeting (MDT-1 to MDT-3).

A decision takes effect where it belongs: on the episode, its milestones or its transfer.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import keep_mdt, present_at
from app.services.deed import add, load, look, refuse_if_changed
from app.services.episodes.open_episode import open_episode
from app.services.episodes.put_milestone import put, refuse_if_redated
from app.services.meetings.as_before import refuse_if_changed_since_the_last
from app.services.meetings.assessing import TO_ASSESS, actions_to_assess, finish_assessing
from app.services.meetings.open_meeting import held_open
from app.services.owners.carrying import agree_setter
from app.services.owners.now import owners_of
from app.services.people.deaths import death_of
from app.services.staff_of_day import chosen, chosen_of, member
from app.services.transfer.transfer_of_episode import transfer_as_seen
from models.deciding import WORD_OF_DECISION
from models.episodes import Episode, Milestone
from models.meetings import Action, Attendance, Decision, Meeting, MeetingTakenBack
from models.people import Person
from models.rules.meetings.agenda import (
    action_due_lacks,
    action_is_due_in,
    action_lacks,
    assessed_already_lacks,
    assessing_lacks,
    decision_lacks,
    done_already_lacks,
    going_on_lacks,
    leaving_lacks,
    of_the_dead_lacks,
    open_meeting_lacks,
    taking_up_lacks,
)
from models.rules.meetings.standing import carrying_on_lacks
from models.rules.meetings.taking_back import standing_lacks
from models.teams import Team
from models.values import whole_name
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind


def open_meeting(turn: Turn, *, team: UUID, kind: MeetingKind, attending: tuple[UUID, ...] = ()) -> Changes:
    """Begin a team's meeting; refused while one of the same kind goes on. Source: OPG 3.5 (MDT-1, MDT-2)."""
    look(turn, Team, team, lock=True)
    query = select(Meeting.held_at).where(Meeting.team_id == team, Meeting.kind == kind, Meeting.finished_at.is_(None))
    refuse_if(going_on_lacks(kind, turn.session.scalars(query).first()))
    meeting = add(turn, Meeting(team_id=team, kind=kind, held_at=turn.moment, opened_by_id=turn.staff))
    for staff in chosen_of(turn, tuple(dict.fromkeys(attending))):
        add(turn, Attendance(meeting_id=meeting.id, staff_id=staff.id))
    return changes(Topic.MEETINGS, made=meeting.id)


def attend(turn: Turn, *, meeting: UUID, staff: UUID, seen: int | None) -> Changes:
    """Somebody is there. `seen` is the version of their attendance, none where they weren't named yet.

    Source: OPG 3.5 (MDT-1).
    """
    held_open(turn, meeting)
    chosen(turn, staff)
    found = _attendance(turn, meeting, staff)
    refuse_if_changed(turn, found, seen)
    if found is None:
        add(turn, Attendance(meeting_id=meeting, staff_id=staff))
    else:
        found.left_at, found.operation_id = None, turn.operation
    return changes(Topic.MEETINGS, made=meeting)


def leave(turn: Turn, *, meeting: UUID, staff: UUID, seen: int | None) -> Changes:
    """Somebody has left, or was marked as there by mistake."""
    held_open(turn, meeting)
    found = _attendance(turn, meeting, staff)
    refuse_if_changed(turn, found, seen)
    refuse_if(leaving_lacks(is_there=found is not None and found.left_at is None))
    if found is not None:
        found.left_at, found.operation_id = turn.moment, turn.operation
    return changes(Topic.MEETINGS, made=meeting)


def decide(
    turn: Turn,
    *,
    meeting: UUID,
    episode: UUID,
    seen: int | None,
    kind: DecisionKind,
    note: str = "",
    goal_setter: UUID | None = None,
) -> Changes:
    """Record what the meeting decided about somebody, with its effect.

    Maximum independence is dated on the transfer and as a milestone; a transfer is agreed with `note` as its reason;
    a goal setter is named on the episode. No further action is dated as the outcome of the assessment, and to assess
    is an action of the case coordinator; refused where there is none, or they have left, and where it is assessed or
    an action already. Of somebody reported to have died only the end is decided. A step-down is what the plan's next
    version then rests on. `seen` is the version of what the decision takes effect on: the milestone, the transfer
    (none where there was none), else the episode.
    Source: OPG 3.1, 3.3, 3.5, 5.1, 5.2 (MDT-3, GOAL-2, PSP-4, MILE-2, INT-1).
    """
    held = held_open(turn, meeting)
    found = open_episode(turn, episode)
    person = look(turn, Person, found.person_id)
    death = death_of(person)
    refuse_if(of_the_dead_lacks(whole_name(person.given, person.family), death, kind))
    setter = chosen(turn, goal_setter) if goal_setter is not None else None
    refuse_if(decision_lacks(kind, found.kind, note=note, goal_setter=setter.role if setter else None))
    present = present_at(turn, meeting)
    if kind is DecisionKind.NFA:
        refuse_if_redated(turn, episode, MilestoneKind.ASSESSED, seen)
        by, none = f"{held.kind.label}: {present}", AssessmentDecision.NFA
        put(turn, episode, MilestoneKind.ASSESSED, turn.moment, decision=none, assessed_by=by)
        finish_assessing(turn, episode)
    else:
        _take_effect(turn, found, seen, kind, note, goal_setter)
    if kind in WORD_OF_DECISION:
        keep_mdt(turn, WORD_OF_DECISION[kind], held.held_at, present, episode=episode)
    decision = _record(turn, held, episode, kind, note)
    if kind is DecisionKind.ASSESS:
        _have_assessed(turn, held, found)
    topics = (Topic.MEETINGS, Topic.EPISODES, Topic.TRANSFERS, Topic.GOALS)
    return changes(*topics, person=found.person_id, made=decision.id)


def carry_all_on(turn: Turn, *, meeting: UUID, seen: Mapping[UUID, int]) -> Changes:
    """For each of these all goes on as it was: one deed for everybody whom nothing has changed for.

    `seen` names their episodes, each with the version that the desk saw. Refused where something has changed since the
    last meeting for any of them, which no version tells: a death, an action, another week. Source: OPG 3.5 (MDT-3).
    """
    held = held_open(turn, meeting)
    refuse_if(carrying_on_lacks(len(seen)))
    found_of = {episode: open_episode(turn, episode) for episode in seen}
    for episode, version in seen.items():
        refuse_if_changed(turn, found_of[episode], version)
    refuse_if_changed_since_the_last(turn, held, seen)
    people = set()
    for episode, found in found_of.items():
        found.operation_id = turn.operation
        _record(turn, held, episode, DecisionKind.CARRY_ON, "")
        people.add(found.person_id)
    return changes(Topic.MEETINGS, Topic.EPISODES, others=people)


def _record(turn: Turn, held: Meeting, episode: UUID, kind: DecisionKind, note: str) -> Decision:
    return add(
        turn,
        Decision(
            meeting_id=held.id,
            episode_id=episode,
            kind=kind,
            decided_at=turn.moment,
            recorded_by_id=turn.staff,
            note=note.strip(),
        ),
    )


def _have_assessed(turn: Turn, held: Meeting, episode: Episode) -> None:
    """The case coordinator assesses, by the next meeting of the kind."""
    person, owner = look(turn, Person, episode.person_id), owners_of(turn, episode.id).case_coordinator
    name = whole_name(person.given, person.family)
    dated = select(Milestone.at).where(Milestone.episode_id == episode.id, Milestone.withdrawn_at.is_(None))
    assessed_at = turn.session.scalars(dated.where(Milestone.kind == MilestoneKind.ASSESSED)).one_or_none()
    standing = turn.session.scalars(actions_to_assess(episode.id)).first()
    refuse_if(assessed_already_lacks(name, assessed_at, standing.due if standing else None))
    coordinator = member(turn, owner).on_staff if owner is not None else None
    refuse_if(assessing_lacks(name, coordinator, turn.day))
    due = turn.day + action_is_due_in(held.kind)
    add(turn, Action(meeting_id=held.id, episode_id=episode.id, what=TO_ASSESS, owner_id=owner, due=due))


def _take_effect(
    turn: Turn, episode: Episode, seen: int | None, kind: DecisionKind, note: str, goal_setter: UUID | None
) -> None:
    if kind is DecisionKind.MAXIMUM_INDEPENDENCE:
        refuse_if_redated(turn, episode.id, MilestoneKind.MAXIMUM_INDEPENDENCE, seen)
        put(turn, episode.id, MilestoneKind.MAXIMUM_INDEPENDENCE, turn.moment)
    elif kind is DecisionKind.TRANSFER:
        transfer = transfer_as_seen(turn, episode.id, seen)
        transfer.agreed_at, transfer.reason = turn.moment, note.strip()
    else:
        refuse_if_changed(turn, episode, seen)
        episode.operation_id = turn.operation  # so that two desks don't decide the same twice
        if kind is DecisionKind.GOAL_SETTER:
            agree_setter(turn, episode, goal_setter)


def assign_action(
    turn: Turn,
    *,
    meeting: UUID,
    what: str,
    owner: UUID,
    due: date,
    episode: UUID | None = None,
    due_is_meant: bool = False,
) -> Changes:
    """Somebody takes something on, about a person or for the meeting itself. Source: OPG 3.5 (MDT-3).

    A day that lies far off is asked about until `due_is_meant`.
    """
    held = held_open(turn, meeting)
    chosen(turn, owner, field="owner")
    refuse_if(action_lacks(what, due, held.held_at))
    refuse_if(action_due_lacks(due, turn.day, turn.policy, is_meant=due_is_meant))
    action = add(turn, Action(meeting_id=meeting, episode_id=episode, what=what.strip(), owner_id=owner, due=due))
    return changes(Topic.MEETINGS, person=_about(turn, action), made=action.id)


def finish_action(turn: Turn, *, action: UUID, seen: int) -> Changes:
    """An action is done, whether or not its meeting is over. Source: OPG 3.5 (MDT-3)."""
    _refuse_if_taken_back(turn, action)
    found = load(turn, Action, action, seen=seen)
    refuse_if(done_already_lacks(found.done_at))
    found.done_at, found.done_by_id = turn.moment, turn.staff
    return changes(Topic.MEETINGS, person=_about(turn, found), made=action)


def take_up_action(turn: Turn, *, action: UUID, seen: int) -> Changes:
    """An action was marked as done by mistake: it is open again."""
    found = load(turn, Action, action, seen=seen)
    refuse_if(taking_up_lacks(found.done_at))
    found.done_at = found.done_by_id = None
    return changes(Topic.MEETINGS, person=_about(turn, found), made=action)


def finish_meeting(turn: Turn, *, meeting: UUID, seen: int) -> Changes:
    """The meeting is over; what it left undone comes up in the next. Source: OPG 3.5 (MDT-3)."""
    found = load(turn, Meeting, meeting, seen=seen, lock=True)
    refuse_if(open_meeting_lacks(found.kind, found.finished_at))
    found.finished_at = turn.moment
    return changes(Topic.MEETINGS, made=meeting)


def _about(turn: Turn, action: Action) -> UUID | None:
    return None if action.episode_id is None else look(turn, Episode, action.episode_id).person_id


def _refuse_if_taken_back(turn: Turn, action: UUID) -> None:
    taken = select(MeetingTakenBack.id).where(MeetingTakenBack.action_id == action)
    refuse_if(standing_lacks(is_taken_back=turn.session.scalars(taken).first() is not None))


def _attendance(turn: Turn, meeting: UUID, staff: UUID) -> Attendance | None:
    query = select(Attendance).where(Attendance.meeting_id == meeting, Attendance.staff_id == staff)
    return turn.session.scalars(query).one_or_none()
