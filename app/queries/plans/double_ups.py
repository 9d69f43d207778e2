"""Of whoever two workers come to: what was rated at those calls, and what an OT answered about them (PSP-10)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)

from app.door.turn import Turn
from app.queries.goals.suggestion_facts import of_other_statements
from app.queries.statement import AnyRow, People
from models.base import UtcDateTime
from models.breaks import Break, took_place
from models.double_ups import DoubleUpAnswer
from models.episodes import Episode
from models.goals import Goal, GoalWording
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day, stands
from models.ratings import Rating
from models.rules.goals.double_ups import DoubleUpFacts, OtAnswer, double_up_line, without_second_worker
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays
from models.staff import Staff
from models.values import Call, PlannedVisit, days_of, london_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import Letter
from models.vocabulary.plans import TwoWorkers

_MINUTES = 1  # how long a visit takes says nothing here
_COLUMNS: dict[str, Any] = {  # of each of the statements that are asked as one, in this order
    "day": Date(), "later": Date(), "moment": UtcDateTime(), "until": UtcDateTime(), "number": Integer(),
    "other": Integer(), "version": Integer(), "weeks": Integer(), "word": Text(), "text": Text(), "name": Text(),
    "key": Uuid(), "by": Uuid(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallsForTwo:
    """Where the question stands in a sentence; `seen` is the version of the answer about the plan of today, if any."""

    sentence: str
    seen: int | None


def by_two(turn: Turn, people: People = None) -> dict[UUID, DoubleUpFacts]:
    """By the episode, of everybody or of these: short-term support that goes on, whose plan of today has such calls.

    In one statement, with what each of them consists of. Source: good practice on OPG 3.1, 3.7 (PSP-10).
    """
    held = _held(turn, people)
    asked = union_all(_lines(held), _goals(held), _rated(held, turn), _breaks(held), _answers(held))
    rows: defaultdict[UUID, defaultdict[str, list[AnyRow]]] = defaultdict(lambda: defaultdict(list))
    rated: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in turn.session.execute(asked):
        (rated[row.of] if row.kind == "rated" else rows[row.of][row.kind]).append(row)
    return {episode: _facts(turn, of, rated) for episode, of in rows.items()}


def calls_for_two(turn: Turn, episode: AnyRow) -> CallsForTwo | None:
    """What the Service plans tab says of an episode's calls for two, none where it has none; one statement. PSP-10."""
    found = by_two(turn, (episode.person_id,)).get(episode.id)
    if found is None:
        return None
    seen = found.answer.version if found.answer is not None and found.answer.of_plan_now else None
    return CallsForTwo(double_up_line(found, turn.day, turn.policy), seen)


def answers_of(turn: Turn, people: Collection[UUID]) -> dict[UUID, OtAnswer]:
    """By the episode what an OT answered last, of those of these people to whom two workers come; one statement."""
    rows: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in turn.session.execute(_answers(_held(turn, people))):
        rows[row.of].append(row)
    return {episode: _answer(of) for episode, of in rows.items()}


def _facts(turn: Turn, rows: defaultdict[str, list[AnyRow]], rated: defaultdict[UUID, list[AnyRow]]) -> DoubleUpFacts:
    of_goals = (
        rated_visits(
            RatingFacts(goal.key, row.day, Call(row.word), row.by, Letter(row.text))
            for row in rated[goal.key]
            if row.number > goal.number
        )
        for goal in rows["goal"]
    )
    week = [
        PlannedVisit(days_of(row.number), Call(row.word), _MINUTES, row.other, weeks=row.weeks) for row in rows["line"]
    ]
    breaks = [BreakDays(london_day(row.moment), row.until and london_day(row.until)) for row in rows["break"]]
    answer = _answer(rows["answer"]) if rows["answer"] else None
    since = london_day(rows["line"][0].moment)
    visits = chain.from_iterable(of_goals)
    return DoubleUpFacts(without_second_worker(visits, week, since, breaks, turn.day, answer), answer)


def _answer(rows: Sequence[AnyRow]) -> OtAnswer:
    """The last one: of two of one day the one that was recorded later."""
    last = max(rows, key=lambda row: (row.day, row.key))
    return OtAnswer(
        answer=TwoWorkers(last.word),
        on=last.day,
        by=last.name,
        because=last.text,
        ask_again_on=last.later,
        version=last.version,
        of_plan_now=bool(last.number),
        is_followed=bool(last.other),
    )


def _held(turn: Turn, people: People) -> CTE:
    is_theirs = () if people is None else (Episode.person_id.in_(people),)
    return (
        select(Episode.id.label("of"), Episode.person_id, Plan.id.label("plan_id"), Plan.effective_from)
        .join(Plan, and_(Plan.episode_id == Episode.id, is_plan_of_day(turn.day)))
        .where(
            Episode.office_id == turn.office,
            Episode.ended_at.is_(None),
            Episode.kind == EpisodeKind.SHORT_TERM,
            Plan.has_double_up,
            *is_theirs,
        )
        .cte("by_two")
    )


def _lines(held: CTE) -> Select[Any]:
    line = PlanVisit
    told = {"number": line.days, "other": line.workers, "weeks": line.weeks, "word": line.call}
    return _of(held, "line", moment=held.c.effective_from, **told).join(line, line.plan_id == held.c.plan_id)


def _goals(held: CTE) -> Select[Any]:
    """The goals of these people; `number` is the last wording that said something else."""
    last_other = func.coalesce(of_other_statements(func.max(GoalWording.wording)), 0)
    return _of(held, "goal", number=last_other, key=Goal.id).join(Goal, Goal.person_id == held.c.person_id)


def _rated(held: CTE, turn: Turn) -> Select[Any]:
    """By the goal, `of` is it: found by the ratings' own key. What was rated before the plan counts nowhere."""
    told = {
        "day": Rating.day,
        "number": Rating.wording,
        "word": Rating.call,
        "text": Rating.letter,
        "by": Rating.worker_id,
    }
    theirs = select(Goal.id).join(held, held.c.person_id == Goal.person_id)
    return select(Rating.goal_id, literal("rated"), *_columns(told)).where(
        Rating.goal_id.in_(theirs), Rating.withdrawn_at.is_(None), Rating.at <= turn.moment
    )


def _breaks(held: CTE) -> Select[Any]:
    told = _of(held, "break", moment=Break.began_at, until=Break.returned_at)
    return told.join(Break, Break.episode_id == held.c.of).where(took_place())


def _answers(held: CTE) -> Select[Any]:
    said, of_plan, newer = DoubleUpAnswer, Plan.__table__.alias("answered"), Plan.__table__.alias("newer")
    is_newer = (newer.c.episode_id == of_plan.c.episode_id, newer.c.number > of_plan.c.number)
    follows = (*is_newer, ~newer.c.has_double_up, stands(newer.c.id))
    return (
        _of(
            held,
            "answer",
            day=said.answered_on,
            later=said.ask_again_on,
            number=said.plan_id == held.c.plan_id,
            other=exists().where(*follows).correlate(of_plan),
            version=said.version,
            word=said.answer,
            text=said.because,
            name=Staff.name,
            key=said.id,
        )
        .join(of_plan, of_plan.c.episode_id == held.c.of)
        .join(said, said.plan_id == of_plan.c.id)
        .join(Staff, Staff.id == said.answered_by_id)
    )


def _of(held: CTE, kind: str, **told: Any) -> Select[Any]:
    """The columns of all these statements, and of which episode and kind the row is; what isn't told is null."""
    return select(held.c.of, literal(kind).label("kind"), *_columns(told)).select_from(held)


def _columns(told: dict[str, Any]) -> list[Any]:
    return [_column(told.get(name), of).label(name) for name, of in _COLUMNS.items()]


def _column(told: Any, of: Any) -> Any:
    """A file keeps a day as a word, of which a cast would make a number."""
    if told is None:
        return cast(null(), of)
    return cast(told, of) if isinstance(of, (Text, Integer)) else told
