"""People taken over: lists of those who were in service, and of the staff, before the office worked with Homeward."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from app.desk.files import put_in_place
from app.door.changes import Topic
from app.exchange.office.example_lists import example_people, example_staff
from app.queries.office.taken_over import TakenOver, taken_over
from models.values import london_day
from ui.desk import Desk
from ui.dialogs.files import CSV, save_file
from ui.dialogs.paste_staff import PasteStaff
from ui.dialogs.people_import import PeopleImport
from ui.dialogs.ratings_import import RatingImport
from ui.dialogs.staff_import import StaffImport
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.page import Page
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count, day_text
from ui.widgets.labels_and_buttons import Panel, button, buttons, words

_ORDER = (
    "First the staff, then the people: each row names a DSO and a case coordinator as the staff are called; last the "
    "ratings, which name the people and their goals. "
    "Nothing is stored before you have seen what each row would bring, and the same list twice makes nobody twice."
)


class TakenOverPage(Page):
    """For the first days of an office; later it shows what the records of those taken over still lack."""

    name = PageName.TAKEN_OVER
    topics = frozenset({Topic.PEOPLE, Topic.EPISODES, Topic.PLANS, Topic.SETTINGS})
    says = "Who was in service, and who worked here, before this office kept its records in Homeward."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.people = button(
            self.look, "&People in service from a spreadsheet…", "taken_over.people", Icon.IMPORT, kind="primary"
        )
        self.people_example = button(self.look, "Save an e&xample of people…", "taken_over.people_example", Icon.SAVE)
        self.staff = button(self.look, "&Staff from a spreadsheet…", "taken_over.staff", Icon.IMPORT)
        self.paste = button(self.look, "Staff pasted o&r typed…", "taken_over.paste")
        self.staff_example = button(self.look, "Save an exa&mple of staff…", "taken_over.staff_example", Icon.SAVE)
        self.ratings = button(self.look, "Ratings from the &goal tracker…", "taken_over.ratings", Icon.IMPORT)
        self.said = words("", "quiet", "taken_over.said")
        self.list: TableView[TakenOver] = TableView(
            self.look,
            RowTableModel(_columns(desk), lambda row: row.person),
            "taken_over.list",
            "People taken over",
            preferences=desk.preferences,
        )
        self.people_import = PeopleImport(desk, self, self.notice)
        self.staff_import = StaffImport(desk, self, self.notice)
        self.ratings_import = RatingImport(desk, self, self.notice)
        self.pasting: PasteStaff | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Everybody in service who was taken over."""
        self.door.ask(self, taken_over).then(self._show, self.notice.say, latest="taken_over")

    def _show(self, rows: tuple[TakenOver, ...]) -> None:
        lacking = sum(bool(row.lacks) for row in rows)
        self.said.setText(_said(len(rows), lacking))
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        self.arrived()

    def _paste(self) -> None:
        self.pasting = PasteStaff(self.look, self)
        self.pasting.pasted.connect(self.staff_import.look_at_text)
        self.pasting.finished.connect(self.pasting.deleteLater)
        self.pasting.open()

    def _save_example(self, name: str, made: Callable[[], bytes]) -> None:
        file = save_file(self, self.desk.preferences, "Save an example list", Path(name), CSV)
        if file is not None:
            self.save_example(file, made)

    def save_example(self, file: Path, made: Callable[[], bytes]) -> None:
        """Save the list there: headings and two invented rows."""
        self.door.fetch(self, partial(_write, file, made)).then(partial(self._saved, file), self.notice.say)

    def _saved(self, file: Path, _nothing: None) -> None:
        self.notice.tell(f"Saved as {file.name}: two invented rows under the headings. Put your own in their place.")

    def _connect(self) -> None:
        self.people.clicked.connect(self.people_import.begin)
        self.staff.clicked.connect(self.staff_import.begin)
        self.ratings.clicked.connect(self.ratings_import.begin)
        self.paste.clicked.connect(self._paste)
        self.people_example.clicked.connect(partial(self._save_example, "people in service.csv", example_people))
        self.staff_example.clicked.connect(partial(self._save_example, "list of staff.csv", example_staff))
        for each in (self.people_import, self.staff_import, self.ratings_import):
            each.done.connect(self.notice.tell)
            each.troubled.connect(self.notice.say)

    def _build(self) -> None:
        lists = Panel(self.look, "From the office's own lists", "taken_over.lists_panel")
        lists.body.addWidget(words(_ORDER))
        for row in ((self.staff, self.paste), (self.people, self.ratings), (self.staff_example, self.people_example)):
            lists.body.addLayout(buttons(self.look, *row))
        people = Panel(self.look, "In service, taken over", "taken_over.people_panel")
        people.body.addWidget(self.said)
        people.body.addWidget(self.list, 1)
        self.body.addWidget(lists)
        self.body.addWidget(people)
        self.body.setStretchFactor(people, 1)


def _write(file: Path, made: Callable[[], bytes]) -> None:
    put_in_place(file, made())


def _said(rows: int, lacking: int) -> str:
    if not rows:
        return "Nobody yet."
    lacks = f"the record of {lacking:,} still lacks something" if lacking else "no record lacks anything"
    return f"{count(rows, 'person', 'people')} in service taken over; {lacks}."


def _columns(desk: Desk) -> tuple[Column[TakenOver], ...]:
    def day(moment: datetime | None) -> str:
        return day_text(london_day(moment), london_day(desk.clock.now())) if moment else ""

    return (
        Column("name", "Person", lambda row: row.name, bold=True, width=170),
        Column("team", "Team", lambda row: row.team, width=120),
        Column("started", "Served since", lambda row: day(row.started_at), sort=lambda row: row.started_at, width=110),
        Column(
            "taken",
            "Taken over",
            lambda row: day(row.taken_at),
            sort=lambda row: row.taken_at,
            width=100,
            gives_way=True,
        ),
        Column("by", "By", lambda row: row.by, width=110, gives_way=True),
        Column("lacks", "Still lacks", lambda row: ", ".join(row.lacks), tooltip=lambda row: ", ".join(row.lacks)),
    )
