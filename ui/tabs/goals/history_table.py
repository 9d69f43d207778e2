"""The IPAD history as a table: a row a visit, a column a goal, to read line by line, to sort and to copy."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.queries.goals.goals import History
from ui.desk import Desk
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import full_day_text
from ui.theme import ROW
from ui.widgets.grown import grow
from ui.widgets.ipad_model import StripModel

_HEADING, _ROWS = 28, 12  # letters of a goal in its heading; rows in sight


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit: what stands at each goal, in short and in words, and what began there."""

    place: int
    day: date
    call: str
    short: tuple[str, ...]
    spoken: tuple[str, ...]
    began: str


def visits_table(desk: Desk, history: History) -> TableView[VisitRow]:
    """The table for the goals of a history, without rows yet."""
    columns = [
        Column[VisitRow]("visit", "Visit", _when, sort=lambda row: row.place, bold=True, width=150),
        *[_goal(place, f"{each.number}. {each.statement}") for place, each in enumerate(history.goals)],
        Column[VisitRow]("began", "What began", lambda row: row.began, tooltip=lambda row: row.began, width=200),
    ]
    model = RowTableModel[VisitRow](columns, lambda row: (row.day, row.call))
    table = TableView[VisitRow](desk.look, model, "goals.history_table", "IPAD history as a table")
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)  # several visits are copied at once
    grow(desk.look, table, QWidget.setMinimumHeight, _ROWS * ROW)
    return table


def visit_rows(history: History, strip: StripModel) -> list[VisitRow]:
    """Each visit as the strip has it, the newest first."""
    began: list[list[str]] = [[] for _ in history.visits]
    for mark, first, _ in history.placed:
        began[first].append(mark.sentence)
    rows = [
        VisitRow(
            column,
            visit.day,
            visit.call.label,
            tuple([_short(strip, row, column) for row in range(strip.rowCount())]),
            tuple([strip.said(strip.index(row, column)) for row in range(strip.rowCount())]),
            "; ".join(began[column]),
        )
        for column, visit in enumerate(history.visits)
    ]
    return rows[::-1]


def _goal(place: int, title: str) -> Column[VisitRow]:
    return Column[VisitRow](
        f"goal_{place}",
        shorten(title, _HEADING, placeholder="…"),
        lambda row: row.short[place],
        tooltip=lambda row: f"{title}\n{_when(row)}: {row.spoken[place]}",
        spoken=lambda row: f"{_when(row)}, {row.spoken[place]}",
        width=120,
    )


def _when(row: VisitRow) -> str:
    return f"{full_day_text(row.day, row.day)}, {row.call.lower()}"


def _short(strip: StripModel, row: int, column: int) -> str:
    """The letter and whether it came late, or in words why there is none; nothing where the goal wasn't due."""
    here = strip.index(row, column)
    cell = strip.cell(here)
    if cell is None:
        return ""
    if cell.letter is None:
        return strip.said(here)
    return f"{cell.letter.value}, late" if strip.is_late(here) else cell.letter.value
