"""A sentence that stands once on each page on which something needs it: above the first of the things that do."""

from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from reports.layout.flowables import Piece, paragraph
from reports.layout.tagging import Node
from reports.layout.text import Markup


@dataclass(slots=True)
class Pages:
    """The pages on which the sentence stands already, of one paper."""

    told: set[int] = field(default_factory=set)


class OnceAPage(Flowable):
    """The sentence, or nothing where this page has it: decided when the place is measured, for only then it's known."""

    def __init__(self, pages: Pages, text: Markup, style: ParagraphStyle, parent: Node) -> None:
        super().__init__()
        self._pages, self._text, self._style = pages, text, style
        self._place = parent.add("Div")  # keeps its place in the reading order; nothing of it is written while empty

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As tall as the sentence where it is needed."""
        self.width, self.height = available_width, 0.0
        if self._is_needed:
            measured = Piece(self._text, self._style)
            self.height = measured.wrap(available_width, available_height)[1]
        return self.width, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802  reportlab's name
        """No room for nothing."""
        return float(self._style.spaceBefore) if self._is_needed else 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802  reportlab's name
        """No room for nothing."""
        return float(self._style.spaceAfter) if self._is_needed else 0.0

    def draw(self) -> None:
        """The sentence, from now on told on this page."""
        if not self.height:
            return
        piece = paragraph(self._text, self._style, self._place)
        piece.wrapOn(self.canv, self.width, self.height)
        self._pages.told.add(self.canv.getPageNumber())
        piece.drawOn(self.canv, 0, 0)

    @property
    def _is_needed(self) -> bool:
        canvas = getattr(self, "canv", None)
        return canvas is None or canvas.getPageNumber() not in self._pages.told
