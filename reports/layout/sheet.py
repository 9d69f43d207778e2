"""What the papers for desks and workers share: a little smaller standard print, and the few forms they are made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from reports.layout.flowables import bullets, heading, paragraph
from reports.layout.page import Furniture
from reports.layout.styles import RULE, Edition, Scale, scale_for
from reports.layout.tables import Grid, bare_table, facts_table, grid_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

DESK = Scale(body=10.5, small=9.5, margin=18 * mm)  # for desks and bags: two pages where the house's 12 pt needs three
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class DeskFurniture(Furniture):
    """The page's furniture; standard print is a little smaller than on papers that are addressed to people."""

    def __post_init__(self) -> None:
        """Only large print has the sizes of every paper."""
        small = self.edition is Edition.STANDARD
        object.__setattr__(self, "scale", DESK if small else scale_for(self.edition))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a paper's pieces are put: in which sizes, and below which place of the structure."""

    scale: Scale
    root: Node

    def title(self, text: str) -> Flowable:
        """The paper's title."""
        return paragraph(typed(text), self.scale.title(), self.root, "H1")

    def part(self, title: str, lines: float = 5) -> Iterator[Flowable]:
        """A heading that isn't left alone at the foot of a page."""
        yield self.scale.enough_room(lines)
        yield heading(title, self.scale.heading_over_table(), self.root, 2)

    def topic(self, title: Markup, level: int = 3) -> Flowable:
        """A person or thing inside a part; on a sheet without parts it is of their level, 2."""
        return paragraph(title, self.scale.subheading(), self.root, f"H{level}")

    def say(self, text: Markup) -> Flowable:
        """A paragraph."""
        return paragraph(text, self.scale.text(), self.root)

    def listed(self, texts: Iterable[str]) -> list[Flowable]:
        """A list with dots; what is empty is left out."""
        return bullets([typed(text) for text in texts if text.strip()], self.scale, self.root)

    def facts(self, *facts: tuple[str, Markup]) -> list[Flowable]:
        """What is known, line by line; what plays no part is left out."""
        shown = [each for each in facts if each[1]]
        return [facts_table(shown, self.scale.room, self.scale, self.root), self.scale.space()] if shown else []

    def grid(
        self,
        titles: tuple[str, ...],
        rows: Iterable[tuple[Markup, ...]],
        widths: tuple[float, ...],
        numbers: frozenset[int] = frozenset(),
    ) -> Flowable:
        """A table with titles above."""
        return grid_table(Grid(titles, tuple(rows), widths, numbers), self.scale.room, self.scale, self.root)

    def to_write(self, *labels: str, lines: float = 2) -> Flowable:
        """Room to write with a pen, a row a label, each so many lines tall."""
        node = self.root.add("Table")
        cells: list[list[Flowable]] = []
        for label in labels:
            row = node.add("TR")
            blank = self.scale.cell()
            blank.leading = self.scale.leading * lines
            name = paragraph(bold(label), self.scale.cell(), row.add("TH", scope="Row"))
            cells.append([name, paragraph(typed("\u00a0"), blank, row.add("TD"))])
        left = self.scale.room * 0.33
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("GRID", (0, 0), (-1, -1), 0.6, RULE)]
        return bare_table(cells, [left, self.scale.room - left], style)


def small(scale: Scale) -> ParagraphStyle:
    """Text in a table of many narrow columns, in the size of the page's furniture."""
    style = scale.cell()
    style.fontSize, style.leading = scale.small, scale.small * 1.4
    return style


def together(pieces: Iterable[Flowable]) -> Flowable:
    """Pieces that aren't torn over two pages as long as one page holds them."""
    return KeepTogether(list(pieces))


def block(scale: Scale, pieces: Iterable[Flowable]) -> list[Flowable]:
    """As `together`, but in large print, where pieces kept together would leave half a page empty."""
    return [scale.enough_room(8), *pieces] if scale.is_large else [together(pieces)]


def loose(text: str) -> str:
    """A day that may break between day, month and year, for a narrow column."""
    return text.replace("\u00a0", " ")


def lines(texts: Iterable[str]) -> Markup:
    """Several texts, each on a line of its own."""
    return Markup("<br/>".join(typed(text) for text in texts if text.strip()))


def or_not_recorded(text: str) -> Markup:
    """What is known, or that nothing is: never a guess."""
    return typed(text.strip() or NOT_RECORDED)
