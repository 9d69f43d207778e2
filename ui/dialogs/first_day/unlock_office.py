"""Opening an encrypted database whose key this computer's keyring lacks: by the recovery key, typed from its sheet."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.desk.opened import Opened
from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.dialogs.first_day.opens_office import OpensOffice, fit_height
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, button, buttons, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar

_HINT = "13 groups of five signs, in capitals or small letters. A group that is mistyped is named."
_NO_KEYRING = "There is no keyring on this computer that would keep the key: it is asked for at each start."
_WIDTH = 640


class UnlockOffice(OpensOffice):
    """Of one file. Where the keyring doesn't keep what was typed, it is asked for at the next start again."""

    def __init__(self, desk: Desk, file: Path, parent: QWidget | None = None) -> None:
        super().__init__("unlock", "Open an encrypted database", parent)
        self._desk, self._file = desk, file
        look = desk.look
        self.setMinimumWidth(look.theme.px(_WIDTH))
        self.key = QLineEdit()
        self.key.setObjectName("unlock.key")
        self.keep = QCheckBox("&Keep the key in this computer's keyring")
        self.keep.setObjectName("unlock.keep")
        self.keep.setChecked(True)
        self.no_keyring = words(_NO_KEYRING, "quiet")
        self.no_keyring.hide()
        self.notice = NoticeBar(look, "unlock.notice")
        self.mending = Mending(self, self.notice)
        self.unlock = button(look, "&Open", "unlock.open", Icon.DATABASE, kind="primary")
        self.back = button(look, "&Back", "unlock.back", Icon.BACK)
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        column.addWidget(words(self.windowTitle(), "name"))
        column.addWidget(
            words(
                f"“{file.name}”, in {file.parent}, is encrypted, and this computer's keyring doesn't have its key. The "
                "recovery key is on the sheet that was printed when it was encrypted."
            )
        )
        column.addWidget(Field(look, "&Recovery key", self.key, _HINT))
        column.addWidget(self.keep)
        column.addWidget(self.no_keyring)
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.unlock, self.back))
        self.unlock.clicked.connect(self._unlock)
        self.back.clicked.connect(self.reject)
        FormKeys(self, self.unlock, self.notice, self._unlock, self.reject)
        self.key.setFocus()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)
        self._desk.door.fetch(self, _keeps_keys).then(self._offer_keeping, self._refuse)

    def _unlock(self) -> None:
        needed = (Needed(self.key, self.key.text, "Type the recovery key from its sheet."),)
        if not self.unlock.isEnabled() or not self.mending.finds_nothing(needed):
            fit_height(self)
            return
        self._take_typing(is_taken=False)
        self.notice.wait("Opening the file…", None)
        unlocked = partial(_unlocked, self._file, self.key.text(), keeps=self.keep.isChecked())
        self._desk.door.fetch(self, unlocked).then(self.end_with, self._refuse)

    def _offer_keeping(self, can_keep: bool) -> None:  # noqa: FBT001  what a worker answers
        if not can_keep:
            self.keep.setChecked(False)
            self.keep.hide()
            self.no_keyring.show()
            fit_height(self)

    def _refuse(self, trouble: Refused | Unavailable) -> None:
        self._take_typing(is_taken=True)
        self.notice.say(trouble)
        self.key.setFocus()
        QTimer.singleShot(0, self, partial(fit_height, self))  # once the notice knows in how many lines it stands

    def _take_typing(self, *, is_taken: bool) -> None:
        for each in (self.key, self.keep, self.unlock, self.back):
            each.setEnabled(is_taken)


def _keeps_keys() -> bool:
    """On a worker: a keyring may take its time to answer."""
    return cast("bool", import_module("app.desk.first_office").keeps_keys())


def _unlocked(file: Path, typed: str, *, keeps: bool) -> Opened:
    """On a worker: it imports SQLAlchemy, and a keyring may ask its owner first."""
    return cast("Opened", import_module("app.desk.first_office").unlocked(file, typed, keeps=keeps))
