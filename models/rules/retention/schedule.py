"""Whose records have passed the schedule: listed for review then, and never destroyed by a clock (RET-1)."""

from datetime import date, timedelta

from models.policy import PolicySettings
from models.rules.clocks import months_after
from models.rules.decision import Lack
from models.rules.spoken_limits import number_said
from models.rules.who import NOBODY

_DAY = timedelta(days=1)
_MONTHS = 12


def review_due_on(last_on: date, policy: PolicySettings) -> date:
    """From which day records are reviewed: so many years after care ended, or death where it was later.

    Of 29 February in a year that has none the 28th. Source: NHS Records Management Code of Practice 2021 (RET-1).
    """
    return months_after(last_on, policy.retention_years * _MONTHS)


def last_day_passed(today: date, policy: PolicySettings) -> date:
    """The newest last day whose records are due for review today: what the list asks the database by (RET-1)."""
    day = months_after(today, -policy.retention_years * _MONTHS)
    while review_due_on(day + _DAY, policy) <= today:
        day += _DAY
    return day


def schedule_lacks(last_on: date | None, policy: PolicySettings) -> tuple[Lack, ...]:
    """Nothing is decided of records before the schedule has passed, and none while care goes on (RET-1).

    `last_on` is none of whoever isn't due. Source: NHS Records Management Code of Practice 2021.
    """
    if last_on is not None:
        return ()
    years = policy.retention_years
    sentence = (
        f"The schedule hasn't passed: it runs for {number_said(years)} {'year' if years == 1 else 'years'} from the "
        "last end of care, a referral or a long-term review, while none goes on. Nothing is to be decided."
    )
    return (Lack("RET-1", sentence, NOBODY),)
