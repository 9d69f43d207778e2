"""Figures about a team's work in a period: counts, shares and middles, each with a sentence and rows to draw.

A share of nothing reads "none yet". What belongs to a period: referrals by the day they came in, starts and goals by
the day of the start, stays and endings by the day of the end; all by the calendar of the office.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from models.policy import PolicySettings
from models.rules.clocks import duration_text, elapsed, in_utc, is_up_to
from models.rules.plans.changes import day_of_episode
from models.rules.sentences import counted
from models.values import london_day, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.referrals import Band, ReferralOutcome

NONE_YET = "none yet"
_HOUR = timedelta(hours=1)
_WEEKS = (("Up to 2 weeks", 14), ("Over 2, up to 4 weeks", 28), ("Over 4, up to 6 weeks", 42))
_WAITING = "Waiting"
_IN_PART = "In part"
_PERIODS_KEPT = 8


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One bar of a chart and line of its table: what, how many (of the figure's unit), and that in words.

    `parts` divide the value where a bar is stacked, the same labels in every row of a figure.
    """

    label: str
    value: float
    text: str
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its title, the answer in a sentence, what its values count, and its rows."""

    title: str
    sentence: str
    unit: str
    rows: tuple[FigureRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not any(row.value for row in self.rows)


class ReferralFigureFacts(NamedTuple):
    """A referral as the figures count it, once; `started_at` is when its service began, if it did.

    `rest` says what became of each further part of one that was taken on in part. (REF-17).
    """

    band: Band
    first_asked_at: datetime
    received_at: datetime
    outcome: ReferralOutcome | None = None
    rest: tuple[ReferralOutcome | None, ...] = ()
    started_at: datetime | None = None


class StayFigureFacts(NamedTuple):
    """A short-term episode as the figures count it; minutes are worker minutes a week of its first and last plan."""

    started_at: datetime
    first_support_at: datetime
    goals_complete_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: EndReason | None = None
    first_minutes: int = 0
    last_minutes: int = 0


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """The days that are counted, both included."""

    first: date
    last: date

    def holds(self, moment: datetime | None) -> bool:
        """Whether the moment lies in it, by the office's calendar."""
        if moment is None:
            return False
        begins, ends = _bounds(self.first, self.last)
        return begins <= moment < ends


@lru_cache(maxsize=_PERIODS_KEPT)
def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """When a period begins, and the moment at which it is over."""
    return start_of_day(first), start_of_day(last + timedelta(days=1))


class Ending(Enum):
    """What support goes on after a stay. Source: CASE; CAB (FIG-1)."""

    NONE = "No formal support"
    LESS = "Less support than at the start"
    SAME_OR_MORE = "The same support or more"
    ELSEWHERE = "Care home or hospital"
    DIED = "Died"


def share_text(part: int, whole: int) -> str:
    """A share with its counts: "8 of 10 (80%)"; of nothing "none yet"."""
    return f"{part} of {whole} ({round(100 * part / whole)}%)" if whole else NONE_YET


def referrals_by_band(referrals: Iterable[ReferralFigureFacts], period: FigurePeriod) -> Figure:
    """How many referrals came in, by band, and what became of them. Source: CASE; CAB (FIG-1)."""
    came = [each for each in referrals if period.holds(each.received_at)]
    rows = tuple(_band_row(band, [each for each in came if each.band is band]) for band in Band)
    became = Counter(_became(each) for each in came)
    started, waiting, in_part = became[ReferralOutcome.STARTED.label], became[_WAITING], became[_IN_PART]
    sentence = (
        f"{counted(len(came), 'referral')} came in: {started} started, "
        f"{f'{in_part} in part, ' if in_part else ''}{waiting} still waiting, "
        f"{len(came) - started - in_part - waiting} left the queue otherwise."
    )
    return Figure("Referrals and outcomes by band", sentence if came else _none("referral"), "referrals", rows)


def time_to_start(referrals: Iterable[ReferralFigureFacts], period: FigurePeriod, moment: datetime) -> Figure:
    """From the moment first asked to the start: the middle and the longest, by band. Source: CASE; CAB (FIG-1)."""
    known = tuple(referrals)
    by_band: dict[Band, list[timedelta]] = {band: [] for band in Band}
    for each in known:
        if each.started_at is not None and period.holds(each.started_at):
            by_band[each.band].append(elapsed(each.first_asked_at, each.started_at))
    rows = [_waits_row(f"Band {band.roman}", waits) for band, waits in by_band.items()]
    waits = [wait for some in by_band.values() for wait in some]
    oldest = min((in_utc(each.first_asked_at) for each in known if _waits_yet(each)), default=None)
    said = (
        f"Half of those who started had waited {duration_text(_middle(waits))} or less, the longest "
        f"{duration_text(max(waits))}."
        if waits
        else _none("start")
    )
    if oldest is not None:
        said += f" The oldest referral that waits now was first asked {duration_text(elapsed(oldest, moment))} ago."
    return Figure("Time from referral to start", said, "hours, median", tuple(rows))


def goals_in_time(
    stays: Iterable[StayFigureFacts], period: FigurePeriod, moment: datetime, policy: PolicySettings
) -> Figure:
    """How many had a complete goal within the limit; those whose time isn't over are left out until they have one.

    Source: OPG 3.3; CASE (FIG-1, GOAL-1).
    """
    began = [each for each in stays if period.holds(each.started_at)]
    hours = f"{policy.goals_within // _HOUR} hours"
    found = Counter(
        (each.goals_complete_at is None, _is_within(each, each.goals_complete_at or each.ended_at or moment, policy))
        for each in began
    )
    in_time, late, overdue = found[False, True], found[False, False], found[True, False]
    whole = in_time + late + overdue
    rows = tuple(
        FigureRow(label, number, share_text(number, whole))
        for label, number in ((f"Within {hours}", in_time), ("Later", late), ("No complete goal", overdue))
    )
    sentence = f"Goals were set within {hours} for {share_text(in_time, whole)}." if whole else _none("start")
    return Figure(f"Goals within {hours}", sentence, "people", rows)


def length_of_stay(stays: Iterable[StayFigureFacts], period: FigurePeriod) -> Figure:
    """How many days people who ended had been in service, from day 1. Source: CASE; STCH (FIG-1)."""
    days = [
        day_of_episode(london_day(each.first_support_at), london_day(each.ended_at))
        for each in stays
        if each.ended_at is not None and period.holds(each.ended_at)
    ]
    rows, least = [], 0
    for label, most in (*_WEEKS, ("Over 6 weeks", max((*days, _WEEKS[-1][1])))):
        number = sum(least < each <= most for each in days)
        rows.append(FigureRow(label, number, share_text(number, len(days))))
        least = most
    sentence = (
        f"{counted(len(days), 'stay')} ended: half lasted {median(days):g} days or less, the longest {max(days)}."
        if days
        else _none("end")
    )
    return Figure("Length of stay", sentence, "people", tuple(rows))


def endings(stays: Iterable[StayFigureFacts], period: FigurePeriod) -> Figure:
    """What support goes on after a stay; the share is of those who live at home. Source: CASE; CAB (FIG-1)."""
    ended = Counter(ending(each) for each in stays if period.holds(each.ended_at))
    whole = sum(ended.values())
    rows = tuple(FigureRow(each.value, ended[each], share_text(ended[each], whole)) for each in Ending)
    at_home = whole - ended[Ending.ELSEWHERE] - ended[Ending.DIED]
    less = share_text(ended[Ending.NONE] + ended[Ending.LESS], at_home)
    sentence = f"{less} of those who live at home needed no support or less." if at_home else _none("end")
    return Figure("Support after the stay", sentence, "people", rows)


def ending(stay: StayFigureFacts) -> Ending:
    """How much support goes on, by the reason of the end and the first and last plan. Source: CASE; CAB (FIG-1)."""
    if stay.end_reason is EndReason.GOALS_ACHIEVED:
        return Ending.NONE
    if stay.end_reason is EndReason.DIED:
        return Ending.DIED
    if stay.end_reason in {EndReason.CARE_HOME, EndReason.HOSPITAL, EndReason.RESIDENTIAL}:
        return Ending.ELSEWHERE
    return Ending.LESS if stay.last_minutes < stay.first_minutes else Ending.SAME_OR_MORE


def _none(of: str) -> str:
    return f"No {of} in this period yet."


def _is_within(stay: StayFigureFacts, moment: datetime, policy: PolicySettings) -> bool:
    return is_up_to(stay.started_at, policy.at(stay.started_at).goals_within, moment)


def _band_row(band: Band, came: Sequence[ReferralFigureFacts]) -> FigureRow:
    became = Counter(_became(each) for each in came)
    labels = (*(each.label for each in ReferralOutcome), _IN_PART, _WAITING)
    said = ", ".join(f"{became[label]} {label.lower()}" for label in labels if became[label])
    parts = tuple((label, became[label]) for label in labels)
    return FigureRow(f"Band {band.roman}", len(came), f"{len(came)}: {said}" if came else NONE_YET, parts)


def _waits_yet(each: ReferralFigureFacts) -> bool:
    return each.outcome is None or None in each.rest


def _outcomes(each: ReferralFigureFacts) -> set[ReferralOutcome | None]:
    return {each.outcome, *each.rest}


def _became(each: ReferralFigureFacts) -> str:
    """What became of a referral; one whose parts differ says so. (FIG-1, REF-17)."""
    if each.rest and len(_outcomes(each)) > 1:
        return _IN_PART
    return each.outcome.label if each.outcome else _WAITING


def _middle(waits: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(each.total_seconds() for each in waits))


def _waits_row(label: str, waits: Sequence[timedelta]) -> FigureRow:
    if not waits:
        return FigureRow(label, 0, NONE_YET)
    middle = _middle(waits)
    text = f"{duration_text(middle)}, longest {duration_text(max(waits))} ({counted(len(waits), 'start')})"
    return FigureRow(label, round(middle / _HOUR, 1), text)
