"""The base of every page of the menu: it knows its topics, asks again when something of them changed."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.asking_page import AskingPage
from ui.desk import Desk
from ui.navigation import PageName, page_of
from ui.widgets.labels_and_buttons import words


class Page(AskingPage):
    """Override `refresh`; build into `body`. `about` is the record that it was opened for, where it is about one."""

    name: ClassVar[PageName]
    says: ClassVar[str] = ""  # one sentence below the title: what stands here, and for whom

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.name.value, self.name.title, parent)
        self.about: UUID | None = None
        self._field = ""
        self.title = words(self.name.title, "name", f"{self.name.value}.title", wrap=False)
        self.body.addWidget(self.title)
        if self.says:
            self.body.addWidget(words(self.says, "quiet"))

    def open_at(self, record: UUID | None, field: str = "") -> None:
        """It is opened for this record, and at this field once it is shown; without a record it stays as it is."""
        self._field = field
        if record is not None and record != self.about:
            self.about = record
            self.notice.clear()
            self.ask_again()
        if field:
            QTimer.singleShot(0, self, self._enter)

    def arrived(self) -> None:
        """What was asked for is on the screen (call it at the end of your `_show`): the field can be gone to."""
        self._enter()

    def lead_to(self, field: str) -> None:
        """Go to what mends something missing: here by the last word of its name, or on another page."""
        page = page_of(field)
        if page is not None and page is not self.name:
            self.desk.open_page(page, None, field)
        else:
            self.lead_within(field.rpartition(".")[2])

    def _enter(self) -> None:
        if self._field and self.lead_within(self._field.rpartition(".")[2]):
            self._field = ""
