"""The Care Hub's list as a preview: read on a worker, looked at against the office's records, then taken in."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.changes import Changes
from app.exchange import referrals_import
from app.exchange.columns import Chosen, Mapping
from app.exchange.lines import Reading, RefusedLine, refused_csv
from app.exchange.referral_line import REFERRAL_FIELDS, ReferralLine
from app.exchange.referrals_file import read_referrals
from app.exchange.sheet import read_sheet, text_of
from app.services.imports_referrals import ReferralsPlan, plan_import
from app.services.referral_differences import ChangedReferral
from ui.desk import Desk
from ui.dialogs.columns_panel import ColumnsPanel
from ui.dialogs.import_preview import Arrives, ImportPreview, Preview, PreviewRow

_KEPT = "import.referrals.columns"
_KINDS = "Lists (*.xlsx *.xls *.csv);;All files (*)"


class ReferralImport(QObject):
    """Asks for the file, shows what it would bring, and takes it in; `done` with a sentence."""

    done = Signal(str)
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._looked: Looked | None = None
        self.preview: ImportPreview | None = None

    def begin(self) -> None:
        """Ask for the file."""
        name, _ = QFileDialog.getOpenFileName(self._over, "Import a Care Hub file", "", _KINDS)
        if name:
            self.look(Path(name))

    def look(self, file: Path) -> None:
        """Show what this file would bring, by the columns that were chosen the last time."""
        self._desk.office.ask(self, look_at, file, self._remembered()).then(
            self._show, self.troubled.emit, latest="referrals.import"
        )

    def look_again(self, mapping: Mapping) -> None:
        """Another column was chosen: remember it, and show what the file would bring now."""
        pairs = {each.key: each.heading for each in mapping.chosen}
        self._desk.preferences.keep_layout(_KEPT, json.dumps(pairs).encode())
        if self._looked is not None and self.preview is not None:
            self._desk.office.ask(self, look_at, self._looked.preview.file, mapping).then(
                self._show_again, self.preview.say, latest="referrals.import"
            )

    def _remembered(self) -> Mapping | None:
        kept = self._desk.preferences.layout(_KEPT)
        pairs = json.loads(kept) if kept else {}
        return Mapping(tuple(Chosen(key, heading) for key, heading in pairs.items())) if pairs else None

    def _show_again(self, looked: "Looked") -> None:
        if self.preview is not None:
            self.preview.reject()
        self._show(looked)
        if self.preview is not None:
            self.preview.columns.setChecked(True)

    def _show(self, looked: "Looked") -> None:
        self._looked = looked
        columns = ColumnsPanel(self._desk.look, REFERRAL_FIELDS, looked.reading.header, looked.reading.mapping)
        columns.changed.connect(self.look_again)
        self.preview = ImportPreview(self._desk.look, self._desk.office, looked.preview, self._over, columns)
        self.preview.taken.connect(self._take)
        self.preview.finished.connect(self.preview.deleteLater)
        self.preview.open()

    def _take(self, _overwrites: bool) -> None:  # noqa: FBT001  a signal's value
        if self._looked is None or self.preview is None:
            return
        deed = partial(referrals_import.take, reading=self._looked.reading, chosen=self.preview.chosen)
        self._desk.office.do(self, deed, self._taken, self.preview.say)

    def _taken(self, _changes: Changes) -> None:
        if self._looked is not None and self.preview is not None:
            self.preview.accept()
            self.done.emit(f"The file is taken in: {self._looked.preview.sentence}.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file read and looked at."""

    reading: Reading[ReferralLine]
    preview: Preview


def look_at(turn: Any, file: Path, mapping: Mapping | None = None) -> Looked:
    """Read the file and say what it would bring; stores nothing. Refused when it can't be read at all."""
    reading = read_referrals(read_sheet(file), mapping, turn.moment, turn.policy.adult_age)
    plan = plan_import(turn, reading.good)
    refused = _refused(reading, plan)
    counts = [f"{plan.accepted:,} new", f"{plan.known:,} known already"]
    counts += [f"{plan.changed:,} changed"] if plan.changed else []
    preview = Preview(
        file=file,
        sentence=f"{', '.join([*counts, f'{len(refused):,} refused'])}",
        rows=(*_rows(reading, plan), *(_refused_row(reading, each) for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=plan.accepted,
        changed=plan.changed,
    )
    return Looked(reading, preview)


def _refused(reading: Reading[ReferralLine], plan: ReferralsPlan) -> tuple[RefusedLine, ...]:
    """Rows that can't be read, and rows that don't fit the office's records, in the file's order."""
    cells = {line.line: line.cells for line in reading.good}
    unfit = (RefusedLine(each.line, (each.reason,), cells[each.line]) for each in plan.refused)
    return tuple(sorted((*reading.refused, *unfit), key=lambda each: each.line))


def _rows(reading: Reading[ReferralLine], plan: ReferralsPlan) -> tuple[PreviewRow, ...]:
    unfit = {each.line for each in plan.refused}
    known, changed = set(plan.known_lines), set(plan.changed_lines)
    notes = _notes(plan) | {each.line: _differs(each) for each in plan.differences}
    return tuple(
        PreviewRow(
            each.line,
            Arrives.KNOWN
            if each.line in known
            else Arrives.CHANGED
            if each.line in changed
            else Arrives.LOOK_AT
            if each.line in notes
            else Arrives.NEW,
            f"{each.given} {each.family}, {each.ref}",
            notes.get(each.line, ""),
        )
        for each in reading.good
        if each.line not in unfit
    )


def _differs(changed: ChangedReferral) -> str:
    """What the row would overwrite."""
    found = "; ".join(each.sentence for each in changed.differences)
    return found or "Only the person's own details differ: correct them there; nothing here would be overwritten."


def _notes(plan: ReferralsPlan) -> dict[int, str]:
    """The warnings by their line; each begins with "Line N: "."""
    found: dict[int, str] = {}
    for warning in plan.warnings:
        line, _, note = warning.removeprefix("Line ").partition(": ")
        found[int(line)] = f"{found[int(line)]} {note}" if int(line) in found else note
    return found


def _refused_row(reading: Reading[ReferralLine], refused: RefusedLine) -> PreviewRow:
    def cell(key: str) -> str:
        column = reading.mapping.column(key, reading.header)
        return text_of(refused.cells[column]).strip() if column is not None and column < len(refused.cells) else ""

    name = " ".join(part for part in (cell("given"), cell("family")) if part)
    about = ", ".join(part for part in (name, cell("ref")) if part)
    return PreviewRow(refused.line, Arrives.REFUSED, about, refused.reason)
