"""Somebody's own details, to be read and corrected from wherever they are in view; with those who speak for them."""

from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.errors import Refused, Unavailable
from app.queries.people import particulars as queries
from app.queries.people.formats import NeedRow, needs_of
from app.queries.people.particulars import PersonParticulars
from app.services.people import details
from app.services.people.formats import end_need
from ui.desk import Desk
from ui.dialogs import format_forms, power_forms
from ui.dialogs import representative_forms as forms
from ui.dialogs.first_size import open_at, remember_size
from ui.dialogs.key_safe_panel import KeySafePanel
from ui.dialogs.person_fields import PersonFields
from ui.dialogs.power_forms import PowerAsked
from ui.icons import Icon
from ui.states import State
from ui.text import as_beginning
from ui.theme import GROUP, PAGE, RELATED
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, buttons, hairline, scrolled, spread, words
from ui.widgets.mending import Mending
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines
from ui.widgets.typing_kept import FromRecord, TypingKept
from ui.widgets.waiting import Waiting

Asked = TypeVar("Asked")
_WIDE, _HIGH = 760, 640


class PersonDialog(QDialog):
    """Open it with somebody's id, at a field: it asks for what is kept, and every window hears of what is saved."""

    def __init__(self, desk: Desk, person: UUID, parent: QWidget | None = None, *, field: str = "given") -> None:
        super().__init__(parent)
        self._desk, self._person, self._field = desk, person, field
        self._view: PersonParticulars | None = None
        look = desk.look
        self.setObjectName("person.form")
        self.setWindowTitle("Person's details")
        open_at(self, look, _WIDE, _HIGH)
        remember_size(self, look, desk.preferences)
        self.title = words("", "name")
        self.fields = PersonFields(desk)
        self.notice = NoticeBar(look, "person.form.notice")
        self.mending = Mending(self.fields, self.notice)
        self.save = button(look, "&Save the details", "person.form.save", Icon.SAVE, kind="primary", press=Press.STORES)
        self.back = button(look, "Bac&k", "person.form.back")
        self.key_safe = KeySafePanel(desk, person)
        self.key_safe.asked.connect(self._alone)
        self.speakers = DeedPanel(desk, "Who speaks for them", "person.speakers")
        self.speak = SentenceLines(look, "person.speak")
        self.add = button(look, "&New representative…", "person.add_representative", Icon.NEW, kind="quiet")
        self.formats = DeedPanel(desk, "Formats beyond print", "person.formats")
        self.needed = SentenceLines(look, "person.needed")
        self.need = button(look, "A &format they need…", "person.need_format", Icon.NEW, kind="quiet")
        self._needs: tuple[NeedRow, ...] = ()
        self.replace = button(
            look, "Somebody no longer acts…", "person.replace_attorney", Icon.NEW, kind="quiet", press=Press.DANGEROUS
        )
        self.replace.hide()
        self.draft = FormDraft(desk, self.fields.controls, self)
        self.kept = TypingKept(desk, self.draft)
        self.kept.record = FromRecord("person", person)
        self.waiting = Waiting(self, self.notice, self.back)
        self._build()
        self.save.clicked.connect(self.send)
        self.back.clicked.connect(self.reject)
        FormKeys(self, self.save, self.notice, self.send, self.back.click)
        self.add.clicked.connect(self._add_speaker)
        self.replace.clicked.connect(self._open_replacing)
        self.speak.wanted.connect(self._open_line)
        self.need.clicked.connect(self._add_need)
        self.needed.wanted.connect(self._end_need)
        self.kept.again.connect(self.send)
        self.kept.shown.connect(self.notice.clear)
        desk.door.changed.connect(self._changed)
        self._ask()

    def send(self) -> None:
        """Save what was changed, unless something can't be read or another desk's change waits for a decision."""
        if self.kept.is_open() or not self.mending.finds_nothing():
            return
        self.notice.clear()
        said = self.fields.changed()
        if self._view is None or not said:
            self.accept()
            return
        deed = partial(details.change_person, person=self._person, seen=self._view.seen, **said)
        self._desk.door.do(self, self.waiting.wish(deed, self.draft), self._saved, self.say)

    def say(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't saved; what was typed stays."""
        self.notice.say(trouble)
        self.kept.refused(trouble)

    def rest(self) -> None:
        """Put the keyboard where no key does anything."""
        self.title.setFocus()

    def _ask(self) -> None:
        self._desk.door.ask(self, queries.particulars, person=self._person).then(
            self._show, self.say, latest="person.particulars"
        )
        self._desk.door.ask(self, needs_of, person=self._person).then(self._show_needs, self.say, latest="person.needs")

    def _show(self, view: PersonParticulars) -> None:
        if self._view is None:
            self._desk.person_opened.emit(view.person)
            self.fields.show_person(view)
            self.draft.open(f"person:{view.person}", version=view.seen)
            self.fields.controls[self._field].setFocus()
        self._view = view
        self.kept.stands_now(partial(self.fields.show_person, view), view.seen)
        self.title.setText(view.name)
        self.speakers.offer(self.replace, offered=power_forms.with_several(view.powers) is not None)
        self.speak.show_lines(forms.lines_of(view.representatives, view.powers))

    def _show_needs(self, needs: tuple[NeedRow, ...]) -> None:
        self._needs = needs
        self.needed.show_lines(
            tuple(
                SentenceLine(
                    f"need.{number}", f"{each.named}{f', for {each.whose}' if each.whose else ''}", State.OPEN,
                    as_beginning(each.maker.told), "No longer needed", press=Press.STORES,
                )
                for number, each in enumerate(needs, 1)
            )
        )  # fmt: skip

    def _saved(self, _changes: Changes) -> None:
        self.accept()

    def _changed(self, changes: Changes) -> None:
        if Topic.PEOPLE in changes.topics and (not changes.people or self._person in changes.people):
            self._ask()
            self.key_safe.ask_again()

    def _add_speaker(self) -> None:
        self._open(forms.REPRESENTATIVE, self._person, str(self._person))

    def _open_replacing(self) -> None:
        power = power_forms.with_several(self._view.powers) if self._view is not None else None
        if self._view is not None and power is not None:
            asked = PowerAsked(self._person, self._view.representatives, power)
            self._open(power_forms.replace_form(power), asked, str(power.id))

    def _open_line(self, key: str) -> None:
        if self._view is not None:
            made = forms.asked_by(key, self._person, self._view.representatives, self._view.powers)
            self._open(*made)

    def _open(self, spec: FormSpec[Asked], asked: Asked, about: str) -> None:
        if self._view is not None:
            self._alone(self.speakers.open_form("person", spec, asked, about))

    def _add_need(self) -> None:
        if self._view is not None:
            speakers = tuple((each.id, each.name) for each in self._view.representatives)
            whose = format_forms.WhoseFormat(self._person, self._view.name, speakers)
            self._alone(self.formats.open_form("person", format_forms.NEED, whose, f"format:{self._person}"))

    def _end_need(self, key: str) -> None:
        need = self._needs[int(key.rpartition(".")[2]) - 1]
        self.formats.do(partial(end_need, need=need.id, seen=need.seen), "It is no longer on any print of theirs.")

    def _alone(self, form: QWidget) -> None:
        for each in (self.save, self.back):  # one primary button at a time
            each.hide()
            form.destroyed.connect(each.show)

    def _build(self) -> None:
        look = self._desk.look
        inside = QWidget()
        column = QVBoxLayout(inside)
        spread(column, look, gap=GROUP)
        column.setContentsMargins(0, 0, look.theme.gap(RELATED), 0)
        column.addWidget(self.fields)
        self.speakers.body.addWidget(self.speak)
        self.speakers.add_deeds(self.add, self.replace)
        self.formats.body.addWidget(self.needed)
        self.formats.add_deeds(self.need)
        column.addWidget(self.key_safe)
        column.addWidget(self.formats)
        column.addWidget(self.speakers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        spread(outer, look, margin=PAGE)
        outer.addWidget(self.title)
        outer.addWidget(hairline())
        outer.addWidget(scrolled(inside), 1)
        outer.addWidget(self.kept)
        outer.addWidget(self.notice)
        outer.addLayout(buttons(look, self.save, self.back))
