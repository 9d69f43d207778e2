"""Figures about what support goes on after it ended here, by the day of the end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from statistics import median
from typing import NamedTuple

from models.rules.figures.figure import NONE_YET, Figure, FigurePeriod, FigureRow, none_in_period, share_row, share_text
from models.rules.sentences import counted, hours_of
from models.values import hours_text, london_day
from models.vocabulary.closure import EndReason

_APRIL = 4  # councils count their years from it
_AWAY = frozenset({EndReason.CARE_HOME, EndReason.HOSPITAL, EndReason.RESIDENTIAL})
_HOUR = 60
_WHOLE_SUPPORT = (
    "People whose support ended on these days: the short-term support and any interim support after it as one, for a "
    "hand-over isn't an end. "
)


class SupportEndFacts(NamedTuple):
    """Support that began as short-term and ended, a hand-over to interim support being no end of it (INT-7).

    Minutes a week are of its very first plan and of the one in force at the end, none where no such plan is known;
    `team` is that of the end.
    """

    ended_at: datetime
    end_reason: EndReason
    first_minutes: int | None = None
    last_minutes: int | None = None
    first_contact_minutes: int | None = None
    last_contact_minutes: int | None = None
    team: str = ""


class Ending(Enum):
    """What support goes on after it ended here. Source: CASE; CAB (FIG-1)."""

    NONE = "No formal support"
    LESS = "Less support than at the start"
    SAME = "The same support"
    MORE = "More support than at the start"
    UNKNOWN = "Hours not recorded"
    ELSEWHERE = "Care home or hospital"
    DIED = "Died"


def endings(ends: Iterable[SupportEndFacts], period: FigurePeriod) -> Figure:
    """What support goes on after a stay; the share is of those who live at home. Source: CASE; CAB (FIG-1)."""
    ended = Counter(ending(each) for each in ends if period.holds(each.ended_at))
    whole = sum(ended.values())
    rows = tuple(share_row(each.value, ended[each], whole) for each in Ending)
    if not whole:
        sentence = none_in_period("end")
    elif at_home := _at_home(ended):
        sentence = f"{_independent(ended, at_home)} of those who live at home needed less support or none."
    else:
        sentence = "Nobody whose support ended in this period lives at home."
    return Figure(
        "Support after the stay",
        sentence,
        "people",
        rows,
        f"{_WHOLE_SUPPORT}By the reason of the end; where support goes on, by the worker hours a week of the first "
        "plan and of the one in force at the end. Who died or moved to a care home or hospital is in the rows, not in "
        "the share of those who live at home.",
        "CASE; CAB",
    )


def endings_by_team(ends: Iterable[SupportEndFacts], period: FigurePeriod) -> Figure:
    """The same by the team at the end, each with what goes on. Source: CASE (FIG-1)."""
    ended = [each for each in ends if period.holds(each.ended_at)]
    return _grouped(
        "Support after the stay, by team",
        ((each.team, each) for each in ended),
        f"{_WHOLE_SUPPORT}By the team at the end; the share of a team is of those of it who live at home.",
        "team",
    )


def endings_by_year(ends: Iterable[SupportEndFacts], period: FigurePeriod) -> Figure:
    """The same by the year of the end, from April to March, those of the period. Source: CASE (FIG-1)."""
    ended = [each for each in ends if period.holds(each.ended_at)]
    return _grouped(
        "Support after the stay, by year",
        ((year_text(london_day(each.ended_at)), each) for each in ended),
        f"{_WHOLE_SUPPORT}By years that begin in April, as far as these days reach; the share is of those who live at "
        "home. Choose a longer period to see years beside each other.",
        "year",
    )


def hours_then_and_now(ends: Iterable[SupportEndFacts], period: FigurePeriod) -> Figure:
    """Hours a week at the start and at the end of support that ended. Source: CASE; STCH (FIG-1)."""
    ended = [each for each in ends if period.holds(each.ended_at)]
    whole = [
        (each.first_minutes, each.last_minutes, each.first_contact_minutes, each.last_contact_minutes)
        for each in ended
        if each.first_minutes is not None
        and each.last_minutes is not None
        and each.first_contact_minutes is not None
        and each.last_contact_minutes is not None
    ]
    columns = [[row[place] for row in whole] for place in range(4)]
    labels = ("Worker hours at the start", "Worker hours at the end", "Contact hours at the start",
              "Contact hours at the end")  # fmt: skip
    rows = tuple(_hours_row(label, minutes, len(ended)) for label, minutes in zip(labels, columns, strict=True))
    first, last, *_ = columns
    together = " together" if len(whole) > 1 else ""
    sentence = (
        f"{counted(len(whole), 'person', 'people')}{together} had {hours_of(sum(first), 'worker')} a week at the "
        f"start and {hours_text(sum(last))} at the end."
        if whole
        else none_in_period("end with hours")
    )
    return Figure(
        "Hours at start and end",
        sentence,
        "hours a week, median",
        rows,
        f"{_WHOLE_SUPPORT}The hours a week of the first plan and of the one in force at the end, whatever goes on "
        "afterwards. Worker hours count both workers of a double-up, contact hours the time with the person; of calls "
        "that take turns in two weeks it is the mean of both. Who has "
        "no plan is left out, not counted as none.",
        "CASE; STCH",
    )


def ending(end: SupportEndFacts) -> Ending:
    """How much support goes on, by the reason of the end and the first and last plan. Source: CASE; CAB (FIG-1)."""
    if end.end_reason is EndReason.GOALS_ACHIEVED:
        return Ending.NONE
    if end.end_reason is EndReason.DIED:
        return Ending.DIED
    if end.end_reason in _AWAY:
        return Ending.ELSEWHERE
    if end.first_minutes is None or end.last_minutes is None:
        return Ending.UNKNOWN
    if end.last_minutes == end.first_minutes:
        return Ending.SAME
    return Ending.LESS if end.last_minutes < end.first_minutes else Ending.MORE


def year_text(day: date) -> str:
    """The council's year that a day is in, from April: "2026/27"."""
    year = day.year if day.month >= _APRIL else day.year - 1
    return f"{year}/{(year + 1) % 100:02}"


def _grouped(title: str, ended: Iterable[tuple[str, SupportEndFacts]], definition: str, one: str) -> Figure:
    groups: dict[str, Counter[Ending]] = {}
    for label, each in ended:
        groups.setdefault(label, Counter())[ending(each)] += 1
    whole = sum(counts.total() for counts in groups.values())
    rows = tuple(_group_row(label, counts, whole) for label, counts in sorted(groups.items()))
    sentence = f"{counted(whole, 'end')} in {counted(len(rows), one)}." if rows else none_in_period("end")
    return Figure(title, sentence, "people", rows, definition, "CASE")


def _group_row(label: str, counts: Counter[Ending], ended: int) -> FigureRow:
    whole, at_home = counts.total(), _at_home(counts)
    less = f"; less support or none: {_independent(counts, at_home)} of those at home" if at_home else ""
    said = ", ".join(f"{counts[each]} {each.value[0].lower()}{each.value[1:]}" for each in Ending if counts[each])
    parts = tuple((each.value, counts[each]) for each in Ending)
    return FigureRow(label, whole, f"{share_text(whole, ended)}: {said}{less}", ended, parts)


def _at_home(ended: Counter[Ending]) -> int:
    return ended.total() - ended[Ending.ELSEWHERE] - ended[Ending.DIED]


def _independent(ended: Counter[Ending], at_home: int) -> str:
    return share_text(ended[Ending.NONE] + ended[Ending.LESS], at_home)


def _hours_row(label: str, minutes: Sequence[int], ended: int) -> FigureRow:
    if not minutes:
        return FigureRow(label, None, NONE_YET, 0)
    middle = median(minutes)
    text = f"{hours_text(round(middle))} h, {hours_text(sum(minutes))} h together ({len(minutes)} of {ended} who ended)"
    return FigureRow(label, round(middle / _HOUR, 1), text, len(minutes))
