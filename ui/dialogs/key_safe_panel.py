"""The code of somebody's key safe: hidden until asked for, told once the look is noted, hidden again by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.door.changes import Changes
from app.door.door import Deed, Worker
from app.queries.people.key_safes import Code, KeySafeRow, key_safe, key_safe_code
from app.services.history.noting import note_key_safe_look
from app.services.people.key_safes import set_key_safe_code, take_key_safe_code_away
from ui.desk import Desk
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.text import goes_after_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, rename, words
from ui.widgets.press import Press

SHOWN_FOR_MS = 30_000  # long enough to read it out on the telephone


@dataclass(frozen=True, slots=True)
class _Whose:
    person: UUID
    row: KeySafeRow


def _ask_code(form: InlineForm, whose: _Whose) -> Callable[[], Deed]:
    code = form.line("code", "&Code", "The code alone: it stands in no list, and on the call sheet only")
    return lambda: partial(set_key_safe_code, person=whose.person, seen=whose.row.seen, code=code.text())


def _ask_leave(form: InlineForm, whose: _Whose) -> Callable[[], Deed]:
    form.note("Nobody is told the code any more, and Homeward can't bring it back.")
    return lambda: partial(take_key_safe_code_away, person=whose.person, seen=whose.row.seen or 0)


_SET: FormSpec[_Whose] = FormSpec(
    "key_safe", "The code of the key safe", "&Keep the code", "Kept. It is shown only to whoever asks for it.",
    _ask_code, sign=Icon.SAVE,
)  # fmt: skip

_TAKE_AWAY: FormSpec[_Whose] = FormSpec(
    "key_safe_away", "Take the code away", "Take it away", "Nobody is told the code any more.", _ask_leave,
    sign=Icon.CLOSE, kind="danger", dangerous=True,
)  # fmt: skip


class KeySafePanel(DeedPanel):
    """Of one person. Nothing typed into it is kept as a draft: a draft lies on the disk as it was typed."""

    asked = Signal(object)  # the form that is open here from now on

    def __init__(self, desk: Desk, person: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Key safe", "person.key_safe", parent)
        self._person = person
        self._known: KeySafeRow | None = None
        self._is_wanted = False  # a code, by whoever hasn't turned to something else since
        look = desk.look
        self.line = words("", "", "person.key_safe.line")
        self.code = words("", "strong", "person.key_safe.code", wrap=False)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # no way to the clipboard
        self.code.hide()
        self.body.addWidget(self.line)
        self.body.addWidget(self.code)
        self.show_code = button(look, "Show the cod&e", "person.key_safe.show", kind="quiet", press=Press.STORES)
        self.set = button(look, "A code to keep…", "person.key_safe.set", Icon.EDIT, kind="quiet")
        self.take_away = button(look, "Take the code away…", "person.key_safe.take_away", kind="quiet")
        self.add_deeds(self.show_code, self.set, self.take_away)
        for each in (self.show_code, self.set, self.take_away):
            self.offer(each, offered=False)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self.hide_code)
        desk.shared.leapt.connect(self.hide_code)  # a computer that slept has counted nothing meanwhile
        self.show_code.clicked.connect(self._turn_over)
        self.set.clicked.connect(partial(self._ask, _SET))
        self.take_away.clicked.connect(partial(self._ask, _TAKE_AWAY))
        self.ask_again()

    def ask_again(self) -> None:
        """Ask whether a code is kept; one that is shown is hidden, for it may be another now."""
        self.hide_code()
        self.desk.door.ask(self, key_safe, person=self._person).then(self._show, self.say, latest="person.key_safe")

    def hide_code(self) -> None:
        """Take the code off the screen."""
        self._is_wanted = False
        self._until.stop()
        self.code.clear()
        self.code.setVisible(False)
        self.show_code.setAccessibleDescription("")
        rename(self.show_code, "Show the cod&e")

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_code()
        super().hideEvent(event)

    def _show(self, row: KeySafeRow) -> None:
        self._known = row
        kept = row.set_at is not None
        self.line.setText(_told(row, self.desk.clock.now()))
        self.offer(self.show_code, offered=kept and row.may_be_told)
        self.offer(self.set, offered=row.may_be_told)
        rename(self.set, "Another code…" if kept else "A code to keep…")
        self.offer(self.take_away, offered=kept and row.may_be_told)

    def _turn_over(self) -> None:
        if self.code.isVisible():
            self.hide_code()
            return
        self._is_wanted = True
        noted = partial(note_key_safe_look, person=self._person)
        self.desk.door.carry(self, partial(_look, noted), self._noted, self.say, Changes(frozenset()))

    def _noted(self, look: Changes) -> None:
        if look.made is not None:
            asked = self.desk.door.ask(self, key_safe_code, person=self._person, look=look.made)
            asked.then(self._tell, self.say, latest="person.key_safe_code")

    def _tell(self, code: Code) -> None:
        if not (self._is_wanted and self.isVisible()):
            return  # whoever asked has left this person meanwhile, or types another
        self.code.setText(code.told)
        self.code.show()
        self.show_code.setAccessibleDescription(f"{code.told}. It {goes_after_text(SHOWN_FOR_MS)}")
        rename(self.show_code, "Hide the cod&e")
        self._until.start(SHOWN_FOR_MS)

    def _ask(self, spec: FormSpec[_Whose]) -> None:
        self.hide_code()
        if self._known is not None:
            self.asked.emit(self.open_form("person", spec, _Whose(self._person, self._known)))


def _look(noted: Deed, work: Worker) -> Changes:
    return work.write(noted)


def _told(row: KeySafeRow, now: datetime) -> str:
    if row.set_at is None:
        return "No code is kept." if row.may_be_told else "No code is kept. Your login may not set one."
    since = f"A code has been kept since {moment_text(row.set_at, now)}"
    if row.may_be_told:
        return f"{since}. Each look is noted, and what is shown {goes_after_text(SHOWN_FOR_MS)}."
    return f"{since}. Your login may not see it: ask whoever gives the logins."
