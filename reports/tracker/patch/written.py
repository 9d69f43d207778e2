"""Our cells and rows as XML: written in the usual way, a cell of text always as text."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from reports.layout.cells import Kind, Value
from reports.tracker.patch.compared import Compared
from reports.tracker.patch.places import letters
from reports.tracker.patch.signs import escaped, inline
from reports.tracker.patch.told import Given

_FIRST_SIGNS = ("=", "+", "-", "@")
_TEXT_TYPE = ' t="inlineStr"'
_MOST_KEPT = 20_000


class Formula(str):
    """The text of a formula to write, without its sign of equality."""

    __slots__ = ()


class Look(NamedTuple):
    """A column of ours in new rows: which of our values, its letters, the style of a moment in it, and of all else."""

    number: int
    letters: str
    of_moment: int
    of_other: int


class Writing:
    """Writes cells into one sheet, with its prefix, its first day and its looks."""

    def __init__(self, given: Given, prefix: str, compared: Compared) -> None:
        self._given, self._compared, self._prefix = given, compared, prefix
        self._looks: dict[Kind, int] = {}
        self._ends: dict[Value, str] = {}

    def look(self, kind: Kind, value: Value) -> int:
        """Our own look of a value in a column of that kind."""
        if kind is Kind.MOMENT and not isinstance(value, datetime):
            kind = Kind.DAY
        if kind not in self._looks:
            self._looks[kind] = self._given.look(kind)
        return self._looks[kind]

    def style_kept(self, style: int | None, kind: Kind, value: Value) -> int | None:
        """The style of a cell that is there already, or our look where that style can't show the value.

        A text that begins like a formula gets our look too: with it Excel takes it for a text in an edit as well.
        """
        if isinstance(value, str) and value.startswith(_FIRST_SIGNS):
            return self.look(kind, value)
        if value is None or isinstance(value, str):
            return style
        is_fit = self._given.shows_day(style or 0) == isinstance(value, date)
        return style if is_fit else self.look(kind, value)

    def cell(self, place: str, style: int | None, value: Value | Formula) -> str:
        """A cell that says the value; an empty one keeps its look."""
        looks = "" if style is None else f' s="{style}"'
        if isinstance(value, Formula):
            return self._prefixed(f'<c r="{place}"{looks}><f>{escaped(value)}</f></c>')
        kind, content = self.content(value)
        if not content:
            return self._prefixed(f'<c r="{place}"{looks}/>')
        return self._prefixed(f'<c r="{place}"{looks}{kind}>{content}</c>')

    def new_cells(self, number: int, columns: Sequence[Look], values: Sequence[Value]) -> list[str]:
        """The cells of a new row, as `cell` would write them."""
        if self._prefix:
            return [
                self.cell(f"{name}{number}", of_moment if isinstance(values[at], datetime) else of_other, values[at])
                for at, name, of_moment, of_other in columns
                if values[at] is not None and values[at] != ""
            ]
        cells, ends = [], self._ends
        for at, name, of_moment, of_other in columns:
            value = values[at]
            if value is None or value == "":
                continue
            end = ends.get(value)
            if end is None:
                end = self._end(value)
            if end:
                style = of_moment if isinstance(value, datetime) else of_other
                cells.append(f'<c r="{name}{number}" s="{style}"{end}')
        return cells

    def _end(self, value: Value) -> str:
        """A cell that says the value, from its kind on; kept, for many rows say the same."""
        kind, content = self.content(value)
        if len(self._ends) > _MOST_KEPT:
            self._ends.clear()
        end = self._ends[value] = f"{kind}>{content}</c>" if content else ""
        return end

    def content(self, value: Value) -> tuple[str, str]:
        """The kind of a cell that says the value, as an attribute, and what stands in the cell."""
        if isinstance(value, str):
            return (_TEXT_TYPE, self._text(value)) if value else ("", "")
        stored = self._compared.stored(value)
        return "", "" if stored is None else f"<v>{stored!r}</v>"

    def _text(self, value: str) -> str:
        stored = self._compared.stored(value)
        return inline(str(stored)) if stored else ""

    def _prefixed(self, cell: str) -> str:
        if not self._prefix:
            return cell
        return cell.replace("</", "\0").replace("<", f"<{self._prefix}").replace("\0", f"</{self._prefix}")


def place(column: int, row: int) -> str:
    """The name of a cell."""
    return f"{letters(column)}{row}"
