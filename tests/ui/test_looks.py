"""Whose record comes into view in the window is noted behind it: once, by nobody's wait; that it can't be, once too."""

import pytest
from PySide6.QtCore import QModelIndex
from sqlalchemy import select

from app.door.errors import Unavailable
from models.access import AccessNote
from models.vocabulary.access import Access
from ui.furniture import screens
from ui.main_window import MainWindow
from ui.navigation import TabName


@pytest.fixture
def window(office_desk, qtbot, settled):
    made = MainWindow(office_desk.look, office_desk.preferences, lambda: office_desk, screens)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.completed, timeout=30_000):
        made.show()
    settled()
    return made


def notes(office):
    with office.database.reading() as session:
        found = session.scalars(select(AccessNote).order_by(AccessNote.at, AccessNote.id)).all()
        return [(each.deed, each.person_id, each.staff_id, each.rows) for each in found]


def test_somebody_who_comes_into_view_is_noted_once_however_the_tabs_are_turned(
    sqlite_office, office_desk, window, settled
):
    office = sqlite_office
    person, other = office.a_person(), office.a_person()
    for each in (person, other):
        office.an_episode(person=each)
    window.show_tab(TabName.PLANS)
    window.show_person(person)
    settled()
    window.show_tab(TabName.TODAY)
    window.show_tab(TabName.GOALS)
    settled()
    opened = (Access.OPENED, person, office.staff["DSO"], None)
    assert notes(office) == [opened]
    window.show_person(other)
    settled()
    window.show_person(person)
    settled()
    assert {each[1] for each in notes(office)} == {person, other}
    assert len(notes(office)) == 2
    assert office_desk.door.is_carrying is False


class ReadOnly:
    """A desk's work on a database that takes nothing."""

    def __init__(self, work):
        self._work = work
        self.read, self.sit, self.close = work.read, work.sit, work.close

    def write(self, _deed, _press=None):
        raise Unavailable("This account may read the database file but not write to it.")


def test_where_it_cant_be_noted_that_is_said_once_and_reading_goes_on(sqlite_office, office_desk, window, settled):
    person, other = sqlite_office.a_person(given="Ada"), sqlite_office.a_person(given="Ida")
    office_desk.door._work = ReadOnly(office_desk.door._work)
    window.show_tab(TabName.PLANS)
    window.show_person(person)
    settled()
    assert "can't be noted; you can go on reading" in window.shell.notice.text.text()
    window.shell.notice.clear()
    window.show_person(other)
    settled()
    assert not window.shell.notice.isVisible()
    assert window.people.header.name.text().startswith("Ida")


def test_rows_copied_from_a_list_are_noted_with_the_list_and_how_many(sqlite_office, window, settled):
    sqlite_office.a_referral()
    window.show_tab(TabName.REFERRALS)
    settled()
    queue = window.tab(TabName.REFERRALS).queue
    assert queue.model().rowCount(QModelIndex()) == 1
    queue.choose_first()
    queue.copy()
    settled()
    copied = [each for each in notes(sqlite_office) if each[0] is Access.EXPORTED]
    assert [rows for *_, rows in copied] == [1]
