"""A page is made, and filled, in pieces, each in a turn of the event loop of its own, so that none holds the window.

Whoever wants something of the page before it is whole gets it: what is missing is made at that moment, all of it.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from app.door.turns import line_up
from ui.overrides import override_of_qt

Made = TypeVar("Made")
Pieces = Generator[None, None, None]  # makes a piece at each step

_USES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})
_turns: list[bool] = []  # not empty while a page is begun that may take many


def in_turns(make: Callable[[], Made]) -> Made:
    """What `make` makes; the pages among it are begun only, and go on over many turns. Any other is made at once."""
    _turns.append(True)
    try:
        return make()
    finally:
        _turns.pop()


def know_widgets() -> None:
    """PySide makes every class of widget known, in 20 ms, when it is first given one that Qt made: a turn by itself."""
    QScrollArea().viewport()


def begun(page: QWidget, pieces: Pieces, whole: Callable[[], None]) -> "Building | None":
    """Make all of a page now; where it may take many turns, what makes the rest, and calls `whole` at the end."""
    if _turns:
        return Building(page, pieces, whole)
    for _piece in pieces:
        pass
    return None


def still(page: QWidget, pieces: Pieces) -> Pieces:
    """These pieces, with the page unpainted until the last: no two answers are seen beside each other."""
    page.setUpdatesEnabled(False)
    try:
        yield from pieces
    finally:
        if isValid(page):
            page.setUpdatesEnabled(True)


class Building(QObject):
    """What is still missing of a page, or of what it is to show: `whole` is called when nothing is any more."""

    def __init__(self, page: QWidget, pieces: Pieces, whole: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._pieces, self._whole = page, pieces, whole
        self.is_at_it = False  # making a piece just now
        self._is_over = False
        self._heard: list[QObject] = []  # the window, and the control with the keyboard, which is sent a shortcut first
        line_up(self, self._take_turn)

    def finish(self) -> None:
        """Make all that is missing, now."""
        while not self._is_over:
            self._make_one()

    def drop(self) -> None:
        """Nothing more is wanted of it."""
        if not self._is_over:
            self._pieces.close()
            self._end()

    def _take_turn(self) -> None:
        if not self._is_over:
            self.go_on()
        if not self._is_over:
            line_up(self, self._take_turn)

    def go_on(self) -> None:
        """Make the next piece."""
        for each in (self._page.window().windowHandle(), QApplication.focusWidget()):
            if each is not None and each not in self._heard:
                self._heard.append(each)
                each.installEventFilter(self)
        self._make_one()

    def _make_one(self) -> None:
        """Make the next piece; a page of which one fails stays as it is."""
        self.is_at_it, is_last, is_made = True, False, False
        try:
            is_last = next(self._pieces, self) is self
            is_made = True
        finally:
            self.is_at_it = False
            if is_last or not is_made:
                self._end()
        if is_last:
            self._show_made()
            self._whole()

    def _show_made(self) -> None:
        """At once, not in the turn in which a layout would: nobody can press or enter what isn't in sight."""
        for each in self._page.findChildren(QWidget) if self._page.isVisible() else ():
            parent = each.parentWidget()
            is_meant = not each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and not each.isWindow()
            if is_meant and each.isHidden() and parent is not None and parent.isVisible():
                each.show()

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A key or a button of the mouse finds the page whole, if it is in sight."""
        if event.type() in _USES and not self.is_at_it and self._page.isVisible():
            self.finish()
        return False

    def _end(self) -> None:
        self._is_over = True
        for each in self._heard:
            if isValid(each):
                each.removeEventFilter(self)
        self.deleteLater()
