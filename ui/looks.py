"""Whose record was opened here, and what was copied, is noted behind what is shown; that it can't be is said once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.language import called
from ui.main_window_of import main_window_of
from ui.screens import Screens

if TYPE_CHECKING:  # the shell is painted before any of these is needed
    from app.door.changes import Changes
    from app.door.errors import Refused, Unavailable
    from ui.widgets.notice_bar import NoticeBar


class Looks(QObject):
    """It hears the desk, and has the screens write it down; reading never waits for it and never depends on it."""

    def __init__(self, desk: Desk, notice: "NoticeBar", parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._notice = desk, notice
        self._screens: Screens | None = None
        self._is_said = False
        desk.person_opened.connect(self._opened)
        desk.look.copied.connect(self._copied)

    def furnish(self, screens: Screens) -> None:
        """It can be noted from now on."""
        self._screens = screens

    def _opened(self, person: UUID) -> None:
        if self._screens is not None and self._screens.opened is not None:
            self._note(self._screens.opened, person)

    def _copied(self, source: QWidget, rows: int) -> None:
        """Each window notes what is copied in it: the look is that of all windows."""
        is_here = main_window_of(source) is main_window_of(self._notice)
        if is_here and self._screens is not None and self._screens.copied is not None:
            self._note(self._screens.copied, called(source), rows)

    def _note(self, note: "Callable[..., Changes]", *about: UUID | str | int) -> None:
        self._desk.door.note(self, partial(_noted, note, *about), self._not_noted)

    def _not_noted(self, trouble: "Refused | Unavailable") -> None:
        if not self._is_said:
            self._is_said = True
            self._notice.inform(f"What is looked at here can't be noted; you can go on reading. {trouble}")


def _noted(note: "Callable[..., Changes]", *about_and_turn: Any) -> "Changes":
    """The turn comes last to a deed that is bound beforehand, and first to the question."""
    *about, turn = about_and_turn
    return note(turn, *about)
