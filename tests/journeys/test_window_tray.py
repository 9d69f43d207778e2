"""What becomes overdue is told beside the window where the desk wishes it: how many things, once, and never whose."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from app.bootstrap import further_window
from tests.builders import visit
from tests.ui.language.heard import reading_welsh
from ui import notification_area, tray
from ui.navigation import PageName, TabName
from ui.windows import Windows


def a_sign():
    """Stands for the computer's own, and keeps what it was told to show."""

    def show(sign, title, said, _icon):
        sign.said.append((title, said))

    named = {
        "activated": Signal(QSystemTrayIcon.ActivationReason), "messageClicked": Signal(), "is_seen": False,
        "setToolTip": lambda sign, tip: setattr(sign, "tip", tip),
        "setVisible": lambda sign, is_seen: setattr(sign, "is_seen", is_seen),
        "isVisible": lambda sign: sign.is_seen,
        "showMessage": show,
    }  # fmt: skip
    made = type("Sign", (QObject,), named)()
    made.said = []
    return made


@pytest.fixture
def desk(sit, sqlite_office):
    for family in ("Gill", "Lovell"):
        sqlite_office.an_episode(visit(), person=sqlite_office.a_person(family=family))
    return sit("DSO")


@pytest.fixture
def windows(desk):
    made = Windows(lambda number, first: further_window(desk.look, desk.preferences.of_window(number), first))
    made.take_in(desk.window)
    assert made.desk is desk.desk
    yield made
    made.deleteLater()


@pytest.fixture
def sign(windows, desk):
    made = a_sign()
    tray.TrayNotice(windows, made)
    desk.settle()
    return made


def wish(desk, *, is_wished=True):
    desk.preferences.tells_overdue = is_wished
    desk.desk.shared.tells_overdue.emit()
    desk.settle()


def time_passes(desk, clock, by):
    clock.advance(by)
    desk.window.tab(TabName.TODAY)._time_passed()
    desk.settle()


def test_it_tells_nothing_and_shows_no_sign_before_the_desk_wishes_it(desk, sign, clock):
    time_passes(desk, clock, timedelta(days=5))
    assert (sign.said, sign.isVisible()) == ([], False)
    assert not desk.preferences.tells_overdue


def test_a_desk_that_reads_welsh_is_told_it_in_welsh(desk, sign, clock):
    wish(desk)
    with reading_welsh():
        time_passes(desk, clock, timedelta(days=5))
    [(_title, said)] = sign.said
    assert said.endswith(" yn hwyr. Pwyswch i agor Heddiw.")


def test_it_tells_how_many_became_overdue_once_and_names_nobody(desk, sign, clock):
    wish(desk)
    assert (sign.isVisible(), sign.tip, sign.said) == (True, "Homeward", [])
    time_passes(desk, clock, timedelta(days=5))
    (title, said), *more = sign.said
    assert (title, more) == ("Homeward", [])
    assert said.endswith("became overdue. Press to open Today.")
    assert not any(name in said for name in ("Gill", "Lovell", "Jean"))
    desk.window.ask_again()
    time_passes(desk, clock, timedelta(minutes=1))
    assert len(sign.said) == 1


def test_behind_another_tab_it_asks_once_a_limit_has_passed_and_pressing_opens_today(desk, sign, clock):
    wish(desk)
    desk.tab(TabName.FIGURES)
    before = desk.window.tab(TabName.TODAY)._limit
    time_passes(desk, clock, before - clock.now())
    assert sign.said == []
    time_passes(desk, clock, timedelta(seconds=1))
    assert len(sign.said) == 1
    sign.messageClicked.emit()
    desk.settle()
    assert desk.window.current_tab is TabName.TODAY


def test_what_was_overdue_when_the_wish_came_is_no_news(desk, sign, clock):
    time_passes(desk, clock, timedelta(days=5))
    wish(desk)
    time_passes(desk, clock, timedelta(minutes=1))
    assert sign.said == []
    wish(desk, is_wished=False)
    time_passes(desk, clock, timedelta(days=5))
    assert (sign.said, sign.isVisible()) == ([], False)


def test_of_somebody_elses_it_tells_nothing(desk, sign):
    wish(desk)
    page = desk.window.tab(TabName.TODAY)
    heard = []
    desk.desk.shared.prompts_known.connect(heard.append)
    page.refresh()
    desk.settle()
    assert all(row.is_mine or row.is_chased or row.is_the_teams for rows in heard for row in rows)
    assert sign.said == []


@pytest.mark.parametrize("is_there", [True, False])
def test_the_setting_says_where_there_is_no_notification_area(desk, monkeypatch, is_there):
    monkeypatch.setattr(notification_area, "is_there", lambda: is_there)
    desk.desk.open_page(PageName.SETTINGS)
    desk.settle()
    page = next(each for each in desk.window.findChildren(object) if type(each).__name__ == "SettingsPage")
    assert page.overdue.isEnabled() is is_there
    hint = page.overdue.parent().line.text()
    assert ("has no notification area" in hint) is not is_there
    page.window().close()
