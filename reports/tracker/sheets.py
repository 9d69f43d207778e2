"""The sheets of the scheduling tracker: their columns in order, and what each should say at this export."""

from collections import Counter
from functools import partial

from models.vocabulary.tracker import CclMark, TrackerChangeKind
from reports.layout.cells import Heading, Kind, Value, hours
from reports.tracker import about
from reports.tracker.page import Marks, TrackerPage, TrackerRow
from reports.tracker.patch.told import Due
from reports.tracker.people import (
    CAPACITY_HEADINGS,
    KEY,
    PEOPLE_HEADINGS,
    capacity_values,
    nothing_in_use,
    person_known_by,
    person_values,
    who_left_says,
)

TRACKER, CAPACITY, PEOPLE, ABOUT = "Tracker", "Capacity", "People", about.ABOUT

ROW_LINES = 2  # one height for nearly all rows: heights stay where they are when Scheduling sorts

OURS = (
    Heading("Ref", Kind.TEXT, 9),
    Heading("Notified", Kind.MOMENT, 17.5),
    Heading("Change", Kind.WRAPPED, 13),
    Heading("Effective", Kind.MOMENT, 17.5),
    Heading("Person", Kind.WRAPPED, 21),
    Heading("MOSAIC id", Kind.TEXT, 12),
    Heading("Postcode", Kind.TEXT, 11),
    Heading("Patch", Kind.WRAPPED, 13),
    Heading("From team", Kind.WRAPPED, 15),
    Heading("To team", Kind.WRAPPED, 15),
    Heading("Visits a week", Kind.COUNT, 9),
    Heading("Hours a week", Kind.HOURS, 9),
    Heading("Double-up", Kind.TEXT, 11),
    Heading("Calls", Kind.WRAPPED, 28),
    Heading("Reason", Kind.WRAPPED, 22),
    Heading("DSO", Kind.WRAPPED, 13),
    Heading("Case note", Kind.WRAPPED, 26),
)
SCHEDULINGS = (
    Heading("CCL updated", Kind.TEXT, 16),
    Heading("By", Kind.WRAPPED, 12),
    Heading("On", Kind.DAY, 12.5),
    Heading("Query", Kind.WRAPPED, 21),
)
ANSWERS = '"' + ",".join(mark.label for mark in CclMark) + '"'

# A workbook that we create: what a row is about stays in view at the left, Scheduling's columns come next, then what
# they put into CCL. Print reaches to `LAST_ON_PAPER`, one page wide in letters that can be read.
_PERSON_IN_VIEW = OURS[:5]
_ON_PAPER_TOO = tuple(each for title in ("MOSAIC id", "To team", "Hours a week", "Calls") for each in OURS
                      if each.title == title)  # fmt: skip
_REST = tuple(each for each in OURS if each not in (*_PERSON_IN_VIEW, *_ON_PAPER_TOO))
COLUMNS = (*_PERSON_IN_VIEW, *SCHEDULINGS, *_ON_PAPER_TOO, *_REST)
FROZEN = len(_PERSON_IN_VIEW)
ON_PAPER = len(COLUMNS) - len(_REST)


def tracker_values(row: TrackerRow) -> tuple[Value, ...]:
    """The cells of a change that are ours, in the order of `OURS`."""
    change = row.change.label + (f" {row.retracts}" if row.change is TrackerChangeKind.RETRACTED else "")
    return (
        row.ref, row.notified, change.strip(), row.effective, row.person, row.mosaic_id, row.postcode, row.patch,
        row.from_team, row.to_team, row.visits_a_week, hours(row.minutes_a_week), "Yes" if row.double_up else "No",
        row.calls, row.reason, row.dso, row.case_note,
    )  # fmt: skip


def marks_values(marks: Marks) -> dict[str, Value]:
    """Scheduling's cells of a row, as the database knows them; only those that say something."""
    said = {"CCL updated": marks.ccl and marks.ccl.label, "By": marks.by, "On": marks.on, "Query": marks.query}
    return {title: value for title, value in said.items() if value}


def due_tracker(page: TrackerPage) -> Due:
    """The changes by their Ref; a row that is new in the workbook is born with the marks that are known."""
    return Due(
        name=TRACKER,
        headings=OURS,
        key=OURS[0].title,
        rows={row.ref: tracker_values(row) for row in page.rows},
        needed=SCHEDULINGS,
        born={row.ref: marks for row in page.rows if (marks := marks_values(row.marks))},
        others=_left_alone,
        least_lines=ROW_LINES,
        choices={SCHEDULINGS[0].title: ANSWERS},
    )


def due_capacity(page: TrackerPage) -> Due:
    """Patches and calls; what has nothing in use any more keeps its row, with noughts."""
    keys = {(row.patch, row.call.label): row.key for row in page.capacity}
    return Due(
        name=CAPACITY,
        headings=CAPACITY_HEADINGS,
        key=KEY.title,
        rows={row.key: capacity_values(row) for row in page.capacity},
        born={},
        others=nothing_in_use,
        adds_columns=True,
        known_by=lambda cells: keys.get((cells.get("Patch", "").strip(), cells.get("Call", "").strip()), ""),
    )


def due_people(page: TrackerPage) -> Due:
    """Who is in service; who left keeps the row, which says what became of them."""
    by_id = {**page.left_by_id, **{row.mosaic_id: row.key for row in page.people if row.mosaic_id}}
    namesakes = Counter(row.person for row in page.people)
    by_name = {row.person: row.key for row in page.people if namesakes[row.person] == 1}
    return Due(
        name=PEOPLE,
        headings=PEOPLE_HEADINGS,
        key=KEY.title,
        rows={row.key: person_values(row) for row in page.people},
        born={},
        others=lambda key: who_left_says(key, page.left[key]) if key in page.left else None,
        adds_columns=True,
        known_by=partial(person_known_by, by_id, by_name),
    )


def due_about(page: TrackerPage, changes: int) -> Due:
    """What the workbook is, by label; `changes` counts the rows of the sheet Tracker."""
    return Due(
        name=ABOUT,
        headings=(about.LABEL, about.VALUE),
        key=about.LABEL.title,
        rows={label: (label, value) for label, value in about.about_rows(page, changes)},
        born={},
        others=_left_alone,
        adds_columns=True,
    )


def _left_alone(_key: str) -> None:
    """A row that isn't ours is no business of ours."""
