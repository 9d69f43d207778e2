"""The tour by itself: its controls, and that it stands clear of what it points at."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.navigation import TabName
from ui.tour import Step, Tour

TOLD = (Step(TabName.TODAY, "today.prompts", "First."), Step(TabName.GOALS, "goals", "Last."))


class Tabs:
    """The window's tabs, as far as the tour knows them."""

    def __init__(self):
        self.stack, self.current_tab = QStackedWidget(), TabName.FIGURES

    def show_tab(self, name):
        self.current_tab = name


@pytest.fixture
def window(qtbot):
    """One with a control in its upper left quarter."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    control = QWidget(made)
    control.setObjectName("today.prompts")
    control.setGeometry(40, 40, 600, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def tour(look, window):
    """It, at its first step; the window's, for it goes by itself when it is closed."""
    tabs = Tabs()
    window.setCentralWidget(tabs.stack)
    window.findChild(QWidget, "today.prompts").raise_()
    made = Tour(look, window, tabs, TOLD)
    made.show()
    return made


def test_the_controls_of_the_tour_are_those_of_the_list(tour, met):
    met.meet(tour, tour.outline)
    assert met.differences("The tour") == []


def test_it_stands_clear_of_what_it_points_at_and_around_the_tab_where_that_isnt_in_sight(tour, window):
    control = window.findChild(QWidget, "today.prompts")
    at = QRect(control.mapToGlobal(QPoint()), control.size())
    assert not QRect(tour.pos(), tour.size()).intersects(at)
    assert tour.outline.geometry().contains(QRect(40, 40, 600, 300))
    tour.next.click()
    assert tour.next.accessibleName() == "Finish"
    assert tour.outline.geometry() == window.rect()


def test_after_its_end_the_tab_is_in_front_that_was_before(tour):
    tabs = tour._tabs
    tour.next.click()
    assert tabs.current_tab is TabName.GOALS
    tour.reject()
    assert tabs.current_tab is TabName.FIGURES
