"""Two windows on one database: what one desk does appears at the other, and nobody's typing is lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.queries.goals import goals
from app.services.closure import ending
from models.episodes import Episode
from models.values import Call
from models.vocabulary.closure import EndReason
from tests.builders import visit
from ui.navigation import TabName


def ended(office, person):
    """Jean's support has ended, and the package is still to be closed."""
    episode = office.ask(goals.view, person=person).episode
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)


def at_goals(desk, person):
    """Show this person's goals."""
    desk.look_here()
    desk.window.show_person(person)
    return desk.tab(TabName.GOALS)


def statements(tab):
    """The goals that the list shows."""
    model = tab.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_one_desk_does_appears_at_the_other(sit, qtbot, sqlite_office):
    sqlite_office.a_referral(person=sqlite_office.a_person(family="Gill"))
    first, second = sit("DSO", "first"), sit("Admin", "second")
    second.hear_others()
    there = second.tab(TabName.REFERRALS)
    assert there.panel.notice.isHidden()
    first.look_here()
    first.tab(TabName.REFERRALS)
    first.press("referrals.accept")
    qtbot.waitUntil(lambda: there.panel.view.accepted_at is not None)
    second.settle()


def test_what_both_desks_changed_is_shown_side_by_side_and_nothing_is_saved_before_one_is_chosen(sit, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    for desk in (first, second):
        at_goals(desk, jean)
        desk.press("goals.change")
    second.write("goals.what", "I will make my tea")
    second.write("goals.because", "Lunch is brought")
    first.look_here()
    first.write("goals.what", "I will make my breakfast")
    first.write("goals.because", "She likes mornings")
    first.press("goals.save")
    second.look_here()
    second.press("goals.save")
    form = second.front.form
    assert form.isVisible()
    assert "This has changed since it was looked at" in form.notice.text.text()
    assert second.find("goals.what").toPlainText() == "I will make my tea"
    said = [second.find(f"draft.1.{each}").text() for each in ("before", "theirs", "mine")]
    assert said[0] == "Before: I will make my lunch"
    assert said[1].startswith("Theirs (")
    assert said[1].endswith("): I will make my breakfast")
    assert said[2] == "Mine, not saved yet: I will make my tea"
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert goal.statement == "I will make my breakfast"
    second.press("draft.1.keep_mine")
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert goal.statement == "I will make my tea"


def test_what_two_desks_changed_in_different_fields_is_all_kept(sit, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    for desk in (first, second):
        at_goals(desk, jean)
        desk.press("goals.change")
    second.write("goals.what", "I will make my tea")
    second.write("goals.because", "Lunch is brought")
    first.look_here()
    first.write("goals.measure", "on 6 of 7 days")
    first.write("goals.because", "She agreed to it")
    first.press("goals.save")
    second.look_here()
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert (goal.statement, goal.measure) == ("I will make my tea", "on 6 of 7 days")
    assert second.front.form.isHidden()


@pytest.mark.parametrize("tab", [TabName.TRANSFER, TabName.CLOSURE])
def test_a_tick_over_another_desks_tick_is_refused_and_shows_what_stands_now(sit, sqlite_office, jean, tab):
    if tab is TabName.CLOSURE:
        ended(sqlite_office, jean)
    step = {TabName.TRANSFER: "transfer.checklist.case_coordinator.interim_po", TabName.CLOSURE: "closure.steps.end_po"}
    first, second = sit("DSO", "first"), sit("Admin", "second")
    for desk in (first, second):
        desk.look_here()
        desk.window.show_person(jean)
        desk.tab(tab)
        assert not desk.find(step[tab]).isChecked()
    first.look_here()
    first.press(step[tab])
    second.look_here()
    second.press(step[tab])
    shown = second.find({TabName.TRANSFER: "transfer.checklist", TabName.CLOSURE: "closure.package"}[tab])
    assert "This has changed since it was looked at" in shown.notice.text.text()
    assert second.find(step[tab]).isChecked()
    assert "DSO North" in second.find(step[tab]).accessibleDescription()


def test_a_letter_over_another_desks_letter_is_refused_and_shows_theirs(sit, sqlite_office):
    episode = sqlite_office.an_episode(visit(Call.LUNCH), person=sqlite_office.a_person(family="Frost"))
    sqlite_office.a_goal(episode, set_at=sqlite_office.now - timedelta(days=2))
    frost = sqlite_office.get(Episode, episode).person_id
    first, second = sit("DSO", "first"), sit("OT", "second")
    for desk in (first, second):
        tab = at_goals(desk, frost)
        assert tab.history.strip.currentIndex().data() in {"", None}
        tab.history.worker.set_value(sqlite_office.staff["CWC"])
    for desk, letter in ((first, Qt.Key.Key_I), (second, Qt.Key.Key_P)):
        desk.look_here()
        desk.front.history.strip.setFocus()
        desk.key(letter)
    tab = second.front
    assert "This has changed since it was looked at" in tab.history.notice.text.text()
    assert tab.history.strip.currentIndex().data() == "I"


def test_a_form_that_is_being_filled_in_keeps_its_words_while_the_other_desk_works(sit, qtbot, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    second.hear_others()
    tab = at_goals(second, jean)
    second.control(Qt.Key.Key_N)
    second.write("goals.what", "I will walk to the shop")
    at_goals(first, jean)
    first.press("goals.achieved")
    qtbot.waitUntil(lambda: tab.list.model().index(0, 2).data() == "Achieved")
    second.settle()
    assert second.find("goals.what").toPlainText() == "I will walk to the shop"


def test_what_was_typed_comes_back_after_the_window_was_closed_half_way(sit, jean):
    desk = sit()
    at_goals(desk, jean)
    desk.control(Qt.Key.Key_N)
    desk.write("goals.what", "I will walk to the shop")
    desk.close()
    again = sit()
    at_goals(again, jean)
    again.control(Qt.Key.Key_N)
    assert again.find("goals.what").toPlainText() == "I will walk to the shop"
