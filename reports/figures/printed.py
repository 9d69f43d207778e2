"""Figures on paper, for a manager's meeting: each with its sentence, its bars, its numbers and what it counts."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from reports.figures.bars import PATTERNS, Bar
from reports.figures.shapes import FigureLine, FiguresPaper, FigureTable
from reports.layout.day_and_time import moment_in_words, short_day
from reports.layout.flowables import heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import QUIET, RULE, TINT, Edition, Scale
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import bold, typed

_VERSION = "v1"
_WIDTHS = (1.7, 1.5, 2.6, 1.7)
_TITLES = ("Of which", "", "", "Before")
_BESIDE = "Beside each stands what it was in as many days right before."
_LINES_OF_A_FIGURE = 9


def render(paper: FiguresPaper) -> bytes:
    """The figures as PDF; the same paper gives the same bytes."""
    furniture = Furniture(
        title=f"Figures: {paper.office}",
        council=paper.council,
        reference=f"FIG-{paper.first:%Y%m%d}-{paper.last:%Y%m%d}",
        person=f"Figures of {paper.office}",
        wording=_VERSION,
        edition=Edition.STANDARD,
    )
    scale = furniture.scale

    def story(root: Node) -> list[Flowable]:
        days = f"{short_day(paper.first)} to {short_day(paper.last)}, both days included"
        shown: list[Flowable] = [
            heading(f"Figures of {paper.office}", scale.title(), root, 1),
            paragraph(typed(f"{paper.whose}: {days}."), scale.text(), root),
            paragraph(typed(f"As they stood at {moment_in_words(paper.moment)}. {_BESIDE}"), scale.text(), root),
        ]  # fmt: skip
        for table in paper.tables:
            shown += _figure(table, scale, root)
        return shown

    return make(furniture, story)


def _figure(table: FigureTable, scale: Scale, root: Node) -> Iterator[Flowable]:
    yield scale.enough_room(_LINES_OF_A_FIGURE)
    yield heading(table.title, scale.heading(), root, 2)
    yield paragraph(typed(table.sentence), scale.text(), root)
    if table.before:
        yield paragraph(typed(table.before), scale.text(), root)
    if any(line.value is not None for line in table.lines):
        parts = _parts(table)
        yield _table(table, parts, scale, root)
        yield scale.space()
        if parts:
            said = ", ".join(f"{part} ({PATTERNS[place % len(PATTERNS)]})" for place, part in enumerate(parts))
            yield paragraph(typed(f"The bars, from the left: {said}."), scale.text(), root)
    yield paragraph(typed(f"{table.definition} Source: {table.source}."), scale.text(color=QUIET), root)


def _table(table: FigureTable, parts: tuple[str, ...], scale: Scale, root: Node) -> Flowable:
    node = root.add("Table")
    top = node.add("TR")
    titles = (*_TITLES[:2], table.unit[:1].upper() + table.unit[1:], _TITLES[3])
    cells: list[list[Flowable]] = [
        [
            paragraph(bold(title), scale.cell(), top.add("TH", scope="Column")) if title else Spacer(1, 1)
            for title in titles
        ]
    ]
    longest = max((line.value or 0 for line in table.lines), default=0) or 1
    for line in table.lines:
        row = node.add("TR")
        cells.append([
            paragraph(bold(line.label), scale.cell(), row.add("TH", scope="Row")),
            Bar(_lengths(line, parts), longest, scale),
            paragraph(typed(line.text), scale.cell(), row.add("TD")),
            paragraph(typed(line.before_text or "–"), scale.cell(), row.add("TD")),
        ])  # fmt: skip
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), scale.body * 0.4), ("RIGHTPADDING", (0, 0), (-1, -1), scale.body * 0.4),
        ("TOPPADDING", (0, 0), (-1, -1), scale.gap * 0.45), ("BOTTOMPADDING", (0, 0), (-1, -1), scale.gap * 0.6),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ]  # fmt: skip
    return bare_table(cells, [share * scale.room / sum(_WIDTHS) for share in _WIDTHS], style, header=1)


def _parts(table: FigureTable) -> tuple[str, ...]:
    """The parts that occur in a figure, in their order."""
    occur = {part for line in table.lines for part, number in line.parts if number}
    return tuple(part for part, _ in table.lines[0].parts if part in occur) if table.lines else ()


def _lengths(line: FigureLine, parts: tuple[str, ...]) -> tuple[float, ...]:
    numbers = dict(line.parts)
    return tuple(float(numbers.get(part, 0)) for part in parts) if parts else (line.value or 0,)
