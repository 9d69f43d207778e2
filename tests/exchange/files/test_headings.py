"""Headings below titles, in two rows, again in the middle; sums, other tables, two columns for one field."""

from datetime import date

import pytest

from app.door.errors import Refused
from app.exchange.columns import Chosen, Field, Mapping, guess, missing, not_as_before, pair, settle
from app.exchange.files.read import read_sheet

FIELDS = (
    Field("ref", "Ref", ("Reference",), required=True),
    Field("name", "Name", ("Client",), required=True),
    Field("telephone", "Telephone", ("Phone", "Mobile")),
    Field("hours", "Hours", ()),
)
LIST = (["Ref", "Name", "Telephone", "Hours"], ["1", "Ann", "01629 1", 3], ["2", "Bob", "01629 2", 4])


@pytest.fixture
def read(xlsx):
    def made(*rows):
        return read_sheet(xlsx(*rows), "a.xlsx", fields=FIELDS)

    return made


def said(sheet):
    return [each.sentence for each in sheet.notices]


def lines(sheet):
    return [row.line for row in sheet.rows]


def test_lines_above_the_headings_are_named(read):
    found = read(["The list of November", None, "made by Joy"], *LIST)
    assert (found.header_line, lines(found)) == (2, [3, 4])
    assert said(found) == [
        "Line 1 stands above the headings and is no row of the list: “The list of November made by Joy”."
    ]
    found = read(["Care Hub"], ["For", "Bakewell", "and", "Buxton"], ["Printed", date(2026, 11, 14)], *LIST)
    assert found.header == ("Ref", "Name", "Telephone", "Hours")
    assert said(found) == [
        "3 lines stand above the headings and are no rows of the list: lines 1 to 3, from “Care Hub” on."
    ]


def test_a_title_fuller_than_the_headings_is_none(read):
    found = read(["Made", "by", "hand", "for", "the", "Care", "Hub"], ["Client", "Reference"], ["Ann", "1"])
    assert (found.header, lines(found)) == (("Client", "Reference"), [3]) or found.header[:2] == ("Client", "Reference")


def test_headings_in_two_rows_are_read_together(read):
    found = read(["Ref", "Name", "Contact", None], [None, None, "Telephone", "Hours"], ["1", "Ann", "01629 1", 3])
    assert (found.header, found.header_line) == (("Ref", "Name", "Telephone", "Hours"), 2)
    assert (said(found), lines(found)) == ([], [3])


def test_headings_that_are_numbers_or_days_are_headings_all_the_same(read):
    found = read(["Ref", "Name", 2026, date(2026, 11, 14)], ["1", "Ann", 5, 6])
    assert found.header == ("Ref", "Name", "2026", "14/11/2026")


def test_headings_again_after_a_page_are_left_out_and_named(read):
    found = read(*LIST, [], [*LIST[0]], ["3", "Cy", "01629 3", 5])
    assert lines(found) == [2, 3, 6]
    assert [(each.line, each.sentence) for each in found.notices] == [
        (5, "Repeats the headings and is no row of the list.")
    ]


@pytest.mark.parametrize("label", ["Total", "Grand total:", "Sub-total", "TOTALS"])
def test_a_sum_is_left_out_and_named_wherever_it_stands(read, label):
    found = read(*LIST, [label, None, None, 7], ["3", "Cy", "01629 3", 5], [None, label, "", 12])
    assert lines(found) == [2, 3, 5]
    assert [each.line for each in found.notices] == [4, 6]
    assert said(found)[0] == f"Is a sum (“{label} 7”) and is no row of the list."


def test_somebody_called_total_is_somebody(read):
    assert lines(read(*LIST, ["Total", "Ann", "01629 3", 7])) == [2, 3, 4]


def test_rows_of_a_second_table_are_refused_and_never_read_by_the_wrong_columns(read):
    found = read(*LIST, [], ["Name", "Phone", "Worker"], ["Cy", "01629 3", "Joy"], ["Di", "01629 4", "Joy"])
    assert lines(found) == [2, 3, 6, 7]
    reason = "This row stands under other headings (line 5): put it on a sheet of its own."
    assert found.unfit == ((6, reason), (7, reason))
    assert [(each.line, each.sentence) for each in found.notices] == [
        (5, "Holds other headings and is no row of the list.")
    ]


def test_after_the_first_headings_again_rows_are_read_again(read):
    found = read(*LIST, ["Name", "Phone"], ["Cy", "01629 3"], [*LIST[0]], ["4", "Di", "01629 4", 5])
    assert [line for line, _ in found.unfit] == [5]
    assert lines(found) == [2, 3, 5, 7]


def test_a_row_in_which_a_heading_is_a_value_is_a_row(read):
    assert lines(read(*LIST, ["3", "Client", "Phone", 4], ["4", "Mobile", None, None])) == [2, 3, 4, 5]


def test_empty_lines_between_blocks_are_no_end(read):
    assert lines(read(*LIST, [], [], ["3", "Cy", "01629 3", 5])) == [2, 3, 6]


def test_of_two_columns_for_one_field_an_empty_one_is_none_and_said(read):
    found = read(["Ref", "Name", "Phone", "Telephone"], ["1", "Ann", "01629 1", None], ["2", "Bob", "", None])
    assert found.header == ("Ref", "Name", "Phone", "")
    assert said(found) == ["Column D (“Telephone”) is empty all the way down: column C (“Phone”) is read."]
    assert settle(found.header, FIELDS, None).heading("telephone") == "Phone"


def test_two_columns_for_one_field_that_both_hold_something_are_asked_about(read):
    found = read(["Ref", "Name", "Phone", "Telephone"], ["1", "Ann", "01629 1", None], ["2", "Bob", "", "01629 2"])
    said_so = (
        "“Telephone” and “Phone” are two columns for the Telephone: say which one is meant, or delete or rename the "
        "others."
    )
    assert missing(found.header, FIELDS, pair(found.header, FIELDS, None)) == said_so
    with pytest.raises(Refused, match="two columns for the Telephone"):
        settle(found.header, FIELDS, None)
    for heading in ("Phone", "Telephone", ""):
        told = Mapping((Chosen("telephone", heading),))
        assert settle(found.header, FIELDS, told).heading("telephone") == (heading or None)


def test_one_heading_that_stands_twice_gets_its_letters(read):
    found = read(["Ref", "Name", "Phone", "Phone"], ["1", "Ann", "01629 1", "01629 2"])
    assert found.header == ("Ref", "Name", "Phone (column C)", "Phone (column D)")
    assert guess(found.header, FIELDS).heading("telephone") is None
    told = Mapping((Chosen("telephone", "Phone (column D)"),))
    assert settle(found.header, FIELDS, told).column("telephone", found.header) == 3
    empty = read(["Ref", "Name", "Phone", "Phone"], ["1", "Ann", None, "01629 2"])
    assert settle(empty.header, FIELDS, None).column("telephone", empty.header) == 3


def test_two_columns_for_a_needed_field_are_no_missing_column():
    header = ("Ref", "Name", "Client")
    assert missing(header, FIELDS, guess(header, FIELDS)).startswith("“Name” and “Client” are two columns for the Name")
    assert "no column" not in missing(header, FIELDS, guess(header, FIELDS))


def test_a_remembered_column_that_is_gone_is_said():
    header = ("Ref", "Name", "Mobile")
    told = Mapping((Chosen("telephone", "Ring"), Chosen("hours", "Weekly"), Chosen("ref", "Ref")))
    assert not_as_before(header, FIELDS, told, pair(header, FIELDS, told)) == (
        (
            "Not read as last time, for this file has other headings: Telephone from “Mobile”, not from “Ring”; "
            "Hours from no column, not from “Weekly”."
        ),
    )
    assert not_as_before(header, FIELDS, None, guess(header, FIELDS)) == ()
