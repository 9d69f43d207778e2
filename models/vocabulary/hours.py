"""Hours and whole numbers as they are typed, in a form or in a list."""

import re

from models.values import MINUTES_AN_HOUR, NotAValue

_DECIMAL = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?")
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_HUNDREDTHS = 100


def hours_typed(typed: str) -> int:
    """Hours as whole minutes: "37.5", "37,5", "37:30" and "37.5 h" are 2,250. Refused: anything else."""
    text = typed.strip().lower().removesuffix("h").strip()
    clock, decimal = _CLOCK.fullmatch(text), _DECIMAL.fullmatch(text)
    if clock:
        return int(clock[1]) * MINUTES_AN_HOUR + int(clock[2])
    if decimal:
        hundredths = int((decimal[2] or "0").ljust(2, "0"))
        return int(decimal[1]) * MINUTES_AN_HOUR + round(hundredths * MINUTES_AN_HOUR / _HUNDREDTHS)
    raise NotAValue("Type hours such as 37.5 or 37:30.")


def number_typed(typed: str) -> int:
    """A whole number, not less than nothing and below ten thousand. Refused: anything else."""
    if not _NUMBER.fullmatch(typed.strip()):
        raise NotAValue("Type a whole number, such as 4.")
    return int(typed)
