"""The long forms: a new referral, and the details of one that is there; what is typed is kept as a draft."""

from functools import partial
from typing import Any, cast
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.door.changes import Changes
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.referrals.one import ReferralView
from app.services import referrals
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.referrals.taking_in.fields import DetailsForm
from ui.tabs.referrals.taking_in.offered_draft import BEGINNING, OfferedDraft
from ui.tabs.referrals.taking_in.person import PersonForm
from ui.theme import GROUP, RELATED
from ui.widgets.decided_by import offer_deciders
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import button, buttons, hairline, scrolled, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar, let_go_of_successes
from ui.widgets.press import Press
from ui.widgets.typing_kept import FromRecord, TypingKept
from ui.widgets.waiting import Waiting

_BELOW_THE_TITLE = 2
_DECIDED = "decided_by"


class ReferralForm(QFrame):
    """A form that fills the panel; `confirmed` with the deed once all that was typed can be read."""

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, title: str, verb: str, first: QWidget | None = None) -> None:
        super().__init__()
        look = desk.look
        self.setObjectName("referrals.form")
        self.setAccessibleName(title)
        self.done = ""
        self.details = DetailsForm(desk)
        self.notice = NoticeBar(look, "referrals.form.said")
        self.mending = Mending(self, self.notice)
        self.confirm = button(look, verb, "referrals.form.confirm", Icon.SAVE, kind="primary", press=Press.STORES)
        self.cancel = button(look, "&Back", "referrals.form.back")
        self._inside = QWidget()
        self.parts = QVBoxLayout(self._inside)
        spread(self.parts, look, gap=GROUP)
        self.parts.setContentsMargins(0, 0, look.theme.gap(RELATED), 0)
        for each in (first, self.details):  # in this order, so that Tab goes from top to bottom
            if each is not None:
                self.parts.addWidget(each)
        column = QVBoxLayout(self)
        spread(column, look)
        column.setContentsMargins(look.theme.gap(GROUP), 0, 0, 0)
        self.heading = words(title, "name")
        column.addWidget(self.heading)
        column.addWidget(hairline())
        column.addWidget(scrolled(self._inside), 1)
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.confirm, self.cancel))
        self.waiting = Waiting(self, self.notice, self.cancel)
        self.confirm.clicked.connect(self.send)
        self.cancel.clicked.connect(self.cancelled)
        FormKeys(self, self.confirm, self.notice, self.send, self.cancel.click)
        self.draft = FormDraft(desk, self.fields(), self)
        self.kept = TypingKept(desk, self.draft)
        column.insertWidget(column.indexOf(self.notice), self.kept)
        offer_deciders(desk, self, self.details.decided, self.notice.say, lambda _: self.draft.took(_DECIDED))
        self.kept.again.connect(self.send)
        self.kept.shown.connect(self.notice.clear)

    def deed(self) -> Deed:
        """What the form asks for."""
        raise NotImplementedError

    def fields(self) -> dict[str, QWidget]:
        """Everything that can be answered, by the names of the record."""
        return {**self.details.controls, "calls": self.details.calls, _DECIDED: self.details.decided}

    def show_view(self, view: ReferralView) -> None:
        """A referral as it stands now; of no concern to a form about none."""

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't saved; what was typed stays."""
        self.details.hear(trouble)
        self.notice.say(trouble)
        self.kept.refused(trouble)

    def enter(self) -> None:
        """Put the keyboard on the first field."""
        let_go_of_successes(self)
        self.details.controls["document"].setFocus()

    def send(self) -> None:
        """Ask for the deed, unless something is missing, can't be read, or two desks' versions wait for a decision."""
        if not self.waiting.is_on and not self.kept.is_open() and self.mending.finds_nothing(self.needed()):
            self.notice.clear()
            self.confirmed.emit(self.waiting.wish(self.deed(), self.draft))

    def needed(self) -> tuple[Needed, ...]:
        """What has to be filled in before the deed can be asked for."""
        return ()

    def keep_typed(self) -> None:
        """Keep the draft before the form goes."""
        self.draft.leave()

    def rest(self) -> None:
        """Put the keyboard where no key does anything."""
        self.heading.setFocus()


class EditForm(ReferralForm):
    """The details of a referral that waits."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(desk, f"Details: {view.person}", "&Save the details")
        self.view = view
        self.done = "Saved."
        self.details.show_view(view)
        self.kept.record = FromRecord("referral", view.id)
        self.draft.open(f"referrals.edit:{view.id}", version=view.version, own=(_DECIDED,))

    def show_view(self, view: ReferralView) -> None:
        if view.id == self.view.id:
            self.view = view
            self.kept.stands_now(partial(self.details.show_view, view), view.version)

    def deed(self) -> Deed:
        view, said, calls = self.view, self.details.changed_details(), self.details.changed_calls()
        typed, decider, meant = self.details.calls.text(), self.details.decided.value(), self.details.meant()

        def save(turn: Any) -> Changes:
            done = referrals.change_details(
                turn, referral=view.id, seen=view.version, decided_by=decider, meant=meant, **said
            )
            if calls is None:
                return done
            also = referrals.change_calls(turn, referral=view.id, seen=view.version, calls=calls, calls_text=typed)
            return Changes(done.topics | also.topics, done.people)

        return save


class NewForm(ReferralForm):
    """A referral taken in by hand, about somebody known or new."""

    def __init__(self, desk: Desk) -> None:
        self.person = person = PersonForm(desk)
        super().__init__(desk, "New referral", "Ta&ke the referral in", person)
        self.done = "Taken in: it stands in the queue in its place."
        self.person.troubled.connect(self.notice.say)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(outer.indexOf(self.notice), person.may_be)
        self.person.filled.connect(self.draft.took)
        self.draft.open(f"{BEGINNING}{uuid4()}", own=(_DECIDED,))
        self.offered = OfferedDraft(desk, person.known)
        self.offered.wanted.connect(self.draft.go_on)
        self.offered.troubled.connect(self.notice.say)
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(_BELOW_THE_TITLE, self.offered)

    def fields(self) -> dict[str, QWidget]:
        return {**self.person.controls, **super().fields()}

    def enter(self) -> None:
        super().enter()
        self.person.enter()

    def needed(self) -> tuple[Needed, ...]:
        return (Needed(self.person.to_team, self.person.to_team.value, "Choose the team that the referral came to."),)

    def send(self) -> None:
        if not self.person.may_be.is_open():
            super().send()

    def refuse(self, trouble: Refused | Unavailable) -> None:
        super().refuse(trouble)
        self.person.may_be.look_again()

    def deed(self) -> Deed:
        person, team, came = self.person.person(), cast("UUID", self.person.team), self.person.came()
        said, calls, typed = self.details.details(), self.details.calls.visits, self.details.calls.text()
        told_apart, decider = self.person.may_be.told_apart, self.details.decided.value()
        meant = self.details.meant()
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
                told_apart=told_apart,
                meant=meant,
                decided_by=decider,
                **said,
            )

        return take_in
