"""What people do to a tracker, one thing each: mark, sort, filter, colour, add columns, notes and sums."""

from collections.abc import Callable
from random import Random

from tests.excel.good import HEAD, MAIN, SHEET_TYPE
from tests.excel.made.writing import COLOURED, DAY, EXTRA, HEADING, TEXT, BookMade, CellMade, SheetMade
from tests.excel.places import cell_name, letters

BOLD_QUESTION = (
    '<r><rPr><b/></rPr><t>Which</t></r><r><t xml:space="preserve"> </t></r><r><rPr><b/></rPr><t>worker</t></r>'
    '<r><t xml:space="preserve"> </t></r><r><t>goes?</t></r>'
)


def mark(book: BookMade, random: Random) -> None:
    """Scheduling answers some rows; one question has a word in bold."""
    sheet = book.sheet("Tracker")
    columns = sheet.columns
    for row in range(sheet.top + 1, sheet.last + 1):
        answer = random.choice((None, "Yes", "No", "Query"))
        if answer:
            sheet.put(columns["CCL updated"], row, CellMade(answer, TEXT))
            sheet.put(columns["By"], row, CellMade("Lee", TEXT))
            sheet.put(columns["On"], row, CellMade(44_884.0 if book.is_1904 else 46_346.0, DAY))
        if answer == "Query":
            sheet.put(columns["Query"], row, CellMade(runs=BOLD_QUESTION))


def shuffle(book: BookMade, random: Random) -> None:
    """Rows stand in another order, as after sorting."""
    for name in ("Tracker", "People"):
        sheet = book.sheet(name)
        rows = list(range(sheet.top + 1, sheet.last + 1))
        mixed = random.sample(rows, len(rows))
        held = [sheet.rows.get(row, {}) for row in mixed]
        sheet.rows |= dict(zip(rows, held, strict=True))


def hide(book: BookMade, random: Random) -> None:
    """A filter hides some rows."""
    sheet = book.sheet("Tracker")
    for row in range(sheet.top + 1, sheet.last + 1):
        if random.random() < 0.4:
            sheet.told[row] = ' hidden="1"'
    if sheet.table is not None:
        sheet.table.inner = '<filterColumn colId="0"><filters><filter val="T00001"/></filters></filterColumn>'


def _shifted(sheet: SheetMade, column: int) -> None:
    """Make room for a column there."""
    for row, cells in sheet.rows.items():
        sheet.rows[row] = {at + (at >= column): each for at, each in sorted(cells.items())}


def add_columns(book: BookMade, random: Random) -> None:
    """Columns of their own, one within ours and one at the right."""
    for sheet in (book.sheet("Tracker"), book.sheet("People")):
        within = random.randint(2, max(sheet.columns.values()))
        _shifted(sheet, within)
        right = max(sheet.columns.values()) + 1
        for column, title in ((within, "Round"), (right, "Seen\nby")):
            sheet.put(column, sheet.top, CellMade(title, HEADING))
            for row in range(sheet.top + 1, sheet.last + 1):
                if random.random() < 0.5:
                    sheet.put(column, row, CellMade(random.choice(("ask", 7.5, " two  ")), EXTRA))


def calculate(book: BookMade, random: Random) -> None:
    """A column that is worked out, by a table's own formula or one shared down the rows."""
    sheet = book.sheet("Tracker")
    column, hours = max(sheet.columns.values()) + 1, sheet.columns["Hours a week"]
    first = sheet.top + 1
    sheet.put(column, sheet.top, CellMade("Cost", HEADING))
    is_table = sheet.table is not None and book.dialect.has_tables and random.random() < 0.7
    if is_table and sheet.table is not None:
        sheet.table.formulas["Cost"] = "SchedulingTracker[[#This Row],[Hours a week]]*20"
    for row in range(first, sheet.last + 1):
        if is_table:
            formula = "<f>SchedulingTracker[[#This Row],[Hours a week]]*20</f>"
        elif row == first:
            reach = f"{cell_name(column, first)}:{cell_name(column, sheet.last)}"
            formula = f'<f t="shared" ref="{reach}" si="0">{letters(hours)}{first}*20</f>'
        else:
            formula = '<f t="shared" si="0"/>'
        sheet.put(column, row, CellMade(20.0, formula=formula))
    book.has_chain = True


def write_above(book: BookMade, _: Random) -> None:
    """A title over the headings, joined over three cells."""
    sheet = book.sheet("Tracker")
    sheet.rows = {row + 2: cells for row, cells in sheet.rows.items()}
    sheet.told = {row + 2: said for row, said in sheet.told.items()}
    sheet.put(1, 1, CellMade("Dales: changes", HEADING))
    if sheet.table is not None:
        sheet.table.top += 2
    sheet.elements["mergeCells"] = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'


def overwrite(book: BookMade, random: Random) -> None:
    """Somebody types over cells of ours: another text, a number for a text, nothing, a colour that is to stay."""
    for sheet in (book.sheet("Tracker"), book.sheet("People")):
        columns, row = sheet.columns, random.randint(sheet.top + 1, sheet.last)
        sheet.put(columns["Postcode"], row, CellMade("DE1 1AA", COLOURED))
        sheet.put(columns["Patch"], row, CellMade(12.0, COLOURED))
        sheet.put(columns["Visits a week"], row, CellMade("many", TEXT))
        sheet.rows[row].pop(columns["DSO"], None)


def formula_over_ours(book: BookMade, random: Random) -> None:
    """A formula stands in a cell of ours; the calculation chain names it."""
    sheet = book.sheet("Tracker")
    row = random.randint(sheet.top + 1, sheet.last)
    sheet.put(sheet.columns["Patch"], row, CellMade("x", formula='<f>"x"</f>'))
    book.has_chain = True


def shared_over_ours(book: BookMade, _: Random) -> None:
    """A formula shared down a column of ours: the first cell is its master."""
    sheet = book.sheet("Tracker")
    column, first, last = sheet.columns["Reason"], sheet.top + 1, sheet.last
    for row in range(first, last + 1):
        reach = f' ref="{cell_name(column, first)}:{cell_name(column, last)}"'
        formula = f'<f t="shared"{reach if row == first else ""} si="7">{"1+1" if row == first else ""}</f>'
        sheet.put(column, row, CellMade(2.0, formula=formula.replace("></f>", "/>")))


def delete(book: BookMade, random: Random) -> None:
    """A row of ours is gone."""
    sheet = book.sheet("Tracker")
    if sheet.last > sheet.top + 1:
        gone = random.randint(sheet.top + 1, sheet.last)
        sheet.rows = {row - (row > gone): cells for row, cells in sheet.rows.items() if row != gone}


def leave_empty(book: BookMade, random: Random) -> None:
    """A row in the middle is emptied, its cells stay with their format."""
    sheet = book.sheet("Tracker")
    row = random.randint(sheet.top + 1, sheet.last)
    if sheet.last > row:
        sheet.rows[row] = {column: CellMade(style=each.style) for column, each in sheet.rows[row].items()}


def note(book: BookMade, _: Random) -> None:
    """A note beside a person, and one beside a change."""
    for number, name in enumerate(("People", "Tracker"), start=1):
        sheet = book.sheet(name)
        part, drawing = f"xl/comments{number}.xml", f"xl/drawings/vmlDrawing{number}.vml"
        book.parts[part] = (
            f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Lee</author></authors><commentList><comment ref="A2" '
            'authorId="0"><text><t>note on Bob</t></text></comment></commentList></comments>'
        )
        book.parts[drawing] = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="n1" style="width:96pt"/></xml>'
        book.overrides[f"/{part}"] = f"{SHEET_TYPE}.comments+xml"
        book.endings["vml"] = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        sheet.link("comments", f"../comments{number}.xml")
        made = sheet.link("vmlDrawing", f"../drawings/vmlDrawing{number}.vml")
        sheet.elements["legacyDrawing"] = f'<legacyDrawing r:id="{made}"/>'


def list_and_colour(book: BookMade, _: Random) -> None:
    """A list of choices and a colour by rule over the rows, ending where they end."""
    sheet = book.sheet("Tracker")
    at = letters(sheet.columns["By"])
    reach = f"{at}{sheet.top + 1}:{at}{max(sheet.last, sheet.top + 1)}"
    sheet.elements["dataValidations"] = (
        f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="{reach}">'
        '<formula1>"Lee,Ann"</formula1></dataValidation></dataValidations>'
    )
    sheet.elements["conditionalFormatting"] = (
        f'<conditionalFormatting sqref="{reach}"><cfRule type="expression" dxfId="0" priority="1">'
        f"<formula>LEN({at}{sheet.top + 1})&gt;3</formula></cfRule></conditionalFormatting>"
    )
    sheet.elements["extLst"] = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">'
        f"<x14:formula1><xm:f>Rota!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>{reach.replace(at, 'A')}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst>"
    )


def drop_a_sheet(book: BookMade, random: Random) -> None:
    """Somebody deleted one of our sheets."""
    gone = random.choice(("Capacity", "About"))
    book.sheets = [each for each in book.sheets if each.name != gone]


def earlier_release(book: BookMade, random: Random) -> None:
    """People and Capacity as an earlier release made them, without keys; somebody wrote beside a person."""
    for sheet in (book.sheet("People"), book.sheet("Capacity")):
        key = sheet.columns.get("Key", 0)
        for row, cells in sheet.rows.items():
            sheet.rows[row] = {at - (at > key > 0): cell for at, cell in cells.items() if at != key}
        beside = max(sheet.columns.values()) + 1
        sheet.put(beside, random.randint(sheet.top + 1, sheet.last), CellMade("ring her son", EXTRA))


# In this order: what moves rows and columns comes before what writes formulas over them.
DEEDS: tuple[Callable[[BookMade, Random], None], ...] = (
    earlier_release, shuffle, mark, add_columns, delete, leave_empty, overwrite, write_above, hide, note,
    shared_over_ours, calculate, formula_over_ours, list_and_colour, drop_a_sheet,
)  # fmt: skip
