"""Which column of a file is which field: guessed from the headings, or as it was remembered from the last time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.door.errors import Refused
from models.values import fold


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a file can tell: its key, its name on screen, the headings it goes by, if it must be there."""

    key: str
    title: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """One field and the heading of the column that holds it; none where somebody said that no column does."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a file by their headings, so that it can be shown, changed and remembered."""

    chosen: tuple[Chosen, ...]

    def heading(self, key: str) -> str | None:
        """The heading of the column that holds this field, if any does."""
        return next((each.heading for each in self.chosen if each.key == key), None)

    def column(self, key: str, header: Sequence[str]) -> int | None:
        """Where that column stands in this header, counted from 0."""
        heading = self.heading(key)
        return None if heading is None else list(header).index(heading)


def guess(header: Sequence[str], fields: Sequence[Field]) -> Mapping:
    """Pair headings and fields by their folded names; a heading is used once, a field's first name wins."""
    free = {_plain(heading): heading for heading in reversed(header) if heading.strip()}
    chosen = []
    for field in fields:
        name = next((name for name in map(_plain, (field.title, *field.headings)) if name in free), None)
        if name is not None:
            chosen.append(Chosen(field.key, free.pop(name)))
    return Mapping(tuple(chosen))


def settle(header: Sequence[str], fields: Sequence[Field], remembered: Mapping | None) -> Mapping:
    """The mapping to read this file by: the remembered one where its headings are there, else guessed.

    Refused: a column without which no row can be read is missing, or stands there twice.
    """
    mapping = pair(header, fields, remembered)
    lacking = missing(header, fields, mapping)
    if lacking:
        raise Refused(lacking)
    twice = sorted({each.heading for each in mapping.chosen if list(header).count(each.heading) > 1})
    if twice:
        raise Refused(f"The file has more than one column headed {_listed(twice)}: delete or rename all but one.")
    return mapping


def pair(header: Sequence[str], fields: Sequence[Field], remembered: Mapping | None) -> Mapping:
    """The remembered columns where their headings are there, the others guessed; some may be missing."""
    guessed = guess(header, fields)
    known = set(header)
    kept = (
        ()
        if remembered is None
        else tuple(each for each in remembered.chosen if each.heading and each.heading in known)
    )
    none = set() if remembered is None else {each.key for each in remembered.chosen if not each.heading}
    taken = none | {each.key for each in kept} | {each.heading for each in kept}
    return Mapping(kept + tuple(e for e in guessed.chosen if e.key not in taken and e.heading not in taken))


def missing(header: Sequence[str], fields: Sequence[Field], mapping: Mapping) -> str:
    """The sentence that says which columns, without which no row can be read, aren't there; empty where all are."""
    titles = [field.title for field in fields if field.required and mapping.heading(field.key) is None]
    if not titles:
        return ""
    return (
        f"The file has no column for {_listed(titles)}. Its headings are: {_listed([h for h in header if h])}. "
        "Say which column it is, or ask for the file again."
    )


def refused_until_chosen(header: Sequence[str], fields: Sequence[Field], mapping: Mapping) -> Refused | None:
    """Why no row can be read before a needed column is chosen by hand.

    None where every needed one is known, and where choosing wouldn't help: then it is another kind of file.
    """
    lacking = missing(header, fields, mapping)
    return Refused(lacking) if lacking and _could_be_chosen(header, fields) else None


def _could_be_chosen(header: Sequence[str], fields: Sequence[Field]) -> bool:
    """Whether the file has headings enough for all that must be there; else it is another kind of file."""
    return len({heading for heading in header if heading.strip()}) >= sum(field.required for field in fields)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(heading))


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}" if quoted else "nothing"
