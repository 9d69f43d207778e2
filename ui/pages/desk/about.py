"""Which Homeward this is, which database it works on, and under which licences it and its parts stand."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import qVersion

from app.desk.parts import Part, own_version, parts
from app.doctor.diagnostics import CONTENTS, NOT_IN_IT
from app.doctor.errands import DoctorErrands, doctor_errands
from app.doctor.finding import Finding
from app.door.errors import Refused, Unavailable
from app.queries.office.about import About, about
from models.values import london_day
from ui.announcing import announce
from ui.desk import Desk
from ui.dialogs.files import ZIP, save_file
from ui.navigation import PageName
from ui.pages.page import Page
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import day_text
from ui.widgets.labels_and_buttons import Panel, button, buttons, words

_OWN = (
    "Homeward is free software under the Apache Licence 2.0. Its fonts (Noto Sans) are under the SIL Open Font "
    "Licence, its icons (Lucide) under the ISC licence."
)


class AboutPage(Page):
    """For whoever looks after this computer, and for whoever is asked which version it is."""

    name = PageName.ABOUT

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.version = words("", "strong", "about.version")
        self.office = words("", "", "about.office")
        self.place = words("", "", "about.database")
        self.parts = TableView(
            self.look,
            RowTableModel(_COLUMNS, lambda part: part.name),
            "about.parts",
            "Parts and their licences",
        )
        self.found = words("", "strong", "about.found")
        self.told = words("", "", "about.told")
        self.check = button(self.look, "&Check this desk", "about.check")
        self.save = button(self.look, "&Save a file for whoever helps…", "about.save")
        self._is_looking = False
        self._build()
        self.check.clicked.connect(self._check)
        self.save.clicked.connect(self._save)

    def refresh(self) -> None:
        """Ask the database who it is, and the parts what they are."""
        self.door.ask(self, about).then(self._show, self.notice.say, latest="about")
        self.door.fetch(self, _own_parts).then(self._show_parts, self.notice.say)

    def _show(self, shown: About) -> None:
        kind = "Made for trying out: a test database, for good." if shown.is_test else "A database of real records."
        self.office.setText(f"{shown.office}, {shown.council}. {kind}")
        today = london_day(self.desk.clock.now())
        made = day_text(london_day(shown.made_at), today)
        self.place.setText(f"{shown.place} · revision {shown.revision} · made {made}")

    def _show_parts(self, found: tuple[str, tuple[Part, ...]]) -> None:
        self.version.setText(f"Homeward {found[0]} · Qt {qVersion()}")
        self.parts.show_rows(found[1])
        self.arrived()

    def _check(self) -> None:
        if self._is_looking:
            return
        self._begin("Looking at this computer and at the records…")
        self.door.ask(self, doctor_errands).then(self._go_on_checking, self._failed)

    def _go_on_checking(self, errands: DoctorErrands) -> None:
        self.door.fetch(self, errands.checked).then(self._show_found, self._failed)

    def _show_found(self, answer: tuple[str, tuple[Finding, ...]]) -> None:
        found, answers = answer
        self._end(found)
        self.told.setText("\n\n".join("\n".join(filter(None, (each.says, each.mend))) for each in answers))
        self.told.setVisible(bool(answers))

    def _save(self) -> None:
        if self._is_looking:
            return
        proposed = Path("homeward diagnostics.zip")
        file = save_file(self, self.desk.preferences, "Save a file for whoever helps", proposed, ZIP)
        if file is not None:
            self._begin("Looking at this computer and at the records, then writing…")
            self.door.ask(self, doctor_errands).then(partial(self._go_on_saving, file), self._failed)

    def _go_on_saving(self, file: Path, errands: DoctorErrands) -> None:
        self.door.fetch(self, partial(errands.written, file)).then(self._saved, self._failed)

    def _saved(self, said: str) -> None:
        self._end("")
        self.notice.tell(said)

    def _failed(self, trouble: Refused | Unavailable) -> None:
        self._end("")
        self.notice.say(trouble)

    def _begin(self, doing: str) -> None:
        self._end(doing)
        self._is_looking = True  # the buttons stay as they are: one that is disabled would lose the keyboard

    def _end(self, said: str) -> None:
        self._is_looking = False
        self.found.setText(said)
        self.found.setVisible(bool(said))
        self.told.hide()
        announce(self.found, said)

    def _build(self) -> None:
        program = Panel(self.look, "Program", "about.program_panel")
        program.body.addWidget(self.version)
        program.body.addWidget(words(_OWN))
        database = Panel(self.look, "Database", "about.database_panel")
        for each in (self.office, self.place):
            database.body.addWidget(each)
        licences = Panel(self.look, "Parts by others", "about.parts_panel")
        licences.body.addWidget(self.parts)
        doctor = Panel(self.look, "Check-up, and a file for whoever helps", "about.doctor_panel")
        doctor.body.addWidget(words(f"Into the file goes {'; '.join(CONTENTS)}. {NOT_IN_IT}", "quiet"))
        for each in (self.found, self.told):
            each.hide()
            doctor.body.addWidget(each)
        doctor.body.addLayout(buttons(self.look, self.check, self.save))
        for panel in (program, database, doctor, licences):
            self.body.addWidget(panel)
        self.body.setStretchFactor(licences, 1)


_COLUMNS = (
    Column[Part]("name", "Part", lambda part: part.name, width=190),
    Column[Part]("version", "Version", lambda part: part.version, width=90),
    Column[Part]("licence", "Licence", lambda part: part.licence),
)


def _own_parts() -> tuple[str, tuple[Part, ...]]:
    return own_version(), parts()
