"""A workbook of our own writing with one of everything that the linter looks at, and nothing wrong in it."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns="{MAIN}" xmlns:r="{RELATIONS}"'


def zipped(
    parts: Mapping[str, str | bytes], moment: tuple[int, int, int, int, int, int] = (2026, 11, 2, 8, 0, 0)
) -> bytes:
    """A package of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relations(*each: tuple[str, str]) -> str:
    """A part of relations: kind and target of each, numbered from 1."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(each, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def types(overrides: Mapping[str, str], **endings: str) -> str:
    """The part that gives each part its kind; `endings` beside those of relations and XML."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"} | endings
    inner = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
    inner += "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{inner}</Types>'


_BOOK = f"""{HEAD}<workbook {SPACES}><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>\
<sheets><sheet name="List" sheetId="1" r:id="rId1"/><sheet name="Sums" sheetId="4" r:id="rId2"/></sheets>\
<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">Sums!$A$1:$B$3</definedName>\
<definedName name="Rate">Sums!$B$2</definedName></definedNames><calcPr calcId="191029"/></workbook>"""

_LIST = f"""{HEAD}<worksheet {SPACES}><dimension ref="A1:C3"/><sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="15"/>\
<cols><col min="1" max="1" width="12" customWidth="1"/><col min="2" max="3" width="9" customWidth="1"/></cols>\
<sheetData><row r="1" ht="30" customHeight="1"><c r="A1" t="s"><v>0</v></c>\
<c r="B1" t="inlineStr"><is><t>Hours</t></is></c>\
<c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>2.5</v></c>\
<c r="C2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> Bob</t></is></c>\
<c r="B3" s="1"><v>7</v></c><c r="C3" t="e"><v>#N/A</v></c></row></sheetData>\
<conditionalFormatting sqref="A2:C3"><cfRule type="expression" dxfId="0" priority="1"><formula>$B2&gt;3</formula>\
</cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" error="Choose." sqref="C2:C3">\
<formula1>"Yes,No"</formula1></dataValidation></dataValidations>\
<hyperlinks><hyperlink ref="A2" location="Sums!A1"/></hyperlinks>\
<legacyDrawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>"""

_TABLE = f"""{HEAD}<table xmlns="{MAIN}" id="1" name="Work" displayName="Work" ref="A1:C3"><autoFilter ref="A1:C3">\
<filterColumn colId="1"><filters><filter val="7"/></filters></filterColumn></autoFilter>\
<sortState ref="A2:C3"><sortCondition ref="A2:A3"/></sortState>\
<tableColumns count="3"><tableColumn id="1" name="Name"/>\
<tableColumn id="2" name="Hours" dataDxfId="0"/><tableColumn id="3" name="Is_x000a_done"/></tableColumns></table>"""

_SUMS = f"""{HEAD}<worksheet {SPACES}><dimension ref="A1:D8"/><sheetData>\
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>\
<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">B2*2</f><v>2</v></c><c r="B2"><v>1</v></c></row>\
<row r="3"><c r="A3"><f t="shared" si="0"/><v>4</v></c><c r="B3"><v>2</v></c></row>\
<row r="5"><c r="A5"><f t="array" ref="A5:A6">B2:B3</f><v>1</v></c></row><row r="6"><c r="A6"><v>2</v></c></row>\
<row r="8"><c r="A8" t="s"><v>2</v></c><c r="D8" t="str"><f>A8&amp;"!"</f><v>Ann!</v></c></row></sheetData>\
<autoFilter ref="A1:B3"/><mergeCells count="2"><mergeCell ref="A8:B8"/><mergeCell ref="C8:C9"/></mergeCells>\
</worksheet>"""

_STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>\
<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">\
<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="1" borderId="0" \
xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>\
</cellStyles><dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>"""

_STRINGS = f"""{HEAD}<sst xmlns="{MAIN}" count="9" uniqueCount="3"><si><t>Name</t></si><si><t xml:space="preserve">Is
done</t></si><si><r><t xml:space="preserve">An</t></r><r><rPr><b/></rPr><t>n</t></r></si></sst>"""

_CHAIN = f'{HEAD}<calcChain xmlns="{MAIN}"><c r="A2" i="4"/><c r="A3"/><c r="D8" l="1"/></calcChain>'

_COMMENTS = f"""{HEAD}<comments xmlns="{MAIN}"><authors><author>Lee</author></authors><commentList>\
<comment ref="A2" authorId="0"><text><t>ask</t></text></comment></commentList></comments>"""

_VML = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="n1"/></xml>'

_PROPERTIES = f"""{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Office"><vt:lpwstr>one</vt:lpwstr></property>\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="Kind"><vt:lpwstr>two</vt:lpwstr></property>\
</Properties>"""


def good_parts() -> dict[str, str]:
    """The parts of that workbook, by name."""
    return {
        "[Content_Types].xml": types(
            {
                "/xl/workbook.xml": f"{SHEET_TYPE}.sheet.main+xml",
                "/xl/worksheets/sheet1.xml": f"{SHEET_TYPE}.worksheet+xml",
                "/xl/worksheets/sheet2.xml": f"{SHEET_TYPE}.worksheet+xml",
                "/xl/tables/table1.xml": f"{SHEET_TYPE}.table+xml",
                "/xl/styles.xml": f"{SHEET_TYPE}.styles+xml",
                "/xl/sharedStrings.xml": f"{SHEET_TYPE}.sharedStrings+xml",
                "/xl/calcChain.xml": f"{SHEET_TYPE}.calcChain+xml",
                "/xl/comments1.xml": f"{SHEET_TYPE}.comments+xml",
                "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            },
            vml="application/vnd.openxmlformats-officedocument.vmlDrawing",
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "/xl/worksheets/sheet2.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("calcChain", "calcChain.xml"),
        ),
        "xl/worksheets/sheet1.xml": _LIST,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("table", "../tables/table1.xml"),
            ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("comments", "../comments1.xml"),
        ),
        "xl/worksheets/sheet2.xml": _SUMS,
        "xl/tables/table1.xml": _TABLE,
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": _STRINGS,
        "xl/calcChain.xml": _CHAIN,
        "xl/comments1.xml": _COMMENTS,
        "xl/drawings/vmlDrawing1.vml": _VML,
        "docProps/custom.xml": _PROPERTIES,
    }
