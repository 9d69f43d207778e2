"""Whether a policy setting can be changed so: in its bounds, from now or ahead, with a reason, against no other."""

from collections.abc import Collection, Iterable
from datetime import datetime

from models.policy import PolicySettings
from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.office.settings import bounds_said, day_of_number, from_said, named, number_of, value_said
from models.rules.who import NOBODY, SERVICE_MANAGER

_FIELD = "number"


def number_lacks(name: str, number: int, choices: Collection[int]) -> tuple[Lack, ...]:
    """The setting is one of ours, and its number lies within its bounds. Source: domain.md, *Rules* (settings).

    Of a release it is one of the `choices`.
    """
    if name not in named():
        return (Lack("", f"“{name}” is no policy setting: choose one of the list.", SERVICE_MANAGER),)
    meta = named()[name]
    least, most = (0, 1) if meta["unit"] == "yes or no" else (meta["least"], meta["most"])
    is_no_day = meta["unit"] == "yyyymmdd" and not _is_day(number)
    if not least <= number <= most or is_no_day or (meta["unit"] == "release" and number not in choices):
        return (Lack("", f"It takes {bounds_said(name)}.", SERVICE_MANAGER, _FIELD),)
    return ()


def same_number_lacks(name: str, before: int, after: int, from_at: datetime) -> tuple[Lack, ...]:
    """A change changes something at its moment. Good practice."""
    if before != after:
        return ()
    sentence = f"From {from_said(from_at)} it is {value_said(name, before)} already: nothing would change."
    return (Lack("", sentence, SERVICE_MANAGER, _FIELD),)


def policy_moment_lacks(from_at: datetime, moment: datetime, *, is_taken: bool) -> tuple[Lack, ...]:
    """From now or a moment to come, never in the past: what was decided then was right then. Good practice."""
    if is_past(from_at, moment):
        sentence = "A setting can't change in the past: leave it empty for now, or name a day to come."
        return (Lack("", sentence, SERVICE_MANAGER, "from_at"),)
    return _taken(from_at) if is_taken else ()


def nothing_differs_lacks(differing: Collection[str]) -> tuple[Lack, ...]:
    """A preset changes something. Good practice."""
    return () if differing else (Lack("", "Every number of this set is so already: nothing would change.", NOBODY),)


def policy_reason_lacks(because: str) -> tuple[Lack, ...]:
    """Who sets policy says why. Good practice."""
    return () if because.strip() else (Lack("", "Say why: everybody works by it.", SERVICE_MANAGER, "because"),)


def to_come_lacks(from_at: datetime, withdrawn_at: datetime | None, moment: datetime) -> tuple[Lack, ...]:
    """Only a change to come is withdrawn; one in force is changed by another. Good practice."""
    if withdrawn_at is not None:
        return (Lack("", "This change was withdrawn already.", SERVICE_MANAGER),)
    if is_past(moment, from_at):
        return ()
    sentence = f"It has been in force since {from_said(from_at)}: set another number from now on instead."
    return (Lack("", sentence, SERVICE_MANAGER),)


def contradiction_lacks(policy: PolicySettings, changed: Iterable[str] = ()) -> tuple[Lack, ...]:
    """No two settings contradict each other, at any moment. Source: OPG 2.3; STCH; good practice (REF-13, PSP-7).

    `changed` are those that are being set: where one of them is part of a contradiction, its field is named.
    """
    names = set(changed)
    return tuple(
        Lack("", _said(policy, smaller, larger, why), SERVICE_MANAGER, _FIELD if names & {smaller, larger} else "")
        for smaller, larger, why in _ORDERED
        if getattr(policy, smaller) > getattr(policy, larger)
    )


_ORDERED = (
    ("short_term_prompt_day", "short_term_days", "What follows can't be asked after the last day"),
    ("achieved_at_least", "achieved_of", "More visits can't be independent than are looked at"),
    ("declining_at_least", "declining_of", "More visits can't be declined than are looked at"),
    ("hold_warning", "hold_for", "A warning can't begin before the capacity is held"),
    ("hold_for", "start_within", "Capacity can't be held for longer than a start may be agreed ahead"),
)


def _said(policy: PolicySettings, smaller: str, larger: str, why: str) -> str:
    said = [value_said(name, number_of(policy, name)) for name in (smaller, larger)]
    return f"{why}: {said[0]} and {said[1]} contradict each other. Change both, or choose another number."


def _taken(from_at: datetime) -> tuple[Lack, ...]:
    sentence = f"A change of it from {from_said(from_at)} is planned already: withdraw that first."
    return (Lack("", sentence, SERVICE_MANAGER, "from_at"),)


def _is_day(number: int) -> bool:
    try:
        day_of_number(number)
    except ValueError:
        return False
    return True
