"""The sheets of the scheduling tracker: their columns in order, and each row as values of its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.values import to_london
from models.vocabulary.tracker import TrackerChangeKind
from reports.layout.workbook import Heading, Kind, Value, hours
from reports.tracker.page import CapacityRow, PersonRow, TrackerPage, TrackerRow

TRACKER, CAPACITY, PEOPLE, ABOUT = "Tracker", "Capacity", "People", "About"

ROW_LINES = 2  # one height for nearly all rows: heights stay where they are when Scheduling sorts

OURS = (
    Heading("Ref", Kind.TEXT, 9),
    Heading("Notified", Kind.MOMENT, 19),
    Heading("Change", Kind.WRAPPED, 13),
    Heading("Effective", Kind.MOMENT, 19),
    Heading("Person", Kind.WRAPPED, 21),
    Heading("MOSAIC id", Kind.TEXT, 12),
    Heading("Postcode", Kind.TEXT, 10.5),
    Heading("Patch", Kind.WRAPPED, 13),
    Heading("From team", Kind.WRAPPED, 15),
    Heading("To team", Kind.WRAPPED, 15),
    Heading("Visits a week", Kind.COUNT, 9),
    Heading("Hours a week", Kind.HOURS, 9),
    Heading("Double-up", Kind.TEXT, 10),
    Heading("Calls", Kind.WRAPPED, 32),
    Heading("Reason", Kind.WRAPPED, 22),
    Heading("DSO", Kind.WRAPPED, 13),
    Heading("Case note", Kind.WRAPPED, 26),
)
SCHEDULINGS = (
    Heading("CCL updated", Kind.TEXT, 10),
    Heading("By", Kind.WRAPPED, 13),
    Heading("On", Kind.DAY, 12),
    Heading("Query", Kind.WRAPPED, 24),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is written anew at each export."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]


def tracker_values(row: TrackerRow) -> tuple[Value, ...]:
    """The cells of a change that are ours, in the order of `OURS`."""
    change = row.change.label + (f" {row.retracts}" if row.change is TrackerChangeKind.RETRACTED else "")
    return (
        row.ref, row.notified, change.strip(), row.effective, row.person, row.mosaic_id, row.postcode, row.patch,
        row.from_team, row.to_team, row.visits_a_week, hours(row.minutes_a_week), "Yes" if row.double_up else "No",
        row.calls, row.reason, row.dso, row.case_note,
    )  # fmt: skip


def other_tables(page: TrackerPage, changes: int) -> tuple[Table, ...]:
    """Capacity, People and About; `changes` counts the rows of the tracker itself."""
    return _capacity(page.capacity), _people(page.people), _about(page, changes)


def _capacity(rows: Sequence[CapacityRow]) -> Table:
    parts = ("In use", "Held", "Promised", "Ending in 7 days")
    worked = tuple(Heading(f"{part}: {kind} hours", Kind.HOURS, 12) for part in parts for kind in ("contact", "worker"))

    def values(row: CapacityRow) -> Iterator[Value]:
        yield from (row.patch, row.call.label)
        for minutes in (row.in_use, row.held, row.promised, row.ending):
            yield from (hours(minutes.contact), hours(minutes.worker))

    headings = (Heading("Patch", Kind.TEXT, 20), Heading("Call", Kind.TEXT, 12), *worked)
    return Table(CAPACITY, headings, tuple(tuple(values(row)) for row in rows))


def _people(rows: Sequence[PersonRow]) -> Table:
    headings = (
        Heading("Person", Kind.WRAPPED, 24),
        Heading("MOSAIC id", Kind.TEXT, 12),
        Heading("Postcode", Kind.TEXT, 10),
        Heading("Patch", Kind.WRAPPED, 14),
        Heading("Team", Kind.WRAPPED, 18),
        Heading("DSO", Kind.WRAPPED, 16),
        Heading("Service", Kind.WRAPPED, 20),
        Heading("Started", Kind.DAY, 12.5),
        Heading("Day", Kind.TEXT, 10),
        Heading("Visits a week", Kind.COUNT, 9),
        Heading("Contact hours a week", Kind.HOURS, 12),
        Heading("Worker hours a week", Kind.HOURS, 12),
        Heading("Next deadline", Kind.MOMENT, 19),
        Heading("What for", Kind.WRAPPED, 36),
    )
    return Table(PEOPLE, headings, tuple(_person(row) for row in rows))


def _person(row: PersonRow) -> tuple[Value, ...]:
    day = str(row.day) if row.of_days is None else f"{row.day} of {row.of_days}"
    return (
        row.person, row.mosaic_id, row.postcode, row.patch, row.team, row.dso, row.kind, row.started, day,
        row.visits_a_week, hours(row.week.contact), hours(row.week.worker), row.deadline, row.deadline_about,
    )  # fmt: skip


def _about(page: TrackerPage, changes: int) -> Table:
    about = page.about
    headings = (Heading("About this workbook", Kind.TEXT, 28), Heading("Value", Kind.WRAPPED, 60))
    rows = (
        ("Made by", about.program),
        ("Made on", f"{to_london(page.moment):%d/%m/%Y %H:%M}"),
        ("From the database", about.database),
        ("Office", about.office),
        ("Council", about.council),
        ("Changes in Tracker", f"{changes}"),
        ("Rows in Capacity", f"{len(page.capacity)}"),
        ("People in People", f"{len(page.people)}"),
        ("Yours", "The columns CCL updated, By, On and Query, columns and sheets that you add, sorting and filters."),
        ("Ours", "All other cells: at the next export a change there is shown to the office and put back."),
    )
    return Table(ABOUT, headings, rows)
