"""Pitfalls 5, 6, 7: a formula in a cell of ours gives way to our value, and no formula of Scheduling's dies of it."""

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.formulas import moved
from reports.tracker.patch.sheet import patch
from tests.reports.tracker.patch.sheets import cells, due, given, heads, ours, row, sheet, values, written


def test_a_formula_in_a_cell_of_ours_is_put_back_said_and_told_to_the_calculation_chain():
    xml = sheet(heads(), ours(2, "T-1").replace("<v>14</v>", '<f ca="1">7*4&amp;""</f><v>28</v>'))
    patched = patch(given(xml), due(row("T-1")))
    assert [(each.cell, each.found, each.value) for each in patched.put_back] == [("C2", '=7*4&""', 14)]
    assert patched.formulas_gone == frozenset({"C2"})
    assert cells(written(patched))["C2"] == (None, None, 14.0)


def test_a_formula_that_says_what_we_say_is_put_back_too():
    xml = sheet(heads(), ours(2, "T-1").replace("<v>14</v>", "<f>7*2</f><v>14</v>"))
    assert patch(given(xml), due(row("T-1"))).formulas_gone == frozenset({"C2"})


def shared(followers=("C3", "C4"), over="C2:C4", more=""):
    first = ours(2, "T-1").replace("<v>14</v>", f'<f t="shared" ref="{over}" si="3">B2&amp;$E2</f><v>7</v>')
    first = first.replace("</row>", f"{more}</row>")
    rows = [f'<row r="{name[1:]}"><c r="{name}"><f t="shared" si="3"/><v>1</v></c></row>' for name in followers]
    return sheet(heads(), first, *rows)


def test_a_shared_formula_that_loses_its_first_cell_is_handed_on_to_the_next():
    xml = shared()
    patched = patch(given(xml, table=(1, 1, 5, 2)), due(row("T-1")))
    found = cells(written(patched))
    assert found["C3"][1] == ("B3&$E3", ("ref", "C3:C4"), ("si", "3"), ("t", "shared"))
    assert found["C4"] == cells(xml)["C4"]


def test_a_shared_formula_is_handed_on_to_the_next_row_that_keeps_it():
    xml = shared().replace(b'<row r="3">', b'<row r="3"><c r="A3" t="str"><v>T-2</v></c>')
    patched = patch(given(xml, table=(1, 1, 5, 3)), due(row("T-1"), row("T-2")))
    assert patched.formulas_gone == frozenset({"C2", "C3"})
    assert cells(written(patched))["C4"][1] == ("B4&$E4", ("ref", "C4"), ("si", "3"), ("t", "shared"))


def test_a_formula_shared_by_several_columns_is_written_out_for_each_cell():
    follower = '<c r="{}"><f t="shared" si="3"/><v>1</v></c>'
    xml = shared(("C3",), "C2:G3", follower.format("G2"))
    xml = xml.replace(b"</row></sheetData>", follower.format("G3").encode() + b"</row></sheetData>")
    found = cells(written(patch(given(xml, table=(1, 1, 5, 2)), due(row("T-1")))))
    assert [found[name][1] for name in ("G2", "C3", "G3")] == [("F2&$E2",), ("B3&$E3",), ("F3&$E3",)]


def test_a_cell_that_only_shares_a_formula_gives_way_alone():
    xml = sheet(heads(), ours(2, "T-1").replace("<v>14</v>", '<f t="shared" si="0"/><v>9</v>'))
    patched = patch(given(xml), due(row("T-1")))
    assert ([each.found for each in patched.put_back], values(written(patched))["C2"]) == (["a formula"], 14.0)


def test_part_of_a_formula_that_fills_several_cells_is_refused_by_its_cell():
    first = ours(2, "T-1").replace("<v>14</v>", '<f t="array" ref="C2:C3">Rota!A1:A2</f><v>14</v>')
    with pytest.raises(TrackerUnreadable, match="the cell C2 is part of a formula that fills several cells"):
        patch(given(sheet(heads(), first)), due(row("T-1")))
    spilt = ours(2, "T-1", more='<c r="E2" cm="1"><f t="array" ref="E2:E3">Rota!A1:A2</f><v>1</v></c>')
    assert patch(given(sheet(heads(), spilt, ours(3, "T-2"))), due(row("T-1"), row("T-2"))).put_back == ()


def test_a_formula_that_fills_only_its_own_cell_gives_way_with_its_marks():
    first = ours(2, "T-1").replace('<c r="C2">', '<c r="C2" s="4" cm="1" vm="2">')
    first = first.replace("<v>14</v>", '<f t="array" ref="C2">SUM(A1:A2)</f><v>14</v>')
    assert b'<c r="C2" s="4"><v>14</v></c>' in written(patch(given(sheet(heads(), first)), due(row("T-1"))))


@pytest.mark.parametrize(
    ("formula", "below"),
    [
        ("A1+$B$2*Sheet2!C3", "B3+$B$2*Sheet2!D5"),
        ("SUM(A:A,$A:B,1:1)", "SUM(B:B,$A:C,3:3)"),
        ("\"A1\"&LOG10(A1)&'A1 B2'!A1", "\"A1\"&LOG10(B3)&'A1 B2'!B3"),
        ("Table[[#This Row],[A1]]+A1", "Table[[#This Row],[A1]]+B3"),
        ("A1048576+XFD1", "#REF!+#REF!"),
        ("rate_A1+A1x+_xlfn.XLOOKUP(A1,A1:B2,C1)", "rate_A1+A1x+_xlfn.XLOOKUP(B3,B3:C4,D3)"),
    ],
)
def test_a_formula_reads_its_neighbours_where_it_is_moved_to(formula, below):
    assert moved(formula, 2, 1) == below


PARTS = st.sampled_from(
    ["A1", "$B$7", "C$3", "$D9", "B2:C9", "SUM(A1:A4)", '"A1"', "Rota!E5", "'My rota'!F6", "12", "A:C", "4:9"]
)


@supposing(st.lists(PARTS, min_size=1, max_size=6), st.integers(0, 40), st.integers(0, 12))
def test_a_formula_moves_as_another_program_moves_it(parts, rows, columns):
    formula = "+".join(parts)
    there = f"{chr(65 + columns)}{1 + rows}"
    assert "=" + moved(formula, rows, columns) == Translator("=" + formula, "A1").translate_formula(there)
