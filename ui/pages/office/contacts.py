"""The numbers under which families reach the office and its teams; papers name them."""

from collections.abc import Callable
from functools import partial

from app.door.changes import Topic
from app.door.door import Deed
from app.queries.office import choices as queries
from app.queries.office import teams_and_patches
from app.queries.office.choices import OfficeView
from app.queries.office.teams_and_patches import TeamRow, TeamsAndPatches
from app.queries.people.formats import MakerRow, format_makers
from app.services.office import contacts
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.list_panel import ListPanel
from ui.pages.office.maker_form import MAKER
from ui.pages.office.team_forms import TEAM
from ui.pages.page import Page
from ui.tables.row_table_model import Column
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, words


def _numbers(form: InlineForm, office: OfficeView) -> Callable[[], Deed]:
    was = contacts.Numbers(office.out_of_hours_telephone, office.complaints_telephone, office.finance_telephone)
    out_of_hours = form.line("out_of_hours", "&Out of hours", "On the plan for the home: at night and weekends",
                             was.out_of_hours)  # fmt: skip
    complaints = form.line("complaints", "&Complaints", "On the agreement; if it is empty, the DSO's",
                           was.complaints)  # fmt: skip
    finance = form.line("finance", "&Finance", "On the agreement; if it is empty, the DSO's",
                        was.finance)  # fmt: skip
    return lambda: partial(
        contacts.set_numbers,
        was=was,
        out_of_hours=out_of_hours.text(),
        complaints=complaints.text(),
        finance=finance.text(),
    )


NUMBERS: FormSpec[OfficeView] = FormSpec(
    "numbers", "The office's numbers", "&Save the numbers", "The numbers are saved; new papers name them.", _numbers,
    lesson="No paper has an empty line: without a number it says nothing of out of hours.", sign=Icon.SAVE,
)  # fmt: skip


class ContactsPage(Page):
    """The office's own numbers, then each team's."""

    name = PageName.CONTACTS
    says = "The numbers that papers for families name."
    topics = frozenset({Topic.SETTINGS, Topic.CAPACITY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._office: OfficeView | None = None
        self.office = DeedPanel(desk, "The office", "contacts.office_panel")
        self.shown = words("", "", "contacts.numbers")
        change = button(desk.look, "Change the &numbers…", "contacts.change", Icon.EDIT, kind="primary")
        change.clicked.connect(partial(self.office.ask, self.name.value, self._form))
        self.office.body.addWidget(self.shown)
        self.office.add_deeds(change)
        self.teams = self._teams()
        self.makers = self._makers()
        for panel in (self.office, self.teams, self.makers):
            panel.led.connect(self.lead_to)
            self.body.addWidget(panel)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """The office and its teams."""
        self.door.ask(self, queries.here).then(self._show, self.notice.say, latest="contacts.office")
        self.door.ask(self, teams_and_patches.teams_and_patches).then(
            self._show_teams, self.notice.say, latest="contacts.teams"
        )
        self.door.ask(self, format_makers).then(self.makers.show_rows, self.notice.say, latest="contacts.makers")

    def _show(self, office: OfficeView) -> None:
        self._office = office
        told = (
            ("Out of hours", office.out_of_hours_telephone),
            ("Complaints", office.complaints_telephone),
            ("Finance", office.finance_telephone),
        )
        self.shown.setText("\n".join(f"{what}: {number or 'none yet'}" for what, number in told))
        self.office.stands_now()
        self.arrived()

    def _show_teams(self, view: TeamsAndPatches) -> None:
        self.teams.show_rows(each for each in view.teams if each.closed_from is None)

    def _form(self) -> tuple[FormSpec[OfficeView], OfficeView, str] | None:
        return (NUMBERS, self._office, "numbers") if self._office is not None else None

    def _teams(self) -> ListPanel[TeamRow]:
        columns = (
            Column[TeamRow]("name", "Team", lambda row: row.name, bold=True, width=220),
            Column[TeamRow]("telephone", "Telephone", lambda row: row.telephone or "none yet"),
        )
        panel = ListPanel(
            self.desk, self.name.value, "teams", "Teams", columns, lambda row: row.id, "No team yet: see its page."
        )
        panel.add_deeds(
            panel.opens(
                "Name and tele&phone…", "team", Icon.PHONE, lambda row: (TEAM, row, str(row.id)) if row else None
            )
        )
        return panel

    def _makers(self) -> ListPanel[MakerRow]:
        columns = (
            Column[MakerRow]("format", "Format", lambda row: row.format.label, bold=True, width=220),
            Column[MakerRow]("made_by", "Made by", lambda row: row.made_by or "nobody yet"),
            Column[MakerRow]("reached_at", "Reached at", lambda row: row.reached_at),
        )
        panel = ListPanel(
            self.desk, self.name.value, "makers", "Who makes formats beyond print", columns,
            lambda row: row.format, "",
        )  # fmt: skip
        panel.add_deeds(
            panel.opens(
                "Who &makes it…", "maker", Icon.EDIT, lambda row: (MAKER, row, row.format.value) if row else None
            )
        )
        return panel
