"""The pieces papers are made of: paragraphs, headings and lists that know their place in the structure."""

from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from reports.layout.shaped_paragraph import ShapedParagraph
from reports.layout.styles import Scale
from reports.layout.tagging import Node, TaggedCanvas
from reports.layout.text import Markup, plain, typed


class Piece(ShapedParagraph):
    """A paragraph that tells a screen reader what it is, also when it is split over two pages."""

    node: Node | None = None
    outline: tuple[str, int] | None = None
    _laid_out_for: float | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Broken into lines once for a width: tables and what is kept together ask again and again."""
        if self._laid_out_for != available_width or "blPara" not in vars(self):  # splitting throws its lines away
            super().wrap(available_width, available_height)
            self._laid_out_for = available_width
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as the piece that it is."""
        canvas = canvas_of(self)
        if self.node is None:  # split off, and nobody's: then it would be read twice
            raise TypeError("a paragraph without its place in the structure")
        if self.outline is not None:
            title, level = self.outline
            canvas.note_bookmark(title, level, self.height)
        canvas.begin_piece(self.node)
        super().draw()
        canvas.end()

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Both halves are the same piece; the bookmark stays with the first."""
        halves = cast("list[Piece]", super().split(available_width, available_height))
        for half in halves:
            half.node = self.node
        if halves:
            halves[0].outline = self.outline
        return list(halves)


def paragraph(text: Markup, style: ParagraphStyle, parent: Node, role: str = "P", bullet: str = "") -> Piece:
    """A paragraph; only text that went through the gate comes here."""
    piece = Piece(text, style, bulletText=bullet or None)
    piece.node = parent.add(role)
    return piece


def heading(text: str, style: ParagraphStyle, parent: Node, level: int) -> Piece:
    """A heading with its bookmark: of the paper or a team (level 1), or of a part of it (2)."""
    piece = paragraph(typed(text), style, parent, f"H{level}")
    piece.outline = (plain(text), level - 1)
    return piece


def bullets(texts: list[Markup], scale: Scale, parent: Node) -> list[Flowable]:
    """A list with dots."""
    if not texts:
        return []
    listed = parent.add("L")
    return [paragraph(text, scale.item(), listed.add("LI"), "LBody", bullet="•") for text in texts]


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """The canvas that a piece is being drawn on."""
    canvas = flowable.canv
    if not isinstance(canvas, TaggedCanvas):
        raise TypeError("papers are drawn on a tagged canvas")
    return canvas
