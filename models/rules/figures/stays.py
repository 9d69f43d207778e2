"""Figures about short-term stays: goals by the day of the start, lengths by the day of the end."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from statistics import median
from typing import NamedTuple
from uuid import UUID

from models.policy import PolicySettings
from models.rules.clocks import is_up_to
from models.rules.figures.figure import Figure, FigurePeriod, FigureRow, none_in_period, share_row, share_text
from models.rules.goals.smart import goals_asked_since
from models.rules.plans.changes import day_of_episode
from models.rules.sentences import counted
from models.rules.spoken_limits import hours_said
from models.values import london_day, start_of_day
from models.vocabulary.plans import AimOfSupport

_CLASSES = 3  # of the days that are meant, each a third; a further class is of those who stayed longer


class StayFigureFacts(NamedTuple):
    """A short-term episode as the figures count it.

    `offered_at` is of the first offer that came, whatever became of it; `support_ended_at` is when the support ended
    for good, after any interim support that followed (INT-7). Of somebody who recuperates for the second time
    `recuperates_again` is the record of that, and `goals_from` from when the time for goals counted before.
    """

    started_at: datetime
    first_support_at: datetime
    goals_complete_at: datetime | None = None
    ended_at: datetime | None = None
    support_ended_at: datetime | None = None
    independent_at: datetime | None = None
    assessed_at: datetime | None = None
    sent_at: datetime | None = None
    offered_at: datetime | None = None
    support_for: AimOfSupport | None = None
    goals_from: datetime | None = None
    aim_decided_on: date | None = None
    recuperates_again: UUID | None = None

    @property
    def goals_asked(self) -> tuple[datetime, datetime | None]:
        """From when the time for goals counts, and from when it rests: who recuperates first is asked for none (STC-2).

        What had gone by before the day on which that was decided stays; what went by while they recuperated for the
        first time doesn't count.
        """
        since = goals_asked_since(self.started_at, self.support_for, self.goals_from)
        if since is not None:
            return since, None
        counted = self.started_at if self.goals_from is None else max(self.started_at, self.goals_from)
        rests = self.started_at if self.aim_decided_on is None else start_of_day(self.aim_decided_on)
        return counted, max(counted, rests)


def goals_in_time(
    stays: Iterable[StayFigureFacts], period: FigurePeriod, moment: datetime, policy: PolicySettings
) -> Figure:
    """How many had a complete goal within the limit; those whose time isn't over are left out until they have one.

    Source: OPG 3.3; CASE; STCH (FIG-1, GOAL-1, STC-2).
    """
    begins, ends = period.bounds
    began = [each for each in stays if begins <= each.started_at < ends]
    hours = hours_said(policy.goals_within)
    found: Counter[tuple[bool, bool]] = Counter()
    recuperate = 0
    for each in began:
        since, rests = each.goals_asked
        until = each.goals_complete_at or each.ended_at or moment
        in_limit = _is_within(since, until if rests is None else min(until, rests), policy)
        if each.goals_complete_at is None and rests is not None and in_limit:
            recuperate += 1
        else:
            found[each.goals_complete_at is None, in_limit] += 1
    in_time, late, overdue = found[False, True], found[False, False], found[True, False]
    whole = in_time + late + overdue
    rows = [
        share_row(label, number, whole)
        for label, number in ((f"Within {hours}", in_time), ("Later", late), ("No complete goal", overdue))
    ]
    sentence = f"Goals were set within {hours} for {share_text(in_time, whole)}." if whole else none_in_period("start")
    apart = counted(recuperate, "person", "people")
    if recuperate:
        rows.append(FigureRow("Recuperate first", recuperate, apart, recuperate))
        sentence = f"{sentence} {apart} {'recuperates' if recuperate == 1 else 'recuperate'} first, without goals."
    return Figure(
        f"Goals within {hours}",
        sentence,
        "people",
        tuple(rows),
        "Short-term support that started on these days: whether the first goal with all five parts was set within the "
        f"limit in force at that start ({hours} now). Whose time isn't over is left out, as is who ended before it. "
        "Who recovers and recuperates first, without goals, is counted apart, unless the limit had passed before that "
        "was decided; where it turned to goals, the time between isn't counted, however often it turned.",
        "OPG 3.3; CASE; STCH",
    )


def length_of_stay(stays: Iterable[StayFigureFacts], period: FigurePeriod, policy: PolicySettings) -> Figure:
    """How many days people who ended had been in service, from day 1, by thirds of the days that are meant.

    Source: CASE; STCH (FIG-1, PSP-7).
    """
    begins, ends = period.bounds
    days = [
        day_of_episode(london_day(each.first_support_at), london_day(each.ended_at))
        for each in stays
        if each.ended_at is not None and begins <= each.ended_at < ends
    ]
    most = policy.short_term_days
    limits = sorted({max(1, most * third // _CLASSES) for third in range(1, _CLASSES + 1)})
    rows, least = [], 0
    for limit in limits:
        label = f"{least + 1} to {limit} days" if limit > least + 1 else f"Day {limit}"
        rows.append(share_row(label, sum(least < each <= limit for each in days), len(days)))
        least = limit
    rows.append(share_row(f"Over {most} days", sum(each > most for each in days), len(days)))
    sentence = none_in_period("end")
    if len(days) == 1:
        sentence = f"1 stay ended, after {_days(days[0])}."
    elif days:
        sentence = f"{len(days)} stays ended: half lasted {_days(median(days))} or less, the longest {max(days)}."
    return Figure(
        "Length of stay",
        sentence,
        "people",
        tuple(rows),
        "Short-term stays that ended on these days, from day 1, the day of the first support, to the day of the end. A "
        "hand-over to interim support ends the short-term stay here. Days away are counted too; the classes are thirds "
        f"of the {most} days of the policy now.",
        "STCH; CASE",
    )


def _is_within(since: datetime, moment: datetime, policy: PolicySettings) -> bool:
    return is_up_to(since, policy.at(since).goals_within, moment)


def _days(number: float) -> str:
    return f"{number:g} {'day' if number == 1 else 'days'}"
