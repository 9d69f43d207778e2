"""The goal tracker's file as a preview: read on a worker, looked at against the records, then taken in (IPAD-2).

Which letter stands where a file says something else is settled by the rule (the later visit moment), not by a choice.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.changes import Changes
from app.exchange import ratings_import
from app.exchange.lines import Reading, RefusedLine, refused_csv
from app.exchange.ratings_file import RatingLine, read_ratings
from app.exchange.ratings_import import digest_of
from app.exchange.sheet import read_sheet
from app.files import read_if_there
from app.services.imports_ratings import RatingsPlan, plan_import
from ui.desk import Desk
from ui.dialogs.import_preview import Arrives, ImportPreview, Preview, PreviewRow

_KINDS = "Ratings (*.csv *.xlsx *.xls);;All files (*)"


class RatingImport(QObject):
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
        name, _ = QFileDialog.getOpenFileName(self._over, "Import the goal tracker's ratings", "", _KINDS)
        if name:
            self.look(Path(name))

    def look(self, file: Path) -> None:
        """Show what this file would bring."""
        self._desk.office.ask(self, look_at, file).then(self._show, self.troubled.emit, latest="goals.import")

    def _show(self, looked: "Looked") -> None:
        self._looked = looked
        self.preview = ImportPreview(self._desk.look, self._desk.office, looked.preview, self._over)
        self.preview.taken.connect(self._take)
        self.preview.finished.connect(self.preview.deleteLater)
        self.preview.open()

    def _take(self, _overwrites: bool) -> None:  # noqa: FBT001  a signal's value
        if self._looked is None or self.preview is None:
            return
        deed = partial(
            ratings_import.take,
            reading=self._looked.reading,
            file_name=self._looked.preview.file.name,
            digest=self._looked.digest,
        )
        self._desk.office.do(self, deed, self._taken, self.preview.say)

    def _taken(self, _changes: Changes) -> None:
        if self._looked is not None and self.preview is not None:
            self.preview.accept()
            self.done.emit(f"The ratings are taken in: {self._looked.preview.sentence}.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file read and looked at; its digest tells it from another."""

    reading: Reading[RatingLine]
    digest: str
    preview: Preview


def look_at(turn: Any, file: Path) -> Looked:
    """Read the file and say what it would bring; stores nothing. Refused when it can't be read at all."""
    reading = read_ratings(read_sheet(file), None, turn.moment)
    plan = plan_import(turn, reading.good)
    refused = _refused(reading, plan)
    counts = [f"{plan.accepted:,} new", f"{plan.known:,} known already"]
    counts += [f"{plan.changed:,} corrected"] if plan.changed else []
    preview = Preview(
        file=file,
        sentence=", ".join([*counts, f"{len(refused):,} refused"]),
        rows=(*_rows(reading, plan), *(_refused_row(each) for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=plan.accepted + plan.changed,
        changed=0,  # nothing is left to choose
        warnings=plan.warnings,
    )
    return Looked(reading, digest_of(read_if_there(file) or b""), preview)


def _refused(reading: Reading[RatingLine], plan: RatingsPlan) -> tuple[RefusedLine, ...]:
    """Rows that can't be read, and rows that don't fit the office's records, in the file's order."""
    cells = {line.line: line.cells for line in reading.good}
    unfit = (RefusedLine(each.line, (each.reason,), cells[each.line]) for each in plan.refused)
    return tuple(sorted((*reading.refused, *unfit), key=lambda each: each.line))


def _rows(reading: Reading[RatingLine], plan: RatingsPlan) -> tuple[PreviewRow, ...]:
    unfit = {each.line for each in plan.refused}
    arrives = dict.fromkeys(plan.known_lines, Arrives.KNOWN) | dict.fromkeys(plan.changed_lines, Arrives.CHANGED)
    return tuple(
        PreviewRow(
            each.line,
            arrives.get(each.line, Arrives.NEW),
            each.person or each.mosaic_id,
            f"{each.letter.value}: {each.goal}",
        )
        for each in reading.good
        if each.line not in unfit
    )


def _refused_row(refused: RefusedLine) -> PreviewRow:
    words = [str(cell) for cell in refused.cells if isinstance(cell, str) and cell.strip()]
    return PreviewRow(refused.line, Arrives.REFUSED, words[0] if words else "", refused.reason)
