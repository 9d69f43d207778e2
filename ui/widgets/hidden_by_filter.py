"""Beside a filter, by words or by a choice: how many rows it leaves, and one button that shows all again."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.text import count, shown_of_text
from ui.theme import RELATED, Look
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, words


class HiddenByFilter(QWidget):
    """Such as "12 people", and "2 of 12 people shown" with its button while the filter hides some.

    `name` is what the list is called in the names of controls; `one` and `many` are what its rows are. A filter that is
    no line of words comes with what lets go of it.
    """

    def __init__(
        self, look: Look, by: QWidget, name: str, one: str, many: str = "", let_go: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self._by, self._one, self._many, self._let_go = by, one, many, let_go
        self.said = words("", "quiet", f"{name}.total", wrap=False)
        self.show_all = button(look, "Show all", f"{name}.show_all", kind="quiet")
        self.show_all.clicked.connect(self._show_all)
        self.show_all.hide()
        flow = Flow(look.theme.gap(RELATED), self)
        for each in (self.said, self.show_all):
            flow.addWidget(each)

    def say(self, shown: int, every: int) -> None:
        """So many rows are shown, of so many."""
        is_hiding = shown < every
        self.said.setText(
            shown_of_text(shown, every, self._one, self._many) if is_hiding else count(every, self._one, self._many)
        )
        self.show_all.setVisible(is_hiding)

    def _show_all(self) -> None:
        if self._let_go is not None:
            self._let_go()
        elif isinstance(self._by, QLineEdit):
            self._by.clear()
        self._by.setFocus()  # the button goes
