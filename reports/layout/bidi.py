"""Which way the letters of a line run: Unicode's bidirectional rules (UAX 9) in a line that starts at the left.

The bidi library resolves letters, numbers and blanks; brackets, which it knows nothing of, are paired here (rule N0).
Signs that steer the direction by hand never come so far (reports.layout.text), so no level is higher than 2: 1 is
right-to-left, 2 a number in it.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from bidi import algorithm

_TURNING = {"R", "AL", "AN"}
_UNSHAPEN = {"BN", ""}  # joiners stand with the letter before them
_OPENING = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "⁽": "⁾", "₍": "₎"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_AS_STRONG = {"R": "R", "EN": "R", "AN": "R", "L": "L"}


def turns(text: str) -> bool:
    """Whether anything in it runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _TURNING for letter in text)


@lru_cache(maxsize=2048)
def levels(text: str) -> tuple[int, ...]:
    """For each letter how deep in right-to-left text it stands."""
    if not turns(text):
        return (0,) * len(text)
    seen = [place for place, letter in enumerate(text) if unicodedata.bidirectional(letter) not in _UNSHAPEN]
    line: dict[str, Any] = {**algorithm.get_empty_storage(), "base_level": 0, "base_dir": "L"}
    algorithm.get_embedding_levels("".join(text[place] for place in seen), line)
    algorithm.calc_level_runs(line)
    algorithm.resolve_weak_types(line)
    _pair_brackets(line["chars"])
    algorithm.resolve_neutral_types(line, debug=False)
    algorithm.resolve_implicit_levels(line, debug=False)
    found = dict(zip(seen, (int(each["level"]) for each in line["chars"]), strict=True))
    resolved: list[int] = []
    for place in range(len(text)):
        resolved.append(found.get(place, resolved[-1] if resolved else 0))
    return tuple(resolved)


def visual_order(resolved: list[int]) -> list[int]:
    """The places of a line's letters from left to right (rule L2)."""
    order = list(range(len(resolved)))
    for level in (2, 1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and resolved[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _pair_brackets(letters: list[dict[str, Any]]) -> None:
    """A pair of brackets runs as what it holds; holding right-to-left text only, it runs as what stands before it."""
    for opening, closing in _pairs(letters):
        inside = {_AS_STRONG.get(each["type"]) for each in letters[opening + 1 : closing]}
        if "L" in inside:
            way = "L"
        elif "R" in inside:
            before = (_AS_STRONG[each["type"]] for each in reversed(letters[:opening]) if each["type"] in _AS_STRONG)
            way = next(before, "L")
        else:
            continue
        letters[opening]["type"] = letters[closing]["type"] = way


def _pairs(letters: list[dict[str, Any]]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found = []
    for place, each in enumerate(letters):
        letter = each["ch"]
        if each["type"] != "ON":
            continue
        if letter in _OPENING:
            waiting.append((letter, place))
        elif letter in _CLOSING:
            fits = [depth for depth, (opening, _) in enumerate(waiting) if opening == _CLOSING[letter]]
            if fits:
                found.append((waiting[fits[-1]][1], place))
                del waiting[fits[-1] :]
    return sorted(found)
