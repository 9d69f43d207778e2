"""What a week is asked about before it becomes a version: figures soon mistyped, and visits that may mean another.

Nothing here is refused for good: whoever plans says that it is meant, or corrects it. What the version before has is
asked about no more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.plans.changes import Week
from models.rules.plans.covered import Covered, by_cell
from models.rules.plans.totals import slots
from models.rules.plans.two_weeks import alternates, of_week
from models.rules.sentences import counted
from models.rules.who import WHOEVER_TYPED
from models.values import Call, days_text, hours_text
from models.vocabulary.two_weeks import TURNS

_CALLS = tuple(Call)
_FIELD = "week_is_meant"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question about one day; those of several days that ask the same stand in one sentence."""

    call: Call
    at: time | None
    what: str


def week_asks(
    week: Week, policy: PolicySettings, before: Week = (), covered: tuple[Covered, Covered] = ((), ())
) -> tuple[str, ...]:
    """The questions about a week in sentences, in the order of the day; those that `before` raised aside.

    Asked about are minutes that are no whole steps, a visit as long as few are, a call that has several visits on a day
    without a time for each, and a visit of ours at a call that somebody else covers; `covered` are those calls of the
    version before and of this one. Source: good practice (PSP-1).
    """
    raised = _raised(before, policy) | _covered_too(before, covered[0])
    days: defaultdict[_Asked, set[int]] = defaultdict(set)
    for day, asked in _raised(week, policy) | _covered_too(week, covered[1]):
        if (day, asked) not in raised:
            days[asked].add(day)
    in_order = sorted(days, key=lambda each: (_CALLS.index(each.call), each.at or time.min, each.what))
    return tuple(f"{_place(each)}, {days_text(frozenset(days[each]))}: {each.what}" for each in in_order)


def week_asks_lacks(
    week: Week,
    policy: PolicySettings,
    before: Week,
    covered: tuple[Covered, Covered] = ((), ()),
    *,
    answered: Collection[str],
    unshared: tuple[str, ...] = (),
) -> tuple[Lack, ...]:
    """The same as what has to be corrected or said to be meant before the week is saved. (PSP-1).

    `answered` are the questions, as `week_asks` words them, of which somebody has seen and said that it is meant;
    `unshared` those about visits that two share.
    """
    end = "Correct it, or say that it is meant."
    return tuple(
        Lack("PSP-1", f"{each} {end}", WHOEVER_TYPED, _FIELD)
        for each in (*week_asks(week, policy, before, covered), *unshared)
        if each not in answered
    )


def _raised(week: Week, policy: PolicySettings) -> set[tuple[int, _Asked]]:
    found = set[tuple[int, _Asked]]()
    for slot in slots(week):
        for what in (_step_asked(slot.minutes, policy.visit_step), _length_asked(slot.minutes, policy)):
            if what:
                found.add((slot.day, _Asked(slot.call, slot.at, what)))
    return found | _crowded(week)


def _step_asked(minutes: int, step: int) -> str:
    over = minutes % step
    if not over:
        return ""
    near = f"{minutes - over} or {minutes - over + step}" if minutes > step else f"{step}"
    return f"{counted(minutes, 'minute')} isn't in steps of {step}: {near}, perhaps?"


def _length_asked(minutes: int, policy: PolicySettings) -> str:
    if minutes < policy.visit_asked_from:
        return ""
    hours = hours_text(minutes)
    return f"a visit of {counted(minutes, 'minute')} lasts {'1 hour' if hours == '1' else f'{hours} hours'}."


def _crowded(week: Week) -> set[tuple[int, _Asked]]:
    """Calls with several visits on a day, of which two haven't a time of their own that tells them apart.

    Visits that take turns, one in week A and one in week B, are never on one day.
    """
    if not alternates(week):
        return _crowded_in(week)
    return {asked for which in TURNS for asked in _crowded_in(of_week(week, which))}


def _crowded_in(week: Week) -> set[tuple[int, _Asked]]:
    places: defaultdict[tuple[int, Call], Counter[time | None]] = defaultdict(Counter)
    for slot, times in slots(week).items():
        places[slot.day, slot.call][slot.at] += times
    found = set[tuple[int, _Asked]]()
    for (day, call), at in places.items():
        if at.total() > 1 and (None in at or max(at.values()) > 1):
            what = f"{at.total()} visits at the same call. Two visits aren't one visit by two workers."
            found.add((day, _Asked(call, None, what)))
    return found


def _covered_too(week: Week, covered: Covered) -> set[tuple[int, _Asked]]:
    """Calls that somebody else covers on a day on which a visit of ours is planned there."""
    by, found = by_cell(covered), set[tuple[int, _Asked]]()
    for slot in slots(week):
        who = by.get((slot.call, slot.day))
        if who is not None:
            what = f"covered by {who}, and a visit of ours is planned too. Does somebody come twice?"
            found.add((slot.day, _Asked(slot.call, None, what)))
    return found


def _place(asked: _Asked) -> str:
    return f"{asked.call.label} at {asked.at:%H:%M}" if asked.at else asked.call.label
