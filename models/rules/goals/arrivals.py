"""What becomes of a rating that arrives for a goal, visit and worker: first, known, a correction, or an older letter.

What was kept once is known for good, so that an old file read again never undoes a correction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from models.policy import PolicySettings
from models.rules.clocks import in_utc
from models.rules.decision import Lack
from models.rules.sentences import counted, day_text
from models.rules.who import MDT
from models.values import Call, call_from, london_day, to_london
from models.vocabulary.goals import Letter


@dataclass(frozen=True, slots=True)
class Given:
    """A letter and the moment of the visit at which it was given."""

    letter: Letter
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """The letter that is current afterwards, and the one to be kept as earlier where there is one."""

    current: Given | None
    earlier: Given | None = None
    is_new: bool = False

    @property
    def is_known(self) -> bool:
        """Whether nothing has to be stored."""
        return not self.is_new and self.earlier is None


def arrive(current: Given | None, earlier: Collection[Given], given: Given) -> Arrived:
    """Settle one worker's letter at one visit; of two letters that of the later moment stands, the other is kept.

    The same letter said again a little later is known. One that was taken back (`earlier` without a current one)
    stays so. Source: OPG 3.4 (IPAD-1, IPAD-2).
    """
    if given in earlier:
        return Arrived(current)
    if current is None:
        return Arrived(given, is_new=True)
    if given.letter is current.letter or given.letter in _in_force_at(given.at, (*earlier, current)):
        return Arrived(current)
    if in_utc(given.at) < in_utc(current.at):
        return Arrived(current, earlier=given)
    return Arrived(given, earlier=current)


def _in_force_at(moment: datetime, kept: Collection[Given]) -> set[Letter]:
    """The letters of this moment and of the last one before it; either may have been said again at this one."""
    moments = sorted({in_utc(each.at) for each in kept if in_utc(each.at) < in_utc(moment)})
    wanted = {in_utc(moment), *moments[-1:]}
    return {each.letter for each in kept if in_utc(each.at) in wanted}


def calls_begun(moment: datetime) -> tuple[date, frozenset[Call]]:
    """The day in the office, and which of its calls have begun. Source: OPG 3.4 (IPAD-1)."""
    now = to_london(moment)
    clock = now.time()
    return now.date(), frozenset({call for call in Call if call_from(call) <= clock})


def visit_lacks(day: date, call: Call, moment: datetime) -> tuple[Lack, ...]:
    """A visit is rated once its call has begun. Source: OPG 3.4 (IPAD-1)."""
    today, begun = calls_begun(moment)
    if day < today or (day == today and call in begun):
        return ()
    sentence = f"The {call.value} visit on {day_text(day)} hasn't been made yet: rate it afterwards."
    return (Lack("IPAD-1", sentence, "the care worker, after the visit"),)


def days_late(day: date, typed_at: datetime | None, policy: PolicySettings) -> int:
    """How many days after its visit a letter was typed in, or corrected by hand; none where it wasn't.

    0 before a missing one would have been asked about as not recorded.
    Source: good practice (IPAD-2, IPAD-4).
    """
    if typed_at is None:
        return 0
    after = london_day(typed_at) - day
    return after.days if after >= policy.not_recorded_for else 0


def late_text(typed: int, corrected: int) -> str:
    """By how many days a letter came late: "typed in 5 days later, corrected 9 days later"; empty in time (IPAD-2)."""
    said = (("typed in", typed), ("corrected", corrected))
    return ", ".join([f"{how} {counted(days, 'day')} later" for how, days in said if days])


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """The days of an episode, its first and its last (none while it goes on)."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a visit of this day belongs to the episode."""
        return self.first <= day and (self.last is None or day <= self.last)


def in_service_lacks(name: str, day: date, episodes: tuple[ServiceDays, ...]) -> tuple[Lack, ...]:
    """A rating belongs to a visit of the service: before, after and between episodes there is none.

    Source: OPG 3.4 (IPAD-1).
    """
    if any(each.covers(day) for each in episodes):
        return ()
    before = bool(episodes) and all(day < each.first for each in episodes)
    when = f"not yet in service on {day_text(day)}" if before else f"not in service on {day_text(day)}"
    return (Lack("IPAD-1", f"{name} was {when}: check the date.", "whoever sent the rating"),)


def closed_goal_lacks(closed_at: datetime | None, day: date) -> tuple[Lack, ...]:
    """A goal is rated up to the day on which it was closed. Source: OPG 3.4 (IPAD-1)."""
    if closed_at is None or day <= london_day(closed_at):
        return ()
    closed = day_text(london_day(closed_at))
    return (Lack("IPAD-1", f"This goal was closed on {closed}: reopen it to rate later visits.", MDT),)
