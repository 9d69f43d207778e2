"""The styles: counts true, and everything that a format names is there."""

from collections.abc import Iterator
from typing import Any

from tests.excel.package import Package, child, children, local
from tests.excel.rules.book import twice
from tests.excel.rules.ordered import STYLES, false_count, out_of_order

_BUILT_IN = 164  # number formats below it are Excel's own
_MOST_FORMATS = 65_490
_LISTS = {
    "numFmts": "numFmt", "fonts": "font", "fills": "fill", "borders": "border", "cellStyleXfs": "xf", "cellXfs": "xf",
    "cellStyles": "cellStyle", "dxfs": "dxf", "tableStyles": "tableStyle",
}  # fmt: skip
_NAMED = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))


def held(root: Any, name: str) -> list[Any]:
    """What a list of the styles holds, alternatives' first choice counted as it stands."""
    found = child(root, name)
    return [] if found is None else within_list(found, _LISTS[name])


def within_list(found: Any, name: str) -> list[Any]:
    plain = []
    for each in found:
        if local(each) == name:
            plain.append(each)
        elif local(each) == "AlternateContent":
            choice = child(each, "Choice")
            plain += [] if choice is None else children(choice, name)
    return plain


def formats(package: Package) -> int:
    """How many formats a cell may name."""
    root = package.of_book("styles")
    return 1 if root is None else len(held(root, "cellXfs"))


def looks(package: Package) -> int:
    """How many differential formats a rule may name."""
    root = package.of_book("styles")
    return 0 if root is None else len(held(root, "dxfs"))


def findings(package: Package) -> Iterator[str]:
    for part in package.led_to(package.book, "styles"):
        root = package.tree(part)
        if root is not None:
            yield from out_of_order(part, root, STYLES)
            for name, item in _LISTS.items():
                found = child(root, name)
                if found is not None:
                    yield from false_count(part, found, (item,))
            yield from _formats(part, root)


def _formats(part: str, root: Any) -> Iterator[str]:
    for name in ("fonts", "fills", "borders", "cellXfs"):
        if not held(root, name):
            yield f"{part}: <{name}> holds nothing."
    numbers = [each.get("numFmtId", "") for each in held(root, "numFmts")]
    yield from (f"{part}: two number formats have the id {each}." for each in twice(numbers))
    for each in held(root, "numFmts"):
        if not each.get("formatCode"):
            yield f"{part}: the number format {each.get('numFmtId')} says nothing."
    if len(held(root, "cellXfs")) > _MOST_FORMATS:
        yield f"{part}: there are more formats than Excel takes."
    for name in ("cellStyleXfs", "cellXfs"):
        for at, each in enumerate(held(root, name)):
            yield from (f"{part}: format {at} of <{name}> {wrong}." for wrong in _format(root, each, numbers))
    styles = len(held(root, "cellStyleXfs"))
    for each in held(root, "cellStyles"):
        if int(each.get("xfId", "0")) >= styles:
            yield f"{part}: the style “{each.get('name')}” names format {each.get('xfId')} of {styles}."


def _format(root: Any, xf: Any, numbers: list[str]) -> Iterator[str]:
    for key, name in _NAMED:
        if int(xf.get(key, "0")) >= len(held(root, name)):
            yield f"names {key} {xf.get(key)}, and <{name}> holds {len(held(root, name))}"
    number = xf.get("numFmtId", "0")
    if int(number) >= _BUILT_IN and number not in numbers:
        yield f"names the number format {number}, which isn't there"
    if xf.get("xfId") is not None and int(xf.get("xfId")) >= max(len(held(root, "cellStyleXfs")), 1):
        yield f"names the style {xf.get('xfId')}, which isn't there"
