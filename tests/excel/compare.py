"""What an export changed in a workbook that it had no right to change: parts by their bytes, our sheets by cells."""

import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.excel.compare_sheets import changed_sheet
from tests.excel.package import TYPES, Package, child, children, local
from tests.excel.places import area

OURS = ("Tracker", "Capacity", "People", "About")
_GROWN_LISTS = {"numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs", "cellStyleXfs", "cellStyles"}


def trespasses(before: bytes, after: bytes, ours: tuple[str, ...] = OURS) -> list[str]:
    """Each change that is not an export's to make, as a sentence; `ours` are the sheets that are ours."""
    old, new = Package(before), Package(after)
    excepted = _exceptions(old, ours)
    found = list(_members(old, new, excepted))
    for part, compare in excepted.items():
        if part in new.parts and old.parts[part] != new.parts[part]:
            found += compare(old, new, part)
    return found


def _exceptions(old: Package, ours: tuple[str, ...]) -> dict[str, Any]:
    """The parts that may change, each with what says how."""
    excepted: dict[str, Any] = {TYPES: _only_more, old.book: _book, _relations_of(old.book): _only_more}
    for kind, compare in (("styles", _styles), ("calcChain", _chain)):
        excepted |= dict.fromkeys(old.led_to(old.book, kind), compare)
    for sheet in old.worksheets:
        if sheet.name.casefold() in {each.casefold() for each in ours}:
            excepted[sheet.part] = changed_sheet
            excepted |= dict.fromkeys(old.led_to(sheet.part, "table"), _table)
    return {old.stored(part): compare for part, compare in excepted.items()}


def _relations_of(part: str) -> str:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels"


def _members(old: Package, new: Package, excepted: dict[str, Any]) -> Iterator[str]:
    """Every other part keeps its packed bytes, its date, its flags and its place."""
    names = [each.filename for each in new.members]
    there = [each for each in old.members if each.filename in new.parts]
    gone = [each.filename for each in old.members if each.filename not in new.parts]
    yield from (f"{each}: is gone." for each in gone if each not in old.led_to(old.book, "calcChain"))
    if names[: len(there)] != [each.filename for each in there]:
        yield "The parts stand in another order."
    by_name = {each.filename: each for each in new.members}
    for member in there:
        now = by_name[member.filename]
        if (member.date_time, member.external_attr) != (now.date_time, now.external_attr):
            yield f"{member.filename}: has another date."
        if member.filename not in excepted and _packed(old, member) != _packed(new, now):
            yield f"{member.filename}: isn't byte for byte what it was."
    for name in names[len(there) :]:
        if not _may_be_new(old, new, name):
            yield f"{name}: is new."


def _packed(package: Package, member: zipfile.ZipInfo) -> tuple[bytes, int, int, int]:
    """The packed bytes as they are stored, with how they were packed; bit 3 of the flags may be cleared."""
    at = member.header_offset
    name, extra = (int.from_bytes(package.content[at + each : at + each + 2], "little") for each in (26, 28))
    start = at + 30 + name + extra
    packed = package.content[start : start + member.compress_size]
    return packed, member.compress_type, member.CRC, member.flag_bits & ~8


def _may_be_new(old: Package, new: Package, name: str) -> bool:
    """A sheet of ours that wasn't there, with its table and relations."""
    known = {each.name for each in old.sheets}
    sheets = [each.part for each in new.worksheets if each.name not in known]
    fresh = {*sheets, *map(_relations_of, sheets)}
    fresh |= {part for each in sheets for part in new.led_to(each, "table")}
    return name in fresh


def plain(element: Any) -> bytes:
    return bytes(etree.tostring(element, method="c14n"))


def _only_more(old: Package, new: Package, part: str) -> Iterator[str]:
    """Types and relations: what was said is said still, in the same order; the chain's may go with it."""
    said = [plain(each) for each in new.tree(part)]
    kept = [plain(each) for each in old.tree(part) if not _of_a_part_gone(each, new)]
    if [each for each in said if each in kept] != kept:
        yield f"{part}: leaves something out that it said."
    news = {each.part for each in new.sheets} - {each.part for each in old.sheets}
    for each in new.tree(part):
        if plain(each) not in kept and each.get("Extension") != "rels":
            target = (each.get("PartName") or each.get("Target") or "").rpartition("/")[2]
            if not any(_may_be_new(old, new, name) for name in new.parts if name.endswith(target)) or not news:
                yield f"{part}: says something new of {target}."


def _of_a_part_gone(element: Any, new: Package) -> bool:
    said = (element.get("PartName") or element.get("Target") or "").rpartition("/")[2]
    return said.lower() == "calcchain.xml" and not new.led_to(new.book, "calcChain")


def _book(old: Package, new: Package, part: str) -> Iterator[str]:
    """The workbook's own part: sheets at the end, working out on opening, and the filters' hidden names."""
    before, after = deepcopy(old.tree(part)), deepcopy(new.tree(part))
    if not _begins(old.sheets, new.sheets):
        yield f"{part}: the sheets that were there aren't the first any more."
    added = len(new.sheets) - len(old.sheets)
    _even_out(before, after, len(old.sheets))
    if plain(before) != plain(after):
        yield f"{part}: says something else than that it is to be worked out (and {added} new sheets)."
    if not _is_worked_out(new.tree(part)):
        yield f"{part}: doesn't ask to be worked out on opening."


def _begins(first: list[Any], all_of_them: list[Any]) -> bool:
    return all_of_them[: len(first)] == first


def _is_worked_out(root: Any) -> bool:
    told = child(root, "calcPr")
    return told is not None and told.get("fullCalcOnLoad") in {"1", "true"}


def _even_out(before: Any, after: Any, sheets: int) -> None:
    """Take out of both what an export may change there, so that the rest can be compared."""
    for root in (before, after):
        for each in children(child(root, "sheets"), "sheet")[sheets:]:
            each.getparent().remove(each)
        told = child(root, "calcPr")
        if told is not None:
            told.attrib.pop("fullCalcOnLoad", None)
            if not told.attrib:
                root.remove(told)
        names = child(root, "definedNames")
        for each in () if names is None else children(names, "definedName"):
            if each.get("name") == "_xlnm._FilterDatabase":
                each.text = re.sub(r"\d+$", "", each.text or "")
            if int(each.get("localSheetId", "0")) >= sheets:
                names.remove(each)
        if names is not None and not len(names):
            root.remove(names)


def _styles(old: Package, new: Package, part: str) -> Iterator[str]:
    """Formats are only added, behind those that were there."""
    before, after = old.tree(part), new.tree(part)
    if dict(before.attrib) != dict(after.attrib) or before.nsmap != after.nsmap:
        yield f"{part}: its root says something else."
    kept = [local(each) for each in before]
    if [local(each) for each in after if local(each) in kept] != kept:
        yield f"{part}: its lists stand in another order."
    for each in after:
        name, was = local(each), child(before, local(each))
        if was is None:
            if name not in _GROWN_LISTS:
                yield f"{part}: <{name}> is new."
        elif name in _GROWN_LISTS:
            there, now = [plain(item) for item in was], [plain(item) for item in each]
            if now[: len(there)] != there:
                yield f"{part}: what stood in <{name}> isn't what it was."
        elif plain(was) != plain(each):
            yield f"{part}: <{name}> isn't what it was."


def _chain(old: Package, new: Package, part: str) -> Iterator[str]:
    """Entries only go, and those that stay name the sheet that they named."""
    before, after = (_entries(each.tree(part)) for each in (old, new))
    rest = iter(before)
    if not all(each in rest for each in after):
        yield f"{part}: names formulas that it didn't name."


def _entries(root: Any) -> list[tuple[str, str]]:
    sheet, found = "", []
    for each in children(root, "c"):
        sheet = each.get("i", sheet)
        found.append((sheet, each.get("r", "")))
    return found


def _table(old: Package, new: Package, part: str) -> Iterator[str]:
    """Only how far down the table, its filter and its order reach."""
    before, after = deepcopy(old.tree(part)), deepcopy(new.tree(part))
    was, now = area(before.get("ref", "")), area(after.get("ref", ""))
    if was is None or now is None or (was.left, was.top) != (now.left, now.top) or now.bottom < was.bottom:
        yield f"{part}: the table stood over {was} and stands over {now}."
    for root in (before, after):
        for each in root.iter():
            if local(each) in {"table", "autoFilter", "sortState", "sortCondition"} and each.get("ref"):
                each.set("ref", re.sub(r"\d+$", "", each.get("ref")))
    if plain(before) != plain(after):
        yield f"{part}: says something else than how far down it reaches."
