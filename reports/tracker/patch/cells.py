"""The cells of one row: what each says, read in one pass, and where each stands, found only where one is changed."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.layout.sheet_extent import column_number
from reports.tracker.patch.places import LAST_COLUMN, letters
from reports.tracker.patch.signs import count_of, rich_text_of, text_of, unescaped
from reports.tracker.patch.tags import Tags, attributes_of
from reports.tracker.patch.walk import damaged

_STRIDE = 6
_MOST_KEPT = 20_000


class Cells(NamedTuple):
    """A row's cells side by side, and one more that is nowhere and empty, for a column that has none.

    `formulas` are the attributes of a formula's tag (None: no formula); `values` and `inlines` are bytes as they stand.
    """

    columns: tuple[bytes, ...]
    attributes: list[bytes]
    formulas: list[bytes | None]
    values: list[bytes | None]
    inlines: list[bytes | None]


class Cell(NamedTuple):
    """One cell with its place in the row's bytes."""

    column: int
    start: int
    end: int
    attributes: dict[bytes, bytes]
    content: bytes
    content_at: int

    @property
    def style(self) -> int | None:
        """Its style's index, where it says one."""
        return count_of(self.attributes.get(b"s"))

    @property
    def attributes_again(self) -> bytes:
        """Its attributes written out as nearly all programs do."""
        return b"".join(b' %b="%b"' % each for each in self.attributes.items())


def read(tags: Tags, row: bytes) -> Cells:
    """The cells of a row."""
    parts = tags.usual_cell.split(row)
    between = parts[::_STRIDE]
    if any(between) and b"".join(between).strip():
        return _read_any(tags, row)
    return Cells(
        tuple(parts[1::_STRIDE]),
        [*parts[2::_STRIDE], b""],
        [*parts[3::_STRIDE], None],
        [*parts[4::_STRIDE], None],
        [*parts[5::_STRIDE], None],
    )


def _read_any(tags: Tags, row: bytes) -> Cells:
    columns, attributes, formulas, values, inlines = [], [], [], [], []
    for cell in located(tags, row):
        columns.append(letters(cell.column).encode())
        attributes.append(cell.attributes_again)
        formula, value, inline = (pattern.search(cell.content) for pattern in (tags.formula, tags.value, tags.inline))
        formulas.append(formula[1] if formula else None)
        values.append(value[1] if value else None)
        inlines.append(inline[1] + b"<" if inline else None)
    return Cells(tuple(columns), [*attributes, b""], [*formulas, None], [*values, None], [*inlines, None])


def located(tags: Tags, row: bytes) -> list[Cell]:
    """The cells of a row with their places in it; one that doesn't say where it stands follows the one before."""
    cells: list[Cell] = []
    at = column = 0
    while found := tags.any_cell.match(row, at):
        attributes = attributes_of(found[1])
        name = attributes.get(b"r", b"").rstrip(b"0123456789")
        if name and not name.isalpha():
            raise damaged()
        column = column_number(name) if name else column + 1
        if (
            column > LAST_COLUMN
            or (cells and column <= cells[-1].column)
            or tags.cell_start + b" " in (found[2] or b"")
        ):
            raise damaged()
        content_at = found.start(2) if found[2] is not None else found.end()
        cells.append(
            Cell(column, found.start(1) - len(tags.cell_start), found.end(), attributes, found[2] or b"", content_at)
        )
        at = found.end()
    rest = row[at:].strip()
    if rest and not rest.startswith((b"<" + tags.prefix + b"extLst", b"<extLst")):
        raise damaged()
    return cells


class Reading:
    """Says what cells mean: text of any kind, numbers, truth and errors, as a person and Excel read them."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self.types: dict[bytes, bytes] = {}
        self._inlines: dict[bytes, str] = {}

    def type_of(self, attributes: bytes) -> bytes:
        """What kind of value a cell holds: `s`, `n`, `inlineStr` …; the few kinds of attributes are read once."""
        known = self.types.get(attributes)
        if known is None:
            known = self.types[attributes] = attributes_of(attributes).get(b"t", b"n")
        return known

    def value(self, cells: Cells, at: int) -> str | float | bool | None:
        """What a cell says; of a formula, what was worked out."""
        kind, raw = self.type_of(cells.attributes[at]), cells.values[at]
        if kind == b"inlineStr":
            inline = cells.inlines[at]
            return None if inline is None else self.inline_text(inline)
        if not raw or raw.isspace():
            return None
        try:
            if kind == b"n":
                return float(raw)
            if kind == b"s":
                return self.strings[int(raw)]
        except (ValueError, IndexError) as error:
            raise damaged() from error
        return raw.strip() in {b"1", b"true"} if kind == b"b" else text_of(raw)

    def inline_text(self, inline: bytes) -> str:
        """What an inline text says: `inline` is the rest of a single `<t`, or the runs of a rich text."""
        known = self._inlines.get(inline)
        if known is None:
            if len(self._inlines) > _MOST_KEPT:
                self._inlines.clear()
            known = self._inlines[inline] = self._inline_text(inline)
        return known

    @staticmethod
    def _inline_text(inline: bytes) -> str:
        if b"<" in inline:
            return rich_text_of(inline)
        attributes, _, text = inline.partition(b">")
        said = text_of(text)
        return said if b"preserve" in attributes else said.strip(" \t\n")


def formula_of(tags: Tags, cell: Cell) -> tuple[dict[bytes, bytes], str] | None:
    """The attributes and the text of a cell's formula, without its sign of equality."""
    found = tags.formula.search(cell.content)
    return (attributes_of(found[1]), unescaped(found[2] or b"")) if found else None
