"""A weekly meeting by the keyboard alone, from its opening to its minutes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.papers.meetings import gather_minutes
from app.services.goals import goals
from app.services.meetings import meetings
from models.episodes import Episode
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind, MeetingKind
from tests.builders import visit
from ui.navigation import TabName

DAY = timedelta(days=1)
WEEKLY = MeetingKind.WEEKLY
Key = Qt.Key


@pytest.fixture
def met(sqlite_office):
    """Able, Best and Cole have no goals yet; the last meeting left Dale and Ellis as they are."""
    office = sqlite_office
    for family in ("Able", "Best", "Cole", "Dale", "Ellis"):
        episode = office.an_episode(visit(Call.LUNCH), person=office.a_person(family=family))
        if family in {"Dale", "Ellis"}:
            office.a_goal(episode)
            seen = office.version(Episode, episode)
            office.do(goals.agree_goal_setter, episode=episode, seen=seen, setter=office.staff["OT"])
    office.clock.advance(DAY)
    last = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    office.do(meetings.finish_meeting, meeting=last)
    office.clock.advance(3 * DAY)
    return office


def decide(desk, kind, note=""):
    desk.tab_to("meetings.decision")
    for each in DecisionKind:
        desk.key(Key.Key_Down)
        if each is kind:
            break
    assert desk.find("meetings.decision").currentText() == kind.label
    desk.tab_to("meetings.note")
    desk.keys(note)
    desk.key(Key.Key_Return)


def push(desk, button):
    desk.tab_to(button)
    desk.key(Key.Key_Space)


@pytest.mark.rule("MDT-1", "MDT-3", "MILE-2")
def test_a_weekly_meeting_is_held_by_the_keyboard_alone(met, sit):
    desk = sit()
    desk.control(Key.Key_7)
    assert desk.window.current_tab is TabName.MEETINGS
    desk.tab_to("meetings.team")
    desk.keys("Nor")
    push(desk, "meetings.open")
    assert desk.find("meetings.name").text() == "Jean Able"
    desk.tab_to("meetings.person_says")
    desk.keys("I miss my garden")
    desk.tab_to("meetings.next_steps")
    desk.keys("lunch alone")
    desk.key(Key.Key_Return)
    decide(desk, DecisionKind.MAXIMUM_INDEPENDENCE, "said of another")
    desk.key(Key.Key_PageDown)
    decide(desk, DecisionKind.NFA, "needs nothing more")
    desk.key(Key.Key_PageDown)
    decide(desk, DecisionKind.ASSESS)
    desk.tab_to("meetings.what")
    desk.keys("Order a stool")
    desk.tab_to("meetings.owner")
    desk.keys("OT Nor")
    desk.tab_to("meetings.due")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_PageUp)
    desk.key(Key.Key_PageUp)
    push(desk, "meetings.decided.1")
    desk.keys("Meant for Jean Best")
    push(desk, "meetings.take_back_form.confirm")
    for _ in range(3):
        desk.key(Key.Key_PageDown)
    push(desk, "meetings.carry_on")
    push(desk, "meetings.finish")
    assert desk.find("meetings.standing").text().startswith("Last held today")
    said = desk.stored(gather_minutes, team=met.teams["North"], kind=WEEKLY)
    able, best, cole, dale, ellis = said.people
    assert able.said[0] == "Says: “I miss my garden”"
    taken_back = "<strike>Maximum independence reached: said of another</strike> (taken back: Meant for Jean Best)"
    assert able.decisions == (taken_back,)
    assert best.decisions == ("No further action: needs nothing more",)
    assert cole.decisions == ("Ongoing need to be assessed",)
    assert {(each.what, each.owner) for each in cole.actions} == {
        ("Assess ongoing need", "SW North"), ("Order a stool", "OT North"),
    }  # fmt: skip
    assert dale.decisions == ellis.decisions == ("Carry on as now",)
    assert said.finished_at is not None


def put(desk, field, text):
    desk.tab_to(field)
    desk.keys(text)


@pytest.mark.rule("MDT-1", "MDT-3", "PSP-4", "END-1", "END-7", "END-9")
def test_a_meeting_ends_support_and_steps_down_and_takes_both_back_by_the_keyboard_alone(met, sit):
    desk = sit()
    desk.control(Key.Key_7)
    desk.tab_to("meetings.team")
    desk.keys("Nor")
    push(desk, "meetings.open")
    decide(desk, DecisionKind.STEP_DOWN, "lunch at work days")
    desk.keys("not")  # the form has the keyboard on its first call
    push(desk, "meetings.step_down_form.confirm")
    desk.key(Key.Key_PageDown)
    decide(desk, DecisionKind.STEP_DOWN, "shorter")
    desk.keys("only")
    push(desk, "meetings.step_down_form.confirm")
    push(desk, "meetings.decided.1")
    desk.keys("Meant for Jean Cole")
    push(desk, "meetings.take_back_form.confirm")
    desk.key(Key.Key_PageDown)
    decide(desk, DecisionKind.END, "goes home")
    desk.keys("Goals")
    push(desk, "meetings.end_form.confirm")
    assert desk.find("meetings.name").text() == "Jean Cole"
    push(desk, "meetings.decided.1")
    desk.keys("Stays a week")
    push(desk, "meetings.take_back_form.confirm")
    decide(desk, DecisionKind.END, "goes home next week")
    desk.keys("Goals")
    put(desk, "meetings.end_form.at", "+3 9am")
    push(desk, "meetings.end_form.confirm")
    push(desk, "meetings.finish")
    able, best, cole = desk.stored(gather_minutes, team=met.teams["North"], kind=WEEKLY).people[:3]
    planned = "Step-down agreed: lunch at work days. In the plan from 25 Nov 2026: 3.5 → 2.5 worker hours a week"
    assert able.decisions == (planned,)
    assert best.decisions == ("<strike>Step-down agreed: shorter</strike> (taken back: Meant for Jean Cole)",)
    assert cole.decisions == (
        "<strike>Service can end: goes home</strike> (taken back: Stays a week)",
        f"Service can end: goes home next week. End expected 27 Nov 2026 at 09:00: {EndReason.GOALS_ACHIEVED.label}",
    )
