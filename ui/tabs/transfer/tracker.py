"""Exporting to the scheduling tracker: which file, and what came of it. Each change goes out once."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desk.release import program
from app.door.changes import Topic, changes
from app.exchange.tracker import round_trip
from app.exchange.tracker.round_trip import ExportReport
from ui.desk import Desk
from ui.dialogs.files import EXCEL, save_file
from ui.text import count


class TrackerExport(QObject):
    """`done` with a sentence; `troubled` with why not, and then every change stays in the queue."""

    done = Signal(str)
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent

    def begin(self) -> None:
        """Ask which workbook; the last one is offered, and is added to."""
        kept = self._desk.preferences
        last = Path(kept.tracker or "tracker.xlsx")
        file = save_file(self._over, kept, "Export to the tracker", last, EXCEL, adds_to=True)
        if file is not None:
            self.export_to(file)

    def export_to(self, file: Path) -> None:
        """Add what Scheduling hasn't been told to this workbook."""
        self._desk.preferences.tracker = str(file)
        self._desk.door.carry(
            self, partial(_export, file), partial(self._exported, file), self.troubled.emit, changes(Topic.TRACKER)
        )

    def _exported(self, file: Path, report: ExportReport) -> None:
        sent = count(len(report.sent), "change")
        told = [f"{sent.capitalize()} added to {file.name}.", *report.restored, *report.notices]
        self.done.emit(" ".join(told))


def _export(file: Path, work: Any) -> ExportReport:
    return round_trip.export(work, file, program=program())
