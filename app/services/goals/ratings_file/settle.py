"""Which rows of a ratings file are new, known or other letters: settled goal by goal against what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from app.door.turn import Turn
from app.services.goals.ratings_file.whose_a_row_is import Match, RatingRow, in_parts
from models.ratings import Rating, RatingCorrection
from models.rules.goals.arrivals import Given, arrive
from models.values import Call

_Key = tuple[UUID, date, Call, UUID]
_InFile = tuple[int, date, Call]  # the same place by its pair of the file
Found = tuple[RatingRow, Match]
_NONE: frozenset[Given] = frozenset()


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter to be stored as current; `is_row` where the table holds a row of this key already."""

    key: _Key
    given: Given
    wording: int
    comment: str
    is_row: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter to be kept as an earlier one."""

    key: _Key
    given: Given
    comment: str


@dataclass(slots=True)
class Arrivals:
    """What a file brings: the rows of each kind, and what is to be stored for them."""

    accepted: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    current: list[Stored] = field(default_factory=list)
    earlier: list[Kept] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """One worker at one visit of one goal, as the table holds it; a rating taken back leaves its row."""

    current: Given | None = None
    comment: str = ""
    earlier: frozenset[Given] = _NONE
    is_row: bool = False


def settle(turn: Turn, found: Sequence[Found]) -> Arrivals:
    """Read what is stored for these goals, some hundred goals at a time, and settle each row (IPAD-1, IPAD-2)."""
    arrivals = Arrivals()
    by_goal: defaultdict[UUID, list[Found]] = defaultdict(list)
    for each in found:
        by_goal[each[1].goal].append(each)
    for goals in in_parts(sorted(by_goal)):
        rows = [each for goal in goals for each in by_goal[goal]]
        places = _stored(turn, goals, rows)
        for key, visits in _by_key(rows):
            _settle_place(arrivals, key, (places and places.get(key)) or _Place(), visits)
    return arrivals


def _by_key(rows: Iterable[Found]) -> Iterator[tuple[_Key, list[Found]]]:
    keys: defaultdict[_InFile, list[Found]] = defaultdict(list)
    for each in rows:
        keys[each[1].pair, each[0].day, each[0].call].append(each)
    for visits in keys.values():
        if len(visits) > 1:
            visits.sort(key=lambda each: (each[0].moment, each[0].line))
        row, match = visits[0]
        yield (match.goal, row.day, row.call, match.worker), visits


def _stored(turn: Turn, goals: Sequence[UUID], rows: Sequence[Found]) -> defaultdict[_Key, _Place]:
    first, last = min(row.day for row, _ in rows), max(row.day for row, _ in rows)
    places: defaultdict[_Key, _Place] = defaultdict(_Place)
    ratings = select(
        Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Rating.letter, Rating.at, Rating.comment,
        Rating.withdrawn_at,
    ).where(Rating.goal_id.in_(goals), Rating.day.between(first, last))  # fmt: skip
    for goal, day, call, worker, letter, at, comment, withdrawn in turn.session.execute(ratings):
        place = places[goal, day, call, worker]
        place.is_row, place.comment = True, comment
        place.current = None if withdrawn else Given(letter, at)
    kept = select(
        RatingCorrection.goal_id, RatingCorrection.day, RatingCorrection.call, RatingCorrection.worker_id,
        RatingCorrection.earlier_letter, RatingCorrection.earlier_at,
    ).where(and_(RatingCorrection.goal_id.in_(goals), RatingCorrection.day.between(first, last)))  # fmt: skip
    for goal, day, call, worker, letter, at in turn.session.execute(kept):
        places[goal, day, call, worker].earlier |= {Given(letter, at)}
    return places


def _settle_place(arrivals: Arrivals, key: _Key, place: _Place, visits: list[Found]) -> None:
    before, wording = place.current, visits[-1][1].wording
    for row, match in visits:
        given = Given(row.letter, row.moment)
        arrived = arrive(place.current, place.earlier, given)
        if arrived.is_known:
            arrivals.known.append((row, match))
            continue
        (arrivals.accepted if arrived.is_new else arrivals.changed).append((row, match))
        if arrived.earlier is not None:
            comment = row.comment if arrived.earlier == given else place.comment
            arrivals.earlier.append(Kept(key, arrived.earlier, comment))
            place.earlier |= {arrived.earlier}
        if arrived.current == given:
            place.current, place.comment, wording = given, row.comment, match.wording
    if place.current is not None and place.current != before:
        arrivals.current.append(Stored(key, place.current, wording, place.comment, place.is_row))
