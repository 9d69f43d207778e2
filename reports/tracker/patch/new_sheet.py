"""A sheet of ours that a workbook hasn't got: its headings and how it is set up, without rows; a patch brings those."""

from collections.abc import Sequence

from reports.layout.cells import Heading, Kind, row_height
from reports.tracker.patch.elements import MAIN
from reports.tracker.patch.places import letters
from reports.tracker.patch.signs import escaped

_WHOLE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}1"/>\
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>\
<sheetData><row r="1" ht="{height:g}" customHeight="1">{cells}</row></sheetData>\
<printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>\
<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>\
<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>"""


def empty_sheet(headings: Sequence[Heading], look: int, hidden: frozenset[str]) -> bytes:
    """The part: widths, frozen headings, landscape A4, one page wide, as `set_up_page` has them.

    `look` is the style of a heading; `hidden` are columns that say nothing to people.
    """
    titles = [Heading(each.title, Kind.WRAPPED, each.width - 2) for each in headings]  # bold is wider
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{each.width:g}" customWidth="1"'
        f"{' hidden=' + chr(34) + '1' + chr(34) if each.title in hidden else ''}/>"
        for at, each in enumerate(headings, start=1)
    )
    cells = "".join(
        f'<c r="{letters(at)}1" s="{look}" t="inlineStr"><is><t>{escaped(each.title)}</t></is></c>'
        for at, each in enumerate(headings, start=1)
    )
    height = row_height(titles, [each.title for each in headings])
    last = letters(len(headings))
    return _WHOLE.format(main=MAIN, last=last, columns=columns, height=height, cells=cells).encode()
