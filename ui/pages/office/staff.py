"""Staff: who works here, is to come or has left; somebody new, leave, another role, a leaver handed over."""

from enum import Enum

from PySide6.QtWidgets import QHBoxLayout

from app.door.changes import Topic
from app.queries.office import staff as queries
from app.queries.office.staff import MemberRow, StaffView, Standing
from ui.desk import Desk
from ui.dialogs.staff_import import StaffImport
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.member_panel import MemberPanel
from ui.pages.office.owned_panel import OwnedPanel
from ui.pages.office.staff_forms import ADD, Teams
from ui.pages.office.staff_said import columns
from ui.pages.page import Page
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RowTableModel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.hidden_by_filter import HiddenByFilter
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button

_MOST_ROWS, _FEWEST_ROWS = 6, 3


class Whom(Enum):
    """Which of them the list shows."""

    WORKING = "Here or to come"
    LEFT = "Left"
    EVERYBODY = "Everybody"

    def shows(self, row: MemberRow) -> bool:
        """Whether somebody stands in the list."""
        return self is Whom.EVERYBODY or (row.standing is Standing.LEFT) is (self is Whom.LEFT)


class StaffPage(Page):
    """The list above, whoever is chosen below it."""

    name = PageName.STAFF
    topics = frozenset({Topic.SETTINGS, Topic.EPISODES, Topic.MEETINGS})
    says = "Who works here, from when to when. A leaver keeps their history and is offered nowhere."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view = StaffView((), ())
        self.panel = DeedPanel(desk, "The staff", "staff.list_panel")
        self.whom: ChoiceBox[Whom] = ChoiceBox(self.look, "staff.whom")
        self.whom.set_choices([(each, each.value) for each in Whom])
        self.whom.setMinimumContentsLength(max(len(each.value) for each in Whom))
        self.whom.set_value(Whom.WORKING)
        self.whom.setAccessibleName("Whom the list shows")
        self.total = HiddenByFilter(self.look, self.whom, "staff", "person", "people", self._show_everybody)
        self.list = FittedTable(
            self.look,
            RowTableModel(columns(desk.clock), lambda row: row.id),
            "staff.list",
            "The staff",
            _MOST_ROWS,
            fewest=_FEWEST_ROWS,
            preferences=desk.preferences,
        )
        self.new = button(self.look, "So&mebody new…", "staff.new", Icon.NEW, kind="primary")
        self.from_list = button(self.look, "Staff from a spreadsheet…", "staff.from_list", Icon.IMPORT)
        self.staff_import = StaffImport(desk, self, self.notice)
        self.member = MemberPanel(desk)
        self.owned = OwnedPanel(desk)
        self._build()
        self.whom.picked.connect(self._show_list)
        self.list.chosen.connect(self._choose)
        self.new.clicked.connect(self._add)
        self.from_list.clicked.connect(self.staff_import.begin)
        self.staff_import.done.connect(self.notice.tell)
        self.staff_import.troubled.connect(self.notice.say)

    def refresh(self) -> None:
        """Everybody, with their days."""
        self.door.ask(self, queries.members).then(self._show, self.notice.say, latest="staff.members")

    def _show(self, view: StaffView) -> None:
        before, self._view = self._view, view
        new = {each.id for each in view.members} - {each.id for each in before.members}
        wanted = self.about
        if before.members and len(new) == 1:  # whoever was added is whom one goes on with
            (wanted,) = new
        self.about = None
        if wanted is not None and not any(self._shown(row) and row.id == wanted for row in view.members):
            self.whom.set_value(Whom.EVERYBODY)
        self._show_list()
        if wanted is not None:
            self.list.choose(wanted)
        self._choose(self.list.current())
        self.panel.stands_now()
        self.arrived()

    def _show_list(self, _whom: object = None) -> None:
        rows = tuple(filter(self._shown, self._view.members))
        self.list.show_rows(rows)
        if self.list.current() is None:
            self.list.choose_first()
        self.total.say(len(rows), len(self._view.members))

    def _show_everybody(self) -> None:
        self.whom.set_value(Whom.EVERYBODY)
        self._show_list()

    def _shown(self, row: MemberRow) -> bool:
        return (self.whom.value() or Whom.WORKING).shows(row)

    def _choose(self, row: MemberRow | None) -> None:
        self.member.show_member(row, self._view.teams)
        self.owned.show_member(row)

    def _add(self) -> None:
        self.panel.ask("staff", self._adding)

    def _adding(self) -> tuple[FormSpec[Teams], Teams, str]:
        return ADD, self._view.teams, "new"

    def _build(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.whom)
        above.addStretch(1)
        self.panel.body.addLayout(above)
        self.panel.body.addWidget(self.total)
        self.panel.body.addWidget(self.list)
        self.panel.add_deeds(self.new, self.from_list)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.member)
        self.body.addWidget(self.owned)
        self.body.addStretch(1)
