"""From the queue through the interim transfer to the closed package in one go, by key presses alone."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from app.queries.goals import goals
from app.queries.referrals import queue
from app.queries.referrals.queue import Stage
from models.agreement import Rate
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.goals import Letter
from tests.builders import START_CHECKS

DAY = timedelta(days=1)
_A_GOAL = {
    "what": "I will make my breakfast",
    "measure": "made on 6 of 7 days",
    "achievable": "stands for ten minutes",
    "relevant": "no morning call",
    "target": "+20",
}
_CONDITIONS = {
    "independence": {"present": "OT, SW"},
    "assessment": {},
    "support_plan": {},
    "send": {},
    "listed": {},
    "need": {},
    "agreed": {"reason": "No provider yet", "present": "OT, SW"},
}
_BEFORE_HAND_OVER = (
    "sts_dso.end_date_request", "case_coordinator.stays_allocated", "case_coordinator.interim_po", "sts_dso.psp_sent",
    "interim_dso.transfer_accepted",
)  # fmt: skip


@pytest.fixture
def person(sqlite_office):
    """Somebody who is to pay in full."""
    rate = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
    sqlite_office.store(rate)
    return sqlite_office.a_person(family="Gill", funding=Funding.SELF_FUNDER)


@pytest.mark.rule("REF-16", "IPAD-1", "INT-7", "END-4")
def test_somebody_goes_from_the_queue_to_the_closed_package_by_keys_alone(sit, clock, person, sqlite_office):
    referral = sqlite_office.a_referral(person=person)
    desk = sit()
    _start(desk)
    assert desk.stored(queue.referral, referral=referral).stage is Stage.STARTED
    _set_a_goal(desk)
    clock.advance(DAY)
    desk.key(Qt.Key.Key_F5)
    _rate(desk)
    rated = [each.letter for each in desk.stored(goals.view, person=person).history.cells if each.letter is not None]
    assert rated == [Letter.P]
    clock.advance(10 * DAY)
    desk.control(Qt.Key.Key_5)
    _meet_the_conditions(desk)
    clock.advance(3 * DAY)
    desk.key(Qt.Key.Key_F5)
    _hand_over(desk)
    assert "Interim" in desk.find("person.facts").text()
    _agree(desk)
    assert desk.front.agreement.aside.text() == "PO raised"
    clock.advance(10 * DAY)
    desk.control(Qt.Key.Key_6)
    _close(desk)
    assert desk.front.package.aside.text() == "Closed"


def _press(desk, *names):
    """Go to each of these by the Tab key, and press it."""
    for name in names:
        desk.tab_to(name)
        desk.key(Qt.Key.Key_Space)


def _fill(desk, form, fields):
    """Type into each field of the form that is open, then go to its button and press it."""
    for field, text in fields.items():
        desk.tab_to(f"{form}.{field}")
        desk.keys(text)
    _press(desk, f"{form}.confirm")
    assert not desk.focused.startswith(form), desk.find(f"{form}.notice.text").text()


def _start(desk):
    desk.control(Qt.Key.Key_2)
    desk.key(Qt.Key.Key_Return)
    _press(desk, "referrals.accept", "referrals.hold")
    _fill(desk, "referrals.hold_form", {})
    _press(desk, *(f"referrals.check.{number}" for number in range(1, len(START_CHECKS) + 1)), "referrals.start")
    _fill(desk, "referrals.start_form", {})
    _press(desk, "referrals.plan")
    assert desk.find("person.name").text() == "Jean Gill"
    _press(desk, "plans.owner")
    _fill(desk, "plans.owner_form", {"what": "Case", "staff": "SW", "because": "Allocated today"})


def _set_a_goal(desk):
    desk.control(Qt.Key.Key_4)
    _press(desk, "goals.new")
    for field, text in _A_GOAL.items():
        desk.tab_to(f"goals.{field}")
        desk.keys(text)
    _press(desk, "goals.call_morning")
    desk.control(Qt.Key.Key_S)


def _rate(desk):
    desk.tab_to("goals.rater")
    desk.key(Qt.Key.Key_Down)
    desk.tab_to("goals.history")
    desk.key(Qt.Key.Key_P)


def _meet_the_conditions(desk):
    for name, fields in _CONDITIONS.items():
        _press(desk, f"transfer.{name}")
        _fill(desk, f"transfer.{name}_form", fields)


def _hand_over(desk):
    _press(desk, "transfer.route")
    _fill(desk, "transfer.route_form", {})
    _press(desk, "transfer.checklist.sts_dso.capacity_spoken")
    _fill(desk, "transfer.note_form", {"text": "Room from Monday"})
    _press(desk, *(f"transfer.checklist.{step}" for step in _BEFORE_HAND_OVER), "transfer.hand_over")
    _fill(desk, "transfer.hand_over_form", {})


def _agree(desk):
    for deed in ("issue", "sign", "upload"):
        _press(desk, f"transfer.{deed}")
        _fill(desk, f"transfer.{deed}_form", {})
    _press(desk, "transfer.po")


def _close(desk):
    _press(desk, "closure.end.pvi_found")
    _fill(desk, "closure.end_form", {"package_on": "today"})
    _press(desk, "closure.at")
    desk.tab_to("closure.at_outcome_form.given")
    desk.key(Qt.Key.Key_N)
    _press(desk, "closure.at_outcome_form.confirm")
    _press(desk, *(f"closure.steps.{step.value}" for step in ClosingStepKind), "closure.close")
