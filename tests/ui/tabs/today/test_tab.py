"""The Today tab: what is to be done in groups, a filter that says what it hides, and each line's way to its field."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from app.queries.today.prompts import PromptGroup
from app.services.goals import goals
from models.values import Call
from tests.builders import visit
from ui.navigation import TabName
from ui.tables.row_table_model import Role
from ui.tabs.today.headings_and_prompts import Whose
from ui.tabs.today.tab import TodayTab

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def late(sqlite_office):
    """Somebody without goals, two hours past the 48."""
    person = sqlite_office.a_person(given="Edna", family="Gratton")
    return sqlite_office.an_episode(visit(Call.LUNCH), person=person, started_at=sqlite_office.now - 50 * HOUR)


@pytest.fixture
def soon(sqlite_office):
    """Somebody of another DSO whose goals are due in three hours."""
    person = sqlite_office.a_person(given="Eric", family="Twigg")
    told = {"started_at": sqlite_office.now - 45 * HOUR, "dso_id": sqlite_office.staff["Interim DSO"]}
    return sqlite_office.an_episode(visit(Call.LUNCH), person=person, **told)


def shown(tab):
    return tab.page.prompts.model().shown()


def sentences(tab):
    return [line.row.sentence if line.row else line.heading for line in shown(tab)]


def text(tab, number, column):
    model = tab.page.prompts.model()
    return model.index(number, column).data(Role.DisplayRole)


def line_of(tab, rule):
    return next(number for number, line in enumerate(shown(tab)) if line.row and line.row.rule == rule)


@pytest.mark.usefixtures("late", "soon")
def test_what_is_overdue_stands_first_under_its_heading_with_its_deadline_in_words(open_tab):
    tab = open_tab(TodayTab)
    lines = shown(tab)
    assert (lines[0].group, lines[0].row, lines[0].heading) == (PromptGroup.OVERDUE, None, "Overdue · 1")
    assert lines[1].row.person == "Edna Gratton"
    assert text(tab, 1, 0) == "2 h late"
    assert lines[2].heading == "Next 24 hours · 1"
    assert text(tab, 3, 0) == "in 3 h"
    assert tab.page.summary.text().startswith("1 overdue, 1 in the next 24 hours")
    assert "Rule GOAL-1" in tab.page.prompts.model().index(1, 1).data(Role.ToolTipRole)
    assert tab.page.prompts.current() == lines[1]


@pytest.mark.usefixtures("late")
def test_enter_leads_to_the_very_field_of_the_very_person(open_tab, qtbot):
    tab = open_tab(TodayTab)
    with qtbot.waitSignal(tab.place_requested) as asked:
        qtbot.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    place, row = asked.args[0], shown(tab)[1].row
    assert (place.tab, place.field, place.person, place.record) == (
        TabName.GOALS,
        "goals.new",
        row.person_id,
        row.episode_id,
    )


@pytest.mark.usefixtures("late")
def test_a_click_on_the_rows_button_leads_there_and_one_on_its_sentence_does_not(open_tab, qtbot):
    tab = open_tab(TodayTab)
    places = []
    tab.place_requested.connect(places.append)
    for column in (1, 3):
        where = tab.page.prompts.visualRect(tab.page.prompts.model().index(1, column)).center()
        qtbot.mouseClick(tab.page.prompts.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [place.tab for place in places] == [TabName.GOALS]


def test_what_is_due_later_is_counted_and_shown_on_demand(open_tab, sqlite_office):
    sqlite_office.an_episode(started_at=sqlite_office.now - 34 * DAY, support_plan_at=sqlite_office.now)
    tab = open_tab(TodayTab)
    heading = "Later · 1 · press Enter to show them"
    assert heading in sentences(tab)
    assert not any(line.row for line in shown(tab) if line.group is PromptGroup.LATER)
    tab.act("today.act.later")
    assert heading not in sentences(tab)
    assert line_of(tab, "PSP-7")


@pytest.mark.usefixtures("late", "soon")
def test_a_heading_closes_and_opens_but_never_that_of_what_is_overdue(open_tab, qtbot):
    tab = open_tab(TodayTab)
    before = sentences(tab)
    tab.page.prompts.choose(PromptGroup.NEXT_DAY)
    qtbot.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    assert "Next 24 hours · 1 · press Enter to show them" in sentences(tab)
    assert len(sentences(tab)) == len(before) - 1
    qtbot.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    assert sentences(tab) == before
    tab.page.prompts.choose(PromptGroup.OVERDUE)
    qtbot.keyClick(tab.page.prompts, Qt.Key.Key_Return)
    assert sentences(tab) == before


@pytest.mark.usefixtures("late", "soon")
def test_a_filter_says_how_many_overdue_prompts_it_hides_and_can_be_taken_away(open_tab, qtbot):
    tab = open_tab(TodayTab)
    tab.act("today.act.filter")
    qtbot.keyClicks(tab.page.filter, "twigg")
    assert {line.row.person for line in shown(tab) if line.row} == {"Eric Twigg"}
    assert tab.page.prompts.current().row.person == "Eric Twigg"
    assert tab.page.hidden.text() == "1 overdue and 1 other prompts are hidden by the filter."
    qtbot.mouseClick(tab.page.show_all, Qt.MouseButton.LeftButton)
    assert not tab.page.hidden.isVisible()
    assert {line.row.person for line in shown(tab) if line.row} == {"Edna Gratton", "Eric Twigg"}


@pytest.mark.usefixtures("late", "soon")
def test_mine_leaves_in_what_nobody_owns(open_tab, sqlite_office, elsewhere, settled):
    elsewhere(lambda: sqlite_office.a_referral(discharge_on=date(2026, 11, 20)))
    tab = open_tab(TodayTab)
    tab.page.whose.set_value(Whose.MINE)
    tab.page.whose.picked.emit(Whose.MINE)
    owners = {line.row.owner for line in shown(tab) if line.row}
    assert owners == {"DSO North", ""}
    assert "nobody yet" in {text(tab, number, 2) for number in range(len(shown(tab)))}
    settled()


def test_what_was_settled_at_another_desk_is_gone_by_itself(open_tab, office_desk, late, settled):
    tab = open_tab(TodayTab)
    assert any(line.row and line.row.rule == "GOAL-1" for line in shown(tab))
    said = {
        "statement": "I will make my lunch",
        "measure": "6 of 7 days",
        "achievable": "stands",
        "relevant": "no call",
    }
    deed = lambda turn: goals.set_goal(turn, episode=late, target=date(2026, 12, 10), calls="lunch", **said)  # noqa: E731
    office_desk.door.do(tab, deed, lambda _: None, tab.notice.say)
    settled()
    settled()
    assert not any(line.row and line.row.rule == "GOAL-1" for line in shown(tab))


@pytest.mark.usefixtures("soon")
def test_deadlines_count_down_without_a_question_until_one_passes(open_tab, sqlite_office, qtbot, count_statements):
    tab = open_tab(TodayTab)
    statements = count_statements(sqlite_office.database)
    sqlite_office.clock.advance(HOUR)
    tab._time_passed()
    tab.page.prompts.tick()
    assert text(tab, line_of(tab, "GOAL-1"), 0) == "in 2 h"
    assert statements == []
    sqlite_office.clock.advance(3 * HOUR)
    tab._time_passed()
    qtbot.waitUntil(lambda: shown(tab)[0].group is PromptGroup.OVERDUE)


def test_an_empty_day_is_a_lesson_that_leads_to_the_referrals(open_tab, qtbot):
    tab = open_tab(TodayTab)
    assert tab.page.empty.isVisible()
    with qtbot.waitSignal(tab.place_requested) as asked:
        qtbot.mouseClick(tab.page.empty.step, Qt.MouseButton.LeftButton)
    assert asked.args[0].tab is TabName.REFERRALS


@pytest.mark.usefixtures("late")
def test_long_sentences_are_shown_whole(open_tab, office_desk, qtbot):
    tab = open_tab(TodayTab)
    before = tab.page.prompts.rowHeight(1)
    office_desk.look.set_text_size(200)
    tab.resize(700, 640)
    qtbot.waitUntil(lambda: tab.page.prompts.rowHeight(1) > before)


@pytest.mark.usefixtures("late")
def test_a_step_of_text_size_finds_the_heights_once_the_columns_have_theirs(open_tab, office_desk, monkeypatch, qtbot):
    prompts = open_tab(TodayTab).page.prompts
    fitted, height_of = [], prompts._wrapped.height_of
    monkeypatch.setattr(prompts._wrapped, "height_of", lambda *line: fitted.append(line) or height_of(*line))
    office_desk.look.set_text_size(150)
    assert fitted == []
    qtbot.waitUntil(lambda: bool(fitted) and not prompts._fitting.isActive())
    QCoreApplication.processEvents()
    assert len(fitted) == len(prompts.shown())


@pytest.mark.usefixtures("late")
def test_rows_take_their_height_again_when_the_text_is_made_smaller(open_tab, office_desk, qtbot):
    tab = open_tab(TodayTab)
    heights = [tab.page.prompts.rowHeight(number) for number in range(len(shown(tab)))]
    for size in (200, 100):
        office_desk.look.set_text_size(size)
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: [tab.page.prompts.rowHeight(n) for n in range(len(heights))] == heights)


@pytest.mark.usefixtures("late")
def test_in_large_text_the_sentence_is_the_widest_and_whose_it_is_stands_under_it(open_tab, office_desk, qtbot):
    tab = open_tab(TodayTab)
    prompts, owner = tab.page.prompts, 2
    tab.resize(1280, 540)
    QCoreApplication.processEvents()
    assert not prompts.isColumnHidden(owner)
    office_desk.look.set_text_size(200)
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: not prompts._fitting.isActive())
    assert prompts.isColumnHidden(owner)
    width = prompts.columnWidth(1)
    assert width > max(prompts.columnWidth(0), prompts.columnWidth(3))
    assert width >= prompts.viewport().width() * 0.45
    number = next(number for number, line in enumerate(shown(tab)) if line.row)
    with_owner = prompts.rowHeight(number)
    prompts.setColumnHidden(owner, False)
    assert prompts._wrapped.height_of(shown(tab)[number], width) < with_owner
