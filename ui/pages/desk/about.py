"""Which Homeward this is, which database it works on, and under which licences it and its parts stand."""

from PySide6.QtCore import qVersion

from app.desk.parts import Part, own_version, parts
from app.queries.office.about import About, about
from models.values import london_day
from ui.desk import Desk
from ui.navigation import PageName
from ui.pages.page import Page
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import day_text
from ui.widgets.labels_and_buttons import Panel, words

_OWN = (
    "Homeward is free software under the Apache Licence 2.0. Its fonts (Noto Sans) stand under the SIL Open Font "
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
        self._build()

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

    def _build(self) -> None:
        program = Panel(self.look, "Program", "about.program_panel")
        program.body.addWidget(self.version)
        program.body.addWidget(words(_OWN))
        database = Panel(self.look, "Database", "about.database_panel")
        for each in (self.office, self.place):
            database.body.addWidget(each)
        licences = Panel(self.look, "Parts by others", "about.parts_panel")
        licences.body.addWidget(self.parts)
        for panel in (program, database, licences):
            self.body.addWidget(panel)
        self.body.setStretchFactor(licences, 1)


_COLUMNS = (
    Column[Part]("name", "Part", lambda part: part.name, width=190),
    Column[Part]("version", "Version", lambda part: part.version, width=90),
    Column[Part]("licence", "Licence", lambda part: part.licence),
)


def _own_parts() -> tuple[str, tuple[Part, ...]]:
    return own_version(), parts()
