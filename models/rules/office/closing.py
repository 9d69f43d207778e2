"""When a team or a patch can close: once nobody is in it any more, whom it would leave without one."""

from collections.abc import Sequence
from datetime import date

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.office.naming import because_lacks
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import day_text, joined
from models.rules.who import OFFICE

_NAMED = 6  # whoever is beyond is counted; the page lists everybody


def closing_lacks(
    name: str, still_in_it: Sequence[str], elsewhere: Sequence[str], closed_from: date | None, because: str
) -> tuple[Lack, ...]:
    """Nothing closes twice, without a reason, or with somebody in it; `elsewhere` says where they can go.

    Source: good practice (DAY-4).
    """
    if closed_from is not None:
        return (Lack("", f"{name} is closed from {day_text(closed_from)} already.", OFFICE),)
    if still_in_it:
        more = len(still_in_it) - _NAMED
        named = [*still_in_it[:_NAMED], *([f"{more} more"] if more > 0 else [])]
        where = f" They can go to {joined(elsewhere, 'or')}." if elsewhere else ""
        return (Lack("", f"Still in {name}: {joined(named)}. Move them first, in Who has what.{where}", OFFICE),)
    return because_lacks(f"{name} closes", because)


def closing_day_lacks(day: date, today: date, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """A day that has passed, or lies far ahead, is asked about until somebody says that it is meant. (PSP-2).

    Source: good practice.
    """
    return asked_about_lacks(
        "PSP-2", "The first day without it", day, today, policy, is_meant=day_is_meant, field="day_is_meant"
    )


def opening_lacks(name: str, closed_from: date | None, because: str) -> tuple[Lack, ...]:
    """Only what is closed is opened again, for a reason."""
    if closed_from is None:
        return (Lack("", f"{name} isn't closed.", OFFICE),)
    return because_lacks(f"{name} opens again", because)


def closed_team_lacks(name: str, closed_from: date | None) -> tuple[Lack, ...]:
    """Nothing is given to a team that closes, or changed in it. Source: good practice (DAY-4)."""
    if closed_from is None:
        return ()
    return (Lack("", f"{name} is closed from {day_text(closed_from)}: choose another.", OFFICE, "team"),)
