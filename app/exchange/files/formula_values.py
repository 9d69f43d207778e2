"""Formulas and the values kept with them: which were never worked out, though a 0 stands there. None is evaluated."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.exchange.files.cells import NotSaid
from app.exchange.files.formula_words import WritesText, writes_text

_FORMULA = "a formula that was never worked out: open the file in Excel, save it and take it in again"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula and the value that is kept with it; a shared formula has the text of the first."""

    line: int
    column: int
    text: str
    shown: str
    kind: str
    value: str

    @property
    def is_zero(self) -> bool:
        """A number that is nothing."""
        return self.kind == "n" and bool(self.value) and not self.value.strip("-0.")

    @property
    def is_empty(self) -> bool:
        """No value at all; a text may be empty, and is worked out then."""
        return not self.value and self.kind != "str"

    @property
    def holds_something(self) -> bool:
        """A value that somebody worked out."""
        return bool(self.value) and not self.is_zero


def formula_shown(text: str) -> str:
    """A formula as a sentence quotes it."""
    return f"={text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}" if text else "=…"


def never_worked_out(formulas: Iterable[Formula], *, is_worked_out_later: bool) -> dict[tuple[int, int], NotSaid]:
    """Formulas without a value, and those whose 0 or empty text stands there for none.

    Programs that write workbooks without working them out put nothing or 0 there. A formula that writes text can't
    come to 0; one that may write text, or any where none of the sheet holds a value, doesn't where the workbook says
    itself that they are still to be worked out.
    """
    kept = list(formulas)
    none_is = is_worked_out_later and not any(each.holds_something for each in kept)

    def is_unsaid(each: Formula) -> bool:
        if each.holds_something:
            return False
        if each.is_empty or none_is:
            return True
        words = writes_text(each.text) if each.is_zero else WritesText.UNKNOWN
        # Excel and LibreOffice write a zero as 0; 0.0 comes from programs that don't work formulas out.
        return words is WritesText.ALWAYS or (words is WritesText.MAYBE and (is_worked_out_later or "." in each.value))

    return {(each.line, each.column): NotSaid(each.shown, _FORMULA) for each in kept if is_unsaid(each)}
