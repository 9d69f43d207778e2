"""Staff from a spreadsheet or pasted, as a preview: read on a worker, looked at against the records, then taken in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.progress import Progress
from app.exchange.files.asked import Answers
from app.exchange.look import look_at_sheet
from app.exchange.office.staff_import import STAFF, pasted
from app.exchange.office.staff_line import StaffLine
from ui.desk import Desk
from ui.dialogs.columns_import import ColumnsImport
from ui.dialogs.file_import import Looked
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Says, preview_of
from ui.dialogs.roles_panel import RolesPanel
from ui.theme import RELATED
from ui.widgets.labels_and_buttons import spread
from ui.widgets.notice_bar import NoticeBar

PASTED = Path("The pasted list")


class StaffImport(ColumnsImport[StaffLine]):
    """A list of staff, by columns that can be chosen; a title that could be several roles is asked about."""

    title = "Staff from a spreadsheet"
    kind = LISTS
    imports = STAFF
    latest = "taken_over.staff"
    is_taken = "The staff are taken in"
    says = Says(overwrites="what is on record")
    kept = "columns of staff lists"

    def __init__(self, desk: Desk, parent: QWidget, notice: NoticeBar | None = None) -> None:
        super().__init__(desk, parent, notice)
        self.text = ""  # what was pasted, where that is what is read

    def begin(self) -> None:
        self.text = ""
        super().begin()

    def look_at_text(self, text: str) -> None:
        """Show what a pasted list would bring."""
        self.text = text
        self.look(PASTED)

    def first_answers(self) -> Answers:
        return Answers() if self.text else super().first_answers()

    def reader(self, answers: Answers) -> Callable[..., Looked[StaffLine]]:
        return partial(_look_at_pasted, text=self.text, answers=answers) if self.text else super().reader(answers)

    def columns(self, looked: Looked[StaffLine]) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        spread(column, self.desk.look, gap=RELATED)
        roles = self.answers.roles
        titles = dict.fromkeys((*roles, *looked.found.asks))
        if titles:
            panel = RolesPanel(self.desk.look, tuple(titles), roles)
            panel.changed.connect(partial(self._told_roles, panel))
            column.addWidget(panel)
        column.addWidget(super().columns(looked))
        return both

    def show_looked(self, looked: Looked[StaffLine]) -> None:
        """Open the preview; where a title could be several roles, with its question."""
        super().show_looked(looked)
        if looked.found.asks and self.preview is not None:
            self.preview.columns.setChecked(True)

    def _told_roles(self, panel: RolesPanel) -> None:
        self.look_by(replace(self.answers, roles=panel.roles()))


def _look_at_pasted(turn: Any, file: Path, *, text: str, answers: Answers, progress: Progress) -> Looked[StaffLine]:
    progress.reached(0, 0, "Comparing with the records")
    found = look_at_sheet(turn, STAFF, pasted(turn, text), answers)
    return Looked(found, preview_of(found, file, StaffImport.says))
