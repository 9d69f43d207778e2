"""One press of a button, from the press until its answer is known: it is never stored twice.

A connection that goes while the deed is being stored leaves its answer unknown, never "failed". Whoever does it again
does it with the same press: the same operation and the same keys. No Qt, no database.
"""

from enum import Enum, auto
from uuid import UUID

from app.door.changes import Changes
from models.keys import Keys, new_id


class Stage(Enum):
    """How far a press is."""

    WAITING = auto()  # for its turn, or being done
    SENT = auto()  # the database was told to keep it
    KNOWN = auto()  # its answer is known


class Press:
    """Made when the button is pressed. `operation` may come from outside, where it may have been done before."""

    def __init__(self, operation: UUID | None = None) -> None:
        self.operation = operation or new_id()
        self.may_be_saved = operation is not None
        self.keys = Keys()
        self.transaction: str | None = None  # the server's name for what was sent, to ask it by
        self.answer: Changes | None = None
        self.stage = Stage.WAITING

    def send(self, answer: Changes) -> None:
        """On the worker: from now on it can't be taken back, and without an answer isn't known."""
        self.answer, self.stage, self.may_be_saved = answer, Stage.SENT, True

    def settle(self) -> None:
        """Its answer is known, whatever it is."""
        self.stage, self.may_be_saved = Stage.KNOWN, False

    def not_stored(self) -> None:
        """The database knows that it isn't stored: it may be done again."""
        self.stage, self.may_be_saved = Stage.WAITING, False
