"""Puts a paper onto a printer: the PDF itself where the printing system takes one, else a picture of each page.

Windows' own way takes no PDF: there each page is painted at the printer's own resolution, a page at a time, so that a
long bundle needs no more memory than one page.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.desk.printing import PrintJob, hand_over, takes_pdfs
from app.door.errors import Unavailable
from ui.dialogs.sheets import page_images, page_sizes

NO_PRINTER = "No printer is set up on this computer. Ask for one to be set up, or save the paper as a PDF."
_MOST_DPI = 600  # finer isn't seen, and a page of A4 would need over 140 MB
_SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
}


def has_printer() -> bool:
    """Whether this desk knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def printing(pdf: bytes, printer: QPrinter, title: str) -> Callable[[], str]:
    """The work for a worker; it answers with what to say. Unavailable: nothing or not all was printed."""
    if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat and takes_pdfs():
        job = _job(printer, title)
        return lambda: _handed_over(pdf, job)
    return lambda: paint(pdf, printer)


def _job(printer: QPrinter, title: str) -> PrintJob:
    ranges = printer.pageRanges()
    return PrintJob(
        printer=printer.printerName(),
        title=title,
        copies=printer.copyCount(),
        pages="" if ranges.isEmpty() else ranges.toString(),
        sides=_SIDES.get(printer.duplex(), "one-sided"),
        is_grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
    )


def _handed_over(pdf: bytes, job: PrintJob) -> str:
    hand_over(pdf, job)
    return f"Sent to {job.printer}."


def paint(pdf: bytes, printer: QPrinter) -> str:
    """Paint the chosen pages, each as large as its paper; each is drawn only when it is its turn."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("The printer doesn't answer. Choose another, or save the paper as a PDF.")
    ranges, dpi = printer.pageRanges(), min(printer.resolution(), _MOST_DPI)
    is_whole = _paint(pdf, printer, painter, ranges, dpi)
    if not painter.end() or not is_whole or printer.printerState() is QPrinter.PrinterState.Error:
        raise Unavailable(
            "Not all of it was printed: the printer or its disk is full or went away. "
            "Look at what came out before you print again, or save the paper as a PDF."
        )
    return "Sent to the printer."


def _paint(pdf: bytes, printer: QPrinter, painter: QPainter, ranges: QPageRanges, dpi: int) -> bool:
    is_first = True
    for number in range(len(page_sizes(pdf))):
        if not ranges.isEmpty() and not ranges.contains(number + 1):
            continue
        if not is_first and not printer.newPage():
            return False
        is_first = False
        image = page_images(pdf, dpi, (number,))[0].image()
        sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    return True
