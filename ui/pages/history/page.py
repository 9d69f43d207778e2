"""History: who changed what, and how a record stood at any past moment; of one or of the office."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.queries.history.as_it_stood import StoodRow, as_it_stood
from app.queries.history.changes import ChangeRow, HistoryPage, history
from app.queries.history.kinds import KINDS
from app.queries.history.looks import LookRow, looks
from app.queries.history.parts import PartRow, parts
from models.values import to_london
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read
from ui.navigation import PageName
from ui.pages.page import Page
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import clock_text, count, full_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit, MomentEdit
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import Field, Panel, button, buttons, spread, words

_LIST_PX = 180  # at 100 %: some five rows, even where the window is low and the page scrolls


class HistoryPageView(Page):
    """It is read: nothing here changes anything."""

    name = PageName.HISTORY
    says = "Every change, in words, as the audit keeps it. Nothing of it can be changed."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._rows: tuple[ChangeRow, ...] = ()
        self._older: int | None = None
        self._offered: UUID | None = None  # whose records stand in the list of records
        self._told: UUID | None = None  # whose record it was last told that it was opened
        self.record: ChoiceBox[UUID] = ChoiceBox(look, "history.record")
        self.record.picked.connect(self._picked)
        self.detail = words("", "", "history.detail")
        self.subject = words("", "strong", "history.subject")
        self.kind: ChoiceBox[str] = ChoiceBox(look, "history.kind")
        self.kind.set_choices((("", "Everything"), *KINDS))
        self.kind.set_value("")
        self.by, self.text = QLineEdit(), QLineEdit()
        self.by.setObjectName("history.by")
        self.text.setObjectName("history.text")
        self.first = DateEdit(desk.clock, "history.first", looks_back=True)
        self.last = DateEdit(desk.clock, "history.last", looks_back=True)
        self.show_it = button(look, "S&how", "history.show", Icon.FILTER, kind="primary")
        self.whole = button(look, "The whole &office", "history.whole_office", kind="quiet")
        self.show_all = button(look, "Show all", "history.show_all", kind="quiet")
        self.show_all.setToolTip(as_read("Whatever kind, whoever made it, whenever, in whatever words"))
        self.looked = button(look, "Who &looked, printed, exported", "history.looks", kind="quiet")
        self.older = button(look, "Ol&der changes", "history.older")
        self.list = TableView(
            look,
            RowTableModel(_CHANGES, lambda row: row.number),
            "history.list",
            "Changes",
            preferences=desk.preferences,
        )
        self.list.chosen.connect(self._show_detail)
        self.at = MomentEdit(desk.clock, "history.at", looks_back=True)
        self.stood_at = button(look, "As it &stood", "history.as_it_stood", Icon.HISTORY)
        self.stood = TableView(
            look,
            RowTableModel(_STOOD, lambda row: (row.record, row.label)),
            "history.stood",
            "As it stood",
            preferences=desk.preferences,
        )
        self._build()
        self.show_it.clicked.connect(self.refresh)
        self.whole.clicked.connect(self._show_office)
        self.show_all.clicked.connect(self._show_all)
        self.looked.clicked.connect(self._ask_who_looked)
        self.older.clicked.connect(partial(self._ask, more=True))
        self.stood_at.clicked.connect(self._ask_as_it_stood)

    def refresh(self) -> None:
        """The newest page of what the filters ask for."""
        if self.about is not None and self.about != self._offered:
            self.stood.show_rows(())
            self.door.ask(self, parts, about=self.about).then(self._offer, self.notice.say, latest="history.parts")
        self._ask()

    @property
    def _one(self) -> UUID | None:
        """The record that is looked at: one of the person's, or whatever the page was opened for."""
        is_theirs = self.about is not None and self.about == self._offered
        return (self.record.value() if is_theirs else None) or self.about

    def _offer(self, rows: tuple[PartRow, ...]) -> None:
        """The records of the person that it is opened for; whatever else it is about is the only one."""
        self._offered = self.about
        self.record.set_choices([(row.id, row.label) for row in rows])
        self.record.set_value(self.about)
        self._record_field.setVisible(bool(rows))

    def _picked(self, _record: UUID) -> None:
        self.stood.show_rows(())
        self._ask()

    def _show_detail(self, row: ChangeRow | None) -> None:
        """The whole sentence of the row that the keyboard is on, which a line may be too short for."""
        self.detail.setText(row.said if row is not None else "")

    def _ask(self, *, more: bool = False) -> None:
        asked = self.door.ask(
            self,
            history,
            about=self._one,
            by=self.by.text().strip(),
            kind=self.kind.value() or "",
            first=self.first.value(),
            last=self.last.value(),
            text=self.text.text().strip(),
            before=self._older if more else None,
        )
        asked.then(partial(self._show, more), self.notice.say, latest="history")

    def _show(self, more: bool, found: HistoryPage) -> None:  # noqa: FBT001  bound by a partial
        self._rows = (*self._rows, *found.rows) if more else found.rows
        self._older = found.older
        self.older.setEnabled(found.older is not None)
        if self.about is not None and found.subject and self.about != self._told:
            self._told = self.about
            self.desk.person_opened.emit(self.about)
        of = found.subject or ("this record" if self.about else "the whole office")
        left_out = ", only those that fit what is chosen below" if self._is_narrowed() else ""
        self.subject.setText(f"{of[0].upper()}{of[1:]}: {count(len(self._rows), 'change')} shown{left_out}")
        self.show_all.setVisible(bool(left_out))
        self.panel.setVisible(self.about is not None)
        self.whole.setEnabled(self.about is not None)
        self.list.show_rows(self._rows)
        self.list.choose_first()
        self._record_field.setVisible(self.about is not None and self.record.count() > 0)
        self.arrived()

    def _is_narrowed(self) -> bool:
        """Whether a filter hides changes: it stays when the page is opened about somebody else."""
        days = (self.first.value(), self.last.value())
        return bool(self.kind.value() or self.by.text().strip() or self.text.text().strip() or any(days))

    def _show_all(self) -> None:
        self.kind.set_value("")
        for line in (self.by, self.text):
            line.clear()
        for day in (self.first, self.last):
            day.set_value(None)
        self.kind.setFocus()  # the button goes
        self.refresh()

    def _show_office(self) -> None:
        self.about = None
        self.stood.show_rows(())
        self.refresh()

    def _ask_who_looked(self) -> None:
        self.door.ask(self, looks, about=self.about).then(self._show_looks, self.notice.say, latest="history")

    def _show_looks(self, found: tuple[LookRow, ...]) -> None:
        self.older.setEnabled(False)
        self.show_all.hide()  # looks aren't narrowed
        self.subject.setText(f"Who looked, printed or exported: {count(len(found), 'time')} shown")
        self.list.show_rows([ChangeRow(-place, row.at, "", "", row.said) for place, row in enumerate(found)])

    def _ask_as_it_stood(self) -> None:
        at = self.at.value()
        if self._one is None or at is None:
            self.notice.inform("Type the moment first, such as 20/11/2026 09:00.")
            return
        asked = self.door.ask(self, as_it_stood, about=self._one, at=at)
        asked.then(self._show_stood, self.notice.say, latest="history.stood")

    def _show_stood(self, rows: tuple[StoodRow, ...]) -> None:
        self.stood.show_rows(rows)
        if not rows:
            self.notice.inform("Nothing of this was recorded yet at that moment.")

    def _build(self) -> None:
        self.body.addWidget(self.subject)
        self._record_field = Field(self.look, "&Record", self.record)
        self._record_field.hide()
        by, words_in = Field(self.look, "&By", self.by), Field(self.look, "&Words", self.text)
        first, last = Field(self.look, "&From", self.first), Field(self.look, "&Until", self.last)
        self.body.addWidget(self._record_field)  # a row of its own: a record is called by its person and what it is
        for fields in ((Field(self.look, "&Kind", self.kind), by, words_in), (first, last)):
            row = QHBoxLayout()
            spread(row, self.look)
            for field in fields:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.body.addLayout(buttons(self.look, self.show_it, self.show_all, self.older, self.whole, self.looked))
        grow(self.look, self.list, QWidget.setMinimumHeight, _LIST_PX)
        self.body.addWidget(self.list, 2)
        self.body.addWidget(self.detail)
        self.panel = Panel(self.look, "As it stood on …", "history.stood_panel")
        top = QHBoxLayout()
        spread(top, self.look)
        top.addWidget(Field(self.look, "&Moment", self.at), 1)
        top.addWidget(self.stood_at)
        top.addStretch(1)
        self.panel.body.addLayout(top)
        grow(self.look, self.stood, QWidget.setMinimumHeight, _LIST_PX)
        self.panel.body.addWidget(self.stood)
        self.body.addWidget(self.panel, 1)


def _when(row: ChangeRow) -> str:
    local = to_london(row.at)
    return f"{full_day_text(local.date(), local.date().min)} {clock_text(row.at)}"


_CHANGES = (
    Column[ChangeRow]("at", "When", _when, sort=lambda row: row.number, width=170),
    Column[ChangeRow]("said", "What was done", lambda row: row.said, tooltip=lambda row: row.said),
)
_STOOD = (
    Column[StoodRow]("kind", "Of", lambda row: row.kind, width=150),
    Column[StoodRow]("label", "What", lambda row: row.label, width=220),
    Column[StoodRow]("value", "As it stood", lambda row: row.value, tooltip=lambda row: row.value),
)
