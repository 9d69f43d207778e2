"""The IPAD strip on paper: a row a call, a column a day, each visit's letter on its own ground.

Letters stand in every cell, so that the strip says the same in black and white and to a screen reader.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from models.values import DAYS, Call
from models.vocabulary.goals import Letter
from reports.layout.flowables import paragraph
from reports.layout.sheet import small
from reports.layout.styles import INK, RULE, TINT, Scale
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.progress.paper import VisitMark

NOT_RECORDED, AWAY, DISPUTED = "–", "a", "*"
GROUNDS = {
    Letter.I: HexColor(0x14505C),
    Letter.P: HexColor(0xBFE0DF),
    Letter.A1: HexColor(0xFBE8C4),
    Letter.A2: HexColor(0xF2A654),
}
_A_WEEK, _LABEL = 7, 6.2  # the label's column in letters of the body


def strips(marks: Sequence[VisitMark], first: date, last: date, scale: Scale, parent: Node) -> list[Flowable]:
    """The days from `first` to `last` in one strip, in large print a week to a strip; none without a visit."""
    if not marks:
        return []
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    calls = [call for call in Call if any(each.call is call for each in marks)]
    there = {(each.day, each.call): each for each in marks}
    at_once = _A_WEEK if scale.is_large else 2 * _A_WEEK
    shown: list[Flowable] = []
    for begin in range(0, len(days), at_once):
        shown += [_strip(days[begin : begin + at_once], calls, there, scale, parent, at_once), scale.space()]
    return shown


def _strip(
    days: list[date],
    calls: list[Call],
    there: dict[tuple[date, Call], VisitMark],
    scale: Scale,
    parent: Node,
    columns: int,
) -> Flowable:
    node = parent.add("Table")
    top = node.add("TR")
    cells: list[list[Flowable]] = [
        [paragraph(typed("Visit"), _middle(scale, left=True), top.add("TH", scope="Column"))]
    ]
    cells[0] += [paragraph(_day(each), _middle(scale), top.add("TH", scope="Column")) for each in days]
    grounds: list[tuple[object, ...]] = []
    for down, call in enumerate(calls, start=1):
        line = node.add("TR")
        row: list[Flowable] = [paragraph(bold(call.label), scale.cell(), line.add("TH", scope="Row"))]
        for across, day in enumerate(days, start=1):
            mark = there.get((day, call))
            row.append(paragraph(_sign(mark), _middle(scale, mark=mark), line.add("TD")))
            if mark is not None and mark.letter in GROUNDS:
                grounds.append(("BACKGROUND", (across, down), (across, down), GROUNDS[mark.letter]))
        cells.append(row)
    label = scale.body * _LABEL
    style = [*_lines(scale), ("BACKGROUND", (0, 0), (-1, 0), TINT), *grounds]
    return bare_table(cells, [label, *[(scale.room - label) / columns] * len(days)], style, header=1)


def _sign(mark: VisitMark | None) -> Markup:
    if mark is None:
        return typed("")
    if mark.letter is None:
        return typed(AWAY if mark.away else NOT_RECORDED)
    return bold(mark.letter.value + (DISPUTED if mark.is_disputed else ""))


def _day(day: date) -> Markup:
    return Markup(f"{typed(DAYS[day.weekday()])}<br/>{typed(str(day.day))}")


def _middle(scale: Scale, *, mark: VisitMark | None = None, left: bool = False) -> ParagraphStyle:
    color: Color = white if mark is not None and mark.letter is Letter.I else INK
    style = small(scale) if mark is None else scale.cell()
    style.textColor = color
    if not left:
        style.alignment = TA_CENTER
    return style


def _lines(scale: Scale) -> list[tuple[object, ...]]:
    tall = scale.gap * 0.3
    return [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("GRID", (1, 0), (-1, -1), 0.6, RULE),
        ("LINEBELOW", (0, 0), (0, -1), 0.6, RULE), ("LEFTPADDING", (0, 0), (-1, -1), 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1), ("TOPPADDING", (0, 0), (-1, -1), tall),
        ("BOTTOMPADDING", (0, 0), (-1, -1), tall),
    ]  # fmt: skip
