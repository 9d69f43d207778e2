"""What a cell of a file can hold, and the one place where every cell is tidied, whatever file it came from."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

EXACT = 2**53  # whole numbers up to here are exact in a workbook's cell
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)))
_SHOWN = 200
_JOINERS = "\u200c\u200d"
_BLANKS = "\u00a0\u1680\u2028\u2029\u202f\u205f\u2800\u3000\u3164" + "".join(map(chr, range(0x2000, 0x200B)))
# Unicode's category Cf, but for the signs that Arabic and Syriac write under a number; a test compares them.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}{_BLANKS}\uff10-\uff19]")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_VIRAMA = 9
# Of a letter that came through a wrong encoding both signs stay: "Ã" and what follows it are named as one (í, à).
_HALVES, _OTHER_HALVES = "\u00a0\u00ad", ("Ã", "Â")
_JOINING_SCRIPTS = (
    ("\u0600", "\u07ff"),
    ("\u0840", "\u0dff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u18af"),
    ("\ufb50", "\ufdff"),
    ("\ufe70", "\ufefc"),
)


@dataclass(frozen=True, slots=True)
class NotSaid:
    """A cell in which the file says nothing that can be believed: an error, or a formula never worked out.

    `shown` is what stands there ("#N/A", "=A1&B1"), `because` why it can't be used, as the end of a sentence.
    """

    shown: str
    because: str


Cell = str | int | float | bool | date | datetime | time | NotSaid | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet; `line` is the sheet's row, or the physical line on which a CSV record begins."""

    line: int
    cells: tuple[Cell, ...]


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, dates day first, nothing as an empty text."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case NotSaid():
            return cell.shown
        case bool():
            return "Yes" if cell else "No"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) <= EXACT else repr(cell)
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.second else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}"
        case _:
            return str(cell)


def shown(cell: Cell) -> str:
    """A cell as a sentence quotes it: whole, but for a text of more than 200 signs."""
    text = text_of(cell).strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def tidied(text: str) -> str:
    """The text without what nobody sees in it, so that two cells that look alike are alike.

    Control characters, which no database and no paper can hold, and invisible signs go; each kind of space is a blank,
    full-width digits are digits, letters and their accents are one sign (NFC). A joiner stays inside a word of a
    script that is written with it, Persian or Bengali for instance.
    """
    if _CONTROL.search(text):
        text = text.translate(_CONTROLS)
    if text.isascii():  # nearly every cell: a file has hundreds of thousands
        return text
    if _UNSEEN.search(text):
        text = _UNSEEN.sub(_seen, text)
    return unicodedata.normalize("NFC", text)


def plain_hyphens(text: str) -> str:
    """A code or a number with “-” for every hyphen, dash and minus; in prose they stay as they are written."""
    return text if text.isascii() else text.translate(_HYPHENS)


def _seen(found: re.Match[str]) -> str:
    sign = found.group()
    if sign in _HALVES and found.string[found.start() - 1 : found.start()] in _OTHER_HALVES:
        return sign
    if sign in _JOINERS:
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        inside = _is_of_a_joining_script(before) and _is_of_a_joining_script(after)
        return sign if inside or (sign == _JOINERS[1] and before and unicodedata.combining(before) == _VIRAMA) else ""
    if "\uff10" <= sign <= "\uff19":
        return str(unicodedata.digit(sign))
    return " " if sign in _BLANKS else ""


def _is_of_a_joining_script(sign: str) -> bool:
    """Arabic, Syriac, the scripts of India and Sri Lanka, Burmese, Khmer and Mongolian."""
    return bool(sign) and any(first <= sign <= last for first, last in _JOINING_SCRIPTS)
