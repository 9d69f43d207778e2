"""What a team can still promise, and how long capacity is held for somebody who isn't ready.

Everything is counted in worker minutes a week. These gates are for deeds: taking over what already exists never asks
them, and a team that is over its limit is shown as such.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from models.policy import PolicySettings
from models.rules.clocks import deadline, duration_text, in_utc, is_past, is_up_to
from models.rules.decision import Lack
from models.rules.plan_totals import worker_minutes
from models.values import Call, PlannedVisit, hours_text


@dataclass(frozen=True, slots=True)
class HoldClock:
    """A hold at one moment: until when it lasts, and what is left of it (nothing once it has expired)."""

    expires_at: datetime
    remaining: timedelta
    expired: bool
    soon: bool

    @property
    def sentence(self) -> str:
        """The countdown in words."""
        if self.expired:
            return "Hold expired: release it and notify the assessor."
        return f"Held for another {duration_text(self.remaining)}."


def hold_expires(found_at: datetime, policy: PolicySettings) -> datetime:
    """The last moment of a hold, counted from when the capacity was found. Source: OPG 2.3 (REF-13)."""
    return deadline(found_at, policy.hold_for)


def hold_clock(found_at: datetime, moment: datetime, policy: PolicySettings) -> HoldClock:
    """Whether capacity is still held: up to and including the 72nd hour, then expired until somebody releases it.

    `soon` says that the warning time before the end has begun. Source: OPG 2.3 (REF-13).
    """
    expires_at = hold_expires(found_at, policy)
    expired = not is_up_to(found_at, policy.hold_for, moment)
    remaining = timedelta() if expired else expires_at - in_utc(moment)
    return HoldClock(expires_at, remaining, expired, soon=not expired and remaining <= policy.hold_warning)


def hold_lacks(
    found_at: datetime | None, confirmed_at: datetime | None, moment: datetime, policy: PolicySettings
) -> tuple[Lack, ...]:
    """Capacity is held from when it was found, and never anew: what Scheduling confirmed earlier was found by then.

    A missing discharge date is asked for by a prompt, not refused. Source: OPG 2.3 (REF-13).
    """
    if found_at is None:
        return (Lack("REF-13", "Say when the capacity was found: from then on it is held.", "Scheduling"),)
    if is_past(moment, found_at):
        return (Lack("REF-13", "The capacity can't have been found in the future: correct the moment.", "the DSO"),)
    if confirmed_at is not None and is_past(confirmed_at, found_at):
        sentence = "Scheduling had confirmed the capacity before: the hold counts from that moment."
        return (Lack("REF-13", sentence, "the DSO"),)
    if hold_clock(found_at, moment, policy).expired:
        hours = policy.hold_for // timedelta(hours=1)
        sentence = f"The capacity was found more than {hours} h ago: it can't be held any longer."
        return (Lack("REF-13", sentence, "Scheduling, by finding capacity again"),)
    return ()


class ClaimKind(Enum):
    """How hours count against a team's limit."""

    IN_USE = "in use"
    PROMISED = "promised"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Load:
    """A team's week in worker minutes; an expired hold stands under `held` until it is released."""

    limit: int
    in_use: int = 0
    promised: int = 0
    held: int = 0

    @property
    def committed(self) -> int:
        """What is given away already. Source: OPG 1.5 (REF-15)."""
        return self.in_use + self.promised + self.held

    @property
    def free(self) -> int:
        """What can still be promised: never less than nothing."""
        return max(0, self.limit - self.committed)

    @property
    def overcommitted(self) -> int:
        """By how much the team is over its limit, as it may be after existing people were taken over."""
        return max(0, self.committed - self.limit)

    @property
    def sentence(self) -> str:
        """The load in hours, with what is over the limit never hidden."""
        rest = f"{hours_text(self.overcommitted)} h over the limit" if self.overcommitted else f"{_h(self.free)} free"
        return (
            f"{_h(self.limit)} a week: {_h(self.in_use)} in use, {_h(self.promised)} promised, "
            f"{_h(self.held)} held, {rest}"
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
    """The visits of one person in one patch, and how they count."""

    patch: str
    kind: ClaimKind
    visits: tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True)
class PatchCall:
    """The worker minutes a week of one patch and call, beside what is usual there where somebody has said so."""

    patch: str
    call: Call
    minutes: int
    usual: int | None = None

    @property
    def warning(self) -> str:
        """A sentence where more is given away than usual, else nothing; it never refuses."""
        if self.usual is None or self.minutes <= self.usual:
            return ""
        return f"{self.patch}, {self.call.value}: {_h(self.minutes - self.usual)} a week more than usual."


@dataclass(frozen=True, slots=True)
class UsualHours:
    """What a patch can usually do at one call, in worker minutes a week."""

    patch: str
    call: Call
    minutes: int


def load(limit: int, claims: Iterable[Claim]) -> Load:
    """A team's load from all that is in use, promised and held. Source: OPG 1.5 (REF-15)."""
    minutes: Counter[ClaimKind] = Counter()
    for claim in claims:
        minutes[claim.kind] += sum(worker_minutes(visit) for visit in claim.visits)
    return Load(limit, minutes[ClaimKind.IN_USE], minutes[ClaimKind.PROMISED], minutes[ClaimKind.HELD])


def breakdown(claims: Iterable[Claim], usual: Iterable[UsualHours] = ()) -> tuple[PatchCall, ...]:
    """The same minutes by patch and call; patch boundaries are no barrier, so it can only warn.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    usually = {(each.patch, each.call): each.minutes for each in usual}
    minutes: Counter[tuple[str, Call]] = Counter()
    for claim in claims:
        for visit in claim.visits:
            minutes[claim.patch, visit.call] += worker_minutes(visit)
    found = (PatchCall(patch, call, sum_, usually.get((patch, call))) for (patch, call), sum_ in minutes.items())
    calls = tuple(Call)
    return tuple(sorted(found, key=lambda each: (each.patch, calls.index(each.call))))


def _h(minutes: int) -> str:
    return f"{hours_text(minutes)} h"
