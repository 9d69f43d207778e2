"""What a goal's ratings suggest: put aside with a reason by keyboard, and shown again."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.goals import ratings
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from ui.tabs.goals.tab import GoalsTab


def rate(office, goal, days_ago, letter):
    day = london_day(office.now) - timedelta(days=days_ago)
    office.do(ratings.rate, letter=letter, goal=goal, day=day, call=Call.LUNCH, worker=office.staff["CWC"])


@pytest.fixture
def declined(sqlite_office, goal):
    """At three visits; the ratings of the last days are missing too."""
    for days in (7, 6, 5):
        rate(sqlite_office, goal, days, Letter.D)
    return goal


def said(tab):
    return [
        label.text() for label in tab.goal.suggestions.findChildren(QLabel) if not label.isHidden() and label.text()
    ]


def pressed(tab, name):
    return next(each for each in tab.findChildren(QPushButton, name) if not each.isHidden())


@pytest.mark.rule("IPAD-4")
@pytest.mark.usefixtures("declined")
def test_a_suggestion_is_put_aside_with_a_reason_and_shown_again(open_tab, person, press, qtbot, settled, view):
    tab = open_tab(GoalsTab, person)
    shown = tab.goal.suggestions
    assert not shown.because.isVisible()
    pressed(tab, "goals.put_aside.1").setFocus()
    qtbot.keyClick(pressed(tab, "goals.put_aside.1"), Qt.Key.Key_Space)
    qtbot.keyClick(shown.because, Qt.Key.Key_Return)
    settled()
    assert "Say why this suggestion is put aside" in tab.notice.text.text()
    qtbot.keyClicks(shown.because, "She has a cold")
    qtbot.keyClick(shown.because, Qt.Key.Key_Return)
    settled()
    settled()
    assert not shown.because.isVisible()
    assert [each.kind.value for each in view().goals[0].suggestions] == ["not_recorded"]
    told = next(each for each in said(tab) if each.startswith("Put aside by DSO North"))
    assert "because “She has a cold”: Declined at 3 of the last 3 rated visits" in told
    press(pressed(tab, "goals.show_again.1"))
    assert "declining" in [each.kind.value for each in view().goals[0].suggestions]
    assert not any(each.startswith("Put aside by") for each in said(tab))


@pytest.mark.usefixtures("declined")
def test_that_no_rating_comes_is_put_aside_for_a_while(open_tab, person, press, qtbot, view):
    tab = open_tab(GoalsTab, person)
    press(pressed(tab, "goals.put_aside.2"))
    qtbot.keyClicks(tab.goal.suggestions.because, "The tracker is late")
    press(tab.goal.suggestions.dismiss)
    assert "made again after as many days as at first" in tab.notice.text.text()
    assert [each.kind.value for each in view().goals[0].dismissed] == ["not_recorded"]


@pytest.mark.usefixtures("declined")
def test_a_suggestion_is_left_as_it_is(open_tab, person, press, view):
    tab = open_tab(GoalsTab, person)
    press(pressed(tab, "goals.put_aside.2"))
    assert tab.goal.suggestions.because.hasFocus()
    press(tab.goal.suggestions.leave)
    assert not tab.goal.suggestions.because.isVisible()
    assert view().goals[0].dismissed == ()


@pytest.fixture
def typing(open_tab, person, qtbot, settled, sqlite_office, elsewhere, declined):
    """The tab with a reason begun about declined visits; `again` shows the page after others rated."""
    tab = open_tab(GoalsTab, person)
    key(qtbot, pressed(tab, "goals.put_aside.1"))
    qtbot.keyClicks(tab.goal.suggestions.because, "She has a cold")

    def again(*rated):
        for days_ago, letter in rated:
            elsewhere(partial(rate, sqlite_office, declined, days_ago, letter))
        tab.refresh()
        settled()
        settled()

    tab.again = again
    return tab


def key(qtbot, button):
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_reason_that_is_being_typed_stays_when_a_rating_arrives_and_says_what_changed(typing, press, view):
    shown = typing.goal.suggestions
    assert shown.about.text().startswith("Put aside: Declined at 3 of the last 3 rated visits")
    typing.again((4, Letter.P))  # the sentence has another number, its facts are the same
    assert (shown.because.text(), shown.because.hasFocus()) == ("She has a cold", True)
    assert shown.about.text().startswith("Put aside: Declined at 3 of the last 4 rated visits")
    typing.again((3, Letter.D))
    assert shown.because.text() == "She has a cold"
    assert shown.about.text().startswith("This has changed since you began to type. Put aside: Declined at 4 of the")
    assert shown.because.accessibleDescription() == shown.about.text()
    press(shown.dismiss)  # the reason was begun about other facts
    assert view().goals[0].dismissed == ()
    assert shown.because.text() == "She has a cold"
    assert shown.about.text().startswith("Does the reason hold for this too? Declined at 4 of the last")
    typing.again((2, Letter.D))  # and once more they are others
    press(shown.dismiss)
    assert view().goals[0].dismissed == ()
    press(shown.dismiss)
    (aside,) = view().goals[0].dismissed
    assert (aside.because, aside.sentence[:25]) == ("She has a cold", "Declined at 5 of the last")
    assert not shown.because.isVisible()


def test_words_about_what_is_no_longer_suggested_stay_and_are_said_not_to_be_stored(typing, press):
    shown = typing.goal.suggestions
    typing.again((7, Letter.P))
    assert shown.because.text() == "She has a cold"
    assert shown.about.text().startswith("No longer suggested, and what you typed isn't stored: Declined at 3")
    assert not shown.dismiss.isEnabled()
    press(shown.leave)
    assert not shown.because.isVisible()


def test_what_was_typed_of_one_suggestion_is_there_again_after_another(typing, qtbot):
    shown = typing.goal.suggestions
    key(qtbot, pressed(typing, "goals.put_aside.2"))
    assert shown.because.text() == ""
    assert "no rating has come" in shown.about.text()
    key(qtbot, pressed(typing, "goals.put_aside.1"))
    assert (shown.because.text(), shown.because.hasFocus()) == ("She has a cold", True)


def test_words_that_are_put_back_are_still_about_the_facts_that_they_were_begun_about(typing, qtbot, press, view):
    shown = typing.goal.suggestions
    key(qtbot, pressed(typing, "goals.put_aside.2"))
    typing.again((3, Letter.D))
    key(qtbot, pressed(typing, "goals.put_aside.1"))
    assert shown.because.text() == "She has a cold"
    assert shown.about.text().startswith("This has changed since you began to type. Put aside: Declined at 4 of the")
    press(shown.dismiss)
    assert view().goals[0].dismissed == ()
    assert shown.about.text().startswith("Does the reason hold for this too? Declined at 4 of the last")


def test_what_was_typed_of_one_goal_is_there_again_after_another(typing, sqlite_office, elsewhere, episode, goal):
    other = elsewhere(partial(sqlite_office.a_goal, episode, set_at=sqlite_office.now - timedelta(days=9)))
    typing.again()
    shown = typing.goal.suggestions
    assert typing.list.choose(other)
    assert not shown.because.isVisible()
    assert typing.list.choose(goal)
    assert (shown.because.isVisible(), shown.because.text()) == (True, "She has a cold")


def test_the_keyboard_stays_after_each_deed_and_when_the_page_is_asked_anew(typing, qtbot, settled):
    shown = typing.goal.suggestions
    key(qtbot, shown.leave)
    assert pressed(typing, "goals.put_aside.1").hasFocus()
    typing.again((4, Letter.P))
    assert pressed(typing, "goals.put_aside.1").hasFocus()
    key(qtbot, pressed(typing, "goals.put_aside.1"))
    qtbot.keyClicks(shown.because, "She has a cold")
    qtbot.keyClick(shown.because, Qt.Key.Key_Return)
    settled()
    settled()
    assert pressed(typing, "goals.put_aside.1").hasFocus()  # of the other suggestion, which is the first now
    key(qtbot, pressed(typing, "goals.show_again.1"))
    settled()
    settled()
    assert pressed(typing, "goals.put_aside.1").hasFocus()
    assert "Declined at 3" in pressed(typing, "goals.put_aside.1").accessibleName()
