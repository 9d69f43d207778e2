"""What reading a file gives, line by line: those that can go in, and those refused, to be corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.exchange.columns import Mapping
from app.exchange.files.cells import Cell, NotSaid, Row
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.unsaid import unsaid_reasons


class GoodLine(Protocol):
    """A row that was read, with its cells as they were."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def cells(self) -> tuple[Cell, ...]: ...  # noqa: D102


T = TypeVar("T")
G = TypeVar("G", bound=GoodLine)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that can't go in: its line in the file, every reason as a sentence, and its cells as they were."""

    line: int
    reasons: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def reason(self) -> str:
        """All the reasons as one text."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A file read through: by which columns, the rows that are good in themselves, and the refused ones.

    `notices` are what reading it saw of the file as a whole.
    """

    mapping: Mapping
    header: tuple[str, ...]
    good: tuple[T, ...]
    refused: tuple[RefusedLine, ...]
    notices: tuple[Notice, ...] = ()


def reading_of(sheet: Sheet, mapping: Mapping, good: Iterable[G], refused: Iterable[RefusedLine]) -> Reading[G]:
    """What was read of a sheet; rows of which a cell can't be believed or has no heading are refused, however good."""
    against = _against(sheet, mapping)
    if not against:
        return Reading(mapping, sheet.header, tuple(good), tuple(refused))
    taken, kept = tuple(good), tuple(refused)
    others = {each.line: each.reasons for each in kept}
    broken = (
        RefusedLine(row.line, (*against[row.line], *_no_echo(others.get(row.line, ()), row)), row.cells)
        for row in sheet.rows
        if row.line in against
    )
    return Reading(
        mapping,
        sheet.header,
        tuple(each for each in taken if each.line not in against),
        tuple(sorted((*(e for e in kept if e.line not in against), *broken), key=lambda each: each.line)),
    )


def _no_echo(reasons: tuple[str, ...], row: Row) -> tuple[str, ...]:
    """The reasons of a reader without those that only quote what was said already: an error, a formula."""
    told = [f"“{cell.shown}”" for cell in row.cells if isinstance(cell, NotSaid)]
    return tuple(each for each in reasons if not any(said in each for said in told))


def _against(sheet: Sheet, mapping: Mapping) -> dict[int, tuple[str, ...]]:
    """The reasons against rows that the file itself gives, by line."""
    against: dict[int, tuple[str, ...]] = {line: (reason,) for line, reason in sheet.unfit}
    used = [mapping.column(each.key, sheet.header) for each in mapping.chosen]
    lines = frozenset(sheet.unsaid)
    for row in sheet.rows if lines else ():
        if row.line in lines and (reasons := unsaid_reasons(row, used)):
            against[row.line] = (*against.get(row.line, ()), *reasons)
    return against


def all_refused(reading: Reading[G], unfit: Iterable[tuple[int, str]]) -> tuple[RefusedLine, ...]:
    """Rows that can't be read, and rows that don't fit the office's records (line, reason), in the file's order."""
    cells = {each.line: each.cells for each in reading.good}
    refused = (RefusedLine(line, (reason,), cells[line]) for line, reason in unfit)
    return tuple(sorted((*reading.refused, *refused), key=lambda each: each.line))
