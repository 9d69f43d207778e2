"""The tables that lie over a sheet's rows: which is ours, and how it grows with what is added below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.layout.sheet_extent import column_number
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.elements import Element, Part, said_true
from reports.tracker.patch.members import DAMAGED
from reports.tracker.patch.parts import Parts, SheetPart
from reports.tracker.patch.told import TableGiven

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table: the member that holds it, its XML, where it lies, and its columns' headings."""

    member: str
    part: Part
    given: TableGiven
    headings: tuple[str, ...]

    @property
    def has_totals(self) -> bool:
        """Whether its last row holds totals."""
        return self.part.root.given.get("totalsRowCount", "0").strip() not in {"", "0"}


def tables_of(parts: Parts, sheet: SheetPart) -> tuple[TableFound, ...]:
    """The tables that lie over a sheet."""
    found = (each.target for each in parts.relations(sheet.member) if each.last == "table" and each.target)
    return tuple(_table(each, Part(parts.members.read(each))) for each in found)


def pivots_of(parts: Parts, sheet: SheetPart) -> tuple[str, ...]:
    """The ranges that pivot tables fill on a sheet."""
    found = (each.target for each in parts.relations(sheet.member) if each.last == "pivotTable" and each.target)
    placed = (Part(parts.members.read(each)).root.first("location") for each in found)
    return tuple(each.given["ref"] for each in placed if each is not None and "ref" in each.given)


def lengthen(table: TableFound, last: int) -> None:
    """Let the table, its filter buttons and the order it was last sorted in reach to this row.

    An order that ended before the table did was of some of its rows, and stays so.
    """
    before = table.given.bottom
    if last <= before:
        return
    _reach(table.part, table.part.root, last)
    for each in table.part.root.within():
        if each.name == "autoFilter" or (
            each.name in {"sortState", "sortCondition"} and "ref" in each.given and area(each.given["ref"])[3] == before
        ):
            _reach(table.part, each, last)


def area(reference: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a range, counted from 1."""
    found = _AREA.fullmatch(reference.strip())
    if found is None:
        raise TrackerUnreadable(DAMAGED)
    left, top = column_number(found[1].encode()), int(found[2])
    return left, top, column_number((found[3] or found[1]).encode()), int(found[4] or found[2])


def plain_text(text: str) -> str:
    """A text as a person sees it: signs that XML can't hold stand there by their numbers (`_x000a_`)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def _table(member: str, part: Part) -> TableFound:
    columns = part.root.first("tableColumns")
    listed = columns.all("tableColumn") if columns is not None else []
    headings = tuple(plain_text(each.given.get("name", "")) for each in listed)
    left, top, right, bottom = area(part.root.given.get("ref", ""))
    has_header = said_true(part.root.given.get("headerRowCount"), unless_said=True)
    formulas = dict(_formulas(listed, headings))
    return TableFound(member, part, TableGiven(left, top, right, bottom, formulas), headings if has_header else ())


def _formulas(columns: list[Element], headings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The formula of each column that is worked out; one of an array is left to Scheduling."""
    for column, heading in zip(columns, headings, strict=True):
        formula = column.first("calculatedColumnFormula")
        if formula is not None and formula.text and not said_true(formula.given.get("array")):
            yield heading, formula.text


def _reach(part: Part, element: Element, last: int) -> None:
    start, _, end = element.given["ref"].partition(":")
    end = re.sub(r"\d+", str(last), end or start)
    part.put(element, "ref", f"{start}:{end}")
