"""The goals as a list with what each lacks, and the chosen one in full (GOAL-3 to GOAL-5, IPAD-4)."""

from datetime import date
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHeaderView, QVBoxLayout, QWidget

from app.queries.goals.goals import EarlierWording, GoalRow, GoalsView, RecordPlace
from models.values import london_day
from models.vocabulary.goals import GoalState
from ui.desk import Desk
from ui.icons import Icon
from ui.language import typed
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.tabs.goals.suggestions import Suggestions
from ui.text import count, day_text, full_day_text, listed
from ui.theme import CELL, RELATED, ROW, Look
from ui.widgets.checklist import CheckRow
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import Words, button, spread, words
from ui.widgets.press import Press

_MOST_ROWS = 8
_TITLE = 112
_STANDS = {
    GoalState.OPEN: ("Being worked on", State.WAITING),
    GoalState.ACHIEVED: ("Achieved", State.DONE),
    GoalState.NOT_ACHIEVED: ("Not achieved", State.OPEN),
    GoalState.DROPPED: ("No longer a goal", State.OPEN),
}
_PLACES = {
    RecordPlace.HELD_RECORD: ("Goals are in the personal held record", "held_record"),
    RecordPlace.MOSAIC: ("Goals are in MOSAIC", "mosaic"),
}


def recorded_rows(view: GoalsView) -> tuple[CheckRow, ...]:
    """A tick a place where goals are recorded, for all complete goals together."""
    complete = view.complete
    rows = []
    for place in view.places:
        there = [goal for goal in complete if goal.is_recorded_at(place)]
        text, key = _PLACES[place]
        said = f"{len(there)} of {count(len(complete), 'complete goal')}" if complete else ""
        done = bool(complete) and len(there) == len(complete)
        lack = "" if complete else "Set a complete goal first."
        rows.append(CheckRow(place, text, done, said, lack=lack, key=key))
    return tuple(rows)


class GoalsList(TableView[GoalRow]):
    """Open goals first; a draft says how much it lacks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk.look, RowTableModel(_columns(), attrgetter("id")), "goals.list", "Goals",
            preferences=desk.preferences,
        )  # fmt: skip
        self.setSortingEnabled(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)  # the words take what is left

        desk.look.changed.connect(self._fit)

    def show_goals(self, goals: tuple[GoalRow, ...]) -> None:
        """Show these; the one that was chosen stays chosen, else the first is."""
        self.show_rows(sorted(goals, key=lambda row: (not row.is_open, row.number)))
        self._fit()
        self.choose_first()

    def show_goal(self, goal: GoalRow) -> None:
        """Show this goal anew, in its place; the others stay as they are."""
        self._rows.set_row(goal)

    def _fit(self) -> None:
        """As tall as its goals."""
        rows = min(max(self.model().rowCount(), 1), _MOST_ROWS)
        self.setFixedHeight(self._look.theme.px(ROW) * rows + self.horizontalHeader().sizeHint().height() + 2)


class GoalInFull(QWidget):
    """One goal: its five parts, what is missing, what its ratings suggest, how it was worded before."""

    change_requested = Signal(object)  # GoalRow
    closed = Signal(object)  # (GoalRow, GoalState)
    reopened = Signal(object)  # GoalRow

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, desk.look
        self.goal: GoalRow | None = None
        self.statement = words("", "strong", "goals.statement")
        self.facts = _Facts(desk.look)
        self.lacks = words("", "soon", "goals.lacks")
        self.suggestions = Suggestions(desk)
        self.earlier = words("", "quiet", "goals.earlier")
        self.change = button(desk.look, "&Change it…", "goals.change", Icon.EDIT)
        self.achieved = button(desk.look, "Achieved", "goals.achieved", Icon.DONE, kind="quiet", press=Press.DANGEROUS)
        self.not_achieved = button(desk.look, "Not achieved", "goals.not_achieved", kind="quiet", press=Press.DANGEROUS)
        self.dropped = button(desk.look, "No longer a goal", "goals.dropped", kind="quiet", press=Press.DANGEROUS)
        self.reopen = button(desk.look, "Reopen this goal", "goals.reopen", Icon.UNDO, press=Press.DANGEROUS)
        self._build()

    def show_goal(self, goal: GoalRow | None) -> None:
        """Show this goal, or nothing."""
        self.goal = goal
        self.setVisible(goal is not None)
        if goal is None:
            return
        today = london_day(self._desk.clock.now())
        self.statement.setText(goal.statement)
        self.facts.show_pairs(_pairs(goal, today))
        told = (("A draft. ", goal.lacks), ("Not exact yet. ", goal.inexact))
        self.lacks.setText("\n".join([lead + "\n".join(said) for lead, said in told if said]))
        self.lacks.setVisible(bool(self.lacks.text()))
        self.suggestions.show_suggestions(goal)
        self.earlier.setText("\n".join(_earlier(each, today) for each in reversed(goal.earlier)))
        self.earlier.setVisible(bool(goal.earlier))
        for each in (self.change, self.achieved, self.not_achieved, self.dropped):
            each.setVisible(goal.is_open)
        self.reopen.setVisible(not goal.is_open)

    def _build(self) -> None:
        self.change.clicked.connect(self._ask_change)
        self.reopen.clicked.connect(self._ask_reopen)
        for deed, state in (
            (self.achieved, GoalState.ACHIEVED),
            (self.not_achieved, GoalState.NOT_ACHIEVED),
            (self.dropped, GoalState.DROPPED),
        ):
            deed.clicked.connect(partial(self._ask_close, state))
        deeds = Flow(self._look.theme.gap(CELL))
        for each in (self.change, self.achieved, self.not_achieved, self.dropped, self.reopen):
            deeds.addWidget(each)
        column = QVBoxLayout(self)
        spread(column, self._look)
        for widget in (self.statement, self.lacks, self.facts, self.suggestions, self.earlier):
            column.addWidget(widget)
        column.addLayout(deeds)
        column.addStretch(1)

    def _ask_change(self) -> None:
        self.change_requested.emit(self.goal)

    def _ask_reopen(self) -> None:
        self.reopened.emit(self.goal)

    def _ask_close(self, state: GoalState) -> None:
        self.closed.emit((self.goal, state))


class _Facts(QWidget):
    """Titles at one edge, texts that wrap at the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[tuple[Words, Words]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.theme.gap(RELATED))
        self._grid.setVerticalSpacing(look.theme.gap(CELL))
        self._grid.setColumnStretch(1, 1)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._look.theme.px(_TITLE))

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        while len(self._lines) < len(pairs):
            line = words("", "quiet", wrap=False), words("")
            for column, label in enumerate(line):
                self._grid.addWidget(label, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
            self._lines.append(line)
        for number, line in enumerate(self._lines):
            for place, label in enumerate(line):
                said = pairs[number][place] if number < len(pairs) else ""
                label.setText(typed(said) if place else said)  # beside what it is, what somebody typed
                label.setVisible(number < len(pairs))


def _pairs(goal: GoalRow, today: date) -> tuple[tuple[str, str], ...]:
    calls = listed(tuple(call.label.lower() for call in goal.calls)) or "all calls"
    by = f"{full_day_text(goal.target, today)}, worked on at {calls}" if goal.target else ""
    told = (
        ("In their words", f"“{goal.own_words}”" if goal.own_words else ""),
        ("Measured by", goal.measure),
        ("Achievable", goal.achievable),
        ("Serves", goal.relevant),
        ("Reached when", goal.reached_when),
        ("Way to go", goal.way_to_go),
        ("By ratings", goal.without_aim),
        ("When", goal.when.sentence if goal.when else ""),
        ("By", by),
        ("Worked on at", "" if by else calls),
        ("Set", f"{day_text(london_day(goal.set_at), today)} by {goal.set_by}"),
    )
    return tuple((title, text) for title, text in told if text)


def _earlier(each: EarlierWording, today: date) -> str:
    told = (f"“{each.facts.statement}”.", *each.otherwise, f"Changed by {each.changed_by}: {each.because}")
    return f"Until {day_text(london_day(each.changed_at), today)}: {' '.join(told)}"


def _columns() -> tuple[Column[GoalRow], ...]:
    return (
        Column("statement", "Goal", _statement, tooltip=lambda row: row.statement, width=230),
        Column("latest", "Last", _latest, spoken=_spoken_latest, width=48),
        Column(
            "stands",
            "Stands",
            _stands,
            state=_state,
            tooltip=lambda row: "\n".join((*row.lacks, *row.inexact)),
            width=164,
        ),
    )


def _statement(row: GoalRow) -> str:
    return f"{row.number}. {row.statement}"


def _stands(row: GoalRow) -> str:
    if row.is_open and row.is_draft:
        return f"Draft, lacks {len(row.lacks)}"
    if row.may_be_achieved:
        return "May be achieved"
    if row.inexact:
        return "Not exact yet"
    return _STANDS[row.state][0]


def _state(row: GoalRow) -> State:
    if row.is_open and row.is_draft:
        return State.SOON
    if row.may_be_achieved:
        return State.DONE
    if row.inexact:
        return State.SOON
    return _STANDS[row.state][1]


def _latest(row: GoalRow) -> str:
    return row.latest.letter.value if row.latest else ""


def _spoken_latest(row: GoalRow) -> str:
    return row.latest.letter.label if row.latest else "not rated yet"
