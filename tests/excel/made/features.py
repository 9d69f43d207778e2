"""What stands in a workbook beside our sheets: one feature each, as Excel and others write it (own making)."""

import base64
from collections.abc import Callable
from random import Random

from tests.excel.good import HEAD, MAIN, RELATIONS, SHEET_TYPE, relations
from tests.excel.made.people import BOLD_QUESTION
from tests.excel.made.writing import EXTRA, BookMade, CellMade, SheetMade

_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_ODF = "application/vnd.openxmlformats-officedocument"
_MICROSOFT = "http://schemas.microsoft.com/office"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
)


def rota(name: str = "Rota") -> SheetMade:
    """A sheet of Scheduling's: workers and their hours."""
    sheet = SheetMade(name)
    rows = (("Worker", "Hours"), ("Ann", 20.0), ("Bob", 30.0), ("Cat", 25.0))
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            sheet.put(column, row, CellMade(value))
    return sheet


def _drawing(book: BookMade, sheet: SheetMade, inner: str, *links: tuple[str, str]) -> None:
    number = 1 + sum(each.startswith("xl/drawings/drawing") for each in book.parts)
    part = f"drawings/drawing{number}.xml"
    book.parts[f"xl/{part}"] = (
        f'{HEAD}<xdr:wsDr xmlns:xdr="{_DRAWINGS}/spreadsheetDrawing" xmlns:a="{_DRAWINGS}/main" '
        f'xmlns:r="{RELATIONS}">{inner}</xdr:wsDr>'
    )
    book.overrides[f"/xl/{part}"] = f"{_ODF}.drawing+xml"
    if links:
        book.parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = relations(*links)
    sheet.elements["drawing"] = f'<drawing r:id="{sheet.link("drawing", f"../{part}")}"/>'


def _anchored(inner: str) -> str:
    return (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
        f'<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="914400" cy="914400"/>{inner}<xdr:clientData/>'
        "</xdr:oneCellAnchor>"
    )


def chart(book: BookMade, _: Random) -> None:
    """A chart over the rota."""
    book.parts["xl/charts/chart1.xml"] = (
        f'{HEAD}<c:chartSpace xmlns:c="{_DRAWINGS}/chart"><c:chart><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Rota!$B$2:$B$4</c:f>'
        '</c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/>'
        '<c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart>'
        "</c:chartSpace>"
    )
    book.overrides["/xl/charts/chart1.xml"] = f"{_ODF}.drawingml.chart+xml"
    inner = _anchored(
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_DRAWINGS}/chart"><c:chart xmlns:c="{_DRAWINGS}/chart" r:id="rId1"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame>"
    )
    _drawing(book, book.sheet("Rota"), inner, ("chart", "../charts/chart1.xml"))


def picture(book: BookMade, random: Random) -> None:
    """A picture, beside our rows or on a sheet of theirs."""
    book.parts["xl/media/image1.png"] = PICTURE
    book.endings["png"] = "image/png"
    inner = _anchored(
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    )
    sheet = random.choice(book.sheets)
    _drawing(book, sheet, inner, ("image", "../media/image1.png"))


def tick_box(book: BookMade, _: Random) -> None:
    """Tick boxes in cells: a format that the feature's own part explains."""
    book.formats.append(
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><extLst><ext '
        f'xmlns:xfpb="{_MICROSOFT}/spreadsheetml/2022/featurepropertybag" '
        f'uri="{{C7286773-470A-42A8-94C5-96B5CB345126}}">'
        '<xfpb:xfComplement i="0"/></ext></extLst></xf>'
    )
    for row, is_done in ((2, False), (3, True)):
        book.sheet("Rota").put(3, row, CellMade(is_done, EXTRA + len(book.formats)))
    book.parts["xl/featurePropertyBag/featurePropertyBag.xml"] = (
        f'{HEAD}<FeaturePropertyBags xmlns="{_MICROSOFT}/spreadsheetml/2022/featurepropertybag"><bag type="Checkbox"/>'
        '<bag type="XFControls"><bagId k="CellControl">0</bagId></bag><bag type="XFComplement"><bagId k="XFControls">1'
        '</bagId></bag><bag type="XFComplements" extRef="XFComplementsMapperExtRef"><a k="MappedFeaturePropertyBags">'
        "<bagId>2</bagId></a></bag></FeaturePropertyBags>"
    )
    book.overrides["/xl/featurePropertyBag/featurePropertyBag.xml"] = "application/vnd.ms-excel.featurepropertybag+xml"
    kind = f"{_MICROSOFT}/2022/11/relationships/FeaturePropertyBag"
    book.book_links.append((kind, "featurePropertyBag/featurePropertyBag.xml"))


def dynamic_array(book: BookMade, _: Random) -> None:
    """FILTER, as Excel keeps it: an array's formula and a cell's metadata."""
    formula = '<f t="array" ref="D2">_xlfn._xlws.FILTER(A2:B4,B2:B4&gt;22)</f>'
    book.sheet("Rota").put(4, 2, CellMade("Bob", formula=formula, told=' cm="1"'))
    book.parts["xl/metadata.xml"] = (
        f'{HEAD}<metadata xmlns="{MAIN}" xmlns:xda="{_MICROSOFT}/spreadsheetml/2017/dynamicarray"><metadataTypes '
        'count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes>'
        '<futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">'
        '<xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>'
        '<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>'
    )
    book.overrides["/xl/metadata.xml"] = f"{SHEET_TYPE}.sheetMetadata+xml"
    book.book_links.append(("sheetMetadata", "metadata.xml"))


def empty_drawing(book: BookMade, _: Random) -> None:
    """The empty drawing that Google Sheets hangs on every sheet."""
    for sheet in book.sheets:
        if "drawing" not in sheet.elements:
            _drawing(book, sheet, "")


def header_logo(book: BookMade, random: Random) -> None:
    """A logo in the printed header: a drawing of the old kind."""
    sheet = random.choice(book.sheets)
    book.parts["xl/drawings/vmlDrawing9.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shape id="LH" style="width:6pt;height:6pt"><v:imagedata o:relid="rId1" o:title="logo"/></v:shape></xml>'
    )
    book.parts["xl/drawings/_rels/vmlDrawing9.vml.rels"] = relations(("image", "../media/image9.png"))
    book.parts["xl/media/image9.png"] = PICTURE
    book.endings |= {"png": "image/png", "vml": f"{_ODF}.vmlDrawing"}
    sheet.elements["headerFooter"] = "<headerFooter><oddHeader>&amp;L&amp;G&amp;CRota</oddHeader></headerFooter>"
    made = sheet.link("vmlDrawing", "../drawings/vmlDrawing9.vml")
    sheet.elements["legacyDrawingHF"] = f'<legacyDrawingHF r:id="{made}"/>'


def rich_text(book: BookMade, _: Random) -> None:
    """A blank between two bold words."""
    book.sheet("Rota").put(4, 3, CellMade(runs=BOLD_QUESTION))


def label(book: BookMade, _: Random) -> None:
    """A sensitivity label."""
    book.parts["docMetadata/LabelInfo.xml"] = (
        f'<?xml version="1.0" encoding="utf-8"?><clbl:labelList xmlns:clbl="{_MICROSOFT}/2020/mipLabelMetadata">'
        '<clbl:label id="{00000000-0000-0000-0000-000000000001}" enabled="1" method="Privileged" '
        'siteId="{00000000-0000-0000-0000-000000000002}" contentBits="0"/></clbl:labelList>'
    )
    book.overrides["/docMetadata/LabelInfo.xml"] = "application/vnd.ms-office.classificationlabels+xml"
    book.root_links.append((f"{_MICROSOFT}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml"))


def properties(book: BookMade, _: Random) -> None:
    """What SharePoint keeps with a file: properties of its own and an XML part."""
    book.parts["docProps/custom.xml"] = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="ContentTypeId"><vt:lpwstr>0x0101</vt:lpwstr>'
        "</property></Properties>"
    )
    book.overrides["/docProps/custom.xml"] = f"{_ODF}.custom-properties+xml"
    book.root_links.append(("custom-properties", "docProps/custom.xml"))
    book.parts["customXml/item1.xml"] = '<?xml version="1.0"?><p:properties xmlns:p="urn:site"><Owner/></p:properties>'
    book.book_links.append(("customXml", "../customXml/item1.xml"))


def thread(book: BookMade, _: Random) -> None:
    """A thread of comments, and who wrote in it."""
    sheet, space = book.sheet("Rota"), f"{_MICROSOFT}/spreadsheetml/2018/threadedcomments"
    book.parts["xl/threadedComments/threadedComment1.xml"] = (
        f'{HEAD}<ThreadedComments xmlns="{space}"><threadedComment ref="A2" dT="2026-11-20T09:00:00.00" '
        'personId="{1}" id="{2}"><text>who?</text></threadedComment></ThreadedComments>'
    )
    book.parts["xl/persons/person.xml"] = (
        f'{HEAD}<personList xmlns="{space}"><person displayName="Lee" id="{{1}}"/></personList>'
    )
    book.overrides |= {
        "/xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
        "/xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    }
    kind = f"{_MICROSOFT}/2017/10/relationships"
    sheet.link(f"{kind}/threadedComment", "../threadedComments/threadedComment1.xml")
    book.book_links.append((f"{kind}/person", "persons/person.xml"))


def sums(book: BookMade, _: Random) -> None:
    """Formulas over our rows, with the values that they last had; a name over our columns."""
    sheet = book.sheet("Rota")
    sheet.put(4, 4, CellMade(9.0, formula="<f>COUNTA(Tracker!A:A)-1</f>"))
    sheet.put(5, 4, CellMade(75.0, formula="<f>SUM(B2:B4)</f>"))
    book.names.append('<definedName name="AllRefs">Tracker!$A:$A</definedName>')
    book.has_chain = True


def protected(book: BookMade, _: Random) -> None:
    """A sheet of theirs that is locked, and one that is hidden."""
    locked, hidden = rota("Locked"), rota("Lists")
    locked.elements["sheetProtection"] = '<sheetProtection sheet="1" objects="1" scenarios="1"/>'
    hidden.state = "hidden"
    book.sheets += [locked, hidden]


FEATURES: tuple[Callable[[BookMade, Random], None], ...] = (
    chart, picture, tick_box, dynamic_array, header_logo, rich_text, label, properties, thread, sums, protected,
)  # fmt: skip
