"""Figures about days lost waiting, and about moves to interim support."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from models.policy import PolicySettings
from models.rules.clocks import deadline, duration_text, elapsed, in_utc
from models.rules.figures.figure import (
    NONE_YET,
    Figure,
    FigurePeriod,
    FigureRow,
    middle_of,
    none_in_period,
    share_row,
)
from models.rules.figures.stays import StayFigureFacts
from models.rules.sentences import counted
from models.rules.spoken_limits import hours_said
from models.vocabulary.transfer import TransferRoute

_DAY = timedelta(days=1)


class LostTo(Enum):
    """What somebody in short-term support waits for. CASE; CAB (FIG-1)."""

    GOALS = "Goals"
    ASSESSMENT = "Assessment"
    BROKERAGE = "Brokerage"
    PVI = "PVI provider"


class TransferFigureFacts(NamedTuple):
    """A move to interim support, or one that was taken back as a mistake, by the moment of either."""

    route: TransferRoute | None
    sent_at: datetime | None
    handed_over_at: datetime | None
    taken_back_at: datetime | None


def days_lost(
    stays: Iterable[StayFigureFacts], period: FigurePeriod, moment: datetime, policy: PolicySettings
) -> Figure:
    """The days of the period that went by in waiting, by what was waited for. Source: CASE; CAB; STCH (FIG-1)."""
    lost: dict[LostTo, list[timedelta]] = {each: [] for each in LostTo}
    goes_on: Counter[LostTo] = Counter()
    begins, ends = period.bounds
    ends = min(ends, in_utc(moment))
    whole = timedelta()
    for stay in stays:
        if stay.started_at >= ends or (stay.support_ended_at is not None and stay.support_ended_at < begins):
            continue  # most of a county's years
        waited = []
        for what, since, until in waits_of(stay, policy):
            first, last = max(since, begins), ends if until is None else min(until, ends)
            if first < last:
                lost[what].append(elapsed(first, last))
                goes_on[what] += until is None
                waited.append((in_utc(first), in_utc(last)))
        if waited:
            whole += _at_least_one(waited)
    rows = tuple(_lost_row(what, spans, goes_on[what]) for what, spans in lost.items())
    sums = {what: sum(spans, timedelta()) for what, spans in lost.items()}
    longest = max(sums, key=sums.__getitem__)
    sentence = (
        f"{_days(whole)} went by in waiting for one thing or more, most of the time for {_for(longest)}: "
        f"{_days(sums[longest])}."
        if whole
        else "Nobody lost a day in waiting in this period yet."
    )
    limit = hours_said(policy.goals_within)
    return Figure(
        "Days lost waiting",
        sentence,
        "days",
        rows,
        "The time of these days, nights and weekends too, that people in short-term support and in the interim support "
        f"after it waited: for goals, beyond the limit in force at their start ({limit} now) until the first complete "
        "goal; for the assessment, from maximum independence on; for Brokerage, from sent until the first offer; for a "
        "PVI provider, from that offer until the support ended. Who waits for two things counts in both rows, once in "
        "the sum. What still goes on counts up to now; days away count.",
        "OPG 3.3, 5.1, 5.2; CASE; CAB",
    )


def waits_of(stay: StayFigureFacts, policy: PolicySettings) -> Sequence[tuple[LostTo, datetime, datetime | None]]:
    """Each wait of a stay that took any time, from when until when; none where it goes on.

    Source: OPG 3.3, 5.1, 5.2; STCH (FIG-1, STC-2).
    """
    asked, rests = stay.goals_asked
    limit = deadline(asked, policy.at(asked).goals_within)
    found = []
    if rests is None or limit < rests:  # nobody waits for goals who recuperates first
        found.append((LostTo.GOALS, limit, _first(rests, _first(stay.goals_complete_at, stay.ended_at))))
    if stay.independent_at is not None:
        found.append((LostTo.ASSESSMENT, stay.independent_at, _first(stay.assessed_at, stay.ended_at)))
    if stay.sent_at is not None:
        found.append((LostTo.BROKERAGE, stay.sent_at, _first(stay.offered_at, stay.support_ended_at)))
        if stay.offered_at is not None:
            found.append((LostTo.PVI, stay.offered_at, stay.support_ended_at))
    return [each for each in found if each[2] is None or each[1] < each[2]]


def transfers(found: Iterable[TransferFigureFacts], period: FigurePeriod) -> Figure:
    """How many moved to interim support, by route, and how long that took. Source: OPG 5.2, 5.4 (FIG-1, INT-7)."""
    known = tuple(found)
    moved = [each for each in known if period.holds(each.handed_over_at)]
    back = sum(period.holds(each.taken_back_at) for each in known)
    by_route = Counter(each.route for each in moved)
    rows = tuple(share_row(route.label, by_route[route], len(moved)) for route in TransferRoute)
    waits = [
        elapsed(each.sent_at, each.handed_over_at)
        for each in moved
        if each.sent_at is not None and each.handed_over_at is not None
    ]
    said = [f"{counted(len(moved), 'person', 'people')} moved to interim support."] if moved else []
    if len(waits) == 1:
        said.append(f"The one whose day at Brokerage is known had waited {duration_text(waits[0])} since.")
    elif waits:
        said.append(
            f"Half of the {len(waits)} whose day at Brokerage is known had waited {duration_text(middle_of(waits))} "
            f"or less since, the longest {duration_text(max(waits))}."
        )
    if back:
        said.append(f"{counted(back, 'move')} {'was' if back == 1 else 'were'} taken back as made by mistake.")
    return Figure(
        "Moves to interim support",
        " ".join(said) or none_in_period("move to interim support"),
        "people",
        rows,
        "Hand-overs made on these days, by route; a hand-over that was taken back as a mistake isn't counted, and is "
        "said by the day on which it was taken back. Support goes on through a hand-over: it is no end of support.",
        "OPG 5.2, 5.4; MG",
    )


def _at_least_one(waits: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """The time in which at least one of somebody's waits went on."""
    whole, reached = timedelta(), None
    for first, last in sorted(waits):
        begins = first if reached is None else max(first, reached)
        if begins < last:
            whole += last - begins
            reached = last
    return whole


def _lost_row(what: LostTo, spans: list[timedelta], goes_on: int) -> FigureRow:
    if not spans:
        return FigureRow(what.value, None, NONE_YET, 0)
    whole = sum(spans, timedelta())
    people = counted(len(spans), "person", "people")
    half = f", half of them {duration_text(middle_of(spans))} or less" if len(spans) > 1 else ""
    text = f"{_days(whole)}, {people}{half}, {goes_on} still waiting"
    return FigureRow(what.value, round(whole / _DAY, 1), text, len(spans))


def _days(span: timedelta) -> str:
    days = round(span / _DAY, 1)
    return f"{days:,.10g} {'day' if days == 1 else 'days'}"


def _for(what: LostTo) -> str:
    return what.value if what is LostTo.BROKERAGE else f"a {what.value}" if what is LostTo.PVI else what.value.lower()


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of those that are known."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
