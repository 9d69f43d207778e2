"""Which day somebody types is asked about first: a year is soon mistyped; and which one a version may have."""

from datetime import date

from models.policy import PolicySettings
from models.rules.clocks import whole_days
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, WHOEVER_TYPED

_FIELD = "effective"


def is_asked_about(day: date, today: date, policy: PolicySettings) -> bool:
    """Whether a day is in the past or more than six weeks ahead. Source: good practice (PSP-2)."""
    ahead = whole_days(today, day)
    return ahead < 0 or ahead > policy.dated_ahead_up_to.days


def asked_about_lacks(
    rule: str,
    what: str,
    day: date,
    today: date,
    policy: PolicySettings,
    *,
    is_meant: bool,
    field: str,
    may_have_come: bool = False,
) -> tuple[Lack, ...]:
    """Ask about a day in the past or more than six weeks ahead, until somebody says that it is meant.

    `what` begins the sentence, "The target date". `field` is what the answer is called. Where the day `may_have_come`
    by then as well as not, one of the last six weeks isn't asked about. Source: good practice (PSP-2).
    """
    if is_meant or not is_asked_about(day, today, policy):
        return ()
    ahead = whole_days(today, day)
    if may_have_come and -policy.dated_ahead_up_to.days <= ahead < 0:
        return ()
    days = f"{abs(ahead):,} {'day' if abs(ahead) == 1 else 'days'}"
    where = f"is {days} ahead" if ahead > 0 else f"was {days} ago"
    sentence = f"{what}, {day_text(day)}, {where}. Is that the day that is meant? Correct it, or say so."
    return (Lack(rule, sentence, WHOEVER_TYPED, field),)


def day_lacks(day: date, started: date, today: date, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """A day before the episode is refused, one that is asked about too until somebody says that it is meant.

    Source: good practice (PSP-2).
    """
    if day < started:
        sentence = f"The service began on {day_text(started)}: a version can't be in force before."
        return (Lack("PSP-2", sentence, DSO, _FIELD),)
    if day_is_meant or not is_asked_about(day, today, policy):
        return ()
    where = "has passed" if day < today else "is far ahead"
    sentence = f"{day_text(day)} {where}: correct the day, or say that it is meant."
    return (Lack("PSP-2", sentence, "whoever plans", _FIELD),)


def later_lacks(coming: date | None, *, later_stands: bool) -> tuple[Lack, ...]:
    """A version with an earlier day than one that is agreed asks whether that one still stands.

    `coming` is the next day from which one is agreed. Who doesn't want it any more plans that day anew, and the newer
    of the two counts. Source: good practice (PSP-2).
    """
    if coming is None or later_stands:
        return ()
    sentence = f"A version is agreed from {day_text(coming)}: say that it still stands, or plan that day anew first."
    return (Lack("PSP-2", sentence, DSO, "later_stands"),)
