"""Letters that came through a wrong encoding before the file reached us: named, never put right by itself."""

import re
from collections.abc import Iterable, Sequence

from app.exchange.files.cells import Cell, Row
from app.exchange.files.sheet import Notice
from app.exchange.files.some import at_most

# UTF-8 read as Windows' own: the second byte of two, by the sign that Windows has for it.
_NEXT = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SMALL = "a-zß-öø-ÿ"
_WRONG = re.compile(
    "\ufffd"  # what was put in place of a letter that couldn't be read
    "|[\x80-\x9f]"  # no letter in any text: Windows' signs read as Latin-1
    f"|[Â-Å][{_NEXT}]|â[‚„†€][{_NEXT}]|ï[¬»¿][{_NEXT}]|(?:[Æ-ß][{_NEXT}]){{2}}"
    "|[√][^\\s\\d]|[├┬][^\\s]"  # UTF-8 read as the Mac's or as DOS's
    f"|(?<=[A-Za-zÀ-ÿ])[‰‡†ˆ˜™•‚ƒ‹›€¡¢£¤¥¦§¨¬¯±¾¿](?=[{_SMALL}])"  # the Mac's or DOS's read as Windows' own
    f"|(?<=[{_SMALL}])[ŽŠŸŒ]"
)
# Each of them holds one of these, which are looked for faster than a pattern is.
_SIGNS = (
    "".join(map(chr, range(0x80, 0xA0)))
    + "".join(map(chr, range(0xC2, 0xE0)))
    + ("\ufffdâï√├┬ŽŠŸŒ‰‡†ˆ˜™•‚ƒ‹›€¡¢£¤¥¦§¨¬¯±¾¿")
)
_SHOWN = 200


def may_have_wrong_letters(text: str) -> bool:
    """Whether a whole file has to be looked through by its cells; most are plain."""
    return not text.isascii() and any(sign in text for sign in _SIGNS)


def wrong_letters(header_line: int, header: Sequence[str], rows: Iterable[Row]) -> tuple[Notice, ...]:
    """A notice for each row, and for the headings, whose texts hold such letters; what may be meant is said."""
    found = [Notice(said, header_line) for said in _of(header)]
    found += (Notice(said, row.line) for row in rows for said in _of(row.cells))
    return at_most(found, "hold letters that came through a wrong encoding")


def _of(cells: Sequence[Cell]) -> tuple[str, ...]:
    # Nearly every text is plain or good: the loop is what a file of a hundred thousand rows pays for.
    wrong = [cell for cell in cells if type(cell) is str and not cell.isascii() and _WRONG.search(cell)]
    if not wrong:
        return ()
    named = ", ".join(map(_named, wrong))
    return (f"Letters here came through a wrong encoding: {named}. They are left as they stand: ask what is meant.",)


def _named(text: str) -> str:
    meant = _meant(text)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{shown}” (perhaps “{meant[:_SHOWN]}”)" if meant else f"“{shown}”"


def _meant(text: str) -> str:
    """What the text was before, where it was UTF-8 read as Windows' own and all of it can be turned back."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
