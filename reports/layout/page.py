"""The page around a paper: council and reference, a QR code, page N of M, a draft's watermark; and the making of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from io import BytesIO
from typing import Protocol

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.layout import fonts
from reports.layout.archive import Told
from reports.layout.finishing import finished
from reports.layout.keeping import led
from reports.layout.language import as_read, language_code
from reports.layout.shaping import draw_line, text_width
from reports.layout.square_code import square_code
from reports.layout.styles import ACCENT, INK, QUIET, RULE, Edition, Scale, scale_for
from reports.layout.tagging import Bookmark, Node, TaggedCanvas, level_headings
from reports.layout.text import plain, shortened
from reports.layout.wording import Wording

_CODE = 17 * mm
_FOOT = 12 * mm
_HEAD = 12 * mm


class Standing(Enum):
    """Whether a paper counts. What isn't issued is a marked draft: without number, code, and place to sign."""

    ISSUED = "issued"
    NOT_ISSUED = "not issued"
    DRAWN_AGAIN = "drawn again, not the issued file"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, whatever the paper says.

    `proof` is the SHA-256 of the paper's frozen values, by which a paper in somebody's hand is known again.
    """

    title: str
    council: str
    reference: str
    person: str
    wording: str
    edition: Edition
    standing: Standing = Standing.ISSUED
    proof: str = ""
    scale: Scale = field(init=False)

    def __post_init__(self) -> None:
        """The edition settles the sizes."""
        object.__setattr__(self, "scale", scale_for(self.edition))

    @property
    def is_draft(self) -> bool:
        """Whether the paper must not be signed."""
        return self.edition is Edition.DRAFT or self.standing is Standing.NOT_ISSUED

    @property
    def number(self) -> str:
        """The reference of what was issued; a draft has none."""
        return "" if self.is_draft else self.reference

    @property
    def code(self) -> str:
        """What the QR says: the reference, and the whole hash where there is one."""
        return f"{self.reference} {self.proof.upper()}".strip()

    @property
    def about(self) -> str:
        """The foot's second line: which paper this is, its check, and whether it is the issued file."""
        if self.is_draft:
            return "Draft, not issued" + self._worded
        if self.standing is Standing.TRANSLATED:
            return as_read(f"Reference {self.reference}, {self.standing.value}")
        if self.standing is Standing.DRAWN_AGAIN:
            return f"Reference {self.reference} · {self.standing.value}"
        proof = self.proof[:12].upper()
        check = f" · check {proof[:4]} {proof[4:8]} {proof[8:]}" if proof else ""
        return f"Reference {self.reference}{check}{self._worded}"

    @property
    def _worded(self) -> str:
        return "" if self.scale.is_large else f" · wording {self.wording}"


Story = Callable[[Node], list[Flowable]]


class AboutSomebody(Protocol):
    """A paper about one person, whatever else it says."""

    @property
    def council(self) -> str: ...  # noqa: D102
    @property
    def reference(self) -> str: ...  # noqa: D102
    @property
    def person(self) -> str: ...  # noqa: D102


def furniture_of(
    paper: AboutSomebody, words: Wording, edition: Edition, *, standing: Standing = Standing.ISSUED, proof: str = ""
) -> Furniture:
    """What stands on every page of a paper about somebody: its title in the council's words, and whom it is about."""
    return Furniture(
        title=f"{words.text('title')}: {paper.person}",
        council=paper.council,
        reference=paper.reference,
        person=paper.person,
        wording=words.version,
        edition=edition,
        standing=standing,
        proof=proof,
    )


def make(furniture: Furniture, story: Story) -> bytes:
    """The finished file. The story is told once: pages get their furniture when it is known how many there are."""
    fonts.register()
    root, buffer = Node("Document"), BytesIO()
    template = _Template(buffer, furniture)
    pieces = led(story(root))
    level_headings(root)
    template.build(pieces, canvasmaker=TaggedCanvas)
    told = Told(plain(furniture.title), plain(furniture.council), plain(furniture.number), language_code())
    return finished(buffer.getvalue(), root, template.bookmarks, told)


class _Template(BaseDocTemplate):
    """One frame to a page, with the furniture around it."""

    def __init__(self, buffer: BytesIO, furniture: Furniture) -> None:
        self._furniture = furniture
        self.bookmarks: list[Bookmark] = []
        super().__init__(
            buffer, pagesize=A4, lang=language_code(), invariant=1, pageCompression=1, initialFontName=fonts.TEXT,
        )  # fmt: skip
        scale = furniture.scale
        width, height = A4
        foot, head = _FOOT + _CODE + scale.gap, _HEAD + scale.small * 2.2
        frame = Frame(
            scale.margin, foot, width - 2 * scale.margin, height - foot - head,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates([PageTemplate("page", [frame])])

    def beforeDocument(self) -> None:  # noqa: N802  reportlab's own name
        """The canvas is there now: it draws our furniture, and collects the bookmarks."""
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            raise TypeError("papers are drawn on a tagged canvas")
        canvas.furniture = self._draw_furniture
        self.bookmarks = canvas.bookmarks

    def _draw_furniture(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """What is the same on each page is drawn once, as a form that each page shows."""
        shared = "furniture"
        if page == 1:
            canvas.beginForm(shared)
            self._draw_head(canvas)
            self._draw_foot(canvas, pages)
            canvas.endForm()
        canvas.begin_decoration()
        canvas.saveState()
        canvas.doForm(shared)
        scale = self._furniture.scale
        self._line(
            canvas, _numbered(page, pages), scale.margin, _FOOT + _CODE - scale.small * 1.5, scale.room, fonts.BOLD
        )
        canvas.restoreState()
        canvas.end()
        self._draw_watermark(canvas)

    def _draw_watermark(self, canvas: TaggedCanvas) -> None:
        """Over everything, faintly: under it, tinted panels would hide it."""
        if not self._furniture.is_draft:
            return
        width, height = A4
        canvas.begin_decoration()
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52)
        canvas.setFillColor(INK)
        canvas.setFillAlpha(0.1)
        canvas.setFont(fonts.BOLD, 150)
        canvas.drawCentredString(0, -50, as_read("DRAFT"))
        canvas.restoreState()
        canvas.end()

    def _draw_head(self, canvas: TaggedCanvas) -> None:
        shown, scale = self._furniture, self._furniture.scale
        width, height = A4
        base = height - _HEAD - scale.small * 0.4
        self._line(canvas, shown.council, scale.margin, base, width / 2 - scale.margin, font=fonts.BOLD)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.4)
        canvas.line(scale.margin, base - scale.small * 0.75, width - scale.margin, base - scale.small * 0.75)

    def _draw_foot(self, canvas: TaggedCanvas, pages: int) -> None:
        shown, scale = self._furniture, self._furniture.scale
        width, _ = A4
        top = _FOOT + _CODE
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.7)
        canvas.line(scale.margin, top, width - scale.margin, top)
        if not shown.is_draft:
            self._draw_code(canvas, width - scale.margin - _CODE + 2 * mm, _FOOT)
        room = width - 2 * scale.margin - _CODE
        first, second = top - scale.small * 1.5, top - scale.small * 2.9
        wide = text_width(_numbered(pages, pages), fonts.BOLD, scale.small) + scale.small
        self._line(canvas, shown.person, scale.margin + wide, first, room - wide)
        self._line(canvas, shown.about, scale.margin, second, room)

    def _line(self, canvas: TaggedCanvas, text: str, x: float, y: float, width: float, font: str = fonts.TEXT) -> None:
        size = self._furniture.scale.small
        canvas.setFillColor(QUIET)
        draw_line(canvas, shortened(text, font, size, width), font, size, (x, y))

    def _draw_code(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        code = square_code(self._furniture.code)
        side = (_CODE - 2 * mm) / code.size
        canvas.setFillColor(INK)
        path = canvas.beginPath()
        for left, top, wide, tall in code.blocks:
            path.rect(x + left * side, y + (code.size - top - tall) * side, wide * side, tall * side)
        canvas.drawPath(path, stroke=0, fill=1)


def _numbered(page: int, pages: int) -> str:
    return as_read(f"Page {page} of {pages}")
