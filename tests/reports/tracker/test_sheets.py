"""What each of our sheets should say: rows by a key of their own, and who left keeps the row."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.values import Call
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from reports.layout.cells import Heading, Kind, row_height
from reports.tracker.page import About, CapacityRow, Marks, Minutes, PersonRow, TrackerPage, TrackerRow
from reports.tracker.people import PEOPLE_HEADINGS
from reports.tracker.sheets import COLUMNS, FROZEN, ON_PAPER, due_about, due_capacity, due_people, due_tracker

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PATCH = "0192a1b2-0000-7000-8000-000000000001"
ABOUT = About(
    "Homeward 0.1.0", "dales", "Dales", "Derbyshire County Council", "0192-office", book="0192-book", exports=3
)
PAPER = (297 - 2 * 0.4 * 25.4) / 25.4 * 96  # A4 landscape between its margins, in Excel's points of a screen
LETTER = 7  # a digit of Calibri 11, in the same points


def a_change(ref, **told):
    row = TrackerRow(
        ref=ref, notified=NOW, change=TrackerChangeKind.START, effective=None, person="Ann Lee", mosaic_id="M1"
    )
    return replace(row, **told)


def a_person(key, name, mosaic_id=""):
    return PersonRow(
        key=key, person=name, mosaic_id=mosaic_id, postcode="", patch="", team="North", dso="", kind="Short-term",
        started=date(2026, 11, 1), day=20, of_days=42, visits_a_week=14, week=Minutes(420, 840),
    )  # fmt: skip


def a_page(**told):
    return TrackerPage(**{"moment": NOW, "about": ABOUT, "rows": (), **told})


def size_on_paper(widths):
    """The size of letters of 11 pt where these columns fit on one page; Excel scales by whole hundredths."""
    return 11 * int(min(PAPER / sum(int(width * LETTER) for width in widths), 1) * 100) / 100


def test_a_change_is_found_by_its_ref_and_born_with_the_marks_that_are_known():
    marks = Marks(CclMark.QUERY, "Moira", date(2026, 11, 19), "Which flat?")
    due = due_tracker(a_page(rows=(a_change("T00001"), a_change("T00002", marks=marks))))
    assert (due.key, tuple(due.rows)) == ("Ref", ("T00001", "T00002"))
    assert due.born == {
        "T00002": {"CCL updated": "Query", "By": "Moira", "On": date(2026, 11, 19), "Query": "Which flat?"}
    }
    assert [heading.title for heading in due.needed] == ["CCL updated", "By", "On", "Query"]
    assert due.choices == {"CCL updated": '"Yes,No,Query"'}
    assert due.others("T00009") is None


def test_somebody_who_left_keeps_the_row_which_says_what_became_of_them():
    due = due_people(a_page(people=(a_person("p-1", "Ann Lee"),), left={"p-2": "Ended 12/11/2026"}))
    assert due.rows["p-1"][-1] == "p-1"
    assert due.others("p-2") == {
        "Service": "Ended 12/11/2026", "Day": None, "Visits a week": None, "Contact hours a week": None,
        "Worker hours a week": None, "Next deadline": None, "What for": None, "Key": "p-2",
    }  # fmt: skip
    assert {*due.others("p-2")} <= {heading.title for heading in due.headings}
    assert due.others("p-3") is None


def test_a_row_without_a_key_is_known_by_mosaic_id_then_by_a_name_that_one_person_has():
    people = (a_person("p-1", "Ann Lee", "M1"), a_person("p-2", "Bob Gill"), a_person("p-3", "Cy Orr"),
              a_person("p-4", "Cy Orr"))  # fmt: skip
    known_by = due_people(a_page(people=people, left_by_id={"M9": "p-9"})).known_by
    assert known_by({"Person": "Somebody else", "MOSAIC id": "M1"}) == "p-1"
    assert known_by({"Person": "Ann Lee", "MOSAIC id": "M7"}) == ""
    assert known_by({"Person": "Gone", "MOSAIC id": "M9"}) == "p-9"
    assert known_by({"Person": " Bob Gill ", "MOSAIC id": ""}) == "p-2"
    assert known_by({"Person": "Cy Orr"}) == ""
    assert known_by({}) == ""


def test_a_patch_and_call_without_hours_keeps_its_row_with_noughts():
    row = CapacityRow(f"{PATCH}/tea", "Matlock", Call.TEA, Minutes(90, 180), Minutes(), Minutes(30, 30), Minutes())
    due = due_capacity(a_page(capacity=(row,)))
    assert due.rows[f"{PATCH}/tea"][:4] == ("Matlock", "Tea", 1.5, 3)
    assert set(due.others(f"{PATCH}/bed").values()) == set(due.others("no patch/bed").values()) == {0}
    assert len(due.others(f"{PATCH}/bed")) == 8
    assert due.others("Matlock / bed") is due.others("") is due.others(f"{PATCH}/supper time") is None
    assert due.known_by({"Patch": "Matlock", "Call": "Tea"}) == f"{PATCH}/tea"
    assert due.known_by({"Patch": "Matlock", "Call": "Bed"}) == ""


def test_about_says_whose_the_workbook_is_which_one_and_how_often_it_was_written():
    said = {label: value for label, (_, value) in due_about(a_page(), 7).rows.items()}
    assert (said["Office id"], said["Records"], said["Workbook id"], said["Exports"]) == (
        "0192-office", "real", "0192-book", "3",
    )  # fmt: skip
    invented = due_about(a_page(about=replace(ABOUT, is_invented=True)), 7).rows
    assert invented["Records"] == ("Records", "invented")
    assert "Ctrl+Shift+F9" in said["Formulas"]


def test_schedulings_columns_come_first_after_the_person_who_stays_in_view():
    titles = [heading.title for heading in COLUMNS]
    assert titles[:FROZEN] == ["Ref", "Notified", "Change", "Effective", "Person"]
    assert titles[FROZEN : FROZEN + 4] == ["CCL updated", "By", "On", "Query"]
    assert titles[FROZEN + 4 : ON_PAPER] == ["MOSAIC id", "To team", "Hours a week", "Calls"]


@pytest.mark.parametrize(
    "widths",
    [
        [heading.width for heading in COLUMNS[:ON_PAPER]],
        [heading.width for heading in PEOPLE_HEADINGS[:-1]],
    ],
    ids=["Tracker", "People"],
)
def test_one_page_is_as_wide_as_letters_of_eight_points_allow(widths):
    assert 8 <= size_on_paper(widths) <= 11


@pytest.mark.parametrize(
    ("text", "lines"),
    [("Ann", 1), ("a\nb", 2), ("Christopher Featherstonehaugh-Smythe", 3), ("x" * 19, 1), ("x" * 20, 2), ("x" * 38, 2),
     ("x" * 19 + " y", 2), ("x " * 30, 3)],
)  # fmt: skip
def test_a_row_is_as_high_as_its_text_takes_lines_broken_between_words(text, lines):
    assert row_height((Heading("Person", Kind.WRAPPED, 21),), (text,)) == 15 * lines
