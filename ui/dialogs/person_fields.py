"""The fields of a person themselves, as a form: only what was changed is handed on."""

from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.queries.people.particulars import PersonDetails, PersonParticulars
from models.values import NhsNumber, NotAValue, Postcode
from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.text import ONE_NAME
from ui.theme import Look
from ui.widgets.beside import Beside
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.date_edit import BirthDateEdit
from ui.widgets.labels_and_buttons import Field, prose, spread
from ui.widgets.nhs_edit import NhsEdit, PostcodeEdit

_COLUMN = 320  # px at 100 %, below which one column is better than two


class PersonFields(QWidget):
    """Two columns: who and where they are at the left, what workers have to know at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self.controls: dict[str, QWidget] = {}
        self.fields: dict[str, Field] = {}
        self._before: dict[str, object] = {}
        self._patch: ChoiceBox[UUID] = ChoiceBox(desk.look, _name("patch_id"))
        sides = QWidget(), QWidget()
        for side, fields in zip(sides, (_identity(desk, self._patch), _support(desk.look)), strict=True):
            column = QVBoxLayout(side)
            spread(column, desk.look)
            self._add(column, fields)
        outer = QVBoxLayout(self)
        spread(outer, desk.look)
        outer.addWidget(Beside(desk.look, *sides, least=_COLUMN))

    def show_person(self, view: PersonParticulars) -> None:
        """Fill in what is kept."""
        self._patch.set_choices([(each.id, each.name) for each in view.patches])
        for name, said in view.kept.items():
            _put(self.controls[name], name, said)
        self._before = self._values()

    def changed(self) -> PersonDetails:
        """What was changed since."""
        return cast("PersonDetails", {k: said for k, said in self._values().items() if said != self._before.get(k)})

    def _add(self, column: QVBoxLayout, fields: tuple[tuple[str, str, QWidget, str], ...]) -> None:
        for name, label, control, hint in fields:
            self.controls[name] = control
            control.setObjectName(_name(name))
            if isinstance(control, QCheckBox):
                control.setText(label)
                control.setAccessibleName(label.replace("&", ""))
                column.addWidget(control)
                continue
            field = self.fields[name] = Field(self._look, label, control, hint)
            column.addWidget(field)

    def _values(self) -> dict[str, object]:
        return {name: _said(control) for name, control in self.controls.items()}


def _identity(desk: Desk, patch: ChoiceBox[UUID]) -> tuple[tuple[str, str, QWidget, str], ...]:
    return (
        ("given", "&Given name", QLineEdit(), ONE_NAME),
        ("family", "F&amily name", QLineEdit(), ""),
        ("preferred", "&Likes to be called", QLineEdit(), ""),
        ("born", "Date of &birth", BirthDateEdit(desk.clock, _name("born")), ""),
        ("nhs_number", "N&HS number", NhsEdit(_name("nhs_number")), ""),
        ("mosaic_id", "&MOSAIC id", QLineEdit(), ""),
        ("address", "A&ddress", QLineEdit(), ""),
        ("postcode", "&Postcode", PostcodeEdit(_name("postcode")), ""),
        ("patch_id", "Pat&ch", patch, ""),
        ("telephone", "&Telephone", QLineEdit(), ""),
    )


def _support(look: Look) -> tuple[tuple[str, str, QWidget, str], ...]:
    paper: ChoiceBox[object] = ChoiceBox(look, _name("paper_format"))
    paper.set_choices(choices_of(*PaperFormat))
    funding: ChoiceBox[object] = ChoiceBox(look, _name("funding"))
    funding.set_choices(choices_of(*Funding))
    return (
        ("communication", "Comm&unication needs", prose(_name("communication"), 2), "Such as hearing aid left"),
        (
            "risks",
            "&Risks that workers must know",
            prose(_name("risks"), 3),
            "Shown in lists and on papers for workers",
        ),
        ("lone_worker_risk", "Not to be visited al&one", QCheckBox(), ""),
        ("has_at", "Has assistive technolog&y during the service", QCheckBox(), ""),
        ("paper_format", "Papers &in", paper, ""),
        ("funding", "&Who pays for ongoing support", funding, "Short-term support itself is free"),
    )


def _name(key: str) -> str:
    return f"person.form.{key}"


def _said(control: QWidget) -> object:
    match control:
        case NhsEdit():
            number = control.value()
            return number.digits if number else ""
        case PostcodeEdit():
            return str(control.value() or "")
        case ChoiceBox() | BirthDateEdit():
            return control.value()
        case QCheckBox():
            return control.isChecked()
        case QPlainTextEdit():
            return control.toPlainText().strip()
        case QLineEdit():
            return control.text().strip()
    raise TypeError(control.objectName())


def _put(control: QWidget, name: str, said: object) -> None:
    match control:
        case NhsEdit() | PostcodeEdit():
            control.setText(_kept(name, str(said)))
        case ChoiceBox() | BirthDateEdit():
            control.set_value(said)  # type: ignore[arg-type]  # the field of the same name
        case QCheckBox():
            control.setChecked(bool(said))
        case QPlainTextEdit():
            control.setPlainText(str(said))
        case QLineEdit():
            control.setText(str(said))


def _kept(name: str, text: str) -> str:
    """As people write it; what was taken over from elsewhere stays as it is, and is said to be wrong."""
    try:
        return str(NhsNumber.parse(text) if name == "nhs_number" else Postcode.parse(text)) if text else ""
    except NotAValue:
        return text
