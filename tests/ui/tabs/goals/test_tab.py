"""The Goals tab: a goal set, changed, closed; milestones; the tracker's file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from sqlalchemy import func, select

from app.exchange.goals.ratings_import import RATINGS
from app.exchange.look import look_at
from app.services.episodes import milestones
from app.services.goals import ratings
from models.ratings import Rating
from models.values import Call, london_day
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.goals import GoalState, Letter
from tests.ui.explained import meet_explained
from ui.dialogs import file_import
from ui.navigation import Place, TabName
from ui.tabs.goals.form import GoalForm
from ui.tabs.goals.tab import GoalsTab

CTRL = Qt.KeyboardModifier.ControlModifier


def letters(view):
    return [cell.letter for cell in view().history.cells if cell.letter is not None]


@pytest.mark.rule("GOAL-3")
def test_a_goal_is_typed_and_set_and_the_form_says_what_it_still_lacks(open_tab, person, press, qtbot, settled, view):
    tab = open_tab(GoalsTab, person)
    assert tab.first.isVisible()
    press(tab.new)
    form = tab.form
    qtbot.keyClicks(form.statement, "I will make my own breakfast")
    settled()
    assert "how progress is measured" in form.missing.text()
    qtbot.keyClicks(form.measure, "on 6 of 7 days")
    qtbot.keyClicks(form.achievable, "stands for ten minutes")
    qtbot.keyClicks(form.relevant, "no morning call")
    qtbot.keyClicks(form.target, "+20")
    press(form.calls[Call.MORNING])
    assert form.missing.text().startswith("Complete")
    qtbot.keyClick(form.target, Qt.Key.Key_S, CTRL)
    settled()
    settled()
    assert form.isHidden()
    (goal,) = view().goals
    assert (goal.statement, goal.target, goal.calls) == (
        "I will make my own breakfast",
        date(2026, 12, 10),
        (Call.MORNING,),
    )
    assert not goal.is_draft
    assert tab.goal.statement.text() == "I will make my own breakfast"


@pytest.mark.rule("GOAL-3")
def test_a_goal_with_parts_missing_is_shown_as_a_draft_with_what_is_missing(open_tab, sqlite_office, episode, person):
    sqlite_office.a_goal(episode, measure="", target=None)
    tab = open_tab(GoalsTab, person)
    assert tab.list.model().index(0, 2).data() == "Draft, lacks 2"
    assert "Set a target date." in tab.goal.lacks.text()
    assert tab.goal.lacks.isVisible()


@pytest.mark.rule("GOAL-3")
def test_vague_words_and_a_day_gone_by_are_pointed_at_before_the_form_says_complete(
    open_tab, person, press, qtbot, settled
):
    tab = open_tab(GoalsTab, person)
    press(tab.new)
    form = tab.form
    for edit, words in (
        (form.statement, "I will be better at walking"),
        (form.measure, "on most days"),
        (form.achievable, "walks ten metres now"),
        (form.relevant, "out and about again"),
        (form.target, "yesterday"),
    ):
        qtbot.keyClicks(edit, words)
    settled()
    said = form.missing.text()
    assert said.startswith("Not exact yet: “better” says a direction")
    assert "“most days” can be read in two ways" in said
    assert "has passed" in said
    form.target.clear()
    qtbot.keyClicks(form.target, "+20")
    form.measure.setPlainText("to the gate and back on 5 of 7 days")
    form.statement.setPlainText("I will walk to the gate")
    settled()
    assert form.missing.text().startswith("Complete")


@pytest.mark.rule("GOAL-3")
def test_a_goal_that_isnt_exact_is_said_to_be_so_beside_it_and_counts_all_the_same(
    open_tab, sqlite_office, episode, person, view
):
    sqlite_office.a_goal(episode, measure="on most days")
    tab = open_tab(GoalsTab, person)
    assert tab.list.model().index(0, 2).data() == "Not exact yet"
    assert tab.goal.lacks.text().startswith("Not exact yet. “most days” can be read in two ways")
    (goal,) = view().complete
    assert not goal.is_draft


def test_the_form_is_made_when_a_goal_is_first_written_and_then_stays(open_tab, person, press):
    tab = open_tab(GoalsTab, person)
    assert tab.findChildren(GoalForm) == []
    press(tab.new)
    (form,) = tab.findChildren(GoalForm)
    assert (form.isVisible(), tab.page.isHidden()) == (True, True)
    press(form.back)
    assert (form.isVisible(), tab.page.isVisible()) == (False, True)
    press(tab.new)
    assert tab.findChildren(GoalForm) == [form]


def test_a_goal_without_a_statement_is_refused_beside_the_button(open_tab, person, press, view):
    tab = open_tab(GoalsTab, person)
    press(tab.new)
    press(tab.form.save)
    assert "Say exactly what the person will do." in tab.form.notice.text.text()
    assert tab.form.isVisible()
    assert view().goals == ()


@pytest.mark.rule("GOAL-4")
@pytest.mark.usefixtures("goal")
def test_a_goal_is_changed_with_a_reason_and_its_earlier_wording_stays_in_sight(open_tab, person, press, qtbot, view):
    tab = open_tab(GoalsTab, person)
    press(tab.goal.change)
    tab.form.statement.selectAll()
    qtbot.keyClicks(tab.form.statement, "I will make my tea")
    press(tab.form.save)
    assert "why the goal is changed" in tab.form.notice.text.text()
    qtbot.keyClicks(tab.form.because, "Lunch is brought now")
    press(tab.form.save)
    (changed,) = view().goals
    assert (changed.statement, changed.earlier[0].because) == ("I will make my tea", "Lunch is brought now")
    assert "“I will make my lunch”" in tab.goal.earlier.text()


@pytest.mark.usefixtures("goal")
def test_a_goal_is_closed_as_achieved_and_reopened(open_tab, person, press, view):
    tab = open_tab(GoalsTab, person)
    press(tab.goal.achieved)
    assert view().goals[0].state is GoalState.ACHIEVED
    assert tab.goal.reopen.isVisible()
    press(tab.goal.reopen)
    assert view().goals[0].state is GoalState.OPEN


@pytest.mark.rule("GOAL-5")
@pytest.mark.usefixtures("goal")
def test_one_tick_says_that_all_complete_goals_stand_in_the_held_record(open_tab, person, press, view):
    tab = open_tab(GoalsTab, person)
    press(tab.recorded.findChild(QCheckBox, "goals.recorded.held_record"))
    assert view().goals[0].held_record_at is not None


@pytest.mark.rule("GOAL-2")
def test_the_goal_setter_is_agreed(open_tab, person, sqlite_office, settled, view):
    tab = open_tab(GoalsTab, person)
    tab.setter.set_value(sqlite_office.staff["OT"])
    tab.setter.picked.emit(sqlite_office.staff["OT"])
    settled()
    assert view().goal_setter == "OT North"


@pytest.mark.rule("IPAD-4")
def test_what_the_ratings_suggest_is_said_with_its_numbers(open_tab, person, goal, sqlite_office):
    for back in range(9):
        day = london_day(sqlite_office.now) - timedelta(days=back + 1)
        letter = Letter.D if back < 3 else Letter.P
        sqlite_office.do(
            ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=sqlite_office.staff["CWC"], letter=letter
        )
    tab = open_tab(GoalsTab, person)
    assert "Declined at 3 of the last 9 rated visits" in tab.goal.suggestions.accessibleDescription()
    assert tab.history.trend.isVisible()


@pytest.mark.rule("MILE-1")
@pytest.mark.usefixtures("goal")
def test_maximum_independence_and_then_the_assessment_are_recorded(open_tab, person, press, qtbot, view):
    tab = open_tab(GoalsTab, person)
    panel = tab.milestones
    assert panel.kind.value() is MilestoneKind.MAXIMUM_INDEPENDENCE
    press(panel.send)
    assert "Reached: Say when it was reached" in panel.notice.text.text()
    qtbot.keyClicks(panel.at, "yesterday 9am")
    press(panel.send)
    assert "Say who was at the meeting" in panel.notice.text.text()
    qtbot.keyClicks(panel.present, "OT, SW")
    press(panel.send)
    assert view().assessment_due
    assert panel.kind.value() is MilestoneKind.ASSESSED
    panel.decision.set_value(AssessmentDecision.ONGOING)
    qtbot.keyClicks(panel.at, "now")
    press(panel.send)
    assert "who assessed" in panel.notice.text.text()
    qtbot.keyClicks(panel.assessed_by, "Neil Wragg, SW")
    press(panel.send)
    assert not view().assessment_due


@pytest.mark.rule("MILE-1")
def test_a_milestone_out_of_order_is_refused_beside(open_tab, person, episode, sqlite_office, press, qtbot):
    set_on = sqlite_office.now - timedelta(days=1)
    sqlite_office.do(milestones.record, episode=episode, kind=MilestoneKind.GOALS_SET, at=set_on)
    tab = open_tab(GoalsTab, person)
    assert tab.milestones.kind.value() is MilestoneKind.MAXIMUM_INDEPENDENCE
    qtbot.keyClicks(tab.milestones.at, "12/11 9:00")
    press(tab.milestones.send)
    assert "can't be before" in tab.milestones.notice.text.text()


def test_what_was_typed_into_the_form_comes_back(open_tab, person, press, qtbot):
    tab = open_tab(GoalsTab, person)
    press(tab.new)
    qtbot.keyClicks(tab.form.statement, "I will walk to the shop")
    press(tab.form.calls[Call.TEA])
    press(tab.form.back)
    again = open_tab(GoalsTab, person)
    press(again.new)
    assert again.form.statement.toPlainText() == "I will walk to the shop"
    assert again.form.calls[Call.TEA].isChecked()


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_the_trackers_file_is_looked_at_then_taken_in_and_the_second_time_brings_nothing(
    open_tab, person, sqlite_office, tmp_path, elsewhere, settled, press, view
):
    mosaic = "M000001"
    file = _file(tmp_path, mosaic)
    tab = open_tab(GoalsTab, person)
    tab.ratings_file.look(file)
    settled()
    preview = tab.ratings_file.preview
    assert preview.isVisible()
    assert letters(view) == []
    press(preview.take)
    assert letters(view) == [Letter.P]
    assert "taken in: 1 new, 0 known already, 1 refused" in tab.notice.text.text()
    again = elsewhere(lambda: sqlite_office.ask(look_at, RATINGS, file))
    assert (again.accepted, again.known, again.changed, len(again.refused)) == (0, 1, 0, 1)


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_a_file_of_ratings_is_taken_in_while_nobody_is_chosen(
    open_tab, sqlite_office, elsewhere, tmp_path, settled, press, monkeypatch
):
    monkeypatch.setattr(file_import, "open_file", lambda *_asked: _file(tmp_path, "M000001"))
    tab = open_tab(GoalsTab)
    assert tab.empty.isVisible()
    assert tab.empty.step.isEnabled()
    tab.findChild(QAction, "goals.act.import").trigger()
    settled()
    press(tab.ratings_file.preview.take)
    assert "taken in" in tab.notice.text.text()
    with sqlite_office.database.reading() as session:
        assert elsewhere(lambda: session.scalar(select(func.count()).select_from(Rating))) == 1


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_a_column_of_ratings_that_nobody_knows_is_chosen_by_keyboard_and_remembered_at_this_desk(
    open_tab, tmp_path, settled, press, qtbot
):
    file = _file(tmp_path, "M000001")
    file.write_text(file.read_text(encoding="utf-8").replace("Care worker", "Xyz"), encoding="utf-8")
    tab = open_tab(GoalsTab)
    tab.ratings_file.look(file)
    settled()
    box = tab.ratings_file.preview.focusWidget()
    assert box.accessibleName() == "Column for Care worker"
    qtbot.keyClick(box, Qt.Key.Key_X)
    settled()
    assert tab.ratings_file.preview.focusWidget().value() == "Xyz"
    press(tab.ratings_file.preview.take)
    assert "taken in: 1 new, 0 known already, 1 refused" in tab.notice.text.text()
    tab.ratings_file.look(file)
    settled()
    preview = tab.ratings_file.preview
    assert "Of 2 rows: 0 new, 1 known already, 1 refused." in preview.findChild(QLabel, "import.sentence").text()
    preview.reject()


def _file(folder: Path, mosaic: str, letter: str = "P") -> Path:
    file = folder / "ratings.csv"
    heading = "Visit date,Visit time,MOSAIC ID,Person,Goal,IPAD,Care worker,Comment"
    good = f"18/11/2026,12:30,{mosaic},,I will make my lunch,{letter},CWC North,"
    bad = f"18/11/2026,12:30,{mosaic},,I will make my lunch,X,CWC North,"
    file.write_text(f"{heading}\n{good}\n{bad}", encoding="utf-8")
    return file


@pytest.mark.usefixtures("goal")
def test_a_place_puts_the_keyboard_on_the_milestones(open_tab, person, settled):
    tab = open_tab(GoalsTab, person)
    tab.await_place(Place(TabName.GOALS, person, "goals.milestones"))
    tab.ask_again()
    settled()
    settled()
    assert tab.milestones.kind.hasFocus()


def test_somebody_who_was_never_in_service_gets_a_lesson_and_the_import_all_the_same(open_tab, sqlite_office):
    tab = open_tab(GoalsTab, sqlite_office.a_person())
    assert tab.empty.isVisible()
    assert tab.empty.heading.text() == "No goals here"
    assert tab.empty.step.text() == "&Import ratings…"


@pytest.mark.usefixtures("goal")
def test_its_controls_are_those_of_the_list(open_tab, person, press, tmp_path, settled, met, qtbot):
    tab = open_tab(GoalsTab, person)
    meet_explained(tab, lambda _tab, name: press(tab.findChild(QPushButton, name)), met)
    qtbot.keyClick(tab.history.strip, Qt.Key.Key_N)
    met.meet(tab)
    press(tab.history.not_made.leave)
    tab.goal.suggestions.findChild(QPushButton, "goals.put_aside.1").click()
    tab.goal.suggestions.because.setText("The book is at the office")
    press(tab.goal.suggestions.dismiss)
    for _ in range(4):
        met.meet(tab)
        tab.act("goals.act.view")
    press(tab.new)
    met.meet(tab)
    press(tab.form.back)
    tab.ratings_file.look(_file(tmp_path, "M000001", "A2"))
    settled()
    met.meet(tab.ratings_file.preview)
    tab.ratings_file.preview.reject()
    assert met.differences("Goals") == []


def test_a_milestone_that_is_being_typed_stays_while_the_tab_asks_again(open_tab, person, qtbot, settled):
    tab = open_tab(GoalsTab, person)
    qtbot.keyClicks(tab.milestones.at, "now")
    said = tab.milestones.at.value()
    tab.refresh()
    settled()
    assert tab.milestones.at.value() == said
