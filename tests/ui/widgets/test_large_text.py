"""What grows, wraps or takes another line in large text, rather than being cut or making the window wider."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import Column, RowTableModel
from ui.widgets.flow import Flow
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import flowing, prose
from ui.widgets.press import SentenceTick
from ui.widgets.type_ahead import Match, TypeAhead

LONG = "Margaret Elizabeth Featherstonehaugh-Cholmondeley"
SENTENCE = "Explained that this isn't about changing or reducing their support"


@pytest.fixture
def shown(qtbot):
    def show(widget, width=0):
        qtbot.addWidget(widget)
        if width:
            widget.setFixedWidth(width)
        widget.show()
        return widget

    return show


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", ["Ann Lee", LONG])
def test_who_is_found_and_what_tells_them_apart_is_seen_whole_in_one_line_or_two(look, shown, qtbot, size, name):
    look.set_text_size(size)
    edit = shown(TypeAhead(look, "window.search_box", "Search"), 300)
    edit.window().activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.show_matches((Match(1, name, "20/03/1960, Matlock, waiting"), Match(2, name, "20/03/1961, Matlock, died")))
    popup, painter = edit._popup, edit._painter
    needed = [max(painter.width_of(edit._model.index(row, column)) for row in (0, 1)) for column in (0, 1)]
    is_below = sum(needed) > edit.screen().availableGeometry().width()
    assert (painter.is_below, popup.isColumnHidden(1)) == (is_below, is_below)
    if is_below:
        assert popup.rowHeight(0) > look.theme.px(40)
        assert needed[1] <= popup.columnWidth(0)
        assert painter.told(edit._model.index(0, 0), 100).splitlines() == [name, "20/03/1960, Matlock, waiting"]
    else:
        assert [popup.columnWidth(column) >= needed[column] for column in (0, 1)] == [True, True]
    edit.show_matches((Match(3, "Ben Ward", "Matlock"),))
    assert (painter.is_below, popup.isColumnHidden(1)) == (False, False)


@pytest.mark.parametrize("height", [26, 32])
def test_the_sideways_bar_of_a_list_covers_none_of_its_rows(look, shown, qtbot, height):
    columns = [Column(str(number), f"Column {number}", lambda row: row, width=200, bold=True) for number in range(4)]
    rows = FittedTable(look, RowTableModel(columns, lambda row: row), "x.list", "List", 6, row_height=height)
    shown(rows, 400)
    rows.show_rows(["a name of some length", "another name as long"])
    qtbot.waitUntil(rows.horizontalScrollBar().isVisible)
    assert rows.viewport().height() >= 2 * height
    rows.setFixedWidth(1200)
    rows.show_rows(["a name of some length"])
    qtbot.waitUntil(lambda: not rows.horizontalScrollBar().isVisible(), timeout=3_000)
    assert rows.height() < 3 * height + 4


def test_what_is_wider_than_its_line_takes_several_and_all_the_others_none(look, shown):
    host = QWidget()
    flow = Flow(8, host)
    name, deed = flowing(LONG, "name"), QPushButton("Details…")
    flow.addWidget(name)
    flow.addWidget(deed)
    shown(host, 900)
    one_line = name.height()
    assert deed.y() < one_line
    look.set_text_size(200)
    host.setFixedWidth(600)
    flow.activate()
    assert name.width() <= 600
    assert name.height() >= 2 * one_line
    assert deed.y() >= name.height()
    assert flow.minimumSize().width() <= 600


def test_the_words_of_a_tick_wrap_and_a_click_on_them_ticks_it(shown, qtbot):
    host = QWidget()
    column = QVBoxLayout(host)
    tick, short = SentenceTick(SENTENCE), SentenceTick("&Yes")
    for each in (tick, short):
        column.addWidget(each)
    shown(host, 260)
    assert tick.width() <= 260
    assert tick.height() >= 2 * tick.fontMetrics().height()
    assert tick.heightForWidth(2_000) == short.heightForWidth(2_000) == short.sizeHint().height()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().bottomRight())
    assert tick.isChecked()


def test_a_length_that_was_set_follows_the_text_size(look, shown):
    line, sentences = shown(QWidget()), shown(prose("x.why", 2))
    grow(look, line, QWidget.setMinimumWidth, 220)
    before = sentences.height()
    for size in (200, 80, 100):
        look.set_text_size(size)
        assert line.minimumWidth() == 220 * size // 100
        assert (sentences.height() > before) == (size > 100)
    assert sentences.height() == before
