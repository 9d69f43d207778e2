"""People in service from a spreadsheet, as a preview: read on a worker, looked at against the records, then taken over.

Nothing here is refused by a rule (REF-15); what isn't taken over is said, row by row and for the file.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.door.door import Deed
from app.door.errors import Refused
from app.exchange.calls_text import visits_text
from app.exchange.columns import Mapping, missing, pair
from app.exchange.files.asked import Answers
from app.exchange.files.read import read_sheet
from app.exchange.office import people_import
from app.exchange.office.people_list import left_out, read_people
from app.exchange.office.person_line import PERSON_FIELDS, PersonLine
from app.exchange.office.staff_list import NO_NAME, has_name
from app.exchange.reading import Reading, all_refused, refused_csv
from app.services.office.people_import import PeoplePlan, plan_people
from models.values import whole_name
from ui.dialogs.columns_import import ColumnsImport, refused_row, to_be_chosen
from ui.dialogs.file_import import Looked
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Arrives, Preview, PreviewRow


class PeopleImport(ColumnsImport[PersonLine]):
    """A list of people in service, by columns that can be chosen."""

    title = "People in service from a spreadsheet"
    kind = LISTS
    latest = "taken_over.people"
    is_taken = "The people are taken over"
    fields = PERSON_FIELDS
    kept = "columns of people lists"

    def reading_by(self, mapping: Mapping | None) -> Callable[[Any, Path], Looked[PersonLine]]:
        return partial(look_at, mapping=mapping)

    def deed(self, looked: Looked[PersonLine], _chosen: frozenset[int]) -> Deed:
        return partial(people_import.take, reading=looked.reading)


def look_at(turn: Any, file: Path, mapping: Mapping | None = None) -> Looked[PersonLine]:
    """Read the list and say what it would bring; stores nothing."""
    sheet = read_sheet(file, fields=PERSON_FIELDS)
    paired = pair(sheet.header, PERSON_FIELDS, mapping)
    lacking = missing(sheet.header, PERSON_FIELDS, paired) or ("" if has_name(paired) else NO_NAME)
    if lacking:
        return to_be_chosen(file, sheet, paired, Refused(lacking))
    reading = read_people(sheet, Answers(mapping), turn.moment)
    plan = plan_people(turn, reading.good)
    refused = all_refused(reading, plan.refused)
    preview = Preview(
        file=file,
        sentence=f"{len(plan.new):,} new, {len(plan.known):,} in service already, {len(refused):,} refused",
        rows=(*_rows(reading, plan), *(refused_row(reading, each, "name", "given", "family") for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=len(plan.new),
        changed=0,
        warnings=people_import.columns_left_out(left_out(sheet, reading.mapping)),
    )
    return Looked(reading, preview)


def _rows(reading: Reading[PersonLine], plan: PeoplePlan) -> tuple[PreviewRow, ...]:
    notes: dict[int, list[str]] = {}
    for each in plan.notices:
        notes.setdefault(each.line, []).append(each.sentence)
    arrives = dict.fromkeys(plan.new, Arrives.NEW) | dict.fromkeys(plan.known, Arrives.KNOWN)
    return tuple(
        PreviewRow(
            each.line,
            Arrives.LOOK_AT if each.line in notes and arrives[each.line] is Arrives.NEW else arrives[each.line],
            whole_name(each.given, each.family),
            " ".join(notes.get(each.line, ())) or _said(each),
        )
        for each in reading.good
        if each.line in arrives
    )


def _said(line: PersonLine) -> str:
    """What is taken over of somebody about whom nothing had to be taken for granted."""
    return "; ".join(filter(None, (line.team, visits_text(line.calls.visits), ", ".join(line.goals))))
