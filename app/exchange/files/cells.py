"""What a cell of a file can hold, and the one place where every cell is tidied, whatever file it came from."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)))


@dataclass(frozen=True, slots=True)
class NotSaid:
    """A cell in which the file says nothing that can be believed: an error, or a formula never worked out.

    `shown` is what stands there ("#N/A", "=A1&B1"), `because` why it can't be used, as the end of a sentence.
    """

    shown: str
    because: str


Cell = str | int | float | bool | date | datetime | time | NotSaid | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet; `line` is the sheet's row, or the physical line on which a CSV record begins."""

    line: int
    cells: tuple[Cell, ...]


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, dates day first, nothing as an empty text."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case NotSaid():
            return cell.shown
        case bool():
            return "Yes" if cell else "No"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004  exact
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.second else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}"
        case _:
            return str(cell)


def tidied(text: str) -> str:
    """Without the control characters that no database and no paper can hold."""
    return text.translate(_CONTROLS) if _CONTROL.search(text) else text
