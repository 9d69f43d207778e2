"""What reading a file gives, line by line: those that can go in, and those refused, to be corrected."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.exchange.columns import Mapping
from app.exchange.files.cells import Cell, text_of
from app.exchange.files.headings import REFUSED_HEADING
from app.exchange.files.sheet import Sheet


class _GoodLine(Protocol):
    """A row that was read, with its cells as they were."""

    @property
    def line(self) -> int: ...
    @property
    def cells(self) -> tuple[Cell, ...]: ...


T = TypeVar("T")
G = TypeVar("G", bound=_GoodLine)

_LINE_HEADING = "Line"
_COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


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
    """A file read through: by which columns, the rows that are good in themselves, and the refused ones."""

    mapping: Mapping
    header: tuple[str, ...]
    good: tuple[T, ...]
    refused: tuple[RefusedLine, ...]


def reading_of(sheet: Sheet, mapping: Mapping, good: Iterable[G], refused: Iterable[RefusedLine]) -> Reading[G]:
    """What was read of a sheet; rows whose cells don't fit its headings are refused, however good they look."""
    if not sheet.unfit:
        return Reading(mapping, sheet.header, tuple(good), tuple(refused))
    unfit = dict(sheet.unfit)
    taken, kept = tuple(good), tuple(refused)
    others = {each.line: each.reasons for each in kept}
    broken = (
        RefusedLine(row.line, (unfit[row.line], *others.get(row.line, ())), row.cells)
        for row in sheet.rows
        if row.line in unfit
    )
    return Reading(
        mapping,
        sheet.header,
        tuple(each for each in taken if each.line not in unfit),
        tuple(sorted((*(e for e in kept if e.line not in unfit), *broken), key=lambda each: each.line)),
    )


def all_refused(reading: Reading[G], unfit: Iterable[tuple[int, str]]) -> tuple[RefusedLine, ...]:
    """Rows that can't be read, and rows that don't fit the office's records (line, reason), in the file's order."""
    cells = {each.line: each.cells for each in reading.good}
    refused = (RefusedLine(line, (reason,), cells[line]) for line, reason in unfit)
    return tuple(sorted((*reading.refused, *refused), key=lambda each: each.line))


def refused_csv(header: Sequence[str], refused: Sequence[RefusedLine]) -> bytes:
    """The refused rows as a CSV file to correct and import again, with line and reason in its last columns.

    A text that Excel would take for a formula begins with an apostrophe there; reading such a file takes it off again.
    """
    # A file that was corrected once already carries both columns: their old content is not kept.
    kept = [at for at, heading in enumerate(header) if heading not in {_LINE_HEADING, REFUSED_HEADING}]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(_guarded(header[at]) for at in kept), _LINE_HEADING, REFUSED_HEADING])
    for line in refused:
        cells = [text_of(line.cells[at]) if at < len(line.cells) else "" for at in kept]
        writer.writerow([*map(_guarded, cells), str(line.line), _guarded(line.reason)])
    return out.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_COULD_BE_A_FORMULA) else text
