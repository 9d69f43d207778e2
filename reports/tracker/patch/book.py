"""What the workbook itself says: to work everything out on opening, where a filter reaches, which sheets it has."""

from xml.sax.saxutils import quoteattr

from reports.tracker.patch.elements import RELATIONS, Element, Part, tag
from reports.tracker.patch.parts import Parts, SheetPart
from reports.tracker.patch.signs import escaped

_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_BEFORE_CALCULATION = (*_BEFORE_NAMES, "definedNames")
_FILTER = "_xlnm._filterdatabase"
_SHEET_KIND = f"{RELATIONS}/worksheet"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def work_out_on_opening(book: Part) -> None:
    """Or Excel shows for a formula that reads our rows what it showed before them."""
    found = book.root.first("calcPr")
    if found is not None:
        if found.given.get("fullCalcOnLoad", "").strip() not in {"1", "true"}:
            book.put(found, "fullCalcOnLoad", "1")
        return
    book.put_after(_last_of(book.root, _BEFORE_CALCULATION), f'<{tag(book.root, "calcPr")} fullCalcOnLoad="1"/>')


def lengthen_filter(parts: Parts, sheet: SheetPart, reach: str) -> None:
    """The hidden name of a sheet's own filter says the range that the filter has."""
    at = str(parts.sheets.index(sheet))
    names = parts.book.root.first("definedNames")
    for each in names.all("definedName") if names is not None else ():
        if each.given.get("name", "").lower() == _FILTER and each.given.get("localSheetId", "").strip() == at:
            fixed = ":".join(_fixed(corner) for corner in reach.split(":"))
            said = each.text.rpartition("!")[0] or f"'{sheet.name.replace(chr(39), chr(39) * 2)}'"
            parts.book.replace(each.inside, each.close, escaped(f"{said}!{fixed}"))


class NewSheets:
    """Sheets that come to a workbook at its end: each known by a name, a number and a relation that nobody has."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._numbers = {each.number for each in parts.sheets}
        self._at = len(parts.sheets)
        self._members: set[str] = set()
        self._ids = {each.id.lower() for each in parts.of_book}
        self._listed: list[str] = []
        self._titles: list[str] = []
        self._led: list[str] = []
        self._types: list[str] = []

    def add(self, name: str) -> str:
        """Tell everybody of a sheet; the member under which it has to be written."""
        folder = self._parts.workbook.rpartition("/")[0]
        target = self._free(f"{folder}/worksheets/sheet" if folder else "worksheets/sheet")
        number = max(self._numbers, default=0) + 1
        relation = next(f"rId{n}" for n in range(1, 100_000) if f"rid{n}" not in self._ids)
        self._numbers.add(number)
        self._ids.add(relation.lower())
        root = self._parts.book.root
        self._listed.append(
            f'<{tag(root, "sheet")} xmlns:r="{RELATIONS}" name={quoteattr(name)} sheetId="{number}" r:id="{relation}"/>'
        )
        title = tag(root, "definedName")
        self._titles.append(
            f'<{title} name="_xlnm.Print_Titles" localSheetId="{self._at}">{escaped(name)}!$1:$1</{title}>'
        )
        self._led.append(f'Id="{relation}" Type="{_SHEET_KIND}" Target="/{target}"')
        self._types.append(f'PartName="/{target}" ContentType="{SHEET_TYPE}"')
        self._at += 1
        return target

    def finish(self, relations: Part) -> None:
        """Let the changes wait in the workbook, its relations and the kinds of parts."""
        if not self._listed:
            return
        book, types = self._parts.book, self._parts.types
        book.put_last(_last_of(book.root, ("sheets",)), "".join(self._listed))
        names = book.root.first("definedNames")
        if names is not None:
            book.put_last(names, "".join(self._titles))
        else:
            name = tag(book.root, "definedNames")
            book.put_after(_last_of(book.root, _BEFORE_NAMES), f"<{name}>{''.join(self._titles)}</{name}>")
        kind = tag(relations.root, "Relationship")
        relations.put_last(relations.root, "".join(f"<{kind} {each}/>" for each in self._led))
        kind = tag(types.root, "Override")
        types.put_last(types.root, "".join(f"<{kind} {each}/>" for each in self._types))

    def _free(self, start: str) -> str:
        free = (f"{start}{number}.xml" for number in range(1, 100_000))
        name = next(each for each in free if not self._parts.is_taken(each) and each not in self._members)
        self._members.add(name)
        return name


def forget(parts: Parts, member: str, relations: Part) -> None:
    """Nothing leads to a part any more, and nothing says what it is."""
    of_book = {each.id for each in parts.of_book if each.target == member}
    for each in relations.root.children:
        if each.given.get("Id") in of_book:
            relations.take_out(each)
    for each in parts.types.root.all("Override"):
        if each.given.get("PartName", "").lstrip("/").lower() == member.lower():
            parts.types.take_out(each)


def _last_of(root: Element, names: tuple[str, ...]) -> Element:
    """The last of those of its children that stand before what is to come: `sheets` is always there."""
    return [each for each in root.children if each.name in names and each.space == root.space][-1]


def _fixed(corner: str) -> str:
    letters = corner.strip("$").rstrip("0123456789$")
    return f"${letters}${corner.strip('$')[len(letters) :].strip('$')}"
