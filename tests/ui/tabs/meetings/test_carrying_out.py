"""The Meetings tab: the end and the lighter week that a meeting decided are carried out where they were decided."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.meetings import meetings
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind
from tests.builders import visit
from tests.ui.tabs.meetings.turns import begin, settle
from ui.tabs.meetings.tab import MeetingsTab

DAY = timedelta(days=1)


def decide(tab, press, kind, note=""):
    tab.deeds.kind.set_value(kind)
    tab.deeds.note.setText(note)
    press(tab.deeds.decide)


@pytest.fixture
def field(tab):
    """A function that gives a control of the open form by the last word of its name."""
    return lambda name: tab.page.decided.form.findChild(QWidget, f"{tab.page.decided.form.objectName()}.{name}")


@pytest.fixture
def confirm(tab, qtbot, settled):
    def click():
        qtbot.mouseClick(tab.page.decided.form.confirm, Qt.MouseButton.LeftButton)
        settle(settled)

    return click


def about(stored, episode):
    return next(each for each in stored().people if each.episode_id == episode)


@pytest.mark.rule("MDT-3", "END-1", "END-10")
def test_an_end_asks_why_and_when_and_whose_decision_it_is_and_leaves_the_person_on_the_list(
    tab, press, stored, people, settled, field, confirm
):
    begin(tab, press, people[0])
    decide(tab, press, DecisionKind.END, "Manages lunch alone")
    settle(settled)
    form = tab.page.decided.form
    assert form.objectName() == "meetings.end_form"
    assert field("reason").hasFocus()
    assert not field("package_on").isVisible()
    assert field("decided_by").currentText() == "DSO North"
    confirm()
    assert "Choose why it ends." in form.notice.text.text()
    field("reason").set_value(EndReason.ONGOING_ARRANGED)
    assert field("package_on").isVisible()
    assert "Asks for the day on which the ongoing care starts" in field("asks").text()
    field("reason").set_value(EndReason.GOALS_ACHIEVED)
    assert not field("package_on").isVisible()
    confirm()
    assert tab.page.decided.form is None
    person = about(stored, people[0])
    assert person.ended_at is not None
    assert person.decisions[0].done in tab.page.decided.lines.text()
    assert "Support ended today 09:00" in tab.page.talk.text()
    assert not tab.deeds.decide.isVisible()
    assert not tab.said.isVisible()
    assert tab.deeds.assign.isVisible()


@pytest.mark.rule("MDT-3", "PSP-4")
def test_a_step_down_is_planned_call_by_call_with_the_hours_before_and_after(
    tab, press, stored, people, settled, field, confirm, qtbot
):
    begin(tab, press, people[0])
    decide(tab, press, DecisionKind.STEP_DOWN, "Manages at the weekend")
    settle(settled)
    assert tab.page.decided.form.objectName() == "meetings.step_down_form"
    call = field("call_1")
    assert call.hasFocus()
    assert call.accessibleName() == "Lunch 30, every day"
    assert field("effective").value() == date(2026, 11, 21)
    assert field("because").text() == "Manages at the weekend"
    confirm()
    assert "Nothing in the week has changed" in tab.page.decided.form.notice.text.text()
    qtbot.keyClicks(call, "15")
    settle(settled)
    assert "3.5 → 1.75 worker hours a week" in field("means").text()
    assert field("why_short_lunch").isVisible()
    confirm()
    assert "say why so short a visit is enough" in tab.page.decided.form.notice.text.text()
    call.set_value(next(n for n in range(call.count()) if call.itemText(n) == "not at the weekend"))
    settle(settled)
    assert not field("why_short_lunch").isVisible()
    assert "3.5 → 2.5 worker hours a week" in field("means").text()
    confirm()
    (decision,) = about(stored, people[0]).decisions
    assert decision.done == "In the plan from 21 Nov 2026: 3.5 → 2.5 worker hours a week"
    assert decision.done in tab.page.decided.lines.text()


@pytest.mark.rule("MDT-3")
def test_back_leaves_it_as_decided_and_it_is_carried_out_later_by_its_line(
    tab, press, stored, people, settled, field, qtbot, confirm
):
    begin(tab, press, people[0])
    decide(tab, press, DecisionKind.END)
    settle(settled)
    qtbot.keyClick(field("reason"), Qt.Key.Key_Escape)
    settle(settled)
    assert tab.page.decided.form is None
    assert "It isn't ended yet." in tab.page.decided.lines.text()
    tab.people.table.choose(people[1])
    tab.people.table.choose(people[0])
    settle(settled)
    press(tab.findChild(QPushButton, "meetings.carry_out.decided.1"))
    settle(settled)
    field("reason").set_value(EndReason.GOALS_ACHIEVED)
    field("at").set_value(stored().held_at + 3 * DAY)
    confirm()
    (decision,) = about(stored, people[0]).decisions
    assert decision.done == f"End expected 23 Nov 2026 at 09:00: {EndReason.GOALS_ACHIEVED.label}"


@pytest.mark.rule("MDT-3")
def test_what_another_desk_does_meanwhile_comes_into_the_open_form_or_is_said(
    tab, press, stored, people, settled, field, confirm, sqlite_office, elsewhere
):
    begin(tab, press, people[0])
    decide(tab, press, DecisionKind.END)
    settle(settled)
    field("reason").set_value(EndReason.GOALS_ACHIEVED)
    told = {"meeting": stored().meeting_id, "episode": people[0], "kind": DecisionKind.CARRY_ON}
    elsewhere(partial(sqlite_office.do, meetings.decide, seen=about(stored, people[0]).version, **told))
    confirm()
    assert "has changed since" in tab.page.decided.form.notice.text.text()
    tab.refresh()
    settle(settled)
    confirm()
    assert about(stored, people[0]).ended_at is not None


@pytest.mark.rule("MDT-3", "END-7")
def test_an_end_is_taken_back_from_its_line_and_says_what_goes_with_it(
    tab, press, stored, people, settled, field, confirm, qtbot
):
    begin(tab, press, people[0])
    decide(tab, press, DecisionKind.END)
    settle(settled)
    field("reason").set_value(EndReason.GOALS_ACHIEVED)
    confirm()
    press(tab.findChild(QPushButton, "meetings.decided.1"))
    qtbot.keyClicks(field("because"), "Said of Jean Best")
    confirm()
    person = about(stored, people[0])
    assert (person.ended_at, person.decisions) == (None, ())
    assert tab.page.decided.lines._lines["taken_back.1"].text.font().strikeOut()
    assert tab.deeds.decide.isVisible()


@pytest.mark.rule("MDT-3", "PSP-4")
def test_a_week_of_several_calls_asks_a_line_each(people, sqlite_office, open_tab, office_desk, settled, press):
    week = (visit(Call.MORNING, 45, 2), visit(Call.LUNCH), visit(Call.BED, 30, 2))
    dale = sqlite_office.an_episode(*week, person=sqlite_office.a_person(family="Dale"))
    office_desk.choose_team(sqlite_office.teams["North"])
    tab = open_tab(MeetingsTab)
    settle(settled)
    assert dale not in people
    begin(tab, press, dale)
    decide(tab, press, DecisionKind.STEP_DOWN)
    settle(settled)
    form = tab.page.decided.form
    names = [form.findChild(QWidget, f"meetings.step_down_form.call_{n}").accessibleName() for n in (1, 2, 3)]
    assert names == ["Morning 45 ×2, every day", "Lunch 30, every day", "Bed 30 ×2, every day"]
