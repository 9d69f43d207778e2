"""The week and the IPAD history: walked by keyboard, told cell by cell to a screen reader."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage

from app.desk.preferences import Scheme
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter, MarkKind
from ui.widgets.ipad_model import StripModel
from ui.widgets.ipad_strip import IpadStrip, StripGoal, StripMark, StripView, StripVisit
from ui.widgets.level_trend import LevelTrend
from ui.widgets.week_grid import Change, WeekGrid, WeekModel, WeekView, WeekVisit


@dataclass(frozen=True)
class Cell:
    letter: Letter | None = None
    given: tuple["By", ...] = ()
    away: BreakKind | None = None


@dataclass(frozen=True)
class By:
    days_late: int = 0
    days_corrected: int = 0


WASH, TEA = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 19)
GOALS = (StripGoal(WASH, "Washes alone", "trend better"), StripGoal(TEA, "Makes tea"))
VISITS = tuple(StripVisit((DAY, call), DAY, call) for call in ("Morning", "Lunch", "Bed"))
HISTORY = StripView(
    GOALS,
    VISITS,
    {
        (WASH, (DAY, "Morning")): Cell(Letter.A2, (By(), By())),
        (WASH, (DAY, "Lunch")): Cell(Letter.D, (By(),)),
        (TEA, (DAY, "Morning")): Cell(away=BreakKind.FAMILY),
        (TEA, (DAY, "Lunch")): Cell(away=BreakKind.HOSPITAL),
        (TEA, (DAY, "Bed")): Cell(),
    },
)
SEAM = MarkKind.SEAM
MARKS = (
    StripMark(MarkKind.BREAK, 0, 1, "In hospital"),
    StripMark(MarkKind.MILESTONE, 1, 1, "Goals set, 19 Nov 2026"),
    StripMark(MarkKind.STEP_DOWN, 1, 1, "Step-down"),
    StripMark(SEAM, 2, 2, "Reworded on 19 Nov 2026", TEA),
)
WEEK = WeekView(
    ("Morning", "Tea"),
    (
        WeekVisit(0, "Morning", 45, 2, "Wash and dress"),
        WeekVisit(0, "Morning", 15, 1, "Eye drops", at="10:15", change=Change.NEW),
        WeekVisit(6, "Tea", 30),
    ),
)


def accessible_of(view, role):
    table = QAccessible.queryAccessibleInterface(view)
    children = [table.child(number) for number in range(table.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children if child.role() == role]


def accessible_cells(view):
    said = accessible_of(view, QAccessible.Role.Cell)
    columns = view.model().columnCount()
    return [said[first : first + columns] for first in range(0, len(said), columns)]


@pytest.fixture
def strip(look, qtbot):
    made = IpadStrip(look, "goals.history")
    qtbot.addWidget(made)
    made.show()
    made.show_history(HISTORY)
    return made


@pytest.fixture
def week(look, qtbot):
    made = WeekGrid(look, "plans.week")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_week(WEEK)
    return made


def test_the_strip_model_obeys_qt(qtmodeltester):
    model = StripModel()
    qtmodeltester.check(model)
    model.show_history(HISTORY)
    model.show_history(StripView(GOALS, VISITS, {}))


def test_the_week_model_obeys_qt(qtmodeltester):
    model = WeekModel()
    qtmodeltester.check(model)
    model.show_week(WEEK)
    model.show_week(WeekView(WEEK.calls, ()))


def test_a_screen_reader_hears_every_cell_of_the_strip(strip):
    cells = accessible_cells(strip)
    assert cells[0][0] == (
        "Washes alone, Thu 19 Nov morning: A2, assisted by two workers, two ratings, the most help shown"
    )
    assert cells[0][1].endswith("D, declined")
    assert cells[0][2].endswith("not due")
    assert cells[1][0].endswith(": not due, with family")
    assert cells[1][1].endswith("in hospital")
    assert cells[1][2].endswith("not rated yet")


@pytest.mark.rule("IPAD-1", "IPAD-3")
def test_a_visit_not_made_is_heard_and_seen_apart_from_one_declined_away_or_not_rated_yet(strip):
    strip.resize(700, strip.height())

    def seen(*told):
        visits = (*VISITS[:2], replace(VISITS[2], not_made=told[0] if told else ""))
        strip.show_history(replace(HISTORY, visits=visits))
        strip.setCurrentIndex(strip.model().index(0, 0))
        return shades(strip.viewport(), strip.visualRect(strip.model().index(1, 2)))

    due = seen()
    strip.setCurrentIndex(strip.model().index(1, 1))
    missed = seen("nobody came")
    others = [strip.visualRect(strip.model().index(*place)) for place in ((0, 1), (1, 0), (1, 1), (0, 2))]
    assert missed not in [due, *(shades(strip.viewport(), each) for each in others)]
    cells = accessible_cells(strip)
    assert cells[1][2].endswith(": not made, nobody came")
    assert cells[0][2].endswith(": not due")
    visits = tuple(replace(each, not_made="out") for each in VISITS)
    strip.show_history(replace(HISTORY, visits=visits))
    model, spoken = strip.model(), Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(spoken).endswith(": D, declined, though recorded as not made, out")
    assert model.index(1, 1).data(spoken).endswith(": in hospital")


@pytest.mark.rule("PSP-4", "END-3", "MILE-1", "GOAL-4")
def test_a_screen_reader_hears_what_began_at_a_visit_and_where_a_goal_was_reworded(strip):
    strip.show_history(replace(HISTORY, marks=MARKS))
    cells = accessible_cells(strip)
    assert cells[0][1] == "Washes alone, Thu 19 Nov lunch: D, declined\nGoals set, 19 Nov 2026\nStep-down"
    assert cells[1][1] == "Makes tea, Thu 19 Nov lunch: in hospital\nGoals set, 19 Nov 2026\nStep-down"
    assert cells[1][2] == "Makes tea, Thu 19 Nov bed: not rated yet\nReworded on 19 Nov 2026"
    assert cells[0][2].endswith("not due")
    heads = accessible_of(strip, QAccessible.Role.ColumnHeader)
    assert heads == [
        "Thu 19 Nov Morning\nIn hospital",
        "Thu 19 Nov Lunch\nGoals set, 19 Nov 2026\nStep-down",
        "Thu 19 Nov Bed",
    ]
    assert strip.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == heads[1]
    strip.setCurrentIndex(strip.model().index(1, 2))
    assert strip.said_here() == ("Reworded on 19 Nov 2026",)


def shades(widget, where):
    """How dark each pixel of a place is, without its colour."""
    seen = widget.grab(where).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return [seen.pixelColor(x, y).lightness() for y in range(seen.height()) for x in range(seen.width())]


@pytest.mark.parametrize("kind", list(MarkKind))
def test_each_mark_is_drawn_in_a_form_of_its_own_without_colour(strip, kind):
    strip.resize(700, strip.height())
    lane = QRect(0, strip.horizontalHeader().height() - 16, 84, 16)
    rows = strip.viewport().rect()

    def seen(which):
        marks = [StripMark(each, 1, 1, "", TEA if each is SEAM else None) for each in which]
        strip.show_history(replace(HISTORY, marks=tuple(marks)))
        return shades(strip.horizontalHeader().viewport(), lane), shades(strip.viewport(), rows)

    others = [seen([other]) for other in MarkKind if other is not kind]
    assert seen([kind]) not in [seen([]), *others]


@pytest.mark.rule("GOAL-4")
def test_a_seam_is_drawn_in_the_row_of_its_goal_alone(strip):
    strip.resize(700, strip.height())
    strip.setCurrentIndex(strip.model().index(0, 0))
    rows = [strip.visualRect(strip.model().index(row, 1)) for row in range(2)]
    before = [shades(strip.viewport(), each) for each in rows]
    strip.show_history(replace(HISTORY, marks=(StripMark(SEAM, 1, 1, "", TEA),)))
    strip.setCurrentIndex(strip.model().index(0, 0))
    after = [shades(strip.viewport(), each) for each in rows]
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


@pytest.mark.rule("IPAD-2")
@pytest.mark.parametrize(
    ("late", "said"),
    [
        ({"days_late": 5}, "typed in late"),
        ({"days_corrected": 9}, "corrected late"),
        ({"days_late": 5, "days_corrected": 9}, "typed in late, corrected late"),
    ],
)
def test_a_letter_that_was_typed_in_or_corrected_late_is_marked_and_said_to_be(strip, look, late, said):
    strip.show_goal(GOALS[1], {(TEA, (DAY, "Bed")): Cell(Letter.I, (By(**late),))})
    assert accessible_cells(strip)[1][2].endswith(f"I, independent, {said}")
    strip.resize(700, strip.height())
    assert grounds(strip, 1)[2] == look.theme.letters[Letter.I][1]


@pytest.mark.rule("IPAD-1")
def test_after_a_letter_the_keyboard_goes_down_the_visit_and_on_to_the_next_one_that_was_due(strip, qtbot):
    strip.setCurrentIndex(strip.model().index(0, 0))
    walked = []
    for _ in range(4):
        qtbot.keyClick(strip, Qt.Key.Key_P)
        walked.append((strip.currentIndex().row(), strip.currentIndex().column()))
    # At the first visit tea wasn't due, at the second the person was in hospital for it, at the third washing wasn't.
    assert walked == [(0, 1), (1, 2), (1, 2), (1, 2)]


def test_a_letter_that_isnt_taken_yet_leaves_the_keyboard_where_it_is(strip, qtbot):
    strip.setCurrentIndex(strip.model().index(0, 0))
    strip.rated.connect(strip.stay)
    qtbot.keyClick(strip, Qt.Key.Key_P)
    assert (strip.currentIndex().row(), strip.currentIndex().column()) == (0, 0)


def grounds(strip, row):
    """The colour near the corner of each cell of a row, as it is seen."""
    seen, corner = strip.viewport().grab().toImage(), QPoint(4, 5)
    places = [strip.visualRect(strip.model().index(row, column)).topLeft() + corner for column in range(3)]
    return [seen.pixelColor(place * seen.devicePixelRatio()).name() for place in places]


def test_each_cell_is_painted_as_its_letter_is_and_anew_when_letter_theme_or_size_change(strip, look):
    def colours(*letters):
        return [look.theme.letters[letter][0] if letter else look.theme.colours.surface for letter in letters]

    strip.resize(700, strip.height())
    strip.setCurrentIndex(strip.model().index(1, 2))
    assert grounds(strip, 0)[::2] == colours(Letter.A2, None)
    assert grounds(strip, 1) == colours(None, None, None)
    strip.show_goal(GOALS[1], {(TEA, (DAY, "Morning")): Cell(Letter.I, (By(),))})
    assert grounds(strip, 1) == colours(Letter.I, None, None)
    look.set_scheme(Scheme.DARK)
    assert grounds(strip, 0)[::2] == colours(Letter.A2, None)
    look.set_text_size(150)
    assert grounds(strip, 0)[::2] == colours(Letter.A2, None)


def test_a_screen_reader_hears_every_cell_of_the_week(week):
    cells = accessible_cells(week)
    assert cells[0][0] == (
        "Monday morning: 45 min, two workers, Wash and dress; at 10:15, 15 min, one worker, Eye drops, new"
    )
    assert cells[1][6] == "Sunday tea: 30 min, one worker"
    assert cells[1][0] == "Monday tea: no visit"


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        (Qt.Key.Key_I, Letter.I),
        (Qt.Key.Key_P, Letter.P),
        (Qt.Key.Key_1, Letter.A1),
        (Qt.Key.Key_2, Letter.A2),
        (Qt.Key.Key_D, Letter.D),
    ],
)
def test_a_letter_rates_where_the_keyboard_is_and_goes_on_to_the_next_visit_due(strip, qtbot, key, letter):
    rated = []
    strip.rated.connect(lambda place, letter: rated.append((place, letter)))
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, key)
    qtbot.keyClick(strip, key)
    qtbot.keyClick(strip, key)
    bed = (TEA, (DAY, "Bed"))  # Lunch was in hospital, and after the last one it stays
    assert rated == [((WASH, (DAY, "Lunch")), letter), (bed, letter), (bed, letter)]


def test_the_keyboard_begins_at_the_last_visit_and_stays_when_ratings_come(strip, qtbot):
    assert (strip.currentIndex().row(), strip.currentIndex().column()) == (0, 2)
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    later = (*VISITS, StripVisit((DAY, "Night"), DAY, "Night"))
    strip.show_history(StripView(GOALS, later, HISTORY.cells))
    assert (strip.currentIndex().row(), strip.currentIndex().column()) == (1, 2)


def test_ctrl_z_asks_to_undo_and_other_keys_rate_nothing(strip, qtbot):
    strip.rated.connect(pytest.fail)
    with qtbot.waitSignal(strip.undo_requested):
        qtbot.keyClick(strip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert strip.toolTip().endswith(" · Ctrl+Z takes back · Ctrl+Shift+Z gives again")
    qtbot.keyClick(strip, Qt.Key.Key_X)
    qtbot.keyClick(strip, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_an_empty_history_has_nothing_to_rate(look, qtbot):
    strip = IpadStrip(look, "goals.history")
    qtbot.addWidget(strip)
    strip.rated.connect(pytest.fail)
    strip.show_history(StripView((), (), {}))
    qtbot.keyClick(strip, Qt.Key.Key_I)


@pytest.mark.parametrize("letter", list(Letter))
def test_letters_differ_without_colour(look, letter):
    from PySide6.QtGui import QPainter  # noqa: PLC0415  only here

    from ui.widgets.ipad_cells import paint_letter  # noqa: PLC0415

    def grey(which):
        image = QImage(28, 32, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint_letter(look.theme, painter, which, QRect(1, 2, 26, 28))
        painter.end()
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    assert all(grey(letter) != grey(other) for other in Letter if other is not letter)


def test_the_cell_of_the_week_that_is_chosen_is_told(week, qtbot):
    chosen = []
    week.go_to(week.model().index(0, 1))
    week.chosen.connect(chosen.append)
    qtbot.keyClick(week, Qt.Key.Key_Left)
    qtbot.keyClick(week, Qt.Key.Key_Right)
    assert chosen == [WEEK.visits[:2], ()]


def test_the_week_fills_its_width(week):
    widths = [week.columnWidth(day) for day in range(7)]
    assert sum(widths) == week.viewport().width()
    assert max(widths) - min(widths) <= 1


def test_a_cell_is_painted_anew_for_another_look_and_theme(week, look):
    def painted():
        return week.viewport().grab(week.visualRect(week.model().index(1, 6))).toImage()

    seen = []
    for change in Change:
        week.show_week(WeekView(WEEK.calls, (WeekVisit(6, "Tea", 30, change=change),)))
        seen.append(painted())
        assert painted() == seen[-1]
    look.set_scheme(Scheme.DARK)
    seen.append(painted())
    assert all(one != other for place, one in enumerate(seen) for other in seen[:place])


def test_a_call_that_others_cover_has_its_letter_its_stripes_and_its_words(week):
    cell = WeekVisit(6, "Tea", 0, covered_by="daughter")
    week.show_week(WeekView(WEEK.calls, (cell,)))
    index = week.model().index(1, 6)
    assert index.data() == "F daughter"
    assert accessible_cells(week)[1][6] == "Sunday tea: covered by daughter, not by us"
    assert week.accessibleDescription() == "no visits a week, 1 call covered by others"
    plain, painted = WeekVisit(6, "Tea", 30), week.viewport().grab(week.visualRect(index)).toImage()
    week.show_week(WeekView(WEEK.calls, (plain,)))
    assert painted != week.viewport().grab(week.visualRect(index)).toImage()


@pytest.mark.rule("GOAL-4")
def test_the_line_of_levels_breaks_where_another_series_begins(look, qtbot):
    trend = LevelTrend(look, "goals.trend")
    qtbot.addWidget(trend)
    trend.resize(trend.sizeHint())
    trend.show()

    def between(anew):
        """At how many places across, points and line together, something is painted in their colour."""
        trend.show_weeks((1.0, 1.0), "A1, A1", anew)
        seen, accent = trend.grab().toImage(), look.theme.colours.accent.lower()
        columns, rows = range(seen.width()), range(seen.height())
        return sum(any(seen.pixelColor(x, y).name() == accent for y in rows) for x in columns)

    assert between(frozenset()) > 2 * between(frozenset({1}))
