"""The first start of a desk: there is no office yet, and two ways to one. Empty is a lesson."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.desk.preferences import Preferences
from app.door.errors import Refused, Unavailable
from app.door.tasks import Tasks
from ui.dialogs.files import OFFICE, open_file
from ui.icons import Icon
from ui.theme import GROUP, PAGE, Look
from ui.widgets.labels_and_buttons import button, buttons, spread, words


class Welcome(QDialog):
    """Ask for an office; `url` is the database to open once it was accepted."""

    def __init__(self, look: Look, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.url = ""
        self._tasks, self._preferences = tasks, preferences
        self.setObjectName("welcome")
        self.setWindowTitle("Welcome to Homeward")
        self.setMinimumWidth(look.theme.px(560))
        self.trouble = words("", "error", "welcome.trouble")
        self.trouble.hide()
        self.demonstration = button(
            look, "Open the &demonstration office", "welcome.demonstration", Icon.PERSON, kind="primary"
        )
        self.load = button(look, "&Load an office file…", "welcome.load", Icon.IMPORT)
        self.demonstration.clicked.connect(self._open_demonstration)
        self.load.clicked.connect(self._choose_file)
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        column.addWidget(words("Welcome to Homeward", "name"))
        column.addWidget(
            words(
                "There is no office on this computer yet. Look around in the demonstration office first: "
                "everybody in it is invented, and it is kept apart from real records. "
                "Or load the office file that your service has made."
            )
        )
        column.addWidget(self.trouble)
        column.addLayout(buttons(look, self.demonstration, self.load))

    def _open_demonstration(self) -> None:
        self._make(lambda: str(import_module("app.desk.first_office").demonstration_url()))

    def _choose_file(self) -> None:
        file = open_file(self, self._preferences, "Load an office file", OFFICE)
        if file is not None:
            self._make(partial(_new_office, file))

    def _make(self, work: Callable[[], str]) -> None:
        """On a worker: it imports SQLAlchemy and writes some hundred records."""
        self.trouble.hide()
        for each in (self.demonstration, self.load):
            each.setEnabled(False)
        self._tasks.read(self, work, self._made, self._say)

    def _made(self, url: str) -> None:
        self.url = url
        self.accept()

    def _say(self, trouble: Refused | Unavailable) -> None:
        for each in (self.demonstration, self.load):
            each.setEnabled(True)
        self.trouble.setText(str(trouble))
        self.trouble.show()
        layout = self.layout()
        if layout is not None:  # a dialog doesn't grow by itself for words that wrap: they would be cut
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


def _new_office(file: Path) -> str:
    return str(import_module("app.desk.first_office").new_office_url(file))
