"""Hours and whole numbers, typed: "37.5", "37,5", "37:30" or "37 h" are the same hours."""

import re

from models.values import MINUTES_AN_HOUR, NotAValue, hours_text
from ui.widgets.typed_edit import TypedEdit

_DECIMAL = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?")
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)")
_HUNDREDTHS = 100


class HoursEdit(TypedEdit[int]):
    """Hours, kept as whole minutes."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 37.5 or 37:30")

    def parse(self, typed: str) -> int:
        text = typed.strip().lower().removesuffix("h").strip()
        clock, decimal = _CLOCK.fullmatch(text), _DECIMAL.fullmatch(text)
        if clock:
            return int(clock[1]) * MINUTES_AN_HOUR + int(clock[2])
        if decimal:
            hundredths = int((decimal[2] or "0").ljust(2, "0"))
            return int(decimal[1]) * MINUTES_AN_HOUR + round(hundredths * MINUTES_AN_HOUR / _HUNDREDTHS)
        raise NotAValue("Type hours such as 37.5 or 37:30.")

    def written(self, value: int) -> str:
        return f"{hours_text(value)} h"


class NumberEdit(TypedEdit[int]):
    """A whole number, not less than nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 4")

    def parse(self, typed: str) -> int:
        if not re.fullmatch(r"\s*\d{1,4}\s*", typed, re.ASCII):
            raise NotAValue("Type a whole number, such as 4.")
        return int(typed)
