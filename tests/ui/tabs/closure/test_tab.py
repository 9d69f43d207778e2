"""The Closure tab: breaks, the end, what closes the package, a death, and texts to paste, on a real office."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton

from app.services.closure import breaks, ending, expecting
from app.services.episodes import reassessments
from app.services.office import lists
from models.breaks import Break
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.people import Person
from models.values import london_day
from models.vocabulary.closure import AtOutcome, BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.office import OfficeList
from tests.ui.explained import meet_explained
from tests.ui.shortcuts import duplicate_shortcuts
from ui.navigation import Place, TabName
from ui.tabs.closure import forms
from ui.tabs.closure.tab import ClosureTab
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit, MomentEdit

DAY = timedelta(days=1)


@pytest.fixture
def short_term(sqlite_office):
    """Somebody in short-term support for 20 days, with assistive technology: the person and the episode."""
    person = sqlite_office.a_person(has_at=True)
    return person, sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 20 * DAY)


@pytest.fixture
def ended(sqlite_office, short_term):
    """Support of theirs that ended an hour ago."""
    person, episode = short_term
    office = sqlite_office
    office.do(ending.end, episode=episode, seen=office.version(Episode, episode),
              reason=EndReason.GOALS_ACHIEVED, ends_at=office.now - timedelta(hours=1))  # fmt: skip
    return person, episode


def expect_both(office, episode):
    """An end and the return from the break that is open, both tomorrow."""
    expected = {"reason": EndReason.ONGOING_ARRANGED, "ends_at": office.now + DAY}
    office.do(expecting.end_or_expect, episode=episode, seen=office.version(Episode, episode), **expected)
    away = only(office, Break)
    office.do(expecting.come_back_or_expect, break_=away.id, seen=away.version, returned_at=office.now + DAY)


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


@pytest.mark.rule("END-1")
def test_the_reasons_that_fit_say_what_each_asks_for(short_term, open_tab):
    tab = open_tab(ClosureTab, short_term[0])
    said = tab.ending.lines.text()
    assert "Goals achieved, no formal support needed Asks for nothing more" in said
    assert "statutory return" not in said
    assert EndReason.PVI_FOUND.label not in said
    assert not tab.package.isVisible()


@pytest.mark.rule("FIG-2")
def test_what_an_end_is_in_the_statutory_return_is_said_in_its_form(short_term, open_tab, press):
    tab = open_tab(ClosureTab, short_term[0])
    press(tab, f"closure.end.{EndReason.GOALS_ACHIEVED.value}")
    said = " ".join(each.text() for each in tab.findChildren(QLabel))
    assert "In the statutory return: “NFA: Support ended as planned”. ASCOF 2A counts it as a success for" in said


@pytest.mark.rule("END-2")
def test_an_interim_episode_has_reasons_of_its_own(sqlite_office, open_tab):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=sqlite_office.teams["Interim"])
    tab = open_tab(ClosureTab, person)
    assert EndReason.PVI_FOUND.label in tab.ending.lines.text()
    assert EndReason.GOALS_ACHIEVED.label not in tab.ending.lines.text()


@pytest.mark.rule("END-1", "END-4", "END-5")
def test_support_ends_and_its_package_is_closed_once_everything_is_done(
    sqlite_office, short_term, open_tab, press, elsewhere
):
    tab = open_tab(ClosureTab, short_term[0])
    press(tab, "closure.end.goals_achieved")
    press(tab, "closure.end_form.confirm")
    assert "Ended today 09:00: Goals achieved" in tab.ending.lines.text()
    press(tab, "closure.close")
    assert "End the purchase order." in tab.package.notice.text.text()
    for step in ClosingStepKind:
        press(tab, f"closure.steps.{step.value}")
    box = tab.findChild(QCheckBox, "closure.steps.end_po")
    assert box.isChecked()
    assert "today 09:00" in box.accessibleDescription()
    assert "Say whether assistive technology was given" in tab.package.remains.text()
    listed = {"of_list": OfficeList.ASSISTIVE_TECHNOLOGY, "name": "Careline"}
    elsewhere(lambda: sqlite_office.do(lists.add_entry, **listed))
    press(tab, "closure.at")
    assert tab.findChild(QLabel, "closure.at_outcome_form.whom").text() == "In the office's list: Careline."
    tab.findChild(ChoiceBox, "closure.at_outcome_form.outcome").set_value(AtOutcome.DECOMMISSION)
    press(tab, "closure.at_outcome_form.confirm")
    assert not tab.package.remains.isVisible()
    press(tab, "closure.close")
    assert tab.package.aside.text() == "Closed"
    assert elsewhere(lambda: only(sqlite_office, Closure)).at_outcome is AtOutcome.DECOMMISSION


@pytest.mark.rule("END-4")
def test_a_step_is_noted_and_its_tick_taken_back(sqlite_office, ended, open_tab, press, write, elsewhere):
    tab = open_tab(ClosureTab, ended[0])
    press(tab, "closure.steps.update_ccl")
    press(tab, "closure.steps.update_ccl.note")
    write(tab, "closure.note_form.text", "Rung through to Scheduling")
    press(tab, "closure.note_form.confirm")
    kept = elsewhere(lambda: only(sqlite_office, ClosingStep))
    assert (kept.note, kept.done_by_id) == ("Rung through to Scheduling", sqlite_office.staff["DSO"])
    press(tab, "closure.steps.update_ccl")
    assert not tab.findChild(QCheckBox, "closure.steps.update_ccl").isChecked()


@pytest.mark.rule("END-7")
def test_a_mistaken_end_is_reopened_with_a_reason(ended, open_tab, press, write):
    tab = open_tab(ClosureTab, ended[0])
    press(tab, "closure.reopen")
    press(tab, "closure.reopen_form.confirm")
    assert "Say why the closure was a mistake." in tab.ending.form.notice.text.text()
    write(tab, "closure.reopen_form.because", "The wrong Jean Gill")
    press(tab, "closure.reopen_form.confirm")
    assert "The wrong Jean Gill" in tab.ending.lines.text()
    assert not tab.package.isVisible()


@pytest.mark.rule("END-3")
def test_a_break_begins_is_asked_about_and_ends(sqlite_office, short_term, open_tab, press, write, elsewhere):
    tab = open_tab(ClosureTab, short_term[0])
    press(tab, "closure.begin_break")
    write(tab, "closure.begin_break_form.because", "Ward 4")
    press(tab, "closure.begin_break_form.confirm")
    assert "In hospital since today 09:00" in tab.away.lines.text()
    press(tab, "closure.asked")
    tab.findChild(ChoiceBox, "closure.asked_form.planned").set_value(2)
    press(tab, "closure.asked_form.confirm")
    assert not elsewhere(lambda: only(sqlite_office, Break)).return_still_planned
    press(tab, "closure.come_back")
    press(tab, "closure.come_back_form.confirm")
    assert elsewhere(lambda: only(sqlite_office, Break)).returned_at == sqlite_office.now
    assert "In hospital from Fri 20 Nov, back Fri 20 Nov" in tab.away.lines.text()


@pytest.mark.rule("END-3")
def test_a_break_recorded_by_mistake_is_undone_with_a_reason(short_term, open_tab, press, write):
    tab = open_tab(ClosureTab, short_term[0])
    press(tab, "closure.begin_break")
    press(tab, "closure.begin_break_form.confirm")
    press(tab, "closure.undo_break")
    press(tab, "closure.undo_break_form.confirm")
    assert "Say why recording the break was a mistake." in tab.away.form.notice.text.text()
    write(tab, "closure.undo_break_form.because", "It was her neighbour")
    press(tab, "closure.undo_break_form.confirm")
    assert "In hospital from Fri 20 Nov: undone" in tab.away.lines.text()
    assert "Recorded by mistake: It was her neighbour" in tab.away.lines.text()
    assert tab.away.begin.isVisible()
    assert not tab.away.undo.isVisible()


@pytest.mark.rule("END-3")
def test_a_long_interim_break_offers_the_day_it_began_as_the_end(sqlite_office, open_tab, press):
    office = sqlite_office
    person = office.a_person()
    episode = office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - 40 * DAY)
    began = office.now - 16 * DAY
    office.do(breaks.begin, episode=episode, kind=BreakKind.FAMILY, began_at=began, last_visit_on=london_day(began))
    tab = open_tab(ClosureTab, person)
    assert tab.away.aside.text() == "15 whole days without a visit"
    press(tab, "closure.end.long_break")
    assert tab.findChild(MomentEdit, "closure.end_form.at").value() == began


@pytest.mark.rule("END-8")
def test_a_death_is_reported_confirmed_and_undone(sqlite_office, short_term, open_tab, press, write, elsewhere):
    person = short_term[0]
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.report_death")
    press(tab, "closure.report_death_form.confirm")
    assert "Reported today 09:00 Not confirmed yet" in tab.death.lines.text()
    press(tab, "closure.confirm_death")
    press(tab, "closure.confirm_death_form.confirm")
    assert tab.death.form is not None, "the date is asked for first"
    write(tab, "closure.confirm_death_form.died_on", "tomorrow")
    press(tab, "closure.confirm_death_form.confirm")
    assert "can't be after today" in tab.death.form.notice.text.text()
    write(tab, "closure.confirm_death_form.died_on", "yesterday")
    press(tab, "closure.confirm_death_form.confirm")
    assert "Died Thu 19 Nov" in tab.death.lines.text()
    press(tab, "closure.undo_death")
    press(tab, "closure.undo_death_form.confirm")
    assert elsewhere(lambda: sqlite_office.get(Person, person)).died_on is None


@pytest.mark.rule("END-6", "END-8")
def test_a_death_of_somebody_who_only_waits_is_reported_confirmed_and_undone(sqlite_office, open_tab, press, write):
    person = sqlite_office.a_person()
    sqlite_office.a_referral(person=person)
    tab = open_tab(ClosureTab, person)
    assert tab.empty.isVisible()
    press(tab, "closure.report_death")
    press(tab, "closure.report_death_form.confirm")
    assert "Reported today 09:00 Not confirmed yet" in tab.death.lines.text()
    assert tab.focusWidget() is tab.death.title, "neither confirming nor undoing is pressed by mistake"
    tab.go_to(Place(TabName.CLOSURE, person, "closure.end"))  # as Today's line leads here
    assert tab.death.isAncestorOf(tab.focusWidget())
    press(tab, "closure.confirm_death")
    write(tab, "closure.confirm_death_form.died_on", "yesterday")
    press(tab, "closure.confirm_death_form.confirm")
    assert "Died Thu 19 Nov" in tab.death.lines.text()
    press(tab, "closure.undo_death")
    press(tab, "closure.undo_death_form.confirm")
    assert tab.death.report.isVisible()


@pytest.mark.rule("END-4")
def test_the_texts_are_copied_as_they_stand(ended, open_tab, press):
    tab = open_tab(ClosureTab, ended[0])
    press(tab, "closure.copy_mosaic")
    assert QGuiApplication.clipboard().text() == tab.to_paste.mosaic.toPlainText()
    assert "Reason: Goals achieved" in QGuiApplication.clipboard().text()
    press(tab, "closure.copy_ccl")
    assert "End date: 20 Nov 2026" in QGuiApplication.clipboard().text()
    assert tab.to_paste.notice.text.text() == "Copied: paste it into CCL."


def test_a_package_is_closed_by_the_keyboard_alone(ended, open_tab, qtbot, settled):
    tab = open_tab(ClosureTab, ended[0])
    tab.go_to(Place(TabName.CLOSURE, ended[0], "closure.steps"))
    assert tab.focusWidget().objectName().startswith("closure.steps.end_po")
    for step in ClosingStepKind:
        box = tab.findChild(QCheckBox, f"closure.steps.{step.value}")
        qtbot.keyClick(box, Qt.Key.Key_Space)
        settled()
        assert box.isChecked()
    tab.findChild(QAbstractButton, "closure.at").click()
    tab.findChild(ChoiceBox, "closure.at_outcome_form.outcome").set_value(AtOutcome.CONTINUE_PAY)
    window, control = tab.windowHandle(), Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert tab.package.form is not None, "Return in a choice sends nothing"
    qtbot.keyClick(window, Qt.Key.Key_Return, control)
    settled()
    qtbot.keyClick(window, Qt.Key.Key_Return, control)
    settled()
    assert not tab.package.aside.text(), "the shortcut only goes to the button: closing isn't taken back"
    assert tab.focusWidget() is tab.package.close_package
    qtbot.keyClick(window, Qt.Key.Key_Return)
    settled()
    assert tab.package.aside.text() == "Closed"


@pytest.mark.rule("END-5")
def test_after_a_death_only_decommissioning_is_offered_and_no_is_said_by_the_keyboard(
    ended, open_tab, press, qtbot, settled
):
    tab = open_tab(ClosureTab, ended[0])
    press(tab, "closure.at")
    outcome = tab.findChild(ChoiceBox, "closure.at_outcome_form.outcome")
    assert outcome.count() == 4
    assert tab.findChild(ChoiceBox, "closure.at_outcome_form.given").value() == "yes", "offered, as the record says"
    tab.package.close_form()
    press(tab, "closure.report_death")
    press(tab, "closure.report_death_form.confirm")
    press(tab, "closure.at")
    outcome = tab.findChild(ChoiceBox, "closure.at_outcome_form.outcome")
    assert [outcome.itemText(each) for each in range(outcome.count())] == ["Not reviewed yet", "Decommission"]
    given = tab.findChild(ChoiceBox, "closure.at_outcome_form.given")
    qtbot.keyClicks(given, "N")
    qtbot.keyClick(tab.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert "No assistive technology was given" in tab.package.at.text()


def test_somebody_without_support_is_a_lesson_and_nothing_of_the_last_person_stays(
    sqlite_office, short_term, open_tab, press, settled
):
    nobody = sqlite_office.a_person()
    tab = open_tab(ClosureTab, short_term[0])
    press(tab, "closure.begin_break")
    tab.show_person(nobody)
    settled()
    assert tab.empty.isVisible()
    assert tab.away.form is None
    assert not tab.ending.isVisible()


def test_its_controls_are_those_of_the_list(sqlite_office, short_term, open_tab, press, settled, met, elsewhere):
    person, episode = short_term
    office = sqlite_office
    interim = office.a_person()
    other = office.an_episode(person=interim, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    office.do(reassessments.reassess, episode=other, on=office.now.date(), assessed_by="Sam Lee, SW", decided="more")
    office.do(breaks.begin, episode=episode, kind=BreakKind.AWAY, began_at=office.now, last_visit_on=office.now.date())
    tab = open_tab(ClosureTab, interim)
    met.meet(tab)
    meet_explained(tab, press, met)
    for name in ("closure.begin_break", "closure.reassess", "closure.reassessed.1"):
        press(tab, name)
        met.meet(tab)
        for panel in (tab.away, tab.reassessments):
            panel.close_form()
    tab.show_person(person)
    settled()
    elsewhere(lambda: expect_both(office, episode))
    tab.refresh()
    settled()
    for name in (
        *("closure.asked", "closure.come_back", "closure.undo_break"),
        *("closure.move_return", "closure.take_back_return"),
        *("closure.report_death", "closure.confirm_end", "closure.move_end", "closure.take_back_end"),
        *("closure.end.care_home", "closure.end.hospital"),
        "closure.end.ongoing_arranged",
    ):
        press(tab, name)
        met.meet(tab)
        for panel in (tab.away, tab.death, *(() if name == "closure.end.ongoing_arranged" else (tab.ending,))):
            panel.close_form()
    tab.findChild(DateEdit, "closure.end_form.package_on").set_value(office.now.date())
    press(tab, "closure.end_form.confirm")
    for name in ("closure.reopen", "closure.at", "closure.steps.end_po.note"):
        press(tab, name)
        met.meet(tab)
        for panel in (tab.ending, tab.package):
            panel.close_form()
    tab.package.open_form("closure", forms.CLOSE, tab.package._view)  # at another seat than a DSO's
    met.meet(tab)
    tab.package.close_form()
    press(tab, "closure.report_death")
    press(tab, "closure.report_death_form.confirm")
    for name in ("closure.undo_death", "closure.confirm_death"):
        press(tab, name)
        met.meet(tab)
        tab.death.close_form()
    assert met.differences("Closure") == []
    assert duplicate_shortcuts(tab.specs) == ()


@pytest.mark.rule("END-4", "END-5")
def test_what_remains_open_leads_to_what_settles_it(ended, open_tab, settled):
    tab = open_tab(ClosureTab, ended[0])
    reached = []
    for number in range(1, 5):
        tab.findChild(QPushButton, f"closure.remains.{number}").click()
        settled()
        reached.append(tab.focusWidget().objectName())
    assert reached[:3] == ["closure.steps.end_po", "closure.steps.update_mosaic", "closure.steps.update_ccl"]
    assert reached[3] == "closure.at_outcome_form.given"


def test_the_steps_come_before_the_buttons_in_the_order_of_tab(ended, open_tab, qtbot):
    tab = open_tab(ClosureTab, ended[0])
    tab.findChild(QCheckBox, "closure.steps.end_po").setFocus()
    reached = []
    while tab.focusWidget() is not tab.package.close_package:
        reached.append(tab.focusWidget().objectName())
        qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
        assert len(reached) < 20
    assert [each for each in reached if each in {"closure.steps.update_mosaic", "closure.steps.update_ccl"}] == [
        "closure.steps.update_mosaic", "closure.steps.update_ccl",
    ]  # fmt: skip
