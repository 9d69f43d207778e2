"""Who and which goal a row of a ratings file means: looked up for the whole file in a few statements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from app.services.goals.ratings_file.who_rated import workers
from models.episodes import Episode
from models.goals import Goal, GoalWording
from models.people import Person
from models.rules.goals.arrivals import ServiceDays, in_service_lacks
from models.rules.sentences import day_text
from models.values import Call, fold, london_day, whole_name
from models.vocabulary.goals import Letter

_AT_ONCE = 500
_LONGEST_QUOTE = 60
Each = TypeVar("Each")
folded = cache(fold)  # a file says the same few goals and names thousands of times


class RatingRow(Protocol):
    """A row as `app.exchange.goals.ratings_file` reads it."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def moment(self) -> datetime: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def call(self) -> Call: ...  # noqa: D102
    @property
    def mosaic_id(self) -> str: ...  # noqa: D102
    @property
    def person(self) -> str: ...  # noqa: D102
    @property
    def goal(self) -> str: ...  # noqa: D102
    @property
    def letter(self) -> Letter: ...  # noqa: D102
    @property
    def worker(self) -> str: ...  # noqa: D102
    @property
    def comment(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Match:
    """The goal, in which wording, and the worker that a row means; and whose goal it is.

    `pair` numbers the goal and the worker within the file: quicker to group by than two keys.
    """

    goal: UUID
    wording: int
    worker: UUID
    person: UUID
    name: str
    pair: int


@dataclass(frozen=True, slots=True, eq=False)
class _Worded:
    """A goal under one of its wordings; there is one of each, so that one is itself alone."""

    goal: UUID
    wording: int
    own_days: ServiceDays
    set_at: datetime
    closed: date | None


@dataclass(slots=True)
class _Known:
    """A person with their time in service and their goals by folded statement; `died` as of a death, or its report."""

    id: UUID
    name: str
    preferred: str
    died: date | None
    episodes: dict[UUID, ServiceDays] = field(default_factory=dict)
    goals: defaultdict[str, list[_Worded]] = field(default_factory=lambda: defaultdict(list))


class KnownGoals:
    """The office's people, goals and workers, as far as a file names them.

    A file names the same goal, day and worker again and again: each is worked out once, and told again from there.
    """

    def __init__(self, turn: Turn, rows: Sequence[RatingRow]) -> None:
        self._people: dict[str, _Known] = {}
        self._workers = workers(turn)
        self._there: dict[tuple[str, date], _Known | str] = {}
        self._who_rated: dict[tuple[str, date], UUID | str] = {}
        self._meant: dict[tuple[str, str, date], _Worded | str] = {}
        self._matches: dict[tuple[_Worded, UUID], Match] = {}
        self._pairs: dict[tuple[UUID, UUID], int] = {}
        for some in in_parts(sorted({row.mosaic_id.strip().upper() for row in rows})):
            self._learn(turn, some)

    def find(self, row: RatingRow) -> Match | str:
        """What the row means, or the sentence that says why it can't be told (IPAD-2)."""
        mosaic_id, goal_said, worker_said, day = row.mosaic_id, row.goal, row.worker, row.day
        person = self._there.get((mosaic_id, day)) or self._in_service(mosaic_id, day)
        if isinstance(person, str):
            return person
        worker = self._who_rated.get((worker_said, day)) or self._rated_by(worker_said, day)
        if isinstance(worker, str):
            return worker
        goal = self._meant.get((mosaic_id, goal_said, day)) or self._goal(person, row)
        if isinstance(goal, str):
            return goal
        return self._matches.get((goal, worker)) or self._match(person, goal, worker)

    def _in_service(self, mosaic_id: str, day: date) -> _Known | str:
        person = self._people.get(mosaic_id.strip().upper())
        found: _Known | str
        if person is None:
            found = f"Nobody in this office has the MOSAIC id “{mosaic_id}”."
        else:
            lacks = in_service_lacks(person.name, day, tuple(person.episodes.values()))
            found = lacks[0].sentence if lacks else person
        self._there[mosaic_id, day] = found
        return found

    def _rated_by(self, worker: str, day: date) -> UUID | str:
        found = self._who_rated[worker, day] = self._workers.find(worker, day)
        return found

    def _goal(self, person: _Known, row: RatingRow) -> _Worded | str:
        found = self._meant[row.mosaic_id, row.goal, row.day] = _goal_of(person, row)
        return found

    def _match(self, person: _Known, goal: _Worded, worker: UUID) -> Match:
        pair = self._pairs.setdefault((goal.goal, worker), len(self._pairs))
        found = Match(goal.goal, goal.wording, worker, person.id, person.name, pair)
        self._matches[goal, worker] = found
        return found

    def named_otherwise(self, row: RatingRow) -> str:
        """A sentence where the file calls this person by another name than the record; never a refusal."""
        person = self._people[row.mosaic_id.strip().upper()]
        said = folded(row.person)
        if not said or said in {folded(person.name), person.preferred}:
            return ""
        return f"{row.mosaic_id} is {person.name} in the records and “{row.person}” in the file: check who is meant."

    def died(self, row: RatingRow) -> date | None:
        """The day on which this person died, or on which that was reported; none of the living (END-6)."""
        return self._people[row.mosaic_id.strip().upper()].died

    def _learn(self, turn: Turn, mosaic_ids: Sequence[str]) -> None:
        by_id: dict[UUID, _Known] = {}
        for row in turn.session.execute(
            select(
                Person.id, Person.mosaic_id, Person.given, Person.family, Person.preferred, Person.death_reported_at,
                Person.died_on,
            ).where(Person.office_id == turn.office, func.upper(Person.mosaic_id).in_(mosaic_ids))
        ):  # fmt: skip
            reported = london_day(row.death_reported_at) if row.death_reported_at else None
            preferred = folded(f"{row.preferred} {row.family}") if row.preferred else ""
            known = by_id[row.id] = _Known(
                row.id, whole_name(row.given, row.family), preferred, row.died_on or reported
            )
            self._people[(row.mosaic_id or "").upper()] = known
        _learn_episodes(turn, by_id)
        _learn_goals(turn, by_id)


def in_parts(every: Sequence[Each], size: int = _AT_ONCE) -> Iterator[Sequence[Each]]:
    """A few hundred at a time, as many as a statement takes well."""
    return (every[start : start + size] for start in range(0, len(every), size))


def _learn_episodes(turn: Turn, people: dict[UUID, _Known]) -> None:
    query = select(Episode.id, Episode.person_id, Episode.started_at, Episode.ended_at).where(
        Episode.person_id.in_(people), Episode.undone_at.is_(None)
    )
    for key, person, started, ended in turn.session.execute(query):
        people[person].episodes[key] = ServiceDays(london_day(started), london_day(ended) if ended else None)


def _learn_goals(turn: Turn, people: dict[UUID, _Known]) -> None:
    columns = (Goal.id, Goal.person_id, Goal.episode_id, Goal.set_at, Goal.closed_at)
    now = select(*columns, Goal.wording, Goal.statement).where(Goal.person_id.in_(people))
    before = (
        select(*columns, GoalWording.wording, GoalWording.statement)
        .join(GoalWording, GoalWording.goal_id == Goal.id)
        .where(Goal.person_id.in_(people))
    )
    for key, person, episode, set_at, closed, wording, statement in (
        *turn.session.execute(now),
        *turn.session.execute(before),
    ):
        known = people[person]
        if episode in known.episodes:
            last = london_day(closed) if closed else None
            known.goals[folded(statement)].append(_Worded(key, wording, known.episodes[episode], set_at, last))


def _goal_of(person: _Known, row: RatingRow) -> _Worded | str:
    """The goal by its statement, worded now or earlier; of several that which was worked on at the visit."""
    worded = person.goals.get(folded(row.goal), [])
    if not worded:
        quoted = row.goal if len(row.goal) <= _LONGEST_QUOTE else row.goal[: _LONGEST_QUOTE - 1] + "…"
        return f"{person.name} has no goal “{quoted}”."
    working = [each for each in worded if each.closed is None or row.day <= each.closed]
    if not working:
        closed = max(each.closed for each in worded if each.closed is not None)
        return f"This goal of {person.name} was closed on {day_text(closed)}, before the visit."
    return max(working, key=lambda each: (each.own_days.covers(row.day), each.set_at, each.wording))
