"""The team that a desk usually looks at is in view from its first question."""

from uuid import UUID

import pytest

from ui.desk import Desk, SeatView, TeamChoice
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.screens import Screens
from ui.tabs.tab import Tab

HERE, TEAM, GONE = UUID(int=1), UUID(int=2), UUID(int=3)


class Counting(Tab):
    """Counts how often it asks."""

    name = TabName.TODAY
    asked = 0

    def refresh(self):
        self.asked += 1
        self.arrived()


@pytest.mark.parametrize(("usual", "shown", "asked"), [(TEAM, TEAM, 1), (GONE, None, 2)])
def test_it_is_asked_about_once_unless_it_is_there_no_more(desk, qtbot, usual, shown, asked):
    screens = Screens(
        bring=lambda _name: Counting,
        teams=lambda _turn: (TeamChoice(TEAM, "High Peak"),),
        caseload=lambda _turn, _team: (),
        person=lambda _turn, _person: None,
        seat=lambda _turn: SeatView(HERE, "Tom Ash", "DSO", "High Peak", "homeward.sqlite", by_login=False),
        staff=lambda _turn: (),
        limits=lambda _turn: {},
        search=lambda _turn, _typed: (),
    )
    desk.preferences.team = usual
    again = Desk(desk.door, desk.clock, desk.look, desk.preferences, desk.drafts)
    window = MainWindow(desk.look, desk.preferences, lambda: again, lambda: screens)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert (again.team, window.tab(TabName.TODAY).asked) == (shown, asked)
