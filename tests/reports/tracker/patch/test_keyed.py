"""Rows found by their key wherever they were moved: who left, who stands twice, and sheets of earlier releases."""

from dataclasses import replace

import pytest

from reports.layout.cells import Heading, Kind
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.sheet import patch
from tests.reports.tracker.patch.sheets import due, given, heads, ours, row, sheet, text, tree, values, written

PEOPLE = (Heading("Person", Kind.WRAPPED, 24), Heading("MOSAIC id", Kind.TEXT, 12), Heading("Key", Kind.TEXT, 6))
BEFORE = ("Person", "MOSAIC id", "Their note")


def person(at, name, number, note="", key=""):
    said = [text(f"{letter}{at}", each) for letter, each in zip("ABCD", (name, number, note, key), strict=True) if each]
    return f'<row r="{at}">{"".join(said)}</row>'


def people(*rows, **more):
    held = {"headings": PEOPLE, "key": "Key", "needed": (), "adds_columns": True, "known_by": known_by}
    return replace(due(), name="People", rows={each[2]: each for each in rows}, **(held | more))


def known_by(cells):
    return {"M1": "p1", "M2": "p2"}.get(cells["MOSAIC id"], "")


ANN, BOB, CY = ("Ann", "M1", "p1"), ("Bob", "M2", "p2"), ("Cy", "M3", "p3")


def test_rows_that_were_sorted_are_found_where_they_stand():
    xml = sheet(heads(), ours(2, "T-2", "Bob"), ours(3, "T-1"))
    patched = patch(given(xml), due(row("T-1"), row("T-2", "Bob"), row("T-3")))
    assert (patched.put_back, patched.added, values(written(patched))["A2"]) == ((), ("T-3",), "T-2")


def test_a_key_that_stands_twice_is_told_and_only_its_first_row_is_put_right():
    xml = sheet(heads(), ours(2, "T-1", "Eve"), ours(3, "T-1", "Eve"), ours(4, "T-1", "Eve"))
    patched = patch(given(xml), due(row("T-1")))
    assert (patched.twice, len(patched.put_back)) == ({"T-1": (2, 3, 4)}, 1)
    assert [values(written(patched))[f"B{at}"] for at in (2, 3, 4)] == ["Ann", "Eve", "Eve"]


def test_a_key_that_was_never_ours_is_told_and_its_row_left():
    xml = sheet(heads(), ours(2, "X-1", "Eve"))
    patched = patch(given(xml), due(row("T-1")))
    assert (patched.unknown, patched.added, values(written(patched))["B2"]) == ({"X-1": 2}, ("T-1",), "Eve")


def test_who_left_keeps_the_row_and_what_stands_beside_it():
    xml = sheet(
        heads(titles=(*BEFORE, "Key")), person(2, "Bob", "M2", "rings at noon", "p2"), person(3, "Ann", "M1", "", "p1")
    )
    left = people(ANN, others=lambda key: {"MOSAIC id": "left"} if key == "p2" else None)
    patched = patch(given(xml), left)
    assert (patched.put_back, patched.unknown) == ((), {})
    assert values(written(patched)) == values(xml) | {"B2": "left"}
    assert patch(given(written(patched)), left).is_changed is False


@pytest.mark.parametrize(
    "cols", ["", '<cols><col min="1" max="3" width="9"/></cols>', '<cols><col min="1" max="16384" width="9"/></cols>']
)
def test_a_sheet_of_an_earlier_release_gets_the_key_at_its_right_end_and_its_rows_are_found_without(cols):
    xml = sheet(
        heads(titles=BEFORE),
        person(2, "Bob", "M2", "rings at noon"),
        person(3, "Anne", "M1"),
        head=f'<dimension ref="A1:C3"/>{cols}',
    )
    patched = patch(given(xml), people(ANN, BOB, CY))
    out = written(patched)
    new = {"D1": "Key", "D2": "p2", "D3": "p1", "B3": "M1", "A3": "Ann", "A4": "Cy", "B4": "M3", "D4": "p3"}
    assert values(out) == values(xml) | new
    assert [(each.heading, each.found) for each in patched.put_back] == [("Person", "Anne")]
    assert tree(out).find("{*}dimension").get("ref") == "A1:D4"
    assert [each.get("max") for each in tree(out).iter("{*}col")][-1] == ("16384" if "16384" in cols else "4")
    assert patch(given(out), people(ANN, BOB, CY)).is_changed is False


def test_the_filter_of_a_plain_sheet_takes_the_new_column_in_so_that_keys_are_sorted_with_their_rows():
    xml = sheet(heads(titles=BEFORE), person(2, "Ann", "M1"), tail='<autoFilter ref="A1:C2"/>')
    assert patch(given(xml), people(ANN, BOB)).filter_range == "A1:D3"


def test_a_table_has_no_column_to_spare_so_its_rows_go_on_being_known_without_a_key():
    xml = sheet(heads(titles=BEFORE), person(2, "Bob", "M2"), person(3, "Anne", "M1"))
    patched = patch(given(xml, table=(1, 1, 3, 3)), people(ANN, BOB, CY))
    assert values(written(patched)) == values(xml) | {"A3": "Ann", "A4": "Cy", "B4": "M3"}
    assert patched.last == 4


def test_a_key_that_was_emptied_is_written_again_and_not_told_as_changed():
    xml = sheet(heads(titles=(*BEFORE, "Key")), person(2, "Ann", "M1"))
    patched = patch(given(xml), people(ANN))
    assert (patched.put_back, values(written(patched))["D2"]) == ((), "p1")


@pytest.mark.parametrize("titles", [("Who", "Number"), ("Person", "Number", "Key"), ("Person",)])
def test_headings_that_are_gone_are_refused_where_nothing_else_knows_the_rows(titles):
    xml = sheet(heads(titles=titles))
    with pytest.raises(TrackerUnreadable, match="In the sheet “People” the column"):
        patch(given(xml, table=(1, 1, len(titles), 2)), people(ANN))
