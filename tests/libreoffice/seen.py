"""Two looks at a tracker, before and after an export: what must be the same, by Ref and heading wherever both stand."""

import re
from typing import Any

from reports.tracker.sheets import OURS, PEOPLE, SCHEDULINGS, TRACKER
from tests.libreoffice.plain_reader import Read

Look = dict[str, Any]
Cell = tuple[str, str]
OUR_SHEETS = frozenset({"Tracker", "Capacity", "People", "About"})
OUR_HEADINGS = frozenset(each.title for each in OURS)
MARKS = tuple(each.title for each in SCHEDULINGS)
REMARK = "Remark"
_PARTS = re.compile(r"([A-Z]+)(\d+)")


class Grid:
    """A sheet of a look: its headings by column, its keys by row, and everything by both."""

    def __init__(self, sheet: Look, key: str) -> None:
        cells = {_parted(address): found for address, found in sheet["cells"].items()}
        self.headings = {column: str(found[0]) for (column, row), found in cells.items() if row == "1"}
        where = next(column for column, title in self.headings.items() if title == key)
        self.keys = {row: str(found[0]) for (column, row), found in cells.items() if column == where and row != "1"}
        self.sheet = sheet
        self.values = {
            (self.keys.get(row, f"row {row}"), self.headings.get(column, column)): found
            for (column, row), found in cells.items()
            if row != "1"
        }

    @property
    def twice(self) -> list[str]:
        """Keys that stand in more than one row."""
        keys = list(self.keys.values())
        return sorted({key for key in keys if keys.count(key) > 1})

    def by_cell(self, what: str) -> dict[Cell, Any]:
        """Notes or bold words, by key and heading."""
        parted = {_parted(address): found for address, found in self.sheet[what].items()}
        return {
            (self.keys.get(row, row), self.headings.get(column, column)): it for (column, row), it in parted.items()
        }

    def by_row(self, what: str) -> dict[str, Any]:
        """Colours by key."""
        return {self.keys.get(row, row): found for row, found in self.sheet[what].items()}

    def by_column(self) -> dict[str, tuple[int, bool]]:
        """How wide each column is and whether it is hidden, by heading."""
        widths, hidden = self.sheet["widths"], self.sheet["hidden"]
        return {
            title: (widths[at], at in hidden)
            for column, title in self.headings.items()
            if (at := _number(column)) < len(widths)
        }

    def shown(self, key: str, heading: str) -> Any:
        """What a cell says; nothing where it is empty."""
        return self.values.get((key, heading), ["", ""])[0]


def with_bold(look: Look, read: dict[str, dict[str, Read]]) -> Look:
    """A look with the bold words as they stand in the file: to ask LibreOffice for those of each cell takes minutes."""
    for name, sheet in look.items():
        sheet["bold"] = {address: list(cell.bold) for address, cell in read[name].items() if cell.bold}
    return look


def lost(before: Look, after: Look) -> list[str]:
    """What stood in the workbook before an export and doesn't afterwards, or stands there differently; sentences."""
    found = [f"the sheet {name} is gone" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        if name == TRACKER:
            found += _lost_of_rows(Grid(before[name], "Ref"), Grid(after[name], "Ref"))
        elif name == PEOPLE:
            found += _lost_of_people(Grid(before[name], "MOSAIC id"), Grid(after[name], "MOSAIC id"))
        elif name not in OUR_SHEETS:
            found += _lost_of_their_sheet(name, before[name], after[name])
        if before[name]["frozen"] != after[name]["frozen"]:
            found.append(f"{name}: frozen {before[name]['frozen']}, then {after[name]['frozen']}")
    return found


def _lost_of_rows(before: Grid, after: Grid) -> list[str]:
    found = [f"{key} is gone" for key in set(before.keys.values()) - set(after.keys.values())]
    for (key, heading), value in before.values.items():
        then = after.values.get((key, heading), ["", ""])
        if heading not in OUR_HEADINGS and _unlike(value, then):
            found.append(f"{key}, {heading}: {value}, then {then}")
    for what in ("notes", "bold"):
        kept = after.by_cell(what)
        found += [
            f"{what} of {cell}: {said!r}, then {kept.get(cell)!r}"
            for cell, said in before.by_cell(what).items()
            if kept.get(cell) != said and (what == "notes" or cell[1] not in OUR_HEADINGS)
        ]
    colours, columns = after.by_row("colours"), after.by_column()
    found += [
        f"the colour of {key}: {it}" for key, it in before.by_row("colours").items() if colours.get(key, "none") != it
    ]
    found += [
        f"the column {title}: {it}, then {columns.get(title)}"
        for title, it in before.by_column().items()
        if columns.get(title) != it
    ]
    return found + _lost_of_table(before, after)


def _lost_of_people(before: Grid, after: Grid) -> list[str]:
    """Nobody goes, and what stands beside somebody, in a note or a column of theirs, stays beside them."""
    notes = after.by_cell("notes")
    found = [f"{key} is gone from People" for key in set(before.keys.values()) - set(after.keys.values())]
    found += [f"the note on {cell}: {it!r}" for cell, it in before.by_cell("notes").items() if notes.get(cell) != it]
    return found + [
        f"{cell}: {said}, then {after.values.get(cell)}"
        for cell, said in before.values.items()
        if cell[1] == REMARK and after.values.get(cell) != said
    ]


def _lost_of_table(before: Grid, after: Grid) -> list[str]:
    """The table reaches to the last row, with its buttons and filter; what a filter hid is still out of sight."""
    found = []
    tables = {table[0]: table[1:] for table in after.sheet["tables"]}
    for name, area, *rest in before.sheet["tables"]:
        then, *still = tables.get(name, ["nowhere"])
        if rest != still or then.split(":")[0] != area.split(":")[0]:
            found.append(f"the table {name}: {area} {rest}, then {then} {still}")
        if len(after.keys) + 1 > int(then.rsplit(":")[-1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")):
            found.append(f"the table {name} ends at {then}, before the last of {len(after.keys)} rows")
    lists = after.by_cell("lists").get(("1", "CCL updated"), 0)
    if lists < len(after.keys):
        found.append(f"the list of answers reaches {lists} of {len(after.keys)} rows")
    hidden = {before.keys.get(row, row) for row in before.sheet["out of sight"]}
    hidden -= {after.keys.get(row, row) for row in after.sheet["out of sight"]}
    return found + [f"{key} was out of sight and isn't" for key in sorted(hidden)]


def _lost_of_their_sheet(name: str, before: Look, after: Look) -> list[str]:
    """Everything, but that a formula's value may have moved on with our rows."""
    cells = after["cells"]
    found = [
        f"{name} {address}: {value}, then {cells.get(address)}"
        for address, value in before["cells"].items()
        if _unlike(value, cells.get(address, ["", ""]))
    ]
    return found + [
        f"{name}: {what} {before[what]}, then {after[what]}"
        for what in ("notes", "bold", "colours", "widths", "hidden")
        if before[what] != after[what]
    ]


def _unlike(value: list[Any], then: list[Any]) -> bool:
    return bool(value[1] != then[1] or (not value[1] and value[0] != then[0]))


def misread(look: Look, read: dict[str, dict[str, Read]]) -> list[str]:
    """Where LibreOffice shows something else than stands in the file; a formula's value is its own business."""
    found = [f"the sheet {name} isn't shown" for name in read.keys() - look.keys()]
    for name in read.keys() & look.keys():
        shown = look[name]["cells"]
        found += [f"{name} {address}: shown and not in the file" for address in shown.keys() - read[name].keys()]
        for address, cell in read[name].items():
            value = shown.get(address, [None, ""])[0]
            if not cell.is_formula and not _same(cell.value, value):
                found.append(f"{name} {address}: {cell.value!r} in the file, {value!r} shown")
    return found


def _same(stands: float | str, shown: Any) -> bool:
    if isinstance(stands, str) or not isinstance(shown, (int, float)):
        return bool(stands == shown)
    return abs(stands - shown) < 1e-9 * max(1.0, abs(stands))


def _parted(address: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(address)
    assert found is not None
    return found[1], found[2]


def _number(column: str) -> int:
    """A column's place, from 0."""
    at = 0
    for letter in column:
        at = at * 26 + ord(letter) - 64
    return at - 1
