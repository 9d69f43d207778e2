"""Sheets as hypothesis makes them up: old bytes between our splices, every cell that isn't ours as it was."""

from datetime import timedelta

from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from reports.tracker.patch import sheet as patching
from reports.tracker.patch.splices import Splice, spliced
from tests.reports.tracker.patch.sheets import NOON, cells, due, given, heads, row, sheet, written

STRINGS = ("Ann", "Bob", "14", "", " Zoë ")
SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(STRINGS)
OTHERS = "EFGH"  # columns that aren't ours; E is Scheduling's


def quoted(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def some_cell(draw, place):
    style = draw(st.sampled_from(["", ' s="3"', " s='14'"]))
    value = draw(
        st.one_of(
            st.just("/>"),
            st.builds("><v>{}</v></c>".format, st.integers(-5, 99) | st.sampled_from(["46346.5", "1E3"])),
            st.builds(' t="s"><v>{}</v></c>'.format, st.integers(0, len(STRINGS) - 1)),
            st.builds(' t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'.format, SAID.map(quoted)),
            st.builds(' t="inlineStr"><is><r><t>{}</t></r><r><t>x</t></r></is></c>'.format, SAID.map(quoted)),
            st.builds(' t="str"><f>A1&amp;"{}"</f><v>y</v></c>'.format, st.integers(0, 9)),
            st.just(' t="b"><v>1</v></c>'),
        )
    )
    return f'<c r="{place}"{style}{value}'


@st.composite
def some_row(draw, number, ref):
    """A row with that Ref, or with none of ours where it is empty."""
    said = [f'<c r="A{number}" t="str"><v>{ref}</v></c>'] if ref else []
    letters = draw(st.sets(st.sampled_from("BCD" + OTHERS if ref else "FGH")))
    said += [draw(some_cell(f"{letter}{number}")) for letter in sorted(letters)]
    if not said and draw(st.booleans()):
        return f'<row r="{number}" s="2" customFormat="1"/>'
    blank = draw(st.sampled_from(["", "", "\n  "]))
    return f'<row r="{number}" spans="1:8">{blank.join(said)}</row>'


@st.composite
def some_sheet(draw):
    """A sheet, and the rows that are due in it."""
    refs = draw(st.lists(st.sampled_from([f"T-{at}" for at in range(1, 9)] + ["X-1", ""]), max_size=9))
    number, rows = 1, []
    for ref in refs:
        number += draw(st.sampled_from([1, 1, 1, 2, 5]))
        rows.append(draw(some_row(number, ref)))
    xml = sheet(heads(), *rows, head='<dimension ref="A1:E1"/>')
    whole = st.builds(row, st.just(""), SAID, st.integers(0, 30) | st.none(), st.just(NOON) | st.none())
    due_refs = draw(st.sets(st.sampled_from([f"T-{at}" for at in range(1, 12)])))
    return xml, [(ref, *draw(whole)[1:]) for ref in sorted(due_refs)]


def text_of(value):
    """What a person sees, of a value that is due or that was found: blanks around it and ".0" are no difference."""
    value = 46346.5 if value == NOON else value
    value = float(value) if isinstance(value, int) else value
    return str(value).strip() if value is not None else ""


@settings(max_examples=50, deadline=timedelta(seconds=5))
@supposing(some_sheet(), st.integers(1, 400))
def test_our_cells_say_what_is_due_and_all_other_cells_what_they_said(made, step):
    xml, rows = made
    patched = patching.patch(given(xml, strings=STRINGS, step=step), due(*rows))
    out = written(patched)
    before, after = cells(xml, STRINGS), cells(out, STRINGS)
    due_rows = {each[0]: each for each in rows}
    found = {name: each[2] for name, each in after.items()}
    seen = {}
    for name, said in found.items():
        if name.startswith("A") and said in due_rows:
            seen.setdefault(said, int(name[1:]))
    assert set(seen) == set(due_rows)
    ours = {
        f"{letter}{at}": value for ref, at in seen.items() for letter, value in zip("ABCD", due_rows[ref], strict=True)
    }
    assert {name: text_of(found.get(name)) for name in ours} == {name: text_of(value) for name, value in ours.items()}
    assert not any(after[name][1] for name in ours if name in after)
    assert {name: each for name, each in after.items() if name not in ours} == {
        name: each for name, each in before.items() if name not in ours
    }
    again = patching.patch(given(out, strings=STRINGS), due(*rows))
    assert (again.is_changed, again.added, again.put_back) == (False, (), ())


@settings(max_examples=50, deadline=timedelta(seconds=5))
@supposing(some_sheet())
def test_with_the_splices_taken_out_the_old_bytes_are_all_there(made):
    xml, rows = made
    patched = patching.patch(given(xml, strings=STRINGS), due(*rows))
    _, old, splices = patched.pieces.args[0], xml, patched.pieces.args[1]
    back, at, shift = [], 0, 0
    out = written(patched)
    for splice in splices:
        new = b"".join(splice.pieces())
        start = splice.start + shift
        assert out[start : start + len(new)] == new
        back += [out[at:start], old[splice.start : splice.end]]
        at = start + len(new)
        shift += len(new) - (splice.end - splice.start)
    assert b"".join([*back, out[at:]]) == old


WISHED = st.tuples(st.integers(0, 40), st.integers(0, 9), st.binary(max_size=5))


@supposing(st.binary(max_size=40), st.lists(WISHED), st.integers(1, 50))
def test_splices_are_put_in_wherever_the_old_part_is_cut(old, wished, step):
    splices, expected, at = [], b"", 0
    for start, length, new in sorted(wished):
        first, end = min(start, len(old)), min(start + length, len(old))
        if first < at:
            continue
        splices.append(Splice(first, end, new))
        expected += old[at:first] + new
        at = end
    pieces = lambda: (old[cut : cut + step] for cut in range(0, len(old), step))  # noqa: E731
    assert b"".join(spliced(pieces, splices)) == expected + old[at:]
