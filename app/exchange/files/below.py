"""What stands below the headings and is no row of the list: headings again, a sum, or another table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.columns import Field, names_of, plain
from app.exchange.files.cells import NotSaid, Row, text_of
from app.exchange.files.sheet import Notice

_SUM = re.compile(r"(?:grand |sub-? ?|over)?totals?\b|sum\b|count\b", re.IGNORECASE)
_NUMBER = re.compile(r"[£€\s\d.,:%()+-]+")
_LONGEST_LABEL = 40
_LAST = 5
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Below:
    """The rows of the list; by line those that stand under other headings, and what was left out."""

    rows: tuple[Row, ...]
    unfit: tuple[tuple[int, str], ...] = ()
    notices: tuple[Notice, ...] = ()


def rows_below(header: Sequence[str], rows: Sequence[Row], fields: Sequence[Field]) -> Below:
    """Headings that stand there again and sums are left out and named; rows under other headings are refused."""
    places = _places_to_look(header, rows, fields)
    if not places:
        return Below(tuple(rows))
    left_out: set[int] = set()
    notices: list[Notice] = []
    other: Row | None = None
    unfit: list[tuple[int, str]] = []
    own = tuple(map(plain, header))
    names = {name: field.key for field in fields for name in names_of(field)}
    begins = 0
    for at in places:
        row = rows[at]
        texts = tuple(map(plain, map(text_of, row.cells)))
        said = ""
        if _is_same(own, texts):
            _under(other, rows[begins:at], unfit)
            said, other, begins = "repeats the headings", None, at + 1
        elif _are_other_headings(row, texts, names):
            _under(other, rows[begins:at], unfit)
            said, other, begins = "holds other headings", row, at + 1
        elif _is_sum(row):
            said = f"is a sum (“{_first(row)}”)"
        if said:
            left_out.add(row.line)
            notices.append(Notice(f"{said[0].upper()}{said[1:]} and is no row of the list.", row.line))
    _under(other, rows[begins:], unfit)
    kept = tuple(row for row in rows if row.line not in left_out) if left_out else tuple(rows)
    return Below(kept, tuple(each for each in unfit if each[0] not in left_out), tuple(notices))


def _under(other: Row | None, rows: Sequence[Row], unfit: list[tuple[int, str]]) -> None:
    """Refuse the rows of another table: their cells would be read by the wrong columns."""
    if other is not None:
        unfit.extend(
            (row.line, f"This row stands under other headings (line {other.line}): put it on a sheet of its own.")
            for row in rows
        )


def _places_to_look(header: Sequence[str], rows: Sequence[Row], fields: Sequence[Field]) -> list[int]:
    """Rows that could be something else, found without looking closely at a hundred thousand of them.

    The last ones, those below an empty line, those that begin like a sum, and those in which a heading stands.
    """
    words = {text for field in fields for name in (field.title, *field.headings) for text in _spelled(name)}
    words |= {heading for heading in header if heading}
    last = len(rows) - _LAST
    found = []
    line = rows[0].line - 1 if rows else 0
    for at, row in enumerate(rows):
        first = row.cells[0]
        if (
            row.line != line + 1
            or at >= last
            or (first.__class__ is str and first[:1] in "TtGgSsCcOo" and _SUM.match(first))
            or not words.isdisjoint(row.cells)
        ):
            found.append(at)
        line = row.line
    return found


def _spelled(name: str) -> tuple[str, ...]:
    return name, name.lower(), name.upper(), name.title()


def _is_same(own: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the row is the headings once more."""
    width = max(len(own), len(texts))
    return [*own, *[""] * (width - len(own))] == [*texts, *[""] * (width - len(texts))]


def _are_other_headings(row: Row, texts: Sequence[str], names: dict[str, str]) -> bool:
    """Two fields at least and most of its cells are headings, and nothing in it is a number or has a digit."""
    filled = [text for text in texts if text]
    known = {names[text] for text in filled if text in names}
    if len(known) < 2 or len(known) < _MOSTLY * len(filled):  # noqa: PLR2004  one word alone may be a value
        return False
    return all(cell is None or (isinstance(cell, str) and not any(map(str.isdigit, cell))) for cell in row.cells)


def _is_sum(row: Row) -> bool:
    """A label such as “Total”, and beside it only numbers."""
    filled = [cell for cell in row.cells if cell is not None and cell != ""]
    label = filled[0] if filled else None
    if not isinstance(label, str) or len(label) > _LONGEST_LABEL or not _SUM.match(label.strip()):
        return False
    return all(
        isinstance(cell, (int, float, NotSaid)) or (isinstance(cell, str) and _NUMBER.fullmatch(cell))
        for cell in filled[1:]
    )


def _first(row: Row) -> str:
    return " ".join(filter(None, (text_of(cell).strip() for cell in row.cells)))
