"""Which column of a file is which field: guessed from the headings, or as it was remembered from the last time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.door.errors import Refused
from models.values import fold

_WHICH = re.compile(r" \(column [A-Z]{1,3}\)$")


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
        return next((each.heading for each in self.chosen if each.key == key and each.heading), None)

    def column(self, key: str, header: Sequence[str]) -> int | None:
        """Where that column stands in this header, counted from 0."""
        heading = self.heading(key)
        return None if heading is None else list(header).index(heading)


def named(header: Sequence[str], fields: Sequence[Field]) -> dict[str, tuple[str, ...]]:
    """By a field's key the headings that name it, its best first: several where the file has two columns for it.

    Headings and fields are paired by their folded names; a heading is used once, a field's first name wins.
    """
    free: dict[str, dict[str, None]] = {}
    for heading in header:
        if heading.strip():
            free.setdefault(plain(heading), {})[heading] = None
    best: dict[str, tuple[str, ...]] = {}
    for field in fields:
        first = next((name for name in names_of(field) if name in free), None)
        if first is not None:
            best[field.key] = tuple(free.pop(first))
    # What no field took for its own is another column for a field that it names as well.
    names = {field.key: names_of(field) for field in fields if field.key in best}
    for name, headings in free.items():
        key = next((key for key, known in names.items() if name in known), None)
        if key is not None:
            best[key] += tuple(headings)
    return best


def guess(header: Sequence[str], fields: Sequence[Field]) -> Mapping:
    """Each field with the heading that names it; a field that two headings name is left to be chosen."""
    found = named(header, fields)
    return Mapping(tuple(Chosen(key, headings[0]) for key, headings in found.items() if len(headings) == 1))


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
    known = set(header)
    told = () if remembered is None else remembered.chosen
    kept = tuple(each for each in told if not each.heading or each.heading in known)
    used = {each.heading for each in kept}
    settled = {each.key for each in kept}
    free = [heading for heading in header if heading not in used]
    return Mapping(kept + guess(free, [field for field in fields if field.key not in settled]).chosen)


def missing(header: Sequence[str], fields: Sequence[Field], mapping: Mapping) -> str:
    """Why no row can be read by these columns; empty where it can.

    A field has two columns and nobody has said which is meant, or a column that has to be there isn't.
    """
    doubled = _doubled(header, fields, mapping)
    unknown = [field for field in fields if field.key not in doubled and mapping.heading(field.key) is None]
    titles = [field.title for field in unknown if field.required]
    said = [
        f"{_listed(headings)} are {'two' if len(headings) == 2 else len(headings)} columns for the {title}: "  # noqa: PLR2004
        "say which one is meant, or delete or rename the others."
        for title, headings in doubled.values()
    ]
    return " ".join([*said, *([_no_column_for(titles, header)] if titles else [])])


def not_as_before(
    header: Sequence[str], fields: Sequence[Field], remembered: Mapping | None, mapping: Mapping
) -> tuple[str, ...]:
    """What is read otherwise than it was remembered, because the file has no column of that heading; one sentence."""
    titles = {field.key: field.title for field in fields}
    gone = [each for each in (remembered.chosen if remembered else ()) if each.heading and each.heading not in header]
    said = [
        f"{titles[each.key]} from {f'“{heading}”' if (heading := mapping.heading(each.key)) else 'no column'}, "
        f"not from “{each.heading}”"
        for each in gone
        if each.key in titles
    ]
    return (f"Not read as last time, for this file has other headings: {'; '.join(said)}.",) if said else ()


def as_headed(mapping: Mapping, header: Sequence[str]) -> Mapping:
    """The same with the headings as this file spells them. Refused: a heading that isn't there, or is there twice."""
    chosen = []
    for each in mapping.chosen:
        alike = [heading for heading in header if plain(heading) == plain(each.heading)]
        spelled = [each.heading] if not each.heading or each.heading in header else alike
        if len(spelled) != 1:
            often = "more than one" if spelled else "no"
            headings = _listed([heading for heading in header if heading])
            raise Refused(f"The file has {often} column headed “{each.heading}”. Its headings are: {headings}.")
        chosen.append(Chosen(each.key, spelled[0]))
    return Mapping(tuple(chosen))


def _doubled(
    header: Sequence[str], fields: Sequence[Field], mapping: Mapping
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Fields for which two columns stand there and none is chosen, by key: title and headings."""
    used = {each.heading for each in mapping.chosen}
    free = [heading for heading in header if heading not in used]
    settled = {each.key for each in mapping.chosen}
    titles = {field.key: field.title for field in fields if field.key not in settled}
    found = named(free, [field for field in fields if field.key in titles])
    return {key: (titles[key], headings) for key, headings in found.items() if len(headings) > 1}


def _no_column_for(titles: Sequence[str], header: Sequence[str]) -> str:
    which = "column it is" if len(titles) == 1 else "columns they are"
    return (
        f"The file has no column for {_listed(titles)}. Its headings are: {_listed([h for h in header if h])}. "
        f"Say which {which}, or ask for the file again."
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


@cache
def names_of(field: Field) -> tuple[str, ...]:
    """The names that a field goes by, as headings are compared."""
    return tuple(map(plain, (field.title, *field.headings)))


def plain(heading: str) -> str:
    """Without case, accents and signs, and without the letter by which two columns of one heading are told apart."""
    return re.sub(r"[^a-z0-9]", "", fold(_WHICH.sub("", heading)))


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}" if quoted else "nothing"
