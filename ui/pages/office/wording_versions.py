"""The versions of a paper's words, and what the chosen one prints otherwise than the one before, side by side."""

from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from app.queries.office import wording as queries
from app.queries.office.wording import Difference, VersionRow
from ui.desk import Desk
from ui.states import State
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import Column, RowTableModel
from ui.text import plain_day_text
from ui.theme import GROUP, RELATED
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import words

_VERSIONS, _DIFFERENCES = 4, 5  # rows seen at once


class VersionsPanel(DeedPanel):
    """The newest version is chosen first; `show_versions` with those of a paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Versions", "wording.versions_panel")
        self._newest: UUID | None = None  # of what is shown: another is chosen when it comes
        self.list = FittedTable(
            desk.look, RowTableModel(_COLUMNS, lambda row: row.id), "wording.versions", "Versions", _VERSIONS
        )
        self.empty = words("The office has no version of its own: the program's words are printed.", "quiet")
        self.told = words("", "", "wording.version_told")
        self.differences = FittedTable(
            desk.look,
            RowTableModel(_DIFFERING, lambda row: row.name),
            "wording.differences",
            "What differs from the version before",
            _DIFFERENCES,
        )
        self.sides = _Sides(desk)
        for each in (self.empty, self.list, self.told, self.differences, self.sides):
            self.body.addWidget(each)
        self.list.chosen.connect(self._choose)
        self.differences.chosen.connect(self.sides.show_difference)

    def show_versions(self, rows: tuple[VersionRow, ...]) -> None:
        """These, the newest first."""
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        newest = rows[0].id if rows else None
        if newest is not None and newest != self._newest:
            self.list.choose(newest)
        self._newest = newest
        self._choose(self.list.current())

    def _choose(self, row: VersionRow | None) -> None:
        self.told.setText(_told(row) if row is not None else "")
        if row is None:
            self._show(())
            return
        self.desk.door.ask(self, queries.wording_differences, version=row.id).then(
            self._show, self.say, latest="wording.differences"
        )

    def _show(self, found: tuple[Difference, ...]) -> None:
        self.differences.show_rows(found)
        self.differences.setVisible(bool(found))
        if self.differences.current() is None:
            self.differences.choose_first()
        self.sides.show_difference(self.differences.current())


class _Sides(QWidget):
    """One phrase as it was, and as it is in the chosen version, beside each other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(desk.look.theme.gap(GROUP))
        grid.setVerticalSpacing(desk.look.theme.gap(RELATED))
        self.before, self.after = words("", "", "wording.before"), words("", "", "wording.after")
        for column, (title, side) in enumerate((("Before", self.before), ("In this version", self.after))):
            grid.addWidget(words(title, "strong"), 0, column)
            grid.addWidget(side, 1, column)
            grid.setColumnStretch(column, 1)

    def show_difference(self, row: Difference | None) -> None:
        """Both, whole; nothing where no phrase differs."""
        self.setVisible(row is not None)
        if row is not None:
            self.before.setText(row.before or "Nothing")
            self.after.setText(row.after or "Nothing")


def _told(row: VersionRow) -> str:
    wrote = f"Written by {row.written_by}." if row.written_by else "Taken over with the office."
    sent = f" Sent for release by {row.sent}." if row.sent else ""
    released = f" Released by {row.released_by}." if row.released_by else ""
    because = f"{row.because.rstrip('.')}." if row.because else ""
    return f"{row.name}: {wrote}{sent}{released}" + (f" {because}" if because and because != wrote else "")


def _days(row: VersionRow) -> str:
    if row.from_day is None:
        return ""
    until = f" until {plain_day_text(row.until)}" if row.until is not None else ""
    return f"{plain_day_text(row.from_day)}{until}"


def _by(row: VersionRow) -> str:
    return ", released by ".join(filter(None, (row.written_by, row.released_by)))


def _state(row: VersionRow) -> State | None:
    return {"In force": State.DONE, "Sent for release": State.WAITING, "To come": State.SOON}.get(row.state)


_COLUMNS = (
    Column[VersionRow]("version", "Version", lambda row: row.name, sort=lambda row: row.number, bold=True, width=84),
    Column[VersionRow](
        "state", "State", lambda row: row.state, state=_state, width=150, struck=lambda row: row.state == "Withdrawn"
    ),
    Column[VersionRow]("days", "From", _days, sort=lambda row: row.from_day, width=220),
    Column[VersionRow]("by", "By", _by, tooltip=_by, width=200, gives_way=True),
    Column[VersionRow]("why", "Why", lambda row: row.because, tooltip=lambda row: row.because),
)
_DIFFERING = (
    Column[Difference]("part", "Where it stands", lambda row: row.part, width=160),
    Column[Difference]("before", "Before", lambda row: row.before, tooltip=lambda row: row.before, width=240),
    Column[Difference]("after", "In this version", lambda row: row.after, tooltip=lambda row: row.after),
)
