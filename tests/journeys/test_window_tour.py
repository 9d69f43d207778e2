"""The tour points at what is there, in every tab, and leaves no trace; a change of version is told once."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import func, select

from app.desk.parts import own_version
from models.audit import AuditEntry
from models.base import Base
from tests.builders import visit
from ui.navigation import PageName, TabName
from ui.tour import Tour, steps
from ui.whats_new import versions

ROOT = Path(__file__).parents[2]


@pytest.fixture
def jean(sqlite_office):
    """Somebody in service, and somebody who waits."""
    sqlite_office.a_referral()
    person = sqlite_office.a_person(family="Gill")
    sqlite_office.an_episode(visit(), person=person)
    return person


def take(desk):
    next(each for each in desk.window.bar.menu.actions() if each.objectName() == "window.tour").trigger()
    desk.settle()
    return desk.window.findChild(Tour)


def rows(office):
    """How many there are of each kind of record; that somebody's record was in sight is noted on any way there."""
    with office.database.reading() as session:
        tables = (*Base.metadata.sorted_tables, AuditEntry.__table__)
        kinds = (table for table in tables if table.name != "access_note")
        found = {table.name: session.scalar(select(func.count()).select_from(table)) for table in kinds}
    return {name: number for name, number in found.items() if number}


def counted(desk, office):
    """Off the window's thread, where no SQL may run."""
    return desk._elsewhere.submit(rows, office).result()


def points_at(desk, tour, with_somebody):
    """Whether the line stands around the step's control, which is seen; around its tab where nobody is in view."""
    control = desk.window.findChild(QWidget, tour.step.control)
    if not with_somebody and (control is None or not control.isVisible()):
        control = desk.window.stack
    tour._follow()
    seen = QRect(control.mapTo(desk.window, QPoint()), control.size()) & desk.window.rect()
    return (
        control.isVisible()
        and not seen.isEmpty()
        and tour.outline.isVisible()
        and tour.outline.geometry().contains(seen)
    )


def walk(desk, tour, *, with_somebody):
    """To the end, by the keyboard alone; the steps whose control wasn't there."""
    missing, seen = [], []
    for number, step in enumerate(steps(), 1):
        desk.settle()
        seen.append(desk.window.current_tab)
        if tour.step != step or tour.place.text() != f"Step {number} of {len(steps())}: {step.tab.title}":
            missing.append(("not told", step))
        if not points_at(desk, tour, with_somebody):
            missing.append(("not there", step.control))
        desk.key(Qt.Key.Key_Return)
    assert seen == [step.tab for step in steps()]
    return missing


def test_where_nobody_is_in_the_office_yet_every_step_points_at_its_control_or_its_tab(sit):
    desk = sit()
    assert walk(desk, take(desk), with_somebody=False) == []


def test_every_step_points_at_a_control_that_is_seen_with_somebody_in_view_and_changes_nothing(
    sit, sqlite_office, jean
):
    desk = sit()
    desk.window.show_person(jean)
    desk.tab(TabName.MEETINGS)
    before, keyboard = counted(desk, sqlite_office), desk.focused
    assert walk(desk, take(desk), with_somebody=True) == []
    desk.settle()
    assert (desk.window.current_tab, desk.focused) == (TabName.MEETINGS, keyboard)
    assert counted(desk, sqlite_office) == before
    assert desk.window.findChild(Tour) is None
    assert desk.window.findChild(QWidget, "tour.outline") is None


def test_every_tab_has_a_step():
    assert {step.tab for step in steps()} == set(TabName)


@pytest.mark.usefixtures("jean")
def test_it_goes_back_and_escape_ends_it_and_a_second_wish_goes_on_with_the_first(sit):
    desk = sit()
    desk.tab(TabName.REFERRALS)
    tour = take(desk)
    assert not tour.back.isEnabled()
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    tour.back.click()
    assert tour.step == steps()[1]
    assert take(desk) is tour
    desk.key(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.window.current_tab is TabName.REFERRALS


def test_a_change_of_version_is_told_once_and_leads_to_what_it_brought(sit):
    desk = sit()
    assert desk.window.notice.isHidden(), "never at the first start"
    assert desk.preferences.version_told == own_version()
    desk.preferences.version_told = "0.0.9"
    desk.close()
    again = sit()
    assert again.window.notice.text.text() == f"This desk runs Homeward {own_version()} now."
    again.press("window.notice.offer")
    again.settle()
    pages = again.window.shell._pages
    assert pages.current_page is PageName.WHATS_NEW
    page = pages.page(PageName.WHATS_NEW)
    assert [each.title.text() for each in page.panels] == [f"Version {each.number}" for each in versions()]
    assert page.panels[0].aside.text().endswith(", runs here")
    again.close()
    third = sit()
    assert third.window.notice.isHidden()


def test_the_newest_version_that_is_told_of_is_that_of_the_program_and_each_has_its_day():
    told = versions()
    kept = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told[0].number == kept["project"]["version"]
    assert [each.dated for each in told] == sorted((each.dated for each in told), reverse=True)
    assert all(sentence.endswith(".") for each in told for sentence in each.says)
