"""Who is at this desk is asked anew where whoever sat there isn't on the staff."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QLabel

from app.queries.office.seat import seat
from models.staff import StaffSpell
from ui.desk import SeatView, StaffMember
from ui.desk_questions import seat as seat_question
from ui.dialogs.seat import SeatDialog
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.screens import Screens
from ui.tabs.tab import Tab

HERE = UUID(int=1)


class Plain(Tab):
    """A tab that asks nothing."""

    name = TabName.TODAY

    def refresh(self):
        """Nothing."""


def test_the_window_asks_anew_whose_seat_it_is_where_a_leaver_sat(desk, qtbot):
    left = SeatView(HERE, "Tom Ash", "DSO", "High Peak", "homeward.sqlite", by_login=False, is_here=False)
    screens = Screens(
        bring=lambda _name: Plain,
        teams=lambda _turn: (),
        caseload=lambda _turn, _team: (),
        person=lambda _turn, _person: None,
        seat=lambda _turn: left,
        staff=lambda _turn: (StaffMember(UUID(int=2), "Priya Raman", "DSO"),),
        limits=lambda _turn: {},
        search=lambda _turn, _typed: (),
    )
    window = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(SeatDialog) is not None)
    dialog = window.findChild(SeatDialog)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert any("Tom Ash isn't on the staff today" in each for each in said)
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


def test_the_desk_is_told_whether_its_seat_is_on_the_staff(sqlite_office):
    office = sqlite_office
    assert office.ask(seat).is_here
    last = office.now.date() - timedelta(days=1)
    office.store(StaffSpell(staff_id=office.staff["DSO"], last_day=last))
    assert not office.ask(seat_question).is_here
