"""Figures that take long: how far the count is, a Cancel, and never half of them."""

from datetime import timedelta
from functools import wraps
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.door.changes import Topic, changes
from app.queries.figures.figures import figures
from ui.tabs.figures.counting import Counting
from ui.tabs.figures.period import Period
from ui.tabs.figures.tab import FiguresTab

DAY = timedelta(days=1)


@pytest.fixture
def tab(open_tab, sqlite_office, settled, monkeypatch):
    """The figures of four weeks are shown, with two referrals; one more is older."""
    monkeypatch.setattr(Counting, "patience_ms", 0)
    sqlite_office.a_referral()
    sqlite_office.a_referral(received_at=sqlite_office.now - 60 * DAY)
    made = open_tab(FiguresTab)
    settled()
    return made


@pytest.fixture
def half(monkeypatch):
    """The count stands still at its fourth part until the test lets it go on."""
    reached, go_on = Event(), Event()

    @wraps(figures)
    def held(turn, **asked):
        turn.reached(4, 9)
        reached.set()
        go_on.wait()
        return figures(turn, **asked)

    monkeypatch.setattr("ui.tabs.figures.counting.figures", held)
    yield reached, go_on
    go_on.set()


def count_a_year(tab, qtbot, reached):
    tab.period.set_value(Period.TWELVE_WEEKS)
    tab.period.picked.emit(Period.TWELVE_WEEKS)
    qtbot.waitUntil(reached.is_set)
    qtbot.waitUntil(lambda: tab.notice.text.text().startswith("Counting") and tab.notice._bar.value() == 4)


@pytest.mark.rule("FIG-1")
def test_it_says_how_far_it_is_and_what_was_shown_stays_until_all_of_it_is_there(tab, qtbot, half, settled):
    reached, go_on = half
    count_a_year(tab, qtbot, reached)
    assert tab.notice._bar.maximum() == 9
    assert tab.panels[0].sentence.text().startswith("1 referral came in")
    go_on.set()
    settled()
    assert tab.panels[0].sentence.text().startswith("2 referrals came in")
    assert not tab.notice.isVisible()


@pytest.mark.parametrize("by", ["the button", "Escape"])
def test_cancelled_it_shows_what_was_shown_before_and_says_so(tab, qtbot, half, settled, by):
    reached, go_on = half
    count_a_year(tab, qtbot, reached)
    if by == "Escape":
        tab.period.setFocus()
        qtbot.keyClick(tab.period, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(tab.notice.findChild(QPushButton, "figures.notice.offer"), Qt.MouseButton.LeftButton)
    go_on.set()
    settled()
    assert tab.notice.text.text() == (
        "Stopped. The figures shown are those of before: Every team, Sat 24 Oct to Fri 20 Nov."
    )
    assert tab.period.value() is Period.FOUR_WEEKS
    assert tab.panels[0].sentence.text().startswith("1 referral came in")


def test_another_period_chosen_meanwhile_is_counted_instead(tab, qtbot, half, settled):
    reached, go_on = half
    count_a_year(tab, qtbot, reached)
    tab.period.set_value(Period.FIVE_YEARS)
    tab.period.picked.emit(Period.FIVE_YEARS)
    go_on.set()
    settled()
    assert tab.about.text() == "Every team, Sun 21 Nov 2021 to Fri 20 Nov"
    assert not tab.counting.is_under_way


def test_what_changes_while_it_is_counted_long_is_said_and_counted_when_asked(
    tab, qtbot, half, settled, elsewhere, sqlite_office, monkeypatch
):
    reached, go_on = half
    count_a_year(tab, qtbot, reached)
    tab.door.changed.emit(changes(Topic.REFERRALS))
    go_on.set()
    settled()
    assert tab.notice.text.text() == "Something that is counted here has changed since."
    elsewhere(sqlite_office.a_referral)
    tab.door.changed.emit(changes(Topic.REFERRALS))
    settled()
    assert tab.panels[0].sentence.text().startswith("2 referrals came in")
    monkeypatch.setattr(Counting, "patience_ms", 60_000)
    qtbot.mouseClick(tab.notice.findChild(QPushButton, "figures.notice.offer"), Qt.MouseButton.LeftButton)
    settled()
    assert tab.panels[0].sentence.text().startswith("3 referrals came in")
    elsewhere(sqlite_office.a_referral)
    tab.door.changed.emit(changes(Topic.REFERRALS))
    settled()
    assert tab.panels[0].sentence.text().startswith("4 referrals came in")
