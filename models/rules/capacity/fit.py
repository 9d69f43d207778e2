"""Can we take this? What of a referral's calls fits, what doesn't and why, and the nearest alternative (REF-15).

Only the team's hours a week are a limit. By patch and call the answer informs: patch boundaries are no barrier, so a
call that is full here may be worked from the next patch.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from models.rules.capacity.call_rooms import DOUBLE_UP, CallHours, days_with_room
from models.rules.plans.totals import worker_minutes
from models.rules.sentences import joined
from models.values import Call, PlannedVisit, days_text, hours_text

_CALLS = tuple(Call)


@dataclass(frozen=True, slots=True)
class CallRoom:
    """What a team is contracted to do at one call of one patch, and how many of each visit are given away there."""

    hours: CallHours
    given: Mapping[PlannedVisit, int] = field(default_factory=dict)

    def with_visit(self, visit: PlannedVisit) -> "CallRoom":
        """The room after one more visit is given away."""
        return CallRoom(self.hours, {**self.given, visit: self.given.get(visit, 0) + 1})


@dataclass(frozen=True, slots=True)
class TeamRoom:
    """Another team, the worker minutes a week it has free from the start on, and whether it serves the same patch."""

    name: str
    free: int
    serves_patch: bool = False
    id: UUID | None = None


Rooms = Mapping[tuple[str, Call], CallRoom]


class Answer(Enum):
    """How one call fits."""

    FITS = "fits"
    NOT_SAID = "fits the team's hours; nobody has said what is usual at this call"
    CALL_FULL = "the call is full"
    TEAM_FULL = "the team has no hours left"

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return self in {Answer.FITS, Answer.NOT_SAID}


@dataclass(frozen=True, slots=True)
class CallFit:
    """One call asked for: the answer in a sentence, and the nearest alternative where it doesn't fit."""

    visit: PlannedVisit
    answer: Answer
    sentence: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """The answer for all calls, one after the other."""

    calls: tuple[CallFit, ...]
    sentence: str
    nearest: TeamRoom | None = None  # the team that has room for all of it, where this one hasn't

    @property
    def fits(self) -> bool:
        """Whether all of it fits."""
        return all(each.answer.fits for each in self.calls)


def can_take(
    asked: Iterable[PlannedVisit],
    free: int,
    patch: str,
    rooms: Rooms,
    other_teams: Iterable[TeamRoom] = (),
) -> Fit:
    """What of these calls fits into `free` worker minutes a week and into the calls of this patch.

    Calls are taken in the order of the day, each leaving less for those after it. A referral is one team's, so that
    another is nearest only if it has room for all of it. Source: OPG 1.5, 2.1; CAB 2 (DAY-4, REF-12, REF-15).
    """
    left, here, found = free, dict(rooms), []
    wanted = sorted(asked, key=lambda each: (_CALLS.index(each.call), each.minutes))
    nearest = nearest_team(sum(map(worker_minutes, wanted)), other_teams)
    for visit in wanted:
        fit = _one(visit, left, patch, here)
        if fit.answer.fits or fit.answer is Answer.CALL_FULL:
            left -= worker_minutes(visit)
        if fit.answer is Answer.FITS:
            here[patch, visit.call] = here[patch, visit.call].with_visit(visit)
        if fit.answer is Answer.TEAM_FULL:
            fit = CallFit(visit, fit.answer, fit.sentence, _elsewhere(visit, left, nearest))
        found.append(fit)
    is_full = any(each.answer is Answer.TEAM_FULL for each in found)
    return Fit(tuple(found), _in_all(found, free), nearest if is_full else None)


def nearest_team(minutes: int, others: Iterable[TeamRoom]) -> TeamRoom | None:
    """Of the teams with so many worker minutes a week free one that serves the same patch, then the one with most.

    Source: STCH; OPG 1.5 (DAY-4, REF-15).
    """
    enough = sorted((each for each in others if each.free >= minutes), key=lambda each: each.name)
    return max(enough, key=lambda each: (each.serves_patch, each.free), default=None)


def _one(visit: PlannedVisit, left: int, patch: str, rooms: Rooms) -> CallFit:
    name = _name(visit)
    needed = worker_minutes(visit)
    if needed > left:
        sentence = f"{name} doesn't fit: {_h(needed)} a week are needed and {_h(max(0, left))} are free."
        return CallFit(visit, Answer.TEAM_FULL, sentence)
    room = rooms.get((patch, visit.call))
    if room is None:
        said = f"{name} fits the team's hours; usual hours for {_place(patch, visit.call)} aren't entered."
        return CallFit(visit, Answer.NOT_SAID, said)
    days = days_with_room(room.hours, room.given, visit)
    if days == visit.days:
        return CallFit(visit, Answer.FITS, f"{name} fits.")
    who = "two workers aren't free at the same time" if visit.workers == DOUBLE_UP else "no worker is free"
    full = days_text(visit.days - days)
    sentence = f"{name} is full in {patch or 'no patch'} {_when(full)}: {who} for {visit.minutes} min."
    return CallFit(visit, Answer.CALL_FULL, sentence, _nearest(visit, patch, rooms, days))


def _nearest(visit: PlannedVisit, patch: str, rooms: Rooms, days: frozenset[int]) -> str:
    """The same call from another patch; else the call next to it in the day; else the days that do fit."""
    near = sorted(place for place, call in rooms if call is visit.call and place != patch)
    for place in near:
        if _has_room(rooms[place, visit.call], visit):
            return f"Nearest: workers of {place} have room at this call."
    at = _CALLS.index(visit.call)
    for call in sorted(_CALLS, key=lambda call: abs(_CALLS.index(call) - at)):
        room = rooms.get((patch, call))
        if call is not visit.call and room is not None and _has_room(room, visit):
            return f"Nearest: {call.value} has room in {patch}; ask whether the person could be seen then."
    if days:
        return f"Nearest: it fits {_when(days_text(days))}; the other days could stay in the queue (part-accept)."
    return "No other call or patch of the team has room: ask Scheduling."


def _elsewhere(visit: PlannedVisit, left: int, nearest: TeamRoom | None) -> str:
    """The team that has enough, or the days that the free hours would do."""
    if nearest is not None:
        return f"Nearest: {nearest.name} has {_h(nearest.free)} free."
    a_day = visit.minutes * visit.workers
    number = max(0, left) // a_day
    if number:
        return f"Nearest: {number} of its {len(visit.days)} days fit; the rest could stay in the queue (part-accept)."
    return "No team of the office has these hours free: see what comes back in the next days."


def _in_all(found: list[CallFit], free: int) -> str:
    needed = sum(worker_minutes(each.visit) for each in found)
    said = f"{_h(needed)} a week are asked and {_h(free)} are free."
    if not found:
        return "No calls are stated yet."
    lacking = [each for each in found if not each.answer.fits]
    if not lacking:
        return f"Yes: all of it fits. {said}"
    if len(lacking) == len(found):
        return f"Not as asked. {said}"
    fitting = joined(list(dict.fromkeys(each.visit.call.value for each in found if each.answer.fits)))
    return f"In part: {fitting} would fit. {said}"


def _has_room(room: CallRoom, visit: PlannedVisit) -> bool:
    return days_with_room(room.hours, room.given, visit) == visit.days


def _name(visit: PlannedVisit) -> str:
    return f"{str(visit)[:1].upper()}{str(visit)[1:]} min".replace(" ×2 min", " min ×2")


def _place(patch: str, call: Call) -> str:
    return f"{patch or 'no patch'}, {call.value}"


def _when(days: str) -> str:
    return days if days == "every day" else f"on {days}"


def _h(minutes: int) -> str:
    return f"{hours_text(minutes)} h"
