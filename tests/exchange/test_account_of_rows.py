"""Nothing in a file is missing from the answer: each row is accepted, known, changed or refused, or the whole file is.

Files of every kind are made up, whole and mangled: odd cells, rows twice, blank rows, extra cells, columns that nobody
knows, other sheets; texts are cut and lose or gain a sign anywhere.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange.looked import Brings
from tests.exchange.made_files import KINDS, as_text, as_workbook, look

ODD = (
    "", " ", "-", "N/A", "#N/A", "31/02/2026", 'said "no"', "a;b,c", "two\nlines", "'=1+1", "=1+1", "y" * 5_000,
    "1234567890", "\u200b", "9E+09",
)  # fmt: skip
BLANK = ("", " ", None)
MANGLES = ('"', "\n", ",", '"\n"', "\\", "\r\n,,,\r\n", '""', "\t")


ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.none() | st.tuples(st.integers(0, 20), st.sampled_from(ODD))),
    min_size=1,
    max_size=7,
)
WHOLE = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def mangled(made, rows):
    """The rows with their odd cells: never in the column by which a row is told."""
    for number, odd in rows:
        row = list(made.row(number))
        if odd is not None:
            at = odd[0] % len(row)
            row[at if at != made.told else (at + 1) % len(row)] = odd[1]
        yield row


def assert_all_there(looked):
    """Every row of the sheet once, in the counts and line by line."""
    counted = Counter(row.brings for row in looked.rows())
    assert looked.accepted == counted[Brings.NEW] + counted[Brings.LOOK_AT]
    assert looked.known == counted[Brings.KNOWN]
    assert looked.changed == counted[Brings.CHANGED]
    assert len(looked.refused) == counted[Brings.REFUSED]
    assert sorted(row.line for row in looked.rows()) == [row.line for row in looked.sheet.rows]
    assert all(each.reason for each in looked.refused)
    columns = looked.columns
    headed = sum(bool(heading) for heading in looked.sheet.header)
    assert len(columns.used) + sum(not each.heading.startswith("column ") for each in columns.named) == headed


@WHOLE
@pytest.mark.parametrize("kind", KINDS)
@given(rows=ROWS, blank=st.integers(0, 7), form=st.sampled_from([",", ";", "\t", "workbook"]), extra=st.booleans())
def test_each_row_of_a_file_is_accepted_known_changed_or_refused(service, kind, rows, blank, form, extra):
    made = KINDS[kind]
    filled = list(mangled(made, rows))
    header = (*made.header, "Colour", "") if extra else made.header
    if extra:
        filled = [[*row, "red", "", "more"] for row in filled]
    lines = list(filled)
    lines.insert(blank % (len(lines) + 1), [BLANK[blank % 3]] * len(header))
    content = as_workbook(made, lines, header) if form == "workbook" else as_text(made, lines, form, header)
    looked = look(service, made, content, "list.xlsx" if form == "workbook" else "list.csv")
    if looked is not None:
        assert looked.accepted + looked.known + looked.changed + len(looked.refused) == len(filled)
        assert_all_there(looked)
        if extra:
            assert {each.heading for each in looked.columns.named} >= {"Colour"}
        assert [each.title for each in looked.sheets] == (["The list", "Also"] if form == "workbook" else [""])


@WHOLE
@pytest.mark.parametrize("kind", KINDS)
@given(
    numbers=st.lists(st.integers(0, 99), min_size=2, max_size=7, unique=True),
    at=st.floats(0, 1),
    mangle=st.sampled_from(MANGLES),
    cut=st.booleans(),
)
def test_of_a_mangled_text_no_row_disappears_in_another(service, kind, numbers, at, mangle, cut):
    made = KINDS[kind]
    whole = as_text(made, [made.row(number) for number in numbers], ",").decode("utf-8-sig")
    place = int(at * len(whole))
    text = whole[:place] if cut else whole[:place] + mangle + whole[place:]
    looked = look(service, made, text.encode(), "list.csv")
    if looked is None:
        return
    assert_all_there(looked)
    said = [made.row(number)[made.told] for number in numbers if made.row(number)[made.told] in text]
    for row in looked.sheet.rows:
        assert sum(any(each in str(cell) for cell in row.cells) for each in said) <= 1
    everything = [str(cell) for row in looked.sheet.rows for cell in row.cells]
    assert all(any(each in cell for cell in everything) for each in said)
