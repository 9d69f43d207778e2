"""A paper's words, tables and fonts by bare reportlab platypus: no tags, no square code, no fields, nothing shaped.

What our own paper puts on its pages is noted once, piece by piece; each time it is drawn all pieces are made anew by
reportlab's own classes, from the same markup, styles and widths, in the same font files, with the same head and foot.
"""

import copy
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, ClassVar

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

import resources
from reports.layout import fonts, page
from reports.layout.fields import TextField, TickBox
from reports.layout.flowables import Piece
from reports.layout.once_a_page import OnceAPage
from reports.layout.tables import PaperTable
from reports.layout.tagging import Node

_BARE = {fonts.TEXT: "Bare", fonts.BOLD: "Bare-Bold"}
_FILES = {"Bare": "fonts/Text-Regular.ttf", "Bare-Bold": "fonts/Text-Bold.ttf"}
Making = Callable[[], Flowable]


class BarePaper:
    """One paper, ready to be drawn again and again."""

    def __init__(self, module: str, draw: Callable[[], object]) -> None:
        _register()
        self._furniture, story = _noted(module, draw)
        with _noting():
            self._pieces = [_making(piece) for piece in story(Node("Document"))]

    def draw(self, pages: int) -> tuple[bytes, int]:
        """The file and how many pages it has; `pages` is what its foot says, for a bare canvas can't know."""
        buffer, shown = BytesIO(), self._furniture
        scale, (width, height) = shown.scale, A4
        document = BaseDocTemplate(
            buffer, pagesize=A4, title=shown.title, author=shown.council, invariant=1, pageCompression=1,
            initialFontName="Bare",
        )  # fmt: skip
        foot, head = page._FOOT + page._CODE + scale.gap, page._HEAD + scale.small * 2.2
        frame = Frame(
            scale.margin, foot, width - 2 * scale.margin, height - foot - head,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

        def around(canvas: Any, _document: object) -> None:
            canvas.setFont("Bare-Bold", scale.small)
            canvas.drawString(scale.margin, height - 45, shown.council)
            canvas.line(scale.margin, height - 52, width - scale.margin, height - 52)
            canvas.line(scale.margin, 80, width - scale.margin, 80)
            canvas.drawString(scale.margin, 65, f"Page {canvas.getPageNumber()} of {pages}")
            canvas.setFont("Bare", scale.small)
            canvas.drawString(scale.margin + 90, 65, shown.person)
            canvas.drawString(scale.margin, 50, f"Reference {shown.reference} · wording {shown.wording}")

        document.addPageTemplates([PageTemplate("page", [frame], onPage=around)])
        _Once.told.clear()
        document.build([make() for make in self._pieces])
        return buffer.getvalue(), int(document.page)


class _Once(Flowable):
    """Where ours has a sentence once on each page: a paragraph, or nothing where the page has it."""

    told: ClassVar[set[int]] = set()

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self._paragraph = Paragraph(text, style)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = self._paragraph.wrap(available_width, available_height)
        if self.canv.getPageNumber() in self.told:
            self.height = 0
        return self.width, self.height

    def getSpaceAfter(self) -> float:  # noqa: N802  reportlab's name
        return self._paragraph.getSpaceAfter()

    def draw(self) -> None:
        if self.height:
            self.told.add(self.canv.getPageNumber())
            self._paragraph.drawOn(self.canv, 0, 0)


class _Line(Flowable):
    """Where ours has a field: a line, as wide and tall."""

    def __init__(self, tall: float, wide: float | None) -> None:
        super().__init__()
        self._tall, self._wide = tall, wide

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width, self.height = self._wide or available_width, self._tall
        return self.width, self.height

    def draw(self) -> None:
        self.canv.line(0, 1, self.width, 1)


def _register() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, BytesIO(resources.read_bytes(file)), asciiReadable=0, shapable=False))
    pdfmetrics.registerFontFamily("Bare", normal="Bare", bold="Bare-Bold", italic="Bare", boldItalic="Bare-Bold")
    fonts.register()


def _noted(module: str, draw: Callable[[], object]) -> tuple[page.Furniture, page.Story]:
    """What a paper's module hands to `page.make`."""
    drawing, kept = importlib.import_module(module), []
    ours = drawing.make
    drawing.make = lambda furniture, story: kept.append((furniture, story)) or b""
    try:
        draw()
    finally:
        drawing.make = ours
    furniture, story = kept[0]
    return furniture, story


@contextmanager
def _noting() -> Iterator[None]:
    """Paragraphs and tables made meanwhile keep what they were made from."""
    classes: tuple[Any, ...] = (Paragraph, Table)
    before = [each.__init__ for each in classes]

    def keeping(made: Any) -> Any:
        def init(self: Any, *args: Any, **kwds: Any) -> None:
            self.made_from = (args, kwds)
            made(self, *args, **kwds)

        return init

    for each in classes:
        each.__init__ = keeping(each.__init__)
    try:
        yield
    finally:
        for each, made in zip(classes, before, strict=True):
            each.__init__ = made


def _making(piece: Any) -> Making:
    if isinstance(piece, Piece):
        (text, style), kwds = piece.made_from  # type: ignore[attr-defined]
        bare, bullet = _bare_style(style), kwds.get("bulletText")
        return lambda: Paragraph(str(text), bare, bulletText=bullet)
    if isinstance(piece, PaperTable):
        return _table(piece)
    if isinstance(piece, KeepTogether):
        inside = [_making(each) for each in vars(piece)["_content"]]
        return lambda: KeepTogether([make() for make in inside])
    if isinstance(piece, OnceAPage):
        text, bare = str(piece._text), _bare_style(piece._style)
        return lambda: _Once(text, bare)
    if isinstance(piece, TextField | TickBox):
        wide, tall = piece.wrap(0, 0)
        return lambda: _Line(tall, wide or None)
    return lambda: copy.copy(piece)


def _table(piece: Any) -> Making:
    (data,), kwds = piece.made_from
    rows = [[_making(cell) for cell in row] for row in data]
    commands = [_bare_command(each) for each in kwds["style"].getCommands()]
    widths, header = kwds["colWidths"], kwds["repeatRows"]

    def make() -> Flowable:
        cells = [[cell() for cell in row] for row in rows]
        table = Table(cells, colWidths=list(widths), style=TableStyle(commands), repeatRows=header, splitInRow=1)
        table.hAlign = "LEFT"
        return table

    return make


def _bare_command(command: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_BARE.get(part, part) if isinstance(part, str) else part for part in command)


def _bare_style(style: ParagraphStyle) -> ParagraphStyle:
    bare = copy.copy(style)
    bare.fontName, bare.bulletFontName = _BARE[style.fontName], _BARE.get(style.bulletFontName, "Bare")
    return bare
