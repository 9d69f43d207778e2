"""The day on which somebody away is expected back: which one is refused, and which is asked about first."""

from datetime import datetime

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.plans.day_bounds import is_asked_about
from models.rules.sentences import day_text
from models.rules.who import DSO
from models.values import london_day

_FIELD = "expected"
_MEANT = "return_is_meant"


def expected_return_lacks(
    expected_at: datetime | None, began_at: datetime, moment: datetime, policy: PolicySettings, *, is_meant: bool
) -> tuple[Lack, ...]:
    """Nobody is expected back before the day on which they left; a day that has passed or is far ahead is asked about.

    A year is soon mistyped, and a wrong one would prompt the end of the service, or keep silent. Source: OPG 6.1, 6.2
    (END-3); good practice (PSP-2).
    """
    if expected_at is None:
        return ()
    day, began, today = london_day(expected_at), london_day(began_at), london_day(moment)
    if day < began:
        sentence = f"The break began on {day_text(began)}: nobody is expected back before."
        return (Lack("END-3", sentence, DSO, _FIELD),)
    if is_meant or not is_asked_about(day, today, policy):
        return ()
    where = "has passed" if day < today else "is far ahead"
    sentence = f"Expected back on {day_text(day)}, which {where}: correct the day, or say that it is meant."
    return (Lack("END-3", sentence, DSO, _MEANT),)
