"""The versions of a plan as a list, and two of them side by side with what changed in sentences (PSP-2)."""

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.door.clock import Clock
from app.queries.plans.versions import Comparison, PlansView, VersionRow
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind
from ui.desk import Desk
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.states import State
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tabs.plans.forms import take_back_form
from ui.tabs.plans.weeks import NARROW_DAY, WholeWeek, gone_marked, week_view
from ui.text import as_beginning, full_day_text, listed, moment_text
from ui.theme import CELL, COMPACT_ROW, GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.flow import Flow
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, spread, words
from ui.widgets.press import Press
from ui.widgets.week_grid import WeekGrid

_SIDE_BY_SIDE = 1160  # px at 100 %: narrower, the two weeks stand one below the other
_MOST_ROWS = 6
_PHASES = {
    EpisodeKind.SHORT_TERM: "Version",
    EpisodeKind.INTERIM_TEAM: "Interim version",
    EpisodeKind.INTERIM_IN_STS: "Interim in STS, version",
}


def version_title(row: VersionRow) -> str:
    """How a version is named, with its phase where that isn't the short-term one: "Interim version 2, step-down"."""
    return f"{_version_name(row)}, {row.change.label[0].lower()}{row.change.label[1:]}"


def agreed_text(row: VersionRow, now: datetime) -> str:
    """Who agreed to it, and when; whose word it is, and who typed it in (END-10)."""
    told = (
        ("Scheduling confirmed", row.scheduling_confirmed_at),
        ("the MDT agreed", row.mdt_agreed_at),
        ("the case coordinator agreed", row.coordinator_agreed_at),
    )
    said = listed(tuple(f"{who} {moment_text(at, now)}" for who, at in told if at is not None))
    whose = f"Decided by {row.whose_word}" if row.whose_word else ""
    return "\n".join(part for part in (as_beginning(said), whose) if part)


def taken_back_text(row: VersionRow, now: datetime) -> str:
    """When, by whom and why it was taken back before its day; nothing of one that stands."""
    if row.taken_back_at is None:
        return ""
    return f"Taken back {moment_text(row.taken_back_at, now)} by {row.taken_back_by}: {row.taken_back_because}"


class Versions(DeedPanel):
    """`compared` with two ids when two versions are to be seen side by side; `finish_requested` with a version."""

    compared = Signal(object)  # (older, newer)
    finish_requested = Signal(object)  # VersionRow

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Versions", "plans.versions_panel", parent)
        self._desk, self._look = desk, desk.look
        self._rows: tuple[VersionRow, ...] = ()
        self.list = FittedTable(
            desk.look,
            RowTableModel(_columns(desk), lambda row: row.id),
            "plans.versions",
            "Versions of the plan",
            _MOST_ROWS,
            preferences=desk.preferences,
            row_height=COMPACT_ROW,
        )
        self.older = ChoiceBox[UUID](desk.look, "plans.compare_old", "An earlier version")
        self.newer = ChoiceBox[UUID](desk.look, "plans.compare_new", "A later version")
        self.hours = words("", "strong", "plans.change_of_hours")
        self.agreed = words("", "quiet", "plans.agreed")
        self.changes = words("", "", "plans.changes")
        self.finish = button(
            desk.look, "Finish this version", "plans.finish", Icon.TICK, kind="quiet", press=Press.DANGEROUS
        )
        self.take_back = button(
            desk.look, "Take back…", "plans.take_back", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self._sides = _TwoWeeks(desk)
        self._comparison = QWidget()
        self._build()
        self._connect()

    def show_versions(self, view: PlansView) -> None:
        """Show these, newest first; the newest that stands beside the one before it."""
        before, self._rows = self._rows, view.versions
        self.list.show_rows(view.versions)
        choices = [(row.id, _version_name(row)) for row in view.versions]
        self.older.set_choices(choices)
        self.newer.set_choices(choices)
        self._comparison.setVisible(len(view.versions) > 1)
        if [row.id for row in before] != [row.id for row in view.versions] and view.versions:
            first = next((row for row in view.versions if row.id == view.newest), view.versions[0])
            self.list.choose(first.id)
            self._choose(first)
        elif before != self._rows and len(self._rows) > 1:
            self._compare()  # one of the two may have been taken back
        self._offer_deeds(self.list.current())

    def show_comparison(self, found: Comparison) -> None:
        """Two versions, side by side."""
        now = self._desk.clock.now()
        self.hours.setText(as_beginning(found.hours))
        self.changes.setText("\n".join(found.sentences))
        because = f"Because: {found.new.because}" if found.new.because else ""
        said = (because, agreed_text(found.new, now), taken_back_text(found.new, now))
        self.agreed.setText("\n".join(part for part in said if part))
        self.agreed.setVisible(bool(self.agreed.text()))
        self._sides.show_weeks(found)

    def _choose(self, row: VersionRow | None) -> None:
        """The chosen version against the one before it that stands."""
        self._offer_deeds(row)
        if row is None or len(self._rows) < 2:  # noqa: PLR2004  one has nothing beside it
            return
        place = [each.id for each in self._rows].index(row.id)
        earlier = next((each for each in self._rows[place + 1 :] if each.taken_back_at is None), self._rows[-1])
        self.older.set_value(earlier.id)
        self.newer.set_value(row.id)
        self._compare()

    def _offer_deeds(self, row: VersionRow | None) -> None:
        """Only what this version allows: as it is now, not as it was when it was chosen."""
        self.finish.setEnabled(row is not None and row.can_finish)
        self.take_back.setEnabled(row is not None and row.is_coming)

    def _ask_to_take_back(self) -> None:
        row = self.list.current()
        if row is not None:
            self.ask("plans", partial(self._taking_back, row.id))

    def _taking_back(self, version: UUID) -> tuple[FormSpec[VersionRow], VersionRow, str] | None:
        row = next((each for each in self._rows if each.id == version and each.is_coming), None)
        if row is None:
            return None
        is_followed = any(each.is_coming and each.from_day > row.from_day for each in self._rows)
        return take_back_form(row, is_followed=is_followed), row, str(row.id)

    def _compare(self) -> None:
        older, newer = self.older.value(), self.newer.value()
        if older is not None and newer is not None:
            self.compared.emit((older, newer))

    def _ask_finish(self) -> None:
        row = self.list.current()
        if row is not None:
            self.finish_requested.emit(row)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.older.picked.connect(self._picked)
        self.newer.picked.connect(self._picked)
        self.finish.clicked.connect(self._ask_finish)
        self.take_back.clicked.connect(self._ask_to_take_back)

    def _picked(self, _value: object) -> None:
        self._compare()

    def _build(self) -> None:
        self.older.setAccessibleName("The earlier of the two")
        self.newer.setAccessibleName("The later of the two")
        row = Flow(self._look.theme.gap(RELATED))
        compare, along = words("Compare", wrap=False), words("with", wrap=False)
        for widget in (compare, self.older, along, self.newer, self.finish, self.take_back):
            row.addWidget(widget)
        self.body.addWidget(self.list)
        self.body.addLayout(row)
        column = QVBoxLayout(self._comparison)
        spread(column, self._look)
        for label in (self.hours, self.changes, self.agreed):
            column.addWidget(label)
        column.addSpacing(self._look.theme.gap(CELL))
        column.addWidget(self._sides)
        self.body.addWidget(self._comparison)


class _TwoWeeks(QWidget):
    """Two weeks side by side, or one below the other where the window is narrow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self._titles = words("", "strong"), words("", "strong")
        self._grids = (
            WeekGrid(desk.look, "plans.older_week", "The earlier week", narrowest_day=NARROW_DAY),
            WeekGrid(desk.look, "plans.newer_week", "The later week", narrowest_day=NARROW_DAY),
        )
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        spread(self._row, desk.look, gap=GROUP)
        for title, grid in zip(self._titles, self._grids, strict=True):
            column = QVBoxLayout()
            spread(column, desk.look, gap=RELATED)
            column.addWidget(title)
            column.addWidget(grid)
            column.addStretch(1)
            self._row.addLayout(column, 1)

    def show_weeks(self, found: Comparison) -> None:
        """The older at the left or above."""
        old, new = found.old, found.new
        for title, row in zip(self._titles, (old, new), strict=True):
            title.setText(f"{version_title(row)}: {row.hours} worker hours")
        before, after = WholeWeek(old.week, old.covered), WholeWeek(new.week, new.covered)
        self._grids[0].show_week(gone_marked(week_view(before, other=after)))
        self._grids[1].show_week(week_view(after, other=before))

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._look.theme.px(_SIDE_BY_SIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _version_name(row: VersionRow) -> str:
    """Each phase counts its own versions, so the number alone names none of those before a hand-over."""
    return f"{_PHASES[row.episode_kind]} {row.number}"


def _columns(desk: Desk) -> tuple[Column[VersionRow], ...]:
    return (
        Column("number", "No.", _number, sort=lambda row: (row.effective_from, row.number), align=RIGHT, width=48),
        Column("change", "Version", lambda row: row.change.label, state=_state, bold=True, struck=_is_back, width=210),
        Column("from", "From", partial(_from, desk.clock), sort=lambda row: row.effective_from, width=150),
        Column("hours", "Hours", lambda row: row.hours, sort=lambda row: row.worker_minutes, align=RIGHT, width=64),
        Column("visits", "Visits", _visits, sort=lambda row: row.visits_a_week, align=RIGHT, width=64),
        Column("by", "By", lambda row: row.made_by, quiet=True, width=120),
        Column("because", "Because", _because, tooltip=_because, quiet=True, width=200),
    )


def _number(row: VersionRow) -> str:
    return str(row.number)


def _visits(row: VersionRow) -> str:
    return row.totals.by_turns("visits", str)


def _because(row: VersionRow) -> str:
    return f"Taken back: {row.taken_back_because}" if _is_back(row) else row.because or row.calls_text


def _is_back(row: VersionRow) -> bool:
    return row.taken_back_at is not None


def _from(clock: Clock, row: VersionRow) -> str:
    day = full_day_text(row.from_day, london_day(clock.now()))
    if _is_back(row):
        return f"{day}, taken back"
    return f"{day}, to come" if row.is_coming else day


def _state(row: VersionRow) -> State:
    """In force, finished, or one that has gone by or is to come."""
    if row.finished_at is not None:
        return State.DONE
    return State.HELD if row.is_current else State.OPEN
