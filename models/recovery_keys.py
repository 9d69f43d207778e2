"""A file's key as people write it down: thirteen groups of five signs, the last of which checks the others.

The letters I, L, O and U are left out, for they look like others; whoever types them is understood. A group's
check is Luhn's to the base 32 over its place and its signs: one sign that is mistyped is found, and in which group it
is, and so are groups that were exchanged.
"""

import re

from stdnum import luhn

_KEY_BYTES = 32
GROUPS, _SIGNS = 13, 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_LOOKS_LIKE = str.maketrans("ILOU", "110V")
_NUMBERED = re.compile(r"\bGROUP\s+\d{1,2}\b")  # as the sheet says it, and whoever copies the whole of it


class NotAKey(ValueError):  # noqa: N818  an answer to whoever typed it
    """What was typed isn't a recovery key; the sentence says where it is wrong."""


def as_groups(key: bytes) -> tuple[str, ...]:
    """The groups of a key of 32 bytes, in their order."""
    number = int.from_bytes(key, "big")
    signs = "".join(_ALPHABET[number >> (_BITS * place) & 31] for place in reversed(range(GROUPS * _SIGNS)))
    parts = [signs[start : start + _SIGNS] for start in range(0, len(signs), _SIGNS)]
    return tuple(f"{part}{_check(place, part)}" for place, part in enumerate(parts))


def from_groups(typed: str) -> bytes:
    """The key that was typed, with whatever stands between. NotAKey: which group is wrong, or how many came."""
    told = _NUMBERED.sub(" ", typed.upper()).translate(_LOOKS_LIKE)
    signs = "".join(each for each in told if each.isalnum())
    length = _SIGNS + 1
    groups = [signs[start : start + length] for start in range(0, len(signs), length)]
    wrong = [place for place, group in enumerate(groups[:GROUPS]) if not _is_right(place, group)]
    if wrong:
        which = f"group {wrong[0] + 1} (“{groups[wrong[0]]}”)"
        if len(wrong) > 1 and len(signs) != GROUPS * length:
            said = f"From {which} on nothing fits: probably a sign is missing or too many in group {wrong[0] + 1}."
        else:
            others = f", and in {len(wrong) - 1} more after it" if len(wrong) > 1 else ""
            said = f"A sign is wrong or missing in {which}{others}."
        raise NotAKey(f"{said} Compare it with the printed sheet.")
    if len(groups) != GROUPS:
        raise NotAKey(f"A recovery key has {GROUPS} groups of {length} signs; {len(signs)} signs were typed.")
    number = 0
    for sign in "".join(group[:_SIGNS] for group in groups):
        number = number << _BITS | _ALPHABET.index(sign)
    try:
        return number.to_bytes(_KEY_BYTES, "big")
    except OverflowError:
        raise NotAKey("These groups are right each by itself, but no recovery key begins so.") from None


def _check(place: int, part: str) -> str:
    return str(luhn.calc_check_digit(_ALPHABET[place] + part, _ALPHABET))


def _is_right(place: int, group: str) -> bool:
    return len(group) == _SIGNS + 1 and set(group) <= set(_ALPHABET) and group[-1] == _check(place, group[:-1])
