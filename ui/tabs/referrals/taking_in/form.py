"""The long forms: a new referral, and the details of one that is there; what is typed is kept as a draft."""

from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.changes import Changes
from app.door.door import Deed
from app.queries.referrals.one import ReferralView
from app.services import referrals
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.referrals.taking_in.fields import DetailsForm
from ui.tabs.referrals.taking_in.person import PersonForm
from ui.theme import GROUP, RELATED
from ui.widgets.form_draft import FormDraft
from ui.widgets.labels_and_buttons import button, buttons, hairline, scrolled, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar


class ReferralForm(QWidget):
    """A form that fills the panel; `confirmed` with the deed once all that was typed can be read."""

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, title: str, verb: str, draft: str, first: QWidget | None = None) -> None:
        super().__init__()
        look = desk.look
        self.setObjectName("referrals.form")
        self.setAccessibleName(title)
        self.done = ""
        self.details = DetailsForm(desk)
        self.notice = NoticeBar(look, "referrals.form.said")
        self.mending = Mending(self, self.notice)
        self.confirm = button(look, verb, "referrals.form.confirm", Icon.SAVE, kind="primary")
        self.cancel = button(look, "&Back", "referrals.form.back")
        self._inside = QWidget()
        self.parts = QVBoxLayout(self._inside)
        spread(self.parts, look, gap=GROUP)
        self.parts.setContentsMargins(0, 0, look.theme.px(RELATED), 0)
        for each in (first, self.details):  # in this order, so that Tab goes from top to bottom
            if each is not None:
                self.parts.addWidget(each)
        column = QVBoxLayout(self)
        spread(column, look)
        column.setContentsMargins(look.theme.px(GROUP), 0, 0, 0)
        column.addWidget(words(title, "name"))
        column.addWidget(hairline())
        column.addWidget(scrolled(self._inside), 1)
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.confirm, self.cancel))
        self.confirm.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)
        self._draft_name = draft
        self.draft: FormDraft | None = None

    def deed(self) -> Deed:
        """What the form asks for."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the keyboard on the first field."""
        self.details.controls["document"].setFocus()

    def send(self) -> None:
        """Ask for the deed, unless something is missing or can't be read."""
        if self.mending.finds_nothing(self.needed()):
            self.notice.clear()
            self.confirmed.emit(self.deed())

    def needed(self) -> tuple[Needed, ...]:
        """What has to be filled in before the deed can be asked for."""
        return ()

    def forget_draft(self) -> None:
        """What was typed is saved."""
        if self.draft is not None:
            self.draft.forget()

    def keep_typed(self) -> None:
        """Keep the draft before the form goes."""
        if self.draft is not None:
            self.draft.keep_now()

    def keep_draft(self, desk: Desk, fields: dict[str, Any]) -> None:
        """Keep what is typed from now on, and put an earlier draft back."""
        self.draft = FormDraft(desk.door, desk.drafts, desk.clock, fields, self)
        self.draft.troubled.connect(self.notice.say)
        self.draft.restored.connect(self._say_restored)
        self.draft.open(self._draft_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send()
        else:
            super().keyPressEvent(event)

    def _say_restored(self) -> None:
        self.notice.inform("What you had typed here before is back. It isn't saved yet.")


class EditForm(ReferralForm):
    """The details of a referral that waits."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(desk, f"Details: {view.person}", "&Save the details", f"referrals.edit:{view.id}")
        self.view = view
        self.done = "Saved."
        self.details.show_view(view)
        self.keep_draft(desk, self.details.texts())

    def deed(self) -> Deed:
        view, said, calls = self.view, self.details.changed_details(), self.details.changed_calls()
        typed = self.details.calls.text()

        def save(turn: Any) -> Changes:
            done = referrals.change_details(turn, referral=view.id, seen=view.version, **said)
            if calls is None:
                return done
            also = referrals.change_calls(turn, referral=view.id, seen=view.version, calls=calls, calls_text=typed)
            return Changes(done.topics | also.topics, done.people)

        return save


class NewForm(ReferralForm):
    """A referral taken in by hand, about somebody known or new."""

    def __init__(self, desk: Desk) -> None:
        person = PersonForm(desk)
        super().__init__(desk, "New referral", "&Take the referral in", "referrals.new", person)
        self.done = "Taken in: it stands in the queue in its place."
        self.person = person
        self.person.troubled.connect(self.notice.say)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(outer.indexOf(self.notice), person.may_be)
        self.keep_draft(desk, {**self.person.texts(), **self.details.texts()})

    def enter(self) -> None:
        self.person.enter()

    def needed(self) -> tuple[Needed, ...]:
        return (Needed(self.person.to_team, self.person.to_team.value, "Choose the team that the referral came to."),)

    def send(self) -> None:
        if not self.person.may_be.is_open():
            super().send()

    def deed(self) -> Deed:
        person, team, came = self.person.person(), cast("UUID", self.person.team), self.person.came()
        said, calls, typed = self.details.details(), self.details.calls.visits, self.details.calls.text()
        said["calls_text"] = typed

        def take_in(turn: Any) -> Changes:
            return referrals.take_in(
                turn,
                person=person,
                team=team,
                received_at=came.received_at,
                first_asked_at=came.first_asked_at,
                reference=came.reference,
                calls=calls,
                **said,
            )

        return take_in
