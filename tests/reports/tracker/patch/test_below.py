"""Pitfalls 3, 4, 8, 16: where new rows go, what may stand there, and what is refused by its row."""

import pytest

from reports.layout.cells import row_height
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.sheet import patch
from reports.tracker.patch.told import TableGiven
from tests.reports.tracker.patch.sheets import (
    LOOKS,
    MARK,
    NOON,
    OURS,
    cells,
    due,
    given,
    heads,
    number,
    ours,
    row,
    sheet,
    text,
    tree,
    values,
    written,
)

TABLE = (1, 1, 5, 2)


def test_empty_rows_that_are_there_are_used_and_their_look_and_neighbours_stay():
    styled = "".join(
        f'<row r="{at}" spans="1:2"><c r="B{at}" s="4"/><c r="G{at}" s="9"><v>1</v></c></row>' for at in (3, 5)
    )
    xml = sheet(heads(), ours(2, "T-1"), styled)
    out = written(patch(given(xml, table=TABLE), due(row("T-1"), row("T-2"), row("T-3"), row("T-4"), row("T-5"))))
    found = cells(out)
    assert [found[f"A{at}"][2] for at in range(2, 7)] == ["T-1", "T-2", "T-3", "T-4", "T-5"]
    assert (found["B3"], found["B4"][0], found["G3"], found["G5"]) == (
        ("4", None, "Ann"), str(LOOKS[MARK.kind] + 1), ("9", None, 1.0), ("9", None, 1.0),
    )  # fmt: skip
    assert b'spans="1:2"' not in out


def test_empty_rows_within_a_table_are_filled_first_and_the_table_stays_as_long_as_it_was():
    xml = sheet(heads(), ours(2, "T-1"), '<row r="3"><c r="A3" s="4"/></row>', '<row r="9"><c r="A9" s="4"/></row>')
    patched = patch(given(xml, table=(1, 1, 5, 4)), due(row("T-1"), row("T-2"), row("T-3")))
    assert (patched.last, values(written(patched))["A3"], values(written(patched))["A4"]) == (None, "T-2", "T-3")


def test_thousands_of_empty_rows_below_stay_as_they_are():
    below = "".join(f'<row r="{at}"><c r="A{at}" s="4"/></row>' for at in range(3, 3000))
    xml = sheet(heads(), ours(2, "T-1"), below)
    out = written(patch(given(xml), due(row("T-1"), row("T-2"))))
    assert out.endswith(xml[xml.index(b'<row r="4"') :])
    assert values(out)["A3"] == "T-2"


@pytest.mark.parametrize(
    ("below", "more"),
    [
        (f'<row r="4">{text("E4", "Total")}</row>', {}),
        (f'<row r="4">{number("B4", 3)}</row>', {}),
        ('<row r="4"><c r="C4"><f>SUM(C2:C3)</f></c></row>', {}),
        ("", {"tail": '<mergeCells count="1"><mergeCell ref="C4:D9"/></mergeCells>'}),
        ("", {"other_tables": (TableGiven(4, 4, 8, 6, {}),)}),
        ("", {"other_ranges": ("E4:H20",)}),
    ],
)  # fmt: skip
def test_what_stands_where_rows_go_is_refused_by_its_row(below, more):
    tail = more.pop("tail", "")
    xml = sheet(heads(), ours(2, "T-1"), below, tail=tail)
    three = [row(f"T-{at}") for at in (1, 2, 3)]
    with pytest.raises(TrackerUnreadable, match=r"Below the table, in row [34], something stands where new changes go"):
        patch(given(xml, table=TABLE, **more), due(*three))
    assert patch(given(xml, table=TABLE, **more), due(*three[:2])).added == ("T-2",)


def test_a_formula_that_spills_over_where_rows_go_is_refused():
    spill = '<c r="B1" cm="1" t="str"><f t="array" ref="B1:B9">Rota!B1:B9</f><v>x</v></c>'
    xml = sheet(f'<row r="1">{spill}</row>', heads(12), ours(13, "T-1"))
    assert patch(given(xml), due(row("T-1"), row("T-2"))).added == ("T-2",)
    for reached in ("B1:B14", "A1:C20"):
        with pytest.raises(TrackerUnreadable, match="Below the table, in row 14, something stands"):
            patch(given(xml.replace(b"B1:B9", reached.encode(), 1)), due(row("T-1"), row("T-2")))


def test_what_stands_beside_may_stay():
    joined = '<mergeCells><mergeCell ref="G3:K3"/></mergeCells>'
    xml = sheet(heads(), ours(2, "T-1"), f'<row r="3">{number("H3", 5)}</row>', tail=joined)
    assert values(written(patch(given(xml, table=TABLE), due(row("T-1"), row("T-2")))))["H3"] == 5.0


def test_in_a_plain_sheet_new_rows_go_below_all_that_stands_under_the_headings():
    xml = sheet(heads(), ours(2, "T-1"), f'<row r="7">{text("E7", "kept for Moira")}</row>')
    assert values(written(patch(given(xml), due(row("T-1"), row("T-2")))))["A8"] == "T-2"


def test_a_new_row_copies_nothing_of_the_row_above_but_the_look_of_calculated_columns():
    above = ours(2, "T-1", more='<c r="F2" s="5"><f>Table[[#This Row],[Visits]]*2</f><v>28</v></c>')
    above = above.replace('<row r="2"', '<row r="2" hidden="1" outlineLevel="2" s="3" customFormat="1" spans="1:6"')
    head = heads(titles=("Ref", "Person", "Visits", "Effective", "CCL updated", "Double"))
    formula = 'T[[#This Row],[Visits]]*2&"<"'
    xml = sheet(head, above)
    out = written(patch(given(xml, table=(1, 1, 6, 2, {"Double": formula})), due(row("T-1"), row("T-2"))))
    new = tree(out).findall(".//{*}row")[2]
    assert dict(new.attrib) == {"r": "3", "ht": "15"}
    assert cells(out)["F3"] == ("5", (formula,), None)


def test_a_calculated_column_that_stands_in_empty_rows_does_not_make_them_full():
    head = heads(titles=("Ref", "Person", "Visits", "Effective", "CCL updated", "Double"))
    xml = sheet(head, '<row r="2"><c r="F2"><f>C2*2</f><v>0</v></c></row>')
    out = written(patch(given(xml, table=(1, 1, 6, 2, {"Double": "C2*2"})), due(row("T-1"), row("T-2"))))
    assert (values(out)["A2"], cells(out)["F2"][1], cells(out)["F3"][1]) == ("T-1", ("C2*2",), ("C2*2",))


def test_a_row_is_born_with_the_marks_that_are_known():
    xml = sheet(heads())
    out = written(patch(given(xml), due(row("T-1"), row("T-2"), born={"T-2": {"CCL updated": "Yes", "Nowhere": "x"}})))
    assert values(out)["E3"] == "Yes"
    assert "E2" not in values(out)


def test_a_row_is_as_high_as_its_longest_text_needs():
    xml = sheet(heads())
    out = written(patch(given(xml), due(row("T-1"), row("T-2", "a " * 60), row("T-3", "a\nb\nc"), least_lines=2)))
    assert [each.get("ht") for each in tree(out).findall(".//{*}row")][1:] == ["30", "105", "45"]


def test_the_heights_are_those_of_every_workbook_of_ours():
    names = ["x" * length for length in range(1, 60)]
    xml = sheet(heads())
    out = written(patch(given(xml), due(*[row(f"T-{at}", name) for at, name in enumerate(names)], least_lines=2)))
    heights = [float(each.get("ht")) for each in tree(out).findall(".//{*}row")[1:]]
    assert heights == [row_height(OURS, (None, name, None, NOON), least=2) for name in names]
