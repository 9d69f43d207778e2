"""A sheet of ours patched: what is new goes below, what was changed is put back, all else keeps its bytes."""

import pytest

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.sheet import patch
from tests.reports.tracker.patch.sheets import (
    NOON,
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
)  # fmt: skip

TWO = sheet(heads(), ours(2, "T-1"), ours(3, "T-2", "Bob"), head='<dimension ref="A1:E3"/>')


@pytest.mark.parametrize("step", [1, 7, 100, 100_000])
def test_a_sheet_that_says_what_it_should_keeps_every_byte_however_its_pieces_are_cut(step):
    patched = patch(given(TWO, step=step), due(row("T-1"), row("T-2", "Bob")))
    assert (written(patched), patched.is_changed, patched.added, patched.put_back) == (TWO, False, (), ())


@pytest.mark.parametrize("step", [1, 7, 100, 100_000])
def test_new_rows_stand_directly_below_and_the_old_bytes_are_all_there(step):
    patched = patch(given(TWO, step=step, table=(1, 1, 5, 3)), due(row("T-1"), row("T-2", "Bob"), row("T-3", "Cy", 7)))
    xml = written(patched)
    assert (patched.added, patched.last, patched.is_changed) == (("T-3",), 4, True)
    assert values(xml) == values(TWO) | {"A4": "T-3", "B4": "Cy", "C4": 7.0, "D4": 46346.5}
    new = xml[xml.index(b'<row r="4"') : xml.index(b"</sheetData>")]
    assert xml.replace(new, b"").replace(b"A1:E4", b"A1:E3") == TWO
    assert tree(xml).find(".//{*}dimension").get("ref") == "A1:E4"


def test_a_cell_that_was_changed_is_put_back_and_said_and_keeps_its_look():
    eve = text("B2", "Eve", ' s="3"')
    changed = sheet(heads(), f'<row r="2">{text("A2", "T-1")}{eve}{number("C2", 9)}</row>')
    patched = patch(given(changed), due(row("T-1")))
    assert [(each.heading, each.cell, each.found, each.value) for each in patched.put_back] == [
        ("Person", "B2", "Eve", "Ann"),
        ("Visits", "C2", "9", 14),
        ("Effective", "D2", "", NOON),
    ]
    xml = written(patched)
    assert values(xml) == values(changed) | {"B2": "Ann", "C2": 14.0, "D2": 46346.5}
    assert b'<c r="B2" s="3" t="inlineStr"><is><t>Ann</t></is></c>' in xml


def test_a_column_that_is_gone_is_refused_by_name():
    with pytest.raises(TrackerUnreadable, match="In the sheet “Tracker” the column “Person” can't be found: renamed"):
        patch(given(sheet(heads(titles=("Ref", "Who", "Visits", "Effective", "CCL updated")))), due())
