"""The sheets People and Capacity: their columns, and the cells of somebody, or of a patch and call, by their key.

A row never moves and never goes: a note or a drawing beside it stays with whom it is about.
"""

import re
from collections.abc import Mapping

from models.values import Call
from reports.layout.cells import Heading, Kind, Value, hours
from reports.tracker.page import CapacityRow, PersonRow

KEY = Heading("Key", Kind.TEXT, 5)  # the last column, hidden in a workbook that we create: ids say nothing to people

PEOPLE_HEADINGS = (
    Heading("Person", Kind.WRAPPED, 22),
    Heading("MOSAIC id", Kind.TEXT, 11.5),
    Heading("Postcode", Kind.TEXT, 10),
    Heading("Patch", Kind.WRAPPED, 13),
    Heading("Team", Kind.WRAPPED, 16),
    Heading("DSO", Kind.WRAPPED, 14),
    Heading("Service", Kind.WRAPPED, 18),
    Heading("Started", Kind.DAY, 12.5),
    Heading("Day", Kind.TEXT, 9.5),
    Heading("Visits a week", Kind.COUNT, 8.5),
    Heading("Contact hours a week", Kind.HOURS, 10.5),
    Heading("Worker hours a week", Kind.HOURS, 10.5),
    Heading("Next deadline", Kind.MOMENT, 17.5),
    Heading("What for", Kind.WRAPPED, 30),
    KEY,
)
_PARTS = ("In use", "Held", "Promised", "Ending in 7 days")
_WORKED = tuple(Heading(f"{part}: {kind} hours", Kind.HOURS, 12) for part in _PARTS for kind in ("contact", "worker"))
CAPACITY_HEADINGS = (Heading("Patch", Kind.TEXT, 20), Heading("Call", Kind.TEXT, 12), *_WORKED, KEY)

_NOTHING_FOR_WHO_LEFT = (
    "Day", "Visits a week", "Contact hours a week", "Worker hours a week", "Next deadline", "What for",
)  # fmt: skip
NO_PATCH = "no patch"  # in the key of what has no patch
_CAPACITY_KEY = re.compile(f"(?:[0-9a-f-]{{36}}|{NO_PATCH})/(?:{'|'.join(call.value for call in Call)})")


def person_values(row: PersonRow) -> tuple[Value, ...]:
    """The cells of somebody in service, in the order of the headings."""
    day = str(row.day) if row.of_days is None else f"{row.day} of {row.of_days}"
    return (
        row.person, row.mosaic_id, row.postcode, row.patch, row.team, row.dso, row.kind, row.started, day,
        row.visits_a_week, hours(row.week.contact), hours(row.week.worker), row.deadline, row.deadline_about, row.key,
    )  # fmt: skip


def who_left_says(key: str, sentence: str) -> dict[str, Value]:
    """The cells that change for somebody who isn't in service any more: what became of them, and nothing planned."""
    return {"Service": sentence, **dict.fromkeys(_NOTHING_FOR_WHO_LEFT), KEY.title: key}


def person_known_by(people: Mapping[str, str], names: Mapping[str, str], cells: Mapping[str, str]) -> str:
    """The key of a row of a release that wrote none: by MOSAIC id, or by a name that one person has; else nothing.

    `people` are keys by MOSAIC id, `names` keys by name.
    """
    mosaic_id = cells.get("MOSAIC id", "").strip()
    return people.get(mosaic_id, "") if mosaic_id else names.get(cells.get("Person", "").strip(), "")


def capacity_values(row: CapacityRow) -> tuple[Value, ...]:
    """The cells of a patch and call, in the order of the headings."""
    used = (hours(n) for each in (row.in_use, row.held, row.promised, row.ending) for n in (each.contact, each.worker))
    return (row.patch, row.call.label, *used, row.key)


def nothing_in_use(key: str) -> dict[str, Value] | None:
    """The hours of a patch and call that have nothing any more: noughts; None for a key that was never ours."""
    return {heading.title: hours(0) for heading in _WORKED} if _CAPACITY_KEY.fullmatch(key) else None
