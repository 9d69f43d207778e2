"""A person's goals as a meeting looks at them: the wording, what the ratings suggest, and the last rated visits."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.queries.meetings.agenda import MOST_RATINGS, AgendaGoal
from models.values import london_day
from models.vocabulary.goals import GoalState
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.tables.delegates import RowDelegate, paint_row_ground
from ui.tables.row_table_model import ROW_ROLE, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.tables.wrapped import height_of, laid_out
from ui.text import as_beginning, full_day_text
from ui.theme import CELL, RELATED, ROW, Look
from ui.widgets.ipad_cells import paint_letter

_CELL = 22
_GOAL, _RATINGS = range(2)


class MeetingGoals(TableView[AgendaGoal]):
    """As high as its goals, so that the page scrolls and not the list."""

    def __init__(self, desk: Desk) -> None:
        self._goals = RowTableModel(_columns(self._below_of(desk)), lambda goal: goal.id)
        super().__init__(desk.look, self._goals, "meetings.goals", "Goals with their last rated visits")
        self._wrapped = _GoalDelegate(desk.look, self, self._below_of(desk))
        self._painter = self._wrapped
        self.setItemDelegate(self._wrapped)
        self.setSortingEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(_GOAL, header.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit_rows)

    def show_goals(self, goals: tuple[AgendaGoal, ...]) -> None:
        """Show these goals."""
        self.show_rows(goals)
        self._fit_rows()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self, *_what: object) -> None:
        width, high = self.columnWidth(_GOAL), self.horizontalHeader().height()
        for number, goal in enumerate(self._goals.shown()):
            self.setRowHeight(number, self._wrapped.height_of(goal, width))
            high += self.rowHeight(number)
        self.setFixedHeight(high + 2)

    @staticmethod
    def _below_of(desk: Desk) -> Callable[[AgendaGoal], str]:
        def below(goal: AgendaGoal) -> str:
            today = london_day(desk.clock.now())
            by = f"by {full_day_text(goal.target, today)}" if goal.target else "no target day"
            stands = goal.state.label.lower() if goal.state is not GoalState.OPEN else ""
            draft = "draft: not complete yet" if goal.is_draft else ""
            first = ", ".join(part for part in (by, stands, draft) if part)
            return " ".join((*goal.beside, f"{as_beginning(first)}.", *goal.suggestions))

        return below


def letters_text(goal: AgendaGoal) -> str:
    """The last rated visits in words, oldest first."""
    return ", ".join(each.letter.value for each in goal.latest) or "not rated yet"


def _columns(below: Callable[[AgendaGoal], str]) -> tuple[Column[AgendaGoal], ...]:
    return (
        Column(
            "goal", "Goal", _wording, tooltip=below, spoken=lambda goal: f"{_wording(goal)}. {below(goal)}", width=200
        ),
        Column(
            "ratings",
            "Last rated visits",
            letters_text,
            tooltip=_ratings_tip,
            spoken=lambda goal: f"oldest first: {letters_text(goal)}",
            bold=True,
            width=MOST_RATINGS * _CELL + 2 * RELATED,
        ),
    )


def _wording(goal: AgendaGoal) -> str:
    return f"{goal.number}  {goal.statement}"


def _ratings_tip(goal: AgendaGoal) -> str:
    if not goal.latest:
        return "No visit is rated yet."
    last = goal.latest[-1]
    return f"Oldest first; the last on {full_day_text(last.day, last.day)}, {last.call.label.lower()}"


class _GoalDelegate(RowDelegate):
    """The wording and below it, quietly, what the ratings suggest; letters as everywhere."""

    def __init__(self, look: Look, view: MeetingGoals, below: Callable[[AgendaGoal], str]) -> None:
        super().__init__(look, view)
        self._below = below

    def height_of(self, goal: AgendaGoal, width: int) -> int:
        """How high a goal is, at this width of its wording."""
        first, second = self._laid_out(goal, width - 2 * self._look.theme.px(RELATED))
        return height_of(first) + height_of(second) + self._look.theme.px(2 * RELATED)

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        theme = self._look.theme
        paint_row_ground(self._look, painter, option, index, self.hovered_row)
        goal: AgendaGoal = index.data(ROW_ROLE)
        inside = option.rect.adjusted(theme.px(RELATED), theme.px(RELATED), -theme.px(RELATED), 0)
        if index.column() == _RATINGS:
            self._paint_letters(painter, goal, inside)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            first, second = self._laid_out(goal, inside.width())
            painter.setPen(QColor(theme.colours.on_selection if chosen else theme.colours.text))
            first.draw(painter, QPointF(inside.topLeft()))
            painter.setPen(QColor(theme.colours.quiet))
            second.draw(painter, QPointF(inside.left(), inside.top() + height_of(first)))
        painter.restore()

    def _paint_letters(self, painter: QPainter, goal: AgendaGoal, inside: QRect) -> None:
        theme = self._look.theme
        if not goal.latest:
            painter.setPen(QColor(theme.colours.quiet))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), "not rated yet")
        wide = theme.px(_CELL)
        for number, rated in enumerate(goal.latest[-MOST_RATINGS:]):
            left = inside.left() + number * wide
            paint_letter(theme, painter, rated.letter, QRect(left, inside.top(), wide - 2, theme.px(ROW - 2 * CELL)))

    def _laid_out(self, goal: AgendaGoal, width: int) -> tuple[QTextLayout, QTextLayout]:
        font = self._look.theme.font()
        return laid_out(_wording(goal), font, width, bold=len(str(goal.number))), laid_out(
            self._below(goal), font, width
        )
