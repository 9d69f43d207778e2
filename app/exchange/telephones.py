"""Telephone numbers as lists write them: the zero that a spreadsheet dropped, and whether one can be dialled."""

import re

from models.values import NotAValue, Telephone

_DIGITS_WITHOUT_ZERO = (9, 10)  # what is left of a British number whose zero a spreadsheet took for nothing
_DIGITS_WITHOUT_PLUS = (11, 12)  # the same after the country's 44, whose plus or zeros went too
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*[0-9](?:\s*(?:ext\.?|x)\s*[0-9]{1,6})?|[0-9]{3}", re.IGNORECASE)
_FROM_ABROAD = re.compile(r"^(?:\+\s*44|00\s*44)[\s-]*(?:\(0\))?[\s-]*")


def with_its_zero(text: str) -> str:
    """The number with the zero, or the plus before 44, that a spreadsheet took off; every other text as it is."""
    digits = re.sub(r"[\s()-]", "", text)
    if not (digits.isascii() and digits.isdigit()) or digits.startswith("0"):
        return text
    if len(digits) in _DIGITS_WITHOUT_ZERO:
        return f"({'0' + text[1:]}" if text.startswith("(") else f"0{text}"
    return f"+{text}" if len(digits) in _DIGITS_WITHOUT_PLUS and digits.startswith("44") else text


def has_number(text: str) -> bool:
    """Whether a number that can be dialled stands in the text, alone or among others and words."""
    if _is_number(text):
        return True
    parts = re.split(r"[/;,&|]|\bor\b", text)
    return any(_is_number(found.group()) for part in parts for found in _NUMBER.finditer(part))


def _is_number(text: str) -> bool:
    try:
        Telephone.parse(_FROM_ABROAD.sub("+44", text.strip()))
    except NotAValue:
        return False
    return True
