"""What stands in a control, as text that a draft keeps and puts back: the one place that knows how, for every form."""

import json
from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.choice_box import ChoiceBox
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typed_edit import TypedEdit

_TICKED = "yes"


class KeptText(QLineEdit):
    """What no single control holds, as text for the draft; never shown. `reads` says how a person reads it."""

    def __init__(self, reads: Callable[[str], str]) -> None:
        super().__init__()
        self.reads = reads


def inputs_in(part: QWidget) -> dict[str, QWidget]:
    """Everything in a part of a form that can be answered, by object name, from top to bottom."""
    found = [each for each in part.findChildren(QWidget) if is_input(each) and each.objectName()]
    return {each.objectName(): each for each in found}


def is_input(control: QWidget) -> bool:
    """Whether what stands in this control can be kept."""
    return isinstance(control, QLineEdit | QPlainTextEdit | QCheckBox | ChoiceBox)


def text_of(control: QWidget) -> str:
    """What stands here; what was understood is written out, so that "tomorrow" means the same day next week."""
    match control:
        case ChoiceBox():
            return control.key()
        case QCheckBox():
            return _TICKED if control.isChecked() else ""
        case QPlainTextEdit():
            return control.toPlainText()
        case TypeAhead():
            found = control.value()
            is_one = found is not None and isinstance(found.id, UUID) and found.text == control.text()
            return json.dumps([str(found.id), found.text, found.detail]) if found and is_one else control.text()
        case TypedEdit():
            value = control.value()
            return control.text() if value is None else str(control.written(value))
        case QLineEdit():
            return control.text()
    raise TypeError(control.objectName())


def put_text(control: QWidget, text: str) -> None:
    """Show again what `text_of` gave; whoever listens to what a person picks hears of it."""
    match control:
        case ChoiceBox():
            control.set_key(text)
            control.picked.emit(control.value())
        case QCheckBox():
            control.setChecked(text == _TICKED)
        case QPlainTextEdit():
            control.setPlainText(text)
        case TypeAhead():
            found = _match(text)
            control.set_value(found)
            if found is None:
                control.setText(text)
            control.picked.emit(found)
        case QLineEdit():
            control.setText(text)


def shown_text(control: QWidget, text: str) -> str:
    """How a person reads what `text_of` gave."""
    match control:
        case ChoiceBox():
            return control.label_of(text)
        case QCheckBox():
            return "ticked" if text else "not ticked"
        case KeptText():
            return control.reads(text)
        case TypeAhead():
            found = _match(text)
            return found.text if found else text
    return text


def on_change(control: QWidget, heard: Callable[..., None]) -> None:
    """Call this whenever something else stands in the control."""
    match control:
        case ChoiceBox():
            control.currentIndexChanged.connect(heard)
        case QCheckBox():
            control.toggled.connect(heard)
        case TypeAhead():
            control.textChanged.connect(heard)
            control.picked.connect(heard)
        case QLineEdit() | QPlainTextEdit():
            control.textChanged.connect(heard)


def _match(text: str) -> Match | None:
    """Somebody who was picked; None for what is only typed."""
    if not text.startswith('["'):
        return None
    try:
        key, name, detail = json.loads(text)
        return Match(UUID(key), str(name), str(detail))
    except ValueError:
        return None
