"""Each feature of Scheduling's workbooks alone, with our sheets beside it: an export leaves it untouched."""

from dataclasses import replace
from random import Random

import pytest

from reports.tracker.workbook import render
from tests.excel.compare import trespasses
from tests.excel.expected import wrong
from tests.excel.lint import faults
from tests.excel.made.beside import beside
from tests.excel.made.cells import sheets_of
from tests.excel.made.features import FEATURES, empty_drawing, rota
from tests.excel.made.pages import nothing_new, pages
from tests.excel.made.people import DEEDS
from tests.excel.made.writing import EXCEL, BookMade
from tests.excel.package import Package


def two_pages():
    first, page = pages(Random(3))  # noqa: S311  nothing secret
    more = replace(page.rows[0], ref="T00900", sent=False, person="New & <Old>")
    return first, replace(page, rows=(*page.rows, more))


def untouched(content, page):
    """Export twice to that workbook and look at everything."""
    assert faults(content) == []
    after = render(page, content).content
    assert (trespasses(content, after), faults(after), wrong(page, after)) == ([], [], [])
    again = render(nothing_new(page), after).content
    assert (trespasses(after, again), faults(again)) == ([], [])
    old, new = Package(after), Package(again)
    assert {name for name, each in new.parts.items() if old.parts[name] != each} <= {old.part_of("About")}


@pytest.mark.parametrize("feature", [*FEATURES, empty_drawing], ids=lambda each: each.__name__)
def test_a_workbook_of_theirs_with_our_sheets_beside_it_stays_as_it_is(feature):
    first, page = two_pages()
    book = BookMade(EXCEL, [rota()])
    feature(book, Random(1))  # noqa: S311  nothing secret
    theirs = book.content()
    assert faults(theirs) == []
    untouched(beside(theirs, render(first).content), page)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda each: each.__name__)
def test_what_people_do_to_our_sheets_is_theirs_to_keep(deed):
    first, page = two_pages()
    book = BookMade(EXCEL, [rota(), *sheets_of(render(first).content)])
    deed(book, Random(2))  # noqa: S311  nothing secret
    untouched(book.content(), page)
