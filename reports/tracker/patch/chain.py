"""The order in which a workbook's formulas are worked out: a cell that holds a formula no longer leaves it."""

from collections.abc import Mapping

from reports.tracker.patch.elements import Part
from reports.tracker.patch.signs import count_of


def without(part: Part, gone: Mapping[int, frozenset[str]]) -> bool:
    """Let cells go, by their sheet's number; says whether any entry is left, for an empty order is no workbook.

    An entry without a sheet takes that of the one before, so it is written out where that one went.
    """
    sheet, said, left = 0, 0, 0
    for entry in part.root.all("c"):
        number = entry.given.get("i", "").strip()
        named = count_of(number)
        sheet = sheet if named is None else named
        if entry.given.get("r", "").replace("$", "").upper() in gone.get(sheet, frozenset()):
            part.take_out(entry)
            continue
        if not number and said != sheet:
            part.put(entry, "i", str(sheet))
        said, left = sheet, left + 1
    return bool(left)
