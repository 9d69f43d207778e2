"""What an export may not do to a workbook, proved by doing it: each trespass is found, and what is allowed is not."""

import re
from dataclasses import replace
from random import Random

import pytest

from reports.tracker.workbook import render
from tests.excel.compare import trespasses
from tests.excel.expected import wrong
from tests.excel.good import zipped
from tests.excel.made.cells import sheets_of
from tests.excel.made.features import rota, sums
from tests.excel.made.pages import pages
from tests.excel.made.people import calculate, list_and_colour, mark
from tests.excel.made.writing import EXCEL, BookMade
from tests.excel.package import Package

TRACKER, PEOPLE, ROTA = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"
TABLE, BOOK, STYLES, CHAIN = "xl/tables/table1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"


def a_tracker():
    random = Random(7)  # noqa: S311  nothing secret
    first, page = pages(random)
    book = BookMade(EXCEL, [*sheets_of(render(first).content), rota()])
    for each in (mark, calculate, list_and_colour, sums):
        each(book, random)
    return book.content(), page


BEFORE, PAGE = a_tracker()
AFTER = render(PAGE, BEFORE).content


def changed(part, pattern, replacement):
    """The workbook after the export, with one thing more done to it."""
    parts = dict(Package(AFTER).parts)
    content, times = re.subn(pattern, replacement, parts[part].decode(), count=1, flags=re.DOTALL)
    assert times == 1, (part, pattern)
    return zipped(parts | {part: content})


def test_an_export_trespasses_nowhere_and_says_what_the_page_says():
    assert trespasses(BEFORE, AFTER) == []
    assert wrong(PAGE, AFTER) == []
    assert trespasses(BEFORE, zipped(Package(AFTER).parts)) == []


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "found"),
    [
        (ROTA, "<v>75.0</v>", "", f"{ROTA}: isn't byte for byte what it was."),
        ("xl/sharedStrings.xml", "<si>", "<si >", "xl/sharedStrings.xml: isn't byte for byte what it was."),
        (STYLES, "<b/>", "<i/>", f"{STYLES}: what stood in <fonts> isn't what it was."),
        (STYLES, "(<cellXfs[^>]*>)(<xf.*?/>)(<xf.*?/>)", r"\1\3\2", f"{STYLES}: what stood in <cellXfs> isn't"),
        (BOOK, 'name="AllRefs"', 'name="AllRows"', f"{BOOK}: says something else"),
        (BOOK, 'fullCalcOnLoad="1"', 'fullCalcOnLoad="0"', f"{BOOK}: doesn't ask to be worked out on opening."),
        (BOOK, '<sheet name="Tracker"', '<sheet name="tracker"', f"{BOOK}: the sheets that were there"),
        (TABLE, 'name="By"', 'name="Who"', f"{TABLE}: says something else than how far down it reaches."),
        (TABLE, r'ref="A1:([A-Z]+)\d+"', r'ref="A1:\g<1>2"', f"{TABLE}: the table stood over"),
        (CHAIN, "<c ", '<c r="A1" i="1"/><c ', f"{CHAIN}: names formulas that it didn't name."),
        ("_rels/.rels", 'Id="rId1"', 'Id="rId7"', "_rels/.rels: isn't byte for byte what it was."),
        (TRACKER, "<cfRule ", '<cfRule stopIfTrue="1" ', f"{TRACKER}: <cfRule"),
        (TRACKER, '<row r="2"', '<row r="2" hidden="1"', f"{TRACKER}: row 2 was <row"),
        (TRACKER, '<row r="2"', '\n<row r="2"', f"{TRACKER}: b'\\n' stands between rows and cells now."),
        (TRACKER, r'(<c r="[A-Z]+2" s="9"|<c r="V2")', r"\1 ", f"{TRACKER}: V2 isn't ours and was"),
        (TRACKER, '<c r="A2" s', '<c  r="A2" s', f"{TRACKER}: A2 says what it said and was written anew"),
        (TRACKER, '<c r="A2" s="1"', '<c r="A2" s="0"', f"{TRACKER}: A2 has another format"),
        (TRACKER, '<c r="A2".*?</c>', "", f"{TRACKER}: A2 is gone."),
        (PEOPLE, '<row r="2".*?</row>', "", f"{PEOPLE}: row 2 is gone."),
    ],
)  # fmt: skip
def test_a_trespass_is_found(part, pattern, replacement, found):
    assert any(each.startswith(found) for each in trespasses(BEFORE, changed(part, pattern, replacement)))


def test_a_part_that_is_gone_new_or_moved_is_found():
    parts = dict(Package(AFTER).parts)
    gone = {name: content for name, content in parts.items() if name != "xl/sharedStrings.xml"}
    assert trespasses(BEFORE, zipped(gone)) == ["xl/sharedStrings.xml: is gone."]
    assert trespasses(BEFORE, zipped(parts | {"xl/new.bin": b"1"})) == ["xl/new.bin: is new."]
    assert trespasses(BEFORE, zipped(dict(reversed(parts.items()))))[0] == "The parts stand in another order."
    assert "has another date" in trespasses(BEFORE, zipped(parts, (2026, 1, 1, 0, 0, 0)))[0]


def test_a_cell_of_ours_that_says_something_else_is_found():
    first, *others = PAGE.rows
    assert wrong(replace(PAGE, rows=(replace(first, dso="Ann"), *others)), AFTER)[0].startswith(f"{first.ref}, DSO (")
    assert wrong(replace(PAGE, rows=(*PAGE.rows, replace(first, ref="T09999"))), AFTER) == ["T09999 is missing."]
