"""What somebody of the staff has, and handing it on when they leave or are on leave (DAY-4)."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.office.staff import MemberRow
from app.queries.owners import of_somebody as queries
from app.queries.owners.of_somebody import OwnedRow, StaysRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.pages.office.hand_on_form import HAND_ON, ToHandOn
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import Column, RowTableModel
from ui.text import count, day_text
from ui.theme import COMPACT_ROW
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.sentence_lines import SentenceLines
from ui.widgets.stays_lines import stays_lines

_MOST_ROWS = 6


class OwnedPanel(DeedPanel):
    """`show_member` with a row, or with none while nobody is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "What they have", "staff.owned_panel", parent)
        self._member: MemberRow | None = None
        self._rows: tuple[OwnedRow, ...] = ()
        self.said = words("", "", "staff.owned_said")
        self.list = FittedTable(
            desk.look,
            RowTableModel(_columns(desk), lambda row: (row.what, row.record)),
            "staff.owned",
            "What they have",
            _MOST_ROWS,
            preferences=desk.preferences,
            row_height=COMPACT_ROW,
        )
        self.hand_on = button(desk.look, "&Hand on…", "staff.hand_on", Icon.TRANSFER)
        self.body.addWidget(self.said)
        self.body.addWidget(self.list)
        self.stays = SentenceLines(desk.look, "staff.owned_stays")
        self.stays.hide()
        self.body.addWidget(self.stays)
        self.add_deeds(self.hand_on)
        self.hand_on.clicked.connect(self._ask)

    def show_member(self, row: MemberRow | None) -> None:
        """Ask what this one has today."""
        if self._member is not None and (row is None or row.id != self._member.id):
            self.close_form()
            self.notice.clear()
        self._member = row
        self.setVisible(row is not None)
        if row is not None:
            self.title.setText(f"What {row.name} has")
            asked = self.desk.door.ask(self, queries.what_somebody_owns, staff=row.id)
            asked.then(self._show, self.say, latest="staff.owned")
            others = self.desk.door.ask(self, queries.what_stays_with, staff=row.id)
            others.then(self._show_stays, self.say, latest="staff.owned_stays")

    def _show(self, rows: tuple[OwnedRow, ...]) -> None:
        self._rows = rows
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        name = self._member.name if self._member is not None else ""
        self.said.setText(f"{name} has {count(len(rows), 'thing')}." if rows else f"{name} has nothing open.")
        self.offer(self.hand_on, offered=bool(rows))
        self.stands_now()

    def _show_stays(self, rows: tuple[StaysRow, ...]) -> None:
        self.stays.show_lines(stays_lines(self._member.name if self._member is not None else "", rows))

    def _ask(self) -> None:
        if self._member is not None:
            self.ask("staff", partial(self._handing_on, self._member.id))

    def _handing_on(self, member: UUID) -> tuple[FormSpec[ToHandOn], ToHandOn, str] | None:
        if self._member is None or self._member.id != member or not self._rows:
            return None
        return HAND_ON, ToHandOn(self._member, self._rows, self.list.current()), f"hand_on.{member}"


def _columns(desk: Desk) -> tuple[Column[OwnedRow], ...]:
    def due(row: OwnedRow) -> str:
        return f", due {day_text(row.due, london_day(desk.clock.now()))}" if row.due else ""

    return (
        Column("person", "Person", lambda row: row.person or "For the meeting", bold=True, width=190),
        Column("what", "As", lambda row: row.what.label, width=150),
        Column("said", "What", lambda row: f"{row.said}{due(row)}", tooltip=lambda row: row.said, quiet=True),
    )
