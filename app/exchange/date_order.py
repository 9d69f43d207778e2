"""In which order a file writes its dates: judged over all of its date columns before any row of it is read.

05/11/2026 says nothing of its order, 14/11/2026 has the day first for sure and 11/14/2026 the month. One of the last
kind anywhere, and every date of the first kind is in doubt: then somebody is asked, and no row is guessed. A true date
of a workbook has no order, but Excel made it from a text by its own: a text left over beside it tells whether rightly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from app.door.errors import Refused
from app.exchange.date_tally import DateColumn, cells_of, example_of, kind_of, tallied
from app.exchange.files.asked import Asks, DateOrder, FileAsks, Question
from app.exchange.files.cells import Cell, Row
from app.exchange.files.names import called
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.reading import Reading
from app.exchange.written_days import written_day

_HANDFUL = 5  # dates that could be either, from which on it is said that they are read day first
_FEWEST = 3  # texts, and true dates, that together are no chance any more
_AS_EXCEL_READS = re.compile(
    r"\s*[0-9]{1,2}[/-][0-9]{1,2}[/-](?:[0-9]{4}|[0-9]{2})(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*"
).fullmatch
_BOTH = (
    (DateOrder.DAY_FIRST.value, "The day first: 05/11/2026 is 5 November 2026"),
    (DateOrder.MONTH_FIRST.value, "The month first: 05/11/2026 is 11 May 2026"),
)
_AS_THEY_STAND = ((DateOrder.DAY_FIRST.value, "The day first, and the true dates are right as they stand"),)
_COMMAND_LINE = "On the command line: --day-first or --month-first."
_COMMAND_LINE_DAY = "On the command line: --day-first, if they are right."


class _Line(Protocol):
    """A row that was read or refused, with its cells as they were."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def cells(self) -> tuple[Cell, ...]: ...


L = TypeVar("L", bound=_Line)
K = TypeVar("K", bound=_Line)


@dataclass(frozen=True, slots=True)
class Judged:
    """The order to read a file's dates by, in which columns, and what is to be said about it."""

    order: DateOrder
    columns: tuple[int, ...]
    notices: tuple[Notice, ...] = ()

    def told_of(self, reading: Reading[L]) -> Reading[L]:
        """A reading with these notices, its cells so that they mean the same in a file of a few rows.

        Where a few rows are refused, nothing may tell any more that the month is first: 10/11/2026 is 11 Oct 2026.
        """
        if self.order is DateOrder.MONTH_FIRST:
            reading = replace(reading, good=self._kept(reading.good), refused=self._kept(reading.refused))
        return replace(reading, notices=(*reading.notices, *self.notices)) if self.notices else reading

    def _kept(self, lines: Iterable[K]) -> tuple[K, ...]:
        return tuple(replace(line, cells=tuple(map(self._sure, range(len(line.cells)), line.cells))) for line in lines)

    def _sure(self, at: int, cell: Cell) -> Cell:
        if at not in self.columns or not isinstance(cell, str) or kind_of(cell) != "either":
            return cell
        written = written_day(cell)
        return cell if written is None else f"{written.day(self.order):%d %b %Y}{written.rest}"


def order_of(sheet: Sheet, columns: Sequence[int | None], said: DateOrder | None) -> Judged:
    """The order of the dates in these columns, as `said` or as the file says it.

    FileAsks where the file says that the month is first, or says both, and nobody said which. Refused, whatever was
    said: true dates of a workbook that were made by the other order, for then the right ones can't be told any more.
    """
    judged = tuple(at for at in columns if at is not None)
    found = [tallied(sheet.rows, at, sheet.header[at]) for at in judged]
    _refuse_swapped(sheet, found)
    if said is None:
        _ask_where_left_over(sheet, found)
        _ask_where_month_first(sheet, found)
        return Judged(DateOrder.DAY_FIRST, judged, _unsaid(sheet, found))
    return Judged(said, judged, _contradicted(sheet, found, said))


def months_first(rows: Sequence[Row], column: int) -> bool:
    """Whether any date in this column can only have its month first."""
    return bool(tallied(rows, column, "").month_first)


def could_be_either(cell: Cell) -> bool:
    """Whether a cell is the text of a day that is another one by the other order."""
    return isinstance(cell, str) and kind_of(cell) == "either"


# --- Asking ----------------------------------------------------------------------------------------------------


def _ask_where_month_first(sheet: Sheet, columns: Sequence[DateColumn]) -> None:
    months, days = _count(columns, "month_first"), _count(columns, "day_first")
    if not months:
        return
    either, month = _count(columns, "either"), example_of(sheet, columns, "month")
    if days:
        sentence = (
            f"{called(sheet.name)} writes dates in both orders: {example_of(sheet, columns, 'day')} has the day first, "
            f"{month} the month ({days:,} and {months:,} such, {either:,} that could be either). Say which order "
            f"those have; the rows that don't fit are refused by themselves.{_as_they_stand(columns)}"
        )
    else:
        sentence = (
            f"{called(sheet.name)} writes the month first: {month} can be no other ({months:,} such, {either:,} "
            "that could be either). Say which order its dates have; the rows that don't fit are refused by "
            f"themselves.{_as_they_stand(columns)}"
        )
    raise FileAsks(Question(Asks.ORDER, sentence, _BOTH), command_line=_COMMAND_LINE)


def _as_they_stand(columns: Sequence[DateColumn]) -> str:
    mixed = any(column.true and column.month_first for column in columns)
    return " True dates beside them are taken as they stand." if mixed else ""


def _refuse_swapped(sheet: Sheet, columns: Sequence[DateColumn]) -> None:
    """An American file opened in a British Excel: 10/14 stays a text, but 10/11 became 10 November."""
    for column in columns:
        if column.month_first and column.true and not column.any_late:
            month = example_of(sheet, [column], "month")
            raise Refused(
                f"{called(sheet.name)} holds dates that were turned round: {month} has the month first and stayed a "
                f"text, but {column.true_dates} there, none of them after the 12th of a month, as when Excel takes "
                "the month for the day. Ask for the file as it was before it was opened in Excel, or correct that "
                "cell if it alone is wrong.",
                who="whoever sent the file",
            )


def _ask_where_left_over(sheet: Sheet, columns: Sequence[DateColumn]) -> None:
    """A British file opened in an American Excel: 14/11 stays a text, but 10/11 became 11 October."""
    for column in columns:
        if column.true < _FEWEST or not column.day_first or column.any_late:
            continue
        texts = [cell for cell in cells_of(sheet.rows, column.at) if isinstance(cell, str) and _AS_EXCEL_READS(cell)]
        kinds = Counter(map(kind_of, texts))
        if kinds["day"] >= _FEWEST and not kinds["either"]:
            day = example_of(sheet, [column], "day")
            sentence = (
                f"{called(sheet.name)} may hold dates that were turned round: {day} and others after the 12th of a "
                f"month stayed texts, but {column.true_dates} there, none of them after the 12th, as when Excel "
                "takes the day for the month. Compare one with where it comes from; if it is wrong, ask for the file "
                "as it was before it was opened in Excel."
            )
            raise FileAsks(Question(Asks.ORDER, sentence, _AS_THEY_STAND), command_line=_COMMAND_LINE_DAY)


# --- Saying ----------------------------------------------------------------------------------------------------


def _unsaid(sheet: Sheet, columns: Sequence[DateColumn]) -> tuple[Notice, ...]:
    """That nothing in the file tells its order, where more than a handful of dates hang on it."""
    either = _count(columns, "either")
    if either <= _HANDFUL or _count(columns, "day_first"):
        return ()
    example = example_of(sheet, columns, "either")
    return (
        Notice(
            f"Nothing in the file tells whether its dates have the day or the month first; {either:,} are read with "
            f"the day first, such as {example}. Look whether that is right."
        ),
    )


def _contradicted(sheet: Sheet, columns: Sequence[DateColumn], said: DateOrder) -> tuple[Notice, ...]:
    """That the file itself only ever says the other order than the one that it was said to have."""
    names = {DateOrder.DAY_FIRST: ("day_first", "day"), DateOrder.MONTH_FIRST: ("month_first", "month")}
    fits, against = names.pop(said), next(iter(names.values()))
    if _count(columns, fits[0]) or not _count(columns, against[0]):
        return ()
    example, either = example_of(sheet, columns, against[1]), _count(columns, "either")
    return (
        Notice(
            f"Every date that tells its order has the {against[1]} first, such as {example}; yet {either:,} that "
            f"could be either are read with the {fits[1]} first, as was said. Look whether that is right."
        ),
    )


def _count(columns: Sequence[DateColumn], which: str) -> int:
    tallies: Iterator[Counter[str]] = (getattr(column, which) for column in columns)
    return sum(tally.total() for tally in tallies)
