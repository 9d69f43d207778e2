"""What is said of a cell that was put back: who changed it, they or we."""

from datetime import UTC, date, datetime

import pytest

from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.page import TrackerRow
from reports.tracker.patch.told import PutBack
from reports.tracker.sentences import FOLLOWING, following, told_of

WRITTEN = {"Person": "Mary Smith", "MOSAIC id": "M1", "Postcode": "DE4 3AF", "Patch": ""}


def a_row(written=WRITTEN, **changed):
    said = {"person": "Mary Smith", "mosaic_id": "M1", "postcode": "DE4 3AB", **changed}
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return TrackerRow(
        ref="T00012", notified=moment, change=TrackerChangeKind.START, effective=moment, written=written, **said
    )


def said(heading, found, value, row=None):
    return told_of(PutBack("T00012", heading, "G7", found, value), row or a_row())


def test_a_cell_that_we_changed_ourselves_is_not_put_down_to_scheduling():
    assert said("Postcode", "DE4 3AF", "DE4 3AB") == "T00012: Postcode now says “DE4 3AB” (changed here)."
    assert said("Postcode", " DE4 3AF ", "") == "T00012: Postcode is empty now (changed here)."
    assert said("Patch", "", "Matlock") == "T00012: Patch now says “Matlock” (changed here)."


def test_a_cell_that_scheduling_changed_says_again_what_it_said():
    row = a_row({**WRITTEN, "Postcode": "DE4 3AB"})
    assert said("Postcode", "X", "DE4 3AB", row) == "T00012: Postcode said “X” and says “DE4 3AB” again."
    assert said("Postcode", "", "DE4 3AB", row) == "T00012: Postcode was empty and says “DE4 3AB” again."
    assert said("Case note", "theirs", "") == "T00012: Case note said “theirs” and is empty again."


def test_a_cell_that_both_changed_says_so():
    assert said("Postcode", "X", "DE4 3AB") == "T00012: Postcode said “X” and says “DE4 3AB” now (changed here too)."


def test_where_nobody_knows_what_a_workbook_got_nobody_is_named():
    assert said("Postcode", "X", "DE4 3AB", a_row(None)) == "T00012: Postcode said “X” and says “DE4 3AB” now."


def test_a_word_of_ours_that_is_another_now_is_our_own_change():
    assert said("Change", "Same hours, rearranged", "Same hours rearranged") == (
        "T00012: Change now says “Same hours rearranged” (changed here)."
    )
    assert said("Change", "Hold", "Start") == "T00012: Change said “Hold” and says “Start” again."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "29/03/2026 02:30"),  # the clocks have just gone forward
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25/10/2026 01:30"),
        (datetime(2026, 10, 24, 23, tzinfo=UTC), "25/10/2026"),
        (date(2026, 10, 25), "25/10/2026"),
        (28, "28"),
        (28.0, "28"),
        (10.5, "10.5"),
    ],
)
def test_a_moment_reads_as_in_the_office_and_a_number_as_in_its_cell(value, shown):
    assert said("Effective", "soon", value) == f"T00012: Effective said “soon” and says “{shown}” again."


def test_the_cells_that_follow_the_person_are_named_as_in_the_sheet():
    assert following(a_row(patch="Matlock")) == {
        "Person": "Mary Smith", "MOSAIC id": "M1", "Postcode": "DE4 3AB", "Patch": "Matlock",
    }  # fmt: skip
    assert tuple(following(a_row())) == FOLLOWING
