"""Under which heading of Today a prompt stands at a moment, and whether it stands first there."""

from datetime import datetime, timedelta

from models.rules.clocks import is_past, is_up_to
from models.vocabulary.choice import Choice

NEXT_DAY_WITHIN = timedelta(hours=24)
_WEEK = timedelta(days=7)
_AT_ONCE = frozenset({"REF-18", "DAY-1"})  # no limit, but at once: they stand first among what is open


class PromptGroup(Choice):
    """The headings of Today, the most pressing first."""

    OVERDUE = "overdue", "Overdue"
    NEXT_DAY = "next_day", "Next 24 hours"
    WEEK = "week", "This week"
    LATER = "later", "Later"
    OPEN = "open", "Open"


def group_of(due: datetime | None, moment: datetime) -> PromptGroup:
    """Where a prompt stands; one without a limit is open, never overdue. Source: `domain.md`, *Rules* (prompt)."""
    if due is None:
        return PromptGroup.OPEN
    if is_past(due, moment):
        return PromptGroup.OVERDUE
    if is_up_to(moment, NEXT_DAY_WITHIN, due):
        return PromptGroup.NEXT_DAY
    return PromptGroup.WEEK if is_up_to(moment, _WEEK, due) else PromptGroup.LATER


def moves_at(due: datetime | None, moment: datetime) -> datetime | None:
    """When a prompt next comes under another heading, from `moment` on; None for one that stays where it is."""
    ways = () if due is None else (due - _WEEK, due - NEXT_DAY_WITHIN, due)
    return next((each for each in ways if each >= moment), None)


def is_at_once(rule: str) -> bool:
    """Whether a prompt of this rule has no limit because nobody may wait with it. Source: good practice (DAY-1)."""
    return rule in _AT_ONCE
