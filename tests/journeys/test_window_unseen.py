"""One person's way from the referral to the closed package, for somebody who sees no window."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.queries.goals import goals
from app.queries.referrals import queue
from app.queries.referrals.queue import Stage
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.goals import Letter
from tests.builders import START_CHECKS
from tests.journeys.reader import A_GOAL, ENDING, Reader, Role

DAY = timedelta(days=1)


@pytest.fixture
def heard(monkeypatch):
    """What was announced, by whatever came on the screen by itself."""
    said = []

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(False)


@pytest.mark.rule("REF-16", "IPAD-1", "END-4")
def test_somebody_is_taken_from_the_referral_to_the_closed_package_unseen(sit, sqlite_office, clock, heard, qtbot):
    person = sqlite_office.a_person(family="Gill")
    referral = sqlite_office.a_referral(person=person)
    desk = sit()
    reader = Reader(QAccessible.queryAccessibleInterface(desk.window), desk.settle, qtbot.waitUntil, heard)
    reader.press("Referrals", Role.PageTab)
    reader.choose("Queue of referrals", "Person: Jean Gill")
    reader.press("Accept")
    reader.press("Hold capacity…")
    reader.press("Hold this capacity")
    assert desk.stored(queue.referral, referral=referral).stage is Stage.HELD
    for check in START_CHECKS:
        reader.press(check, Role.CheckBox)
        assert reader.is_ticked(check)
    reader.press("Start the service…")
    reader.press("Start the service")
    assert desk.stored(queue.referral, referral=referral).stage is Stage.STARTED
    reader.press("Open the service plan")
    reader.press("Goals", Role.PageTab)
    reader.press("Set a goal")
    for name, said in A_GOAL.items():
        reader.type(name, said)
    reader.press("Morning", Role.CheckBox)
    reader.press("Set this goal")
    (goal,) = desk.stored(goals.view, person=person).goals
    assert (goal.statement, goal.is_draft) == ("I will make my breakfast", False)
    clock.advance(DAY)
    reader.key(Qt.Key.Key_F5)
    reader.go_to("Whose rating")
    reader.key(Qt.Key.Key_Down)
    reader.go_to("1. I will make my breakfast")
    reader.key(Qt.Key.Key_P)
    rated = [each.letter for each in desk.stored(goals.view, person=person).history.cells if each.letter is not None]
    assert rated == [Letter.P]
    reader.press("Closure", Role.PageTab)
    reader.press("End for this…: Goals achieved, no formal support needed")
    reader.press("End the service")
    reader.press("Say whether…: Was assistive technology given during short-term support?")
    reader.go_to("Given during STS?")
    reader.key(Qt.Key.Key_N)
    reader.press("Record this")
    for step in ClosingStepKind:
        reader.press(step.label, Role.CheckBox)
        assert reader.is_ticked(step.label)
    reader.press("Close the package")
    assert "Package closed today 09:00 by DSO North" in reader.all(Role.StaticText)
    assert heard == [
        "Accepted: safe and suitable.",
        "Held: the countdown runs, and Scheduling is told through the tracker.",
        "Started: the plan is under Service plans, and goals come next.",
        "The goal is set.",
        ENDING,
        "Recorded. What is expected, or what closes the package, is listed in this tab.",
        "What you said of assistive technology is recorded.",
        "The package is closed.",
    ]
