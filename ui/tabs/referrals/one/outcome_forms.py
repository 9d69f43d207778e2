"""The forms that decide what becomes of a referral: accepted, declined, signposted, withdrawn, out of order."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.office.other_offices import OtherTeam, other_teams
from app.services import referrals
from models.vocabulary.office import OfficeList
from models.vocabulary.referrals import Band
from models.vocabulary.staff import Role
from ui.icons import Icon
from ui.tabs.referrals.one.deed_form import DeedForm
from ui.widgets.asked_tick import AskedTick
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import MomentEdit
from ui.widgets.decided_by import ask_who_decided
from ui.widgets.labels_and_buttons import rename, words
from ui.widgets.suggestions import suggest
from ui.widgets.type_ahead import TypeAhead

_TO_NONE = "No, to other help as said above"
_TO_OFFICE = "The referral closes here and waits there, since it was first asked for"


class AcceptForm(DeedForm):
    """Accept in a DSO's name; at a DSO's own seat nothing is asked (REF-12, END-10)."""

    key, title, verb, sign = "accept", "Accept", "&Accept in this name", Icon.TICK
    done = "Accepted: safe and suitable."

    def ask(self) -> None:
        self._decided = ask_who_decided(self)

    def deed(self) -> Deed:
        return partial(referrals.accept, referral=self.view.id, seen=self.view.version, decided_by=self._decided())


class FromHospitalForm(DeedForm):
    """Answer whether the person comes from hospital, where document, reason and field disagree (REF-10)."""

    key, title, verb, sign = "from_hospital", "From hospital?", "&Record the answer", Icon.ASK
    lesson = "Until it is answered the higher band stands; the answer then counts alone. It is answered once."
    done = "Answered: the band follows."

    def ask(self) -> None:
        self._column.addWidget(words(self.view.hospital_question))
        self._answer: ChoiceBox[bool] = ChoiceBox(self.desk.look, self.name("from_hospital_answer"))
        self._answer.set_choices([(True, "Yes, from hospital"), (False, "No, not from hospital")])
        self.field("The &answer", self._answer)
        self._of_whom = self.field("&Who said so", QLineEdit(), "The ward, the assessor, the family")
        self._of_whom.setObjectName(self.name("of_whom"))

    def deed(self) -> Deed:
        return partial(
            referrals.answer_from_hospital,
            referral=self.view.id,
            seen=self.view.version,
            answer=self._answer.value(),
            of_whom=self._of_whom.text(),
        )


class BecauseForm(DeedForm):
    """A deed that asks for one sentence."""

    question, hint = "&Reason", ""

    def ask(self) -> None:
        self._because = self.text("because", self.question, self.hint)

    @property
    def because(self) -> str:
        """The sentence."""
        return self._because.toPlainText()


class DeclineForm(BecauseForm):
    """Decline on the assessment (REF-5)."""

    key, title, verb, sign, kind = "decline", "Decline", "Decline the referral", Icon.DECLINE, "danger"
    dangerous = True
    hint = "From the assessment; never a diagnosis, an age or a disability by itself"
    done = "Declined."

    def ask(self) -> None:
        super().ask()
        self._discussed = QCheckBox("&Talked over with the assessor")
        self._discussed.setObjectName(self.name("discussed"))
        self._column.addWidget(self._discussed)
        self._decided = ask_who_decided(self)

    def deed(self) -> Deed:
        return partial(
            referrals.decline,
            referral=self.view.id,
            seen=self.view.version,
            because=self.because,
            discussed_with_assessor=self._discussed.isChecked(),
            decided_by=self._decided(),
        )


class SignpostForm(BecauseForm):
    """Point to other help (REF-4)."""

    key, title, verb, sign = "signpost", "Signpost", "Signpost", Icon.SIGNPOST
    dangerous = True
    question, hint = "&Where to, or why there", "such as a community service, a charity, their own network"
    done = "Signposted."

    def ask(self) -> None:
        super().ask()
        suggest(self.desk, self._because, OfficeList.SIGNPOSTED_TO, OfficeList.COMMUNITY)
        self._to_team: ChoiceBox[UUID | None] = ChoiceBox(self.desk.look, self.name("to_team"), _TO_NONE)
        self.field("To another &office", self._to_team, _TO_OFFICE)
        self._other_office = self._fields[-1]
        self._other_office.hide()
        self._to_team.currentIndexChanged.connect(self._name_deed)
        self._decided = ask_who_decided(self)
        self.desk.door.ask(self, other_teams).then(self._offer, self.notice.say)

    def _name_deed(self) -> None:
        """The button says which of the two it does, wherever the choice has scrolled to."""
        is_taken = self._to_team.value() is not None
        rename(self.confirm, "Take them to that office" if is_taken else self.verb)
        self.done = f"Taken to {self._to_team.currentText()}." if is_taken else type(self).done

    def _offer(self, teams: tuple[OtherTeam, ...]) -> None:
        self._to_team.set_choices([(None, _TO_NONE), *((each.id, f"{each.office}, {each.name}") for each in teams)])
        self._other_office.setVisible(bool(teams))

    def deed(self) -> Deed:
        team = self._to_team.value()
        if team is not None:
            return partial(
                referrals.move_to_office,
                referral=self.view.id,
                seen=self.view.version,
                team=team,
                because=self.because,
                decided_by=self._decided(),
            )
        return partial(
            referrals.signpost,
            referral=self.view.id,
            seen=self.view.version,
            where_to=self.because,
            decided_by=self._decided(),
        )


class WithdrawForm(BecauseForm):
    """Support is no longer required (REF-14)."""

    key, title, verb, sign, kind = "withdraw", "No longer required", "Withdraw the referral", Icon.CLOSE, "danger"
    dangerous = True
    lesson = "What is held or promised is free at once."
    done = "Withdrawn: what was held or promised is free."

    def ask(self) -> None:
        edit = MomentEdit(self.desk.clock, self.name("told"), looks_back=True)
        self._told = self.field("The Care Hub was &told", edit)
        super().ask()

    def deed(self) -> Deed:
        return partial(
            referrals.withdraw,
            referral=self.view.id,
            seen=self.view.version,
            care_hub_told_at=self._told.value(),
            because=self.because,
        )


class PlaceForm(BecauseForm):
    """Place out of order, at discretion (REF-11)."""

    key, title, verb, sign = "place", "Place out of order", "&Place it so", Icon.FLAG
    lesson = "It stays marked, and the band by the order stays visible."
    done = "Placed out of order, and marked."

    def ask(self) -> None:
        self._band: ChoiceBox[Band] = ChoiceBox(self.desk.look, self.name("band"))
        self._band.set_choices([(band, f"{band.roman} {band.label}") for band in Band])
        self.fill()
        self.field("As b&and", self._band)
        super().ask()
        self._consulted = self.field("Who was &consulted", QLineEdit())
        self._consulted.setObjectName(self.name("consulted"))
        self._decided = self.staff("decided", "&Decided by", "Left empty: you", frozenset(Role))
        self._until = self.field("&Until", MomentEdit(self.desk.clock, self.name("until")), "Left empty: until lifted")
        self._is_meant = AskedTick(self.name("until_is_meant"), "This end is meant", self._until)
        self._column.addWidget(self._is_meant)

    def refuse(self, trouble: Refused | Unavailable) -> None:
        self._is_meant.hear(trouble)
        super().refuse(trouble)

    def fill(self) -> None:
        self._band.set_value(self.view.band)

    def deed(self) -> Deed:
        return partial(
            referrals.place_out_of_order,
            referral=self.view.id,
            seen=self.view.version,
            band=self._band.value() or self.view.band,
            because=self.because,
            consulted=self._consulted.text(),
            decided_by=who(self._decided),
            expires_at=self._until.value(),
            end_is_meant=self._is_meant.is_told(),
        )


def who(box: TypeAhead) -> UUID | None:
    """Who was picked by type-ahead, none where nobody was."""
    match = box.value()
    return match.id if match is not None and isinstance(match.id, UUID) else None
