"""Figures about what support goes on after a stay, by the day of its end."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from models.rules.figures.figure import Figure, FigurePeriod, none_in_period, share_row, share_text
from models.rules.figures.stays import StayFigureFacts
from models.vocabulary.closure import EndReason


class Ending(Enum):
    """What support goes on after a stay. Source: CASE; CAB (FIG-1)."""

    NONE = "No formal support"
    LESS = "Less support than at the start"
    SAME = "The same support"
    MORE = "More support than at the start"
    UNKNOWN = "Hours not recorded"
    ELSEWHERE = "Care home or hospital"
    DIED = "Died"


def endings(stays: Iterable[StayFigureFacts], period: FigurePeriod) -> Figure:
    """What support goes on after a stay; the share is of those who live at home. Source: CASE; CAB (FIG-1)."""
    ended = Counter(ending(each) for each in stays if period.holds(each.ended_at))
    whole = sum(ended.values())
    rows = tuple(share_row(each.value, ended[each], whole) for each in Ending)
    at_home = whole - ended[Ending.ELSEWHERE] - ended[Ending.DIED]
    less = share_text(ended[Ending.NONE] + ended[Ending.LESS], at_home)
    if not whole:
        sentence = none_in_period("end")
    elif not at_home:
        sentence = "Nobody whose support ended in this period lives at home."
    else:
        sentence = f"{less} of those who live at home needed no support or less."
    return Figure(
        "Support after the stay",
        sentence,
        "people",
        rows,
        "Stays that ended on these days, by the reason of the end; where support goes on, by the worker hours a week "
        "of the first plan and of the one in force at the end. Who died or moved to a care home or hospital is in the "
        "rows, not in the share of those who live at home.",
        "CASE; CAB",
    )


def ending(stay: StayFigureFacts) -> Ending:
    """How much support goes on, by the reason of the end and the first and last plan. Source: CASE; CAB (FIG-1)."""
    if stay.end_reason is EndReason.GOALS_ACHIEVED:
        return Ending.NONE
    if stay.end_reason is EndReason.DIED:
        return Ending.DIED
    if stay.end_reason in {EndReason.CARE_HOME, EndReason.HOSPITAL, EndReason.RESIDENTIAL}:
        return Ending.ELSEWHERE
    if stay.first_minutes is None or stay.last_minutes is None:
        return Ending.UNKNOWN
    if stay.last_minutes == stay.first_minutes:
        return Ending.SAME
    return Ending.LESS if stay.last_minutes < stay.first_minutes else Ending.MORE
