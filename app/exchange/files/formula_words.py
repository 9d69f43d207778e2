"""Whether a formula writes text: then a 0 kept as its value was never worked out. Nothing of it is evaluated."""

from collections.abc import Iterator, Sequence
from enum import IntEnum


class WritesText(IntEnum):
    """How far a formula's own words say that a text stands in its cell."""

    UNKNOWN = 0
    MAYBE = 1
    ALWAYS = 2


_DEEPEST = 16
_TEXTS = frozenset({
    "ADDRESS", "ARRAYTOTEXT", "BAHTTEXT", "CHAR", "CLEAN", "CONCAT", "CONCATENATE", "DOLLAR", "FIXED", "FORMULATEXT",
    "LEFT", "LOWER", "MID", "PROPER", "REGEXEXTRACT", "REGEXREPLACE", "REPLACE", "REPT", "RIGHT", "ROMAN",
    "SUBSTITUTE", "TEXT", "TEXTAFTER", "TEXTBEFORE", "TEXTJOIN", "TRIM", "UNICHAR", "UPPER",
})  # fmt: skip


def writes_text(formula: str, deep: int = 0) -> WritesText:
    """By the formula's outermost part: an “&”, a text, a function that gives text, or the branches of an IF."""
    formula = formula.strip().lstrip("=").strip()
    if deep > _DEEPEST or not formula:
        return WritesText.UNKNOWN
    outer = set(_outermost(formula))
    if outer & set("<>="):
        return WritesText.UNKNOWN  # a comparison is true or false, whatever it compares
    if "&" in outer:
        return WritesText.ALWAYS
    if formula.startswith('"') and formula.endswith('"') and not outer:
        return WritesText.ALWAYS
    name, bracket, rest = formula.partition("(")
    if not bracket or not rest.endswith(")") or outer - set(name) - {"(", ")"}:
        return WritesText.UNKNOWN
    name = name.strip().upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
    if name in _TEXTS:
        return WritesText.ALWAYS
    said = [writes_text(each, deep + 1) for each in _results(name, _parts(rest[:-1]))]
    if not said:
        return WritesText.UNKNOWN
    return min(said) if min(said) is WritesText.ALWAYS else WritesText(min(max(said), WritesText.MAYBE))


def _results(name: str, parts: Sequence[str]) -> Sequence[str]:
    """The arguments one of which is the formula's value."""
    match name:
        case "IF":
            return [*parts[1:], *([""] if len(parts) < 3 else [])]  # noqa: PLR2004  without a third it gives FALSE
        case "IFERROR" | "IFNA":
            return parts
        case "CHOOSE":
            return parts[1:]
        case "IFS":
            return parts[1::2]
        case "SWITCH":
            return [*parts[2::2], *(parts[-1:] if len(parts) % 2 == 0 else [])]
        case _:
            return []


def _outermost(formula: str) -> Iterator[str]:
    """The signs outside of brackets, texts and the names of sheets."""
    for sign, depth in _signs(formula):
        if not depth:
            yield sign


def _parts(arguments: str) -> list[str]:
    parts, begun, depths = [], 0, dict(enumerate(_depths(arguments)))
    for at, sign in enumerate(arguments):
        if sign in ",;" and not depths[at]:
            parts.append(arguments[begun:at])
            begun = at + 1
    return [*parts, arguments[begun:]]


def _signs(formula: str) -> Iterator[tuple[str, int]]:
    yield from zip(formula, _depths(formula), strict=True)


def _depths(formula: str) -> Iterator[int]:
    """For each sign how deep it stands in brackets; one more within quotation marks, the marks themselves too."""
    depth, quote = 0, ""
    for sign in formula:
        if quote:
            yield depth + 1
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
            yield depth + 1
        else:
            depth -= sign in ")}]"
            yield depth
            depth += sign in "({["
