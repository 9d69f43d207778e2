"""Rows that are wider than the headings of their table: what stands right of the last heading is nowhere taken in."""

from collections.abc import Sequence

from app.exchange.files.cells import Row, text_of

_NAMED = 5


def width_of(header: Sequence[str]) -> int:
    """How many columns a table has, up to its last heading."""
    return max((at for at, heading in enumerate(header, start=1) if heading), default=0)


def wider_than(header: Sequence[str], rows: Sequence[Row]) -> tuple[tuple[int, str], ...]:
    """The rows in which something stands right of the last heading, by line, each with the reason against it."""
    width = width_of(header)
    found = []
    for row in rows:
        if len(row.cells) > width:
            beyond = [text for text in (" ".join(text_of(cell).split()) for cell in row.cells[width:]) if text]
            if beyond:
                found.append((row.line, _reason(beyond)))
    return tuple(found)


def _reason(beyond: Sequence[str]) -> str:
    """Names what stands there; a comma in a text without quotation marks is how most of it comes about."""
    named = ", ".join(f"“{text}”" for text in beyond[:_NAMED])
    more = f" and {len(beyond) - _NAMED:,} more" if len(beyond) > _NAMED else ""
    stands = "stand" if len(beyond) > 1 else "stands"
    return (
        f"Right of the last heading {stands} {named}{more}, which may be part of the cell before: put it where it "
        "belongs (in a CSV file with quotation marks around the whole cell), or give its column a heading."
    )
