"""What a goal's ratings suggest, a sentence each; put aside with a reason, and shown again (IPAD-4)."""

from functools import partial
from itertools import starmap

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.queries.goals.goals import Dismissed, GoalRow, Suggestion, SuggestionKind
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.text import day_text
from ui.theme import CELL, SMALL_ICON
from ui.widgets.labels_and_buttons import button, spread, words
from ui.widgets.press import Press

_SIGNS = {
    SuggestionKind.ACHIEVED: Icon.DONE,
    SuggestionKind.PLATEAU: Icon.FORWARD,
    SuggestionKind.NEEDS_MORE_HELP: Icon.DOWN,
    SuggestionKind.DECLINING: Icon.DECLINE,
    SuggestionKind.NOT_RECORDED: Icon.WARNING,
}


class Suggestions(QWidget):
    """`put_aside` with the goal, the suggestion and why; `wanted_again` with what was put aside."""

    put_aside = Signal(object, object, str)  # GoalRow, Suggestion
    wanted_again = Signal(object)  # Dismissed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setObjectName("goals.suggestions")
        self.setAccessibleName("What the ratings suggest")
        self._goal: GoalRow | None = None
        self._asked: Suggestion | None = None
        self._lines: list[QWidget] = []
        self.because = QLineEdit()
        self.because.setObjectName("goals.dismiss_because")
        self.because.setAccessibleName("Why it is put aside")
        self.dismiss = button(desk.look, "Put it aside", "goals.dismiss", press=Press.STORES)
        self.leave = button(desk.look, "Leave it", "goals.leave_suggestion", kind="quiet")
        self._build()
        desk.look.changed.connect(self._draw)

    def show_suggestions(self, goal: GoalRow) -> None:
        """Show what is suggested of this goal, and what was put aside; or nothing."""
        if self._goal is None or self._goal.id != goal.id or self._asked not in goal.suggestions:
            self._ask(None)
        self._goal = goal
        self._draw()
        self.setAccessibleDescription(" ".join(each.sentence for each in goal.suggestions))
        self.setVisible(bool(goal.suggestions or goal.dismissed))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        spread(column, self._look, gap=CELL)
        self._column = QVBoxLayout()
        spread(self._column, self._look, gap=CELL)
        self._why = QWidget()
        row = QHBoxLayout(self._why)
        spread(row, self._look)
        row.addWidget(words("Because", wrap=False))
        row.addWidget(self.because, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.leave)
        self._why.hide()
        column.addLayout(self._column)
        column.addWidget(self._why)
        self.dismiss.clicked.connect(self._send)
        self.because.returnPressed.connect(self._send)
        self.leave.clicked.connect(partial(self._ask, None))

    def _draw(self) -> None:
        """In the theme's colours, and again when it changes."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        goal = self._goal
        self._lines = []
        if goal is not None:
            self._lines = [
                *starmap(self._line, enumerate(goal.suggestions, start=1)),
                *starmap(self._aside, enumerate(goal.dismissed, start=1)),
            ]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, number: int, suggestion: Suggestion) -> QWidget:
        theme = self._look.theme
        picture = QLabel()
        ink = theme.colours.done if suggestion.kind is SuggestionKind.ACHIEVED else theme.colours.soon
        picture.setPixmap(theme.icon(_SIGNS[suggestion.kind], colour=ink).pixmap(theme.px(SMALL_ICON)))
        aside = button(self._look, "Put aside…", f"goals.put_aside.{number}", kind="quiet")
        aside.setAccessibleName(f"Put aside: {suggestion.sentence}")
        aside.clicked.connect(partial(self._ask, suggestion))
        return self._row(picture, words(suggestion.sentence), aside)

    def _aside(self, number: int, each: Dismissed) -> QWidget:
        day = day_text(london_day(each.at), london_day(self._desk.clock.now()))
        told = words(f"Put aside by {each.by}, {day}, because “{each.because}”: {each.sentence}", "quiet")
        again = button(self._look, "Show again", f"goals.show_again.{number}", kind="quiet", press=Press.STORES)
        again.setAccessibleName(f"Show again: {each.sentence}")
        again.clicked.connect(partial(self.wanted_again.emit, each))
        return self._row(QWidget(), told, again)

    def _row(self, sign: QWidget, told: QWidget, deed: QWidget) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        spread(row, self._look)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told, 1)
        row.addWidget(deed, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _ask(self, suggestion: Suggestion | None) -> None:
        self._asked = suggestion
        self._why.setVisible(suggestion is not None)
        self.because.clear()
        if suggestion is not None:
            self.because.setFocus()

    def _send(self) -> None:
        if self._goal is not None and self._asked is not None:
            self.put_aside.emit(self._goal, self._asked, self.because.text())
