import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from app.door.errors import Refused
from app.exchange.tracker.marks import read_rows
from app.exchange.tracker.opened import TrackerFile
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from reports.tracker.page import About, TrackerPage, TrackerRow
from reports.tracker.workbook import render

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def read_marks(content):
    """The rows in which anything is written."""
    return read_rows(TrackerFile(content, "")).marked


@pytest.fixture
def marked():
    """A tracker of three changes after Scheduling wrote into it."""

    def make(change):
        rows = tuple(
            TrackerRow(
                ref=f"T-{number}",
                notified=NOW,
                change=TrackerChangeKind.START,
                effective=None,
                person="Ann",
                mosaic_id="M1",
            )
            for number in range(1, 4)
        )
        workbook = load_workbook(io.BytesIO(render(TrackerPage(NOW, About("", "", "", ""), rows)).content))
        change(workbook)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


def test_only_rows_that_scheduling_marked_are_read_back(marked):
    def mark(workbook):
        sheet = workbook["Tracker"]
        sheet["F2"], sheet["G2"], sheet["H2"] = "Yes", "Moira", date(2026, 11, 20)
        sheet["F4"], sheet["H4"], sheet["I4"] = "query", "21.11.26", "Which flat?"

    yes, query = read_marks(marked(mark))
    assert (yes.line, yes.ref, yes.ccl, yes.by, yes.on) == (2, "T-1", CclMark.YES, "Moira", date(2026, 11, 20))
    assert (query.ref, query.ccl, query.on, query.query) == ("T-3", CclMark.QUERY, date(2026, 11, 21), "Which flat?")
    assert not yes.unread
    assert not query.unread


def test_a_mark_that_can_not_be_understood_is_said(marked):
    def mark(workbook):
        workbook["Tracker"]["F2"], workbook["Tracker"]["H2"] = "done", "soon"

    (odd,) = read_marks(marked(mark))
    assert (odd.ccl, odd.on) == (None, None)
    assert "neither Yes, No nor Query" in odd.unread
    assert "“soon”" in odd.unread


def test_a_renamed_sheet_or_column_is_refused(marked):
    with pytest.raises(Refused, match="no sheet called “Tracker”"):
        read_marks(marked(lambda workbook: setattr(workbook["Tracker"], "title", "Old")))
    with pytest.raises(Refused, match="the column “CCL updated” can't be found"):
        read_marks(marked(lambda workbook: setattr(workbook["Tracker"]["F1"], "value", "Done")))


def test_beside_a_day_with_its_month_first_no_day_that_could_be_either_is_guessed(marked):
    def mark(workbook):
        sheet = workbook["Tracker"]
        sheet["F2"], sheet["H2"] = "Yes", "11/05/2026"
        sheet["F3"], sheet["H3"] = "Yes", "11/21/2026"
        sheet["F4"], sheet["H4"] = "Yes", "5 Nov 2026"

    either, month_first, named = read_marks(marked(mark))
    assert [each.ccl for each in (either, month_first, named)] == [CclMark.YES] * 3
    assert (either.on, month_first.on, named.on) == (None, None, date(2026, 11, 5))
    assert either.unread == (
        "The day under On “11/05/2026” could have the month first, as another row has: write it like 5 Nov 2026."
    )
    assert "is not a day in the calendar" in month_first.unread


def test_a_day_that_could_be_either_is_read_with_the_day_first_where_no_row_says_otherwise(marked):
    def mark(workbook):
        workbook["Tracker"]["F2"], workbook["Tracker"]["H2"] = "Yes", "05/11/2026"

    (read,) = read_marks(marked(mark))
    assert read.on == date(2026, 11, 5)
