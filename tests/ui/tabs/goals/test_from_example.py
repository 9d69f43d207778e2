"""A goal's form begins with an example of the library: by keys, what is typed stays, and it is taken back."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.queries.office.goal_examples import goal_examples
from app.services.office import goal_examples as deeds
from models.rules.goals.aims import Aim
from models.values import Call, london_day
from models.vocabulary.goals import GoalPurpose, Letter
from ui.tabs.goals.tab import GoalsTab

pytestmark = pytest.mark.rule("GOAL-3")
CTRL = Qt.KeyboardModifier.ControlModifier
TEA = "I will make my own tea"
STAIRS = "I will go up the stairs to bed"


@pytest.fixture(autouse=True)
def library(sqlite_office):
    words = {"measure": "made at 6 of 7 tea visits", "achievable": "stands for … minutes", "relevant": "no tea call"}
    sqlite_office.do(
        deeds.add_example, purpose=GoalPurpose.MEALS, statement=TEA, days_ahead=21, **words, calls=(Call.TEA,),
        aim=Aim(Letter.I, 6, 7),
    )  # fmt: skip
    sqlite_office.do(deeds.add_example, purpose=GoalPurpose.STAIRS, statement=STAIRS, days_ahead=28)


@pytest.fixture
def form(open_tab, person, press):
    tab = open_tab(GoalsTab, person)
    press(tab.new)
    return tab.form


def choose(form, qtbot, settled, typed):
    form.from_example.example.setFocus()
    qtbot.keyClicks(form.from_example.example, typed)
    qtbot.keyClick(form.from_example.example._popup, Qt.Key.Key_Return)
    settled()


def texts(form):
    return [each.toPlainText() for each in (form.statement, form.measure, form.achievable, form.relevant)]


def test_an_example_fills_the_empty_form_and_its_blank_is_what_is_still_missing(
    form, qtbot, settled, sqlite_office, view
):
    choose(form, qtbot, settled, "tea")
    assert texts(form) == [TEA, "made at 6 of 7 tea visits", "stands for … minutes", "no tea call"]
    assert form.target.value() == london_day(sqlite_office.now) + timedelta(days=21)
    assert form.aim.value().kept == "I 6 of 7"
    assert [call for call, box in form.calls.items() if box.isChecked()] == [Call.TEA]
    assert form.missing.text() == (
        "Still missing: “…” is still to be filled in. Say why the person can achieve it during the service."
    )
    assert form.achievable.hasFocus()
    qtbot.keyClicks(form.achievable, "ten")  # the blank is marked: typing fills it
    settled()
    assert form.achievable.toPlainText() == "stands for ten minutes"
    assert form.missing.text().startswith("Complete")
    qtbot.keyClick(form.achievable, Qt.Key.Key_S, CTRL)
    settled()
    settled()
    (goal,) = view().goals
    assert (goal.statement, goal.aim.kept, goal.calls, goal.is_draft) == (TEA, "I 6 of 7", (Call.TEA,), False)


def test_what_is_typed_stays_until_it_is_asked_to_be_replaced(form, qtbot, settled):
    qtbot.keyClicks(form.statement, "I will brew up")
    qtbot.keyClicks(form.relevant, "no tea call")
    choose(form, qtbot, settled, "tea")
    assert texts(form) == ["I will brew up", "made at 6 of 7 tea visits", "stands for … minutes", "no tea call"]
    bar = form.from_example.notice
    assert bar.text.text() == "What was empty is filled. What you typed stays in “What the person will do”."
    qtbot.mouseClick(bar._offer, Qt.MouseButton.LeftButton)
    settled()
    assert form.statement.toPlainText() == TEA
    qtbot.mouseClick(bar._offer, Qt.MouseButton.LeftButton)  # and now it takes all of the example back
    settled()
    assert texts(form) == ["I will brew up", "", "", "no tea call"]
    assert (form.target.value(), form.aim.value(), form.calls[Call.TEA].isChecked()) == (None, None, False)


def test_taken_back_it_leaves_what_was_changed_since_and_a_field_undoes_it_by_itself(form, qtbot, settled):
    choose(form, qtbot, settled, "tea")
    qtbot.keyClick(form.measure, Qt.Key.Key_Z, CTRL)
    assert form.measure.toPlainText() == ""
    qtbot.keyClicks(form.statement, "!")
    bar = form.from_example.notice
    qtbot.mouseClick(bar._offer, Qt.MouseButton.LeftButton)
    settled()
    assert form.statement.toPlainText() != ""
    assert texts(form)[1:] == ["", "", ""]
    assert bar.text.text() == (
        "The example is taken back. What you changed since stays in “What the person will do”, “How it is measured”."
    )


def test_examples_are_offered_by_what_they_are_about_and_another_form_begins_without_one(
    form, qtbot, settled, sqlite_office, elsewhere
):
    box = form.from_example.purpose
    assert [box.itemText(n) for n in range(box.count())] == ["About anything", "Meals and drinks", "Stairs"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert [each.text for each in form.from_example.example._choices] == [STAIRS]
    qtbot.keyClick(box, Qt.Key.Key_Home)
    choose(form, qtbot, settled, "stairs")
    assert texts(form) == [STAIRS, "", "", ""]
    for row in elsewhere(lambda: sqlite_office.ask(goal_examples)):
        elsewhere(partial(sqlite_office.do, deeds.archive_example, example=row.id, seen=row.version))
    form.from_example.begin()
    settled()
    assert form.from_example.example.text() == ""
    assert form.from_example.isHidden()
