"""Hours that may come back once goals are reached: an estimate of a person's own pace, never counted as free (IPAD-4).

Between which days a goal may be reached `models.rules.goals.when` says. At a call that has such goals the visits may no
longer be needed once all goals at that call are reached. Whether they end is for the MDT to decide.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.policy import PolicySettings
from models.rules.goals.aims import aim_of
from models.rules.goals.suggestions import GoalHistory
from models.rules.goals.when import Estimate, EstimateKind, when_reached
from models.rules.plans.two_weeks import in_heavier
from models.rules.sentences import day_text, joined
from models.values import Call, PlannedVisit, hours_text
from models.vocabulary.goals import Letter

_SAYS = frozenset({EstimateKind.BETWEEN, EstimateKind.REACHED})


@dataclass(frozen=True, slots=True)
class MayComeBack:
    """Worker minutes a week that may come back, from a day between `first` and `last`; why, in a sentence."""

    first: date
    last: date
    minutes: int
    sentence: str


def may_come_back(
    goals: Iterable[GoalHistory],
    week: Iterable[PlannedVisit],
    until: date,
    day: date,
    policy: PolicySettings,
    *,
    goes_on: Mapping[Call, int] | None = None,
) -> MayComeBack | None:
    """What of this person's week may come back before `until`, the day from which it is agreed to; none where unknown.

    `goals` are those that are worked on, `week` the plan in force on the `day` that is looked from. A call counts where
    each goal worked on at it aims at independence and has an estimate or is reached, and one at least has one.
    Where calls take turns its hours are those of the heavier week. `goes_on` are the worker minutes a week at a call
    that somebody else shares: they stay for them. Source: good practice on OPG 3.1, 3.5 (IPAD-4, REF-15).
    """
    told = [(each, _estimate(each, day, policy)) for each in goals if not each.death_reported]
    visits = tuple(week)
    found: dict[Call, tuple[date, date]] = {}
    for call in {each.call for each in visits}:
        here = [estimate for goal, estimate in told if goal.is_at(call)]
        ranges = [(each.first, each.last) for each in here if each.first is not None and each.last is not None]
        if ranges and all(each.kind in _SAYS for each in here):
            found[call] = (max(first for first, _ in ranges), max(last for _, last in ranges))
    hours: Counter[Call] = Counter()
    for each in in_heavier(visits):
        hours[each.call] += each.minutes * each.workers * len(each.days)
    hours -= Counter(goes_on or {})
    found = {call: between for call, between in found.items() if between[0] < until and hours[call]}
    if not found:
        return None
    first, last = min(first for first, _ in found.values()), max(last for _, last in found.values())
    minutes = sum(hours[call] for call in found)
    calls = joined([call.label.lower() for call in Call if call in found])
    sentence = (
        f"At the present pace the goals at {calls} may be reached between {day_text(first)} and {day_text(last)}: "
        f"up to {hours_text(minutes)} h a week. Nothing is agreed."
    )
    return MayComeBack(first, last, minutes, sentence)


def _estimate(goal: GoalHistory, day: date, policy: PolicySettings) -> Estimate:
    """Who is reminded or helped at their goal still needs the visit."""
    if aim_of(goal.aim, policy).letter is not Letter.I:
        return Estimate(EstimateKind.NO_TREND, "")
    return when_reached(goal, day, policy)
