"""Whether somebody is known already. It proposes and never merges: a person decides.

Twins, a father and a son, and two people of one name are different people, so nothing less than an identifier is ever
called certain. Sentences name the evidence, so that it can be checked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from uuid import UUID

from models.rules.decision import Lack
from models.rules.who import REFERRER
from models.values import NhsNumber, Postcode, fold, folded_names

_ALIKE = 80.0  # "Shiela" and "Sheila" are 83 alike, the twins "Joan" and "Jean" 75
_NAMES_KEPT = 16_384  # folded names: a list asks about the same few thousand again and again


class Certainty(IntEnum):
    """How sure it is that two records are one person, the surest first in a list."""

    SAME = 3
    LIKELY = 2
    POSSIBLE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what somebody is recognised; `id` is missing for somebody just typed or read from a file."""

    given: str
    family: str
    born: date | None = None
    postcode: Postcode | None = None
    nhs_number: NhsNumber | None = None
    mosaic_id: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known who may be the same person, how surely, and why."""

    known: Identity
    certainty: Certainty
    sentence: str


def candidates(asked: Identity, known: Iterable[Identity]) -> tuple[Candidate, ...]:
    """Everybody known who may be the person asked about, the surest first; never a merge.

    Two different NHS numbers are two people. Source: good practice; standards.md, *Traps* 9.
    """
    found = (each for other in known if (each := _candidate(asked, other)))
    return tuple(sorted(found, key=lambda each: (-each.certainty, fold(each.known.family), fold(each.known.given))))


def _candidate(asked: Identity, other: Identity) -> Candidate | None:
    by_identifier = _by_identifier(asked, other)
    if by_identifier is not None or _differ(asked.nhs_number, other.nhs_number):
        return by_identifier
    if not _names_alike(asked, other):
        return None
    name = "Same name" if _name(asked) == _name(other) else "Similar name"
    if asked.born is None or other.born is None:
        if asked.postcode is None or asked.postcode != other.postcode:
            return None
        return Candidate(other, Certainty.POSSIBLE, f"{name} and postcode; a birth date isn't known.")
    if asked.born == other.born:
        if asked.postcode is not None and asked.postcode == other.postcode:
            return Candidate(other, Certainty.LIKELY, f"{name}, birth date and postcode.")
        return Candidate(other, Certainty.POSSIBLE, f"{name} and birth date, but not the same postcode.")
    if asked.born == _swapped(other.born):
        return Candidate(other, Certainty.POSSIBLE, f"{name}; day and month of the birth date are swapped.")
    return None


def _by_identifier(asked: Identity, other: Identity) -> Candidate | None:
    same_nhs = asked.nhs_number is not None and asked.nhs_number == other.nhs_number
    same_mosaic = _is_same_mosaic(asked, other)
    if not same_nhs and not same_mosaic:
        return None
    number = "NHS number" if same_nhs else "MOSAIC id"
    doubts = (
        "NHS number" if _differ(asked.nhs_number, other.nhs_number) else "",
        "birth date" if _differ(asked.born, other.born) else "",
        "name" if not _names_alike(asked, other) else "",
    )
    doubt = " and ".join(filter(None, doubts))
    if doubt:
        return Candidate(other, Certainty.POSSIBLE, f"Same {number}, but another {doubt}: check which is right.")
    return Candidate(other, Certainty.SAME, f"Same {number}.")


def by_name(asked: Identity, other: Identity) -> Certainty | None:
    """How surely the very name means one person where nothing known of both differs, for a list that comes again.

    LIKELY by the birth date, POSSIBLE by the postcode alone; none where neither is known of both.
    Source: good practice; standards.md, *Traps* 9.
    """
    differs = (
        _differ(asked.nhs_number, other.nhs_number)
        or _differ(asked.mosaic_id.strip().upper() or None, other.mosaic_id.strip().upper() or None)
        or _differ(asked.born, other.born)
        or _differ(asked.postcode, other.postcode)
    )
    if differs or _name(asked) != _name(other):
        return None
    if asked.born is not None and asked.born == other.born:
        return Certainty.LIKELY
    return Certainty.POSSIBLE if asked.postcode is not None and asked.postcode == other.postcode else None


def conflict(asked: Identity, known: Iterable[Identity]) -> Lack | None:
    """Refuse a MOSAIC id or an NHS number that belongs to somebody else.

    A MOSAIC id is somebody else's when the NHS number, the birth date or the name is another, an NHS number when the
    birth date, the MOSAIC id or the name is: whoever isn't the same for certain can't have the number too.
    Source: good practice; standards.md, *NHS number*, *Traps* 9.
    """
    for other in known:
        if asked.id is not None and asked.id == other.id:
            continue
        if _is_same_mosaic(asked, other):
            what = _first_difference(asked, other)
            if what:
                return _conflict(f"MOSAIC id {asked.mosaic_id.strip()}", what)
        elif asked.nhs_number is not None and asked.nhs_number == other.nhs_number:
            what = "birth date" if _differ(asked.born, other.born) else ""
            what = what or ("MOSAIC id" if asked.mosaic_id.strip() and other.mosaic_id.strip() else "")
            what = what or _other_name(asked, other)
            if what:
                return _conflict(f"NHS number {asked.nhs_number}", what)
    return None


def _first_difference(asked: Identity, other: Identity) -> str:
    if _differ(asked.nhs_number, other.nhs_number):
        return "NHS number"
    return "birth date" if _differ(asked.born, other.born) else _other_name(asked, other)


def _other_name(asked: Identity, other: Identity) -> str:
    return "" if _names_alike(asked, other) else "name"


def _conflict(number: str, what: str) -> Lack:
    return Lack("", f"{number} belongs to somebody with another {what}: check both.", REFERRER)


def _is_same_mosaic(asked: Identity, other: Identity) -> bool:
    return bool(asked.mosaic_id.strip()) and asked.mosaic_id.strip().upper() == other.mosaic_id.strip().upper()


def _differ(one: object | None, other: object | None) -> bool:
    """Whether both are known and not the same; something unknown contradicts nothing."""
    return one is not None and other is not None and one != other


def alike_among(name: str, names: Collection[str]) -> frozenset[str]:
    """Those of these folded names that are as alike to this one as the names of one person may be."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  no window's first list waits for it

    near = process.extract(name, list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return frozenset([*(each for each, *_ in near), *([name] if name in names else [])])


def _name(who: Identity) -> tuple[str, str]:
    return _folded(who.given, who.family)


_folded = lru_cache(_NAMES_KEPT)(folded_names)


def _names_alike(asked: Identity, other: Identity) -> bool:
    """Each part alike, in either order: twins share the family name, so the whole name would be too kind."""
    (given, family), theirs = _name(asked), _name(other)
    return any(_alike(given, first) and _alike(family, last) for first, last in (theirs, theirs[::-1]))


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415  as above

    return one == other or fuzz.ratio(one, other) >= _ALIKE


def _swapped(day: date) -> date | None:
    try:
        return day.replace(day=day.month, month=day.day)
    except ValueError:
        return None
