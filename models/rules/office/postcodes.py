"""Which patch a postcode lies in, by the outward codes and sectors that the office has given its patches.

It suggests; people who are recorded already stay where they are (DAY-4).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from models.rules.decision import Lack
from models.rules.sentences import joined
from models.rules.who import OFFICE
from models.values import NotAValue, Postcode

_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_PART = re.compile(rf"{_OUTWARD}( [0-9])?")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A patch, and an outward code ("DE4") or a sector ("DE4 3") that it claims."""

    patch: UUID
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class PatchFound:
    """The patch that a postcode suggests, none where none or two claim it; then `warning` says which two."""

    patch: UUID | None
    name: str = ""
    warning: str = ""


def parts_of(typed: str) -> tuple[str, ...]:
    """What was typed between commas, semicolons or lines, in capitals, in order, each once."""
    parts = (" ".join(each.split()).upper() for each in re.split(r"[,;\n]", typed))
    return tuple(dict.fromkeys(each for each in parts if each))


def parts_lacks(parts: Iterable[str]) -> tuple[Lack, ...]:
    """Each is an outward code or a sector, for a single address makes no boundary. Source: good practice."""
    wrong = [each for each in parts if not _PART.fullmatch(each)]
    if not wrong:
        return ()
    sentence = f"“{wrong[0]}” is neither an outward code such as DE4 nor a sector such as DE4 3."
    return (Lack("", sentence, OFFICE, "postcodes"),)


def patch_of(typed: str, claims: Iterable[Claimed]) -> PatchFound:
    """The patch of a postcode: a sector says more than its outward code, and two that say the same say nothing.

    Source: good practice.
    """
    try:
        postcode = Postcode.parse(typed).text
    except NotAValue:
        return PatchFound(None)
    known = tuple(claims)
    for part in (postcode[:-2], postcode.partition(" ")[0]):
        found = {each.patch: each for each in known if each.part == part}
        if len(found) > 1:
            names = joined(sorted(each.name for each in found.values()))
            return PatchFound(None, warning=f"{part} belongs to {names}: choose the patch.")
        for each in found.values():
            return PatchFound(each.patch, each.name)
    return PatchFound(None)


def claimed_twice(claims: Iterable[Claimed]) -> tuple[str, ...]:
    """A sentence for each part that more than one patch claims; it warns, and refuses nothing. (good practice)."""
    by_part: dict[str, list[str]] = {}
    for each in claims:
        by_part.setdefault(each.part, []).append(each.name)
    return tuple(
        f"{part} is claimed by {joined(sorted(names))}: nothing is suggested there."
        for part, names in sorted(by_part.items())
        if len(names) > 1
    )
