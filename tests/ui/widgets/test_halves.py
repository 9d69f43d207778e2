"""The two halves of a tab: the right one is as wide as its sentences need, and no wider once they need less."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk.preferences import Preferences
from ui.theme import Look
from ui.widgets.halves import Halves

WIDE = 600


class Half(QWidget):
    """A half that can say that it needs more room, or less."""

    least = 100

    def needs(self, least: int) -> None:
        self.least = least
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self.least, 50)


def test_a_half_that_needed_more_for_a_while_gives_it_back(look: Look, preferences: Preferences, qtbot: QtBot) -> None:
    halves = Halves(look, preferences, "test.halves")
    qtbot.addWidget(halves)
    left, right = Half(), Half()
    halves.addWidget(left)
    halves.addWidget(right)
    halves.resize(1232, 500)
    halves.show()
    usual = halves.sizes()
    right.needs(WIDE)
    look.changed.emit()  # the halves are fitted while a half still says what it needed in another text size
    qtbot.waitUntil(lambda: right.width() == WIDE)
    right.needs(100)
    qtbot.waitUntil(lambda: halves.sizes() == usual)


def test_halves_moved_by_hand_stay_where_they_were_put(look: Look, preferences: Preferences, qtbot: QtBot) -> None:
    halves = Halves(look, preferences, "test.halves")
    qtbot.addWidget(halves)
    left, right = Half(), Half()
    halves.addWidget(left)
    halves.addWidget(right)
    halves.resize(1232, 500)
    halves.show()
    halves.setSizes([500, 731])
    halves.splitterMoved.emit(500, 1)
    right.needs(200)
    right.needs(100)
    qtbot.waitUntil(lambda: halves.sizes() == [500, 731])
    look.set_text_size(150)
    qtbot.waitUntil(lambda: not look.is_changing)
    assert halves.sizes() == [500, 731]
