"""Minutes that may be a slip: asked about in the new version, rounded by the person's word only."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.queries.plans import versions as queries
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.values import Call
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode(visit(minutes=45))).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def editor(tab, settled, qtbot):
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    return tab.editor


@pytest.fixture
def stored(sqlite_office, elsewhere, person):
    """A function that gives the visits of the version in force."""
    return lambda: elsewhere(partial(sqlite_office.ask, queries.view, person=person)).current.week


def typed(editor, qtbot, figures):
    first, *rest = figures
    editor.week.grid.setFocus()
    qtbot.keyClick(editor.week.grid, first)
    qtbot.keyClicks(editor.week.minutes, "".join(rest))


def meant(editor):
    from app.queries.plans.preview import WhoHasToAgree  # noqa: PLC0415  as the tab imports it, late

    return editor.agreements.boxes[WhoHasToAgree.THE_WEEK]


def agreed(editor, qtbot):
    from app.queries.plans.preview import WhoHasToAgree  # noqa: PLC0415  as the tab imports it, late

    qtbot.keyClick(editor.agreements.boxes[WhoHasToAgree.MDT], Qt.Key.Key_Space)
    qtbot.keyClicks(editor.agreements.present, "OT, SW")
    qtbot.keyClicks(editor.because, "Washes herself")


@pytest.mark.rule("PSP-1")
def test_other_minutes_are_asked_about_and_saved_by_the_persons_word_by_keyboard_alone(editor, qtbot, settled, stored):
    typed(editor, qtbot, "32")
    settled()
    said = "Morning, Mon: 32 minutes isn't in steps of 5: 30 or 35, perhaps?"
    assert (editor.agreements.asked.text(), editor.agreements.asked.isVisible()) == (said, True)
    agreed(editor, qtbot)
    qtbot.keyClick(editor.because, Qt.Key.Key_Return, CTRL)
    settled()
    assert said in editor.notice.text.text()
    assert meant(editor).hasFocus()
    qtbot.keyClick(meant(editor), Qt.Key.Key_Space)
    qtbot.keyClick(meant(editor), Qt.Key.Key_Return, CTRL)
    settled()
    settled()
    assert editor.isHidden()
    assert {(line.minutes, line.days_text) for line in stored()} == {(32, "Mon"), (45, "Tue–Sun")}


@pytest.mark.rule("PSP-1")
def test_another_question_is_answered_anew(editor, qtbot, settled):
    typed(editor, qtbot, "600")
    settled()
    assert "lasts 10 hours" in editor.agreements.asked.text()
    qtbot.keyClick(meant(editor), Qt.Key.Key_Space)
    assert meant(editor).isChecked()
    editor.week.grid.choose(Call.TEA, 2)
    typed(editor, qtbot, "30")
    settled()
    assert meant(editor).isChecked()
    qtbot.mouseClick(editor.week.another, Qt.MouseButton.LeftButton)
    settled()
    assert "Tea, Wed: 2 visits at the same call." in editor.agreements.asked.text()
    assert not meant(editor).isChecked()


@pytest.mark.rule("PSP-1")
def test_what_is_mistyped_after_the_tick_is_asked_about_though_it_is_saved_at_once(editor, qtbot, settled, stored):
    typed(editor, qtbot, "32")
    settled()
    agreed(editor, qtbot)
    qtbot.keyClick(meant(editor), Qt.Key.Key_Space)
    editor.week.grid.choose(Call.MORNING, 3)
    typed(editor, qtbot, "3")  # of 30
    qtbot.keyClick(editor.week.minutes, Qt.Key.Key_S, CTRL)
    settled()
    assert "Morning, Thu: 3 minutes isn't in steps of 5: 5, perhaps?" in editor.notice.text.text()
    assert "32 minutes" not in editor.notice.text.text()
    assert (editor.isVisible(), meant(editor).isChecked()) == (True, False)
    assert {(line.minutes, line.days_text) for line in stored()} == {(45, "every day")}


@pytest.mark.rule("PSP-1")
def test_the_tick_and_what_it_answers_come_back_with_the_draft(tab, editor, qtbot, settled, stored):
    typed(editor, qtbot, "32")
    settled()
    agreed(editor, qtbot)
    qtbot.keyClick(meant(editor), Qt.Key.Key_Space)
    qtbot.mouseClick(editor.back, Qt.MouseButton.LeftButton)
    settled()
    assert editor.isHidden()
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    settled()
    assert "32 minutes" in editor.agreements.asked.text()
    assert meant(editor).isChecked()
    qtbot.keyClick(editor.because, Qt.Key.Key_Return, CTRL)
    settled()
    settled()
    assert {(line.minutes, line.days_text) for line in stored()} == {(32, "Mon"), (45, "Tue–Sun")}


@pytest.mark.rule("PSP-1")
def test_a_kept_tick_answers_nothing_that_another_desks_version_made_a_question(
    tab, editor, qtbot, settled, sqlite_office, elsewhere, person
):
    def save(week, **agreed):
        view = sqlite_office.ask(queries.view, person=person)
        asked = "Morning, Thu: 33 minutes isn't in steps of 5: 30 or 35, perhaps?"
        sqlite_office.do(
            new_version, episode=view.episode, based_on=view.newest, week=week, because="MDT",
            agreed=Agreed(**agreed), answered=(asked,),
        )  # fmt: skip

    odd = (visit(days={0, 1, 2, 4, 5, 6}, minutes=45), visit(days={3}, minutes=33))
    elsewhere(partial(save, odd, mdt_at=sqlite_office.now, present="OT, SW"))
    tab.refresh()
    settled()
    typed(editor, qtbot, "32")
    settled()
    assert editor.agreements.asked.text() == "Morning, Mon: 32 minutes isn't in steps of 5: 30 or 35, perhaps?"
    qtbot.keyClick(meant(editor), Qt.Key.Key_Space)
    elsewhere(partial(save, (visit(minutes=45),), dso=True, scheduling_at=sqlite_office.now))
    tab.refresh()
    settled()
    editor.draft.settle("week", mine=True)
    settled()
    assert "Morning, Thu: 33 minutes" in editor.agreements.asked.text()
    assert not meant(editor).isChecked()


@pytest.mark.rule("PSP-1")
def test_minutes_are_rounded_by_the_persons_word_only_and_it_is_undone(editor, qtbot, settled):
    assert editor.week.round.isHidden()
    typed(editor, qtbot, "33")
    settled()
    assert editor.week.round.text() == "&Round to steps of 5"
    assert editor.week.draft.at([(Call.MORNING, 0)])[0].minutes == 33
    qtbot.mouseClick(editor.week.round, Qt.MouseButton.LeftButton)
    settled()
    assert editor.week.minutes.text() == "35"
    assert (editor.week.round.isHidden(), editor.agreements.asked.isHidden()) == (True, True)
    editor.week.grid.setFocus()
    qtbot.keyClick(editor.week.grid, Qt.Key.Key_Z, CTRL)
    assert editor.week.minutes.text() == "33"


@pytest.mark.rule("PSP-1")
def test_up_and_down_go_to_the_next_whole_step(editor, qtbot, settled):
    typed(editor, qtbot, "32")
    for key, shown in (
        (Qt.Key.Key_Up, "35"),
        (Qt.Key.Key_Up, "40"),
        (Qt.Key.Key_Down, "35"),
        (Qt.Key.Key_Down, "30"),
    ):
        qtbot.keyClick(editor.week.minutes, key)
        assert editor.week.minutes.text() == shown
    editor.week.minutes.setText("3")
    qtbot.keyClick(editor.week.minutes, Qt.Key.Key_Down)
    assert editor.week.minutes.text() == "5"
    qtbot.keyClick(editor.week.minutes, Qt.Key.Key_Down)
    assert editor.week.minutes.text() == "5"
    settled()
    assert editor.agreements.asked.isHidden()
