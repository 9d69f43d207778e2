"""The goals tab: goals with what they lack, where they are recorded, what their ratings suggest, and the milestones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run, run_of
from app.queries.goals.dismissals import dismissals_of
from app.queries.goals.ipad_history import (
    Begun,
    History,
    HistoryCell,
    HistoryGoal,
    HistoryVisit,
    Seam,
    history_from,
    late_letters,
    one_goal,
)
from app.queries.goals.milestones import DATED_BY_HAND, MilestoneRow, milestones_of, with_limit
from app.queries.goals.not_made import not_made_of, places_of
from app.queries.goals.progress import progress_of
from app.queries.goals.wordings_and_ratings import (
    EarlierWording,
    GivenRating,
    GoalRecord,
    goals_of,
    visits_of,
)
from models.rules.decision import Lack
from models.rules.goals.aims import Aim, aim_lacks, aim_text, own_aim, without_aim_text
from models.rules.goals.beside_statement import aim_beside, beside_statement, is_measured_by_its_aim
from models.rules.goals.dismissals import Dismissed
from models.rules.goals.exact import exact_lacks
from models.rules.goals.history_marks import HistoryMark
from models.rules.goals.levels import RatedVisit, WeekLevel
from models.rules.goals.milestones import MilestoneFacts, is_assessment_due
from models.rules.goals.smart import (
    GoalFacts,
    RecordPlace,
    goals_asked_since,
    goals_due,
    is_complete,
    record_places,
    smart_lacks,
)
from models.rules.goals.suggestions import Suggestion, SuggestionKind
from models.rules.goals.week_letters import WeekLetters
from models.rules.goals.when import Estimate
from models.together import Together
from models.values import Call
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState

__all__ = [
    "DATED_BY_HAND",
    "Aim",
    "Dismissed",
    "EarlierWording",
    "GivenRating",
    "GoalRow",
    "GoalsView",
    "History",
    "HistoryCell",
    "HistoryGoal",
    "HistoryMark",
    "HistoryVisit",
    "MilestoneRow",
    "Missing",
    "RatedGoal",
    "RecordPlace",
    "Seam",
    "Suggestion",
    "SuggestionKind",
    "WeekLetters",
    "WeekLevel",
    "late_letters",
    "missing",
    "rated_goal",
    "view",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal as the tab shows it; `version` is what a deed calls `seen`.

    Without `lacks` it is complete, else a draft that doesn't count yet (GOAL-3); `inexact` says what of a goal that is
    worked on is vague or can't be, a sentence each. `beside` is said beside the statement wherever it is shown,
    `aim_beside` is what of it the measure doesn't say: where it `is_measured_by_its_aim` the aim wrote the measure.
    `reached_when` says its own aim and `way_to_go` how far its ratings are from it; `without_aim` stands for both where
    it has none. These and `when` it may be reached are told of a goal that is worked on, by somebody in service
    (IPAD-4).
    """

    id: UUID
    version: int
    number: int
    statement: str
    measure: str
    achievable: str
    relevant: str
    target: date | None
    calls: tuple[Call, ...]
    own_words: str
    aim: Aim | None
    beside: tuple[str, ...]
    aim_beside: str
    is_measured_by_its_aim: bool
    reached_when: str
    way_to_go: str
    without_aim: str
    set_at: datetime
    set_by: str
    state: GoalState
    lacks: tuple[str, ...]
    inexact: tuple[str, ...]
    is_draft: bool
    held_record_at: datetime | None
    mosaic_at: datetime | None
    earlier: tuple[EarlierWording, ...]
    suggestions: tuple[Suggestion, ...]
    dismissed: tuple[Dismissed, ...]
    when: Estimate | None
    latest: RatedVisit[GivenRating] | None

    @property
    def is_open(self) -> bool:
        """Whether it is being worked on."""
        return self.state is GoalState.OPEN

    @property
    def may_be_achieved(self) -> bool:
        """Whether it is worked on and its ratings say that it may be achieved (IPAD-4)."""
        return self.is_open and any(each.kind is SuggestionKind.ACHIEVED for each in self.suggestions)

    def is_recorded_at(self, place: RecordPlace) -> bool:
        """Whether it is ticked as recorded at this place (GOAL-5)."""
        return {RecordPlace.HELD_RECORD: self.held_record_at, RecordPlace.MOSAIC: self.mosaic_at}.get(place) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """All that the tab shows of a person.

    `episode` is the one in which a goal would be set now, `milestone_episode` the one whose line is shown.
    `due_at` is until when goals are to be set, none once there is a complete one, while somebody `recuperates` first,
    or outside short-term support.
    `places` are where goals belong beside the short-term PSP (GOAL-5).
    """

    person: UUID
    name: str
    episode: UUID
    episode_version: int
    kind: EpisodeKind
    is_open: bool
    goal_setter_id: UUID | None
    goal_setter: str
    due_at: datetime | None
    recuperates: bool
    places: tuple[RecordPlace, ...]
    goals: tuple[GoalRow, ...]
    milestone_episode: UUID
    milestones: tuple[MilestoneRow, ...]
    assessment_due: bool
    history: History

    @property
    def complete(self) -> tuple[GoalRow, ...]:
        """The goals that count (GOAL-3)."""
        return tuple(each for each in self.goals if not each.is_draft)

    def milestone(self, kind: MilestoneKind) -> MilestoneRow:
        """One place on the line."""
        return next(each for each in self.milestones if each.kind is kind)

    @property
    def next_milestone(self) -> MilestoneKind | None:
        """The one that comes next of those that people date (MILE-1)."""
        reached = {row.kind for row in self.milestones if row.at is not None}
        return next((each for each in DATED_BY_HAND if each not in reached), None)


@dataclass(frozen=True, slots=True)
class RatedGoal:
    """What can have changed on the tab when a goal was rated or a rating taken back: its list row, and its history.

    Where more calls have `begun` than the history shows, other goals have visits that aren't on the screen yet.
    """

    person: UUID
    goal: UUID
    latest: RatedVisit[GivenRating] | None
    suggestions: tuple[Suggestion, ...]
    dismissed: tuple[Dismissed, ...]
    way_to_go: str
    when: Estimate | None
    history: HistoryGoal
    cells: tuple[HistoryCell, ...]
    begun: Begun


def view(turn: Turn, *, person: UUID) -> GoalsView:
    """The whole tab in six statements."""
    run = run_of(turn, person)
    first, latest = run.episodes[0], run.latest
    together = Together(turn.session)
    asked = together.ask(goals_of, turn, run)
    aside = together.ask(dismissals_of, turn, [each.id for each in run.episodes])
    missed = together.ask(not_made_of, turn, [latest.id])
    line = together.ask(milestones_of, turn, first)()
    goals, dismissed, not_made = asked(), aside(), missed()[person]
    visited = visits_of(turn, run, goals)
    places = places_of(not_made)
    rows = tuple(_row(turn, run, each, visited[each.id].present, dismissed[each.id], places) for each in goals)
    history = history_from(turn, run, goals, visited, line, not_made)
    reached = [MilestoneFacts(each.kind, each.at) for each in line if each.at is not None]
    waiting = first.kind is EpisodeKind.SHORT_TERM and first.ended_at is None
    complete = any(is_complete(each.facts) for each in goals)
    since = goals_asked_since(first.started_at, first.support_for, first.goals_from)
    due_at = goals_due(since, turn.policy) if waiting and not complete and since else None
    assessment_due = latest.ended_at is None and is_assessment_due(reached)
    return GoalsView(
        person=person,
        name=run.name,
        episode=latest.id,
        episode_version=latest.version,
        kind=latest.kind,
        is_open=latest.ended_at is None,
        goal_setter_id=latest.goal_setter_id,
        goal_setter=latest.goal_setter,
        due_at=due_at,
        recuperates=waiting and since is None,
        places=tuple(each for each in record_places(first.started_at, turn.policy) if not each.is_automatic),
        goals=rows,
        milestone_episode=first.id,
        milestones=tuple(with_limit(each, due_at, is_due=assessment_due) for each in line),
        assessment_due=assessment_due,
        history=replace(
            history, goals=tuple([replace(each, when=row.when) for each, row in zip(history.goals, rows, strict=True)])
        ),
    )


def rated_goal(turn: Turn, *, person: UUID, goal: UUID) -> RatedGoal | None:
    """One goal after a rating, in five statements; none where it is of another run of service."""
    run = run_of(turn, person)
    found = goals_of(turn, run, goal)
    if not found:
        return None
    record, visited = found[0], visits_of(turn, run, found, goal)[goal]
    not_made = not_made_of(turn, [run.latest.id])[person]
    row, cells, begun = one_goal(turn, run, record, visited, not_made)
    aside = dismissals_of(turn, [each.id for each in run.episodes])[goal]
    now = progress_of(turn, run, record, visited.present, aside, places_of(not_made))
    row = replace(row, when=now.when)
    newest = _newest(visited.present)
    told = (now.suggestions, now.dismissed, now.way_to_go, now.when)
    return RatedGoal(person, goal, newest, *told, row, cells, begun)


@dataclass(frozen=True, slots=True)
class Missing:
    """Of a goal that is being typed: what it `lacks`, and what of the rest is `inexact`, a sentence each."""

    lacks: tuple[str, ...]
    inexact: tuple[str, ...]


def missing(
    turn: Turn,
    *,
    statement: str,
    measure: str,
    achievable: str,
    relevant: str,
    target: date | None,
    calls: tuple[Call, ...] = (),
    aim: Aim | None = None,
) -> Missing:
    """What keeps a goal that is being typed from being complete and exact (GOAL-3)."""
    facts = GoalFacts(
        statement=statement,
        measure=measure,
        achievable=achievable,
        relevant=relevant,
        target=target,
        calls=",".join(call.value for call in calls),
        aim=aim.kept if aim else "",
    )
    inexact = (*aim_lacks(aim), *exact_lacks(facts, turn.day, turn.policy))
    return Missing(_said(smart_lacks(facts)), _said(inexact))


def _said(lacks: Iterable[Lack]) -> tuple[str, ...]:
    return tuple([each.sentence for each in lacks])


def _row(
    turn: Turn,
    run: Run,
    goal: GoalRecord,
    series: tuple[RatedVisit[GivenRating], ...],
    dismissed: tuple[Dismissed, ...],
    not_made: frozenset[tuple[date, Call]],
) -> GoalRow:
    facts = goal.facts
    lacks = _said(smart_lacks(facts))
    progress = progress_of(turn, run, goal, series, dismissed, not_made)
    aim = own_aim(facts.aim)
    is_worked_on = goal.state is GoalState.OPEN and run.latest.ended_at is None
    return GoalRow(
        id=goal.id,
        version=goal.version,
        number=goal.number,
        statement=facts.statement,
        measure=facts.measure,
        achievable=facts.achievable,
        relevant=facts.relevant,
        target=facts.target,
        calls=goal.calls,
        own_words=facts.own_words,
        aim=aim,
        beside=beside_statement(facts),
        aim_beside=aim_beside(facts),
        is_measured_by_its_aim=is_measured_by_its_aim(facts),
        reached_when=aim_text(aim, goal.calls) if aim and is_worked_on else "",
        way_to_go=progress.way_to_go,
        without_aim="" if aim or not is_worked_on else without_aim_text(turn.policy),
        set_at=goal.set_at,
        set_by=goal.set_by,
        state=goal.state,
        lacks=lacks,
        inexact=_said(exact_lacks(facts, turn.day, turn.policy)) if is_worked_on else (),
        is_draft=bool(lacks),
        held_record_at=goal.held_record_at,
        mosaic_at=goal.mosaic_at,
        earlier=goal.earlier,
        suggestions=progress.suggestions,
        dismissed=progress.dismissed,
        when=progress.when,
        latest=_newest(series),
    )


def _newest(series: tuple[RatedVisit[GivenRating], ...]) -> RatedVisit[GivenRating] | None:
    """The newest visit of the present statement (GOAL-4)."""
    return series[-1] if series else None
