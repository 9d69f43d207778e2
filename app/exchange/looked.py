"""What a file would bring: the one result that the window shows and the command line reports.

A kind of file (`referrals_import.REFERRALS`, `ratings_import.RATINGS`, `people_import.PEOPLE`, `staff_import.STAFF`) is
looked at by `look.look_at(turn, kind, file, answers)`, or by `look_at_sheet` where the sheet is read already. Then:

- `refusal` says why no row could be read yet, and `question` what has to be answered first (order of dates, sheet);
  without a question the columns are to be chosen. The command line raises it, the window asks and looks again with
  other `Answers`.
- `accepted + known + changed + len(refused)` are the rows of the sheet: no row goes missing.
- `notices` are all there is to look at, of the file (no line) and of lines; `sheets` and `columns` account for the
  rest, and what of both isn't taken over is among the notices. A reader that sees something puts it in `Sheet.notices`.
- `rows()` are the lines one by one; made only when asked for, so ask on a worker.
- `kind.deed(looked, seen)` takes it in; `refused_rows.refused_file(looked.sheet, looked.refused)` gives back, in the
  format that was sent, what is to be corrected.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from app.door.errors import Refused
from app.exchange.files.asked import UNASKED, Answers, FileAsks, Question
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.reading import Reading, RefusedLine

T = TypeVar("T")


class Brings(Enum):
    """What would become of a row of the file."""

    REFUSED = "refused"
    CHANGED = "changed"
    LOOK_AT = "new, with something to look at"
    NEW = "new"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class LookedRow:
    """One row: its line, what becomes of it, whom or what it is about, and why, or what of it is to be looked at."""

    line: int
    brings: Brings
    about: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet of the file that holds rows: the one that was read, or one that is named. A text has one, unnamed."""

    title: str
    rows: int
    is_read: bool
    is_hidden: bool = False
    fits: bool = False


@dataclass(frozen=True, slots=True)
class UsedColumn:
    """A column that is taken over: as which field, and its heading in the file."""

    field: str
    heading: str


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column that isn't taken over, by its heading or its letter, and how many of its cells hold something."""

    heading: str
    cells: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Every column of the sheet: taken over, or named."""

    used: tuple[UsedColumn, ...] = ()
    named: tuple[NamedColumn, ...] = ()


NO_COLUMNS = Columns()


def _no_rows() -> tuple[LookedRow, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Looked(Generic[T]):
    """A file looked at; nothing is stored by it. How to use it says the module.

    `refused` are rows that can't be read and rows that don't fit the records, with their cells, in the file's order.
    `seen` are the versions of the records that changed rows would overwrite, by line, `plan` is what a deed of the same
    transaction takes up. `asks` are titles of staff that could be several roles.
    """

    sheet: Sheet
    reading: Reading[T]
    accepted: int = 0
    known: int = 0
    changed: int = 0
    refused: tuple[RefusedLine, ...] = ()
    about: Mapping[int, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    sheets: tuple[SheetSeen, ...] = ()
    columns: Columns = NO_COLUMNS
    seen: Mapping[int, int] = field(default_factory=dict)
    plan: object = None
    asks: tuple[str, ...] = ()
    answers: Answers = UNASKED
    refusal: Refused | None = None
    rows: Callable[[], tuple[LookedRow, ...]] = _no_rows

    @property
    def question(self) -> Question | None:
        """What has to be answered before a row can be read; none where the columns are to be chosen."""
        return self.refusal.question if isinstance(self.refusal, FileAsks) else None
