"""The workbook's own part: sheets, names, and the shared strings and properties that belong to the whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.excel.grid import text_in
from tests.excel.package import Package, child, children, relation_of
from tests.excel.places import cell_at
from tests.excel.rules.ordered import WORKBOOK, out_of_order

LONGEST_TEXT = 32_767
_LONGEST_NAME, _LONGEST_DEFINED = 31, 255
_NOT_IN_NAMES = set("[]:*?/\\")
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_R1C1 = re.compile(r"(?i)R\d*C\d*|R\d+|C\d+|R|C")


def findings(package: Package) -> Iterator[str]:
    root = package.tree(package.book)
    if root is None:
        yield "The workbook's own part is missing."
        return
    yield from out_of_order(package.book, root, WORKBOOK)
    yield from _sheets(package)
    yield from _views(package, root)
    yield from _names(package, root)
    yield from _strings(package)
    yield from _properties(package)


def twice(said: Iterable[str]) -> list[str]:
    """What stands there more than once, without regard to capitals."""
    return sorted(each for each, times in Counter(each.casefold() for each in said).items() if times > 1)


def _sheets(package: Package) -> Iterator[str]:
    part, sheets = package.book, package.sheets
    yield from (f"{part}: two sheets are called “{each}”." for each in twice(each.name for each in sheets))
    yield from (f"{part}: two sheets have the id {each}." for each in twice(each.number for each in sheets))
    yield from (f"{part}: two sheets are {each}." for each in twice(each.part for each in sheets if each.part))
    for each in sheets:
        if not 0 < len(each.name) <= _LONGEST_NAME:
            yield f"{part}: the sheet's name “{each.name}” has {len(each.name)} letters."
        if set(each.name) & _NOT_IN_NAMES or each.name.startswith("'") or each.name.endswith("'"):
            yield f"{part}: the sheet's name “{each.name}” holds a sign that no sheet's name may hold."
        if not each.number.isdigit() or not 0 < int(each.number) < 65_535:
            yield f"{part}: the sheet “{each.name}” has the id {each.number or 'of nothing'}."
        if not each.part:
            yield f"{part}: the sheet “{each.name}” is led to by no relation."
    if all(each.state != "visible" for each in sheets):
        yield f"{part}: no sheet can be seen."


def _views(package: Package, root: Any) -> Iterator[str]:
    views = child(root, "bookViews")
    for view in () if views is None else children(views, "workbookView"):
        for said in ("activeTab", "firstSheet"):
            if int(view.get(said, "0")) >= len(package.sheets):
                yield f"{package.book}: {said} says {view.get(said)}, and there are {len(package.sheets)} sheets."


def defined_names(root: Any) -> list[Any]:
    held = child(root, "definedNames")
    return [] if held is None else children(held, "definedName")


def _names(package: Package, root: Any) -> Iterator[str]:
    part, names = package.book, defined_names(root)
    if child(root, "definedNames") is not None and not names:
        yield f"{part}: <definedNames> is empty."
    scoped = (f"{each.get('name', '')} {each.get('localSheetId', '')}".strip() for each in names)
    yield from (f"{part}: the name {each} is defined twice." for each in twice(scoped))
    for each in names:
        name, place = each.get("name", ""), each.get("localSheetId")
        if place is not None and (not place.isdigit() or int(place) >= len(package.sheets)):
            yield f"{part}: the name {name} belongs to sheet {place}, and there are {len(package.sheets)}."
        if not name.startswith("_xlnm.") and not is_name(name):
            yield f"{part}: “{name}” can't be a name."
        if not (each.text or "").strip():
            yield f"{part}: the name {name} stands for nothing."


def is_name(said: str) -> bool:
    """Whether Excel takes it for a name: no cell is called so, and no sign in it is strange."""
    return bool(
        _NAME.fullmatch(said) and len(said) <= _LONGEST_DEFINED and cell_at(said) is None and not _R1C1.fullmatch(said)
    )


def _strings(package: Package) -> Iterator[str]:
    for part in package.led_to(package.book, "sharedStrings"):
        root = package.tree(part)
        for at, each in enumerate([] if root is None else children(root, "si")):
            if len(text_in(each)) > LONGEST_TEXT:
                yield f"{part}: the string {at} has {len(text_in(each)):,} signs."


def _properties(package: Package) -> Iterator[str]:
    """The workbook's own properties: numbers from 2 and names, once each."""
    for part in package.led_to("", "custom-properties"):
        root = package.tree(part)
        held = [] if root is None else children(root, "property")
        yield from (f"{part}: two properties have the number {each}." for each in twice(e.get("pid", "") for e in held))
        yield from (f"{part}: two properties are called {each}." for each in twice(e.get("name", "") for e in held))
        for each in held:
            if not each.get("pid", "").isdigit() or int(each.get("pid")) < 2:
                yield f"{part}: the property {each.get('name')} has the number {each.get('pid')}."
            if len(each) != 1:
                yield f"{part}: the property {each.get('name')} has {len(each)} values."


def leads_to(package: Package, part: str, element: Any) -> str:
    """The part that an element's relation leads to, or nothing."""
    wanted = relation_of(element)
    return next((each.target for each in package.relations(part) if each.id == wanted), "")
