"""Numbers and codes that are checked while they are typed, with the reason in words."""

import re

from PySide6.QtWidgets import QWidget

from models.values import NhsNumber, NotAValue, Postcode
from ui.widgets.typed_edit import TypedEdit

_DIGITS = 10
_LONGEST_MINUTES = 24 * 60


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


class MinutesEdit(TypedEdit[int]):
    """Whole minutes of a visit: "30", "45 min"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "30", parent)

    def parse(self, typed: str) -> int:
        found = re.fullmatch(r"(\d{1,4})\s*(?:m|min|minutes)?", typed.strip().casefold())
        if found is None or not 1 <= int(found[1]) <= _LONGEST_MINUTES:
            raise NotAValue("Type the minutes, for instance 30.")
        return int(found[1])
