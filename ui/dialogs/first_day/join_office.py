"""Joining an office whose database is on a server: its address, and who logs in. The password is never kept."""

from functools import partial
from importlib import import_module
from urllib.parse import unquote, urlsplit

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.desk.opened import Opened
from app.door.errors import Refused, Unavailable
from models.values import NotAValue
from ui.desk import Desk
from ui.dialogs.first_day.opens_office import OpensOffice, fit_height
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, button, buttons, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.typed_edit import TypedEdit

_PORT, _LAST_PORT, _DATABASE = 5432, 65_535, "homeward"


class JoinOffice(OpensOffice):
    """`address` is the one that was opened here before, without its password."""

    def __init__(self, desk: Desk, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__("join", "Join my office", parent)
        self._desk = desk
        self.setMinimumWidth(desk.look.theme.px(520))
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, margin=PAGE, gap=GROUP)
        self._column.addWidget(words("Join my office", "name"))
        said = "Your office's database is on a server. Whoever looks after it tells you these; they gave you a login."
        self._column.addWidget(words(said))
        told = urlsplit(address)
        self.server = self._asked("join.server", "&Server", told.hostname or "", "Such as homeward.example.gov.uk")
        self.port = PortEdit("join.port")
        self.port.set_value(told.port or _PORT)
        self._field("&Port", self.port)
        self.database = self._asked("join.database", "&Database", told.path.lstrip("/") or _DATABASE)
        self.login = self._asked("join.login", "&Login", unquote(told.username or ""))
        self.password = self._asked("join.password", "Pass&word", "", "It is asked for at each start, and never kept.")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.notice = NoticeBar(desk.look, "join.notice")
        self.mending = Mending(self, self.notice)
        self.join = button(desk.look, "&Join", "join.join", Icon.DATABASE, kind="primary")
        self.back = button(desk.look, "&Back", "join.back", Icon.BACK)
        self._column.addWidget(self.notice)
        self._column.addLayout(buttons(desk.look, self.join, self.back))
        self.join.clicked.connect(self._join)
        self.back.clicked.connect(self.reject)
        FormKeys(self, self.join, self.notice, self._join, self.reject)
        (self.password if address else self.server).setFocus()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)

    def _asked(self, name: str, label: str, text: str, hint: str = "") -> QLineEdit:
        made = QLineEdit(text)
        made.setObjectName(name)
        self._field(label, made, hint)
        return made

    def _field(self, label: str, control: QWidget, hint: str = "") -> None:
        self._column.addWidget(Field(self._desk.look, label, control, hint))

    def _join(self) -> None:
        needed = (
            Needed(self.server, self.server.text, "Type the server's name or address."),
            Needed(self.database, self.database.text, "Type the name of the database."),
            Needed(self.login, self.login.text, "Type the login that you were given."),
        )
        if not self.join.isEnabled() or not self.mending.finds_nothing(needed):
            fit_height(self)
            return
        self._take_typing(is_taken=False)
        self.notice.wait("Asking the server…", None)
        joined = partial(
            _joined,
            server=self.server.text().strip(),
            port=self.port.value() or _PORT,
            database=self.database.text().strip(),
            login=self.login.text().strip(),
            password=self.password.text(),
        )
        self._desk.door.fetch(self, joined).then(self._opened, self._refuse)

    def _opened(self, url: str) -> None:
        self.end_with(Opened(url))

    def _refuse(self, trouble: Refused | Unavailable) -> None:
        self._take_typing(is_taken=True)
        self.notice.say(trouble)
        fit_height(self)
        self.password.setFocus()

    def _take_typing(self, *, is_taken: bool) -> None:
        for each in (self.server, self.port, self.database, self.login, self.password, self.join, self.back):
            each.setEnabled(is_taken)


class PortEdit(TypedEdit[int]):
    """The number of a server's port."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"usually {_PORT}")

    def parse(self, typed: str) -> int:
        """Refuse what can be no port."""
        number = int(typed) if typed.strip().isascii() and typed.strip().isdigit() else 0
        if not 0 < number <= _LAST_PORT:
            raise NotAValue(f"A port is a whole number up to {_LAST_PORT}, usually {_PORT}.")
        return number


def _joined(*, server: str, port: int, database: str, login: str, password: str) -> str:
    """On a worker: it imports SQLAlchemy, and a server may take its time."""
    first_office = import_module("app.desk.first_office")
    return str(first_office.joined_url(server=server, port=port, database=database, login=login, password=password))
