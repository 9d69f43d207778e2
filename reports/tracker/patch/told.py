"""What the two halves of a patch tell each other: the package, which knows parts, and the sheet, which knows rows.

The package finds our sheets and gives each as `Given`; the sheet half answers with `Patched`, whose pieces the package
puts into the zip. What a sheet should say comes from `reports.tracker.sheets` as `Due`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.layout.cells import Heading, Kind, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What one of our sheets should say, by row: `rows` maps the text under the `key` heading to our cells' values.

    `headings` are ours, in order; `needed` are columns of Scheduling's that must be there too. `born` gives, for a row
    that is new in the sheet, values of other columns by their headings (the marks that the database knows). `others`
    says what our cells should say, by heading, in a row whose key isn't due (somebody who left); None leaves it.
    `least_lines` is the least height of a new row. Where `adds_columns`, a heading of ours that is missing is put at
    the right end of a plain sheet; elsewhere it is refused by name. `known_by` finds the key of a row whose key cell
    is empty or isn't there, from what its other cells say, by heading (a sheet of an earlier release). `choices` are
    our lists: by heading the formula (as `"Yes,No,Query"`) of a list that reaches to the sheet's last row.
    """

    name: str
    headings: tuple[Heading, ...]
    key: str
    rows: Mapping[str, tuple[Value, ...]]
    needed: tuple[Heading, ...] = ()
    born: Mapping[str, Mapping[str, Value]]
    others: Callable[[str], Mapping[str, Value] | None]
    least_lines: int = 1
    adds_columns: bool = False
    known_by: Callable[[Mapping[str, str]], str] | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableGiven:
    """The table over a sheet's rows, counted from 1; `formulas` are its calculated columns' formulas by heading.

    A formula is as the table's part has it, with XML's escapes undone.
    """

    left: int
    top: int
    right: int
    bottom: int
    formulas: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A sheet as it is in the package.

    `pieces` inflates the part from its beginning each time that it is called; `strings` are the shared strings,
    decoded, by their index; `look` gives the style index of a kind of cell, appended to the styles at the first call.
    `shows_day` says whether a style index shows a number as a day or moment. `other_ranges` are further places
    where nothing may be written ("D5:F9": pivot tables, for one); joined cells and spills are found in the sheet.
    """

    name: str
    pieces: Callable[[], Iterator[bytes]]
    strings: Callable[[], tuple[str, ...]]
    is_1904: bool
    look: Callable[[Kind], int]
    shows_day: Callable[[int], bool]
    table: TableGiven | None
    other_tables: tuple[TableGiven, ...]
    other_ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PutBack:
    """A cell of ours that said something else: where, what was found (as a person reads it) and what it says now."""

    key: str
    heading: str
    cell: str
    found: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """One of our sheets after the patch: its new bytes, in pieces of whole rows, made each time they are asked for.

    `is_changed` is False where every byte stays. `last` is the last row of the table now (None: no table, or as it
    was). `formulas_gone` are cells ("F12") that held a formula and hold a value now: the calculation chain lets them
    go. `filter_range` is the range of the sheet's own filter (no table's) where it grew: its hidden name says it too.
    `added` are the keys that are new, in order. `twice` maps a key to the rows in which it stands more than once.
    `unknown` are rows with a key that isn't due and that `others` left.
    """

    pieces: Callable[[], Iterator[bytes]]
    is_changed: bool
    last: int | None
    filter_range: str | None
    formulas_gone: frozenset[str]
    added: tuple[str, ...]
    put_back: tuple[PutBack, ...]
    twice: Mapping[str, tuple[int, ...]]
    unknown: Mapping[str, int]
