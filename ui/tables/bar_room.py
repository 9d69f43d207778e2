"""Room for the sideways bar of a list as tall as its rows, so that the page's bar and it don't chase each other.

The height of such a list makes or spares its page a scroll bar, and that bar takes of the list's width. So a list that
has once needed its bar keeps the room for it until it is wider by more than a bar: else both come and go within each
other's coming and going, until the stack ends and the program with it.
"""

from typing import Any

from ui.tables.table_view import TableView


class BarRoom:
    """How tall the sideways bar of one list is, in px; 0 while there is none to expect."""

    def __init__(self, view: TableView[Any]) -> None:
        self._view = view
        self._needed_at = -1  # the widest that the list was, in px, while it needed its bar

    def forget(self) -> None:
        """Other rows or another text size: what it needed before tells nothing any more."""
        self._needed_at = -1

    def height(self) -> int:
        """As the list stands now."""
        view = self._view
        if view.is_wider_than_its_room:
            self._needed_at = max(self._needed_at, view.width())
        elif view.width() > self._needed_at + view.verticalScrollBar().sizeHint().width():
            self._needed_at = -1
        return view.horizontalScrollBar().sizeHint().height() if self._needed_at >= 0 else 0
