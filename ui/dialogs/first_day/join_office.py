"""Joining an office whose database is on a server: its address, and who logs in. No file keeps the password."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.desk.opened import Opened
from app.door.errors import Refused, Unavailable
from models.values import NotAValue
from ui.desk import Desk
from ui.dialogs.first_day.opens_office import OpensOffice, fit_height
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, button, buttons, reveal, scrolled, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.typed_edit import TypedEdit

_KEPT = "It is asked for at each start, unless this computer's keyring keeps it. No file does."
_ONLY_WHERE_GIVEN = "Only where you were given one, with the login."
_PORT, _LAST_PORT, _DATABASE = 5432, 65_535, "homeward"


class JoinOffice(OpensOffice):
    """`address` is the one that was opened here before, without its password."""

    def __init__(self, desk: Desk, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__("join", "Join my office", parent)
        self._desk = desk
        self.setMinimumWidth(desk.look.theme.px(520))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        spread(self._column, desk.look, gap=GROUP)
        said = "Your office's database is on a server. Whoever looks after it tells you these; they gave you a login."
        self._column.addWidget(words(said))
        told = urlsplit(address)
        self.server = self._asked("join.server", "&Server", told.hostname or "", "Such as homeward.example.gov.uk")
        self.port = PortEdit("join.port")
        self.port.set_value(told.port or _PORT)
        self._field("&Port", self.port)
        self.database = self._asked("join.database", "&Database", told.path.lstrip("/") or _DATABASE)
        self.login = self._asked("join.login", "&Login", unquote(told.username or ""))
        self.password = self._asked("join.password", "Pass&word", "", _KEPT)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox("&Keep the password in this computer's keyring")
        self.keep.setObjectName("join.keep")
        self.keep.hide()  # until it is known that there is one
        self._column.addWidget(self.keep)
        kept = parse_qs(told.query).get("sslrootcert", [""])[-1]
        self.authority = self._asked("join.authority", "&Certificate file", kept, _ONLY_WHERE_GIVEN)
        self.notice = NoticeBar(desk.look, "join.notice")
        self.mending = Mending(self, self.notice)
        self.join = button(desk.look, "&Join", "join.join", Icon.DATABASE, kind="primary")
        self.back = button(desk.look, "&Back", "join.back", Icon.BACK)
        self._area = scrolled(inside, "join.fields")
        outer = QVBoxLayout(self)
        spread(outer, desk.look, margin=PAGE, gap=GROUP)
        outer.addWidget(words("Join my office", "name"))
        outer.addWidget(self._area, 1)
        outer.addWidget(self.notice)
        outer.addLayout(buttons(desk.look, self.join, self.back))
        self.join.clicked.connect(self._join)
        self.back.clicked.connect(self.reject)
        FormKeys(self, self.join, self.notice, self._join, self.reject)
        (self.password if address else self.server).setFocus()
        self._desk.door.fetch(self, partial(_kept_password, self._whose())).then(self._show_kept, self._refuse)

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self, self._area)

    def _whose(self) -> str:
        """By which the keyring knows the password."""
        server, port = self.server.text().strip(), self.port.value() or _PORT
        return f"{self.login.text().strip()}@{server}:{port}/{self.database.text().strip()}"

    def _show_kept(self, password: str | None) -> None:
        """What the keyring keeps joins at once; where there is none, it isn't offered."""
        self.keep.setVisible(password is not None)
        fit_height(self, self._area)
        if password and not self.password.text():
            self.keep.setChecked(True)
            self.password.setText(password)
            self._join()

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
            fit_height(self, self._area)
            return
        self._take_typing(is_taken=False)
        self.notice.wait("Asking the server…", None)
        joined = partial(
            _joined,
            partial(_keep_password, self._whose(), self.password.text() if self.keep.isChecked() else ""),
            server=self.server.text().strip(),
            port=self.port.value() or _PORT,
            database=self.database.text().strip(),
            login=self.login.text().strip(),
            password=self.password.text(),
            authority=self.authority.text().strip(),
        )
        self._desk.door.fetch(self, joined).then(self._opened, self._refuse)

    def _opened(self, url: str) -> None:
        self.end_with(Opened(url))

    def _refuse(self, trouble: Refused | Unavailable) -> None:
        self._take_typing(is_taken=True)
        self.notice.say(trouble)
        self.password.setFocus()
        QTimer.singleShot(0, self, self._settle)  # once the notice knows in how many lines it stands

    def _settle(self) -> None:
        fit_height(self, self._area)
        reveal(self.password)

    def _take_typing(self, *, is_taken: bool) -> None:
        asked = (self.server, self.port, self.database, self.login, self.password, self.keep, self.authority)
        for each in (*asked, self.join, self.back):
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


def _joined(keep: Callable[[], None], **told: str | int) -> str:
    """On a worker: it imports SQLAlchemy, and a server may take its time. What let somebody in is kept, if wished."""
    url = str(import_module("app.desk.first_office").joined_url(**told))
    keep()
    return url


def _kept_password(whose: str) -> str | None:
    """On a worker: a keyring may ask its owner first."""
    return cast("str | None", import_module("app.desk.passwords").kept_password(whose))


def _keep_password(whose: str, password: str) -> None:
    import_module("app.desk.passwords").keep_password(whose, password)
