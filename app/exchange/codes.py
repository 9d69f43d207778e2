"""Codes and numbers in lists, MOSAIC ids, NHS numbers, telephones: what a spreadsheet does to them is said."""

import re

from app.exchange.files.cells import Cell, plain_hyphens, shown, text_of
from models.rules.placeholders import is_denied, is_placeholder

_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")


def code_of(cell: Cell) -> str:
    """The code with “-” for every kind of hyphen; empty where the cell says nothing, or “none”, or is rounded."""
    text = plain_hyphens(text_of(cell).strip())
    return "" if is_placeholder(text) or is_denied(text) or is_rounded(text) else text


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has written a long number as “9.99E+09”: its last digits are lost."""
    return _ROUNDED.fullmatch(text) is not None


def missing(what: str, cell: Cell) -> str:
    """Why a code that has to be there isn't: nothing stands there, a word for nothing, or a rounded number."""
    text = shown(cell)
    return rounded(what, text) if is_rounded(text) else f"The {what} is missing{instead(text)}."


def instead(text: str) -> str:
    """What stands in a cell that counts as empty, to end a sentence that says so; nothing where nothing does."""
    return f": the cell says “{text}”" if text else ""


def rounded(what: str, text: str) -> str:
    """What to say of a rounded number, and how it is mended."""
    return (
        f"The {what} “{text}” is a number that a spreadsheet has rounded: format that column as text there, "
        "write the whole number again, and bring the file again."
    )
