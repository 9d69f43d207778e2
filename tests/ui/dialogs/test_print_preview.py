"""The preview of a paper: whole page and zoom by keys, page n of m, and printing with its troubles in sentences."""

from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from reports.layout.flowables import paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, scale_for
from reports.layout.text import typed
from ui.dialogs import print_preview
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.sheets import Fit


@cache
def long_paper() -> bytes:
    style = scale_for(Edition.STANDARD).text()
    return make(
        Furniture("Paper", "Kent", "R-1", "Ann", "v2", Edition.STANDARD),
        lambda root: [paragraph(typed(f"Line {number}"), style, root) for number in range(150)],
    )


@pytest.fixture
def preview(office_desk, qtbot, settled):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = PrintPreview(
        office_desk,
        "Paper",
        "paper.pdf",
        lambda _name: office_desk.door.fetch(owner, long_paper),
        [("a", "A")],
        owner,
        says="Not issued.",
    )
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    yield dialog
    dialog.reject()


def drawn(dialog):
    return [number for number, each in enumerate(dialog.sheets, start=1) if not each.pixmap().isNull()]


def test_it_says_which_page_of_how_many_and_that_it_is_not_issued(preview):
    assert len(preview.sheets) > 3
    assert preview.total.text() == f"Page 1 of {len(preview.sheets)}"
    assert preview.says.text() == "Not issued."
    assert preview.says.isVisible()


def test_page_down_and_page_up_turn_the_pages(preview, qtbot, settled):
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.total.text().startswith("Page 3 of ")
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageUp)
    assert preview.total.text().startswith("Page 2 of ")
    qtbot.keyClick(preview.pages, Qt.Key.Key_End)
    assert preview.total.text() == f"Page {len(preview.sheets)} of {len(preview.sheets)}"
    qtbot.keyClick(preview.pages, Qt.Key.Key_Home)
    assert preview.total.text().startswith("Page 1 of ")
    settled()


def test_keys_zoom_and_show_the_whole_page(preview, qtbot, settled):
    wide = preview.sheets[0].width()
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.sheets[0].width() > wide
    assert preview.zoom.value() == preview.pages.zoom
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom.value() is Fit.PAGE
    assert preview.sheets[0].height() <= preview.pages.viewport().height()
    whole = preview.sheets[0].width()
    preview.zoom.set_value(200)
    preview.zoom.picked.emit(200)
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom.value() == 150
    assert preview.sheets[0].width() > whole
    settled()


def test_the_page_in_view_stays_in_view_when_the_size_changes(preview, settled):
    preview.pages.turn_to(3)
    settled()
    for zoom in (Fit.PAGE, 200, Fit.WIDTH):
        preview.pages.set_zoom(zoom)
        settled()
        assert preview.pages.page == 3
        assert not preview.sheets[2].pixmap().isNull()


def test_only_the_pages_near_the_one_in_view_are_drawn(preview, settled):
    first = drawn(preview)
    assert 1 in first
    assert len(preview.sheets) not in first
    preview.pages.turn_to(len(preview.sheets))
    settled()
    assert len(preview.sheets) in drawn(preview)
    assert 1 not in drawn(preview)


def test_where_no_printer_is_set_up_it_says_so_and_opens_no_dialog(preview, monkeypatch):
    monkeypatch.setattr(print_preview, "has_printer", lambda: False)
    preview.print.click()
    assert preview.notice.text.text() == (
        "No printer is set up on this computer. Ask for one to be set up, or save the paper as a PDF."
    )


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_be_written_to_is_said(preview, tmp_path, settled):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    preview.print_to(printer)
    settled()
    assert preview.notice.text.text().startswith("The printer doesn't answer.")


def test_saving_on_a_full_disk_says_so_and_leaves_nothing(preview, tmp_path, settled, monkeypatch):
    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    preview.save_to(tmp_path / "paper.pdf")
    settled()
    assert "No space left on device" in preview.notice.text.text()
    assert not [each for each in tmp_path.iterdir() if ".pdf" in each.name]
