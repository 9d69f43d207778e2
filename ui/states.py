"""The five states that a row can be in; each has its word and its icon, for nothing is said by colour alone."""

from enum import Enum

from ui.icons import Icon


class State(Enum):
    """How urgent or how settled something is."""

    OVERDUE = "overdue"
    SOON = "soon"
    WAITING = "waiting"
    HELD = "held"
    DONE = "done"
    OPEN = "open"

    @property
    def word(self) -> str:
        """Said where a row has no better word."""
        return self.value.capitalize()

    @property
    def icon(self) -> Icon:
        """Drawn before the word."""
        return Icon[self.name]
