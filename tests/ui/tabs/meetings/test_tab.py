"""The Meetings tab: the agenda, opening and finishing, deciding, assigning, and going on by one key."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QMenu, QPushButton

from app.services.goals import goals, not_made
from app.services.meetings import meetings
from models.episodes import Episode
from models.values import Call
from models.vocabulary.goals import NotMade
from models.vocabulary.meetings import DecisionKind, MeetingKind, MeetingPaper
from tests.builders import visit
from tests.ui.tabs.meetings.turns import begin, settle
from ui.navigation import TabName
from ui.tables.row_table_model import Role
from ui.tabs.meetings.agenda import AS_BEFORE, THE_MEETING
from ui.tabs.meetings.tab import MeetingsTab
from ui.widgets.type_ahead import Match

DAY = timedelta(days=1)
WEEKLY, DAILY = MeetingKind.WEEKLY, MeetingKind.DAILY


def names(tab):
    return [row.name for row in tab.people.table.model().shown()]


def signs(tab):
    return {row.name: row.sign for row in tab.people.table.model().shown()}


@pytest.mark.rule("MDT-1")
def test_the_agenda_stands_person_by_person_with_what_there_is_to_talk_about(tab):
    assert names(tab) == ["All actions", "Jean Able", "Jean Best", "Jean Cole"]
    assert signs(tab)["Jean Able"] == "end?"
    assert signs(tab)["Jean Cole"] == "new: who sets goals?"
    assert tab.who.text() == "Jean Able"
    assert "can the service end?" in tab.page.talk.text()
    assert "7 visits a week, 3.5 contact hours, 3.5 worker hours" in tab.page.support.text()
    cell = tab.page.goals.model().index(0, 1)
    assert cell.data(Role.AccessibleTextRole) == f"Last rated visits: oldest first: {', '.join(['I'] * 10)}"
    assert tab.where.text() == "1 of 3"


@pytest.mark.rule("MDT-2")
def test_the_daily_meeting_has_those_who_are_new_or_can_change_and_expects_no_cwc(tab, settled):
    tab.head.kind.set_value(DAILY)
    tab.head.kind.picked.emit(DAILY)
    settle(settled)
    assert names(tab) == ["Roles and actions", "Jean Cole", "Jean Able"]
    there = {box.text(): box.isChecked() for box in tab.head.findChildren(QCheckBox)}
    assert there["DSO North (DSO)"]
    assert not there["CWC North (CWC)"]


def test_page_down_goes_on_to_the_next_person_and_stays_at_the_last(tab, qtbot):
    qtbot.waitExposed(tab)
    tab.people.table.setFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(tab, Qt.Key.Key_PageDown)
        seen.append(tab.who.text())
    assert seen == ["Jean Best", "Jean Cole", "Jean Cole", "Jean Cole"]
    qtbot.keyClick(tab, Qt.Key.Key_PageUp)
    assert tab.who.text() == "Jean Best"


@pytest.mark.rule("MDT-3")
def test_a_meeting_is_opened_with_those_who_are_there_and_finished(tab, press, stored):
    assert not tab.deeds.isVisible()
    assert tab.closed.isVisible()
    absent = next(box for box in tab.head.findChildren(QCheckBox) if box.text().startswith("OT North"))
    press(absent)
    press(tab.head.begin)
    assert tab.head.standing.text() == "Open since today 09:00"
    assert {each.name for each in stored().members if not each.is_present} == {"OT North"}
    press(absent)
    assert all(each.is_present for each in stored().members)
    press(tab.head.finish)
    assert stored().meeting_id is None
    assert tab.head.standing.text() == "Last held today 09:00"


@pytest.mark.rule("MDT-3", "PSP-4")
def test_what_the_ratings_suggest_is_taken_up_and_recorded_with_its_note(tab, press, stored, people, qtbot):
    begin(tab, press, people[0])
    press(tab.findChild(QPushButton, "meetings.decide.end"))
    assert tab.deeds.kind.value() is DecisionKind.END
    qtbot.keyClicks(tab.deeds.note, "Manages lunch alone")
    press(tab.deeds.decide)
    (decided,) = stored().people[0].decisions
    assert (decided.kind, decided.note) == (DecisionKind.END, "Manages lunch alone")
    assert signs(tab)["Jean Able"] == "Service can end"
    assert tab.deeds.note.text() == ""
    tab.deeds.kind.set_value(DecisionKind.STEP_DOWN)
    press(tab.deeds.decide)
    with qtbot.waitSignal(tab.place_requested) as asked:
        press(tab.findChild(QPushButton, "meetings.deed_notice.offer"))
    assert (asked.args[0].tab, asked.args[0].field) == (TabName.PLANS, "plans.new")


@pytest.mark.rule("GOAL-2")
def test_the_goal_setter_is_agreed_by_the_keyboard(tab, press, stored, people, qtbot, sqlite_office, settled):
    begin(tab, press, people[2])
    press(tab.findChild(QPushButton, "meetings.decide.goal_setter"))
    assert tab.deeds.setter.isVisible()
    tab.deeds.setter.set_value(Match(sqlite_office.staff["OT"], "OT North"))
    qtbot.keyClick(tab.deeds.note, Qt.Key.Key_Return)
    settle(settled)
    assert stored().people[2].goal_setter == "OT North"


def test_a_refusal_stands_beside_the_deed_and_keeps_what_was_typed(tab, press, stored, people):
    begin(tab, press, people[1])
    press(tab.deeds.decide)
    assert tab.notice_of_deeds.text.text() == "Decision: Choose what is decided."
    tab.deeds.kind.set_value(DecisionKind.TRANSFER)
    press(tab.deeds.decide)
    assert "Give the reason for the transfer" in tab.notice_of_deeds.text.text()
    assert tab.deeds.kind.value() is DecisionKind.TRANSFER
    assert stored().people[1].decisions == ()


@pytest.mark.rule("MDT-3")
def test_an_action_is_assigned_followed_up_and_done(tab, press, stored, people, qtbot, sqlite_office):
    begin(tab, press, people[1])
    assert tab.deeds.due.value() == date(2026, 11, 27)
    qtbot.keyClicks(tab.deeds.what, "Order a perching stool")
    press(tab.deeds.assign)
    assert "Who does it: Type a few letters" in tab.notice_of_deeds.text.text()
    tab.deeds.owner.set_value(Match(sqlite_office.staff["OT"], "OT North"))
    press(tab.deeds.assign)
    (action,) = stored().people[1].actions
    assert (action.what, action.owner, action.due) == ("Order a perching stool", "OT North", date(2026, 11, 27))
    press(tab.page.action_list.findChild(QCheckBox, "meetings.actions.1"))
    assert stored().people[1].actions[0].done_at is not None
    tab.people.table.choose(THE_MEETING)
    assert tab.page.action_list.findChild(QCheckBox, "meetings.actions.1").accessibleName().startswith("Jean Best: ")
    assert not tab.deeds.decide.isVisible()


def test_what_was_typed_about_somebody_waits_until_they_are_talked_about_again(tab, press, people, qtbot, settled):
    begin(tab, press, people[0])
    qtbot.keyClicks(tab.deeds.note, "Ask the daughter")
    tab.act("meetings.act.next")
    assert tab.deeds.note.text() == ""
    settle(settled)
    tab.act("meetings.act.previous")
    qtbot.waitUntil(lambda: tab.deeds.note.text() == "Ask the daughter")
    tab.deeds.draft.keep_now()
    settle(settled)


@pytest.mark.rule("MDT-3")
def test_what_another_desk_leaves_undone_comes_up(people, sqlite_office, open_tab, office_desk, settled):
    held = sqlite_office.do(meetings.open_meeting, team=sqlite_office.teams["North"], kind=WEEKLY).made
    told = {"owner": sqlite_office.staff["SW"], "due": date(2026, 11, 20), "episode": people[1]}
    sqlite_office.do(meetings.assign_action, meeting=held, what="Ring the daughter", **told)
    sqlite_office.do(meetings.finish_meeting, meeting=held)
    sqlite_office.clock.advance(7 * DAY)
    office_desk.choose_team(sqlite_office.teams["North"])
    tab = open_tab(MeetingsTab)
    settle(settled)
    assert signs(tab)["All actions"] == "1 left undone, 1 overdue"
    assert signs(tab)["Jean Best"] == "action overdue"


@pytest.mark.rule("MDT-1", "IPAD-1")
def test_visits_that_werent_made_are_there_to_talk_about(people, sqlite_office, open_tab, office_desk, settled):
    told = {"day": date(2026, 11, 19), "call": Call.LUNCH, "reason": NotMade.OUT, "is_meant": True}
    sqlite_office.do(not_made.note_not_made, person=sqlite_office.get(Episode, people[1]).person_id, **told)
    office_desk.choose_team(sqlite_office.teams["North"])
    tab = open_tab(MeetingsTab)
    settle(settled)
    assert "not made" not in tab.page.talk.text()
    tab.people.table.choose(people[1])
    assert "1 visit not made since the start: the person was out." in tab.page.talk.text()


def test_without_anybody_in_service_the_tab_is_a_lesson(open_tab, office_desk, sqlite_office, settled):
    office_desk.choose_team(sqlite_office.teams["South"])
    tab = open_tab(MeetingsTab)
    settle(settled)
    assert tab.empty.isVisible()


def test_its_controls_are_those_of_the_list(tab, press, people, sqlite_office, settled, met):
    for person in people:
        begin(tab, press, person)
        met.meet(tab)
    tab.deeds.what.setText("Order a perching stool")
    tab.deeds.owner.set_value(Match(sqlite_office.staff["OT"], "OT North"))
    press(tab.deeds.assign)
    met.meet(tab)
    press(tab.findChild(QPushButton, "meetings.decided.1"))
    met.meet(tab)
    tab.people.table.choose(people[0])
    for kind in (DecisionKind.STEP_DOWN, DecisionKind.END):
        tab.deeds.kind.set_value(kind)
        press(tab.deeds.decide)
        settle(settled)
        met.meet(tab)
    entries = {each.objectName(): each for each in tab.head.papers.menu().actions()}
    entries["meetings.paper.earlier"].trigger()
    settled()
    met.meet(tab)
    tab.head.findChild(QMenu, "meetings.held_menu").close()
    assert met.differences("Meetings") == []


@pytest.mark.parametrize("paper", MeetingPaper)
def test_the_pack_and_the_minutes_are_looked_at_first(tab, settled, qtbot, paper):
    tab.head.begin.click()
    settled()
    entries = {each.objectName(): each for each in tab.head.papers.menu().actions()}
    entries[f"meetings.paper.{paper.value}"].trigger()
    qtbot.waitUntil(lambda: tab.findChild(QDialog, "preview") is not None)
    dialog = tab.findChild(QDialog, "preview")
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    assert dialog.windowTitle() == f"{paper.label}: Weekly MDT, North"
    assert dialog.file_name.name == f"weekly-{paper.value}-North.pdf"
    dialog.reject()


@pytest.mark.rule("MDT-1", "MDT-3")
def test_whom_nothing_changed_for_is_one_line_that_return_opens_and_carries_on_by_one_deed(
    people, sqlite_office, open_tab, office_desk, settled, press, stored, qtbot
):
    team = sqlite_office.teams["North"]
    dale = sqlite_office.an_episode(visit(Call.LUNCH), person=sqlite_office.a_person(family="Dale"))
    sqlite_office.a_goal(dale)
    for episode in (*people, dale):
        sqlite_office.do(
            goals.agree_goal_setter,
            episode=episode,
            seen=sqlite_office.version(Episode, episode),
            setter=sqlite_office.staff["OT"],
        )
    sqlite_office.a_goal(people[2])
    sqlite_office.clock.advance(3 * DAY)
    last = sqlite_office.do(meetings.open_meeting, team=team, kind=WEEKLY).made
    sqlite_office.do(meetings.finish_meeting, meeting=last)
    sqlite_office.clock.advance(DAY)
    office_desk.choose_team(team)
    tab = open_tab(MeetingsTab)
    settle(settled)
    assert names(tab) == ["All actions", "Jean Able", "Jean Best", "2 people as before"]
    assert tab.people.total.text() == "4 people, 2 to decide"
    begin(tab, press, AS_BEFORE)
    assert tab.as_before.isVisible()
    assert not tab.deeds.isVisible()
    qtbot.keyClick(tab.people.table, Qt.Key.Key_Return)
    assert names(tab) == ["All actions", "Jean Able", "Jean Best", "2 people as before", "Jean Cole", "Jean Dale"]
    tab.people.step(1)
    assert (tab.who.text(), tab.where.text(), tab.page.isVisible()) == ("Jean Cole", "3 of 4", True)
    tab.people.table.choose(AS_BEFORE)
    qtbot.keyClick(tab.people.table, Qt.Key.Key_Return)
    assert names(tab) == ["All actions", "Jean Able", "Jean Best", "2 people as before"]
    press(tab.as_before.carry_on)
    assert [[one.kind for one in each.decisions] for each in stored().people] == [
        [],
        [],
        *[[DecisionKind.CARRY_ON]] * 2,
    ]
    assert signs(tab)["2 people as before"] == "carry on as now"
    assert not tab.as_before.carry_on.isVisible()
    assert tab.notice_of_deeds.text.text() == "Recorded about 2 people: Carry on as now."
