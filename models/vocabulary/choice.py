"""What every fixed choice is: a stored word and the label that people read."""

from enum import Enum
from typing import Self


class Choice(Enum):
    """A member's `value` is stored and never changes; its `label` is read on screen and paper."""

    label: str
    __hash__ = object.__hash__  # one of each is there: Python asks its name, thousands of times a history

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value; `Choice(value)` finds the member by what is stored."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member
