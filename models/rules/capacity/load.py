"""What a team can still promise, and how long capacity is held for somebody who isn't ready.

Everything is counted in worker minutes a week. These gates are for deeds: taking over what already exists never asks
them, and a team that is over its limit is shown as such.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import groupby

from models.rules.capacity.call_rooms import DOUBLE_UP, CallHours, free_visits
from models.rules.decision import Lack
from models.rules.plans.totals import worker_minutes
from models.rules.sentences import day_text
from models.values import Call, PlannedVisit, hours_text
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS

_USUAL_VISIT = 30  # minutes: the length in which free double-ups are counted


class ClaimKind(Enum):
    """How hours count against a team's limit."""

    IN_USE = "in use"
    PROMISED = "promised"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Step:
    """Worker minutes a week that are used more from a day to come on; below nought where they are fewer.

    `starts` tells a promised start, whose minutes stand under `promised` before that day too, from a plan.
    """

    day: date
    minutes: int
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """A team's week in worker minutes, with what changes later; an expired hold stays `held` until it is released.

    `away` are those in use of whom a break keeps away now: they stay in use. `until` is the first day that isn't
    weighed any more, none where what is asked goes on without an end. (REF-15).
    """

    limit: int
    in_use: int = 0
    promised: int = 0
    held: int = 0
    later: tuple[Step, ...] = ()
    until: date | None = None
    away: int = 0

    @property
    def committed(self) -> int:
        """What is given away already. Source: OPG 1.5 (REF-15)."""
        return self.in_use + self.promised + self.held

    @property
    def weakest(self) -> tuple[int, date | None]:
        """What is left on the day with the least, less than nothing where it is over; and from which day that is.

        None is the day asked about. Source: OPG 1.5 (REF-15).
        """
        left = self.limit - self.committed + sum(each.minutes for each in self.later if each.starts)
        least: tuple[int, date | None] = (left, None)
        for day, steps in groupby(sorted(self.later, key=lambda each: each.day), key=lambda each: each.day):
            if self.until is not None and day >= self.until:
                break
            left -= sum(each.minutes for each in steps)
            if left < least[0]:
                least = (left, day)
        return least

    @property
    def free(self) -> int:
        """What can still be promised, by the weakest day: never less than nothing."""
        return max(0, self.weakest[0])

    def free_from(self, start: date) -> int:
        """What can still be promised from a day to come on, by the weakest day from then on; never less than nothing.

        Source: OPG 1.5 (REF-15).
        """
        past = [each for each in self.later if each.day <= start]
        used = sum(each.minutes for each in past if not each.starts)  # a start that is past counts as promised
        ahead = tuple(each for each in self.later if each.day > start)
        return replace(self, in_use=self.in_use + used, later=ahead).free

    @property
    def overcommitted(self) -> int:
        """By how much the team is over its limit, as it may be after existing people were taken over."""
        return max(0, -self.weakest[0])

    @property
    def in_use_text(self) -> str:
        """What is in use, and how much of it is of people who are away: "299.25 h in use, of these 7 h away".

        Source: OPG 1.5 (REF-15).
        """
        return f"{_h(self.in_use)} in use" + (f", of these {_h(self.away)} away" if self.away else "")

    @property
    def sentence(self) -> str:
        """The load in hours, with what is over the limit never hidden."""
        rest = f"{hours_text(self.overcommitted)} h over the limit" if self.overcommitted else f"{_h(self.free)} free"
        rest += f" from {day_text(self.weakest[1])}, the fullest day to come" if self.weakest[1] else ""
        return (
            f"{_h(self.limit)} a week: {self.in_use_text}, {_h(self.promised)} promised, {_h(self.held)} held, {rest}"
        )


def capacity_lack(asked_minutes: int, load: Load) -> Lack | None:
    """Refuse to promise or hold what the team no longer has; exactly what is free can be given.

    `asked_minutes` are the worker minutes a week asked in addition: hours of the same referral that are promised or
    held already are left out of both. Source: OPG 1.5; CAB 2 (REF-15).
    """
    if asked_minutes <= load.free:
        return None
    sentence = f"{_h(asked_minutes)} a week are asked and {_h(load.free)} are free: the rest is promised to others."
    return Lack("REF-15", sentence, "Scheduling, or the DSO by releasing a hold")


@dataclass(frozen=True, slots=True)
class Claim:
    """Visits in one patch, each so many times, and how they count; held ones with when the first of them expires."""

    patch: str
    kind: ClaimKind
    visits: tuple[PlannedVisit, ...]
    held_until: datetime | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class UsualHours:
    """What a patch is contracted to do at one call: worker minutes a week, and how many workers are out at once."""

    patch: str
    call: Call
    minutes: int
    workers: int = 1

    @property
    def hours(self) -> CallHours:
        """The same without its place."""
        return CallHours(self.minutes, self.workers)


@dataclass(frozen=True, slots=True)
class PatchCall:
    """The worker minutes a week of one patch and call, beside what is usual there where somebody has said so.

    Where visits there take turns in two weeks, those of the week that takes more at this call.
    `double_ups` are the 30-minute ones that still fit, Monday first; nothing where nobody has said what is usual.
    """

    patch: str
    call: Call
    in_use: int = 0
    promised: int = 0
    held: int = 0
    held_until: datetime | None = None
    usual: UsualHours | None = None
    double_ups: tuple[int, ...] = ()

    @property
    def minutes(self) -> int:
        """What is given away in all."""
        return self.in_use + self.promised + self.held

    @property
    def free(self) -> int | None:
        """What is left of the usual hours, less than nothing where more is given away; None where none are said."""
        return None if self.usual is None else self.usual.minutes - self.minutes

    @property
    def double_ups_text(self) -> str:
        """The double-ups that still fit, in words."""
        if not self.double_ups:
            return ""
        least, most = min(self.double_ups), max(self.double_ups)
        if least == most:
            return f"{least} a day" if least else "none"
        return f"{least} to {most} a day"

    @property
    def warning(self) -> str:
        """A sentence where more is given away than usual, else nothing; it never refuses."""
        if self.free is None or self.free >= 0:
            return ""
        return f"{self.patch}, {self.call.value}: {_h(-self.free)} a week more than usual."


def breakdown(claims: Iterable[Claim], usual: Iterable[UsualHours] = ()) -> tuple[PatchCall, ...]:
    """The same minutes by patch and call; patch boundaries are no barrier, so it can only warn.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    usually = {(each.patch, each.call): each for each in usual}
    given: defaultdict[tuple[str, Call], list[tuple[Claim, PlannedVisit]]] = defaultdict(list)
    for claim in claims:
        for visit in claim.visits:
            given[claim.patch, visit.call].append((claim, visit))
    calls = tuple(Call)
    places = sorted(usually.keys() | given.keys(), key=lambda place: (place[0], calls.index(place[1])))
    return tuple(_patch_call(place, given.get(place, []), usually.get(place)) for place in places)


def _patch_call(
    place: tuple[str, Call], given: list[tuple[Claim, PlannedVisit]], usual: UsualHours | None
) -> PatchCall:
    there: Counter[PlannedVisit] = Counter()
    for claim, visit in given:
        there[visit] += claim.times
    takes_turns = any(visit.weeks for visit in there)
    weeks = [_by_kind(given, which) for which in (TURNS if takes_turns else (EVERY_WEEK,))]
    minutes = max(weeks, key=Counter.total)
    room = free_visits(usual.hours, there, _USUAL_VISIT, DOUBLE_UP) if usual else ()
    return PatchCall(
        *place,
        in_use=minutes[ClaimKind.IN_USE],
        promised=minutes[ClaimKind.PROMISED],
        held=minutes[ClaimKind.HELD],
        held_until=min((claim.held_until for claim, _ in given if claim.held_until), default=None),
        usual=usual,
        double_ups=room,
    )


def _by_kind(given: list[tuple[Claim, PlannedVisit]], which: int) -> Counter[ClaimKind]:
    minutes: Counter[ClaimKind] = Counter()
    for claim, visit in given:
        if visit.weeks in {EVERY_WEEK, which}:
            minutes[claim.kind] += worker_minutes(visit) * claim.times
    return minutes


def _h(minutes: int) -> str:
    return f"{hours_text(minutes)} h"
