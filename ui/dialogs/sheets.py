"""The sheets of a PDF, each drawn when it comes into view, at the size that somebody chose; page n of m.

A bundle of two hundred pages would fill the memory of the desk if all were drawn at once: what isn't near the page in
view is empty paper of the right size.
"""

import threading
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.theme import GROUP
from ui.widgets.labels_and_buttons import spread
from ui.widgets.shown_inside import ShownInside

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

POINTS_AN_INCH = 72
_SCREEN_DPI = 96
_NEAR = 1  # pages before and after those in view that are drawn ahead
_PDFIUM = threading.Lock()  # PDFium is not made for several threads at once


class Fit(Enum):
    """A size that follows the window."""

    PAGE = "page"
    WIDTH = "width"


Zoom = Fit | int  # or a hundredth of the paper's own size
ZOOMS: tuple[tuple[Zoom, str], ...] = (
    (Fit.PAGE, "Whole page"),
    (Fit.WIDTH, "Page width"),
    *((each, f"{each} %") for each in (50, 75, 100, 125, 150, 200, 300)),
)
_SIZES = tuple(each for each, _label in ZOOMS if isinstance(each, int))


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as it is seen: 32 bits a pixel."""

    width: int
    height: int
    pixels: bytes

    def image(self) -> QImage:
        """For painting; the pixels are copied, so that this may go."""
        return QImage(self.pixels, self.width, self.height, QImage.Format.Format_RGB32).copy()


@dataclass(frozen=True, slots=True)
class PageSize:
    """How large a page is, in points."""

    width: float
    height: float


@contextmanager
def _opened(pdf: bytes) -> "Iterator[pypdfium2.PdfDocument]":
    import pypdfium2  # noqa: PLC0415  on a worker, when a paper is first seen

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            document.init_forms()  # else what stands in fields to fill in is left out, and the paper seems empty there
            yield document
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """How large its pages are; call it on a worker."""
    with _opened(pdf) as document:
        return tuple(PageSize(*document[number].get_size()) for number in range(len(document)))


def page_images(pdf: bytes, dpi: float, numbers: Sequence[int] | None = None) -> tuple[PageImage, ...]:
    """These pages of a PDF as pictures, counted from 0, or every page; call it on a worker."""
    with _opened(pdf) as document:
        wanted = range(len(document)) if numbers is None else numbers
        return tuple(_page_image(document[number], dpi) for number in wanted)


def _page_image(page: "pypdfium2.PdfPage", dpi: float) -> PageImage:
    drawn = page.render(scale=dpi / POINTS_AN_INCH, rev_byteorder=False, prefer_bgrx=True)
    return PageImage(drawn.width, drawn.height, bytes(drawn.buffer))


class Sheets(QScrollArea):
    """`turned` with the page in view and how many there are; `zoomed` with the size, chosen by a key as well."""

    turned = Signal(int, int)
    zoomed = Signal(object)
    troubled = Signal(object)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._pdf = desk, b""
        self._sizes: tuple[PageSize, ...] = ()
        self._drawn: dict[int, float] = {}  # which pages are drawn, at how many dots an inch
        self._zoom: Zoom = Fit.WIDTH
        self._page = 0
        self._is_laid_out = True
        self.sheets: list[QLabel] = []
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._inside = ShownInside(self, "The paper")  # arrow keys scroll the pages
        self._column = QVBoxLayout(self._inside)
        spread(self._column, desk.look, margin=GROUP, gap=GROUP)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def zoom(self) -> Zoom:
        """The size that was chosen."""
        return self._zoom

    @property
    def page(self) -> int:
        """Which page is in view, counted from 1; 0 while there is none."""
        return self._page

    def show_pages(self, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        """Show this paper from its first page."""
        for sheet in self.sheets:
            self._column.removeWidget(sheet)
            sheet.deleteLater()
        self._pdf, self._sizes, self._drawn, self.sheets = pdf, sizes, {}, []
        for number in range(1, len(sizes) + 1):
            sheet = QLabel()
            sheet.setObjectName(f"preview.page_{number}")
            sheet.setAccessibleName(f"Page {number} of {len(sizes)}")
            sheet.setProperty("part", "sheet")
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self.sheets.append(sheet)
        self._page = 1 if sizes else 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: Zoom) -> None:
        """Another size; the page in view stays in view."""
        self._zoom = zoom
        self._lay_out()
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller of the fixed sizes, seen from the size in force."""
        now = self._percent(self._page - 1) if self._page else 100
        further = [each for each in _SIZES if (each > now + 1 if steps > 0 else each < now - 1)]
        if further:
            self.set_zoom(min(further) if steps > 0 else max(further))

    def turn(self, steps: int) -> None:
        """To the top of a page further on or back."""
        self.turn_to(max(1, min(len(self.sheets), self._page + steps)))

    def turn_to(self, page: int) -> None:
        """To the top of this page."""
        if not 1 <= page <= len(self.sheets):
            return
        above = self._desk.look.theme.px(GROUP)
        self._is_laid_out = False  # what scrolling would say of the page in view is known better here
        self.verticalScrollBar().setValue(self.sheets[page - 1].y() - above)
        self._is_laid_out = True
        self._come_to(page)

    # --- keys and sizes -------------------------------------------------------------------------------------------

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: -len(self.sheets)}
        step = turns.get(Qt.Key(event.key()), len(self.sheets) if event.key() == Qt.Key.Key_End else 0)
        if step:
            self.turn(step)
        else:
            super().keyPressEvent(event)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if isinstance(self._zoom, Fit):
            self._lay_out()
        else:
            self._draw()

    def _percent(self, number: int) -> float:
        """How large a page is shown, in hundredths of the paper's own size."""
        if not isinstance(self._zoom, Fit):
            return self._zoom
        size, margin = self._sizes[number], 2 * self._desk.look.theme.px(GROUP)
        own = (size.width * _SCREEN_DPI / POINTS_AN_INCH, size.height * _SCREEN_DPI / POINTS_AN_INCH)
        room = (self.width() - margin - self.verticalScrollBar().sizeHint().width(), self.height() - margin)
        wide = 100 * room[0] / own[0]
        return max(10.0, min(wide, 100 * room[1] / own[1]) if self._zoom is Fit.PAGE else wide)

    def _lay_out(self) -> None:
        """Give every sheet its size; what was drawn at another is drawn anew once it is in view."""
        page, self._is_laid_out = self._page, False
        for number, (sheet, size) in enumerate(zip(self.sheets, self._sizes, strict=True)):
            scale = self._percent(number) / 100 * _SCREEN_DPI / POINTS_AN_INCH
            sheet.setFixedSize(QSize(max(1, round(size.width * scale)), max(1, round(size.height * scale))))
        self._column.activate()
        self._inside.resize(self._inside.sizeHint().expandedTo(self.viewport().size()))
        self._is_laid_out = True
        self.turn_to(page)

    # --- drawing --------------------------------------------------------------------------------------------------

    def _scrolled(self, top: int) -> None:
        """The page in view is the one on which the middle of the window lies."""
        if not self._is_laid_out:
            return
        middle = top + self.viewport().height() // 2
        above = [number for number, each in enumerate(self.sheets, start=1) if each.y() <= middle]
        self._come_to(above[-1] if above else min(1, len(self.sheets)))

    def _come_to(self, page: int) -> None:
        self._page = page
        self.turned.emit(page, len(self.sheets))
        self._draw()

    def _near(self) -> range:
        """The pages that are seen, and one before and after them."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [n for n, each in enumerate(self.sheets) if each.y() + each.height() >= top and each.y() <= bottom]
        first, last = (seen[0], seen[-1]) if seen else (self._page - 1, self._page - 1)
        return range(max(0, first - _NEAR), min(len(self.sheets), last + 1 + _NEAR))

    def _draw(self) -> None:
        if not self.sheets:
            return
        near = self._near()
        for gone in [each for each in self._drawn if each not in near]:
            del self._drawn[gone]
            self.sheets[gone].setPixmap(QPixmap())
        ratio = self.devicePixelRatioF()
        wanted = {each: self._percent(each) / 100 * _SCREEN_DPI * ratio for each in near}
        lacking = {each: dpi for each, dpi in wanted.items() if self._drawn.get(each) != dpi}
        if lacking:
            self._drawn |= lacking
            pdf = self._pdf
            work = partial(_drawn_pages, pdf, lacking)
            self._desk.door.fetch(self, work).then(partial(self._show, pdf, lacking), self.troubled.emit)

    def _show(self, pdf: bytes, at: dict[int, float], pages: dict[int, PageImage]) -> None:
        """Put the pictures on their sheets, unless another paper or size came meanwhile."""
        for number, page in pages.items():
            if pdf is not self._pdf or self._drawn.get(number) != at[number]:
                continue
            sheet = self.sheets[number]
            picture = QPixmap.fromImage(page.image())
            picture = picture.scaled(sheet.size() * self.devicePixelRatioF())
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            sheet.setPixmap(picture)


def _drawn_pages(pdf: bytes, at: dict[int, float]) -> dict[int, PageImage]:
    return {number: page_images(pdf, dpi, (number,))[0] for number, dpi in at.items()}
