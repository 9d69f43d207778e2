"""Rates: entered for today or ahead, one a day; corrected or withdrawn only while nothing was priced by it.

A rate is *used* once an agreement was issued with it, or a day was charged by it. A day is charged when it is over, so
a rate can be put right until the end of its first day (or of the day on which it was entered, if that is later).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.rules.decision import Lack
from models.rules.sentences import counted, day_text
from models.rules.who import EDITORS, NOBODY
from models.values import Money, london_day

_HIGHEST = Decimal(1000)  # pounds an hour: more is a slip of the hand
_PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RateUse:
    """What decides whether a rate was used: its first day, when it was entered, the agreements issued with it."""

    from_day: date
    entered_at: datetime | None
    agreements: int


def price_lacks(single_handed: Decimal, double_handed: Decimal) -> tuple[Lack, ...]:
    """An hour costs something, in whole pence, and with two workers not less than with one. Good practice (FUND-4)."""
    named = (
        ("An hour with one worker", single_handed, "single_handed"),
        ("An hour with two workers", double_handed, "double_handed"),
    )
    odd = tuple(
        Lack("FUND-4", f"{what} costs more than £0.00 and less than {Money(_HIGHEST)}, in whole pence.", EDITORS, field)
        for what, pounds, field in named
        if not pounds.is_finite() or not 0 < pounds < _HIGHEST or pounds % _PENNY
    )
    if odd or double_handed >= single_handed:
        return odd
    sentence = "Two workers together can't cost less than one: is the one price in the place of the other?"
    return (Lack("FUND-4", sentence, EDITORS, "double_handed"),)


def rate_day_lacks(from_day: date, today: date, *, days: frozenset[date]) -> tuple[Lack, ...]:
    """A rate is for today or a day to come, and no other has its day: `days` are those of the rates that stand.

    An office that has no rate yet may enter the one that its papers had, from a day gone by. OPG 5.6 (FUND-4).
    """
    if from_day in days:
        sentence = f"There is a rate from {day_text(from_day)} already: correct it, or choose another day."
        return (Lack("FUND-4", sentence, EDITORS, "from_day"),)
    if from_day < today and any(day <= today for day in days):
        sentence = "A rate can't begin on a day gone by: what was charged then stays. Choose today or a later day."
        return (Lack("FUND-4", sentence, EDITORS, "from_day"),)
    return ()


def used_rate_lacks(use: RateUse, today: date) -> tuple[Lack, ...]:
    """A rate that has been used never changes. Source: OPG 5.6; good practice (FUND-4)."""
    if use.agreements:
        count = counted(use.agreements, "agreement was", "agreements were")
        return (Lack("FUND-4", f"{count} issued with this rate: it never changes. Enter a new one.", NOBODY),)
    entered = london_day(use.entered_at) if use.entered_at else use.from_day
    if max(use.from_day, entered) < today:
        sentence = f"Days since {day_text(use.from_day)} are charged by this rate: it never changes. Enter a new one."
        return (Lack("FUND-4", sentence, NOBODY),)
    return ()


def withdrawn_already_lacks(withdrawn_at: datetime | None) -> tuple[Lack, ...]:
    """What was withdrawn is out of force: it is entered anew, not corrected or withdrawn again. Good practice."""
    if withdrawn_at is None:
        return ()
    return (Lack("FUND-4", "This rate was withdrawn: enter it anew if it is to count.", EDITORS),)


def rate_reason_lacks(because: str) -> tuple[Lack, ...]:
    """Whoever corrects or withdraws a rate says why: others may have told families the price. Good practice."""
    if because.strip():
        return ()
    return (Lack("FUND-4", "Say why: others may have told the price already.", EDITORS, "because"),)


def preview_said(costlier: int, cheaper: int, same: int, from_day: date) -> str:
    """How many signed agreements a new rate makes dearer, in a sentence: "3 signed agreements cost more from …"."""
    day = day_text(from_day)
    if not costlier and not cheaper:
        return (
            f"No signed agreement changes its cost from {day}." if same else "There is no signed agreement to change."
        )
    parts = [f"{counted(costlier, 'signed agreement costs', 'signed agreements cost')} more"] if costlier else []
    if cheaper:
        parts.append(f"{counted(cheaper, 'costs', 'cost') if parts else _signed(cheaper)} less")
    return f"{' and '.join(parts)} from {day}."


def _signed(number: int) -> str:
    return counted(number, "signed agreement costs", "signed agreements cost")
