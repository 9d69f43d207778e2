"""An end or a return ahead of its day, in the window: shown as expected, confirmed, moved, taken back."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QCheckBox

from app.services.closure import breaks
from models.episodes import Episode
from models.expected import ExpectedChange
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from ui.navigation import Place, TabName
from ui.tabs.closure.tab import ClosureTab
from ui.widgets.date_edit import DateEdit, MomentEdit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("END-9")


@pytest.fixture
def interim(sqlite_office):
    """Somebody in interim support: the person and the episode."""
    person = sqlite_office.a_person()
    values = {"kind": EpisodeKind.INTERIM_TEAM, "team_id": sqlite_office.teams["Interim"]}
    return person, sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 9 * DAY, **values)


@pytest.fixture
def expecting_end(sqlite_office, interim, open_tab, press):
    """The tab after an end for a PVI provider was recorded two days ahead."""
    tab = open_tab(ClosureTab, interim[0])
    press(tab, "closure.end.pvi_found")
    tab.findChild(MomentEdit, "closure.end_form.at").set_value(sqlite_office.now + 2 * DAY)
    press(tab, "closure.end_form.confirm")
    return tab


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


def test_an_end_ahead_is_shown_as_expected_and_support_goes_on(sqlite_office, interim, expecting_end, elsewhere):
    said = expecting_end.ending.lines.text()
    assert "Expected: support ends 22 Nov 2026 (PVI provision found)" in said
    assert "nothing happens by itself" in said
    assert EndReason.RESIDENTIAL.label in said
    assert not expecting_end.after.isVisible()
    assert elsewhere(lambda: sqlite_office.get(Episode, interim[1])).ended_at is None


def test_after_it_is_recorded_the_sentence_and_the_next_step_are_in_sight_with_the_keyboard(
    expecting_end, qtbot, settled
):
    tab, ending = expecting_end, expecting_end.ending
    settled()
    assert "Recorded." in ending.notice.text.text()
    assert tab.focusWidget() is ending.move_day
    qtbot.waitUntil(lambda: not ending.notice.visibleRegion().isEmpty())
    assert not ending.move_day.visibleRegion().isEmpty()


def test_typing_replaces_the_moment_that_a_form_begins_with(expecting_end, press, qtbot):
    press(expecting_end, "closure.move_end")
    first = expecting_end.focusWidget()
    assert first.selectedText() == first.text() != ""
    qtbot.keyClicks(first, "+3 9am")
    assert first.text() == "+3 9am"


def test_on_its_day_today_leads_to_the_confirmation_which_offers_the_moment(
    sqlite_office, interim, expecting_end, press, settled, elsewhere
):
    expected = elsewhere(lambda: only(sqlite_office, ExpectedChange)).expected_at
    sqlite_office.clock.advance(2 * DAY + timedelta(hours=3))
    tab = expecting_end
    tab.refresh()
    settled()
    tab.go_to(Place(TabName.CLOSURE, interim[0], "closure.confirm_end", interim[1]))
    assert tab.focusWidget().objectName() == "closure.confirm_end"
    press(tab, "closure.confirm_end")
    assert tab.findChild(MomentEdit, "closure.end_form.at").value() == expected
    tab.findChild(DateEdit, "closure.end_form.package_on").set_value(expected.date())
    press(tab, "closure.end_form.confirm")
    record = elsewhere(lambda: sqlite_office.get(Episode, interim[1]))
    assert (record.ended_at, record.end_reason) == (expected, EndReason.PVI_FOUND)
    assert "Expected" not in tab.ending.lines.text()


def test_it_is_moved_and_taken_back_with_a_reason(sqlite_office, expecting_end, press, write, elsewhere):
    tab, later = expecting_end, sqlite_office.now + 5 * DAY
    press(tab, "closure.move_end")
    tab.findChild(MomentEdit, "closure.move_end_form.at").set_value(later)
    press(tab, "closure.move_end_form.confirm")
    assert "Say why" in tab.ending.form.notice.text.text()
    write(tab, "closure.move_end_form.because", "No worker before")
    press(tab, "closure.move_end_form.confirm")
    assert "25 Nov 2026" in tab.ending.lines.text()
    assert "moved: No worker before" in tab.ending.lines.text()
    press(tab, "closure.take_back_end")
    write(tab, "closure.take_back_end_form.because", "The provider withdrew")
    press(tab, "closure.take_back_end_form.confirm")
    assert "Expected" not in tab.ending.lines.text()
    assert elsewhere(lambda: only(sqlite_office, ExpectedChange)).because == "The provider withdrew"


def test_a_day_far_ahead_is_asked_about_first(sqlite_office, interim, open_tab, press):
    tab = open_tab(ClosureTab, interim[0])
    press(tab, "closure.end.pvi_found")
    tab.findChild(MomentEdit, "closure.end_form.at").set_value(sqlite_office.now + 60 * DAY)
    press(tab, "closure.end_form.confirm")
    assert "is far ahead" in tab.ending.form.notice.text.text()
    tab.findChild(QCheckBox, "closure.end_form.day_is_meant").setChecked(True)
    press(tab, "closure.end_form.confirm")
    assert "19 Jan 2027" in tab.ending.lines.text()


def test_a_return_ahead_is_expected_and_confirmed_by_back_in_service(
    sqlite_office, interim, open_tab, press, write, settled, elsewhere
):
    office, (person, episode) = sqlite_office, interim
    office.do(breaks.begin, episode=episode, kind=BreakKind.AWAY, began_at=office.now, last_visit_on=office.now.date())
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.come_back")
    tab.findChild(MomentEdit, "closure.come_back_form.at").set_value(office.now + DAY)
    press(tab, "closure.come_back_form.confirm")
    assert "Expected: back in service 21 Nov 2026" in tab.away.lines.text()
    press(tab, "closure.move_return")
    tab.findChild(MomentEdit, "closure.move_return_form.at").set_value(office.now + 2 * DAY)
    write(tab, "closure.move_return_form.because", "Their train is on Sunday")
    press(tab, "closure.move_return_form.confirm")
    office.clock.advance(3 * DAY)
    tab.refresh()
    settled()
    tab.go_to(Place(TabName.CLOSURE, person, "closure.come_back", episode))
    assert tab.focusWidget().objectName() == "closure.come_back"
    press(tab, "closure.come_back")
    assert tab.findChild(MomentEdit, "closure.come_back_form.at").value() == office.now - DAY
    press(tab, "closure.come_back_form.confirm")
    assert elsewhere(lambda: only(office, ExpectedChange)).confirmed_at == office.now


@pytest.mark.rule("END-1")
def test_an_end_for_a_care_home_asks_for_the_day_of_the_move_and_shows_it(sqlite_office, open_tab, press):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 9 * DAY)
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.end.care_home")
    press(tab, "closure.end_form.confirm")
    assert "Say on which day the person moved to the care home." in tab.ending.form.notice.text.text()
    assert tab.focusWidget().objectName() == "closure.end_form.fact_on"
    tab.findChild(DateEdit, "closure.end_form.fact_on").set_value((sqlite_office.now - DAY).date())
    press(tab, "closure.end_form.confirm")
    assert "Moved to the care home on 19 Nov 2026" in tab.ending.lines.text()
