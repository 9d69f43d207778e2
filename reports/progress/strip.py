"""The IPAD strip on paper: a row a call, a column a day, each visit's letter on its own ground.

Letters stand in every cell, so that the strip says the same in black and white and to a screen reader.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from models.values import DAYS, Call
from models.vocabulary.goals import Letter, MarkKind
from reports.layout.flowables import paragraph
from reports.layout.sheet import small
from reports.layout.styles import INK, RULE, TINT, Scale
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.progress.paper import HistoryLine, VisitMark

SIGNS = {
    MarkKind.MILESTONE: "M",
    MarkKind.STEP_DOWN: "S",
    MarkKind.HOURS: "H",
    MarkKind.BREAK: "B",
    MarkKind.SEAM: "R",
}  # none of them a letter of a rating
_BEGAN = "What began"
NOT_RECORDED, NOT_MADE, AWAY, DISPUTED, LATE = "–", "N", "a", "*", "†"
GROUNDS = {
    Letter.I: HexColor(0x14505C),
    Letter.P: HexColor(0xBFE0DF),
    Letter.A1: HexColor(0xFBE8C4),
    Letter.A2: HexColor(0xF2A654),
}
_A_WEEK, _LABEL = 7, 6.2  # the label's column in letters of the body


def strips(
    marks: Sequence[VisitMark],
    first: date,
    last: date,
    scale: Scale,
    parent: Node,
    began: Sequence[HistoryLine] = (),
    *,
    for_staff: bool = False,
) -> list[Flowable]:
    """The days from `first` to `last` in one strip, in large print a week to a strip; none without a visit.

    What `began` on a day stands above its letters by a sign; what began before, on the first of the days. Which letters
    are disputed or came late is marked `for_staff`, who can ask.
    """
    if not marks:
        return []
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    calls = [call for call in Call if any(each.call is call for each in marks)]
    there = {(each.day, each.call): (each, _sign(each, for_staff=for_staff)) for each in marks}
    at_once = _A_WEEK if scale.is_large else 2 * _A_WEEK
    shown: list[Flowable] = []
    for begin in range(0, len(days), at_once):
        some = days[begin : begin + at_once]
        shown += [_strip(some, calls, there, _signs(began, some, first), scale, parent, at_once), scale.space()]
    return shown


def _strip(
    days: list[date],
    calls: list[Call],
    there: dict[tuple[date, Call], tuple[VisitMark, Markup]],
    signs: dict[date, str],
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
    if signs:
        line = node.add("TR")
        above: list[Flowable] = [paragraph(bold(_BEGAN), scale.cell(), line.add("TH", scope="Row"))]
        above += [paragraph(bold(signs.get(each, "")), _middle(scale), line.add("TD")) for each in days]
        cells.append(above)
    for down, call in enumerate(calls, start=len(cells)):
        line = node.add("TR")
        row: list[Flowable] = [paragraph(bold(call.label), scale.cell(), line.add("TH", scope="Row"))]
        for across, day in enumerate(days, start=1):
            mark, sign = there.get((day, call), (None, typed("")))
            row.append(paragraph(sign, _middle(scale, mark=mark), line.add("TD")))
            if mark is not None and mark.letter in GROUNDS:
                grounds.append(("BACKGROUND", (across, down), (across, down), GROUNDS[mark.letter]))
        cells.append(row)
    label = scale.body * _LABEL
    style = [*_lines(scale), ("BACKGROUND", (0, 0), (-1, 0), TINT), *grounds]
    return bare_table(cells, [label, *[(scale.room - label) / columns] * len(days)], style, header=1)


def _signs(began: Sequence[HistoryLine], days: list[date], first: date) -> dict[date, str]:
    """The signs of each of these days, one of a kind."""
    found: defaultdict[date, list[str]] = defaultdict(list)
    for each in began:
        day, sign = max(each.day, first), SIGNS[each.kind]
        if day in days and sign not in found[day]:
            found[day].append(sign)
    return {day: " ".join(signs) for day, signs in found.items()}


def _sign(mark: VisitMark, *, for_staff: bool) -> Markup:
    if mark.letter is None:
        return typed(AWAY if mark.away else NOT_MADE if mark.not_made else NOT_RECORDED)
    asked = (DISPUTED if mark.is_disputed else "") + (LATE if mark.is_late else "")
    return bold(mark.letter.value + (asked if for_staff else ""))


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
