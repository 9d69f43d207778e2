"""Calls under half an hour say why they are enough: the question stands until a reason is typed, or they last longer.

NICE NG21, 1.4.2: a shorter visit is made where the worker is known to the person, it is part of a wider package, and it
is long enough for a specific task, or to see that somebody is safe and well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.plans.changes import Week
from models.rules.sentences import counted, joined
from models.rules.who import WHOEVER_TYPED
from models.values import LONGEST_WHY, Call, PlannedVisit, WhyShort

_MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class ShortCall:
    """A call with visits of so few minutes, the shortest first, that their reason is asked; it is empty until said."""

    call: Call
    minutes: tuple[int, ...]
    below: int
    because: str

    @property
    def title(self) -> str:
        """For instance "Lunch, 15 and 20 minutes"."""
        *others, longest = self.minutes
        return f"{self.call.label}, {joined([*map(str, others), counted(longest, _MINUTE)])}"

    @property
    def sentence(self) -> str:
        """With its reason, or that nobody has said it yet."""
        asked = (
            f"nobody has said why a visit under {counted(self.below, _MINUTE)} is enough. A new version asks for it."
        )
        return f"{self.title}: {self.because or asked}"


def is_short(visit: PlannedVisit, policy: PolicySettings) -> bool:
    """Whether a visit's reason is asked. Source: NICE NG21, 1.4.2 (PSP-1)."""
    return visit.minutes < policy.visit_reason_below


def short_calls(week: Week, why: Iterable[WhyShort], policy: PolicySettings) -> tuple[ShortCall, ...]:
    """The short calls of a week in the order of the day, each with its reason. Source: NICE NG21, 1.4.2 (PSP-1)."""
    said, short = _by_call(why), [each for each in week if is_short(each, policy)]
    minutes = {call: sorted({each.minutes for each in short if each.call is call}) for call in Call}
    return tuple(
        ShortCall(call, tuple(some), policy.visit_reason_below, said.get(call, ""))
        for call, some in minutes.items()
        if some
    )


def why_now(
    week: Week, told: Iterable[WhyShort], before: Iterable[WhyShort], policy: PolicySettings
) -> tuple[WhyShort, ...]:
    """The reasons of a new version: as told, else as the version before said of a call that stays short. (PSP-1).

    Source: NICE NG21, 1.4.2.
    """
    said = {**_by_call(before), **_by_call(told)}
    return tuple(WhyShort(each.call, said[each.call]) for each in short_calls(week, (), policy) if said.get(each.call))


def short_call_lacks(week: Week, why: Iterable[WhyShort], policy: PolicySettings) -> tuple[Lack, ...]:
    """A short call says in a line why it is enough, or lasts longer; each is named. Source: NICE NG21 (PSP-1)."""
    told = ((each, _wanting(each)) for each in short_calls(week, why, policy))
    return tuple(
        Lack("PSP-1", f"{each.title}: {wanting}", WHOEVER_TYPED, f"why_short_{each.call.value}")
        for each, wanting in told
        if wanting
    )


def _wanting(short: ShortCall) -> str:
    if not short.because:
        return f"say why so short a visit is enough, or plan {short.below} minutes."
    if len(short.because) > LONGEST_WHY or len(short.because.splitlines()) > 1:
        return f"say why that is enough in one line of {LONGEST_WHY} letters or fewer."
    return ""


def beside_visits(week: Week, why: Iterable[WhyShort], policy: PolicySettings) -> tuple[str | None, ...]:
    """What is kept with each visit of a week: its call's reason where it is short. Source: NICE NG21, 1.4.2 (PSP-1)."""
    said = _by_call(why)
    return tuple(said.get(each.call) if is_short(each, policy) else None for each in week)


def why_kept(visits: Iterable[tuple[Call, str | None]]) -> tuple[WhyShort, ...]:
    """The reasons that a version's visits keep, a call once, in the order of the day. Source: NICE NG21 (PSP-1)."""
    said = {call: because for call, because in visits if because}
    return tuple(WhyShort(call, said[call]) for call in Call if call in said)


def why_changes(old: Iterable[WhyShort], new: Iterable[WhyShort]) -> tuple[str, ...]:
    """What another version says otherwise, in sentences; a call that isn't short any more is a change of its visits.

    Source: NICE NG21; good practice (PSP-1, PSP-2).
    """
    before = _by_call(old)
    return tuple(
        f"{each.call.label} is short because: " + (f"“{was}” → “{each.because}”" if was else f"“{each.because}”")
        for each in new
        if (was := before.get(each.call, "")) != each.because
    )


def _by_call(why: Iterable[WhyShort]) -> Mapping[Call, str]:
    return {each.call: each.because.strip() for each in why}
