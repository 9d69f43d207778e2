"""What a goal's ratings are to reach: typed in one line, standing beside the goal, writing its measure."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from models.values import Call
from ui.tabs.goals.tab import GoalsTab
from ui.widgets.aim_edit import AimEdit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.rule("GOAL-3", "IPAD-4")
def test_a_target_that_ratings_can_reach_is_typed_in_one_line_and_stands_beside_the_goal(
    open_tab, person, press, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    press(tab.new)
    form = tab.form
    qtbot.keyClicks(form.statement, "I will make my own breakfast")
    qtbot.keyClicks(form.own_words, "My own porridge again")
    press(form.calls[Call.MORNING])
    qtbot.keyClicks(form.aim, "8/7")
    settled()
    assert "8 of 7 visits can't be reached" in form.missing.text()
    form.aim.clear()
    qtbot.keyClicks(form.aim, "6/7")
    settled()
    assert "measured" not in form.missing.text()
    qtbot.keyClick(form.target, Qt.Key.Key_S, CTRL)
    settled()
    settled()
    (goal,) = view().goals
    assert (goal.measure, goal.aim.kept) == ("Independent at 6 of 7 morning visits", "I 6 of 7")
    said = [label.text() for label in tab.goal.findChildren(QLabel)]
    assert {"“My own porridge again”", "No rated visits yet."} <= set(said)


@pytest.mark.rule("GOAL-3", "GOAL-4")
def test_a_measure_that_the_aim_wrote_follows_another_aim_and_contradicts_it_at_no_time(
    open_tab, sqlite_office, episode, person, press, qtbot, settled, view
):
    written = "Independent at 6 of 7 lunch visits"
    sqlite_office.a_goal(episode, number=1, measure=written, aim="I 6 of 7", own_words="My lunch")
    tab = open_tab(GoalsTab, person)
    press(tab.goal.change)
    form = tab.form
    assert form.missing.text().startswith("Complete")
    form.aim.clear()
    qtbot.keyClicks(form.aim, "P 3 of 5")
    settled()
    assert form.missing.text().startswith("Complete")
    qtbot.keyClicks(form.measure, " or so")
    settled()
    assert form.missing.text().startswith("Not exact yet")
    form.measure.setPlainText(written)
    qtbot.keyClicks(form.because, "Too steep")
    press(form.save)
    (goal,) = view().goals
    assert goal.measure == "Prompt or less help at 3 of 5 lunch visits"
    earlier = tab.goal.earlier.text()
    assert f"Measured by: {written}. Changed by DSO North: Too steep" in earlier


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("i 6 of 7", "I 6 of 7"), ("6/7", "I 6 of 7"), ("P at 5 of the last 7", "P 5 of 7"), ("1 3 of 5", "A1 3 of 5")],
)
def test_an_aim_is_read_as_it_is_typed(qtbot, typed, kept):
    edit = AimEdit("goals.aim")
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.value().kept == kept
    edit.setText("most days")
    assert (edit.value(), "I 6 of 7" in edit.problem) == (None, True)
