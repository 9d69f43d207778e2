"""What stands where a workbook counts and is no number that anybody counts with: read as nothing, or refused."""

import pytest

from reports.layout.cells import Kind
from reports.tracker.patch.compared import Compared
from reports.tracker.patch.elements import Part
from reports.tracker.patch.head import widened
from reports.tracker.patch.signs import count_of
from reports.tracker.patch.tables import TableFound, lengthen
from reports.tracker.patch.tags import tags_with
from reports.tracker.patch.told import TableGiven

ENDLESS = "1" * 5_000  # more digits than Python makes a number of


@pytest.mark.parametrize("said", [None, "", " ", "-1", "1.0", "²", "١", "nan", ENDLESS, b"", b" ", ENDLESS.encode()])
def test_what_is_no_count_counts_nothing(said):
    assert count_of(said) is None


@pytest.mark.parametrize(("said", "count"), [("0", 0), (" 17 ", 17), (b"1048576", 1_048_576)])
def test_a_count_is_a_count(said, count):
    assert count_of(said) == count


@pytest.mark.parametrize("most", [b"", b" ", b"x", ENDLESS.encode()])
def test_a_width_that_reaches_nobody_knows_how_far_is_passed_by(most):
    head = b'<worksheet><cols><col min="1" max="%b" width="9"/></cols><sheetData' % most
    (splice,) = widened(head, tags_with(b""), {3: 5})
    assert splice.new == b'<col min="3" max="3" width="5" customWidth="1"/>'


@pytest.mark.parametrize("is_1904", [False, True])
@pytest.mark.parametrize("found", [2_958_465.0, 2_957_003.5, 1e300, float("inf"), float("nan")])
def test_a_number_beyond_the_last_day_is_shown_as_a_number(found, is_1904):
    assert Compared(is_1904=is_1904).shown(found, Kind.MOMENT)


def test_a_filter_of_a_table_that_names_no_range_stays_as_it_is():
    part = Part(b'<table ref="A1:B3"><autoFilter/><sortState><sortCondition/></sortState></table>')
    lengthen(TableFound("", part, TableGiven(1, 1, 2, 3, {}), ()), 5)
    assert part.spliced() == b'<table ref="A1:B5"><autoFilter/><sortState><sortCondition/></sortState></table>'
