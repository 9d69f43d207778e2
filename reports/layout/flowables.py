"""The pieces papers are made of: paragraphs, headings, lists and form fields that know their place in the structure."""

from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.layout.shaped_paragraph import ShapedParagraph
from reports.layout.styles import ACCENT, INK, Scale
from reports.layout.tagging import Node, TaggedCanvas
from reports.layout.text import Markup, plain, typed


class Piece(ShapedParagraph):
    """A paragraph that tells a screen reader what it is, also when it is split over two pages."""

    node: Node | None = None
    outline: tuple[str, str] | None = None

    def draw(self) -> None:
        """Draw it as the piece that it is."""
        canvas = _canvas(self)
        if self.node is None:  # split off, and nobody's: then it would be read twice
            raise TypeError("a paragraph without its place in the structure")
        if self.outline is not None:
            key, title = self.outline
            canvas.bookmarkHorizontalAbsolute(key, canvas.absolutePosition(0, self.height)[1])
            canvas.addOutlineEntry(title, key, 0)
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
    """A heading with its bookmark."""
    piece = paragraph(typed(text), style, parent, f"H{level}")
    piece.outline = (f"part {plain(text)}", plain(text))  # one key a heading, or all lead to the last
    return piece


def bullets(texts: list[Markup], scale: Scale, parent: Node) -> list[Flowable]:
    """A list with dots."""
    if not texts:
        return []
    listed = parent.add("L")
    return [paragraph(text, scale.item(), listed.add("LI"), "LBody", bullet="•") for text in texts]


class TextField(Flowable):
    """A line to write on: by pen on paper, or on screen as a form field."""

    def __init__(self, name: str, tooltip: str, scale: Scale, node: Node) -> None:
        super().__init__()
        self._name, self._tooltip, self._scale, self._node = name, tooltip, scale, node
        self._tall = max(scale.leading * 1.25, 9 * mm)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = available_width, self._tall
        return self.width, self.height

    def draw(self) -> None:
        """The line, and the field over it."""
        canvas = _canvas(self)
        canvas.begin_decoration()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(0, 1, self.width, 1)
        canvas.end()
        canvas.acroForm.textfield(
            name=self._name, tooltip=plain(self._tooltip), x=0, y=2, width=int(self.width), height=int(self.height) - 2,
            fontSize=self._scale.body, borderWidth=0, fillColor=None, borderColor=None, relative=True, maxlen=300,
        )  # fmt: skip
        canvas.note_widget(self._node.add("Form"))


class TickBox(Flowable):
    """A box to tick."""

    def __init__(self, name: str, tooltip: str, scale: Scale, node: Node) -> None:
        super().__init__()
        self._name, self._tooltip, self._node = name, tooltip, node
        self._side = round(scale.body * 1.15)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """A square as tall as the letters."""
        self.width, self.height = self._side, self._side
        return self.width, self.height

    def draw(self) -> None:
        """The box, and the field in it."""
        canvas = _canvas(self)
        canvas.begin_decoration()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.rect(0, 0, self._side, self._side, fill=0)
        canvas.end()
        canvas.acroForm.checkbox(
            name=self._name, tooltip=plain(self._tooltip), x=0, y=0, size=int(self._side), buttonStyle="check",
            borderWidth=1, borderColor=INK, fillColor=None, textColor=ACCENT, relative=True,
        )  # fmt: skip
        canvas.note_widget(self._node.add("Form"))


def _canvas(flowable: Flowable) -> TaggedCanvas:
    canvas = flowable.canv
    if not isinstance(canvas, TaggedCanvas):
        raise TypeError("papers are drawn on a tagged canvas")
    return canvas
