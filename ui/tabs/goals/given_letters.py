"""The letters given at this desk for who is in view: each can be taken back, and given again (IPAD-2)."""

from functools import partial

from PySide6.QtCore import QObject

from app.door.changes import Changes
from app.door.door import Deed, Door
from app.door.errors import Refused, Unavailable
from ui.tabs.goals.history import HistoryPanel

_Given = tuple[Deed, Deed]  # what gives a rating, and what takes it back


class GivenLetters(QObject):
    """Does what the history asks; `forget` when somebody else comes into view: what is undone is what is in sight."""

    def __init__(self, door: Door, history: HistoryPanel) -> None:
        super().__init__(history)
        self._door, self._history = door, history
        self._given: list[_Given] = []  # the last one at the end
        self._taken: list[_Given] = []  # what was taken back, until another letter is given
        history.rated.connect(self._rate)
        history.undo_requested.connect(self.undo)
        history.redo_requested.connect(self.redo)
        self._tell()

    def forget(self) -> None:
        """Nothing here can be taken back any more; answers that are under way are heard by nobody."""
        self._given, self._taken = [], []
        self._tell()

    def undo(self) -> None:
        """Take the last letter back."""
        self._turn(self._given, self._taken, 1, "The last rating is taken back.")

    def redo(self) -> None:
        """Give the letter again that was taken back last."""
        self._turn(self._taken, self._given, 0, "The rating is given again.")

    def _rate(self, deed: Deed, back: Deed) -> None:
        self._taken = []
        self._tell()
        self._door.do(self, deed, partial(self._rated, self._given, (deed, back)), self._history.refuse)

    def _rated(self, given: list[_Given], rating: _Given, _changes: Changes) -> None:
        if given is not self._given:
            return  # of whoever was in view
        given.append(rating)
        if not self._history.notice.isHidden():
            self._history.notice.clear()
        self._tell()

    def _turn(self, has: list[_Given], gets: list[_Given], which: int, done: str) -> None:
        """Do the last one's deed: it goes over to the other list, or back where it is refused: none is lost."""
        if has:
            rating = has.pop()
            self._tell()
            self._door.do(
                self, rating[which], partial(self._turned, gets, rating, done), partial(self._not_turned, has, rating)
            )

    def _turned(self, gets: list[_Given], rating: _Given, done: str, _changes: Changes) -> None:
        if self._is_in_sight(gets):
            gets.append(rating)
            self._history.notice.tell(done)
            self._tell()

    def _not_turned(self, has: list[_Given], rating: _Given, trouble: Refused | Unavailable) -> None:
        if self._is_in_sight(has):
            has.append(rating)
            self._history.refuse(trouble)
            self._tell()

    def _is_in_sight(self, letters: list[_Given]) -> bool:
        return letters is self._given or letters is self._taken

    def _tell(self) -> None:
        self._history.can_undo(undoable=bool(self._given), redoable=bool(self._taken))
