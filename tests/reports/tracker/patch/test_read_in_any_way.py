"""Pitfalls 9, 10, 11: whatever a program may write of our cells is read as what it means, and nothing is put back."""

import pytest

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.sheet import patch
from tests.reports.tracker.patch.sheets import (
    cells,
    due,
    given,
    heads,
    number,
    ours,
    row,
    sheet,
    text,
    values,
    written,
)


def with_row(*said, **more):
    return sheet(heads(), f'<row r="2">{"".join(said)}</row>', **more)


REF, ANN = text("A2", "T-1"), text("B2", "Ann")
COUNT, WHEN = number("C2", 14), number("D2", 46346.5)


@pytest.mark.parametrize(
    "ann",
    [
        '<c r="B2" t="s"><v>1</v></c>',
        "<c r='B2' t='s'><v>1</v></c>",
        '<c t="s" r="B2" s="4"><v>1</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c r="B2" t="str"><v>Ann</v></c>',
        '<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>A</t></r><r><t>nn</t></r></is></c>',
        '<c r="B2" t="inlineStr"><is><t>Ann</t><rPh sb="0" eb="1"><t>an</t></rPh><phoneticPr fontId="1"/></is></c>',
        '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> Ann </t></is></c>',
        '<c r="B2" t="inlineStr"><is><t>&#65;n_x006E_</t></is></c>',
        '<c r="B2" cm="1" t="inlineStr" >\n<is ><t >Ann</t ></is ></c >',
    ],
)
def test_a_text_is_read_however_it_is_written(ann):
    xml = with_row(REF, ann, COUNT, WHEN)
    patched = patch(given(xml, strings=("T-1", "Ann")), due(row("T-1")))
    assert (patched.put_back, written(patched)) == ((), xml)


@pytest.mark.parametrize(
    "when", [number("D2", "4.63465E4"), number("D2", "46346.500009"), '<c r="D2" t="d"><v>2026-11-20T12:00:00</v></c>']
)
def test_a_moment_is_read_however_it_is_written(when):
    assert patch(given(with_row(REF, ANN, COUNT, when)), due(row("T-1"))).put_back == ()


def test_days_may_be_counted_from_1904():
    xml = with_row(REF, ANN, COUNT, number("D2", 46346.5 - 1462))
    patched = patch(given(xml, is_1904=True), due(row("T-1"), row("T-2")))
    assert (patched.put_back, values(written(patched))["D3"]) == ((), 46346.5 - 1462)


@pytest.mark.parametrize(
    ("found", "said"), [('t="b"><v>1</v>', "True"), ('t="b"><v>true</v>', "True"), ('t="e"><v>#N/A</v>', "#N/A")]
)
def test_truth_and_errors_are_no_numbers(found, said):
    patched = patch(given(with_row(REF, ANN, f'<c r="C2" {found}</c>', WHEN)), due(row("T-1", visits=1)))
    assert [each.found for each in patched.put_back] == [said]
    assert values(written(patched))["C2"] == 1.0


def test_rows_and_cells_that_do_not_say_where_they_stand_follow_the_one_before():
    xml = sheet(heads(), ours(2, "T-1")).replace(b' r="2"', b"")
    for place in (b"A2", b"B2", b"C2", b"D2"):
        xml = xml.replace(b' r="%b"' % place, b"")
    patched = patch(given(xml), due(row("T-1"), row("T-2")))
    assert (patched.put_back, patched.added) == ((), ("T-2",))
    assert values(written(patched))["B3"] == "Ann"
    changed = patch(given(xml), due(row("T-1", "Bob", 3)))
    assert values(written(changed)) == values(xml) | {"B2": "Bob", "C2": 3.0}


def test_a_prefix_is_kept():
    xml = sheet(heads(), ours(2, "T-1")).replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    xml = xml.replace(b"xmlns=", b"xmlns:x=")
    patched = patch(given(xml), due(row("T-1", "Bob & <Co>"), row("T-2")))
    assert values(written(patched)) == values(xml) | {
        "B2": "Bob & <Co>",
        "A3": "T-2",
        "B3": "Ann",
        "C3": 14.0,
        "D3": 46346.5,
    }


def test_a_row_that_is_closed_at_once_takes_our_cells_and_shows():
    xml = sheet(heads(), ours(2, "T-1"), '<row r="3" s="7" customFormat="1" hidden="1" ht="5" customHeight="1"/>')
    patched = patch(given(xml), due(row("T-1"), row("T-2")))
    assert b'<row r="3" s="7" customFormat="1" ht="15"><c r="A3"' in written(patched)
    assert values(written(patched))["B3"] == "Ann"


def test_headings_are_found_further_down_and_with_blanks_around_them():
    titles = (" Ref ", "Person", "Visits", "Effective", "CCL updated")
    xml = sheet('<row r="2"><c r="A2" t="str"><v>Our week</v></c></row>', heads(5, titles), ours(6, "T-1"))
    assert patch(given(xml), due(row("T-1"), row("T-2"))).added == ("T-2",)


def test_columns_may_stand_in_any_order_with_others_between_them():
    titles = ("CCL updated", "Effective", "Run", "Ref", "Visits", "Person")
    xml = sheet(heads(1, titles))
    out = values(written(patch(given(xml), due(row("T-1")))))
    assert {"B2": 46346.5, "D2": "T-1", "E2": 14.0, "F2": "Ann"}.items() <= out.items()


@pytest.mark.parametrize("said", ["<!-- note -->", "<![CDATA[x]]>", "<?odd x?>"])
def test_what_excel_never_writes_among_rows_is_refused_as_that(said):
    with pytest.raises(TrackerUnreadable, match="a way that Excel does not use"):
        patch(given(sheet(heads(), ours(2, "T-1"), said)), due(row("T-1")))


def test_another_encoding_is_refused():
    with pytest.raises(TrackerUnreadable, match="a way that Excel does not use"):
        patch(given(sheet(heads(), declared="ISO-8859-1")), due())


@pytest.mark.parametrize(
    "xml",
    [
        sheet(heads(), ours(2, "T-1"))[:-90],
        sheet(heads(), ours(3, "T-1"), ours(2, "T-2")),
        sheet(heads(), ours(2, "T-1"), ours(2, "T-2")),
        sheet(heads(), '<row r="2"><c r="B2"/><c r="A2"/></row>'),
        sheet(heads(), '<row r="2"><c r="A2" t="s"><v>7</v></c></row>'),
        sheet(heads(), '<row r="2"><c r="&amp;2"/></row>'),
        sheet(heads(), '<row r="2"><c r="ABCDEFGH2"/></row>'),
        sheet(heads(), '<row r="1048577"/>'),
        sheet(heads(), f'<row r="2">{"<c>" * 20_000}</row>'),
        b"<worksheet/>",
    ],
)
def test_a_sheet_that_no_program_could_read_is_damaged(xml):
    with pytest.raises(TrackerUnreadable, match="damaged"):
        patch(given(xml), due(row("T-1"), row("T-2")))


@pytest.mark.parametrize(
    "typed",
    ["_x0041_", "_x005F_", "a\rb", " two  blanks ", "line\nbreak", '<b> & "q"', "=1+1", "_x", "a\x07b", "x" * 40_000],
)
def test_what_is_typed_comes_back_as_it_was_and_stays_a_text(typed):
    xml = with_row(REF, ANN, COUNT, WHEN)
    out = written(patch(given(xml), due(row("T-1", typed), row("T-2", typed))))
    due_text = typed.replace("\x07", "")[:32_767]
    for place in ("B2", "B3"):
        assert cells(out)[place][1:] == (None, due_text)
    again = patch(given(out), due(row("T-1", typed), row("T-2", typed)))
    assert (again.put_back, again.is_changed) == ((), False)
