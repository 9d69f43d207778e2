"""Pitfalls 14, 17: lists, colours and filters that covered our rows grow with them; others stay as they are."""

import pytest

from reports.tracker.patch.sheet import patch
from tests.reports.tracker.patch.sheets import due, given, heads, ours, row, sheet, tree, written

TABLE = (1, 1, 5, 3)
TWO, FOUR = ["T-1", "T-2"], ["T-1", "T-2", "T-3", "T-4"]


def patched(tail, refs=FOUR, table=TABLE, **more):
    xml = sheet(heads(), ours(2, "T-1"), ours(3, "T-2"), tail=tail)
    return patch(given(xml, table=table), due(*[row(ref) for ref in refs], **more))


def grown(said, **more):
    out = written(patched(f'<conditionalFormatting sqref="{said}"><cfRule type="x"/></conditionalFormatting>', **more))
    return tree(out).find(".//{*}conditionalFormatting").get("sqref")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("E2:E3", "E2:E5"),
        ("E1:E3", "E1:E5"),
        ("A2:E3", "A2:E5"),
        ("$A$2:$E$3", "A2:E5"),
        ("E2 E3", "E2 E3:E5"),
        ("A2:B3 E2:E3", "A2:B5 E2:E5"),
        ("E3", "E3"),
        ("E2", "E2"),
        ("E2:E1048576", "E2:E1048576"),
        ("G2:G3", "G2:G3"),
        ("A2:G3", "A2:G3"),
        ("E:E", "E:E"),
    ],
)
def test_what_covered_a_whole_column_down_to_the_last_row_grows(before, after):
    assert grown(before) == after
    assert grown(before, refs=TWO) == before


@pytest.mark.parametrize("prefix", ["x14", "ext"])
def test_newer_kinds_of_lists_and_colours_grow_and_small_charts_in_cells_do_not(prefix):
    said = "<xm:sqref>E2:E3</xm:sqref>"
    tail = (
        f'<extLst xmlns:{prefix}="urn:a" xmlns:xm="urn:b"><ext><{prefix}:conditionalFormattings>'
        f"<{prefix}:conditionalFormatting><{prefix}:cfRule/>{said}</{prefix}:conditionalFormatting></{prefix}:conditionalFormattings>"
        f"<{prefix}:dataValidations><{prefix}:dataValidation>{said}</{prefix}:dataValidation></{prefix}:dataValidations>"
        f"<{prefix}:sparkline><xm:f>A1</xm:f>{said}</{prefix}:sparkline></ext></extLst>"
    )
    found = [each.text for each in tree(written(patched(tail))).iter("{urn:b}sqref")]
    assert found == ["E2:E5", "E2:E5", "E2:E3"]


def lists(reach, formula='"Yes,No,Query"', **more):
    tail = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" error="a > b" '
        f"sqref='{reach}'><formula1>{formula}</formula1></dataValidation></dataValidations>"
    )
    out = written(patched(tail, choices={"CCL updated": '"Yes,No,Query"'}, **more))
    return tree(out).find(".//{*}dataValidation").get("sqref")


def test_our_list_that_was_cut_some_rows_below_the_data_is_long_again_also_when_nothing_is_new():
    assert lists("E2:E1003") == lists("E2:E1003", refs=TWO) == lists("E2:E3", refs=TWO) == "E2:E1048576"
    assert lists("E2:E1048576") == "E2:E1048576"
    assert (lists("E2:E1003", '"Red,Blue"'), lists("D2:D1003")) == ("E2:E1003", "D2:D1003")
    assert lists("E2:E3", '"Red,Blue"') == "E2:E5"


def test_the_filter_of_a_plain_sheet_and_its_order_grow_and_its_hidden_name_is_told():
    order = '<sortState ref="A2:E3"><sortCondition ref="B2:B3"/></sortState>'
    tail = f'<autoFilter ref="A1:E3"><filterColumn colId="1"/>{order}</autoFilter>'
    result = patched(tail, table=None)
    found = tree(written(result))
    assert result.filter_range == found.find(".//{*}autoFilter").get("ref") == "A1:E5"
    assert found.find(".//{*}sortState").get("ref") == "A2:E5"
    assert found.find(".//{*}sortCondition").get("ref") == "B2:B5"
    assert patched(tail, TWO, table=None).filter_range is None
    assert patched(tail).filter_range is None


def test_a_long_end_of_a_sheet_is_read_whole_and_kept():
    links = "".join(f'<hyperlink ref="B{at}" display="{"x" * 200}"/>' for at in range(6000))
    colour = '<conditionalFormatting sqref="{}"/>'
    tail = f"{colour.format('E2:E3')}<hyperlinks>{links}</hyperlinks>{colour.format('A2:A3')}"
    out = written(patched(tail))
    assert [each.get("sqref") for each in tree(out).iter("{*}conditionalFormatting")] == ["E2:E5", "A2:A5"]
    assert links.encode() in out
