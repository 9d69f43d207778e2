"""Rows of a text that have other than as many cells as the headings: cut, broken, divided otherwise, or just short."""

from collections.abc import Iterator, Sequence

from app.door.errors import Refused
from app.exchange.files.cells import Row, text_of
from app.exchange.files.delimiter import DELIMITERS, cells_alone
from app.exchange.files.names import called
from app.exchange.files.quotes import Spans
from app.exchange.files.sheet import Notice, Sheet

_TELLING = 4  # below so many headings, two short rows that make one together are nothing but short
_NAMED = 20


def refuse_cut(rows: Sequence[Row], width: int, name: str) -> None:
    """Refuse a text that ends without a line break in a row shorter than every other: the rest of it may be missing."""
    least = min((len(row.cells) for row in rows[:-1]), default=width)
    if rows and len(rows[-1].cells) < min(least, width):
        raise Refused(
            f"{called(name)} ends in the middle of line {rows[-1].line:,}: it may be cut. Ask for it again; where that "
            "line is whole, end it with a line break."
        )


def refuse_lone_returns(lines: Sequence[str], spans: Spans, name: str) -> None:
    """Refuse records of which some end with a lone carriage return and some don't: it may stand within a cell."""
    within = {line for first, (last, _) in spans.items() for line in range(first, last)}
    ended = (at for at, line in enumerate(lines, 1) if line.endswith(("\r", "\n")) and line.strip("\r\n"))
    ends = {at: lines[at - 1].endswith("\r") for at in ended if at not in within}
    if len(set(ends.values())) > 1:
        lone = [at for at, is_lone in ends.items() if is_lone]
        raise Refused(
            f"{called(name)}: line {lone[0]:,} ends with a carriage return and others with a line feed, so that it "
            "can't be told whether a row ends there. Nothing is taken in: ask for the list as an Excel workbook."
        )


def refuse_mixed(sheet: Sheet, width: int, lines: Sequence[str], delimiter: str) -> None:
    """Refuse headings and rows that are divided by different signs: a row would be one cell, or a heading a title."""
    below = ((row.line, len(row.cells)) for row in sheet.rows if len(row.cells) != width)
    above = ((line, 0) for line in range(1, sheet.header_line))
    for line, found in (*above, *below):
        for other in DELIMITERS:
            if other == delimiter or other not in lines[line - 1]:
                continue
            alone = cells_alone(lines[line - 1], other)
            tight = alone - lines[line - 1].count(f"{other} ")
            if (alone == width and (found == 1 or width >= _TELLING)) or (not found and tight > width):
                first = sheet.header_line or sheet.rows[0].line
                raise Refused(
                    f"{called(sheet.name)}: line {line:,} is divided by {DELIMITERS[other]}, and line {first:,} by "
                    f"{DELIMITERS[delimiter]}. Nothing is taken in: ask for the list as an Excel workbook."
                )


def broken_by_a_line_break(rows: Sequence[Row], width: int, spans: Spans) -> tuple[tuple[int, str], ...]:
    """Rows that together have as many cells as the headings: by line, each with the reason against it."""
    if width < _TELLING:
        return ()
    found: list[tuple[int, str]] = []
    for first, after in _short_runs(rows, width, spans):
        run = rows[first:after]
        goes_on = all(len(row.cells) == 1 for row in run) and first and text_of(rows[first - 1].cells[-1]).strip()
        if goes_on and _follows(rows, first, spans) and len(rows[first - 1].cells) == width:
            run = rows[first - 1 : after]
        if len(run) > 1 and sum(len(row.cells) - 1 for row in run) + 1 == width:
            found += ((row.line, _reason(run)) for row in run)
    return tuple(found)


def shorter_rows(rows: Sequence[Row], width: int) -> tuple[Notice, ...]:
    """One notice that names the lines with fewer cells than there are headings; what they lack counts as empty."""
    short = [row.line for row in rows if len(row.cells) < width]
    if not short:
        return ()
    ranges = list(_ranges(short))
    named = ", ".join(f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in ranges[:_NAMED])
    more = " and more" if len(ranges) > _NAMED else ""
    said = f"Line {named} has" if len(short) == 1 else f"Lines {named}{more} ({len(short):,} in all) have"
    return (
        Notice(f"{said} fewer cells than there are headings: what is missing at the end is taken as empty.", short[0]),
    )


def _short_runs(rows: Sequence[Row], width: int, spans: Spans) -> Iterator[tuple[int, int]]:
    """Where rows that are too short follow each other line by line: the first, and the one after the last."""
    first = None
    for at, row in enumerate(rows):
        is_short = len(row.cells) < width
        if first is not None and not (is_short and _follows(rows, at, spans)):
            yield first, at
            first = None
        if is_short and first is None:
            first = at
    if first is not None:
        yield first, len(rows)


def _follows(rows: Sequence[Row], at: int, spans: Spans) -> bool:
    before = rows[at - 1].line
    last, _ = spans.get(before, (before, ()))
    return rows[at].line == last + 1


def _ranges(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = lines[0]
    for line in lines[1:]:
        if line != last + 1:
            yield first, last
            first = line
        last = line
    yield first, last


def _reason(run: Sequence[Row]) -> str:
    return (
        f"Lines {run[0].line:,} to {run[-1].line:,} may be one row, broken by a line break in a cell: put quotation "
        "marks around that cell. If they are several rows, put an empty line between them."
    )
