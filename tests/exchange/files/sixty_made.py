"""One list as openpyxl and XlsxWriter write it, with a feature of theirs each."""

import io
from collections.abc import Callable
from datetime import date, datetime, time

import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADINGS = ("Ref", "Name", "Born", "At", "Seen", "NHS No", "Minutes", "Share", "Urgent", "Notes")
ROWS = tuple(
    (
        f"CH{n:05}", name, date(1940, 1, 1 + n), time(8, 5 * n), datetime(2026, 11, n + 1, 9, 30),  # noqa: DTZ001
        9_990_000_000 + n, 15 * n, n / 8, n % 2 == 0, f"note {n}",
    )
    for n, name in enumerate(
        ("Ann O’Neill", "Seán Ó Sé", "Łukasz Wójcik", "José Núñez", "Zoë Brontë", "<Jo> & “Al”", "نور", "李小龍",
         "D'Arcy", "Ffion Ŵyn", "x" * 300, "Line\nbreak")
    )
)  # fmt: skip
FORMATS = ("dd/mm/yyyy", "d mmm yy", "yyyy-mm-dd", "[$-809]dddd d mmmm yyyy", "mm-dd-yy", "d/m/yyyy;@")


# --- openpyxl ----------------------------------------------------------------------------------------------------


def by_openpyxl(change: Callable[[Workbook], None] | None = None, *, write_only: bool = False) -> bytes:
    """The list, changed before it is saved."""
    workbook = Workbook(write_only=write_only)
    sheet = workbook.create_sheet("List") if write_only else workbook.active
    sheet.title = "List"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    if change is not None:
        change(workbook)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def days_as(number_format: str) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        for row in range(2, len(ROWS) + 2):
            workbook["List"].cell(row, 3).number_format = number_format

    return change


def titled(workbook: Workbook) -> None:
    sheet = workbook["List"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "The list of November"
    sheet.merge_cells("A1:J1")


def tabled(workbook: Workbook) -> None:
    workbook["List"].add_table(Table(displayName="People", ref=f"A1:J{len(ROWS) + 1}"))


def charted(workbook: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(workbook["List"], min_col=7, min_row=1, max_row=13))
    workbook["List"].add_chart(chart, "L2")


def chart_sheet(workbook: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(workbook["List"], min_col=7, min_row=1, max_row=13))
    workbook.create_chartsheet("Picture", 0).add_chart(chart)


def validated(workbook: Workbook) -> None:
    rule = DataValidation(type="list", formula1='"Yes,No"')
    rule.add("I2:I1048576")
    workbook["List"].add_data_validation(rule)


def conditional(workbook: Workbook) -> None:
    rule = CellIsRule(operator="greaterThan", formula=["60"], fill=PatternFill("solid", bgColor="FFC7CE"))
    workbook["List"].conditional_formatting.add("G2:G13", rule)


def commented(workbook: Workbook) -> None:
    workbook["List"]["B3"].comment = Comment("rings twice", "Joy")


def rich(workbook: Workbook) -> None:
    workbook["List"]["J2"] = CellRichText(TextBlock(InlineFont(b=True), "note"), " 0")


def linked(workbook: Workbook) -> None:
    workbook["List"]["B2"].hyperlink = "#List!A1"


def defined(workbook: Workbook) -> None:
    workbook.defined_names["People"] = DefinedName("People", attr_text="List!$A$1:$J$13")
    workbook["List"].print_title_rows = "1:1"
    workbook["List"].print_area = "A1:J13"


def protected(workbook: Workbook) -> None:
    workbook["List"].protection.sheet = True
    workbook.security.lockStructure = True


def outlined(workbook: Workbook) -> None:
    workbook["List"].row_dimensions.group(3, 5, outline_level=1)
    workbook["List"].column_dimensions.group("D", "E", outline_level=1)


def frozen(workbook: Workbook) -> None:
    workbook["List"].freeze_panes = "C2"
    workbook["List"].auto_filter.ref = "A1:J13"


def epoch(workbook: Workbook) -> None:
    workbook.epoch = CALENDAR_MAC_1904


def moved(workbook: Workbook) -> None:
    workbook["List"].move_range("A1:J13", rows=4, cols=2)


def far(workbook: Workbook) -> None:
    workbook["List"]["XFD1"].font = Font(bold=True)
    workbook["List"].column_dimensions["XFD"].width = 3


def spread(workbook: Workbook) -> None:
    for row in (11, 8, 5):
        workbook["List"].insert_rows(row)


def others(workbook: Workbook) -> None:
    workbook.create_sheet("Cover", 0).append(["Care Hub", "November"])
    workbook.create_sheet("Empty")


def hides(kind: str) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        match kind:
            case "rows":
                workbook["List"].row_dimensions[4].hidden = True
            case "columns":
                workbook["List"].column_dimensions["J"].hidden = True
            case _:
                workbook.create_sheet("Lists").append(["Yes", "No"])
                workbook["Lists"].sheet_state = kind

    return change


# --- XlsxWriter --------------------------------------------------------------------------------------------------


def by_xlsxwriter(change: Callable[..., None] | None = None, **options: bool) -> bytes:
    """The list, each cell by its kind; `change` gets the workbook and the sheet before it is closed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as workbook:
        sheet = workbook.add_worksheet("List")
        formats = [workbook.add_format({"num_format": each}) for each in ("dd/mm/yyyy", "hh:mm", "dd/mm/yyyy hh:mm")]
        for at, row in enumerate((HEADINGS, *ROWS)):
            for column, cell in enumerate(row):
                if isinstance(cell, (date, time)):
                    sheet.write_datetime(at, column, cell, formats[column - 2])
                else:
                    sheet.write(at, column, cell)
        if change is not None:
            change(workbook, sheet)
    return out.getvalue()


def worked_out(_workbook: object, sheet: object) -> None:
    for at, row in enumerate(ROWS, start=2):
        sheet.write_formula(f"G{at}", f"=15*{at - 2}", value=row[6])
        sheet.write_formula(f"J{at}", f'="note "&{at - 2}', value=row[9])
        sheet.write_formula(f"I{at}", "=TRUE()" if row[8] else "=FALSE()", value=row[8])


def dynamic(_workbook: object, sheet: object) -> None:
    sheet.write_dynamic_array_formula("J2:J13", '="note "&SEQUENCE(12,1,0)', value="note 0")
    for at, row in enumerate(ROWS[1:], start=2):
        sheet.write_string(at, 9, row[9])


def with_table(_workbook: object, sheet: object) -> None:
    columns = [{"header": each} for each in HEADINGS]
    sheet.add_table("A1:J13", {"columns": columns, "name": "People"})


def rich_text(workbook: object, sheet: object) -> None:
    bold = workbook.add_format({"bold": True})
    sheet.write_rich_string("J2", bold, "no", "te", bold, " 0")


def noted(_workbook: object, sheet: object) -> None:
    sheet.write_comment("B3", "rings twice")


def dressed(workbook: object, sheet: object) -> None:
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, 12, 9)
    sheet.set_row(5, 30, workbook.add_format({"bg_color": "#ffeeaa"}), {"level": 1})
    sheet.set_column("D:E", 4, None, {"level": 1})
    sheet.conditional_format("G2:G13", {"type": "data_bar"})
    sheet.data_validation("I2:I13", {"validate": "list", "source": ["Yes", "No"]})
    sheet.repeat_rows(0)
    sheet.set_tab_color("green")
    workbook.define_name("People", "=List!$A$1:$J$13")
    sheet.protect()


def picture(_workbook: object, sheet: object) -> None:
    sheet.insert_image("L2", "dot.png", {"image_data": io.BytesIO(PICTURE)})
    sheet.insert_textbox("L9", "Ring before you come")


def sparks(_workbook: object, sheet: object) -> None:
    sheet.add_sparkline("K2", {"range": "List!G2:G13"})
    sheet.write_url("L1", "internal:List!A1", string="")


def with_second(title: str, state: str = "") -> Callable[..., None]:
    def change(workbook: object, _sheet: object) -> None:
        other = workbook.add_worksheet(title)
        other.write_row(0, 0, ["Yes", "No"])
        if state:
            getattr(other, state)()

    return change


def with_chart(workbook: object, _sheet: object) -> None:
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "=List!$G$2:$G$13"})
    workbook.add_chartsheet("Picture").set_chart(chart)


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
