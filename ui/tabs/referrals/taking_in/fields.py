"""The fields of a referral, as a form: used to take one in and to fill in what is lacking."""

from typing import Any, cast

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from app.exchange.calls_text import visits_text
from app.queries.referrals.form import (
    PathwayFacts,
    SaidSoFar,
    asks_notice,
    origin_says_so,
    questions_that_arise,
    says_from_hospital,
    usual_notice,
    usual_reason,
)
from app.queries.referrals.one import ReferralView
from app.queries.referrals.pathway import pathway_asked
from app.services.referrals.details import TICKS, Details
from models.values import PlannedVisit
from models.vocabulary.office import OfficeList
from models.vocabulary.referrals import (
    ComesFrom,
    CommunityAim,
    ExistingPackage,
    Notice,
    Pathway,
    ReferralDocument,
    ReferralReason,
    Support,
)
from ui.desk import Desk
from ui.tabs.referrals.taking_in.agency_notice import NoticeLine
from ui.theme import GROUP, RELATED
from ui.widgets.asked_tick import AskedTick
from ui.widgets.calls_edit import CallsEdit
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.date_edit import DateEdit, MomentEdit
from ui.widgets.decided_by import who_decided_box
from ui.widgets.labels_and_buttons import Field, Panel, prose, spread
from ui.widgets.suggestions import suggest
from ui.widgets.typed_edit import TypedEdit

_SUGGESTED = {
    "alternatives_considered": OfficeList.COMMUNITY,
    "hospital": OfficeList.HOSPITAL_OR_CARE_HOME,
    "provider": OfficeList.PVI_PROVIDER,
}


class DetailsForm(QWidget):
    """`details()` is what the form says now; `changed_details()` only what differs from the referral shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look, self._clock = desk, desk.look, desk.clock
        self.controls: dict[str, QWidget] = {}
        self._before: dict[str, object] = {}
        self._calls_before = ""
        self._tells_apart = False
        self._ticked_itself = False  # the form ticked “From hospital”, nobody by hand
        self._fields: list[Field] = []
        self._ticks: dict[str, AskedTick] = {}
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, gap=GROUP)
        self.calls = CallsEdit(_name("calls"))
        self._add_origin()
        self._add_needs()
        self._add_hospital()
        self._add_provider()
        self._add_exceptions()
        self._connect()
        self._before = self._values()

    def show_view(self, view: ReferralView) -> None:
        """Fill in what the referral says."""
        for name, control in self.controls.items():
            _put(control, getattr(view, TICKS[name]) is not None if name in TICKS else getattr(view, name))
        self.calls.setText(view.calls_text or view.calls)
        if view.visits and self.calls.visits != view.visits:
            self.calls.setText(visits_text(view.visits))
        self._before = self._values()
        self._ticked_itself = origin_says_so(view.comes_from) and not view.hospital_by_hand
        self._calls_before = self.calls.text()
        self._tells_apart = view.tells_apart
        self._show_what_applies()

    def details(self) -> Details:
        """All that the form says."""
        return cast("Details", self._without_the_forms_own_tick(self._values()))

    def changed_details(self) -> Details:
        """What differs from the referral that was shown; with where somebody comes from whether it is a hospital."""
        values = self._values()
        changed = {name: said for name, said in values.items() if said != self._before[name]}
        if "comes_from" in changed:
            changed["from_hospital"] = values["from_hospital"]
        return cast("Details", self._without_the_forms_own_tick(changed))

    def _without_the_forms_own_tick(self, said: dict[str, object]) -> dict[str, object]:
        """A hospital as origin says by itself that somebody is from hospital; said as well it would be by hand."""
        origin = self._values()["comes_from"]
        by_origin = self._ticked_itself and isinstance(origin, ComesFrom) and origin_says_so(origin)
        return {name: each for name, each in said.items() if name != "from_hospital" or not by_origin}

    def hear(self, trouble: Refused | Unavailable) -> None:
        """Show the answer to what a refusal asks about a day."""
        for tick in self._ticks.values():
            tick.hear(trouble)

    def meant(self) -> frozenset[str]:
        """The days, by the names of the record, of which somebody said that they are meant."""
        return frozenset(name for name, tick in self._ticks.items() if tick.is_told())

    def changed_calls(self) -> tuple[PlannedVisit, ...] | None:
        """The calls, where they were written anew."""
        return self.calls.visits if self.calls.text() != self._calls_before else None

    # --- the groups ------------------------------------------------------------------------------------------

    def _add_origin(self) -> None:
        panel = self._panel("Why and how it came", "origin")
        self._choice(panel, "document", "Referral &document", tuple(ReferralDocument))
        self._choice(panel, "reason", "&Why STS", tuple(ReferralReason))
        self._choice(panel, "pathway", "Urgent or planned support", tuple(Pathway))
        self._choice(panel, "comes_from", "Where the person comes from", tuple(ComesFrom))
        self._choice(panel, "community_aim", "What planned support is for", tuple(CommunityAim))
        hint = "hospitals ask for urgent support in exceptional circumstances only"
        self._line(panel, "exceptional_because", "What is exceptional", hint)
        self._tick(panel, "urgent", "&Urgent")
        self._tick(panel, "delivery_confirmed", "Care workers can deliver it sa&fely at home")
        self._choice(panel, "support", "Su&pport now, family included", tuple(Support))
        self._line(panel, "support_text", "Who helps now", "such as daughter in the evenings")
        self._line(panel, "referrer", "R&eferrer")
        self._line(panel, "referrer_telephone", "Referrer's telephone")

    def _add_needs(self) -> None:
        panel = self._panel("What is asked for", "needs")
        self._field(panel, "&Calls asked for", self.calls, "call, minutes, workers, days")
        self._prose(panel, "needs_and_risks", "&Needs and risks", 4)
        self._prose(panel, "alternatives_considered", "What else was considered", 2, "network, community, services")
        self._prose(panel, "notes", "Notes", 2)

    def _add_hospital(self) -> None:
        panel = self._panel("Hospital and start", "hospital")
        self._tick(panel, "from_hospital", "From &hospital")
        self._line(panel, "hospital", "Which hospital")
        self._typed(panel, "admitted_on", "Admitted", DateEdit(self._clock, _name("admitted_on"), looks_back=True))
        discharge, start = (
            DateEdit(self._clock, "referrals.discharge"),
            MomentEdit(self._clock, _name("start_planned_at")),
        )
        self._typed(panel, "discharge_on", "D&ischarge date", discharge)
        self._asked(panel, "discharge_on", "This discharge date is meant", discharge)
        self._typed(panel, "start_planned_at", "Planned start", start)
        self._asked(panel, "start_planned_at", "This planned start is meant", start)

    def _add_provider(self) -> None:
        panel = self._panel("Care that is there already", "provider")
        self._choice(panel, "existing_package", "E&xisting provider", tuple(ExistingPackage))
        self._line(panel, "provider", "Name of the provider")
        self._choice(panel, "notice", "Notice to the agency", tuple(Notice))
        given = DateEdit(self._clock, _name("notice_given_on"), looks_back=True)
        self._typed(panel, "notice_given_on", "Notice given on", given)
        notice = self.controls["notice"]
        if isinstance(notice, ChoiceBox):
            self.last_day = NoticeLine(self._desk, notice, given)
            panel.body.addWidget(self.last_day)
        until = DateEdit(self._clock, _name("extra_until"))
        self._typed(panel, "extra_until", "Extra calls until", until)
        self._asked(panel, "extra_until", "This last day is meant", until)
        self._tick(panel, "provider_agreed", "The provider has agreed")

    def _add_exceptions(self) -> None:
        panel = self._panel("Exceptions", "exceptions")
        self._tick(panel, "chc", "&On behalf of CHC", "referrals.chc")
        self._tick(panel, "chc_reviewed", "The DSO has reviewed safe delivery")
        self._tick(panel, "chc_asked", "CHC is asked to take it over")
        self._tick(panel, "chc_transferred", "CHC's provider has taken it over")
        self._tick(panel, "end_of_life", "End of &life")
        self._prose(panel, "end_of_life_discussion", "The talk of referrer, DSO and health professional", 2)
        self.decided = who_decided_box(self._desk, _name("decided_by"))
        hint = "Of safe delivery, of CHC, and at the end of life; who types it in is kept too"
        panel.body.addWidget(Field(self._look, "The DSO who decided", self.decided, hint))

    def _suggest(self) -> None:
        """What the office keeps in its lists; anything else may be typed."""
        for name, of_list in _SUGGESTED.items():
            control = self.controls[name]
            if isinstance(control, QLineEdit | QPlainTextEdit):
                suggest(self._desk, control, of_list)

    def _connect(self) -> None:
        self._suggest()
        for name in ("urgent", "chc", "end_of_life", "from_hospital"):
            box = self.controls[name]
            if isinstance(box, QCheckBox):
                box.toggled.connect(self._show_what_applies)
        package, reason, document = (self.controls[name] for name in ("existing_package", "reason", "document"))
        if isinstance(package, ChoiceBox) and isinstance(reason, ChoiceBox) and isinstance(document, ChoiceBox):
            package.currentIndexChanged.connect(self._show_what_applies)
            package.picked.connect(self._preset_notice)
            document.picked.connect(self._preset_reason)
            reason.picked.connect(self._preset_hospital)
        for name in ("support", "pathway", "comes_from"):
            box = self.controls[name]
            if isinstance(box, ChoiceBox):
                box.currentIndexChanged.connect(self._show_what_applies)
        origin = self.controls["comes_from"]
        if isinstance(origin, ChoiceBox):
            origin.picked.connect(self._preset_hospital)
        hospital = self.controls["from_hospital"]
        if isinstance(hospital, QCheckBox):
            hospital.clicked.connect(self._ticked_by_hand)
        self._show_what_applies()
        self._desk.door.ask(self, pathway_asked).then(self._tell_apart, self._tell_nothing)

    def _tell_apart(self, asked: bool) -> None:  # noqa: FBT001
        self._tells_apart = asked
        self._show_what_applies()

    def _tell_nothing(self, _trouble: Refused | Unavailable) -> None:
        """The questions stay away; what was said is shown, and acceptance asks."""

    def _preset_reason(self, document: ReferralDocument | None) -> None:
        """What such a document nearly always says; it may be changed."""
        reason, usual = self.controls["reason"], usual_reason(document)
        if usual is not None and isinstance(reason, ChoiceBox) and reason.value() is None:
            reason.set_value(usual)
            self._preset_hospital()

    def _preset_hospital(self, _picked: object = None) -> None:
        """Ticked where reason or origin say so; what the form itself ticked goes where they say so no more."""
        hospital, said = self.controls["from_hospital"], self._said_so_far()
        if not isinstance(hospital, QCheckBox):
            return
        reason = self.controls["reason"]
        by_reason = isinstance(reason, ChoiceBox) and says_from_hospital(reason.value())
        if origin_says_so(said.pathway.comes_from) or by_reason:
            self._ticked_itself = self._ticked_itself or not hospital.isChecked()
            hospital.setChecked(True)
        elif self._ticked_itself and not self._tells_of_hospital():
            self._ticked_itself = False
            hospital.setChecked(False)

    def _tells_of_hospital(self) -> bool:
        document = _said(self.controls["document"])
        by_document = isinstance(document, ReferralDocument) and document.is_of_a_hospital
        return by_document or any(_said(self.controls[name]) for name in ("hospital", "admitted_on", "discharge_on"))

    def _ticked_by_hand(self) -> None:
        self._ticked_itself = False

    def _preset_notice(self, package: ExistingPackage | None) -> None:
        """What is usual; it may be changed."""
        notice, urgent = self.controls["notice"], self.controls["urgent"]
        usual = usual_notice(package, urgent=isinstance(urgent, QCheckBox) and urgent.isChecked())
        if usual is not None and isinstance(notice, ChoiceBox) and notice.value() is None:
            notice.set_value(usual)

    def _show_what_applies(self) -> None:
        """Questions that don't arise aren't asked."""
        said = self._said_so_far()
        for name, is_shown in questions_that_arise(said).items():
            control = self.controls[name]
            field = next((each for each in self._fields if each.control is control), control)
            field.setVisible(is_shown)
        self.last_day.setVisible(asks_notice(said.package))

    def _said_so_far(self) -> SaidSoFar:
        said = self._values()
        support, package = said["support"], said["existing_package"]
        pathway, origin, aim = said["pathway"], said["comes_from"], said["community_aim"]
        return SaidSoFar(
            urgent=bool(said["urgent"]),
            from_hospital=bool(said["from_hospital"]),
            discharge_known=bool(said["discharge_on"]),
            support=support if isinstance(support, Support) else None,
            support_described=bool(said["support_text"]),
            chc=bool(said["chc"]),
            end_of_life=bool(said["end_of_life"]),
            package=package if isinstance(package, ExistingPackage) else None,
            tells_apart=self._tells_apart,
            pathway=PathwayFacts(
                pathway if isinstance(pathway, Pathway) else None,
                origin if isinstance(origin, ComesFrom) else None,
                aim if isinstance(aim, CommunityAim) else None,
                str(said["exceptional_because"]),
            ),
        )

    # --- making fields ---------------------------------------------------------------------------------------

    def _panel(self, title: str, key: str) -> Panel:
        panel = Panel(self._look, title, _name(f"{key}_panel"))
        panel.body.setSpacing(self._look.theme.gap(RELATED))
        self._column.addWidget(panel)
        return panel

    def _field(self, panel: Panel, label: str, control: QWidget, hint: str = "") -> None:
        field = Field(self._look, label, control, hint)
        self._fields.append(field)
        panel.body.addWidget(field)

    def _typed(self, panel: Panel, name: str, label: str, control: QWidget, hint: str = "") -> None:
        self.controls[name] = control
        self._field(panel, label, control, hint)

    def _asked(self, panel: Panel, name: str, label: str, about: TypedEdit[Any]) -> None:
        self._ticks[name] = tick = AskedTick(_name(f"{name}_is_meant"), label, about)
        panel.body.addWidget(tick)

    def _line(self, panel: Panel, name: str, label: str, hint: str = "") -> None:
        edit = QLineEdit()
        edit.setObjectName(_name(name))
        self._typed(panel, name, label, edit, hint)

    def _prose(self, panel: Panel, name: str, label: str, lines: int, hint: str = "") -> None:
        self._typed(panel, name, label, prose(_name(name), lines), hint)

    def _choice(self, panel: Panel, name: str, label: str, choices: tuple[object, ...]) -> None:
        box: ChoiceBox[object] = ChoiceBox(self._look, _name(name))
        box.set_choices(choices_of(*choices))  # type: ignore[arg-type]  # members of one of the vocabulary's enums
        if name == "support":
            box.set_value(Support.NOT_STATED)
        self._typed(panel, name, label, box)

    def _tick(self, panel: Panel, name: str, label: str, object_name: str = "") -> None:
        box = QCheckBox(label)
        box.setObjectName(object_name or _name(name))
        box.setAccessibleName(label.replace("&", ""))
        self.controls[name] = box
        panel.body.addWidget(box)

    def _values(self) -> dict[str, object]:
        return {name: _said(control) for name, control in self.controls.items()}


def _name(key: str) -> str:
    return f"referrals.form.{key}"


def _said(control: QWidget) -> object:
    match control:
        case ChoiceBox() | TypedEdit():
            return control.value()
        case QCheckBox():
            return control.isChecked()
        case QPlainTextEdit():
            return control.toPlainText().strip()
        case QLineEdit():
            return control.text().strip()
    raise TypeError(control.objectName())


def _put(control: QWidget, said: object) -> None:
    match control:
        case ChoiceBox() | TypedEdit():
            control.set_value(said)
        case QCheckBox():
            control.setChecked(bool(said))
        case QPlainTextEdit():
            control.setPlainText(str(said))
        case QLineEdit():
            control.setText(str(said))
