"""Whatever `csv` writes is read back cell for cell, or the whole file is refused: never less, never other."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.door.errors import Refused
from app.exchange.files.cells import tidied
from app.exchange.files.read import read_sheet

SIGNS = "ab1 ,;\t|\"'\\\n\ré€ā-=\x0c\u2028\u0085"
CELL = st.text(alphabet=SIGNS, max_size=12)
PROSE = st.lists(st.sampled_from(["tea", "bed", "do NOT ring", '5"', "am, pm", "x;y"]), max_size=9).map("\n".join)
HEADING = st.text(alphabet="abcdefgh é", min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def tables(draw):
    width = draw(st.integers(2, 9))
    headings = draw(st.lists(HEADING, min_size=width, max_size=width, unique=True))
    rows = draw(st.lists(st.lists(CELL | PROSE, min_size=width, max_size=width), max_size=8))
    return headings, rows


@settings(max_examples=150, deadline=None)
@given(
    tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@example((["a", "b"], [["x", 'one\n2,"b"']]), ",", csv.QUOTE_ALL, "\n", "utf-8")
@example((["a", "b"], [["", " "]]), ",", csv.QUOTE_MINIMAL, "\n", "utf-8")
@example((["a", "b", "c"], [["", "", ""], ["", "\\", ""]]), ";", csv.QUOTE_MINIMAL, "\r", "utf-16")
def test_what_csv_writes_is_read_back_or_refused_whole(table, delimiter, quoting, end, encoding):
    headings, rows = table
    if quoting is not csv.QUOTE_ALL and "\r" not in end:  # the writer of Python 3.11 leaves such a cell unquoted then
        rows = [[cell.replace("\r", "\n") for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows([headings, *rows])
    try:
        found = read_sheet(out.getvalue().encode(encoding), "a.csv")
    except Refused:
        return
    assert [row.cells for row in found.rows] == _told(rows)
    assert found.unfit == ()
    assert found.header == tuple(" ".join(heading.split()) for heading in headings)
    assert found.written.encoding == encoding
    if rows:
        assert found.written.delimiter == delimiter


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(0, 200), st.sampled_from(['"', ",", "\n", '"\n', ""]))
def test_of_a_file_with_a_stray_sign_every_line_is_in_a_row_or_the_file_is_refused(table, at, stray):
    headings, rows = table
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([headings, *rows])
    text = out.getvalue()
    mangled = text[: at % len(text)] + stray + text[at % len(text) :]
    try:
        found = read_sheet(mangled.encode(), "a.csv")
    except Refused:
        return
    held = {row.line for row in found.rows} | {found.header_line}
    assert {line for line, _ in found.unfit} <= held
    assert len(held) == len(found.rows) + 1


def _told(rows):
    """As they are kept: without the signs that no record can hold; a row of blanks is none."""
    kept = [tuple(map(tidied, row)) for row in rows]
    return [row for row in kept if any(cell.strip() for cell in row)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_list_as_offices_write_it_is_never_refused(delimiter, quoting):
    rows = [
        ["Ref", "Surname", "Forename", "Address", "Calls", "Team", "Note"],
        [
            "1",
            "Ó Súilleabháin",
            "Seán",
            "1 Mill Lane\nMatlock, Derbyshire",
            "am 30, tea 30; bed 30",
            "North",
            '5" step',
        ],
        ["2", "Bee", "", "", "", "", 'said "stop", then\n- tea | toast\n- bed'],
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows)
    found = read_sheet(out.getvalue().encode(), "a.csv")
    assert [list(found.header), *(list(row.cells) for row in found.rows)] == rows
    assert (found.unfit, found.notices) == ((), ())
