"""Whether our sheets say what a page says: by headings and keys, as a person would look it up."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.page import CapacityRow, Minutes, PersonRow, TrackerPage, TrackerRow
from tests.excel.package import Package, child
from tests.excel.places import cell_name
from tests.excel.values import Reader, Sheet

Said = str | int | float | date | None
LONDON = ZoneInfo("Europe/London")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NEAR = 1e-6


def wrong(page: TrackerPage, content: bytes) -> list[str]:
    """Each cell of ours that doesn't say what the page says, as a sentence; one for each row that is missing."""
    package = Package(content)
    reader = Reader(package)
    told = child(package.tree(package.book), "workbookPr")
    is_1904 = told is not None and told.get("date1904") in {"1", "true"}
    tracker = {row.ref: _change(row) for row in page.rows}
    people = {row.mosaic_id: _person(row) for row in page.people}
    found = list(_sheet(reader.sheet("Tracker"), "Ref", tracker, is_1904=is_1904))
    found += _sheet(reader.sheet("People"), "MOSAIC id", people, is_1904=is_1904)
    found += _capacity(reader.sheet("Capacity"), page.capacity, is_1904=is_1904)
    return [*found, *_about(reader.sheet("About"), page)]


def _change(row: TrackerRow) -> dict[str, Said]:
    change = row.change.label
    if row.change is TrackerChangeKind.RETRACTED:
        change = f"{change} {row.retracts}".strip()
    return {
        "Ref": row.ref, "Notified": row.notified, "Change": change, "Effective": row.effective, "Person": row.person,
        "MOSAIC id": row.mosaic_id, "Postcode": row.postcode, "Patch": row.patch, "From team": row.from_team,
        "To team": row.to_team, "Visits a week": row.visits_a_week, "Hours a week": _hours(row.minutes_a_week),
        "Double-up": "Yes" if row.double_up else "No", "Calls": row.calls, "Reason": row.reason, "DSO": row.dso,
        "Case note": row.case_note,
    }  # fmt: skip


def _person(row: PersonRow) -> dict[str, Said]:
    return {
        "Person": row.person, "MOSAIC id": row.mosaic_id, "Postcode": row.postcode, "Patch": row.patch,
        "Team": row.team, "DSO": row.dso, "Service": row.kind, "Started": row.started,
        "Day": str(row.day) if row.of_days is None else f"{row.day} of {row.of_days}",
        "Visits a week": row.visits_a_week, "Contact hours a week": _hours(row.week.contact),
        "Worker hours a week": _hours(row.week.worker), "Next deadline": row.deadline, "What for": row.deadline_about,
    }  # fmt: skip


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / 60 + 1e-9, 2)


def _capacity(sheet: Sheet, rows: tuple[CapacityRow, ...], *, is_1904: bool) -> Iterator[str]:
    """Found by patch and call, for the key's own column is new in a workbook of an earlier release."""
    top, columns = sheet.headings("Patch")
    at = {
        (str(sheet.values.get((columns["Patch"], row))), str(sheet.values.get((columns["Call"], row)))): row
        for row in range(sheet.last, top, -1)
    }
    for each in rows:
        row = at.get((each.patch, each.call.label))
        if row is None:
            yield f"Capacity: {each.patch}, {each.call.label} is missing."
            continue
        for part, minutes in (
            ("In use", each.in_use), ("Held", each.held), ("Promised", each.promised),
            ("Ending in 7 days", each.ending),
        ):  # fmt: skip
            said = {f"{part}: {kind} hours": hours for kind, hours in _both(minutes)}
            yield from _row(sheet, row, columns, said, "Capacity", is_1904=is_1904)


def _both(minutes: Minutes) -> tuple[tuple[str, float | None], tuple[str, float | None]]:
    return ("contact", _hours(minutes.contact)), ("worker", _hours(minutes.worker))


def _sheet(sheet: Sheet, key: str, due: Mapping[str, dict[str, Said]], *, is_1904: bool) -> Iterator[str]:
    rows, columns = sheet.rows(key), sheet.headings(key)[1]
    for each, said in due.items():
        if each in rows:
            yield from _row(sheet, rows[each], columns, said, each, is_1904=is_1904)
        else:
            yield f"{each} is missing."


def _row(
    sheet: Sheet, row: int, columns: Mapping[str, int], due: Mapping[str, Said], said: str, *, is_1904: bool
) -> Iterator[str]:
    for heading, value in due.items():
        if heading not in columns:
            yield f"{said}: there is no column {heading}."
            continue
        place = (columns[heading], row)
        found, wanted = sheet.values.get(place), stored(value, is_1904=is_1904)
        cell = sheet.grid.cells.get(place)
        if not _alike(found, wanted) or (cell is not None and cell.formula is not None):
            yield f"{said}, {heading} ({cell_name(*place)}): says {found!r} and should say {wanted!r}."


def stored(value: Said, *, is_1904: bool) -> str | float | None:
    """As a cell holds it: days and moments by the office's clock, from the workbook's own first day."""
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  as Excel counts
    if isinstance(value, datetime):
        local = value.astimezone(LONDON).replace(tzinfo=None)
        return (local - first).total_seconds() / 86_400
    if isinstance(value, date):
        return float((datetime.combine(value, time(0)) - first).days)
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\r\n", "\n")) or None
    return None if value is None else float(value)


def _alike(found: object, wanted: str | float | None) -> bool:
    if isinstance(wanted, float):
        return isinstance(found, float) and abs(found - wanted) < _NEAR
    return (str(found).strip() if found is not None else "") == (wanted or "").strip()


def _about(sheet: Sheet, page: TrackerPage) -> Iterator[str]:
    """About says when it was made and from what, once each."""
    said = [str(each) for each in sheet.values.values() if each is not None]
    for each in (page.about.program, page.about.office, page.about.council):
        if said.count(each) != 1:
            yield f"About says “{each}” {said.count(each)} times."
