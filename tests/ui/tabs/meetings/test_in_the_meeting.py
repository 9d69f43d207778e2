"""What is said, chosen and decided in a meeting that goes on, also at another desk."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu

from app.services.meetings import meetings, notes
from models.vocabulary.meetings import DecisionKind, MeetingKind
from tests.ui.tabs.meetings.turns import begin, settle

DAY = timedelta(days=1)
WEEKLY = MeetingKind.WEEKLY


@pytest.mark.rule("MDT-1")
def test_what_somebody_says_is_kept_and_what_another_desk_notes_comes_into_the_fields(
    tab, press, stored, people, qtbot, sqlite_office, settled, elsewhere
):
    begin(tab, press, people[1])
    settle(settled)
    qtbot.keyClicks(tab.said.person_says, "I miss my garden")
    tab.people.table.choose(people[0])
    assert tab.said.person_says.text() == ""
    settle(settled)
    tab.people.table.choose(people[1])
    qtbot.waitUntil(lambda: tab.said.person_says.text() == "I miss my garden")
    qtbot.keyClicks(tab.said.next_steps, "lunch alone")
    tab.said.next_steps_on.clear()
    press(tab.said.keep)
    assert "Say on which day the next steps were agreed" in tab.said.notice.text.text()
    tab.said.next_steps_on.set_value(date(2026, 11, 19))
    qtbot.keyClick(tab.said.next_steps, Qt.Key.Key_Return)
    settle(settled)
    note = next(each.note for each in stored().people if each.episode_id == people[1])
    assert (note.person_says, note.next_steps, note.next_steps_on) == (
        "I miss my garden", "lunch alone", date(2026, 11, 19),
    )  # fmt: skip
    told = {"meeting": stored().meeting_id, "episode": people[1], "person_says": "I miss my dog"}
    elsewhere(partial(sqlite_office.do, notes.note_about, **told))
    tab.refresh()
    settle(settled)
    assert (tab.said.person_says.text(), tab.said.next_steps.text()) == ("I miss my dog", "")


@pytest.mark.rule("MDT-1")
@pytest.mark.parametrize("is_shown_meanwhile", [True, False])
def test_what_was_not_kept_when_another_desk_finished_the_meeting_is_there_in_the_next(
    tab, people, qtbot, sqlite_office, press, settled, elsewhere, stored, is_shown_meanwhile
):
    begin(tab, press, people[1])
    settle(settled)
    qtbot.keyClicks(tab.said.person_says, "I miss my garden")
    settle(settled)
    elsewhere(partial(sqlite_office.do, meetings.finish_meeting, meeting=stored().meeting_id))
    if is_shown_meanwhile:
        tab.refresh()
        settle(settled)
        assert not tab.said.isVisible()
    told = {"team": sqlite_office.teams["North"], "kind": WEEKLY}
    elsewhere(partial(sqlite_office.do, meetings.open_meeting, **told))
    tab.refresh()
    settle(settled)
    tab.people.table.choose(people[1])
    settle(settled)
    qtbot.waitUntil(lambda: tab.said.person_says.text() == "I miss my garden")


@pytest.mark.rule("MDT-3")
def test_the_minutes_of_an_earlier_meeting_are_chosen_by_its_day(tab, settled, qtbot, sqlite_office, elsewhere):
    team = sqlite_office.teams["North"]
    for _ in range(2):
        held = elsewhere(partial(sqlite_office.do, meetings.open_meeting, team=team, kind=WEEKLY)).made
        elsewhere(partial(sqlite_office.do, meetings.finish_meeting, meeting=held))
        sqlite_office.clock.advance(DAY)
    entries = {each.objectName(): each for each in tab.head.papers.menu().actions()}
    entries["meetings.paper.earlier"].trigger()
    qtbot.waitUntil(lambda: tab.head.findChild(QMenu, "meetings.held_menu") is not None)
    menu = tab.head.findChild(QMenu, "meetings.held_menu")
    assert [each.text() for each in menu.actions()] == ["Yesterday 09:00", "Fri 20 Nov 09:00"]
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: tab.findChild(QDialog, "preview") is not None)
    dialog = tab.findChild(QDialog, "preview")
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    assert dialog.windowTitle() == "Minutes of Fri 20 Nov 09:00: Weekly MDT, North"
    assert dialog.file_name.name == "weekly-minutes-2026-11-20-0900-North.pdf"
    dialog.reject()


@pytest.mark.rule("MDT-3")
def test_two_meetings_of_one_minute_are_told_apart_by_their_second(tab, qtbot, sqlite_office, elsewhere):
    team = sqlite_office.teams["North"]
    for _ in range(2):
        held = elsewhere(partial(sqlite_office.do, meetings.open_meeting, team=team, kind=WEEKLY)).made
        elsewhere(partial(sqlite_office.do, meetings.finish_meeting, meeting=held))
        sqlite_office.clock.advance(timedelta(seconds=9))
    entries = {each.objectName(): each for each in tab.head.papers.menu().actions()}
    entries["meetings.paper.earlier"].trigger()
    qtbot.waitUntil(lambda: tab.head.findChild(QMenu, "meetings.held_menu") is not None)
    menu = tab.head.findChild(QMenu, "meetings.held_menu")
    assert [each.text() for each in menu.actions()] == ["Today 09:00:09", "Today 09:00:00"]
    menu.close()


@pytest.mark.rule("MDT-3")
def test_two_desks_in_one_meeting_see_each_others_decisions_and_an_old_view_is_refused_with_its_typing_kept(
    tab, press, stored, people, qtbot, sqlite_office, settled, elsewhere
):
    begin(tab, press, people[1])
    told = {"meeting": stored().meeting_id, "episode": people[1]}
    tab.deeds.kind.set_value(DecisionKind.STEP_DOWN)
    qtbot.keyClicks(tab.deeds.note, "lunch to 15")
    elsewhere(partial(sqlite_office.do, meetings.decide, **told, kind=DecisionKind.CARRY_ON, note="wait a week"))
    press(tab.deeds.decide)  # this desk hasn't heard of it yet
    assert "has changed since" in tab.notice_of_deeds.text.text()
    assert (tab.deeds.kind.value(), tab.deeds.note.text()) == (DecisionKind.STEP_DOWN, "lunch to 15")
    tab.refresh()
    settle(settled)
    assert "Carry on as now: wait a week" in tab.page.decided.lines.text()
    assert tab.deeds.note.text() == "lunch to 15"
    press(tab.deeds.decide)
    [person] = [each for each in stored().people if each.episode_id == people[1]]
    assert [each.kind for each in person.decisions] == [DecisionKind.STEP_DOWN, DecisionKind.CARRY_ON]


@pytest.mark.rule("MDT-3")
def test_a_meeting_goes_by_the_keyboard_from_a_name_of_a_few_letters_to_a_decision(
    tab, press, stored, people, qtbot, settled
):
    begin(tab, press, people[1])
    tab.deeds.what.setFocus()
    qtbot.keyClicks(tab.deeds.what, "Order a perching stool")
    qtbot.keyClick(tab.deeds.what, Qt.Key.Key_Tab)
    assert tab.focusWidget() is tab.deeds.owner
    qtbot.keyClicks(tab.deeds.owner, "ot n")
    qtbot.keyClick(tab.deeds.owner, Qt.Key.Key_Tab)
    assert tab.deeds.owner.value().text == "OT North"
    qtbot.keyClick(tab.deeds.due, Qt.Key.Key_Return)
    settle(settled)
    tab.deeds.prepare(DecisionKind.CARRY_ON)
    qtbot.keyClicks(tab.deeds.note, "as agreed")
    qtbot.keyClick(tab.deeds.note, Qt.Key.Key_Return)
    settle(settled)
    [person] = [each for each in stored().people if each.episode_id == people[1]]
    assert [(each.what, each.owner) for each in person.actions] == [("Order a perching stool", "OT North")]
    assert [(each.kind, each.note) for each in person.decisions] == [(DecisionKind.CARRY_ON, "as agreed")]
