"""Setting, changing and closing goals, where they are recorded, and who is to set them (GOAL-1 to GOAL-5)."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.services.deed import add, load, look, refuse_if
from app.services.goals.goals_set import note_goals_set
from app.services.transfer.transfer_of_episode import open_episode
from models.episodes import Episode
from models.goal_facts import goal_facts
from models.goals import Goal, GoalWording
from models.rules.decision import Lack
from models.rules.goals.smart import GoalFacts, RecordPlace, change_lacks, setting_lacks
from models.staff import Staff
from models.values import Call, fold
from models.vocabulary import GoalState

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
    set_by: UUID | None = None,
) -> Changes:
    """Set a goal; what it lacks makes it a draft. The first complete one dates the milestone *goals set*.

    Refused by a role outside the MDT, without a statement, and where the person has it already.
    Source: OPG 3.3 (GOAL-1 to GOAL-3).
    """
    held = open_episode(turn, episode)
    setter = look(turn, Staff, set_by or turn.staff)
    facts = _facts(statement, measure, achievable, relevant, target, calls)
    refuse_if((*setting_lacks(setter.role), *_statement_lacks(turn, held, facts)))
    highest = turn.session.scalar(select(func.max(Goal.number)).where(Goal.episode_id == held.id))
    goal = Goal(
        episode_id=held.id,
        person_id=held.person_id,
        number=(highest or 0) + 1,
        set_at=turn.moment,
        set_by_id=setter.id,
    )
    _word(goal, facts)
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
    because: str = "",
) -> Changes:
    """Word a goal anew and keep the earlier wording with who, when and why; filling in a draft is its own reason.

    Source: OPG 3.3 (GOAL-4).
    """
    held = load(turn, Goal, goal, seen=seen, lock=True)
    now, episode = _open_episode_of(turn, held), look(turn, Episode, held.episode_id)
    before, after = goal_facts(held), _facts(statement, measure, achievable, relevant, target, calls)
    reason = because.strip() or (_FILLED_IN if after.fills_in(before) else "")
    refuse_if((*change_lacks(before, after, reason), *_statement_lacks(turn, now, after, besides=goal)))
    if before == after:
        return changes(Topic.GOALS, person=held.person_id)
    _keep_wording(turn, held, reason)
    _word(held, after)
    held.wording += 1
    turn.session.flush()
    note_goals_set(turn, episode, after)
    return changes(Topic.GOALS, person=held.person_id, made=goal)


def close_goal(turn: Turn, *, goal: UUID, seen: int, state: GoalState) -> Changes:
    """Say how a goal came out: achieved, not achieved, or no longer a goal. Source: OPG 3.1, 3.3."""
    held = load(turn, Goal, goal, seen=seen)
    if state is GoalState.OPEN or held.state is not GoalState.OPEN:
        raise Refused("This goal is closed already; reopen it to change how it came out.", rule="GOAL-4", who="the MDT")
    held.state, held.closed_at = state, turn.moment
    return changes(Topic.GOALS, person=held.person_id)


def reopen_goal(turn: Turn, *, goal: UUID, seen: int) -> Changes:
    """Work on a goal again that was closed; refused once the person is no longer in service."""
    held = load(turn, Goal, goal, seen=seen)
    if held.state is GoalState.OPEN:
        raise Refused("This goal is open.", rule="GOAL-4", who="nobody")
    _open_episode_of(turn, held)
    held.state, held.closed_at = GoalState.OPEN, None
    return changes(Topic.GOALS, person=held.person_id)


def mark_recorded(turn: Turn, *, goals: Sequence[UUID], place: RecordPlace, done: bool = True) -> Changes:
    """Tick that these goals stand in the personal held record or in MOSAIC, or take the tick back.

    Source: OPG 3.3 (GOAL-5).
    """
    if place.is_automatic:
        raise Refused("The short-term PSP holds every goal by itself.", rule="GOAL-5", who="nobody")
    person: UUID | None = None
    for key in goals:
        held = load(turn, Goal, key)
        moment = turn.moment if done else None
        if place is RecordPlace.HELD_RECORD:
            held.held_record_at = moment
        else:
            held.mosaic_at = moment
        person = held.person_id
    return changes(Topic.GOALS, person=person)


def agree_goal_setter(turn: Turn, *, episode: UUID, seen: int, setter: UUID) -> Changes:
    """The MDT agrees who sets this person's goals. Source: OPG 3.3, 3.5 (GOAL-2)."""
    refuse_if(setting_lacks(look(turn, Staff, setter).role))
    held = load(turn, Episode, episode, seen=seen)
    if held.ended_at is not None:
        raise Refused("This episode has ended: nobody sets goals in it.", rule="GOAL-2", who="the DSO, by reopening it")
    held.goal_setter_id = setter
    return changes(Topic.GOALS, Topic.EPISODES, person=held.person_id)


def _facts(
    statement: str, measure: str, achievable: str, relevant: str, target: date | None, calls: Iterable[Call]
) -> GoalFacts:
    wanted = set(calls)
    return GoalFacts(
        statement=" ".join(statement.split()),
        measure=measure.strip(),
        achievable=achievable.strip(),
        relevant=relevant.strip(),
        target=target,
        calls=",".join(call.value for call in Call if call in wanted),
    )


def _statement_lacks(turn: Turn, now: Episode, facts: GoalFacts, besides: UUID | None = None) -> list[Lack]:
    """A draft may lack four of the five, not its statement; two open goals of one wording couldn't be told apart.

    Goals of earlier support, or of a start that was undone, are another matter: nobody works on them now.
    """
    who = "the goal setter, with the person"
    if not facts.statement:
        return [Lack("GOAL-3", "Say exactly what the person will do.", who)]
    others = turn.session.execute(
        select(Goal.id, Goal.statement).where(Goal.episode_id.in_(_run(turn, now)), Goal.state == GoalState.OPEN)
    )
    folded = fold(facts.statement)
    if any(key != besides and fold(said) == folded for key, said in others):
        return [Lack("GOAL-3", "This goal is being worked on already: word the new one so that it differs.", who)]
    return []


def _open_episode_of(turn: Turn, goal: Goal) -> Episode:
    """In what the person is in service now: a transfer ends the goal's own episode and not the goal."""
    query = select(Episode).where(Episode.person_id == goal.person_id, Episode.ended_at.is_(None))
    found = turn.session.scalars(query).one_or_none()
    if found is None:
        raise Refused("This person is no longer in service: the goal stays as it was.", rule="GOAL-4", who="the DSO")
    return found


def _run(turn: Turn, now: Episode) -> list[UUID]:
    """This episode and those that it follows: one run of support."""
    run, before = [now.id], now.follows_id
    while before is not None:
        run.append(before)
        before = turn.session.scalars(select(Episode.follows_id).where(Episode.id == before)).one()
    return run


def _keep_wording(turn: Turn, goal: Goal, because: str) -> None:
    was = goal_facts(goal)
    add(
        turn,
        GoalWording(
            goal_id=goal.id,
            wording=goal.wording,
            statement=was.statement,
            measure=was.measure,
            achievable=was.achievable,
            relevant=was.relevant,
            target=was.target,
            calls=was.calls,
            changed_at=turn.moment,
            changed_by_id=turn.staff,
            because=because,
        ),
    )


def _word(goal: Goal, facts: GoalFacts) -> None:
    goal.statement, goal.measure, goal.achievable = facts.statement, facts.measure, facts.achievable
    goal.relevant, goal.target, goal.calls = facts.relevant, facts.target, facts.calls
