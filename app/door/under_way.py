"""The deeds of this desk that wait for their answer: each is asked for once, and asked again while it isn't known."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject

from app.door.changes import Changes
from app.door.press import Press
from app.door.tasks import OnTrouble

Deed = Callable[[Any], Changes]  # takes the session


@runtime_checkable
class Waited(Protocol):
    """A deed of which somebody wants to know how long it is under way, usually its form."""

    title: str  # of what it is, to those who have gone on to something else

    def begun(self, pressed: "Pressed") -> None:
        """It is asked for."""

    def stored(self) -> None:
        """It is stored, as is known on the worker that did it: what is left of it here goes, whoever may have gone."""

    def ended(self) -> None:
        """Its answer is known, or it is taken back."""

    def is_left(self) -> bool:
        """Whether whoever asked has gone without the answer."""


@dataclass(eq=False)
class Pressed:
    """A deed that was asked for, whoever wants to hear of it, and what takes it back."""

    owner: QObject
    deed: Deed
    press: Press
    then: Callable[[Changes], None]
    trouble: OnTrouble
    cancel: Callable[["Pressed"], None]
    is_unknown: bool = False

    def is_same(self, owner: QObject, deed: Deed) -> bool:
        """Whether a second press means the same: the same use case of the same owner, with the same words."""
        return owner is self.owner and _meaning(deed) == _meaning(self.deed)

    def begin(self) -> None:
        """Let whoever asked know that it is under way."""
        if isinstance(self.deed, Waited):
            self.deed.begun(self)

    def stored(self) -> None:
        """On a worker: let whoever asked know that it is stored, before anything else can happen."""
        if isinstance(self.deed, Waited):
            self.deed.stored()

    def end(self) -> None:
        """Let whoever asked know that it isn't any more."""
        if isinstance(self.deed, Waited):
            self.deed.ended()

    @property
    def has_form(self) -> bool:
        """Whether a form asked, and waits for the answer."""
        return isinstance(self.deed, Waited)

    @property
    def is_left(self) -> bool:
        """Whether whoever asked has gone without the answer."""
        return isinstance(self.deed, Waited) and self.deed.is_left()

    @property
    def title(self) -> str:
        """What was asked for, where whoever asked has said so."""
        return self.deed.title if isinstance(self.deed, Waited) else ""

    def take_back(self) -> None:
        """Take it back, while that can be done for certain."""
        self.cancel(self)


def _meaning(deed: Deed) -> object:
    return (deed.func, deed.args, deed.keywords) if isinstance(deed, partial) else deed
