"""The ways of looking at a history: the same visits by week, all in sight and as a table; kept, and by key."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.services.goals import not_made, ratings
from models.values import Call, london_day
from models.vocabulary.goals import Letter, NotMade
from ui.tabs.goals.history_views import HistoryView
from ui.tabs.goals.tab import GoalsTab

WAYS = list(HistoryView)


def rate(office, goal, ago, letter, worker="CWC"):
    day = london_day(office.now) - timedelta(days=ago)
    office.do(ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=office.staff[worker], letter=letter)


@pytest.fixture
def week(sqlite_office, goal):
    """Rated in two weeks of the support: the first ended three days ago."""
    for ago, letter in ((6, Letter.A1), (5, Letter.D), (4, Letter.P), (2, Letter.I)):
        rate(sqlite_office, goal, ago, letter)
    return goal


def look(tab, way):
    while tab.history.views.view is not way:
        tab.act("goals.act.view")


def seen(tab):
    views = tab.history.views
    parts = (views.strip, views.weeks, *([views.table] if views.table else []))
    return [each.objectName() for each in parts if each.isVisible()]


def accessible(view, role=QAccessible.Role.Cell):
    table = QAccessible.queryAccessibleInterface(view)
    children = [table.child(number) for number in range(table.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children if child.role() == role]


@pytest.mark.usefixtures("week")
def test_one_key_goes_through_the_ways_and_the_keyboard_goes_along(open_tab, person, desk):
    tab = open_tab(GoalsTab, person)
    shown = []
    for _ in WAYS:
        shown.append((tab.history.views.view, seen(tab), desk.preferences.history_view))
        assert tab.history._rating.isVisible() == tab.history.views.rates
        tab.act("goals.act.view")
        assert QApplication.focusWidget().objectName() == seen(tab)[0]
    assert [way for way, _, _ in shown] == WAYS
    assert [parts for _, parts, _ in shown] == [
        ["goals.history"], ["goals.history_weeks"], ["goals.history"], ["goals.history_table"],
    ]  # fmt: skip
    assert [kept for _, _, kept in shown[1:]] == [way.value for way in WAYS[1:]]
    assert tab.history.views.view is HistoryView.VISITS


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(("kept", "way"), [("weeks", HistoryView.WEEKS), ("nonsense", HistoryView.VISITS)])
def test_the_desk_keeps_the_way_between_starts(open_tab, person, desk, kept, way):
    desk.preferences.history_view = kept
    assert open_tab(GoalsTab, person).history.views.view is way


@pytest.mark.rule("IPAD-3")
@pytest.mark.usefixtures("week")
def test_a_week_says_its_median_its_counts_and_what_began_in_it(open_tab, person, qtbot):
    tab = open_tab(GoalsTab, person)
    look(tab, HistoryView.WEEKS)
    first, second = accessible(tab.history.views.weeks)
    title = tab.history._history.goals[0]
    both = "median between A1 and P of 2 ratings (1 P, 1 A1)"
    assert first.splitlines() == [
        f"{title.number}. {title.statement}. Week 1, from 10 Nov 2026: {both}, 1 declined; 2 not rated yet",
        "Start, 10 Nov 2026",
        "From 10 Nov 2026: 3.5 worker hours a week",
    ]
    assert "Week 2, from 17 Nov 2026: median I of 1 rating (1 I); 2 not rated yet" in second
    assert accessible(tab.history.views.weeks, QAccessible.Role.ColumnHeader)[1] == "Week 2, from Tue 17 Nov"
    assert tab.history.chosen.text() == second.split(". ", 2)[2] + "."
    qtbot.keyClick(tab.history.views.weeks, Qt.Key.Key_Left)
    assert tab.history.chosen.text().startswith("Week 1, ")
    qtbot.keyClick(tab.history.views.weeks, Qt.Key.Key_I)
    assert tab.history.chosen.text().startswith("Week 1, ")


@pytest.mark.usefixtures("week")
def test_all_in_sight_needs_no_scrolling_and_is_rated_in(open_tab, person, sqlite_office, qtbot, settled, view):
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    strip.setFixedWidth(280)  # 20 px for the visits
    look(tab, HistoryView.WHOLE)
    assert strip.horizontalHeader().length() <= strip.viewport().width()
    assert strip.horizontalScrollBar().maximum() == 0
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    strip.setCurrentIndex(strip.model().index(0, strip.model().columnCount() - 1))
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    assert view().history.cells[-1].letter is Letter.P
    assert tab.history.chosen.text().startswith("Thu 19 Nov, lunch: P")


@pytest.mark.parametrize("letter", list(Letter))
def test_a_visit_without_room_for_its_letter_still_differs_from_the_others_without_colour(desk, letter):
    from PySide6.QtCore import QRect  # noqa: PLC0415  only here
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415

    from ui.widgets.ipad_column import paint_column  # noqa: PLC0415
    from ui.widgets.ipad_model import CellLook  # noqa: PLC0415

    def grey(which):
        image = QImage(4, 32, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint_column(desk.look.theme, painter, CellLook(which), QRect(0, 0, 4, 32))
        painter.end()
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    assert all(grey(letter) != grey(other) for other in Letter if other is not letter)


@pytest.mark.usefixtures("week")
def test_as_a_table_each_visit_is_a_line_to_hear_and_to_copy(open_tab, person):
    tab = open_tab(GoalsTab, person)
    look(tab, HistoryView.TABLE)
    table = tab.history.views.table
    columns = table.model().columnCount()
    said = accessible(table)
    lines = [said[first : first + columns] for first in range(0, len(said), columns)]
    goal = tab.history._history.goals[0]
    heading = table.model().headerData(1, Qt.Orientation.Horizontal)
    assert heading.startswith(f"{goal.number}. I will make my")
    assert [line[0] for line in lines][1] == "Visit: Wed 18 Nov, lunch"
    assert [line[1] for line in lines][1] == f"{heading}: Wed 18 Nov, lunch, I, independent"
    assert lines[0][1].endswith("Thu 19 Nov, lunch, not rated yet")
    assert "Start, 10 Nov 2026" in lines[-1][2]
    table.selectAll()
    table.copy()
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert copied[0] == ["Visit", heading, "What began"]
    assert [line[1] for line in copied[1:4]] == ["not rated yet", "I", "not rated yet"]
    assert len(copied) == len(tab.history._history.visits) + 1


@pytest.mark.usefixtures("week")
def test_a_rating_from_elsewhere_is_shown_in_the_way_that_is_looked_at(
    open_tab, person, goal, sqlite_office, elsewhere, settled
):
    tab = open_tab(GoalsTab, person)

    def comes(ago, letter):
        made = elsewhere(lambda: sqlite_office.do(
            ratings.rate, goal=goal, day=london_day(sqlite_office.now) - timedelta(days=ago), call=Call.LUNCH,
            worker=sqlite_office.staff["CWC"], letter=letter,
        ))  # fmt: skip
        tab.door.changed.emit(made)
        settled()
        settled()

    look(tab, HistoryView.WEEKS)
    comes(1, Letter.I)
    assert "median I of 2 ratings (2 I)" in tab.history.chosen.text()
    look(tab, HistoryView.TABLE)
    table = tab.history.views.table
    assert table.model().index(0, 1).data() == "I"
    comes(1, Letter.A2)
    assert tab.history.views.table is table
    assert table.model().index(0, 1).data() == "A2"


@pytest.mark.usefixtures("week")
def test_the_notes_beside_the_goals_are_those_after_a_rating(open_tab, person, settled, qtbot, sqlite_office):
    tab = open_tab(GoalsTab, person)
    history = tab.history
    before = history.strip.cells.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    history.worker.set_value(sqlite_office.staff["CWC"])
    history.strip.setFocus()
    qtbot.keyClick(history.strip, Qt.Key.Key_2)
    settled()
    settled()
    look(tab, HistoryView.WEEKS)
    notes = [
        each.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
        for each in (history.strip.cells, history.views.weeks.model())
    ]
    assert notes[0] != before
    assert notes[0] == notes[1]


@pytest.mark.rule("IPAD-2")
def test_a_letter_corrected_late_says_so_in_its_cell_the_table_and_the_legend(sqlite_office, goal, open_tab, person):
    rate(sqlite_office, goal, 1, Letter.P)
    rate(sqlite_office, goal, 6, Letter.P)
    day = london_day(sqlite_office.now) - timedelta(days=6)
    sqlite_office.do(
        ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=sqlite_office.staff["CWC"], seen=Letter.P,
        letter=Letter.I,
    )  # fmt: skip
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    strip.setCurrentIndex(strip.model().index_of((goal, (day, Call.LUNCH))))
    assert tab.history.chosen.text().endswith("typed in 6 days later, corrected 6 days later.")
    assert not tab.history._legend._late.isHidden()
    look(tab, HistoryView.TABLE)
    table = tab.history.views.table.model()
    assert "I, late" in [table.index(row, 1).data() for row in range(table.rowCount())]
    assert "P" in [table.index(row, 1).data() for row in range(table.rowCount())]


def test_where_no_letter_came_late_the_legend_explains_no_cut_corner(sqlite_office, goal, open_tab, person):
    rate(sqlite_office, goal, 1, Letter.P)
    assert open_tab(GoalsTab, person).history._legend._late.isHidden()


@pytest.mark.rule("IPAD-1")
def test_a_visit_not_made_stands_in_words_in_the_table(sqlite_office, goal, open_tab, person):
    rate(sqlite_office, goal, 1, Letter.P)
    day = london_day(sqlite_office.now) - timedelta(days=2)
    sqlite_office.do(not_made.note_not_made, person=person, day=day, call=Call.LUNCH, reason=NotMade.NO_ACCESS)
    tab = open_tab(GoalsTab, person)
    look(tab, HistoryView.TABLE)
    table = tab.history.views.table.model()
    shown = [table.index(row, 1).data() for row in range(table.rowCount())]
    assert "not made, no answer or no way in" in shown
    assert "N" not in shown
