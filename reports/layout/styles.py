"""Type sizes as one scale, so that large print is the same paper in larger letters; and the paper's few colours."""

from dataclasses import dataclass
from enum import Enum

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer

from reports.layout.fonts import BOLD, TEXT

INK = HexColor(0x1B262C)
QUIET = HexColor(0x4A5860)
ACCENT = HexColor(0x14505C)
RULE = HexColor(0xB9C6CA)
TINT = HexColor(0xEDF4F4)


class Edition(Enum):
    """In which form a paper is made; the words are the same in all."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Scale:
    """All sizes of one edition, in points."""

    body: float
    small: float
    margin: float

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.body * 1.4

    @property
    def gap(self) -> float:
        """The space between two paragraphs."""
        return self.body * 0.6

    @property
    def room(self) -> float:
        """The width of the text on an A4 page."""
        return float(A4[0]) - 2 * self.margin

    def enough_room(self, lines: float) -> CondPageBreak:
        """A new page unless there is room for so many lines."""
        return CondPageBreak(self.leading * lines)

    def space(self, times: float = 1) -> Spacer:
        """Nothing, as tall as the space between paragraphs."""
        return Spacer(1, self.gap * times)

    @property
    def is_large(self) -> bool:
        """Whether this is large print."""
        return self.body >= 16  # noqa: PLR2004  from here on print counts as large

    def text(self, *, color: Color = INK, right: bool = False) -> ParagraphStyle:
        """Running text, and text in tables."""
        return self._style(self.body, TEXT, color, after=self.gap, right=right)

    def cell(self, *, color: Color = INK, right: bool = False) -> ParagraphStyle:
        """Text in a table, whose space the table gives."""
        return self._style(self.body, TEXT, color, right=right)

    def item(self) -> ParagraphStyle:
        """A line of a list."""
        style = self.text()
        style.leftIndent, style.bulletIndent, style.spaceAfter = self.body * 1.3, self.body * 0.2, self.gap * 0.5
        return style

    def figure(self) -> ParagraphStyle:
        """The one number that people look for."""
        return self._style(self.body * 1.65, BOLD, ACCENT, after=self.gap * 0.3)

    def title(self) -> ParagraphStyle:
        """The paper's title."""
        return self._style(self.body * 1.75, BOLD, ACCENT, after=self.gap * 0.6, tight=True)

    def heading(self) -> ParagraphStyle:
        """A numbered part."""
        style = self._style(self.body * 1.3, BOLD, ACCENT, after=self.gap * 0.7, tight=True)
        style.spaceBefore, style.keepWithNext = self.gap * 2.2, 1
        return style

    def heading_over_table(self) -> ParagraphStyle:
        """A numbered part that begins with a table: kept together, the whole table would jump to the next page."""
        style = self.heading()
        style.keepWithNext = 0
        return style

    def subheading(self) -> ParagraphStyle:
        """A question or topic inside a part."""
        style = self._style(self.body, BOLD, INK, after=self.gap * 0.4)
        style.spaceBefore, style.keepWithNext = self.gap * 1.2, 1
        return style

    def furniture(self, *, bold: bool = False) -> ParagraphStyle:
        """What stands at the foot and head of each page, and small words over a table."""
        return self._style(self.small, BOLD if bold else TEXT, QUIET)

    def _style(
        self, size: float, font: str, color: Color, *, after: float = 0, right: bool = False, tight: bool = False
    ) -> ParagraphStyle:
        style = ParagraphStyle(f"{font} {size}", fontName=font, fontSize=size, leading=size * (1.25 if tight else 1.4))
        style.textColor, style.spaceAfter = color, after
        style.bulletFontName, style.bulletFontSize, style.bulletColor = font, size, ACCENT
        if right:
            style.alignment = TA_RIGHT
        style.allowWidows, style.allowOrphans = 0, 0
        return style


_SCALES = {
    Edition.STANDARD: Scale(body=12, small=10, margin=22 * mm),
    Edition.DRAFT: Scale(body=12, small=10, margin=22 * mm),
    Edition.LARGE_PRINT: Scale(body=18, small=18, margin=16 * mm),
}


def scale_for(edition: Edition) -> Scale:
    """The sizes of an edition."""
    return _SCALES[edition]
