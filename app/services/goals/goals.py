"""Setting, changing and closing goals, where they are recorded, and who is to set them (GOAL-1 to GOAL-5)."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.open_episode import open_episode
from app.services.goals.goals_set import note_goals_set
from app.services.owners.carrying import agree_setter
from app.services.staff_of_day import chosen
from models.episodes import Episode
from models.goal_facts import goal_columns, goal_facts
from models.goals import Goal, GoalWording
from models.rules.goals.aims import Aim, aim_lacks, aim_text
from models.rules.goals.beside_statement import is_measured_by_its_aim
from models.rules.goals.smart import (
    GoalFacts,
    RecordPlace,
    change_lacks,
    open_already_lacks,
    outcome_lacks,
    place_lacks,
    setter_lacks,
    setting_lacks,
    statement_lacks,
    target_lacks,
    working_lacks,
)
from models.runs import runs_of
from models.values import Call
from models.vocabulary.goals import GoalState

_FILLED_IN = "What was missing was filled in"


def set_goal(
    turn: Turn,
    *,
    episode: UUID,
    statement: str,
    measure: str = "",
    achievable: str = "",
    relevant: str = "",
    target: date | None = None,
    calls: Iterable[Call] = (),
    own_words: str = "",
    aim: Aim | None = None,
    set_by: UUID | None = None,
    target_is_meant: bool = False,
) -> Changes:
    """Set a goal; what it lacks makes it a draft. The first complete one dates the milestone *goals set*.

    Refused by a role outside the MDT, without a statement, where the person has it already, and with an `aim` that no
    ratings can reach. Where no measure is told, the aim is it. A target date in the past or far ahead is asked about
    until `target_is_meant`.
    Source: OPG 3.3 (GOAL-1 to GOAL-3).
    """
    held = open_episode(turn, episode)
    setter = chosen(turn, set_by or turn.staff)
    facts = _facts(statement, measure, achievable, relevant, target, calls, own_words, aim)
    asked = target_lacks(target, None, turn.day, turn.policy, is_meant=target_is_meant)
    said = statement_lacks(facts.statement, _worked_on(turn, held))
    refuse_if((*setting_lacks(setter.role), *said, *aim_lacks(aim), *asked))
    goal = Goal(
        episode_id=held.id,
        person_id=held.person_id,
        number=_next_number(turn, held),
        set_at=turn.moment,
        set_by_id=setter.id,
        **goal_columns(facts),
    )
    add(turn, goal)
    note_goals_set(turn, held, facts)
    return changes(Topic.GOALS, person=held.person_id, made=goal.id)


def change_goal(
    turn: Turn,
    *,
    goal: UUID,
    seen: int,
    statement: str,
    measure: str,
    achievable: str,
    relevant: str,
    target: date | None,
    calls: Iterable[Call],
    own_words: str,
    aim: Aim | None,
    because: str = "",
    target_is_meant: bool = False,
) -> Changes:
    """Word a goal anew and keep the earlier wording with who, when and why; filling in a draft is its own reason.

    A measure that the aim wrote, and that nobody has changed, is written anew by the aim and the calls as they are now.
    Source: OPG 3.3 (GOAL-4).
    """
    held = load(turn, Goal, goal, seen=seen, lock=True)
    now, episode = _open_episode_of(turn, held), look(turn, Episode, held.episode_id)
    before = goal_facts(held)
    written = "" if aim and measure.strip() == before.measure and is_measured_by_its_aim(before) else measure
    after = _facts(statement, written, achievable, relevant, target, calls, own_words, aim)
    reason = because.strip() or (_FILLED_IN if after.fills_in(before) else "")
    others = _worked_on(turn, now, besides=goal)
    asked = target_lacks(target, held.target, turn.day, turn.policy, is_meant=target_is_meant)
    said = statement_lacks(after.statement, others)
    refuse_if((*change_lacks(before, after, reason), *said, *aim_lacks(aim), *asked))
    if before == after:
        return changes(Topic.GOALS, person=held.person_id)
    _keep_wording(turn, held, reason)
    for name, value in goal_columns(after).items():
        setattr(held, name, value)
    held.wording += 1
    turn.session.flush()
    note_goals_set(turn, episode, after)
    return changes(Topic.GOALS, person=held.person_id, made=goal)


def close_goal(turn: Turn, *, goal: UUID, seen: int, state: GoalState) -> Changes:
    """Say how a goal came out: achieved, not achieved, or no longer a goal. Source: OPG 3.1, 3.3."""
    held = load(turn, Goal, goal, seen=seen)
    refuse_if(outcome_lacks(held.state, state))
    held.state, held.closed_at = state, turn.moment
    return changes(Topic.GOALS, person=held.person_id)


def reopen_goal(turn: Turn, *, goal: UUID, seen: int) -> Changes:
    """Work on a goal again that was closed; refused once the person is no longer in service."""
    held = load(turn, Goal, goal, seen=seen)
    refuse_if(open_already_lacks(held.state))
    _open_episode_of(turn, held)
    held.state, held.closed_at = GoalState.OPEN, None
    return changes(Topic.GOALS, person=held.person_id)


def mark_recorded(turn: Turn, *, seen: Mapping[UUID, int], place: RecordPlace, done: bool = True) -> Changes:
    """Tick that these goals stand in the personal held record or in MOSAIC, or take the tick back.

    `seen` names the goals, each with the version that the desk saw. Source: OPG 3.3 (GOAL-5).
    """
    refuse_if(place_lacks(place))
    person: UUID | None = None
    for key, version in seen.items():
        held = load(turn, Goal, key, seen=version)
        moment = turn.moment if done else None
        if place is RecordPlace.HELD_RECORD:
            held.held_record_at = moment
        else:
            held.mosaic_at = moment
        person = held.person_id
    return changes(Topic.GOALS, person=person)


def agree_goal_setter(turn: Turn, *, episode: UUID, seen: int, setter: UUID) -> Changes:
    """The MDT agrees who sets this person's goals. Source: OPG 3.3, 3.5 (GOAL-2)."""
    refuse_if(setting_lacks(chosen(turn, setter).role))
    held = load(turn, Episode, episode, seen=seen)
    refuse_if(setter_lacks(held.ended_at))
    agree_setter(turn, held, setter)
    return changes(Topic.GOALS, Topic.EPISODES, person=held.person_id)


def _facts(
    statement: str,
    measure: str,
    achievable: str,
    relevant: str,
    target: date | None,
    calls: Iterable[Call],
    own_words: str,
    aim: Aim | None,
) -> GoalFacts:
    wanted = set(calls)
    at = [call for call in Call if call in wanted]
    return GoalFacts(
        statement=" ".join(statement.split()),
        measure=measure.strip() or (aim_text(aim, at) if aim else ""),
        achievable=achievable.strip(),
        relevant=relevant.strip(),
        target=target,
        calls=",".join(call.value for call in at),
        own_words=own_words.strip(),
        aim=aim.kept if aim else "",
    )


def _next_number(turn: Turn, now: Episode) -> int:
    """Goals are counted through the run of support: one set after a transfer goes on from those before it (INT-7)."""
    run = select(runs_of(turn.office, [now.id]).c.episode)
    return (turn.session.scalar(select(func.max(Goal.number)).where(Goal.episode_id.in_(run))) or 0) + 1


def _worked_on(turn: Turn, now: Episode, besides: UUID | None = None) -> list[str]:
    """The statements of the goals that are worked on in this run of support, the one in hand left out.

    Goals of earlier support, or of a start that was undone, are another matter: nobody works on them now.
    """
    run = select(runs_of(turn.office, [now.id]).c.episode)
    query = select(Goal.id, Goal.statement).where(Goal.episode_id.in_(run), Goal.state == GoalState.OPEN)
    return [said for key, said in turn.session.execute(query) if key != besides]


def _open_episode_of(turn: Turn, goal: Goal) -> Episode:
    """In what the person is in service now: a transfer ends the goal's own episode and not the goal."""
    query = select(Episode).where(Episode.person_id == goal.person_id, Episode.ended_at.is_(None))
    found = turn.session.scalars(query).all()
    refuse_if(working_lacks(is_in_service=bool(found)))
    return found[0]


def _keep_wording(turn: Turn, goal: Goal, because: str) -> None:
    add(
        turn,
        GoalWording(
            goal_id=goal.id,
            wording=goal.wording,
            **goal_columns(goal_facts(goal)),
            changed_at=turn.moment,
            changed_by_id=turn.staff,
            because=because,
        ),
    )
