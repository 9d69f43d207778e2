"""The bar above the tabs, at every text size and width."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.states import State
from ui.top_bar import TopBar


@pytest.fixture
def bar(desk, qtbot):
    """The bar alone in a window, as wide as it."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    made = TopBar(desk)
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    yield made  # noqa: PT022  the window around it is kept until the test is over


@pytest.mark.parametrize(("percent", "width", "is_below"), [(100, 1366, False), (200, 1366, True), (200, 2600, False)])
def test_large_text_moves_what_the_bar_says_below_and_never_widens_the_window(
    bar, desk, qtbot, percent, width, is_below
):
    window = bar.window()
    bar.say_connection("dales.sqlite, not saved yet", State.SOON)
    bar.say_clock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    bar.show_seat("Margaret Fox-Hollins", "DSO")
    bar.cancel.show()
    desk.look.set_text_size(percent)
    window.resize(width, 720)
    qtbot.waitUntil(lambda: (bar.clock.mapTo(bar, QPoint()).y() > bar.seat.geometry().bottom()) is is_below)
    qtbot.waitUntil(lambda: window.width() == width)
    parts = (bar.team, bar.connection, bar.clock, bar.cancel, bar.seat, bar.menu_button)
    qtbot.waitUntil(lambda: all(each.width() >= each.minimumSizeHint().width() for each in parts))
    assert all(each.mapTo(bar, each.rect().topRight()).x() < bar.width() for each in parts)


def test_text_made_larger_while_the_window_stands_leaves_the_bar_whole(bar, desk, qtbot):
    bar.window().resize(1280, 720)
    bar.say_clock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    desk.look.set_text_size(200)
    qtbot.waitUntil(lambda: bar.team.height() >= bar.team.minimumSizeHint().height())
    qtbot.waitUntil(lambda: bar.height() >= bar.minimumSizeHint().height())
