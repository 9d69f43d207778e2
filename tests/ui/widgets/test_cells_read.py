"""The strip as a screen reader walks it: each cell with its role, the goal and visit that head it, and its words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtGui import QAccessible

from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter, MarkKind
from ui.widgets.ipad_strip import IpadStrip, StripGoal, StripMark, StripView, StripVisit


@dataclass(frozen=True)
class By:
    days_late: int = 0
    days_corrected: int = 0


@dataclass(frozen=True)
class Cell:
    letter: Letter | None = None
    given: tuple[By, ...] = ()
    away: BreakKind | None = None


WASH, TEA, DAY = UUID(int=1), UUID(int=2), date(2026, 11, 19)
NOT_MADE = "no answer or no way in"
# Each kind of cell: what stands there, why its visit wasn't made, and its words.
KINDS = {
    "rated": (Cell(Letter.P, (By(),)), "", "P, prompt"),
    "declined": (Cell(Letter.D, (By(),)), "", "D, declined"),
    "late": (Cell(Letter.I, (By(days_late=4),)), "", "I, independent, typed in late"),
    "corrected": (Cell(Letter.I, (By(days_corrected=9),)), "", "I, independent, corrected late"),
    "two workers'": (
        Cell(Letter.A2, (By(), By())), "", "A2, assisted by two workers, two ratings, the most help shown",
    ),
    "not made": (Cell(), NOT_MADE, f"not made, {NOT_MADE}"),
    "rated though not made": (
        Cell(Letter.P, (By(),)), NOT_MADE, f"P, prompt, though recorded as not made, {NOT_MADE}",
    ),
    "not due": (None, "", "not due"),
    "not due, away": (Cell(away=BreakKind.FAMILY), "", "not due, with family"),
    "hospital": (Cell(away=BreakKind.HOSPITAL), "", "in hospital"),
    "no letter": (Cell(), "", "not rated yet"),
}  # fmt: skip


@pytest.fixture
def told(look, qtbot):
    """A goal with a visit of each kind, and one that is rated at none; what each child of the table says."""
    strip = IpadStrip(look, "goals.history")
    qtbot.addWidget(strip)
    strip.show()
    visits = tuple(StripVisit((DAY, kind), DAY, f"Call {kind}", why) for kind, (_, why, _) in KINDS.items())
    cells = {(WASH, (DAY, kind)): cell for kind, (cell, _, _) in KINDS.items() if cell is not None}
    marks = (StripMark(MarkKind.SEAM, 1, 1, "Reworded on 19 Nov 2026", WASH),)
    strip.show_history(StripView((StripGoal(WASH, "1. Washes"), StripGoal(TEA, "2. Makes tea")), visits, cells, marks))
    QAccessible.setActive(True)
    table = QAccessible.queryAccessibleInterface(strip)
    children = [table.child(number) for number in range(table.childCount())]
    yield [(each.role(), each.text(QAccessible.Text.Name)) for each in children]
    QAccessible.setActive(False)


def of_role(told, role):
    return [said for each, said in told if each is role]


@pytest.mark.rule("IPAD-1", "IPAD-3")
def test_goals_head_the_rows_and_visits_the_columns(told):
    assert of_role(told, QAccessible.Role.RowHeader) == ["1. Washes", "2. Makes tea"]
    assert of_role(told, QAccessible.Role.ColumnHeader) == [f"Thu 19 Nov Call {kind}" for kind in KINDS]
    roles = [role for role, _ in told]
    first = roles.index(QAccessible.Role.RowHeader)
    assert roles[first : first + len(KINDS) + 1] == [QAccessible.Role.RowHeader, *[QAccessible.Role.Cell] * len(KINDS)]


@pytest.mark.rule("IPAD-1", "IPAD-2", "IPAD-3")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_cell_is_read_in_words_with_its_goal_and_visit(told, kind):
    place = list(KINDS).index(kind)
    cells = of_role(told, QAccessible.Role.Cell)
    assert cells[place].splitlines()[0] == f"1. Washes, Thu 19 Nov call {kind}: {KINDS[kind][2]}"
    assert cells[len(KINDS) + place].endswith("not due")  # the other goal has no letter there
    assert ("Reworded" in cells[place]) is (place == 1)
