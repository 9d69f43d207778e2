"""What ratings are to reach, typed in one line: "I 6 of 7", "6/7", "A1 at 5 of the last 7" (GOAL-3, IPAD-4)."""

import re

from app.queries.goals.goals import Aim
from models.values import NotAValue
from models.vocabulary.goals import Letter
from ui.widgets.typed_edit import TypedEdit

_TYPED = re.compile(
    r"(?:(i|p|a1|1|a2|2|d)\b[ ,:]*)?(?:at )?(\d{1,3}) ?(?:of|out of|in|/) ?(?:the )?(?:last )?(\d{1,3})"
)
_LETTERS = {"1": Letter.A1, "2": Letter.A2} | {each.value.lower(): each for each in Letter}


class AimEdit(TypedEdit[Aim]):
    """A letter, independent where none is typed, and at how many of how many visits."""

    def parse(self, typed: str) -> Aim:
        """Read it, or say how it is typed."""
        found = _TYPED.fullmatch(typed.strip().lower().rstrip("."))
        if found is None:
            raise NotAValue("Type a letter and at how many of how many visits, for instance I 6 of 7.")
        return Aim(_LETTERS[found[1] or "i"], int(found[2]), int(found[3]))

    def written(self, value: Aim) -> str:
        """As a record keeps it."""
        return value.kept
