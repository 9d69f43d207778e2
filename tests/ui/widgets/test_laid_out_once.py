"""Many lines that come into sight together are laid out once, and what they stand in as well."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ui.states import State
from ui.widgets.checklist import Checklist, CheckRow
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

MANY = 8


class Counting(QVBoxLayout):
    """How often it was laid out."""

    def __init__(self, parent):
        super().__init__(parent)
        self.times = 0

    def setGeometry(self, where):  # noqa: N802  Qt's name
        self.times += 1
        super().setGeometry(where)


def sentences(look):
    made = SentenceLines(look, "closure.lines")
    shown = tuple(SentenceLine(f"line.{number}", "Something is said.", State.OPEN) for number in range(MANY))
    return made, lambda: made.show_lines(shown)


def checks(look):
    made = Checklist(look, "closure.steps", "Steps")
    return made, lambda: made.show_rows(tuple(CheckRow(number, "A step.", False) for number in range(MANY)))


@pytest.mark.parametrize("kind", [sentences, checks])
def test_the_page_is_laid_out_no_oftener_for_many_lines_than_for_a_few(kind, look, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    around = Counting(page)
    lines, show = kind(look)
    around.addWidget(lines)
    page.show()
    QApplication.processEvents()
    around.times = 0
    show()
    assert around.times <= 1
    qtbot.waitUntil(lambda: lines.height() >= lines.minimumSizeHint().height() > 0)
    said = [each for each in lines.findChildren(QLabel) if each.text()]
    assert len(said) == MANY
    assert all(each.isVisible() for each in said)
