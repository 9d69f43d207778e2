"""Numbers and codes that are checked while they are typed, with the reason in words."""

import re

from PySide6.QtWidgets import QWidget

from models.values import NhsNumber, Postcode
from ui.widgets.typed_edit import TypedEdit

_DIGITS = 10


class NhsEdit(TypedEdit[NhsNumber]):
    """An NHS number, with or without spaces; written 3-3-4."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "943 476 5919", parent)

    def parse(self, typed: str) -> NhsNumber:
        return NhsNumber.parse(typed)

    def is_unfinished(self, text: str) -> bool:
        return len(re.sub(r"\D", "", text)) < _DIGITS


class PostcodeEdit(TypedEdit[Postcode]):
    """A postcode; upper-cased, with its one space."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "DE4 3AF", parent)

    def parse(self, typed: str) -> Postcode:
        return Postcode.parse(typed)
