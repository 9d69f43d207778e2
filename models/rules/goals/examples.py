"""The library of example goals from which a goal's form is filled, as the office edits it (GOAL-3)."""

from collections.abc import Iterable

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.sentences import counted
from models.rules.who import OFFICE
from models.values import fold


def example_lacks(statement: str, others: Iterable[str], days_ahead: int, policy: PolicySettings) -> tuple[Lack, ...]:
    """An example says what somebody will do, otherwise than the `others`, by a target within the service.

    `others` are the statements of those that aren't archived; `days_ahead` is how far ahead the target lies. Its other
    parts may be left open: whoever sets the goal is told. Source: OPG 3.3 (GOAL-3).
    """
    found = []
    if not statement.strip():
        found.append(Lack("GOAL-3", "Say what the person will do in this example.", OFFICE, "statement"))
    elif any(fold(each) == fold(statement) for each in others):
        again = "This example is in the library already: change that one, or word this one otherwise."
        found.append(Lack("GOAL-3", again, OFFICE, "statement"))
    most = policy.dated_ahead_up_to.days
    if not 0 < days_ahead <= most:
        ahead = f"An example's target lies 1 to {counted(most, 'day')} ahead, as long as the service usually lasts."
        found.append(Lack("GOAL-3", ahead, OFFICE, "days_ahead"))
    return tuple(found)
