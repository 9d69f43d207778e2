"""A list of 2,000 rows and a strip of ratings, beside what Qt and Python do without us.

Seconds are this thread's own (CPU), so that whatever else the machine does counts for neither side.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.desk.preferences import Preferences, Scheme
from models.keys import new_id
from models.values import DAYS, Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter, MarkKind
from tests.benchmarks.county import FAMILY, GIVEN
from tests.benchmarks.measure import Measure, side_by_side, worked
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import ROW, Look
from ui.widgets.ipad_strip import IpadStrip, StripGoal, StripMark, StripView, StripVisit
from ui.widgets.week_grid import WeekGrid, WeekView, WeekVisit

ROWS = 2_000
_FRAMES, _FRAME, _SORT, _FILTER, _STRIP = 20, 1.4, 1.3, 1.3, 3.0
_WINDOW = (1280, 640)
_SHOWN_VISITS = 42  # by 6 goals and by 18: 252 and 756 cells in sight
_STARTED = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as wide as the queue's."""

    id: UUID
    person: str
    since: datetime
    minutes: int | None
    stands: str
    state: State
    patch: str
    note: str


COLUMNS = (
    Column[Line]("band", "Band", lambda row: f"II {row.note[:14]}", icon=lambda _row: Icon.HOSPITAL, width=160),
    Column[Line]("person", "Person", lambda row: row.person, bold=True, width=180),
    Column[Line](
        "since", "Waiting", lambda row: f"{row.since:%d %b %H:%M}", sort=lambda row: row.since, align=RIGHT, width=110
    ),
    Column[Line](
        "hours", "Hours", lambda row: "–" if row.minutes is None else f"{row.minutes / 60:.2f}",
        sort=lambda row: row.minutes, align=RIGHT, width=70,
    ),
    Column[Line]("stands", "Where it stands", lambda row: row.stands, state=lambda row: row.state, width=164),
    Column[Line]("patch", "Patch", lambda row: row.patch, quiet=True, width=110),
    Column[Line]("note", "Marks", lambda row: row.note),
)  # fmt: skip


def lines() -> list[Line]:
    """Drawn from one seed."""
    chance = Random(2026)  # noqa: S311  not a secret
    states = list(State)
    return [
        Line(
            new_id(),
            f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
            _STARTED + timedelta(minutes=chance.randrange(40_000)),
            chance.choice((None, 210, 420, 840)),
            chance.choice(("New", "Information asked", "No capacity yet", "Capacity held")),
            chance.choice(states),
            f"Patch {number % 24:02}",
            f"from hospital on Thursday, asks for Ward {number % 9}",
        )
        for number in range(ROWS)
    ]


def measures(runs: int) -> Iterator[Measure]:
    """Frames, sorting, filtering; the strip; the week."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder) / "desk.ini")
        preferences.scheme = Scheme.LIGHT
        look = Look(app, preferences)
        yield from _of_the_list(look, runs)
        yield from _of_the_strip(look, runs)
        yield from _of_the_week(look, runs)


def _of_the_list(look: Look, runs: int) -> Iterator[Measure]:
    rows = lines()
    model = RowTableModel(COLUMNS, lambda row: row.id)
    ours = TableView(look, model, "list", "List")
    theirs = _standard(look, rows)
    with shown(ours), shown(theirs):
        ours.show_rows(rows)
        for number in range(len(COLUMNS)):
            theirs.setColumnWidth(number, ours.columnWidth(number))
        QApplication.processEvents()
        for name, step in (("a frame, scrolled by a page", 15), ("a frame, scrolled by a row", 1)):
            yield side_by_side(
                f"{ROWS:,} rows: {name}",
                partial(_frames, ours, step),
                partial(_frames, theirs, step),
                "C++ QStandardItemModel and delegate",
                goal=_FRAME,
                runs=runs,
            )
        columns, plain = cycle((2, 1)), cycle((_since, _person))
        for name, renew in (("sorted first", True), ("sorted again", False)):
            yield side_by_side(
                f"{ROWS:,} rows: {name} by this column",
                partial(_sorted, model, columns, rows if renew else ()),
                lambda: worked(partial(sorted, rows, key=next(plain))),
                "list.sort of the same rows",
                goal=_SORT,
                runs=runs * 4,
            )
        model.sort(-1)
        typed, typed_there = (cycle(("m", "ma", "mar", "mar", "ma", "m", "", "zo", "")) for _ in range(2))
        yield side_by_side(
            f"{ROWS:,} rows: filtered",
            lambda: worked(lambda: model.seek(next(typed))),
            lambda: worked(lambda: _plainly(rows, next(typed_there))),
            "a list comprehension over the same words",
            goal=_FILTER,
            runs=runs * 9,
        )


def _since(row: Line) -> Any:
    return row.since


def _person(row: Line) -> Any:
    return row.person.casefold()


def _sorted(model: RowTableModel[Line], columns: Iterator[int], renewed: Sequence[Line]) -> float:
    """CPU seconds of sorting by the next column, of rows that are there already or have just come."""
    if renewed:
        model.set_rows(())
        model.set_rows(renewed)
    model.sort(-1)
    QApplication.processEvents()
    return worked(partial(model.sort, next(columns)))


def _plainly(rows: list[Line], typed: str) -> list[Line]:
    wanted, texts = typed.casefold(), [column.text for column in COLUMNS]
    return [row for row in rows if wanted in "\n".join([text(row) for text in texts]).casefold()]


def _standard(look: Look, rows: list[Line]) -> QTableView:
    """The same cells in Qt's own model, painted by Qt's own delegate."""
    view = QTableView()
    model = QStandardItemModel(view)
    for row in rows:
        items = [QStandardItem(column.text(row)) for column in COLUMNS]
        for item, column in zip(items, COLUMNS, strict=True):
            item.setTextAlignment(column.align | Qt.AlignmentFlag.AlignVCenter)
            state = column.state(row) if column.state else None
            sign = column.icon(row) if column.icon else state.icon if state else None
            if sign:
                item.setIcon(look.theme.icon(sign))
        model.appendRow(items)
    model.setHorizontalHeaderLabels([column.title for column in COLUMNS])
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(look.theme.px(ROW))
    view.horizontalHeader().setStretchLastSection(True)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
    return view


@contextmanager
def shown(widget: QWidget) -> Iterator[None]:
    """On the screen, as large as in a small window."""
    widget.resize(*_WINDOW)
    widget.show()
    QApplication.processEvents()
    yield
    widget.hide()


def _frames(view: QTableView, step: int) -> float:
    """CPU seconds of one frame, of several while the list is scrolled."""
    bar = view.verticalScrollBar()
    began = time.thread_time()
    for _ in range(_FRAMES):
        bar.setValue((bar.value() + step) % bar.maximum())
        view.viewport().repaint()
    return (time.thread_time() - began) / _FRAMES


@dataclass(frozen=True, slots=True)
class _Cell:
    letter: Letter | None
    given: tuple["_By", ...]
    away: BreakKind | None


@dataclass(frozen=True)
class _By:
    days_late: int = 0
    days_corrected: int = 0


def _history(goals: int, visits: int) -> StripView:
    chance = Random(2026)  # noqa: S311  not a secret
    titles = tuple(StripGoal(new_id(), f"Goal {number}") for number in range(goals))
    calls = tuple(
        StripVisit(
            number, date(2026, 10, 15) + timedelta(days=number // 4), ("Morning", "Lunch", "Tea", "Bed")[number % 4]
        )
        for number in range(visits)
    )
    cells = {}
    for goal in titles:
        for visit in calls:
            letter = chance.choice((*Letter, *Letter, None))
            away = chance.choice((None, BreakKind.HOSPITAL)) if letter is None else None
            cells[goal.id, visit.key] = _Cell(letter, (_By(),) * (2 if chance.randrange(9) == 0 else 1), away)
    return StripView(titles, calls, cells, _marks(titles, visits))


def _marks(goals: tuple[StripGoal, ...], visits: int) -> tuple[StripMark, ...]:
    """Something every week for all goals, and each goal reworded once."""
    kinds = cycle((MarkKind.HOURS, MarkKind.MILESTONE, MarkKind.STEP_DOWN, MarkKind.BREAK))
    of_all = [
        StripMark(kind, at, min(at + 4, visits - 1), "") for at, kind in zip(range(0, visits, 28), kinds, strict=False)
    ]
    seams = [StripMark(MarkKind.SEAM, at % visits, at % visits, "", goal.id) for at, goal in enumerate(goals, start=21)]
    return (*of_all, *seams)


def _of_the_strip(look: Look, runs: int) -> Iterator[Measure]:
    for goals, visits, whole in ((18, _SHOWN_VISITS, False), (6, 170, False), (6, 170, True)):
        strip = IpadStrip(look, "strip")
        strip.show_history(_history(goals, visits))
        with shown(strip):
            width = look.theme.px(4 if whole else 28)
            height = strip.horizontalHeader().height() + goals * look.theme.px(32)
            strip.setFixedSize(strip.verticalHeader().width() + visits * width + 2 * strip.frameWidth(), height)
            strip.show_whole(whole=whole)
            strip.horizontalScrollBar().hide()
            QApplication.processEvents()
            image = QImage(strip.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
            colours = [QColor(look.theme.letters[letter][0]) for letter in Letter]
            places = [
                (QRect(column * width, row * look.theme.px(32), width, look.theme.px(32)), colours[(row + column) % 5])
                for row in range(goals)
                for column in range(visits)
            ]
            yield side_by_side(
                f"IPAD strip, {goals} goals by {visits} visits{', all in sight' if whole else ''}",
                partial(worked, strip.viewport().repaint),
                partial(worked, partial(_filled, image, places)),
                "a bare QPainter.fillRect a cell",
                goal=_STRIP,
                runs=runs,
            )


def _of_the_week(look: Look, runs: int) -> Iterator[Measure]:
    grid = WeekGrid(look, "week")
    calls = tuple(call.label for call in Call)
    grid.show_week(
        WeekView(
            calls,
            tuple(
                WeekVisit(day, call, 30, 1 + (day + row) % 2, "help with washing and dressing")
                for row, call in enumerate(calls)
                for day in range(len(DAYS))
            ),
        )
    )
    with shown(grid):
        image = QImage(grid.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
        colour = QColor(look.theme.colours.info_tint)
        places = [
            (grid.visualRect(grid.model().index(row, day)), colour)
            for row in range(len(calls))
            for day in range(len(DAYS))
        ]
        yield side_by_side(
            f"The week of a plan, {len(DAYS)} days by {len(calls)} calls, a visit in each",
            partial(worked, grid.viewport().repaint),
            partial(worked, partial(_filled, image, places)),
            "a bare QPainter.fillRect a cell",
            goal=_STRIP,
            runs=runs,
        )


def _filled(image: QImage, places: list[tuple[QRect, QColor]]) -> None:
    painter = QPainter(image)
    for where, colour in places:
        painter.fillRect(where, colour)
    painter.end()
