"""From the queue to a rated goal by keyboard alone: a DSO starts somebody, plans, sets a goal, rates, takes it back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.queries.goals import goals
from app.queries.referrals import queue
from app.queries.referrals.queue import Stage
from models.vocabulary.goals import Letter
from ui.navigation import TabName

_A_GOAL = (
    ("goals.what", "I will make my breakfast"),
    ("goals.measure", "made on 6 of 7 days"),
    ("goals.achievable", "stands for ten minutes"),
    ("goals.relevant", "no morning call"),
    ("goals.target", "+20"),
)
_KEYS = (
    (Qt.Key.Key_I, Letter.I),
    (Qt.Key.Key_P, Letter.P),
    (Qt.Key.Key_1, Letter.A1),
    (Qt.Key.Key_2, Letter.A2),
    (Qt.Key.Key_D, Letter.D),
)


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.a_person(family="Gill")


@pytest.fixture
def referral(sqlite_office, person):
    """A referral that could be accepted at once."""
    return sqlite_office.a_referral(person=person)


@pytest.mark.rule("REF-16")
def test_somebody_is_started_planned_and_rated_without_a_mouse(sit, clock, person, referral):
    desk = sit()
    desk.control(Qt.Key.Key_2)
    desk.control(Qt.Key.Key_L)
    assert desk.focused == "referrals.queue"
    desk.key(Qt.Key.Key_Return)
    assert desk.focused == "referrals.edit"  # a second Return, meant for the queue, accepts nobody
    desk.tab_to("referrals.accept")
    desk.key(Qt.Key.Key_Space)
    desk.tab_to("referrals.hold")
    desk.key(Qt.Key.Key_Space)
    assert desk.focused == "referrals.hold_form.found"
    desk.key(Qt.Key.Key_Return)
    assert desk.stored(queue.referral, referral=referral).stage is Stage.HELD
    for check in ("referrals.check.1", "referrals.check.2"):
        desk.tab_to(check)
        desk.key(Qt.Key.Key_Space)
        assert desk.focused == check  # the keyboard stays, the next step is the next Tab
    desk.tab_to("referrals.start")
    desk.key(Qt.Key.Key_Space)
    assert desk.focused == "referrals.start_form.at"
    desk.key(Qt.Key.Key_Return)
    assert desk.stored(queue.referral, referral=referral).stage is Stage.STARTED
    desk.tab_to("referrals.plan")
    desk.key(Qt.Key.Key_Space)
    assert desk.window.current_tab is TabName.PLANS
    assert desk.find("person.name").text() == "Jean Gill"
    desk.control(Qt.Key.Key_4)
    desk.control(Qt.Key.Key_N)
    assert desk.focused == "goals.what"
    for name, text in _A_GOAL:
        desk.tab_to(name)
        desk.keys(text)
    desk.tab_to("goals.call_morning")
    desk.key(Qt.Key.Key_Space)
    desk.control(Qt.Key.Key_S)
    (goal,) = desk.stored(goals.view, person=person).goals
    assert (goal.statement, goal.is_draft) == ("I will make my breakfast", False)
    clock.advance(timedelta(days=1))
    desk.key(Qt.Key.Key_F5)
    desk.tab_to("goals.rater")
    desk.key(Qt.Key.Key_Down)
    desk.tab_to("goals.history")
    for key, letter in _KEYS:
        desk.key(key)
        assert letters(desk, person) == [letter]
    desk.control(Qt.Key.Key_Z)
    assert letters(desk, person) == [Letter.A2]


def letters(desk, person):
    """What is stored."""
    return [cell.letter for cell in desk.stored(goals.view, person=person).history.cells if cell.letter is not None]
