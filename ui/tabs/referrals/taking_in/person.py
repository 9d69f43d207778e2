"""Whom a new referral is about, somebody known or new, and when it came to which team."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.queries.office import choices as office_queries
from app.queries.office.choices import PatchChoice, TeamChoice
from app.queries.office.teams_and_patches import PatchFound, patch_of_postcode
from app.queries.people import search
from app.queries.people.search import FoundPerson
from app.services.referrals import NewPerson
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.referrals.taking_in.known import MayBeKnown
from ui.text import ONE_NAME
from ui.theme import GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import BirthDateEdit, MomentEdit
from ui.widgets.labels_and_buttons import Field, Panel, spread, words
from ui.widgets.nhs_edit import NhsEdit, PostcodeEdit
from ui.widgets.type_ahead import Match, TypeAhead

_LINES = (
    ("given", "&Given name"),
    ("family", "F&amily name"),
    ("mosaic_id", "&MOSAIC id"),
    ("address", "Address"),
    ("preferred", "Likes to be called"),
    ("telephone", "Telephone"),
    ("communication", "Communication needs"),
)


@dataclass(frozen=True, slots=True)
class Came:
    """When the referral came and was first asked, and by which reference; none where the form says nothing."""

    received_at: datetime | None
    first_asked_at: datetime | None
    reference: str


class PersonForm(QWidget):
    """Somebody known is found by type-ahead; otherwise the fields below say who it is."""

    troubled = Signal(object)
    filled = Signal(str)  # the name of a field that the program has filled in

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, look = desk, desk.look
        self._patches: tuple[PatchChoice, ...] = ()
        self.known = TypeAhead(look, _name("known"), "Name, birth date, street, postcode, NHS or MOSAIC")
        self.lines = {key: QLineEdit() for key, _ in _LINES}
        self.born = BirthDateEdit(desk.clock, _name("born"))
        self.nhs_number = NhsEdit(_name("nhs_number"))
        self.postcode = PostcodeEdit(_name("postcode"))
        self.patch: ChoiceBox[UUID] = ChoiceBox(look, _name("patch"))
        self.patch_said = words("", "quiet", _name("patch_said"))
        self._suggested: UUID | None = None  # the patch that the postcode has chosen
        self.to_team: ChoiceBox[UUID] = ChoiceBox(look, _name("team"))
        self.received = MomentEdit(desk.clock, _name("received"), looks_back=True)
        self.first_asked = MomentEdit(desk.clock, _name("first_asked"), looks_back=True)
        self.reference = QLineEdit()
        self.reference.setObjectName(_name("reference"))
        self.may_be = MayBeKnown(desk, self.postcode)
        self._new = QWidget()
        self._build()
        for edit in (*self.lines.values(), self.born, self.nhs_number, self.postcode):
            edit.textChanged.connect(self._look_for)
        self.may_be.same.connect(self._is_same)
        self.may_be.troubled.connect(self.troubled)
        self.known.asked.connect(self._search)
        self.known.picked.connect(self._picked)
        self.patch.picked.connect(self._patch_picked)
        self.postcode.value_changed.connect(self._postcode_typed)
        desk.door.ask(self, office_queries.patches).then(self._show_patches, self.troubled.emit)
        desk.door.ask(self, office_queries.teams).then(self._show_teams, self.troubled.emit)

    @property
    def team(self) -> UUID | None:
        """Which team it came to."""
        return self.to_team.value()

    def enter(self) -> None:
        """Put the keyboard on the first field."""
        self.known.setFocus()

    def person(self) -> UUID | NewPerson:
        """Somebody known, or somebody new as typed."""
        match = self.known.value()
        if match is not None and isinstance(match.id, UUID):
            return match.id
        said = {key: line.text() for key, line in self.lines.items()}
        return NewPerson(
            given=said["given"],
            family=said["family"],
            preferred=said["preferred"],
            born=self.born.value(),
            nhs_number=self.nhs_number.value(),
            mosaic_id=said["mosaic_id"],
            address=said["address"],
            postcode=self.postcode.value(),
            patch=self.patch.value(),
            telephone=said["telephone"],
            communication=said["communication"],
        )

    def came(self) -> Came:
        """When it came, and as what."""
        return Came(self.received.value(), self.first_asked.value(), self.reference.text())

    @property
    def controls(self) -> dict[str, QWidget]:
        """Everything that can be answered, for the draft; the patch before the team that it presets."""
        typed: dict[str, QWidget] = {"born": self.born, "nhs_number": self.nhs_number, "postcode": self.postcode}
        came: dict[str, QWidget] = {"received": self.received, "first_asked": self.first_asked}
        chosen: dict[str, QWidget] = {"known": self.known, "patch": self.patch, "team": self.to_team}
        return {**self.lines, **typed, **chosen, **came, "reference": self.reference}

    def _build(self) -> None:
        look = self._desk.look
        person, came = Panel(look, "The person", _name("person_panel")), Panel(look, "How it came", _name("came_panel"))
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        column.addWidget(person)
        column.addWidget(came)
        person.body.addWidget(Field(look, "Somebod&y known already", self.known, "Leave it empty for somebody new"))
        new = QVBoxLayout(self._new)
        spread(new, look, gap=RELATED)
        for key, label in _LINES:
            self.lines[key].setObjectName(_name(key))
            new.addWidget(Field(look, label, self.lines[key], ONE_NAME if key == "given" else ""))
            if key == "family":
                new.addWidget(Field(look, "Date of bi&rth", self.born))
                new.addWidget(Field(look, "NH&S number", self.nhs_number))
            if key == "mosaic_id":
                new.addWidget(Field(look, "Postcode", self.postcode))
            if key == "address":
                new.addWidget(Field(look, "Patch", self.patch))
                new.addWidget(self.patch_said)
                self.patch_said.hide()
        person.body.addWidget(self._new)
        came.body.addWidget(Field(look, "&To which team", self.to_team, "Set by the patch; may be another"))
        came.body.addWidget(Field(look, "Received", self.received, "Left empty: now"))
        came.body.addWidget(Field(look, "First asked", self.first_asked, "If it was asked before it was received"))
        came.body.addWidget(Field(look, "Care Hub's reference", self.reference, "Left empty: the next of our own"))

    def _search(self, typed: str) -> None:
        self._desk.door.ask(self, search.search, text=typed).then(
            self._found, self.troubled.emit, latest="referrals.known"
        )

    def _found(self, people: tuple[FoundPerson, ...]) -> None:
        self.known.show_matches(tuple(_match(each) for each in people))

    def _picked(self, match: Match | None) -> None:
        self._new.setVisible(match is None)
        self._look_for()

    def _look_for(self) -> None:
        """Beside somebody new stands who may be the same; who is picked already needs no proposal."""
        said = self.person()
        if isinstance(said, NewPerson):
            self.may_be.look_for(said)
        else:
            self.may_be.forget()

    def _is_same(self, found: FoundPerson) -> None:
        self.known.set_value(_match(found))
        self._picked(self.known.value())
        self.to_team.setFocus()

    def _show_patches(self, patches: tuple[PatchChoice, ...]) -> None:
        self._patches = patches
        self.patch.set_choices([(each.id, each.name) for each in patches])

    def _show_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        short = [(each.id, each.name) for each in teams if each.kind.takes_referrals]
        self.to_team.set_choices(short)
        if self.to_team.value() is None:
            self.to_team.set_value(self._desk.team if len(short) > 1 else short[0][0] if short else None)
            self.filled.emit("team")

    def _postcode_typed(self, postcode: object) -> None:
        """A whole postcode suggests its patch, unless one was chosen by hand."""
        self.patch_said.hide()
        if postcode is not None and self.patch.value() in {None, self._suggested}:
            self._desk.door.ask(self, patch_of_postcode, postcode=str(postcode)).then(
                self._suggest_patch, self.troubled.emit, latest="referrals.form.patch"
            )

    def _suggest_patch(self, found: PatchFound) -> None:
        self.patch_said.setText(found.warning or f"{found.name} by the postcode; may be another.")
        self.patch_said.setVisible(bool(found.warning or found.patch))
        if self.patch.value() in {None, self._suggested}:
            self._suggested = found.patch
            self.patch.set_value(found.patch)
            self.filled.emit("patch")
            if found.patch is not None:
                self._patch_picked(found.patch)

    def _patch_picked(self, patch: UUID) -> None:
        serves = next((each.team_id for each in self._patches if each.id == patch), None)
        if serves is not None:
            self.to_team.set_value(serves)


def _name(key: str) -> str:
    return f"referrals.form.{key}"


def _match(found: FoundPerson) -> Match:
    return Match(found.person_id, found.name, found.told_apart, Icon.DIED if found.death else Icon.PERSON)
