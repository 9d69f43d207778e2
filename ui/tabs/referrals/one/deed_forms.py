"""The forms of the deeds about a referral, one a class; what they ask for is done by `app.services.referrals`."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QLineEdit

from app.door.door import Deed
from app.queries.referrals.one import QuestionRow, ReferralView
from app.services import referrals
from models.vocabulary.staff import CASE_COORDINATORS, GOAL_SETTERS, ORGANISERS
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.referrals.one.deed_form import DeedForm
from ui.tabs.referrals.one.outcome_forms import (
    BecauseForm,
    DeclineForm,
    FromHospitalForm,
    PlaceForm,
    SignpostForm,
    WithdrawForm,
    who,
)
from ui.tabs.referrals.one.part import PartForm
from ui.widgets.date_edit import MomentEdit
from ui.widgets.decided_by import ask_who_decided


class AskForm(DeedForm):
    """Ask for information (REF-3)."""

    key, title, verb, sign = "ask", "Ask for information", "&Note that it is asked", Icon.ASK
    lesson = "The waiting for the answer is counted and shown; the referral keeps its place."
    done = "Noted: the question is open until the answer is recorded."

    def ask(self) -> None:
        self._what = self.text("what", "&What is asked for", "such as moving and handling, key safe, who is at home")
        self._of_whom = self.field("Of w&hom", QLineEdit(self.view.referrer))
        self._of_whom.setObjectName(self.name("of_whom"))

    def deed(self) -> Deed:
        return partial(
            referrals.ask_for_information,
            referral=self.view.id,
            seen=self.view.version,
            what=self._what.toPlainText(),
            of_whom=self._of_whom.text(),
        )


class AnswerForm(DeedForm):
    """Record an answer, and what it says about needs and risks (REF-3)."""

    key, title, verb, sign = "answer", "Record the answer", "&Record the answer", Icon.DONE
    done = "The answer is recorded."

    def __init__(self, desk: Desk, view: ReferralView, question: QuestionRow) -> None:
        self._question = question
        super().__init__(desk, view)

    def ask(self) -> None:
        self._answer = self.text("answer", f"&Answer to: {self._question.what.replace('&', 'and')}")
        self._needs = self.text("needs", "&Needs and risks, as known now", lines=4)
        self.fill()

    @property
    def about(self) -> str:
        return str(self._question.id)

    def fill(self) -> None:
        self._needs.setPlainText(self.view.needs_and_risks)

    def deed(self) -> Deed:
        needs = self._needs.toPlainText()
        return partial(
            referrals.record_information,
            request=self._question.id,
            seen=self._question.version,
            seen_referral=self.view.version,
            answer=self._answer.toPlainText(),
            needs_and_risks=needs if needs != self.view.needs_and_risks else None,  # else another desk's words stay
        )


class ConfirmForm(DeedForm):
    """Record that Scheduling has confirmed the capacity (REF-15)."""

    key, title, verb = "confirm", "Scheduling has confirmed the capacity", "&Promise the capacity"
    lesson = (
        "From now on these hours are promised to this person and can't be promised to anybody else, until the end of "
        "the day of the start that is agreed first. A start moved later doesn't move that limit."
    )
    done = "Promised: the hours count against the team's week."

    def ask(self) -> None:
        self._start = self.field(
            "Agreed &start", MomentEdit(self.desk.clock, self.name("start")), "Left empty: the hours are only held"
        )
        self._decided = ask_who_decided(self)
        self.fill()

    def fill(self) -> None:
        self._start.set_value(self.view.start_planned_at)

    def deed(self) -> Deed:
        return partial(
            referrals.confirm_capacity,
            referral=self.view.id,
            seen=self.view.version,
            start_planned_at=self._start.value(),
            decided_by=self._decided(),
        )


class HoldForm(DeedForm):
    """Hold capacity for somebody who isn't ready (REF-13)."""

    key, title, verb, sign = "hold", "Hold capacity", "&Hold this capacity", Icon.HELD
    lesson = "For somebody who isn't ready yet. The hold counts from the moment at which it was found."
    done = "Held: the countdown runs, and Scheduling is told through the tracker."

    def ask(self) -> None:
        self._found = self.field(
            "Capacity &found", MomentEdit(self.desk.clock, self.name("found"), looks_back=True), "Left empty: now"
        )
        self._decided = ask_who_decided(self)
        self.fill()

    def fill(self) -> None:
        self._found.set_value(self.view.scheduling_confirmed_at)

    def deed(self) -> Deed:
        return partial(
            referrals.hold_capacity,
            referral=self.view.id,
            seen=self.view.version,
            found_at=self._found.value(),
            decided_by=self._decided(),
        )


class GiveBackForm(DeedForm):
    """Give held or promised capacity back (REF-13)."""

    key, title, verb, sign = "give_back", "Give the capacity back", "Give it back", Icon.UNDO
    dangerous = True
    lesson = "The hours are free at once; the referral waits for capacity again."
    done = "Given back: the hours are free, and Scheduling is told."

    def ask(self) -> None:
        self._because = self.text("because", "&Reason", "If there is one to remember")

    def deed(self) -> Deed:
        return partial(
            referrals.give_back,
            referral=self.view.id,
            seen=self.view.version,
            because=self._because.toPlainText(),
        )


class ReleaseForm(DeedForm):
    """Release an expired hold or promise: the lapse (REF-13)."""

    key, title, verb, sign = "release", "Release the expired capacity", "Release; the assessor is notified", Icon.UNDO
    dangerous = True
    lesson = (
        "Tell the assessor first. Releasing frees the hours and records that they were notified; support then needs "
        "a referral anew, which keeps its place in time."
    )
    done = "Released: the hours are free. If support is still needed, refer again."

    def deed(self) -> Deed:
        return partial(referrals.release, referral=self.view.id, seen=self.view.version)


class DiedForm(DeedForm):
    """Somebody died while they waited (END-6)."""

    key, title, verb, sign = "died", "Take off the queue as died", "Take off; the assessor is notified", Icon.DIED
    dangerous = True
    lesson = (
        "Tell the assessor first. Every referral of this person that waits leaves the queue as died; capacity held or "
        "promised for them is free at once, and Scheduling is told where it had heard of it."
    )
    done = "Off the queue: what was held or promised is free."

    def ask(self) -> None:
        self._because = self.text("because", "&Note", "If there is something to remember")

    def deed(self) -> Deed:
        return partial(
            referrals.leave_as_died,
            referral=self.view.id,
            seen=self.view.version,
            because=self._because.toPlainText().strip(),
        )


class StartForm(DeedForm):
    """Start the service (REF-16)."""

    key, title, verb, sign = "start", "Start the service", "&Start the service", Icon.HOME
    lesson = "Opens the episode and its first short-term PSP from the calls asked for, and tells Scheduling."
    done = "Started: the plan is under Service plans, and goals come next."

    def ask(self) -> None:
        self._at = self.field(
            "S&tarted at", MomentEdit(self.desk.clock, self.name("at"), looks_back=True), "Left empty: now"
        )
        self._dso = self.staff("dso", "&DSO", "Left empty: who decided", ORGANISERS)
        self._setter = self.staff(
            "goal_setter", "&Goal setter", "Anybody of the MDT; may be agreed later", GOAL_SETTERS
        )
        self._coordinator = self.staff("coordinator", "&Case coordinator", "SW or CCW, if known", CASE_COORDINATORS)
        self._worker = self.staff(
            "allocated_worker", "Allocated &worker", "Whom the person and family turn to, if known", GOAL_SETTERS
        )
        self._decided = ask_who_decided(self)

    def deed(self) -> Deed:
        return partial(
            referrals.start,
            referral=self.view.id,
            seen=self.view.version,
            started_at=self._at.value(),
            dso=who(self._dso),
            goal_setter=who(self._setter),
            case_coordinator=who(self._coordinator),
            allocated_worker=who(self._worker),
            decided_by=self._decided(),
        )


class UndoStartForm(BecauseForm):
    """Undo a start that was a mistake (REF-19)."""

    key, title, verb, sign, kind = "undo_start", "Undo the start", "Undo the start", Icon.UNDO, "danger"
    dangerous = True
    lesson = "For a start that was a mistake. The referral stands again where it stood before; nothing is erased."
    done = "The start is undone: the referral is back in the queue."

    def deed(self) -> Deed:
        return partial(referrals.undo_start, referral=self.view.id, seen=self.view.version, because=self.because)


class ReferAgainForm(DeedForm):
    """Refer again after a hold lapsed (REF-13)."""

    key, title, verb, sign = "refer_again", "Refer again", "&Refer again", Icon.NEW
    lesson = "A new referral that links back to this one and keeps the moment at which support was first asked."
    done = "Referred again: it is in the queue."

    def ask(self) -> None:
        self._reference = self.field("Care Hub's re&ference", QLineEdit(), "Left empty: the next free one")
        self._reference.setObjectName(self.name("reference"))
        self._received = self.field(
            "Re&ceived", MomentEdit(self.desk.clock, self.name("received"), looks_back=True), "Left empty: now"
        )

    def deed(self) -> Deed:
        received: datetime | None = self._received.value()
        return partial(
            referrals.refer_again,
            referral=self.view.id,
            seen=self.view.version,
            reference=self._reference.text(),
            received_at=received,
        )


_FORMS: tuple[type[DeedForm], ...] = (
    AskForm, PartForm, ConfirmForm, HoldForm, GiveBackForm, ReleaseForm, StartForm, UndoStartForm, DeclineForm,
    SignpostForm, WithdrawForm, DiedForm, PlaceForm, ReferAgainForm, FromHospitalForm,
)  # fmt: skip
FORMS = {form.key: form for form in _FORMS}
