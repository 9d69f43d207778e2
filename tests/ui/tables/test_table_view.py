from dataclasses import dataclass, replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.pages.office.list_panel import ListPanel
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    hours: str = "1.5"


COLUMNS = (
    Column[Line]("name", "Person", lambda row: row.name, bold=True, width=160),
    Column[Line]("hours", "Hours", lambda row: row.hours, align=RIGHT, width=400),
    Column[Line]("note", "Note", lambda _row: "a\nb", width=400),
)


@pytest.fixture
def table(look, preferences, qtbot):
    model = RowTableModel(COLUMNS, lambda row: row.id)
    view = TableView(look, model, "referrals.queue", "The queue", preferences=preferences)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    view.show_rows([Line(number, f"Person {number:03}") for number in range(200)])
    return view


def test_a_list_says_who_is_chosen_and_opens_by_enter_and_double_click(table, qtbot):
    chosen, opened = [], []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    assert table.choose(3)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert [row.id for row in chosen] == [3, 4]
    assert [row.id for row in opened] == [3]
    assert not table.choose(999)
    assert table.current().id == 4


def test_a_list_is_on_the_row_that_assistive_technology_selects(table, qtbot):
    chosen = []
    table.chosen.connect(chosen.append)
    table.choose(3)
    told = QAccessible.queryAccessibleInterface(table)
    names = [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]
    assert told.selectionInterface().select(told.child(names.index("Person: Person 007")))
    qtbot.waitUntil(lambda: table.current().id == 7)
    assert [row.id for row in chosen] == [3, 7]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [7]


def test_rows_removed_above_leave_the_first_row_in_view_where_it_was(table):
    table.scrollTo(table.model().index_of(120), TableView.ScrollHint.PositionAtTop)
    top = table.model().row(table.indexAt(QPoint(0, 0))).id
    table.show_rows([Line(number, f"Person {number:03}") for number in range(50, 200)])
    assert table.model().row(table.indexAt(QPoint(0, 0))).id == top


def test_a_copied_row_is_text_with_tabs(table):
    table.choose(2)
    table.copy()
    assert QGuiApplication.clipboard().text() == "Person 002\t1.5\ta\nb"


def test_columns_that_are_too_wide_give_way_but_never_the_name(table):
    assert table.columnWidth(0) >= 160
    assert table.columnWidth(1) < 400
    assert not table.horizontalScrollBar().isVisible()


def test_a_column_that_is_told_elsewhere_is_left_out_while_the_list_is_too_narrow(look, qtbot):
    columns = (COLUMNS[0], replace(COLUMNS[1], gives_way=True), replace(COLUMNS[2], width=200))
    view = TableView(look, RowTableModel(columns, lambda row: row.id), "policy.list", "Settings")
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    assert view.isColumnHidden(1)
    assert view.columnWidth(2) > 200
    view.resize(900, 300)
    assert not view.isColumnHidden(1)
    assert view.columnWidth(1) == 400


def test_a_name_longer_than_its_column_takes_the_room_of_what_is_empty(table):
    before = table.columnWidth(0)
    table.show_rows([Line(1, "Team of the northern dales and of the moors")])
    assert table.columnWidth(0) > before
    table.show_rows([Line(1, "Short")])
    assert table.columnWidth(0) > before, "a list that is filtered jumps about"


@pytest.mark.parametrize("make", [TableView, partial(FittedTable, most=6)])
def test_the_widths_of_a_size_are_the_same_whichever_scroll_bar_was_there_before(make, look, qtbot):
    model = RowTableModel((COLUMNS[0], replace(COLUMNS[1], width=300), COLUMNS[2]), lambda row: row.id)
    view = make(look, model, "policy.list", "Settings")
    qtbot.addWidget(view)
    view.show()
    view.show_rows([Line(number, "Team of the northern dales") for number in range(5)])
    seen: dict[tuple[int, int], list[int]] = {}
    for width in (*range(180, 700, 21), *range(698, 178, -21)):
        for height in (150, 178, 194, 210, 194, 178):
            view.resize(width, height)
            QApplication.processEvents()
            widths = [view.columnWidth(number) for number in range(3)]
            assert seen.setdefault((width, view.height()), widths) == widths


@pytest.mark.parametrize("kind", ["fitted", "panel"])
def test_a_list_as_tall_as_its_rows_keeps_room_for_its_bar_until_it_is_wider_by_more_than_one(kind, desk, qtbot):
    columns = (COLUMNS[0], replace(COLUMNS[0], key="to", title="To"), COLUMNS[1], COLUMNS[2])
    if kind == "fitted":
        view = whole = FittedTable(desk.look, RowTableModel(columns, lambda row: row.id), "teams.list", "Teams", 6)
    else:
        whole = ListPanel(desk, "teams", "list", "Teams", columns, lambda row: row.id, "None yet.")
        view = whole.table
    qtbot.addWidget(whole)
    whole.resize(1200, 400)
    whole.show()
    whole.show_rows([Line(number, "Team of the northern dales") for number in range(2)])
    bar, without = view.verticalScrollBar().sizeHint().width(), view.height()
    needed = next(width for width in range(1200, 0, -3) if _has_bar_at(whole, view, width))
    assert view.height() > without
    assert not _has_bar_at(whole, view, needed + 3)
    assert view.height() > without, "the page's bar would come and go with the list's"
    assert not _has_bar_at(whole, view, needed + bar + 3)
    assert view.height() == without


def _has_bar_at(whole, view, width):
    whole.resize(width, whole.height())
    QApplication.processEvents()
    return view.horizontalScrollBar().maximum() > 0


def test_widths_set_by_hand_come_back(table, preferences, look, qtbot):
    table.setColumnWidth(1, 77)
    table.horizontalHeader().sectionPressed.emit(1)
    table.hide()
    again = TableView(
        look, RowTableModel(COLUMNS, lambda row: row.id), "referrals.queue", "The queue", preferences=preferences
    )
    qtbot.addWidget(again)
    assert again.columnWidth(1) == 77


def test_rows_grow_with_the_text(table, look):
    assert table.rowHeight(0) == 32
    look.set_text_size(150)
    assert table.verticalHeader().defaultSectionSize() == 48


def test_the_first_row_is_chosen_only_where_none_is(table):
    table.choose_first()
    assert table.current().id == 0
    table.choose(5)
    table.choose_first()
    assert table.current().id == 5


def test_a_heading_that_is_too_long_is_cut_by_an_ellipsis_not_within_a_letter(table):
    assert table.horizontalHeader().textElideMode() is Qt.TextElideMode.ElideRight


def test_what_wraps_makes_its_row_higher_and_only_where_it_has_no_room(look, qtbot):
    columns = (
        Column[Line]("name", "What", lambda row: row.name, width=160, wraps=True),
        Column[Line]("hours", "Hours", lambda row: row.hours, bold=True, width=200),
    )
    view = FittedTable(look, RowTableModel(columns, lambda row: row.id), "policy.list", "Settings", 4)
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    view.show_rows([Line(1, "Notice given to an agency whose whole package moves"), Line(2, "Short")])
    high = view.rowHeight(1)
    assert view.rowHeight(0) == high
    view.resize(440, 300)
    assert view.rowHeight(0) > view.rowHeight(1) == high
    assert view.minimumHeight() > view.horizontalHeader().height() + view.rowHeight(0) + view.rowHeight(1)
    view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert view.rowHeight(1) > view.rowHeight(0) == high
    view.resize(1000, 300)
    assert view.rowHeight(0) == view.rowHeight(1) == high
