"""Tables whose every cell is a paragraph, so that nothing is ever cut off: the week, facts, sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.platypus import Flowable, Table, TableStyle

from models.values import DAYS, Call, CoveredCall, PlannedVisit, WhyShort
from models.vocabulary.two_weeks import weeks_text
from reports.layout.day_and_time import counted
from reports.layout.flowables import paragraph
from reports.layout.fonts import TEXT
from reports.layout.language import as_read
from reports.layout.styles import RULE, TINT, Scale
from reports.layout.tagging import Node, TaggedCanvas
from reports.layout.text import Markup, bold, typed

_DOUBLE_UP = 2
_FIT_ACROSS = 4  # columns of a week in large print, beside that of their names


class PaperTable(Table):
    """A table whose lines and backgrounds a screen reader passes over, and whose rows stay whole.

    What is in one row is one person's, one day's or one fact's: only a row that no page holds is torn.
    """

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split between rows; inside the first one only where it, with the titles over it, is taller than a page."""
        parts: list[Any] = super().split(available_width, available_height)
        first = sum(first_rows(self))
        return [] if parts and available_height < first <= page_room(self, available_height) else parts

    def _drawLines(self) -> None:  # noqa: N802  reportlab's own name
        self._as_decoration(super()._drawLines)  # type: ignore[misc]  # missing in its stubs

    def _drawBkgrnd(self) -> None:  # noqa: N802  reportlab's own name
        self._as_decoration(super()._drawBkgrnd)  # type: ignore[misc]  # missing in its stubs

    def _as_decoration(self, draw: Any) -> None:
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            raise TypeError("papers are drawn on a tagged canvas")
        canvas.begin_decoration()
        draw()
        canvas.end()


def page_room(flowable: Flowable, otherwise: float) -> float:
    """How tall an empty page is for a piece that is being put on one; inside another piece, what is said otherwise."""
    frame = vars(flowable).get("_frame")
    return vars(frame)["_aH"] if frame is not None else otherwise


def first_rows(table: Table) -> list[float]:
    """How tall the titles and the first row under them are, once the table has been wrapped."""
    heights: list[float] = vars(table)["_rowHeights"]
    return heights[: int(table.repeatRows) + 1]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words: the titles over its columns, its rows, and which columns hold numbers."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Markup, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()
    total: bool = False


def grid_table(grid: Grid, width: float, scale: Scale, parent: Node) -> Flowable:
    """A table with titles above; `widths` are shares of the room, the last row may be a total."""
    node = parent.add("Table")
    top = node.add("TR")
    cells: list[list[Flowable]] = [
        [
            paragraph(bold(title), scale.cell(right=place in grid.numbers), top.add("TH", scope="Column"))
            for place, title in enumerate(grid.titles)
        ]
    ]
    for row in grid.rows:
        line = node.add("TR")
        cells.append([
            paragraph(text, scale.cell(right=place in grid.numbers), _cell(line, place))
            for place, text in enumerate(row)
        ])  # fmt: skip
    style = [*_quiet_lines(scale), ("BACKGROUND", (0, 0), (-1, 0), TINT)]
    if grid.total:
        style += [("LINEABOVE", (0, -1), (-1, -1), 1.2, RULE), ("BACKGROUND", (0, -1), (-1, -1), TINT)]
    return bare_table(cells, [share * width / sum(grid.widths) for share in grid.widths], style, header=1)


def facts_table(facts: Sequence[tuple[str, Markup]], width: float, scale: Scale, parent: Node) -> Flowable:
    """What is so, line by line: the word on the left, what it is on the right."""
    node = parent.add("Table")
    cells: list[list[Flowable]] = []
    for label, text in facts:
        line = node.add("TR")
        cells.append([
            paragraph(bold(label), scale.cell(), line.add("TH", scope="Row")),
            paragraph(text, scale.cell(), line.add("TD")),
        ])  # fmt: skip
    left = width * (0.36 if scale.is_large else 0.33)
    return bare_table(cells, [left, width - left], _quiet_lines(scale))


def panel(pieces: Sequence[Flowable], width: float, scale: Scale) -> Flowable:
    """Pieces on a tinted ground; it may run over to the next page between two of them."""
    inner = scale.body * 1.1
    style: list[tuple[Any, ...]] = [
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), inner), ("RIGHTPADDING", (0, 0), (-1, -1), inner),
        ("TOPPADDING", (0, 0), (-1, -1), scale.gap * 0.35), ("BOTTOMPADDING", (0, 0), (-1, -1), scale.gap * 0.35),
        ("TOPPADDING", (0, 0), (-1, 0), inner * 0.8), ("BOTTOMPADDING", (0, -1), (-1, -1), inner * 0.9),
    ]  # fmt: skip
    asked = (place for place, piece in enumerate(pieces[:-1]) if piece.getKeepWithNext())  # type: ignore[no-untyped-call]  # its own name for it
    style += [("NOSPLIT", (0, place), (0, place + 1)) for place in asked]  # a question stays with its answer
    return bare_table([[piece] for piece in pieces], [width], style)


@dataclass(frozen=True, slots=True)
class _Week:
    """Visits of ours, and the calls that others cover."""

    visits: Sequence[PlannedVisit]
    covered: Sequence[CoveredCall]

    @property
    def calls(self) -> list[Call]:
        """Those at which somebody comes, in the order of the day."""
        used = {each.call for each in self.visits} | {each.call for each in self.covered}
        return [call for call in Call if call in used]


def week_table(
    week: Sequence[PlannedVisit], width: float, scale: Scale, parent: Node, covered: Sequence[CoveredCall] = ()
) -> Flowable:
    """The week: days across and calls down; many in large print the other way round, so that each cell has room.

    A call of `covered` names who comes instead of us. Days one after the other that are alike are told once: "Every
    day", "Mon–Fri".
    """
    told = _Week(week, covered)
    calls = told.calls
    alike = _days_alike(told, calls)
    if not scale.is_large or len(alike) <= _FIT_ACROSS:
        down = tuple((bold(as_read(call.label)), *(_at(told, days[0], call) for days in alike)) for call in calls)
        titles, first = ("", *map(_run, alike)), 1.35
    else:
        if len(calls) > _FIT_ACROSS:  # then there is no room for the names of several days
            alike = [[day] for day in range(len(DAYS))]
        down = tuple((bold(_run(days)), *(_at(told, days[0], call) for call in calls)) for days in alike)
        titles, first = (
            (as_read("Day"), *(as_read(call.label) for call in calls)),
            0.6 if len(calls) > _FIT_ACROSS else 0.85,
        )
    return grid_table(Grid(titles, down, (first, *[1.0] * (len(titles) - 1))), width, scale, parent)


def _days_alike(week: _Week, calls: Sequence[Call]) -> list[list[int]]:
    """The seven days from Monday, those that follow each other and are alike together."""
    told = groupby(range(len(DAYS)), key=lambda day: [_at(week, day, call) for call in calls])
    return [list(days) for _, days in told]


def _run(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return as_read("Every day")
    return as_read(DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}–{DAYS[days[-1]]}")


def week_tasks(week: Sequence[PlannedVisit]) -> list[Markup]:
    """What is done at each visit, where the plan says so."""
    return [
        Markup(bold(as_read(f"{visit.call.label}, {visit.days_text}: ")) + typed(visit.tasks))
        for visit in week
        if visit.tasks
    ]


def why_lines(why: Sequence[WhyShort]) -> list[Markup]:
    """Why a short call is enough, a line each."""
    return [Markup(bold(as_read(f"{each.call.label}: ")) + typed(each.because)) for each in why]


def _at(week: _Week, day: int, call: Call) -> Markup:
    """What happens on this day at this call: how long, when it has a time of its own, and how many care workers.

    And who else comes, where others cover it.
    """
    there = [visit for visit in week.visits if visit.call is call and day in visit.days]
    others = [typed(as_read(f"not us: {each.by}")) for each in week.covered if each.call is call and day in each.days]
    return Markup("<br/>".join([*(line for visit in there for line in _visit_lines(visit)), *others]) or "–")


def _visit_lines(visit: PlannedVisit) -> list[Markup]:
    lines = [typed(as_read(f"at {visit.at.hour:02}:{visit.at.minute:02}"))] if visit.at else []
    lines.append(typed(counted(visit.minutes, "min", "min")))
    if visit.weeks:
        lines.append(typed(as_read(weeks_text(visit.weeks))))
    if visit.workers == _DOUBLE_UP:
        lines.append(typed(counted(visit.workers, "care worker")))
    return lines


def _cell(line: Node, place: int) -> Node:
    return line.add("TH", scope="Row") if place == 0 else line.add("TD")


def _quiet_lines(scale: Scale) -> list[tuple[Any, ...]]:
    side = scale.body * (0.3 if scale.is_large else 0.4)  # five calls and a day just fit in large print
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), side), ("RIGHTPADDING", (0, 0), (-1, -1), side),
        ("TOPPADDING", (0, 0), (-1, -1), scale.gap * 0.45), ("BOTTOMPADDING", (0, 0), (-1, -1), scale.gap * 0.6),
    ]  # fmt: skip


def bare_table(
    cells: list[list[Flowable]], widths: list[float], style: list[tuple[Any, ...]], header: int = 0
) -> Flowable:
    """A table as its style says; the font is named, or reportlab would name one that isn't embedded."""
    # A row taller than a page is split: large print never cuts anything off.
    table = PaperTable(
        cells,
        colWidths=widths,
        style=TableStyle([("FONT", (0, 0), (-1, -1), TEXT), *style]),
        repeatRows=header,
        splitInRow=1,
    )
    table.hAlign = "LEFT"
    return table
