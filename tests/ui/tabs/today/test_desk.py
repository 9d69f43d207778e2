"""Beside the prompts: concerns, hand-over notes, a colleague's list, what waits, who starts, what changed meanwhile."""

import re
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from app.desk.preferences import ActingFor
from app.services import referrals
from app.services.meetings import meetings
from app.services.today import concerns, handover_notes
from models.meetings import Action
from models.people import Concern
from models.referrals import InformationRequest, Referral, StartCheck
from models.staff import Staff
from models.transfer import Chaser, Transfer
from models.vocabulary.meetings import MeetingKind
from ui.navigation import Place, TabName
from ui.tabs.today.headings_and_prompts import Whose
from ui.tabs.today.print_continuity import look_at_continuity
from ui.tabs.today.tab import TodayTab

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stored(office, kind):
    with office.database.reading() as session:
        return list(session.scalars(select(kind)))


def rules(tab):
    return [line.row.rule for line in tab.page.prompts.model().shown() if line.row]


def taken_on(office, what):
    told = {"owner": office.staff["OT"], "due": office.now.date() + DAY}
    held = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    return office.do(meetings.assign_action, meeting=held, what=what, **told).made


def gone(office, staff):
    with office.database.writing() as session:
        session.get_one(Staff, office.staff[staff]).archived_at = office.now - timedelta(days=1)


def turn_to(tab, number, settled):
    tab.views.setCurrentIndex(number)
    settled()


@pytest.fixture
def edna(sqlite_office):
    return sqlite_office.a_person(given="Edna", family="Gratton")


@pytest.fixture
def asked(sqlite_office, edna):
    """A question to the ward, asked an hour ago."""
    office = sqlite_office
    key = office.a_referral(person=edna, referrer_telephone="0114 496 0020")
    office.do(
        referrals.ask_for_information, referral=key, seen=office.version(Referral, key), what="Falls", of_whom="Ward 4"
    )
    office.clock.advance(HOUR)
    return key


@pytest.mark.rule("DAY-1")
def test_a_concern_is_recorded_and_settled_by_keyboard_alone(open_tab, sqlite_office, edna, elsewhere, settled, qtbot):
    tab = open_tab(TodayTab)
    tab.act("today.act.concern")
    who = tab.deeds.form.focusWidget()
    assert who.objectName() == "today.concern_form.person"
    QTest.keyClicks(who, "grat")
    qtbot.waitUntil(lambda: bool(who._model.shown()))
    who._popup.hide()
    who.set_value(who._model.shown()[0])
    who.picked.emit(who.value())
    QTest.keyClick(who, Qt.Key.Key_Tab)
    QTest.keyClicks(tab.deeds.form.focusWidget(), "A bruise")
    tab.deeds.form.confirm.setFocus()
    QTest.keyClick(tab.deeds.form.confirm, Qt.Key.Key_Return)
    settled()
    (kept,) = elsewhere(lambda: stored(sqlite_office, Concern))
    assert (kept.person_id, kept.what, kept.told_at) == (edna, "A bruise", None)
    settled()
    assert rules(tab) == ["DAY-1"]
    QTest.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    settled()
    whom = tab.deeds.form.focusWidget()
    assert whom.objectName() == "today.told_form.whom"
    tab.deeds.form.send()
    settled()
    assert "Say who was told" in tab.deeds.form.notice.text.text()
    QTest.keyClicks(whom, "Ms Bell")
    QTest.keyClick(whom, Qt.Key.Key_Return)
    settled()
    settled()
    assert tab.deeds.form is None
    assert rules(tab) == []


@pytest.mark.rule("DAY-1")
def test_the_form_says_when_nobody_was_chosen_and_escape_leaves_it(open_tab, press):
    tab = open_tab(TodayTab)
    press(tab, "today.concern")
    press(tab, "today.concern_form.confirm")
    assert tab.deeds.form.focusWidget().objectName() == "today.concern_form.person"
    QTest.keyClick(tab.deeds.form, Qt.Key.Key_Escape)
    assert tab.deeds.form is None
    assert tab.page.isVisible()
    assert tab.page.empty.step.isVisible()


def test_a_concern_that_another_desk_has_just_settled_is_said(open_tab, sqlite_office, edna, elsewhere, settled):
    made = sqlite_office.do(concerns.record_concern, person=edna, what="bruise").made
    tab = open_tab(TodayTab)
    elsewhere(lambda: sqlite_office.do(concerns.record_told, concern=made, seen=1, whom="Ms Bell"))
    tab.go_to(Place(TabName.TODAY, edna, "today.concern", made))
    settled()
    assert "just recorded who was told" in tab.notice.text.text()


@pytest.mark.rule("DAY-2")
def test_a_hand_over_note_is_left_shown_and_taken_down(open_tab, press, write, settled):
    tab = open_tab(TodayTab)
    press(tab, "today.note")
    write(tab, "today.note_form.text", "Ring Jean first")
    press(tab, "today.note_form.confirm")
    settled()
    assert "Ring Jean first" in tab.deeds.strip.text()
    assert "shown until Mon 23 Nov" in tab.deeds.strip.text()
    press(tab, "today.notes.take_down.1")
    settled()
    assert tab.deeds.strip.text() == ""


@pytest.mark.rule("DAY-2")
def test_of_many_notes_the_newest_are_shown_and_the_others_on_demand(open_tab, sqlite_office, press):
    for number in range(4):
        sqlite_office.clock.advance(HOUR)
        told = {"team": sqlite_office.teams["North"], "until": date(2026, 11, 23)}
        sqlite_office.do(handover_notes.write_note, note=f"Note {number}", **told)
    tab = open_tab(TodayTab)
    assert re.findall(r"Note \d", tab.deeds.strip.text()) == ["Note 3", "Note 2"]
    press(tab, "today.notes.all")
    assert len(re.findall(r"Note \d", tab.deeds.strip.text())) == 4


def test_acting_for_a_colleague_shows_their_list_until_the_day_or_until_it_is_stopped(
    open_tab, office_desk, sqlite_office, press, settled
):
    colleague = sqlite_office.staff["Interim DSO"]
    sqlite_office.an_episode(dso_id=colleague, team_id=sqlite_office.teams["South"])
    office_desk.preferences.acting_for = ActingFor(colleague, date(2026, 11, 21))
    tab = open_tab(TodayTab)
    settled()
    assert "DSO Interim's list is shown here as well, until tomorrow." in tab.deeds.strip.text()
    office_desk.choose_team(sqlite_office.teams["North"])
    tab.page.whose.set_value(Whose.MINE)
    settled()
    assert {line.row.owner for line in tab.page.prompts.model().shown() if line.row} == {"DSO Interim"}
    press(tab, "today.notes.acting")
    settled()
    assert rules(tab) == []
    assert office_desk.preferences.acting_for is None
    office_desk.preferences.acting_for = ActingFor(colleague, date(2026, 11, 19))
    assert tab.deeds.acting_for() == frozenset()


def test_whom_to_act_for_is_chosen_by_name_and_kept_until_a_day(open_tab, office_desk, sqlite_office, press, settled):
    tab = open_tab(TodayTab)
    press(tab, "today.act_for")
    box = tab.deeds.form.focusWidget()
    QTest.keyClicks(box, "interim")
    (match,) = box._model.shown()
    box.set_value(match)
    box._popup.hide()
    tab.findChild(QLineEdit, "today.acting_form.until").setText("27/11")
    press(tab, "today.acting_form.confirm")
    settled()
    assert office_desk.preferences.acting_for == ActingFor(sqlite_office.staff["Interim DSO"], date(2026, 11, 27))
    assert "until Fri 27 Nov" in tab.deeds.strip.text()


@pytest.mark.rule("REF-3")
def test_what_waits_is_chased_with_a_ready_text_and_opened(open_tab, sqlite_office, asked, press, elsewhere, settled):
    tab = open_tab(TodayTab)
    assert tab.views.tabText(1) == "Waiting on others · 1"
    turn_to(tab, 1, settled)
    assert tab.waiting.list.current().of_whom == "Ward 4"
    assert "Edna Gratton: Falls. Asked of Ward 4, 0114 496 0020, today 09:00." in tab.waiting.whole.text()
    press(tab, "today.waiting.copy")
    assert QGuiApplication.clipboard().text().startswith("To: Ward 4\nAbout: Edna Gratton")
    press(tab, "today.waiting.chased")
    settled()
    assert tab.waiting.notice.text.text() == "Noted: Ward 4 was chased just now."
    (kept,) = elsewhere(lambda: stored(sqlite_office, InformationRequest))
    assert kept.chased_at == sqlite_office.now
    assert tab.waiting.list.current().chased_at == sqlite_office.now
    places = []
    tab.place_requested.connect(places.append)
    QTest.keyClick(tab.waiting.list, Qt.Key.Key_Return)
    assert [(place.tab, place.field, place.record) for place in places] == [
        (TabName.REFERRALS, "referrals.information", asked)
    ]


@pytest.mark.rule("REF-8", "INT-1")
def test_chc_and_brokerage_are_chased_where_they_are_waited_for(open_tab, sqlite_office, press, elsewhere, settled):
    office = sqlite_office
    referral = office.a_referral(chc=True, chc_known_at=office.now, chc_asked_at=office.now - 2 * DAY)
    transfer = Transfer(episode_id=office.an_episode(), sent_to_brokerage_at=office.now - DAY)
    office.store(transfer)
    tab = open_tab(TodayTab)
    turn_to(tab, 1, settled)
    for whom, key in (("CHC", referral), ("Brokerage", transfer.id)):
        assert tab.waiting.list.choose(key)
        press(tab, "today.waiting.chased")
        settled()
        assert tab.waiting.notice.text.text() == f"Noted: {whom} was chased just now."
        assert tab.waiting.list.choose(key)
        assert tab.waiting.list.current().chased_at == office.now
    kept = elsewhere(lambda: stored(office, Chaser))
    assert {(each.whom, each.referral_id, each.transfer_id) for each in kept} == {
        ("CHC", referral, None), ("Brokerage", None, transfer.id),
    }  # fmt: skip


@pytest.mark.rule("DAY-2")
def test_who_starts_is_shown_and_the_first_visit_confirmed(open_tab, sqlite_office, press, elsewhere, settled):
    key = sqlite_office.a_referral(start_planned_at=sqlite_office.now + HOUR)
    tab = open_tab(TodayTab)
    assert tab.views.tabText(2) == "Starting · 1"
    turn_to(tab, 2, settled)
    assert tab.starting.about.text() == "1 person today and tomorrow. 1 first visit still to be confirmed."
    press(tab, "today.starting.confirmed")
    settled()
    assert [tick.referral_id for tick in elsewhere(lambda: stored(sqlite_office, StartCheck))] == [key]
    assert "Every first visit is confirmed." in tab.starting.about.text()
    assert not tab.starting.confirm.isEnabled()
    places = []
    tab.place_requested.connect(places.append)
    press(tab, "today.starting.open")
    assert [(place.tab, place.field) for place in places] == [(TabName.REFERRALS, "referrals.start")]


def test_what_changed_while_away_is_told_in_sentences_opened_and_marked_as_read(
    open_tab, office_desk, sqlite_office, asked, press, settled
):
    office_desk.preferences.last_used = sqlite_office.now - 90 * timedelta(minutes=1)
    tab = open_tab(TodayTab)
    turn_to(tab, 3, settled)
    assert "Edna Gratton: Information asked of Ward 4: Falls." in tab.away.lines.text()
    assert office_desk.preferences.last_used == sqlite_office.now
    places = []
    tab.place_requested.connect(places.append)
    press(tab, "today.away.open.1")
    assert [(place.tab, place.record) for place in places] == [(TabName.REFERRALS, asked)]
    press(tab, "today.away.read")
    assert tab.views.currentIndex() == 0
    assert tab.views.tabText(3) == "While I was away"
    assert "Nothing has changed" in tab.away.about.text()


def test_a_window_left_open_tells_when_it_is_used_again(open_tab, sqlite_office, elsewhere, settled):
    tab = open_tab(TodayTab)
    sqlite_office.clock.advance(HOUR)
    tab.presence.note()
    assert tab.presence.since is None
    sqlite_office.clock.advance(HOUR)
    elsewhere(lambda: sqlite_office.do(concerns.record_concern, person=sqlite_office.a_person(), what="bruise"))
    sqlite_office.clock.advance(2 * HOUR)
    tab.presence.note()
    settled()
    assert "A safeguarding concern was raised." in tab.away.lines.text()


@pytest.mark.rule("DAY-3")
def test_the_continuity_list_is_looked_at_before_it_is_printed(open_tab, office_desk, sqlite_office, qtbot, settled):
    sqlite_office.an_episode()
    tab = open_tab(TodayTab)
    dialog = look_at_continuity(office_desk, tab)
    qtbot.waitUntil(lambda: len(dialog.sheets) == 1)
    settled()
    assert dialog.print.isEnabled()
    dialog.close()


@pytest.mark.usefixtures("asked")
def test_the_controls_of_its_pages_and_forms_are_those_of_the_list(
    open_tab, office_desk, sqlite_office, edna, settled, met
):
    office_desk.preferences.last_used = sqlite_office.now - DAY
    office_desk.preferences.acting_for = ActingFor(sqlite_office.staff["Interim DSO"], date(2026, 11, 21))
    told = {"team": sqlite_office.teams["North"], "until": date(2026, 11, 23)}
    for note in ("a", "b", "c"):
        sqlite_office.do(handover_notes.write_note, note=note, **told)
    concern = sqlite_office.do(concerns.record_concern, person=edna, what="bruise").made
    action = taken_on(sqlite_office, "Ring the son")
    tab = open_tab(TodayTab)
    for number in range(4):
        turn_to(tab, number, settled)
        met.meet(tab)
    for ask in (tab.deeds.record_concern, tab.deeds._ask_new_note, tab.deeds._act):
        ask()
        settled()
        met.meet(tab)
        tab.deeds.close_form()
    for settle, record in ((tab.deeds.settle_concern, concern), (tab.deeds.settle_action, action)):
        settle(record)
        settled()
        met.meet(tab)
        tab.deeds.close_form()
    tab.page.show_rows((), "Nothing is to be done today.")
    met.meet(tab)
    assert met.differences("Today") == []


@pytest.mark.rule("DAY-1", "REF-18")
def test_what_cannot_wait_stands_first_among_what_is_open_and_in_the_summary(open_tab, sqlite_office, edna, asked):
    sqlite_office.do(concerns.record_concern, person=edna, what="bruise")
    sqlite_office.a_referral(discharge_on=date(2026, 11, 20), received_at=sqlite_office.now - 9 * DAY)
    tab = open_tab(TodayTab)
    assert asked
    assert tab.page.summary.text() == (
        "4 without a limit. At once: 1 person who may be home without support and 1 safeguarding concern."
    )
    assert sorted(rules(tab)[2:]) == ["REF-12", "REF-3"]
    assert set(rules(tab)[:2]) == {"REF-18", "DAY-1"}


@pytest.mark.rule("MDT-3")
def test_what_was_taken_on_in_a_meeting_is_settled_from_its_line_by_keyboard(
    open_tab, sqlite_office, elsewhere, settled
):
    action = taken_on(sqlite_office, "Ring the son")
    sqlite_office.clock.advance(3 * DAY)
    tab = open_tab(TodayTab)
    (row,) = (line.row for line in tab.page.prompts.model().shown() if line.row)
    assert (row.rule, row.owner, row.record) == ("MDT-3", "OT North", action)
    QTest.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    settled()
    assert "Ring the son" in tab.deeds.form.heading.text()
    tab.deeds.form.confirm.setFocus()
    QTest.keyClick(tab.deeds.form.confirm, Qt.Key.Key_Return)
    settled()
    assert elsewhere(lambda: sqlite_office.get(Action, action)).done_at is not None
    assert rules(tab) == []
    tab.deeds.settle_action(action)
    settled()
    assert tab.deeds.form is None


@pytest.mark.rule("GOAL-1", "DAY-4")
def test_whose_a_line_is_says_on_whom_it_waits_and_who_has_left(open_tab, sqlite_office, elsewhere, settled):
    sqlite_office.an_episode(goal_setter_id=sqlite_office.staff["OT"])
    tab = open_tab(TodayTab)
    tab.page.whose.set_value(Whose.MINE)
    settled()
    model = tab.page.prompts.model()

    def said(rule, role=Qt.ItemDataRole.DisplayRole):
        number = next(number for number, line in enumerate(model.shown()) if line.row and line.row.rule == rule)
        return model.index(number, 2).data(role)

    assert said("GOAL-1") == "waits on OT North"
    assert said("GOAL-1", Qt.ItemDataRole.ToolTipRole) == "OT North does it; DSO North sees that it is done."
    elsewhere(lambda: gone(sqlite_office, "OT"))
    tab.ask_again()
    settled()
    assert said("GOAL-1") == "OT North, who has left"
    assert "stands with the team" in said("GOAL-1", Qt.ItemDataRole.ToolTipRole)
