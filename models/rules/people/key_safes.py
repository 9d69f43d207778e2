"""The code of somebody's key safe: what is typed, and when it is told."""

from models.rules.decision import Lack
from models.rules.who import DSO

_LONGEST = 40  # signs: ten is a long code, and a sentence would be read out from lists and papers that leave codes out


def code_lacks(code: str) -> tuple[Lack, ...]:
    """A code is the code alone: where the key safe is, and whom to ask, stands with what workers must know."""
    if not code.strip():
        return (Lack("", "Type the code, or take it away if there is no key safe any more.", DSO, "code"),)
    if len(code.strip()) > _LONGEST:
        sentence = f"Type the code alone, {_LONGEST} signs at most; what else workers must know stands above."
        return (Lack("", sentence, DSO, "code"),)
    return ()


def no_code_lacks(*, is_kept: bool) -> tuple[Lack, ...]:
    """Only a code that is kept can be taken away or told."""
    if is_kept:
        return ()
    return (Lack("", "No key-safe code is kept for this person, or no longer.", DSO),)


def look_lacks(*, is_noted: bool) -> tuple[Lack, ...]:
    """A code is told for a look that was noted just before, by whoever looks."""
    if is_noted:
        return ()
    return (Lack("", "The code is told only once it is noted who looks: ask for it again.", DSO),)
