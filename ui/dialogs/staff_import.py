"""Staff from a spreadsheet or pasted, as a preview: read on a worker, looked at against the records, then taken in."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.door import Deed
from app.door.errors import Refused
from app.exchange.columns import Mapping as Columns
from app.exchange.columns import pair
from app.exchange.files.asked import Answers
from app.exchange.files.read import read_sheet
from app.exchange.office import staff_import
from app.exchange.office.staff_line import STAFF_FIELDS, StaffLine
from app.exchange.office.staff_list import NO_NAME, has_name, pasted_sheet, unknown_roles
from app.exchange.reading import Reading, all_refused, refused_csv
from app.queries.office.choices import teams
from app.services.office.staff_import import StaffPlan, import_staff, plan_staff
from models.vocabulary.staff import Role
from ui.desk import Desk
from ui.dialogs.columns_import import ColumnsImport, refused_row, to_be_chosen
from ui.dialogs.file_import import Looked
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Arrives, Preview, PreviewRow
from ui.dialogs.roles_panel import RolesPanel
from ui.theme import RELATED
from ui.widgets.labels_and_buttons import spread

PASTED = Path("The pasted list")


class StaffImport(ColumnsImport[StaffLine]):
    """A list of staff, by columns that can be chosen; a title that could be several roles is asked about."""

    title = "Staff from a spreadsheet"
    kind = LISTS
    latest = "taken_over.staff"
    is_taken = "The staff are taken in"
    fields = STAFF_FIELDS
    kept = "columns of staff lists"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.text = ""  # what was pasted, where that is what is read
        self.roles: dict[str, Role] = {}

    def begin(self) -> None:
        self.text, self.roles = "", {}
        super().begin()

    def look_at_text(self, text: str) -> None:
        """Show what a pasted list would bring."""
        self.text, self.roles = text, {}
        self.look(PASTED)

    def reading_by(self, mapping: Columns | None) -> Callable[[Any, Path], Looked[StaffLine]]:
        return partial(look_at, text=self.text, mapping=None if self.text else mapping, roles=dict(self.roles))

    def deed(self, looked: Looked[StaffLine], chosen: frozenset[int]) -> Deed:
        seen = {line: version for line, version in looked.seen.items() if line in chosen}
        return partial(import_staff, rows=looked.reading.good, seen=seen)

    def columns(self, looked: Looked[StaffLine]) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        spread(column, self.desk.look, gap=RELATED)
        titles = dict.fromkeys((*self.roles, *looked.asks))
        if titles:
            panel = RolesPanel(self.desk.look, tuple(titles), self.roles)
            panel.changed.connect(partial(self._answered, panel, looked.reading.mapping))
            column.addWidget(panel)
        column.addWidget(super().columns(looked))
        return both

    def show_looked(self, looked: Looked[StaffLine]) -> None:
        """Open the preview; where a title could be several roles, with its question."""
        super().show_looked(looked)
        if looked.asks and self.preview is not None:
            self.preview.columns.setChecked(True)

    def _answered(self, panel: RolesPanel, mapping: Columns) -> None:
        self.roles = panel.roles()
        self.look_by(mapping)


def look_at(
    turn: Any, file: Path, text: str = "", mapping: Columns | None = None, roles: Mapping[str, Role] | None = None
) -> Looked[StaffLine]:
    """Read the list and say what it would bring; stores nothing."""
    names = tuple(each.name for each in teams(turn))
    sheet = pasted_sheet(text, names) if text else read_sheet(file, fields=STAFF_FIELDS)
    paired = pair(sheet.header, STAFF_FIELDS, mapping)
    if not has_name(paired):
        return to_be_chosen(file, sheet, paired, Refused(NO_NAME))
    reading = staff_import.read(turn, sheet, Answers(mapping), roles or {})
    plan = plan_staff(turn, reading.good)
    return Looked(
        reading,
        _preview(file, reading, plan),
        seen={each.line: each.seen for each in plan.changed},
        asks=unknown_roles(sheet, Answers(mapping), roles or {}),
    )


def _preview(file: Path, reading: Reading[StaffLine], plan: StaffPlan) -> Preview:
    refused = all_refused(reading, plan.refused)
    counts = [f"{len(plan.new):,} new", f"{len(plan.known):,} known already"]
    counts += [f"{len(plan.changed):,} changed"] if plan.changed else []
    return Preview(
        file=file,
        sentence=", ".join([*counts, f"{len(refused):,} refused"]),
        rows=(*_rows(reading, plan), *(refused_row(reading, each, "name", "given", "family") for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=len(plan.new),
        changed=len(plan.changed),
        overwrites="what is on record",
    )


def _rows(reading: Reading[StaffLine], plan: StaffPlan) -> tuple[PreviewRow, ...]:
    differs = {each.line: "; ".join(each.differences) for each in plan.changed}
    arrives = dict.fromkeys(plan.new, Arrives.NEW) | dict.fromkeys(plan.known, Arrives.KNOWN)
    arrives |= dict.fromkeys(differs, Arrives.CHANGED)
    return tuple(
        PreviewRow(
            each.line,
            Arrives.LOOK_AT if each.notices and arrives[each.line] is Arrives.NEW else arrives[each.line],
            each.name,
            differs.get(each.line) or _said(each),
        )
        for each in reading.good
        if each.line in arrives
    )


def _said(line: StaffLine) -> str:
    """What is taken in of somebody, and what was taken for granted."""
    teams_said = ", ".join(filter(None, (line.team, *line.other_teams)))
    told = ", ".join(filter(None, (line.role.label, teams_said, line.telephone)))
    return " ".join((f"{told}.", *line.notices))
