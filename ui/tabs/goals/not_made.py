"""Why a visit wasn't made: asked below the history for the chosen visit, stored, or taken back (IPAD-1)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from app.door.door import Deed
from app.queries.goals.not_made import VisitMissed
from app.services.goals import not_made as services
from models.values import Call
from models.vocabulary.goals import NotMade
from ui.desk import Desk
from ui.text import full_day_text
from ui.theme import CELL
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import button, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press

VisitKey = tuple[date, Call]
Said = services.Said | None


@dataclass(frozen=True, slots=True)
class OneNotMade:
    """That a visit wasn't made, for a reason with its note; none says that it was. `before` is what stood there."""

    visit: VisitKey
    before: Said
    now: Said
    give: Deed
    take_back: Deed
    called = "note of a visit not made"


def one_not_made(person: UUID, visit: VisitKey, before: Said, now: Said, *, is_meant: bool = False) -> OneNotMade:
    """What notes it and what takes that back; `before` and `now` are a reason and its note."""
    day, call = visit
    taking_back = partial(services.take_back_not_made, person=person, day=day, call=call)
    noting = partial(services.note_not_made, person=person, day=day, call=call)
    give = (
        partial(noting, seen=before, reason=now.reason, note=now.note, is_meant=is_meant)
        if now
        else partial(taking_back, seen=before)
    )
    take_back = (
        partial(noting, seen=now, reason=before.reason, note=before.note, is_meant=True)
        if before
        else partial(taking_back, seen=now)
    )
    return OneNotMade(visit, before, now, give, take_back)


class NotMadeForm(QFrame):
    """`noted` with the visit, the reason and a note; `made_after_all` with the visit; `left` without either.

    `visit` is the one that is asked about, `seen` what stood there then: what another desk notes meanwhile isn't
    overwritten.
    """

    noted = Signal(object, object, str)  # VisitKey, NotMade
    made_after_all = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, notice: NoticeBar) -> None:
        super().__init__()
        self.setObjectName("goals.not_made")
        self.setAccessibleName("Visit not made")
        self.visit: VisitKey | None = None
        self.seen: Said = None
        self._notice = notice
        self.about = words("", "strong", "goals.not_made.about")
        self.reason = ChoiceBox[NotMade](desk.look, "goals.not_made.reason", "Why wasn't it made?")
        self.reason.setAccessibleName("Why it wasn't made")
        self.reason.setMinimumContentsLength(24)
        self.reason.set_choices([(each, each.label) for each in NotMade])
        self.note = QLineEdit()
        self.note.setObjectName("goals.not_made.note")
        self.note.setAccessibleName("Note, if any")
        self.note.setPlaceholderText("Note, if any")
        self.record = button(desk.look, "Not made", "goals.not_made.record", press=Press.STORES)
        self.made = button(desk.look, "It was made", "goals.not_made.made", kind="quiet", press=Press.DANGEROUS)
        self.leave = button(desk.look, "Leave it", "goals.not_made.leave", kind="quiet")
        self._build(desk)
        self.hide()

    def ask(self, visit: VisitKey, recorded: VisitMissed | None, seen: Said) -> None:
        """Ask why this visit wasn't made, from what is recorded of it; `seen` may be newer, noted at this very desk."""
        day, call = visit
        self.visit, self.seen = visit, seen
        was = f" is recorded as {recorded.sentence}" if recorded else " wasn't made because"
        self.about.setText(f"{full_day_text(day, day)}, {call.label.lower()}:{was}")
        self.reason.set_value(recorded.reason if recorded else None)
        self.note.setText(recorded.note if recorded else "")
        self.made.setVisible(recorded is not None)
        self.show()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def close_form(self) -> None:
        """Ask nothing any more."""
        self.visit = None
        self.hide()

    def look_at(self, visit: object) -> None:
        """Ask nothing any more where this is another visit than the one that is asked about."""
        if self.visit != visit:
            self.close_form()

    def follow(self, visits: Container[VisitKey]) -> None:
        """Ask about a visit no more that isn't among these, as the goal was changed; what was typed is said."""
        if self.visit is None or self.visit in visits:
            return
        note, focus = self.note.text().strip(), QApplication.focusWidget()
        typed = f" You had typed: “{note}”." if note else ""
        had_keyboard = focus is not None and self.isAncestorOf(focus)
        self.close_form()
        if had_keyboard:
            self.left.emit()
        self._notice.inform(f"This visit is no longer in the history, so nothing was noted of it.{typed}")

    def _send(self) -> None:
        reason, visit = self.reason.value(), self.visit
        if visit is None:
            return
        if reason is None:
            self._notice.inform("Choose why the visit wasn't made.")
            self.reason.setFocus()
            return
        self.noted.emit(visit, reason, self.note.text().strip())

    def _was_made(self) -> None:
        if self.visit is not None:
            self.made_after_all.emit(self.visit)

    def _leave(self) -> None:
        self.close_form()
        self.left.emit()

    def _build(self, desk: Desk) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        spread(column, desk.look, gap=CELL)
        spread(row, desk.look)
        row.addWidget(self.reason)
        row.addWidget(self.note, 1)
        for each in (self.record, self.made, self.leave):
            row.addWidget(each)
        column.addWidget(self.about)
        column.addLayout(row)
        self.record.clicked.connect(self._send)
        self.made.clicked.connect(self._was_made)
        self.leave.clicked.connect(self._leave)
        FormKeys(self, self.record, self._notice, self._send, self._leave)
