"""What can be recorded and printed from Today itself: a concern, a hand-over note, acting for a colleague, the list."""

from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.preferences import ActingFor
from app.door.changes import Changes
from app.door.door import Deed
from app.queries.office.choices import StaffChoice
from app.queries.today import concerns as concern_queries
from app.queries.today.concerns import ConcernRow
from app.queries.today.handover_notes import NewNote, NoteRow, new_note
from app.queries.today.in_meetings import ActionRow, open_action
from app.services.today import handover_notes
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.language import typed
from ui.states import State
from ui.tabs.today.forms import acting_form, action_form, concern_form, note_form, told_form
from ui.text import count, day_text, moment_text
from ui.theme import RELATED
from ui.widgets.flow import Flow
from ui.widgets.grown import grow
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, spread
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

View = TypeVar("View")
_FORM_WIDTH = 760  # px at 100 %: a line that can be read
_SHOWN = 2  # notes in full; more would push down what is to be done


class TodayDeeds(QWidget):
    """The buttons below Today. `strip` goes above its list, `slot` takes the list's place while a form is open."""

    busy = Signal(bool)  # whether a form is open

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = desk.look
        self.desk, self._notice = desk, notice
        self.form: InlineForm | None = None
        self.opener: QWidget | None = None  # which of these buttons the form belongs to; None where Today's list asked
        self._notes: tuple[NoteRow, ...] = ()
        self._shows_all = False
        self._acting_name = ""
        self._is_in_front = True
        self.strip = SentenceLines(look, "today.notes")
        self.slot = QWidget()
        self._column = QVBoxLayout(self.slot)
        spread(self._column, look)
        self._column.addStretch(1)
        self.concern = button(look, "Record a safeguarding &concern…", "today.concern", Icon.SAFEGUARDING, kind="quiet")
        self.note = button(look, "Leave a hand-over &note…", "today.note", Icon.ASK, kind="quiet")
        self.acting = button(look, "&Act for a colleague…", "today.act_for", Icon.PERSON, kind="quiet")
        self.print = button(look, "&Print the continuity list…", "today.print_continuity", Icon.PRINT, kind="quiet")
        row = Flow(look.theme.gap(RELATED))
        for each in (self.concern, self.note, self.acting, self.print):
            row.addWidget(each)
        self.setLayout(row)
        self.slot.hide()
        self.concern.clicked.connect(self.record_concern)
        self.note.clicked.connect(self._ask_new_note)
        self.acting.clicked.connect(self._act)
        self.print.clicked.connect(self._print)
        self.strip.wanted.connect(self._wanted)

    # --- what is shown ---------------------------------------------------------------------------------------

    def acting_for(self) -> frozenset[UUID]:
        """Whose list is shown here as well, until their day has passed."""
        acting = self._in_force()
        return frozenset() if acting is None else frozenset({acting.staff})

    def show_notes(self, notes: tuple[NoteRow, ...]) -> None:
        """Show the hand-over notes, and for whom this desk acts."""
        self._notes = notes
        now = self.desk.clock.now()
        shown = notes if self._shows_all else notes[:_SHOWN]
        lines = [
            SentenceLine(
                f"notes.take_down.{number}",
                typed(row.note),
                State.OPEN,
                f"{row.by} for {row.team}, {moment_text(row.written_at, now)}; "
                f"shown until {day_text(row.until, london_day(now))}",
                "Take it down",
                press=Press.DANGEROUS,
            )
            for number, row in enumerate(shown, start=1)
        ]
        if len(notes) > len(shown):
            hidden = count(len(notes) - len(shown), "more hand-over note")
            lines.append(SentenceLine("notes.all", hidden, None, "", "Show them"))
        self.strip.show_lines((*lines, *self._acting_lines()) if self._is_in_front and self.form is None else ())

    def set_in_front(self, is_in_front: bool) -> None:  # noqa: FBT001  a property in Qt's manner
        """Whether the page that this belongs to is shown."""
        self._is_in_front = is_in_front
        self.setVisible(is_in_front)
        self.show_notes(self._notes)

    def name_colleague(self, staff: tuple[StaffChoice, ...]) -> None:
        """Say by name for whom this desk acts."""
        acting = self._in_force()
        self._acting_name = next((each.name for each in staff if acting and each.id == acting.staff), "")
        self.show_notes(self._notes)

    def _acting_lines(self) -> tuple[SentenceLine, ...]:
        acting = self._in_force()
        if acting is None:
            return ()
        until = day_text(acting.until, london_day(self.desk.clock.now()))
        text = f"{self._acting_name or 'A colleague'}'s list is shown here as well, until {until}."
        return (SentenceLine("notes.acting", text, State.HELD, "", "Stop", press=Press.STORES),)

    def _in_force(self) -> ActingFor | None:
        acting = self.desk.preferences.acting_for
        return acting if acting and acting.until >= london_day(self.desk.clock.now()) else None

    # --- what is done ----------------------------------------------------------------------------------------

    def record_concern(self) -> None:
        """Ask what was seen, and about whom."""
        self._open(concern_form(), None, "today", self.concern)

    def settle_concern(self, concern: UUID) -> None:
        """Ask whom this concern was told."""
        self.desk.door.ask(self, concern_queries.untold).then(
            partial(self._ask_whom, concern), self._notice.say, latest="today.concern"
        )

    def settle_action(self, action: UUID) -> None:
        """Ask whether what was taken on in a meeting is done."""
        self.desk.door.ask(self, open_action, action=action).then(
            self._ask_done, self._notice.say, latest="today.action"
        )

    def _ask_done(self, row: ActionRow | None) -> None:
        if row is None:
            self._notice.inform("Somebody has just recorded that it is done.")
        else:
            self._open(action_form(row), row, str(row.id))

    def _ask_whom(self, concern: UUID, rows: tuple[ConcernRow, ...]) -> None:
        row = next((each for each in rows if each.id == concern), None)
        if row is None:
            self._notice.inform("Somebody has just recorded who was told.")
        else:
            self._open(told_form(row), row, str(row.id))

    def _ask_new_note(self) -> None:
        self.desk.door.ask(self, new_note).then(self._write_note, self._notice.say, latest="today.teams")

    def _write_note(self, found: NewNote) -> None:
        self._open(note_form(), found, "today", self.note)

    def _act(self) -> None:
        self._open(acting_form(self._keep_acting), None, "", self.acting)

    def _keep_acting(self, acting: ActingFor | None) -> None:
        self.desk.preferences.acting_for = acting
        self.desk.shared.acting_changed.emit()

    def _print(self) -> None:
        from ui.tabs.today.print_continuity import look_at_continuity  # noqa: PLC0415  seldom

        look_at_continuity(self.desk, self)

    def _wanted(self, key: str) -> None:
        if key == "notes.acting":
            self._keep_acting(None)
        elif key == "notes.all":
            self._shows_all = True
            self.show_notes(self._notes)
        else:
            row = self._notes[int(key.rpartition(".")[2]) - 1]
            self._do(partial(handover_notes.take_down, note=row.id, seen=row.version), "The note is taken down.")

    # --- the form --------------------------------------------------------------------------------------------

    def _open(self, spec: FormSpec[View], view: View, draft: str, opener: QWidget | None = None) -> None:
        self.close_form()
        self.opener = opener
        self._notice.clear()
        self.form = InlineForm(self.desk, "today", spec, view, draft)
        self.form.confirmed.connect(self._confirmed)
        self.form.cancelled.connect(self.close_form)
        grow(self.desk.look, self.form, QWidget.setMaximumWidth, _FORM_WIDTH)
        self._column.insertWidget(0, self.form)
        self._show_form(is_open=True)
        self.form.show()  # now, so that the keyboard can be put into it
        self.form.enter()

    def close_form(self) -> None:
        """Put the list back."""
        form, self.form = self.form, None
        if form is not None:
            self._column.removeWidget(form)
            form.hide()
            form.deleteLater()
            self._show_form(is_open=False)

    def _show_form(self, *, is_open: bool) -> None:
        self.slot.setVisible(is_open)
        self.show_notes(self._notes)
        self.busy.emit(is_open)

    def _confirmed(self, deed: Deed) -> None:
        if self.form is not None:
            self._do(deed, self.form.done)

    def _do(self, deed: Deed, done: str) -> None:
        say = self.form.refuse if self.form is not None else self._notice.say
        self.desk.door.do(self, deed, partial(self._done, done), say)

    def _done(self, done: str, _changes: Changes) -> None:
        if self.form is not None:
            self.close_form()
        self._notice.tell(done)
