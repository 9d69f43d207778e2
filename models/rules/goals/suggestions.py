"""Suggestions from the ratings of a goal: never a decision, each with one sentence and its numbers.

Looked at are the rated visits at the goal's own calls. Old ratings that arrive late take their place in the order of
visits, so they can't raise what later visits have settled.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import chain, islice, takewhile

from models.policy import PolicySettings
from models.rules.goals.aims import aim_of, standing
from models.rules.goals.levels import Rated, RatedVisit, level, level_text, median_level
from models.rules.plans.two_weeks import of_day
from models.rules.sentences import counted, day_text
from models.values import Call, PlannedVisit, london_day
from models.vocabulary.goals import Letter

_A_WEEK = 7


class SuggestionKind(Enum):
    """The five suggestions. Source: OPG 3.1, 3.5 (IPAD-4)."""

    ACHIEVED = "achieved"
    PLATEAU = "plateau"
    NEEDS_MORE_HELP = "needs_more_help"
    DECLINING = "declining"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that the MDT may want to look at, and why in one sentence; `facts` are those that it is made of."""

    kind: SuggestionKind
    sentence: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class BreakDays:
    """A break in service by its days; `returned` is the day of the return, none while it lasts."""

    began: date
    returned: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHistory:
    """One goal's life so far: its visits in order, the week as planned now, and the breaks.

    `calls` are those at which the goal is worked on; none named means all. `aim` is its own, empty without one.
    `not_made` are the visits that are recorded as such: nobody was there to rate.
    """

    set_on: date
    calls: frozenset[Call] = frozenset()
    aim: str = ""
    visits: tuple[RatedVisit[Rated], ...] = ()
    planned: tuple[PlannedVisit, ...] = ()
    breaks: tuple[BreakDays, ...] = ()
    not_made: frozenset[tuple[date, Call]] = frozenset()
    death_reported: bool = False

    def is_at(self, call: Call) -> bool:
        """Whether the goal is worked on at this call."""
        return not self.calls or call in self.calls

    def until(self, day: date) -> Iterator[RatedVisit[Rated]]:
        """The rated visits at the goal's calls up to this day, the newest first: a rule looks at the last few alone."""
        calls = self.calls or set(Call)
        return (each for each in reversed(self.visits) if each.day <= day and each.call in calls)


def suggestions(history: GoalHistory, moment: datetime, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """Everything that this goal's ratings suggest at the moment; nothing after a death.

    Source: OPG 3.1, 3.5 (IPAD-4); after a death END-6.
    """
    if history.death_reported:
        return ()
    day = london_day(moment)
    kinds = _RULES if history.visits else (SuggestionKind.NOT_RECORDED,)  # the others go by what visits say
    return tuple(chain.from_iterable([suggested(kind, history, day, policy) for kind in kinds]))


def suggested(kind: SuggestionKind, history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """What one of the rules says of a day by all that is known now, with the facts that it is made of; or nothing.

    Source: OPG 3.1, 3.5 (IPAD-4).
    """
    at = "".join(f", {call.value}" for call in Call if call in history.calls)
    goal = f"{at}, goal of {history.set_on}"
    return tuple([replace(each, facts=each.facts + goal) for each in _RULES[kind](history, day, policy)])


def achieved(history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """What the goal itself aims at is reached, or else independence at nearly all of the last visits.

    Before there are so many visits it says nothing. Source: OPG 3.1, 3.3, 3.5 (IPAD-4).
    """
    found = standing(history.until(day), aim_of(history.aim, policy))
    if not found.is_reached:
        return ()
    shown = found.aim.letter.label if found.aim.letter is Letter.I else found.aim.less_help_too
    own = f", {found.aim.at_least} of {found.aim.of} was the aim" if history.aim else ""
    sentence = f"{shown} at {found.met} of the last {found.looked_at} rated visits{own}: the goal may be achieved."
    return (Suggestion(SuggestionKind.ACHIEVED, sentence, found.aim.kept),)


def plateau(history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """No better over the last days than over as many before, and still below what is aimed at, which isn't reached.

    Source: OPG 3.1, 3.5 (IPAD-4).
    """
    aim = aim_of(history.aim, policy)
    wanted = level(aim.letter)
    over = policy.plateau_over
    begins, before_that = day - over, day - 2 * over
    visits = list(takewhile(lambda each: each.day > before_that, history.until(day)))
    last = median_level([each for each in visits if each.day > begins])
    before = median_level([each for each in visits if each.day <= begins])
    if last is None or before is None or wanted is None or last > before or last >= wanted:
        return ()
    if standing(history.until(day), aim).is_reached:
        return ()
    still = "not yet independent" if aim.letter is Letter.I else f"still below {aim.letter.value}"
    sentence = (
        f"The median is {level_text(last)} over the last {over.days} days and was {level_text(before)} over the "
        f"{over.days} days before: no better, and {still}."
    )
    return (Suggestion(SuggestionKind.PLATEAU, sentence, f"{last} after {before}"),)


def needs_more_help(history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """The last visits needed at least one level more help than those before. Declined visits don't count.

    Source: OPG 3.1, 3.5 (IPAD-4).
    """
    over = policy.more_help_over
    levelled = list(islice((each for each in history.until(day) if each.level is not None), 2 * over))
    last, before = median_level(levelled[:over]), median_level(levelled[over:])
    if last is None or before is None or len(levelled) < 2 * over or before - last < 1:
        return ()
    sentence = (
        f"The median of the last {over} ratings is {level_text(last)}, of the {over} before {level_text(before)}: "
        "more help is needed than before."
    )
    return (Suggestion(SuggestionKind.NEEDS_MORE_HELP, sentence, f"{last} after {before}"),)


def declining(history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """Declined at several of the last visits, even where there are few yet. Source: OPG 3.1, 3.5 (IPAD-4)."""
    last = list(islice(history.until(day), policy.declining_of))
    declined = sum(each.letter is Letter.D for each in last)
    if declined < policy.declining_at_least:
        return ()
    sentence = f"Declined at {declined} of the last {len(last)} rated visits: ask whether the goal is still wanted."
    return (Suggestion(SuggestionKind.DECLINING, sentence, str(declined)),)


def not_recorded(history: GoalHistory, day: date, policy: PolicySettings) -> tuple[Suggestion, ...]:
    """Visits were planned on days that are over, no rating has come since, and there is no break.

    One that is recorded as not made isn't waited for, and where nothing but such was planned the waiting begins after
    the last of them.

    Source: OPG 3.1, 3.5 (IPAD-4).
    """
    since = _waiting_since(history, day)
    since = None if since is None else _after_not_made(history, since, day)
    if since is None or day - since < policy.not_recorded_for:
        return ()
    not_made = _not_made_between(history, since, day)
    missing = _planned_between(history, since, day) - not_made
    if missing <= 0:
        return ()
    besides = f" ({not_made} more not made)" if not_made else ""
    sentence = f"{counted(missing, 'visit')} planned since {day_text(since)}{besides}, and no rating has come."
    return (Suggestion(SuggestionKind.NOT_RECORDED, sentence, f"since {since}"),)


def _waiting_since(history: GoalHistory, day: date) -> date | None:
    """The day from which a rating could have come; none while a break lasts."""
    began = [each for each in history.breaks if each.began <= day]
    if any(each.returned is None or each.returned > day for each in began):
        return None
    returns = (each.returned for each in began if each.returned)
    return max((history.set_on, *(each.day for each in islice(history.until(day), 1)), *returns))


def _planned_between(history: GoalHistory, since: date, day: date) -> int:
    """How many visits the week plans at the goal's calls on the whole days between the two."""
    at_calls = [each.days for each in history.planned if not each.weeks and history.is_at(each.call)]
    by_turns = [each for each in history.planned if each.weeks and history.is_at(each.call)]
    weeks, days = divmod(max(0, (day - since).days - 1), _A_WEEK)
    weekdays = [(since.weekday() + number) % _A_WEEK for number in range(1, days + 1)]
    every_week = sum(weeks * len(each) + sum(weekday in each for weekday in weekdays) for each in at_calls)
    if not by_turns:
        return every_week
    between = (since + timedelta(days=number) for number in range(1, (day - since).days))
    return every_week + sum(len(of_day(by_turns, on)) for on in between)


def _after_not_made(history: GoalHistory, since: date, day: date) -> date:
    """The last day of visits not made before which no other was planned: until then there was nothing to rate."""
    for on in sorted({on for on, call in history.not_made if since < on < day and history.is_at(call)}):
        after = on + timedelta(days=1)
        if _planned_between(history, since, after) > _not_made_between(history, since, after):
            break
        since = on
    return since


def _not_made_between(history: GoalHistory, since: date, day: date) -> int:
    """How many of those visits aren't waited for, as nobody came or got in."""
    return sum(
        since < on < day and each.call is call
        for on, call in history.not_made
        for each in of_day(history.planned, on)
        if history.is_at(call)
    )


_RULES: dict[SuggestionKind, Callable[[GoalHistory, date, PolicySettings], tuple[Suggestion, ...]]] = {
    SuggestionKind.ACHIEVED: achieved,
    SuggestionKind.PLATEAU: plateau,
    SuggestionKind.NEEDS_MORE_HELP: needs_more_help,
    SuggestionKind.DECLINING: declining,
    SuggestionKind.NOT_RECORDED: not_recorded,
}
