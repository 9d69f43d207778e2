"""The tour: a few steps through the window, each pointing at a control that is there. It changes nothing.

The steps are data, `resources/window/tour.toml`. At its end the tab that was in front is so again, and the keyboard
where it was.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

import resources
from ui.announcing import announce
from ui.icons import Icon
from ui.navigation import TabName
from ui.overrides import override_of_qt
from ui.screens import Tabs
from ui.theme import GROUP, PAGE, RELATED, Look
from ui.widgets.labels_and_buttons import button, buttons, reveal, spread, words

_WIDTH = 420  # px
_LINE = 3  # px
_FOLLOW_MS = 100  # an answer that comes late, or another size of the window, moves what is pointed at


@dataclass(frozen=True, slots=True)
class Step:
    """A tab, the object name of the control that is pointed at, and a sentence or two about it."""

    tab: TabName
    control: str
    says: str


def steps() -> tuple[Step, ...]:
    """All of them in order; reads a file, so call it on a worker."""
    kept = resources.read_toml("window/tour.toml")["step"]
    return tuple(Step(TabName(each["tab"]), each["control"], each["says"]) for each in kept)


class Outline(QWidget):
    """A line around a control of the window: neither pointer nor keyboard nor screen reader meets it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self.setObjectName("tour.outline")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def stand_around(self, control: QWidget) -> None:
        """Around this one, as far as it is in sight."""
        window = self._window
        edge = self._look.theme.px(_LINE)
        around = QRect(control.mapTo(window, QPoint()), control.size()).adjusted(-edge, -edge, edge, edge)
        self.setGeometry(around & window.rect())
        self.raise_()
        self.show()

    @override_of_qt()
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        line = self._look.theme.px(_LINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.colours.accent), line))
        inside = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(inside, line, line)
        painter.end()


class Tour(QDialog):
    """Beside the work, never over what it points at where there is room: Enter goes on, Esc ends it."""

    def __init__(self, look: Look, window: QMainWindow, tabs: Tabs, told: tuple[Step, ...]) -> None:
        super().__init__(window)
        self._look, self._window, self._tabs, self._steps = look, window, tabs, told
        self._number = 0
        self._is_shown = False  # what the step points at came into sight
        self._tab, self._left = tabs.current_tab, window.focusWidget()
        self.setObjectName("tour")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(look.theme.px(_WIDTH))
        self.outline = Outline(look, window)
        self.place = words("", "heading", "tour.place")
        self.says = words("", "", "tour.says")
        self.next = button(look, "&Next", "tour.next", Icon.FORWARD, kind="primary")
        self.back = button(look, "&Back", "tour.back", Icon.BACK)
        self.end = button(look, "&End the tour", "tour.end", kind="quiet")
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        for each in (self.place, self.says):
            column.addWidget(each)
        column.addLayout(buttons(look, self.next, self.back, self.end))
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.end.clicked.connect(self.reject)
        self.finished.connect(self._leave)
        self._follows = QTimer(self)
        self._follows.setInterval(_FOLLOW_MS)
        self._follows.timeout.connect(self._follow)
        self._follows.start()
        self._show_step()

    @property
    def step(self) -> Step:
        """The one that is told now."""
        return self._steps[self._number]

    def _go_on(self) -> None:
        if self._number + 1 == len(self._steps):
            self.accept()
        else:
            self._number += 1
            self._show_step()

    def _go_back(self) -> None:
        self._number -= 1
        self._show_step()

    def _show_step(self) -> None:
        step, is_last = self.step, self._number + 1 == len(self._steps)
        self._is_shown = False
        self._tabs.show_tab(step.tab)
        self.setWindowTitle(f"Tour: {step.tab.title}")
        self.place.setText(f"Step {self._number + 1} of {len(self._steps)}: {step.tab.title}")
        self.says.setText(step.says)
        self.next.setText("&Finish" if is_last else "&Next")
        self.next.setAccessibleName("Finish" if is_last else "Next")
        self.back.setEnabled(self._number > 0)
        self.next.setFocus()
        self.adjustSize()
        self._follow()
        announce(self, f"{self.place.text()}. {step.says}")

    def _follow(self) -> None:
        """Point at it wherever it is by now; until it comes into sight, or with nobody in view, at the tab."""
        control = self._window.findChild(QWidget, self.step.control)
        if control is None or not control.isVisible():
            self.outline.stand_around(self._tabs.stack)
            return
        if not self._is_shown:
            self._is_shown = True
            reveal(control)
            self._stand_clear_of(QRect(control.mapToGlobal(QPoint()), control.size()))
        self.outline.stand_around(control)

    def _stand_clear_of(self, control: QRect) -> None:
        """In the first corner of the window where the control isn't; below at the right where it is everywhere."""
        gap, size = self._look.theme.px(PAGE + RELATED), self.sizeHint().expandedTo(self.size())
        room = QRect(self._window.mapToGlobal(QPoint()), self._window.size()).adjusted(gap, gap, -gap, -gap)
        right, bottom = room.right() - size.width(), room.bottom() - size.height()
        corners = [QPoint(x, y) for y in (bottom, room.top()) for x in (right, room.left())]
        clear = (each for each in corners if not QRect(each, size).intersects(control))
        self.move(next(clear, corners[0]))

    def _leave(self) -> None:
        self._follows.stop()
        self.outline.hide()
        self.outline.setParent(None)
        self.outline.deleteLater()
        self._tabs.show_tab(self._tab)
        self._window.activateWindow()
        left = self._left
        if left is not None and isValid(left) and left.isVisible():
            left.setFocus()
