"""The agenda that builds itself from the data (MDT-1, MDT-2, MDT-3), in a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice
from uuid import UUID

from sqlalchemy import select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.meetings.agenda_facts import Gathered, episodes_of, gather, meetings_of, members_of
from app.queries.meetings.view import (
    MOST_RATINGS,
    Agenda,
    AgendaAction,
    AgendaDecision,
    AgendaGoal,
    AgendaMember,
    AgendaNote,
    AgendaPerson,
    AgendaRating,
    AgendaSign,
)
from app.queries.statement import AnyRow
from models.goal_facts import goal_facts
from models.news import NEWS
from models.rules.goals.aims import aim_of
from models.rules.goals.beside_statement import beside_statement
from models.rules.goals.dismissals import Dismissed, put_aside, still_said
from models.rules.goals.double_ups import DoubleUpFacts, without_second_worker
from models.rules.goals.smart import GoalFacts, goals_asked_since, goals_due, is_complete
from models.rules.goals.suggestions import GoalHistory, Suggestion, suggestions
from models.rules.meetings.agenda import (
    AgendaFacts,
    GoalProgress,
    Opportunity,
    OpportunityKind,
    action_is_due_in,
    can_change,
    newness,
    not_made_said,
    opportunities,
)
from models.rules.meetings.hours import WeekHours, hours_then_and_now, of_which_week
from models.rules.meetings.standing import Standing, StandingFacts, agreed_at, needs_decision, standing, to_settle
from models.rules.plans.changes import day_of_episode, short_term_day
from models.rules.plans.totals import calls_in_words
from models.rules.spoken_limits import number_said
from models.teams import Team
from models.together import Together
from models.values import london_day, whole_name
from models.vocabulary.goals import GoalState
from models.vocabulary.meetings import DecisionKind, MeetingKind

__all__ = [
    "MOST_RATINGS",
    "Agenda",
    "AgendaAction",
    "AgendaDecision",
    "AgendaGoal",
    "AgendaMember",
    "AgendaNote",
    "AgendaPerson",
    "AgendaSign",
    "OpportunityKind",
    "Standing",
    "agenda",
    "standings",
]


_NO_GOALS = f"No goal is set yet. Goals show here with their last {number_said(MOST_RATINGS)} rated visits."


def agenda(turn: Turn, *, team: UUID, kind: MeetingKind) -> Agenda:
    """Everybody in service with the team (weekly), or those whom the daily meeting looks at, with their actions.

    Source: OPG 3.5 (MDT-1, MDT-2, MDT-3).
    """
    together = Together(turn.session)
    asked_name, asked_meetings = together.ask(_name_of, turn, team), together.ask(meetings_of, turn, team, kind)
    episodes = together.ask(episodes_of, turn, team, kind)()
    name, (current, last_held_at) = asked_name(), asked_meetings()
    if name is None:
        raise not_listed("team")
    meeting = current.id if current else None
    members = together.ask(members_of, turn, team, kind, meeting)
    gathered = gather(together, turn, team, current, episodes)
    people = _in_order(kind, (_person(turn, row, gathered, last_held_at) for row in episodes))
    actions = [each for some in gathered.actions.values() for each in some if not each.taken_back]
    of_nobody = gathered.actions[None]
    return Agenda(
        team_id=team,
        team=name,
        kind=kind,
        meeting_id=meeting,
        version=current.version if current else 0,
        held_at=current.held_at if current else None,
        last_held_at=last_held_at,
        people=people,
        actions=tuple(each for each in of_nobody if not each.taken_back),
        taken_back=tuple(each for each in of_nobody if each.taken_back),
        outstanding=tuple(each for each in actions if not each.of_this and each.done_at is None),
        members=members(),
        due_in=action_is_due_in(kind),
        no_goals=_NO_GOALS,
    )


def standings(turn: Turn, *, team: UUID, kind: MeetingKind) -> dict[UUID, Standing]:
    """Where everybody in service with the team stands, by episode, also whom a daily meeting doesn't look at.

    It is worked out as an agenda does, so that a deed that rests on it refuses whatever an agenda would show.
    Source: OPG 3.5 (MDT-1, MDT-3).
    """
    current, last_held_at = meetings_of(turn, team, kind)
    episodes = episodes_of(turn, team, kind)
    gathered = gather(Together(turn.session), turn, team, current, episodes)
    people = [_person(turn, row, gathered, last_held_at) for row in episodes]
    return {each.episode_id: each.standing for each in people}


def _name_of(turn: Turn, team: UUID) -> str | None:
    return turn.session.scalars(select(Team.name).where(Team.id == team, Team.office_id == turn.office)).one_or_none()


def _in_order(kind: MeetingKind, people: Iterable[AgendaPerson]) -> tuple[AgendaPerson, ...]:
    """Whoever needs a decision first; daily only those with a reason, of whom the new and who can change lead."""
    if kind is MeetingKind.WEEKLY:
        return tuple(sorted(people, key=lambda each: each.standing))
    looked_at = (each for each in people if each.because)
    return tuple(sorted(looked_at, key=lambda each: (each.standing, not each.is_new, not each.opportunities)))


def _person(turn: Turn, row: AnyRow, gathered: Gathered, last_held_at: datetime | None) -> AgendaPerson:
    told, histories = [(each, goal_facts(each)) for each in gathered.goals[row.id]], gathered.histories
    suggested = {each.id: _suggested(turn, histories[each.id], gathered.dismissed.get(each.id, ())) for each, _ in told}
    goals = tuple([_goal(turn, each, said, histories[each.id], suggested[each.id]) for each, said in told])
    facts = _facts(turn, row, gathered, goals, suggested, told)
    found = opportunities(facts, turn.day, turn.policy)
    is_new = newness(facts, turn.moment, turn.policy)
    said: list[AgendaDecision | AgendaAction] = [*gathered.decisions[row.id], *gathered.actions[row.id]]
    decided = [each for each in gathered.decisions[row.id] if not each.taken_back]
    actions = tuple(each for each in gathered.actions[row.id] if not each.taken_back)
    missed = not_made_said(gathered.not_made.get(row.person_id, ()), last_held_at, facts)
    said_before = next((each for each in gathered.notes[row.id] if not each.of_this), None)
    before = replace(
        _standing_facts(row, found, actions, decided),
        is_new=bool(is_new),
        asks_setter=bool(is_new) and row.goal_setter_id is None and not facts.recuperates,
        has_missed=bool(missed),
        has_next_steps=_agreed_last(said_before, last_held_at),
    )
    first = london_day(row.first_support_at)
    six_weeks = short_term_day(first, turn.day, turn.policy, row.extended_to)
    interim = row.kind.is_interim
    asked = goals_asked_since(row.started_at, row.support_for, row.goals_from)
    return AgendaPerson(
        episode_id=row.id,
        version=row.version,
        independence_seen=row.independent_seen,
        assessment_seen=row.assessment_seen,
        transfer_seen=row.transfer_seen,
        person_id=row.person_id,
        person=whole_name(row.given, row.family),
        mosaic_id=row.mosaic_id or "",
        patch=row.patch or "",
        kind=row.kind,
        started_at=row.started_at,
        ended_at=row.ended_at,
        day=day_of_episode(first, turn.day),
        day_sentence=f"Day {day_of_episode(first, turn.day)}" if interim else six_weeks.sentence,
        visits_a_week=row.visits_a_week or 0,
        contact_minutes=row.contact_minutes or 0,
        worker_minutes=row.worker_minutes or 0,
        double_up=bool(row.has_double_up),
        a_week=of_which_week(takes_turns=bool(row.heavier_week)),
        calls=calls_in_words(gathered.weeks.get(row.id, ())),
        then_and_now=_then_and_now(row),
        goal_setter_id=row.goal_setter_id,
        goal_setter=row.goal_setter or "",
        goals_due=goals_due(asked, turn.policy) if asked and not (interim or facts.has_complete_goal) else None,
        away=row.away.label if row.away else "",
        death_reported=row.death_reported_at is not None,
        goals=goals,
        opportunities=found,
        newness=is_new,
        recuperates=facts.recuperates,
        asks=needs_decision(before, turn.moment),
        to_settle=to_settle(before, turn.moment),
        standing=standing(before, last_held_at, turn.moment),
        not_made=missed,
        because=_because(is_new, can_change(found), actions),
        actions=actions,
        decisions=tuple(each for each in decided if each.of_this),
        earlier=tuple(each for each in decided if not each.of_this),
        taken_back=tuple(each for each in said if each.taken_back),
        note=next((each for each in gathered.notes[row.id] if each.of_this), None),
        said_before=said_before,
    )


def _standing_facts(
    row: AnyRow,
    found: Collection[Opportunity],
    actions: Sequence[AgendaAction],
    decided: Sequence[AgendaDecision],
) -> StandingFacts:
    earlier = [(each.kind, each.decided_at) for each in decided if not each.of_this]
    return StandingFacts(
        started_at=row.started_at,
        plan_since=None if row.plan_from is None else max(row.plan_from, row.plan_made_at),
        opportunities=found,
        unassessed_since=row.independent_at if row.assessed_at is None and not row.kind.is_interim else None,
        end_expected_at=row.end_expected_at,
        undone=sum(each.done_at is None for each in actions),
        overdue=sum(each.is_overdue for each in actions),
        is_away=row.away is not None,
        death_reported=row.death_reported_at is not None,
        has_ended=row.ended_at is not None,
        decided=[each.kind for each in decided if each.of_this],
        news_at=[at for at in (getattr(row, each) for each in NEWS) if at is not None],
        step_down_agreed_at=agreed_at(DecisionKind.STEP_DOWN, earlier, row.planned_at),
        end_agreed_at=agreed_at(DecisionKind.END, earlier),
        moves_on=row.transfer_seen is not None and agreed_at(DecisionKind.TRANSFER, earlier) is not None,
    )


def _agreed_last(note: AgendaNote | None, last_held_at: datetime | None) -> bool:
    """Whether the last meeting, or one since, agreed next steps with somebody."""
    return bool(note and note.next_steps and last_held_at is not None and note.held_at >= last_held_at)


def _then_and_now(row: AnyRow) -> str:
    if row.plan_from is None or row.first_contact is None:
        return ""
    first = WeekHours(contact_minutes=row.first_contact, worker_minutes=row.first_worker)
    now = WeekHours(contact_minutes=row.contact_minutes, worker_minutes=row.worker_minutes)
    return hours_then_and_now(
        first, now, london_day(row.hours_since or row.plan_from), of_which_week(takes_turns=bool(row.heavier_week))
    )


def _suggested(turn: Turn, history: GoalHistory, dismissed: Sequence[Dismissed]) -> tuple[Suggestion, ...]:
    found = suggestions(history, turn.moment, turn.policy)
    return still_said(found, put_aside(found, dismissed, history, turn.day, turn.policy))


def _because(is_new: str, changeable: bool, actions: Sequence[AgendaAction]) -> tuple[str, ...]:  # noqa: FBT001
    """Why somebody is on the daily agenda, in its order."""
    undone = any(each.done_at is None and each.from_kind is MeetingKind.WEEKLY for each in actions)
    reasons = (
        (bool(is_new), "New to the service"),
        (changeable, "Can step down or end"),
        (undone, "Outstanding from the weekly MDT"),
    )
    return tuple(text for holds, text in reasons if holds)


def _facts(
    turn: Turn,
    row: AnyRow,
    gathered: Gathered,
    goals: Sequence[AgendaGoal],
    suggested: dict[UUID, tuple[Suggestion, ...]],
    told: Sequence[tuple[AnyRow, GoalFacts]],
) -> AgendaFacts:
    visits = chain.from_iterable(gathered.histories[each.id].visits for each in goals)
    week = gathered.weeks.get(row.id, ())
    breaks = next((gathered.histories[each.id].breaks for each in goals), ())  # of the person, whichever the goal
    answer = gathered.answers.get(row.id)
    return AgendaFacts(
        kind=row.kind,
        started_at=row.started_at,
        first_support_at=row.first_support_at,
        goals=tuple(
            GoalProgress(each.number, each.state, suggested[each.id], aim_of(said.aim, turn.policy).letter)
            for each, said in told
        ),
        has_complete_goal=not all(each.is_draft for each in goals),
        support_for=row.support_for,
        goal_setter_agreed=row.goal_setter_id is not None,
        maximum_independence_at=row.independent_at,
        extended_to=row.extended_to,
        double_ups=DoubleUpFacts(
            without_second_worker(visits, week, london_day(row.plan_from), breaks, turn.day, answer)
            if row.has_double_up
            else None,
            answer,
        ),
        death_reported=row.death_reported_at is not None,
        has_ended=row.ended_at is not None,
    )


def _goal(
    turn: Turn, row: AnyRow, said: GoalFacts, history: GoalHistory, suggested: tuple[Suggestion, ...]
) -> AgendaGoal:
    is_open = row.state is GoalState.OPEN
    latest = list(islice(history.until(turn.day), MOST_RATINGS))
    return AgendaGoal(
        id=row.id,
        number=row.number,
        statement=row.statement,
        beside=beside_statement(said),
        target=row.target,
        state=row.state,
        is_draft=not is_complete(said),
        latest=tuple(AgendaRating(each.day, each.call, each.letter) for each in reversed(latest)),
        suggestions=tuple(each.sentence for each in suggested) if is_open else (),
    )
