"""Policy: every number that the service works by, who set it and why; what changes is shown before it is saved."""

from functools import partial

from app.door.changes import Topic
from app.queries.office import policy as queries
from app.queries.office.policy import PresetRow, SettingChange, SettingRow
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office import policy_forms as forms
from ui.pages.page import Page
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Press

_SETTINGS, _CHANGES, _PRESETS = 9, 4, 4  # rows seen at once


class PolicyPage(Page):
    """The chosen setting's own words, history and deeds stand below the list."""

    name = PageName.POLICY
    topics = frozenset({Topic.SETTINGS})
    says = "The numbers that Today, the gates and the papers go by. A clock that runs keeps the number of its start."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.page: queries.PolicyPage | None = None
        self.list = FittedTable(
            look, RowTableModel(_ROWS, lambda row: row.name), "policy.list", "Policy settings", _SETTINGS
        )
        self.lacks = words("", "quiet", "policy.lacks")
        self.panel = DeedPanel(desk, "The chosen setting", "policy.panel")
        self.value = words("", "strong", "policy.value")
        self.told = words("", "", "policy.told")
        self.history = FittedTable(
            look, RowTableModel(_HISTORY, lambda row: row.id), "policy.history", "Changes of it", _CHANGES
        )
        self.change = button(look, "&Change it…", "policy.change", Icon.EDIT, kind="primary")
        self.withdraw = button(
            look, "Withdraw the change to come…", "policy.withdraw", Icon.UNDO, press=Press.DANGEROUS
        )
        self.sets = DeedPanel(desk, "Sets of numbers", "policy.sets")
        self.presets = FittedTable(
            look, RowTableModel(_SETS, lambda row: row.name), "policy.presets", "Sets of numbers", _PRESETS
        )
        self.apply = button(look, "A&pply the chosen set…", "policy.apply", Icon.ACTION)
        self._build()

    def refresh(self) -> None:
        """All settings, as they are in force now."""
        self.door.ask(self, queries.policy_page).then(self._show, self.notice.say, latest="policy.page")

    def _show(self, page: queries.PolicyPage) -> None:
        self.page = page
        self.lacks.setText(page.lacks)
        self.lacks.setVisible(bool(page.lacks))
        self.list.show_rows(page.settings)
        self.presets.show_rows(page.presets)
        for table in (self.list, self.presets):
            if table.current() is None:
                table.choose_first()
        self._chosen()
        for panel in (self.panel, self.sets):
            panel.stands_now()
        self.arrived()

    def _chosen(self, *_row: object) -> None:
        row, may = self.list.current(), self.page is not None and not self.page.lacks
        if row is not None:
            self.value.setText(f"{row.words}: {row.value}")
            self.told.setText(_told(row))
            self.history.show_rows(row.history)
            self.history.setVisible(bool(row.history))
        self.panel.offer(self.change, offered=may)
        self.panel.offer(self.withdraw, offered=may and self._to_come() is not None)
        self.sets.offer(self.apply, offered=may)

    def _to_come(self) -> SettingChange | None:
        """The change to come that is chosen in the history, else the next one."""
        row, chosen = self.list.current(), self.history.current()
        ahead = [each for each in (row.history if row else ()) if each.is_to_come]
        return chosen if chosen in ahead else (ahead[-1] if ahead else None)

    def _about(self) -> tuple[FormSpec[SettingRow], SettingRow, str] | None:
        row = self.list.current()
        return (forms.CHANGE, row, row.name) if row is not None else None

    def _withdrawn(self) -> tuple[FormSpec[SettingChange], SettingChange, str] | None:
        change = self._to_come()
        return (forms.WITHDRAW, change, str(change.id)) if change is not None else None

    def _set(self) -> tuple[FormSpec[PresetRow], PresetRow, str] | None:
        preset = self.presets.current()
        return (forms.APPLY, preset, preset.name) if preset is not None else None

    def _another(self, *_row: object) -> None:
        """A form is about the setting that it was opened for: another one closes it, and its typing is kept."""
        if self.panel.form is not None:
            self.panel.close_form()
        self._chosen()

    def _build(self) -> None:
        for each in (self.value, self.told, self.history):
            self.panel.body.addWidget(each)
        self.panel.add_deeds(self.change, self.withdraw)
        self.sets.body.addWidget(self.presets)
        self.sets.add_deeds(self.apply)
        for part in (self.lacks, self.list, self.panel, self.sets):
            self.body.addWidget(part)
        self.list.chosen.connect(self._another)
        self.list.opened.connect(lambda _row: self.change.click())
        self.change.clicked.connect(partial(self.panel.ask, "policy", self._about))
        self.withdraw.clicked.connect(partial(self.panel.ask, "policy", self._withdrawn))
        self.apply.clicked.connect(partial(self.sets.ask, "policy", self._set))


def _told(row: SettingRow) -> str:
    """Bounds, source and who set it, in sentences."""
    since = f"Set from {row.since} by {row.by}: {row.because}" if row.since else "As Homeward ships it"
    coming = f" To come: {row.coming}." if row.coming else ""
    return f"It takes {row.bounds}; shipped as {row.shipped}. Source: {row.source}. {since.rstrip('.')}.{coming}"


_ROWS = (
    Column[SettingRow](
        "words", "What", lambda row: row.words, tooltip=lambda row: f"{row.group.value}: {row.words} ({row.source})",
        width=410, wraps=True,
    ),
    Column[SettingRow]("value", "Now", lambda row: row.value, bold=True, align=RIGHT, width=92),
    Column[SettingRow](
        "shipped", "Shipped", lambda row: row.shipped, align=RIGHT, quiet=True, width=84, gives_way=True
    ),
    Column[SettingRow]("coming", "To come", lambda row: row.coming, tooltip=lambda row: row.coming),
)  # fmt: skip
_HISTORY = (
    Column[SettingChange](
        "value", "Number", lambda row: row.value, bold=True, width=100, struck=lambda row: row.is_withdrawn
    ),
    Column[SettingChange]("since", "From", lambda row: row.since, width=160),
    Column[SettingChange]("by", "By", lambda row: row.by, width=160),
    Column[SettingChange](
        "state", "State", lambda row: "withdrawn" if row.is_withdrawn else "to come" if row.is_to_come else "", width=90
    ),
    Column[SettingChange]("why", "Why", lambda row: row.because, tooltip=lambda row: row.because),
)
_SETS = (
    Column[PresetRow]("title", "Set", lambda row: row.title, bold=True, width=210),
    Column[PresetRow](
        "differing", "Differs now", lambda row: f"in {row.differing}" if row.differing else "in nothing", width=110
    ),
    Column[PresetRow]("says", "What it is", lambda row: row.says, tooltip=lambda row: f"{row.says} ({row.source})"),
)
