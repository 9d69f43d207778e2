"""The ways of looking at a history: every visit, week by week, all in sight, or as a table; the desk keeps which."""

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.goals.goals import History, HistoryCell, HistoryGoal, HistoryMark, HistoryVisit
from ui.desk import Desk
from ui.tables.table_view import TableView
from ui.tabs.goals.history_table import VisitRow, visit_rows, visits_table
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.history_lane import StripMark
from ui.widgets.ipad_strip import IpadStrip, Place, StripGoal, StripView, StripVisit
from ui.widgets.ipad_weeks import IpadWeeks, WeeksView
from ui.widgets.labels_and_buttons import spread, words


class HistoryView(Enum):
    """One of them; the value is what the desk keeps."""

    VISITS = "visits"
    WEEKS = "weeks"
    WHOLE = "whole"
    TABLE = "table"


_LABELS = {
    HistoryView.VISITS: "Every visit",
    HistoryView.WEEKS: "Week by week",
    HistoryView.WHOLE: "All in sight",
    HistoryView.TABLE: "As a table",
}
_SAID = {
    HistoryView.WEEKS: "The median letter, at how many visits due it was rated, and how often each letter.",
    HistoryView.WHOLE: "A column a visit: the higher, the more independent; declined is speckled.",
    HistoryView.TABLE: "Ctrl+C copies the chosen visits.",
}


def strip_marks(placed: Iterable[tuple[HistoryMark, int, int]]) -> tuple[StripMark, ...]:
    """The marks of a history by their columns."""
    return tuple([StripMark(each.kind, first, last, each.sentence, each.goal) for each, first, last in placed])


def strip_view(history: History, cells: dict[Place, HistoryCell]) -> StripView:
    """What the strip shows of a history, with these letters in its cells."""
    return StripView(
        tuple([strip_goal(goal) for goal in history.goals]),
        tuple([_strip_visit(visit) for visit in history.visits]),
        cells,
        strip_marks(history.placed),
    )


def _strip_visit(visit: HistoryVisit) -> StripVisit:
    not_made = visit.not_made.reason.label.lower() if visit.not_made else ""
    return StripVisit((visit.day, visit.call), visit.day, visit.call.label, not_made)


def strip_goal(goal: HistoryGoal) -> StripGoal:
    """The row of a goal, with what stands beside it as its note."""
    trend = f"Level by week: {goal.trend}" if goal.trend else ""
    when = goal.when.sentence if goal.when else ""
    note = "\n".join([part for part in (goal.measure, *goal.beside, trend, when) if part])
    return StripGoal(goal.id, f"{goal.number}. {goal.statement}", note)


class HistoryViews(QWidget):
    """`strip` is where letters are given; `looked` when another way of looking was chosen, `told` of a week's cell."""

    looked = Signal(object)  # HistoryView
    told = Signal(object)  # sentences

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._history: History | None = None
        self._shown = StripView((), (), {})
        self._columns: list[tuple[int, str]] = []  # the goals of the table
        self.strip = IpadStrip(desk.look, "goals.history")
        self.weeks = IpadWeeks(desk.look, "goals.history_weeks")
        self.table: TableView[VisitRow] | None = None
        self.choice = ChoiceBox[HistoryView](desk.look, "goals.history_view")
        self.choice.setAccessibleName("Show the history")
        self.choice.set_choices(list(_LABELS.items()))
        kept = desk.preferences.history_view
        self.choice.set_value(next((each for each in HistoryView if each.value == kept), HistoryView.VISITS))
        self.choice.picked.connect(self._picked)
        self.weeks.chosen.connect(self.told)
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look)
        row = QHBoxLayout()
        spread(row, desk.look)
        row.addWidget(words("Show", wrap=False))
        row.addWidget(self.choice)
        self._hint = words("", "quiet")
        row.addWidget(self._hint, 1)
        self._column.addLayout(row)
        for each in (self.strip, self.weeks):
            self._column.addWidget(each)
        self._look()

    @property
    def view(self) -> HistoryView:
        """How it is looked at."""
        return self.choice.value() or HistoryView.VISITS

    def show_history(self, history: History, shown: StripView) -> None:
        """Show this history, in the way that was chosen."""
        self._history, self._shown = history, shown
        self.strip.show_history(shown)
        self._fill()

    def show_rated(self, history: History) -> None:
        """The strip has shown one goal anew already; the other ways follow."""
        self._history = history
        self._shown = replace(self._shown, goals=tuple([strip_goal(goal) for goal in history.goals]))
        self._fill()

    def next(self) -> None:
        """Look at it in the next way; the keyboard goes along."""
        ways = list(HistoryView)
        self.choice.set_value(ways[(ways.index(self.view) + 1) % len(ways)])
        self._picked(self.view)
        self._front().setFocus()

    @property
    def rates(self) -> bool:
        """Whether letters are given in it: where each visit has a place."""
        return self.view in (HistoryView.VISITS, HistoryView.WHOLE)

    def _picked(self, view: HistoryView) -> None:
        self._desk.preferences.history_view = view.value
        self._look()
        self._fill()
        self.looked.emit(view)

    def _front(self) -> QWidget:
        if self.view is HistoryView.WEEKS:
            return self.weeks
        return self.table if self.view is HistoryView.TABLE and self.table is not None else self.strip

    def _look(self) -> None:
        """Only the one that was chosen is in sight."""
        keys = self._desk.shortcuts.named("goals.act.view")
        self._hint.setText(f"{_SAID.get(self.view, '')} “Next view”{keys} shows it in the next way.".strip())
        self.strip.show_whole(whole=self.view is HistoryView.WHOLE)
        self.strip.setVisible(self.rates)
        self.weeks.setVisible(self.view is HistoryView.WEEKS)
        if self.table is not None:
            self.table.setVisible(self.view is HistoryView.TABLE)

    def _fill(self) -> None:
        """Weeks and table are made of the history when they are looked at."""
        if self._history is None:
            return
        if self.view is HistoryView.WEEKS:
            marks = strip_marks(self._history.placed_by_week)
            self.weeks.show_weeks(WeeksView(self._shown.goals, self._history.by_week, marks))
        elif self.view is HistoryView.TABLE:
            self._fill_table(self._history)

    def _fill_table(self, history: History) -> None:
        """A table has its goals for columns: other goals are another table."""
        columns = [(each.number, each.statement) for each in history.goals]
        if self.table is None or columns != self._columns:
            if self.table is not None:
                self.table.hide()
                self.table.deleteLater()
            self.table, self._columns = visits_table(self._desk, history), columns
            self._column.addWidget(self.table)
        self.table.show_rows(visit_rows(history, self.strip.cells))
        self.table.show()
