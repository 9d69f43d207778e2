"""Reads a file of Client Level Data as it is sent in, whoever made it. (FIG-2).

It is read strictly: a heading that is missing, a row of another width or a day that is none refuses the whole file, for
a figure of a part of it would be wrong.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.desk.files import read_at_most
from app.door.errors import Refused
from models.rules.cld.events import CldEvent, person_key

_PERSON = ("NHS_Number", "LA_Code", "LA_Person_Unique_Identifier")
_READ = (
    *_PERSON,
    *("Client_Type", "Date_of_Birth", "Date_of_Death", "Event_Type", "Event_Start_Date", "Event_End_Date"),
    *("Event_Outcome", "Request_Route_of_Access", "Assessment_Type", "Service_Type", "Service_Component"),
)
_MOST_BYTES = 500_000_000  # a county's whole file of five years is some 300 MB
_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
_WHO = "whoever made the file"


@dataclass(frozen=True, slots=True)
class EventsRead:
    """The events of a file, and how many of its rows have no start: the department drops those."""

    events: tuple[CldEvent, ...]
    without_start: int


def read_events(path: Path) -> EventsRead:
    """Every event of the file. Refused: not in UTF-8, a heading missing, a row that doesn't fit, a day that is none."""
    content = read_at_most(path, _MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Refused(f"“{path.name}” is too large to be read at once.", who=_WHO)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"“{path.name}” isn't a text in UTF-8.", who=_WHO) from error
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [each for each in _READ if each not in (rows.fieldnames or ())]
        if missing:
            raise Refused(f"“{path.name}” has no column {', '.join(missing)}.", who=_WHO)
        found, without_start = [], 0
        for record, row in enumerate(rows, 1):
            line = _Line(path.name, rows.line_num, row)
            start = line.day("Event_Start_Date")
            if start is None:
                without_start += 1
            else:
                found.append(line.event(start, record))
    except csv.Error as error:
        raise Refused(f"“{path.name}” can't be read at line {rows.line_num}.", who=_WHO) from error
    return EventsRead(tuple(found), without_start)


class _Line:
    """A row of the file; what it doesn't hold at all makes it one that doesn't fit."""

    def __init__(self, name: str, number: int, row: dict[str, str]) -> None:
        self._where, self._row = f"“{name}”, line {number}", row
        if None in row or None in row.values():  # what DictReader makes of a longer row, and of a shorter one
            raise Refused(f"{self._where} hasn't as many cells as there are headings.", who=_WHO)

    def event(self, start: date, record: int) -> CldEvent:
        born, text = self.day("Date_of_Birth"), self.text
        return CldEvent(
            person=person_key(text("NHS_Number"), text("LA_Person_Unique_Identifier"), text("LA_Code")),
            client_type=text("Client_Type"),
            event_type=text("Event_Type"),
            start=start,
            end=self.day("Event_End_Date"),
            service_type=text("Service_Type"),
            component=text("Service_Component"),
            outcome=text("Event_Outcome"),
            born=None if born is None else born.replace(day=1),
            died=self.day("Date_of_Death"),
            route=text("Request_Route_of_Access") or text("Assessment_Type"),
            record=record,
        )

    def text(self, field: str) -> str:
        return self._row[field].strip()

    def day(self, field: str) -> date | None:
        typed = self.text(field)
        if not typed:
            return None
        for form in _FORMS:
            try:
                return datetime.strptime(typed, form).date()  # noqa: DTZ007  a day has no zone
            except ValueError:
                continue
        raise Refused(f"{self._where}: {field} is “{typed}”, which is no day such as 31/03/2027.", who=_WHO)
