"""Steps to tick stay where they are under the pointer, and Tab reaches them before the buttons below them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.checklist import Checklist, CheckRow
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

WHO = "Priya Raman-Featherstonehaugh, yesterday 14:30"


def steps(done: int, lack: str = "") -> tuple[CheckRow, ...]:
    return tuple(
        CheckRow(n, f"Step {n}", n < done, WHO if n < done else "", lack=lack if n == done + 1 else "")
        for n in range(5)
    )


@pytest.fixture
def page(look, qtbot):
    """A checklist and sentences, both filled later than the button below them is made."""
    page = QWidget()
    column = QVBoxLayout(page)
    page.steps, page.lines = Checklist(look, "goals.steps", "Steps", notes=True), SentenceLines(look, "goals.lines")
    page.button = QPushButton("Close the package")
    for each in (page.steps, page.lines, page.button):
        column.addWidget(each)
    column.addStretch(1)
    page.resize(420, 700)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.mark.parametrize("width", [190, 420, 900])
@pytest.mark.parametrize("size", [100, 200])
def test_a_tick_moves_no_row(page, look, qtbot, width, size):
    look.set_text_size(size)
    page.resize(width, 900)
    page.steps.show_rows(steps(0, lack="Waits for the step before it, which somebody else has to do first"))
    qtbot.wait(0)
    before = places(page)
    for done in range(1, 6):
        page.steps.show_rows(steps(done))
        qtbot.wait(0)
        assert places(page) == before


def places(page: QWidget) -> list[tuple[int, int]]:
    return [(line.mapTo(page, line.rect().topLeft()).y(), line.height()) for line in page.steps._lines.values()]


def test_who_ticked_it_is_told_whole_where_it_is_cut(page, qtbot):
    page.resize(190, 700)
    page.steps.show_rows(steps(5))
    qtbot.wait(0)
    line = page.steps._lines[0]
    assert line.below.text() != WHO
    assert line.below.toolTip() == WHO
    assert line.box.accessibleDescription() == WHO


def test_tab_goes_through_what_was_made_late_before_the_button_below(page, qtbot):
    page.steps.show_rows(steps(2)[1:])
    page.lines.show_lines((SentenceLine("two", "Two", deed="Two…"),))
    page.steps.show_rows(steps(2))
    page.lines.show_lines((SentenceLine("one", "One", deed="One…"), SentenceLine("two", "Two", deed="Two…")))
    page.steps._lines[0].box.setFocus()
    reached = []
    while page.focusWidget() is not page.button:
        reached.append(page.focusWidget().objectName() or page.focusWidget().accessibleName())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert len(reached) < 20
    assert [each for each in reached if not each.endswith(".note")] == [
        "goals.steps.1", "goals.steps.1", "goals.steps.2", "goals.steps.3", "goals.steps.4", "goals.one", "goals.two",
    ]  # fmt: skip
