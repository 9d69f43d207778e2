"""Workbooks written by our own hand as several programs write them, from plain cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.excel.good import HEAD, MAIN, RELATIONS, SHEET_TYPE, relations, types, zipped
from tests.excel.places import cell_name, letters
from tests.excel.rules.ordered import WORKSHEET

GENERAL, TEXT, WRAPPED, MOMENT, DAY, COUNT, HOURS, HEADING, COLOURED, EXTRA = range(10)
_X14AC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
)


@dataclass(slots=True)
class CellMade:
    """One cell: a value with a style, or raw XML of a formula or of rich text in its place."""

    value: str | float | bool | None = None
    style: int = GENERAL
    formula: str = ""
    runs: str = ""
    told: str = ""


@dataclass(slots=True)
class TableMade:
    """A table over a sheet's rows; `inner` is what stands in its filter, `formulas` calculated columns by heading."""

    number: int
    name: str
    top: int
    left: int
    inner: str = ""
    sort: str = ""
    formulas: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SheetMade:
    """A sheet: cells by row and column, what rows say of themselves, and its other elements by name."""

    name: str
    rows: dict[int, dict[int, CellMade]] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    elements: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    table: TableMade | None = None
    state: str = "visible"

    def link(self, kind: str, target: str) -> str:
        """Add a relation and give its id."""
        self.links.append((kind, target))
        return f"rId{len(self.links)}"

    def put(self, column: int, row: int, cell: CellMade) -> None:
        self.rows.setdefault(row, {})[column] = cell

    @property
    def top(self) -> int:
        """The row of the headings."""
        return next(row for row, cells in sorted(self.rows.items()) if len(cells) > 1)

    @property
    def last(self) -> int:
        return max(row for row, cells in self.rows.items() if any(_is_filled(each) for each in cells.values()))

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): column for column, cell in sorted(self.rows[self.top].items()) if cell.value}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program writes: prefix, references, quotes, shared or inline text, tables or plain ranges."""

    name: str
    prefix: str = ""
    is_referred: bool = True
    quote: str = '"'
    is_shared: bool = True
    has_dimension: bool = True
    has_tables: bool = True
    has_spans: bool = False
    row: str = ""
    number: str = ""
    root: str = ""
    below: int = 0


EXCEL = Dialect("Excel", has_spans=True, row=' x14ac:dyDescent="0.25"', root=_X14AC)
PLAIN = Dialect("Excel, no table", has_spans=True, has_tables=False)
GOOGLE = Dialect("Google Sheets", has_dimension=False, has_tables=False, row=' ht="15.75" customHeight="1"', below=12)
OFFICE = Dialect(
    "LibreOffice",
    row=' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"',
    number=' t="n"',
    below=3,
)
KIT = Dialect("Open XML SDK", prefix="x", is_referred=False, is_shared=False, has_dimension=False, has_tables=False)
QUOTED = Dialect("single quotes", quote="'", is_shared=False)
DIALECTS = (EXCEL, PLAIN, GOOGLE, OFFICE, KIT, QUOTED)


@dataclass(slots=True)
class BookMade:
    """A workbook in the making: its sheets, and the parts that hang on it."""

    dialect: Dialect
    sheets: list[SheetMade]
    parts: dict[str, str | bytes] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=dict)
    root_links: list[tuple[str, str]] = field(default_factory=list)
    book_links: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    is_1904: bool = False
    has_chain: bool = False

    def sheet(self, name: str) -> SheetMade:
        return next(each for each in self.sheets if each.name == name)

    def written(self) -> dict[str, str | bytes]:
        """The workbook's parts, by name, in their order."""
        return _Writing(self).parts()

    def content(self) -> bytes:
        """The workbook's bytes."""
        return zipped(self.written())


def _is_filled(cell: CellMade) -> bool:
    return cell.value is not None or bool(cell.formula or cell.runs)


class _Writing:
    def __init__(self, book: BookMade) -> None:
        self._book, self._dialect = book, book.dialect
        self._strings: dict[str, int] = {}
        self._chain: list[str] = []

    def parts(self) -> dict[str, str | bytes]:
        book, parts, overrides = self._book, dict[str, str | bytes](), dict(self._book.overrides)
        links = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(book.sheets) + 1)]
        overrides["/xl/workbook.xml"] = f"{SHEET_TYPE}.sheet.main+xml"
        for number, sheet in enumerate(book.sheets, start=1):
            name = f"worksheets/sheet{number}.xml"
            overrides[f"/xl/{name}"] = f"{SHEET_TYPE}.worksheet+xml"
            if sheet.table is not None and self._dialect.has_tables:
                part = f"tables/table{sheet.table.number}.xml"
                overrides[f"/xl/{part}"] = f"{SHEET_TYPE}.table+xml"
                parts[f"xl/{part}"] = self._said(_table(sheet, sheet.table))
                made = sheet.link("table", f"../{part}")
                sheet.elements["tableParts"] = f'<tableParts count="1"><tablePart r:id="{made}"/></tableParts>'
            parts[f"xl/{name}"] = self._said(self._sheet(sheet, number))
            if sheet.links:
                parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations(*sheet.links)
        links.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = self._said(_styles(book.formats))
        overrides["/xl/styles.xml"] = f"{SHEET_TYPE}.styles+xml"
        if self._strings:
            links.append(("sharedStrings", "sharedStrings.xml"))
            overrides["/xl/sharedStrings.xml"] = f"{SHEET_TYPE}.sharedStrings+xml"
            inner = "".join(f"<si>{each}</si>" for each in self._strings)
            parts["xl/sharedStrings.xml"] = self._said(f'{HEAD}<sst xmlns="{MAIN}">{inner}</sst>')
        if book.has_chain and self._chain:
            links.append(("calcChain", "calcChain.xml"))
            overrides["/xl/calcChain.xml"] = f"{SHEET_TYPE}.calcChain+xml"
            parts["xl/calcChain.xml"] = f'{HEAD}<calcChain xmlns="{MAIN}">{"".join(self._chain)}</calcChain>'
        first: dict[str, str | bytes] = {
            "[Content_Types].xml": types(overrides, **book.endings),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), *book.root_links),
            "xl/workbook.xml": self._said(self._workbook()),
            "xl/_rels/workbook.xml.rels": relations(*links, *book.book_links),
        }
        return first | parts | book.parts

    def _workbook(self) -> str:
        book = self._book
        sheets = "".join(
            f'<sheet name="{escape(each.name)}" sheetId="{number}"'
            f'{"" if each.state == "visible" else f" state={each.state!r}"} r:id="rId{number}"/>'
            for number, each in enumerate(book.sheets, start=1)
        )
        names = f"<definedNames>{''.join(book.names)}</definedNames>" if book.names else ""
        told = ' date1904="1"' if book.is_1904 else ""
        return (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr{told}/><bookViews>'
            f'<workbookView activeTab="0"/></bookViews><sheets>{sheets}</sheets>{names}'
            '<calcPr calcId="191029"/></workbook>'
        )

    def _sheet(self, sheet: SheetMade, number: int) -> str:
        elements = dict(sheet.elements)
        reach = f"A1:{letters(max(max(each, default=1) for each in sheet.rows.values()))}{max(sheet.rows)}"
        if self._dialect.has_dimension:
            elements["dimension"] = f'<dimension ref="{reach}"/>'
        rows = "".join(self._rows(sheet, number))
        elements["sheetData"] = f"<sheetData>{rows}</sheetData>"
        inner = "".join(elements[each] for each in WORKSHEET if each in elements)
        return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}" {self._dialect.root}>{inner}</worksheet>'

    def _rows(self, sheet: SheetMade, number: int) -> Iterator[str]:
        dialect, last = self._dialect, max(sheet.rows)
        for row in sorted(sheet.rows) if dialect.is_referred else range(1, last + 1):
            cells = sheet.rows.get(row, {})
            told = f' r="{row}"' if dialect.is_referred else ""
            if dialect.has_spans and cells:
                told += f' spans="{min(cells)}:{max(cells)}"'
            extra = dialect.row
            said = sheet.told.get(row, "")
            if "hidden" in said:
                extra = extra.replace(' hidden="false"', "")
            columns = sorted(cells) if dialect.is_referred else range(1, max(cells, default=0) + 1)
            inner = "".join(self._cell(cells.get(each, CellMade()), each, row, number) for each in columns)
            yield f"<row{told}{extra}{said}>{inner}</row>" if inner else f"<row{told}{extra}{said}/>"

    def _cell(self, cell: CellMade, column: int, row: int, sheet: int) -> str:
        told = f' r="{cell_name(column, row)}"' if self._dialect.is_referred else ""
        told += f' s="{cell.style}"' if cell.style else ""
        told += cell.told
        if cell.formula:
            self._chain.append(f'<c r="{cell_name(column, row)}" i="{sheet}"/>')
        if cell.runs:
            return self._string(told, cell.runs)
        match cell.value:
            case None:
                return f"<c{told}>{cell.formula}</c>" if cell.formula else f"<c{told}/>"
            case bool():
                return f'<c{told} t="b">{cell.formula}<v>{int(cell.value)}</v></c>'
            case str() if cell.formula:
                return f'<c{told} t="str">{cell.formula}<v>{_escaped(cell.value)}</v></c>'
            case str():
                space = ' xml:space="preserve"' if cell.value != cell.value.strip() or "\n" in cell.value else ""
                return self._string(told, f"<t{space}>{_escaped(cell.value)}</t>")
            case _:
                return f"<c{told}{self._dialect.number}>{cell.formula}<v>{cell.value!r}</v></c>"

    def _string(self, told: str, inner: str) -> str:
        if not self._dialect.is_shared:
            return f'<c{told} t="inlineStr"><is>{inner}</is></c>'
        at = self._strings.setdefault(inner, len(self._strings))
        return f'<c{told} t="s"><v>{at}</v></c>'

    def _said(self, xml: str) -> str:
        """The same XML with this dialect's prefix and quotes."""
        prefix, quote = self._dialect.prefix, self._dialect.quote
        if prefix:
            xml = re.sub(r"<(/?)(?=[a-zA-Z]\w*[\s/>])", rf"<\1{prefix}:", xml)
            xml = xml.replace(f'xmlns="{MAIN}"', f'xmlns:{prefix}="{MAIN}"')
        if quote == "'":
            xml = re.sub(r"<[^?!][^<>]*>", lambda found: re.sub(r'="([^"\']*)"', r"='\1'", found[0]), xml)
        return xml


def _escaped(text: str) -> str:
    return escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text))


def _table(sheet: SheetMade, table: TableMade) -> str:
    headings = [(column, cell.value) for column, cell in sorted(sheet.rows[table.top].items()) if column >= table.left]
    reach = f"{cell_name(table.left, table.top)}:{cell_name(headings[-1][0], max(sheet.last, table.top + 1))}"
    columns = "".join(
        f'<tableColumn id="{number}" name="{escape(str(title)).replace(chr(10), "_x000a_")}"'
        + (
            f"><calculatedColumnFormula>{escape(table.formulas[str(title)])}</calculatedColumnFormula></tableColumn>"
            if str(title) in table.formulas
            else "/>"
        )
        for number, (_, title) in enumerate(headings, start=1)
    )
    return (
        f'{HEAD}<table xmlns="{MAIN}" id="{table.number}" name="{table.name}" displayName="{table.name}" ref="{reach}">'
        f'<autoFilter ref="{reach}">{table.inner}</autoFilter>{table.sort}'
        f'<tableColumns count="{len(headings)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight9" showRowStripes="1"/></table>'
    )


def _styles(formats: list[str]) -> str:
    numbers = (0, 49, 49, 165, 164, 1, 2, 0, 49, 0)
    held = [
        f'<xf numFmtId="{number}" fontId="{int(at == HEADING)}" fillId="{2 if at == COLOURED else 0}" borderId="0" '
        f'xfId="0" applyNumberFormat="1"{chr(47)}>'
        for at, number in enumerate(numbers)
    ] + formats
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/>'
        '<name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3">'
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill>'
        '<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills><borders count="1">'
        '<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(held)}">{"".join(held)}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><b/></font></dxf>'
        "</dxfs></styleSheet>"
    )
