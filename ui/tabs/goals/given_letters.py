"""The letters given at this desk for who is in view: each can be taken back, and given again (IPAD-2)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.door.changes import Changes
from app.door.door import Deed, Door
from app.door.errors import ChangedMeanwhile, Refused, Unavailable
from app.door.tasks import OnTrouble
from ui.tabs.goals.history import HistoryPanel, OneLetter
from ui.tabs.goals.not_made import OneNotMade

_TAKEN_BACK, _GIVEN_AGAIN = "The last {} is taken back.", "The {} is given again."
_NOT_TAKEN_BACK = "It can't be taken back from here any more."
_NOT_GIVEN_AGAIN = "It can't be given again from here any more."


@dataclass(eq=False, slots=True)
class _Letter:
    """One that was given; `stands` as was asked last, whether or not that is answered yet.

    `is_gone` when it can't be turned any more: it wasn't stored, another desk has changed it, or another letter came
    after it was taken back.
    """

    given: OneLetter | OneNotMade
    stands: bool = True
    is_stored: bool = True
    is_gone: bool = False
    turns: int = 0  # how often it was taken back or given again


@dataclass(frozen=True, slots=True)
class _Turn:
    """That a letter, one of those `among` which it was then, is taken back, or given again and `stands`."""

    among: list[_Letter]
    letter: _Letter
    number: int
    stands: bool


class GivenLetters(QObject):
    """Does what the history asks; `forget` when somebody else comes into view: what is undone is what is in sight.

    Deeds are done in the order asked, so that a letter can be taken back before it is answered.
    """

    def __init__(self, door: Door, history: HistoryPanel) -> None:
        super().__init__(history)
        self._door, self._history = door, history
        self._letters: list[_Letter] = []  # in the order given; another list whenever somebody else comes into view
        self._newest: _Letter | _Turn | None = None  # what was pressed last
        self._is_troubled = False  # something was refused since the last press: its sentence stays
        history.rated.connect(self._rate)
        history.undo_requested.connect(self.undo)
        history.redo_requested.connect(self.redo)
        self._tell()

    def forget(self) -> None:
        """Nothing here can be taken back any more; answers that are under way are heard by nobody."""
        self._letters = []
        self._tell()

    def why_not_turned(self, spec: str) -> str:
        """Why this action would turn no letter; nothing for one that turns none."""
        if spec == "goals.undo_rating" and self._last() is None:
            return "No rating was given here that can be taken back."
        return "No rating was taken back here." if spec == "goals.redo_rating" and self._next() is None else ""

    def undo(self) -> None:
        """Take the last letter back."""
        if (last := self._last()) is not None:
            self._turn(last, stands=False)

    def redo(self) -> None:
        """Give the letter again that was taken back last."""
        if (next_one := self._next()) is not None:
            self._turn(next_one, stands=True)

    def _last(self) -> _Letter | None:
        return next((each for each in reversed(self._letters) if each.stands and not each.is_gone), None)

    def _next(self) -> _Letter | None:
        return next((each for each in self._letters if not each.stands and not each.is_gone), None)

    def _rate(self, given: OneLetter | OneNotMade) -> None:
        letter, taken_back = _Letter(given), [each for each in self._letters if not each.stands]
        for each in taken_back:
            each.is_gone = True
        self._letters.append(letter)
        # The same letter again after it was taken back is another deed, though the first may be under way still.
        deed = partial(_as_number, len(self._letters), given.give) if taken_back else given.give
        told = self._letters, letter
        self._newest = letter
        self._press(deed, partial(self._rated, *told), partial(self._not_rated, *told))

    def _rated(self, among: list[_Letter], letter: _Letter, _changes: Changes) -> None:
        if among is self._letters and not letter.is_stored:  # that wasn't known until now
            letter.is_stored, letter.is_gone = True, not letter.stands
            self._history.notice.clear()
            self._tell()

    def _not_rated(self, among: list[_Letter], letter: _Letter, trouble: Refused | Unavailable) -> None:
        if among is self._letters:
            letter.is_stored, letter.is_gone = False, True
            self._refuse(trouble, letter)

    def _turn(self, letter: _Letter, *, stands: bool) -> None:
        letter.turns, letter.stands = letter.turns + 1, stands
        self._newest = turn = _Turn(self._letters, letter, letter.turns, stands)
        self._history.expect(letter.given, stands=stands)
        deed = partial(_as_number, turn.number, letter.given.give if stands else letter.given.take_back)
        self._press(deed, partial(self._turned, turn), partial(self._not_turned, turn))

    def _turned(self, turn: _Turn, _changes: Changes) -> None:
        if turn.among is not self._letters:
            return
        if turn.letter.turns < turn.number:  # whether it was stored wasn't known until now
            turn.letter.turns, turn.letter.stands, self._is_troubled = turn.number, turn.stands, False
        if self._newest is turn and not self._is_troubled:
            self._history.notice.tell((_GIVEN_AGAIN if turn.stands else _TAKEN_BACK).format(turn.letter.given.called))
        self._tell()

    def _not_turned(self, turn: _Turn, trouble: Refused | Unavailable) -> None:
        """It stands as before and can be tried again, but where another desk has changed it never with success."""
        letter = turn.letter
        if turn.among is not self._letters or not letter.is_stored:
            return  # of whoever was in view; or why it wasn't stored is said
        if letter.turns == turn.number:
            letter.turns, letter.stands = turn.number - 1, not turn.stands
        if isinstance(trouble, ChangedMeanwhile):
            letter.is_gone = True
            left = _NOT_GIVEN_AGAIN if turn.stands else _NOT_TAKEN_BACK
            self._refuse(Refused(f"{trouble.sentence} {left}", who=trouble.who), letter)
        else:
            letter.is_gone = letter.is_gone and not letter.stands
            self._refuse(trouble, letter)

    def _press(self, deed: Deed, then: Callable[[Changes], None], trouble: OnTrouble) -> None:
        self._is_troubled = False
        if not self._history.notice.isHidden():
            self._history.notice.clear()
        self._tell()
        self._door.do(self, deed, then, trouble)

    def _refuse(self, trouble: Refused | Unavailable, letter: _Letter) -> None:
        self._is_troubled = True
        self._history.refuse(trouble, letter.given)
        self._tell()

    def _tell(self) -> None:
        self._history.can_undo(undoable=self._last() is not None, redoable=self._next() is not None)


def _as_number(_number: int, deed: Deed, turn: Any) -> Changes:
    """Do it as one of several that mean the same, so that a later one isn't taken for a second press of the first."""
    return deed(turn)
