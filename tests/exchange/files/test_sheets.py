"""Which sheet of a workbook is read, and that the others are named: none goes missing."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.asked import Asks, FileAsks
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import OtherSheet

FIELDS = (
    Field("ref", "Ref", (), required=True),
    Field("family", "Surname", (), required=True),
    Field("notes", "Notes", ("Comment",)),
)
LIST = (["Ref", "Surname", "Notes"], ["1", "Hallam", "x"], ["2", "Wójcik", ""])
COVER = (["Care Hub list", "November"], ["Made by", "Somebody"])


def book(*sheets):
    """A workbook of (title, rows) or (title, rows, state)."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows, *state in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if state:
            sheet.sheet_state = state[0]
    return saved(workbook)


def saved(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(content, tab=None):
    return read_sheet(content, "a.xlsx", tab=tab, fields=FIELDS)


def question(content):
    with pytest.raises(FileAsks) as caught:
        read(content)
    return caught.value


@pytest.mark.parametrize("order", [("Cover", "List"), ("List", "Cover")])
def test_the_sheet_whose_headings_fit_is_read_wherever_it_stands_and_the_other_is_named(order):
    rows = {"Cover": COVER, "List": LIST}
    found = read(book(*((title, rows[title]) for title in order)))
    assert (found.title, len(found.rows), found.written.is_workbook) == ("List", 2, True)
    assert found.others == (OtherSheet("Cover", 2),)


def test_of_two_sheets_that_fit_as_well_as_each_other_it_is_asked_which():
    asked = question(book(("Ours", LIST), ("Second list", LIST[:2])))
    assert asked.question.asks is Asks.SHEET
    assert asked.question.choices == (("Ours", "“Ours” (2 rows)"), ("Second list", "“Second list” (1 row)"))
    assert asked.sentence == (
        "“a.xlsx” has 2 sheets that could be the list: “Ours” (2 rows) and “Second list” (1 row). "
        "Say which one to take in. On the command line: --sheet NAME."
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_that_fits_counts_too(state):
    content = book(("Ours", LIST), ("Last month", LIST, state))
    assert "“Last month” (2 rows, hidden)" in question(content).sentence
    assert read(content, "Ours").others == (OtherSheet("Last month", 2, is_hidden=True, fits=True),)


def test_a_hidden_sheet_that_fits_better_is_never_read_instead_of_a_shown_one():
    less = (["Ref", "Surname"], ["1", "Hallam"])
    asked = question(book(("Ours", less), ("All", LIST, "hidden")))
    assert [each for each, _ in asked.question.choices] == ["Ours", "All"]


def test_a_hidden_sheet_is_read_where_no_other_fits_and_said():
    found = read(book(("Cover", COVER), ("List", LIST, "hidden")))
    assert found.title == "List"
    assert [each.sentence for each in found.notices] == ["“List” is a hidden sheet."]


def test_the_sheet_that_knows_more_of_the_fields_is_read_and_the_other_named_as_fitting():
    less = (["Ref", "Surname"], ["1", "Hallam"])
    found = read(book(("Short", less), ("Long", LIST)))
    assert (found.title, found.others) == ("Long", (OtherSheet("Short", 1, fits=True),))


def test_headings_without_rows_are_no_rival_and_an_empty_sheet_is_not_named():
    found = read(book(("Template", LIST[:1]), ("List", LIST), ("Sheet3", ())))
    assert (found.title, found.others) == ("List", (OtherSheet("Template", 0, fits=True),))


def test_the_named_sheet_is_read_whatever_its_case_and_the_rest_are_named():
    content = book(("Ours", LIST), ("Second list", LIST[:2]))
    found = read(content, "second LIST ")
    assert (found.title, found.others) == ("Second list", (OtherSheet("Ours", 2, fits=True),))


def test_a_named_sheet_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Refused, match=r"no sheet called “X”: .* Its sheets are “Ours” and “Cover”\."):
        read(book(("Ours", LIST), ("Cover", COVER)), "X")


def test_a_chart_sheet_is_no_list():
    workbook = Workbook()
    for row in LIST:
        workbook.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(workbook.active, min_col=1, min_row=1, max_row=3))
    workbook.create_chartsheet("Picture").add_chart(chart)
    content = saved(workbook)
    found = read(content)
    assert (len(found.rows), found.others) == (2, ())
    with pytest.raises(Refused, match=r"“Picture” is a chart or a form and no list\. Its sheet is “Sheet”"):
        read(content, "Picture")


def test_where_no_sheet_has_all_that_is_needed_the_one_that_knows_most_is_read_then_the_widest():
    known = (["Who", "Surname", "Notes"], ["1", "Hallam", ""])
    wide = (["Wer", "Was", "Wo", "Wann"], ["1", "2", "3", "4"])
    assert read(book(("Cover", COVER), ("A", wide), ("B", known))).title == "B"
    assert read(book(("Cover", COVER), ("A", wide))).title == "A"
