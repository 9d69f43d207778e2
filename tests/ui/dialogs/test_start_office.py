"""The guided start of an office: pages by keyboard, refusals at their field, a draft, whole or not at all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk import places
from app.desk.opening import open_work
from app.door.clock import SystemClock
from app.queries.office import choices, seat
from app.queries.referrals import queue
from models.vocabulary.staff import TeamKind
from ui.dialogs.first_day.start_office import StartOffice
from ui.navigation import PageName


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A computer on which Homeward has never been started."""
    made = tmp_path / "a computer"
    made.mkdir()
    monkeypatch.setattr(places, "database_file", lambda: made / "homeward.sqlite")
    return made


@pytest.fixture
def start(desk, qtbot, settled):
    """A function that opens the guided start."""

    def opened():
        dialog = StartOffice(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        settled()
        return dialog

    return opened


@pytest.fixture
def made(qtbot):
    """A function that makes the office, and gives what is to be opened."""

    def make(dialog):
        with qtbot.waitSignal(dialog.found, timeout=30_000) as heard:
            QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
        return heard.args[0]

    return make


def to(dialog, number):
    while dialog._number < number:
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)


def ask(url, query, **told):
    work = open_work(url, SystemClock())
    try:
        return work.read(query, **told)
    finally:
        work.close()


def test_its_controls_are_those_of_the_list(start, met):
    dialog = start()
    dialog.office.area.setText("High Peak")
    for number in range(len(dialog.steps)):
        to(dialog, number)
        met.meet(dialog)
    assert met.differences("Start my office") == []


def test_an_area_and_a_name_are_enough_and_whoever_answered_sits_there(start, folder, made):
    dialog = start()
    QTest.keyClicks(dialog.office.area, "High Peak")
    for _ in range(4):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(dialog.seat.name, "Priya Raman")
    opened = made(dialog)
    assert [file.name for file in folder.iterdir()] == ["homeward.sqlite"]
    (team,) = ask(opened.url, choices.teams)
    assert (team.name, team.kind, team.patches) == ("STS High Peak", TeamKind.SHORT_TERM, ("High Peak",))
    here = ask(opened.url, seat.seat)
    assert (here.staff, here.name, here.office) == (opened.staff, "Priya Raman", "High Peak")
    assert ask(opened.url, queue.queue) == ()


def test_teams_staff_and_rates_are_taken_over(start, made):
    dialog = start()
    dialog.office.area.setText("High Peak")
    to(dialog, 1)
    first, second = dialog.teams.rows[:2]
    first.hours.setText("420")
    first.patches.setText("Buxton, Glossop,")
    second.name.setText("Interim High Peak")
    to(dialog, 2)
    dialog.staff.text.setPlainText(
        "Name\tJob title\tTeam\tFrom\nTom Ash\tcare worker\tInterim High Peak\t1/3/2026\nPriya Raman\tDSO"
    )
    to(dialog, 3)
    dialog.rates.single.setText("24.80")
    to(dialog, 4)
    assert dialog.seat.sits_here() == "Priya Raman"
    opened = made(dialog)
    teams = {each.name: each for each in ask(opened.url, choices.teams)}
    assert teams["STS High Peak"].patches == teams["Interim High Peak"].patches == ("Buxton", "Glossop")
    assert teams["Interim High Peak"].kind is TeamKind.INTERIM
    staff = {each.name: each.team_id for each in ask(opened.url, choices.staff)}
    assert staff == {"Tom Ash": teams["Interim High Peak"].id, "Priya Raman": teams["STS High Peak"].id}


@pytest.mark.usefixtures("folder")
def test_the_offices_numbers_are_asked_may_wait_and_are_found_again_in_office(start, made):
    dialog = start()
    dialog.office.area.setText("High Peak")
    dialog.office.out_of_hours.setText("0114 496")
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert (dialog._number, QApplication.focusWidget()) == (0, dialog.office.out_of_hours)
    dialog.office.out_of_hours.setText(" 0114  496  0190 ")
    dialog.office.finance.setText("0114 496 0800")
    to(dialog, 4)
    dialog.seat.name.setText("Priya Raman")
    here = ask(made(dialog).url, choices.here)
    assert here.out_of_hours_telephone == "0114 496 0190"
    assert (here.complaints_telephone, here.finance_telephone) == ("", "0114 496 0800")


@pytest.mark.usefixtures("folder")
def test_the_end_offers_the_list_of_people_in_service_which_the_window_then_opens(start, qtbot):
    dialog = start()
    dialog.office.area.setText("High Peak")
    assert not dialog.make_and_people.isVisible()
    to(dialog, 4)
    dialog.seat.name.setText("Priya Raman")
    with qtbot.waitSignal(dialog.found, timeout=30_000) as heard:
        QTest.mouseClick(dialog.make_and_people, Qt.MouseButton.LeftButton)
    assert heard.args[0].page == PageName.TAKEN_OVER.value


@pytest.mark.usefixtures("folder")
def test_a_second_office_takes_a_file_of_its_own(start, made):
    names = []
    for _ in range(2):
        dialog = start()
        dialog.office.area.setText("High Peak")
        to(dialog, 4)
        dialog.seat.name.setText("Priya Raman")
        names.append(made(dialog).url.rpartition("/")[2])
    assert names == ["homeward.sqlite", "homeward-2.sqlite"]


def test_what_is_lacking_is_said_on_its_page_at_its_field(start, folder):
    dialog = start()
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert (dialog._number, QApplication.focusWidget()) == (0, dialog.office.area)
    assert dialog.notice.text.text().startswith("Area: Type the area")
    dialog.office.area.setText("High Peak")
    to(dialog, 2)
    dialog.staff.text.setPlainText("Priya Raman, DSO\nSue Hollis, nurse")
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert dialog._number == 2
    assert "Line 2: “nurse”" in dialog.notice.text.text()
    dialog.staff.text.setPlainText("")
    QTest.mouseClick(dialog.make_now, Qt.MouseButton.LeftButton)
    assert (dialog._number, QApplication.focusWidget()) == (4, dialog.seat.name)
    assert list(folder.iterdir()) == []


def test_a_page_left_half_way_keeps_its_typing_for_the_next_time(start, folder, settled):
    dialog = start()
    QTest.keyClicks(dialog.office.area, "High Peak")
    to(dialog, 1)
    QTest.mouseClick(dialog.teams.another, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.teams.rows[2].name, "STS Glossop")
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    settled()
    again = start()
    assert again.office.area.text() == "High Peak"
    to(again, 1)
    assert again.teams.rows[2].name.text() == "STS Glossop"
    assert again.teams.rows[2].name.isVisible()
    assert list(folder.iterdir()) == []


def test_escape_goes_a_page_back_and_leaves_from_the_first(start):
    dialog = start()
    dialog.office.area.setText("High Peak")
    to(dialog, 1)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog._number == 0
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
