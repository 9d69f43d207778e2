"""The tables that lie over a sheet's rows: which is ours, and how it grows with what is added below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.elements import Element, Part, said_true
from reports.tracker.patch.members import DAMAGED
from reports.tracker.patch.parts import Parts, SheetPart
from reports.tracker.patch.places import Range, range_named
from reports.tracker.patch.signs import decoded
from reports.tracker.patch.told import TableGiven


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
        if "ref" in each.given and (
            each.name == "autoFilter"
            or (each.name in {"sortState", "sortCondition"} and _area(each.given["ref"]).bottom == before)
        ):
            _reach(table.part, each, last)


def _area(reference: str) -> Range:
    """Where a table lies: it always says so."""
    found = range_named(reference)
    if found is None:
        raise TrackerUnreadable(DAMAGED)
    return found


def _table(member: str, part: Part) -> TableFound:
    columns = part.root.first("tableColumns")
    listed = columns.all("tableColumn") if columns is not None else []
    headings = tuple(decoded(each.given.get("name", "")).replace("\r\n", "\n") for each in listed)
    left, top, right, bottom = _area(part.root.given.get("ref", ""))
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
