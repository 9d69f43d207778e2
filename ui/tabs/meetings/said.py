"""What the person says, and the next steps agreed with them on a day: one note about each in a meeting."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.door.errors import Refused, Unavailable
from app.queries.meetings.agenda import AgendaNote
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import RELATED
from ui.widgets.date_edit import DateEdit
from ui.widgets.form_draft import FormDraft
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.typing_kept import TypingKept
from ui.widgets.waiting import Waiting

_DAY_WIDTH = 128


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wants to keep; `seen` is the version of the meeting's note, none where there is none yet."""

    person_says: str
    next_steps: str
    next_steps_on: date | None
    seen: int | None


class MeetingSaid(QWidget):
    """`said` is a wish. What another desk notes meanwhile comes into the fields, unless both typed the same one."""

    said = Signal(object)  # Said

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._clock, self._look = desk.clock, desk.look
        self._form = ""
        self._note: AgendaNote | None = None
        self.person_says = QLineEdit()
        self.next_steps = QLineEdit()
        self.next_steps_on = DateEdit(desk.clock, "meetings.next_steps_on")
        self.keep = button(desk.look, "&Keep", "meetings.keep_note", Icon.DONE, press=Press.STORES)
        fields: dict[str, QWidget] = {"person_says": self.person_says, "next_steps": self.next_steps}
        self.draft = FormDraft(desk, {**fields, "next_steps_on": self.next_steps_on}, self)
        self.kept = TypingKept(desk, self.draft)
        self.notice = NoticeBar(desk.look, "meetings.said_notice")
        self.mending, self.waiting = Mending(self, self.notice), Waiting(self, self.notice)
        self._build()
        self.keep.clicked.connect(self._send)
        for line in (self.person_says, self.next_steps, self.next_steps_on):
            line.returnPressed.connect(self._send)

    def show_note(self, form: str, note: AgendaNote | None) -> None:
        """The note about whoever is talked about; `form` names them and the kind of meeting.

        What wasn't kept when a meeting was finished is offered again in the next one.
        """
        version = note.version if note else 0
        fill = partial(self._fill, note)
        self._note = note
        if form != self._form:
            self.draft.leave()
            self._form = form
            self.notice.clear()
            fill()
            self.draft.open(form, version=version, own=() if note and note.next_steps_on else ("next_steps_on",))
        else:
            self.kept.stands_now(fill, version)

    def is_kept(self, name: str) -> None:
        """The note about this person is stored: what comes next shows it as it stands."""
        self._form = ""
        self.notice.tell(f"Kept with what this meeting records about {name}.")

    def refused(self, trouble: Refused | Unavailable) -> None:
        """It wasn't stored."""
        self.kept.refused(trouble)
        self.notice.say(trouble)

    def _send(self) -> None:
        if self.kept.is_open() or not self.mending.finds_nothing(self._needed()):
            return
        on = self.next_steps_on.value() if self.next_steps.text().strip() else None
        seen = self._note.version if self._note else None
        self.said.emit(Said(self.person_says.text(), self.next_steps.text(), on, seen))

    def _needed(self) -> tuple[Needed, ...]:
        if not self.next_steps.text().strip():
            return ()
        return (Needed(self.next_steps_on, self.next_steps_on.value, "Say on which day the next steps were agreed."),)

    def _fill(self, note: AgendaNote | None) -> None:
        self.person_says.setText(note.person_says if note else "")
        self.next_steps.setText(note.next_steps if note else "")
        on = note.next_steps_on if note else None
        self.next_steps_on.set_value(on or london_day(self._clock.now()))

    def _build(self) -> None:
        for line, name, said in (
            (self.person_says, "meetings.person_says", "What the person says"),
            (self.next_steps, "meetings.next_steps", "Next steps agreed with them"),
        ):
            line.setObjectName(name)
            line.setPlaceholderText(said)
            line.setAccessibleName(said)
        self.next_steps_on.setAccessibleName("Agreed on")
        label = words("Person sa&ys", wrap=False)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        label.setBuddy(self.person_says)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._look.theme.gap(RELATED))
        for column, widget in enumerate((label, self.person_says, self.next_steps, self.next_steps_on, self.keep)):
            grid.addWidget(widget, 0, column)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        for row, below in enumerate((self.notice, self.kept), start=1):
            grid.addWidget(below, row, 0, 1, 5)
        self._look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.next_steps_on.setFixedWidth(self._look.theme.px(_DAY_WIDTH))
