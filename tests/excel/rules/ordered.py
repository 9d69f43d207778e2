"""In which order elements stand in a part, and which may stand there once only (ECMA-376, part 1, annex A)."""

from collections.abc import Iterator
from typing import Any

from tests.excel.package import local

WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
TABLE = ("autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst")
CELL = ("f", "v", "is", "extLst")
MANY = {"conditionalFormatting", "fileRecoveryPr"}


def out_of_order(part: str, element: Any, order: tuple[str, ...]) -> Iterator[str]:
    """Each child that stands after one that belongs behind it, or a second time; names that Excel adds are left."""
    at, before = -1, ""
    seen: set[str] = set()
    for each in element:
        name = local(each)
        if name not in order:
            continue
        if name in seen and name not in MANY:
            yield f"{part}: <{name}> stands there twice."
        elif order.index(name) < at:
            yield f"{part}: <{name}> stands after <{before}>."
        seen.add(name)
        if order.index(name) > at:
            at, before = order.index(name), name


def false_count(part: str, element: Any, names: tuple[str, ...]) -> Iterator[str]:
    """A count that says otherwise than what stands there."""
    said = element.get("count")
    alternatives = any(local(each) == "AlternateContent" for each in element)
    if said is not None and not alternatives:
        there = sum(local(each) in names for each in element)
        if said != str(there):
            yield f"{part}: <{local(element)}> says that it holds {said}, and holds {there}."
