"""The one question of a first start, and of “Another database…”: which office? Left without an answer nothing stays."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.opened import Opened, file_of
from app.door.errors import KeyWanted, Refused, Unavailable
from ui.desk import Desk
from ui.dialogs.files import DATABASES, open_file
from ui.dialogs.first_day.opens_office import OpensOffice, fit_height
from ui.dialogs.first_size import width_on_screen
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import button, buttons, hairline, scrolled, spread, words

_FIRST = "There is no office on this computer yet. What would you like to do?"
_NOT_OPEN = "The office that was opened here last isn't open yet. What would you like to do?"
_ANOTHER = "Which office shall this window open? What is open now is kept as it is, with all that is typed in it."
_WAYS = {
    "demonstration": "Everybody in it is invented, and it is kept apart from real records. It opens at its own day.",
    "care_at_home": "Another invented one: five areas with blocks of hours, urgent and planned support told apart.",
    "start": "A few short pages: the area, its teams, staff and rates. Each can wait. It is a file on this computer.",
    "join": "Your office's database is on a server already: you need its address and your login.",
    "load": "A database that is a file, or the office file that your service has made.",
}
_WIDTH, _BESIDE = 720, 600


class Welcome(QDialog):
    """`opened` is what to open once it was accepted; `last` is the address of what couldn't be opened, where one is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, last: str = "") -> None:
        super().__init__(parent)
        self.opened = Opened(None)
        self._desk = desk
        look = desk.look
        self.setObjectName("welcome")
        self.setWindowTitle("Welcome to Homeward" if parent is None else "Another database")
        self.setMinimumWidth(min(look.theme.px(_WIDTH), width_on_screen(self)))
        self.trouble = words("", "error", "welcome.trouble")
        self.trouble.hide()
        self.demonstration = button(
            look, "&Try the demonstration office", "welcome.demonstration", Icon.PERSON, kind="primary"
        )
        self.care_at_home = button(look, "Try S&hort Term Care at Home", "welcome.care_at_home", Icon.PERSON)
        self.start = button(look, "&Start my office…", "welcome.start", Icon.HOME)
        self.join = button(look, "&Join my office…", "welcome.join", Icon.DATABASE)
        self.load = button(look, "&Open a file…", "welcome.load", Icon.IMPORT)
        self.demonstration.clicked.connect(partial(self._make, _demonstration))
        self.care_at_home.clicked.connect(partial(self._make, _care_at_home))
        self.start.clicked.connect(self._bring_start)
        self.join.clicked.connect(partial(self._bring_join, ""))
        self.load.clicked.connect(self._choose_file)
        self.before: ChoiceBox[str] = ChoiceBox(look, "welcome.before", "Choose")
        self.before.setAccessibleName("Opened here before")
        self.again = button(look, "O&pen this again", "welcome.again", Icon.HISTORY)
        self.again.clicked.connect(self._open_again)
        self.leave = button(look, "&Leave it", "welcome.leave")
        self.leave.clicked.connect(self.reject)
        self._lay_out(_ANOTHER if parent is not None else _NOT_OPEN if last else _FIRST, last)

    def _lay_out(self, question: str, last: str) -> None:
        look = self._desk.look
        whole, inside = QVBoxLayout(self), QWidget()
        spread(whole, look, margin=PAGE, gap=GROUP)
        self._area = scrolled(inside)
        column = QVBoxLayout(inside)
        spread(column, look, gap=GROUP)
        whole.addWidget(words(self.windowTitle(), "name"))
        whole.addWidget(self._area, 1)
        column.addWidget(words(question))
        column.addLayout(self._ways())
        column.addWidget(hairline())
        before = words("Opened here before", "strong")
        column.addWidget(before)
        row = QHBoxLayout()
        spread(row, look)
        row.addWidget(self.before, 1)
        row.addWidget(self.again)
        column.addLayout(row)
        column.addStretch(1)
        whole.addWidget(self.trouble)
        whole.addLayout(buttons(look, self.leave))
        kept = self._desk.preferences
        known = [each for each in dict.fromkeys((last, *kept.opened)) if each and each != kept.works_on]
        self.before.set_choices([(each, _called(each)) for each in known])
        self.before.set_value(known[0] if known else None)
        for each in (before, self.before, self.again):
            each.setVisible(bool(known))
        if last:
            self.again.setFocus()

    def _ways(self) -> QGridLayout:
        look, ways = self._desk.look, QGridLayout()
        ways.setHorizontalSpacing(look.theme.gap(GROUP))
        ways.setVerticalSpacing(look.theme.gap(GROUP))
        ways.setColumnStretch(1, 1)
        first = (self.demonstration, self.care_at_home, self.start, self.join, self.load)
        width = max(each.sizeHint().width() for each in first)
        is_beside = width_on_screen(self) >= look.theme.px(_BESIDE)  # else below, where words have room to wrap
        for row, each in enumerate(first):
            each.setMinimumWidth(width)
            said = words(_WAYS[each.objectName().rpartition(".")[2]], "quiet")
            ways.addWidget(each, 2 * row, 0)
            ways.addWidget(said, *((2 * row, 1, 1, 1) if is_beside else (2 * row + 1, 0, 1, 2)))
        return ways

    def _buttons(self) -> tuple[QAbstractButton, ...]:
        return self.demonstration, self.care_at_home, self.start, self.join, self.load, self.again, self.leave

    def ask_for(self, address: str) -> None:
        """What was opened here last is on a server, or is a file whose key isn't known: all that is asked is that."""
        file = file_of(address)
        if file is None:
            self._bring_join(address)
        else:
            self._bring_unlock(file)

    # --- the ways --------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        file = open_file(self, self._desk.preferences, "Open a file", DATABASES)
        if file is not None:
            self._make(partial(_of_file, file))

    def _open_again(self) -> None:
        address = self.before.value()
        if address is not None and address.startswith("sqlite"):
            self._make(partial(_of_address, address))
        elif address is not None:
            self._bring_join(address)

    def _bring_start(self) -> None:
        self._fetch(_import_start, lambda made: self._ask(made(self._desk, self)))

    def _bring_join(self, address: str) -> None:
        self._fetch(_import_join, lambda made: self._ask(made(self._desk, address, self)))

    def _bring_unlock(self, file: Path) -> None:
        self._fetch(_import_unlock, lambda made: self._ask(made(self._desk, file, self)))

    def _ask(self, dialog: OpensOffice) -> None:
        self._take_presses(is_taken=True)
        dialog.found.connect(self._made)
        dialog.open()

    def _make(self, work: Callable[[], Opened]) -> None:
        """On a worker: it imports SQLAlchemy and may write some hundred records."""
        self._fetch(work, self._made)

    def _fetch(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self.trouble.hide()
        self._take_presses(is_taken=False)
        self._desk.door.fetch(self, work).then(then, self._say)

    def _made(self, opened: Opened) -> None:
        self.opened = opened
        self.accept()

    def _take_presses(self, *, is_taken: bool) -> None:
        for each in self._buttons():
            each.setEnabled(is_taken)

    def _say(self, trouble: Refused | Unavailable) -> None:
        self._take_presses(is_taken=True)
        if isinstance(trouble, KeyWanted):
            self._bring_unlock(trouble.file)
            return
        self.trouble.setText(str(trouble))
        self.trouble.show()
        fit_height(self, self._area)

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self, self._area)


def _called(address: str) -> str:
    """A file by its name and folder, a server by its database and name."""
    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///"))
        return f"{file.name}, in {file.parent}"
    where = address.partition("?")[0].rpartition("@")[2]
    return f"{where.partition('/')[2]} on {where.partition('/')[0]}"


# --- On a worker: the first that needs it imports SQLAlchemy ----------------------------------------------------


def _demonstration() -> Opened:
    return Opened(str(import_module("app.desk.first_office").demonstration_url()))


def _care_at_home() -> Opened:
    return Opened(str(import_module("app.desk.first_office").care_at_home_url()))


def _of_file(file: Path) -> Opened:
    return Opened(str(import_module("app.desk.first_office").opened_file(file)))


def _of_address(address: str) -> Opened:
    return Opened(str(import_module("app.desk.first_office").opened_again(address)))


def _import_start() -> "type[OpensOffice]":
    return cast("type[OpensOffice]", import_module("ui.dialogs.first_day.start_office").StartOffice)


def _import_join() -> "type[OpensOffice]":
    return cast("type[OpensOffice]", import_module("ui.dialogs.first_day.join_office").JoinOffice)


def _import_unlock() -> "type[OpensOffice]":
    return cast("type[OpensOffice]", import_module("ui.dialogs.first_day.unlock_office").UnlockOffice)
