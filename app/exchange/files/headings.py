"""Finds the headings of a table, which may stand below a title, in two rows, or twice for one thing."""

import re
from collections.abc import Iterator, Sequence

from app.door.errors import Refused
from app.exchange.columns import Field, names_of, plain
from app.exchange.files.below import rows_below
from app.exchange.files.cells import Cell, Row, text_of
from app.exchange.files.names import MOST_ROWS, called
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.twice import told_apart
from app.exchange.files.widths import wider_than

REFUSED_HEADING = "Refused because"
LINE_HEADING = "Line"

_HEADER_WITHIN = 20
_COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_KNOWN_WITHIN = 60
_SHOWN = 80
_GUARDED = re.compile(r"'['=+\-@\t\r]")


def table_of(name: str, rows: Iterator[Row], fields: Sequence[Field] = ()) -> Sheet:
    """Find the headings: the row that names most of `fields`, else the first about as full as the fullest at the top.

    Rows above them, and below them what is no row of the list, are named; none is left out in silence.
    """
    kept: list[Row] = []
    for row in rows:
        kept.append(row)
        if len(kept) > MOST_ROWS:
            raise Refused(f"{called(name)} has more than {MOST_ROWS:,} rows: split it into smaller files.")
    above, at, header = _headings(name, kept, fields)
    below = [row for row in kept[at + 1 :] if any(map(_holds, row.cells))]
    ours = own_columns(header)
    if ours:
        header = tuple(heading[1:] if _GUARDED.match(heading) else heading for heading in header)
        below = [Row(row.line, tuple(map(_unguarded, row.cells))) for row in below]
    found = rows_below(header, below, fields)
    header, doubled = told_apart(header, found.rows, fields)
    return Sheet(
        name, kept[at].line, header, found.rows,
        notices=(*said_above(kept[:above]), *doubled, *found.notices),
        unfit=(*_wider(header, found.rows, ours), *found.unfit),
    )  # fmt: skip


def _headings(name: str, rows: Sequence[Row], fields: Sequence[Field]) -> tuple[int, int, tuple[str, ...]]:
    """Where they begin and end among the rows, and what they are."""
    known = _most_known(rows[:_KNOWN_WITHIN], fields)
    if known is not None:
        return known
    full = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) for row in rows[:_HEADER_WITHIN]]
    enough = max(2, 0.6 * max(full, default=0))
    at = next((index for index, count in enumerate(full) if count >= enough), None)
    if at is None:
        raise Refused(f"{called(name)} holds no table with headings: check that it is the right file.")
    return at, at, _texts(rows[at])


def _most_known(rows: Sequence[Row], fields: Sequence[Field]) -> tuple[int, int, tuple[str, ...]] | None:
    """The row that names most fields, two at least; with the row above it where both together name more."""
    names = {name: field.key for field in fields for name in names_of(field)}
    best: tuple[int, int, tuple[str, ...]] | None = None
    most = 1
    before: tuple[str, ...] = ()
    for at, row in enumerate(rows if names else ()):
        texts = _texts(row)
        for begins, header in ((at, texts), (at - 1, _filled_from(before, texts))):
            count = len({names[name] for name in map(plain, header) if name in names}) if begins >= 0 else 0
            if count > most:
                most, best = count, (begins, at, header)
        before = texts
    return best


def _filled_from(above: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
    """Headings in two rows: where the lower one has none, the upper one's."""
    width = max(len(above), len(texts))
    upper, lower = (each + ("",) * (width - len(each)) for each in (above, texts))
    return tuple(low or up for up, low in zip(upper, lower, strict=True))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(text_of(cell).split()) for cell in row.cells)


def said_above(rows: Sequence[Row]) -> tuple[Notice, ...]:
    """What stands above the headings, as one notice; none where nothing does."""
    if not rows:
        return ()
    said = " ".join(filter(None, _texts(rows[0])))
    shown = f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
    if len(rows) == 1:
        return (Notice(f"Line {rows[0].line} stands above the headings and is no row of the list: “{shown}”."),)
    return (
        Notice(
            f"{len(rows):,} lines stand above the headings and are no rows of the list: lines {rows[0].line} to "
            f"{rows[-1].line}, from “{shown}” on."
        ),
    )


def own_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Where a file of refused rows, corrected and sent again, says their lines and reasons: never part of a row."""
    if REFUSED_HEADING not in header:
        return ()
    reason = len(header) - 1 - list(reversed(header)).index(REFUSED_HEADING)
    return (reason - 1, reason) if reason and header[reason - 1] == LINE_HEADING else (reason,)


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe in a text file of refused rows."""
    return f"'{text}" if text.startswith(_COULD_BE_A_FORMULA) else text


def guarded_twice(text: str) -> str:
    """In a workbook a text is one whatever it begins with: only what would be taken for a guard gets one before it."""
    return f"'{text}" if _GUARDED.match(text) else text


def _holds(cell: Cell) -> bool:
    """Whether anything is to be seen in it."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _unguarded(cell: Cell) -> Cell:
    """Undo what the file of refused rows does to a text that could be taken for a formula."""
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell


def _wider(header: Sequence[str], rows: Sequence[Row], ours: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Rows with something right of the last heading; our own two columns are no headings of theirs."""
    if not ours:
        return wider_than(header, rows)
    first, after = ours[0], ours[-1] + 1
    without = [Row(row.line, row.cells[:first] + row.cells[after:]) for row in rows]
    return wider_than((*header[:first], *header[after:]), without)
