"""The forms about the council's words: a phrase, sending a draft for release, releasing it, giving it up."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.door.door import Deed
from app.queries.office.wording import Checked, PhraseRow, VersionRow, check_words
from app.services.office import wording as deeds
from ui.icons import Icon
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import prose

Ready: TypeAlias = Callable[[], Deed]
_LINES = 5  # of a phrase seen at once
_PAUSE = 200  # ms without a key before what was typed is looked at


def age_said(age: int, limit: int | None) -> str:
    """The reading age in words, and the limit where there is one."""
    of = f", above {limit}: shorter sentences and words are easier" if limit is not None and age > limit else ""
    return f"Reading age {age}{of}."


def _change(form: InlineForm, row: PhraseRow) -> Ready:
    places = ", ".join(f"{{{each}}}" for each in row.places)
    filled = f"Homeward fills in {places}. " if places else ""
    hint = row.hint or f"{filled}Two stars begin and end **bold** words."
    edit = form.field("&Words", prose(form.name("words"), _LINES), hint)
    edit.setPlainText(row.words)
    _follow(form, edit, row)
    return lambda: partial(
        deeds.phrase_words, paper=row.paper, phrase=row.name, words=edit.toPlainText(), seen=row.seen
    )


CHANGE: FormSpec[PhraseRow] = FormSpec(
    "phrase_words", "Change this phrase", "&Keep in the draft", "Kept in the draft. It is printed once it is released.",
    _change, sign=Icon.EDIT,
)  # fmt: skip


def _send(form: InlineForm, row: VersionRow) -> Ready:
    day = form.day_to_come("from_day", "&From", "Today or a day to come", preset=row.from_day)
    because = form.text("because", "W&hy", "Whoever releases it reads this", row.because)
    return lambda: partial(deeds.send_for_release, draft=row.id, seen=row.seen, from_day=day.value(), because=because())


SEND: FormSpec[VersionRow] = FormSpec(
    "send_for_release", "Send the draft for release", "&Send it for release",
    "Sent. Somebody who didn't write at it can release it now.", _send, sign=Icon.ACTION,
)  # fmt: skip


def _release(_form: InlineForm, row: VersionRow) -> Ready:
    return lambda: partial(deeds.release_words, draft=row.id, seen=row.seen)


RELEASE: FormSpec[VersionRow] = FormSpec(
    "release_words", "Release these words", "Release these words", "Released. They are printed from their day on.",
    _release, sign=Icon.TICK, dangerous=True,
    lesson="You have read what differs below, and looked at the paper. Released words never change: "
    "a change is a new version.",
)  # fmt: skip


def _withdraw(form: InlineForm, row: VersionRow) -> Ready:
    because = form.text("because", "W&hy it is withdrawn")
    return lambda: partial(deeds.withdraw_draft, draft=row.id, seen=row.seen, because=because())


WITHDRAW: FormSpec[VersionRow] = FormSpec(
    "withdraw_draft", "Withdraw the draft", "Withdraw the draft", "Withdrawn: what is printed stays as it is.",
    _withdraw, sign=Icon.UNDO, dangerous=True,
)  # fmt: skip


def _follow(form: InlineForm, edit: QPlainTextEdit, row: PhraseRow) -> None:
    """Say below what is typed how old its reader must be, and what would be refused, once the keys rest."""
    told, timer = form.told("checked"), QTimer(form)
    timer.setSingleShot(True)
    timer.setInterval(_PAUSE)

    def ask() -> None:
        form.desk.door.ask(form, check_words, paper=row.paper, phrase=row.name, words=edit.toPlainText()).then(
            partial(_say, told), form.refuse, latest="wording.checked"
        )

    timer.timeout.connect(ask)
    edit.textChanged.connect(timer.start)
    told.setText(age_said(row.age, row.limit) if row.words else "")


def _say(told: QLabel, found: Checked) -> None:
    told.setText(" ".join((*found.lacks, age_said(found.age, found.limit))))
