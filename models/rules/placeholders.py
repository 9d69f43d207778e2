"""What people write into a cell that says nothing: "-", "TBC", "n/a". The same words in every column and every form.

Pure text; which column it stands in is the caller's. Source: good practice, so that REF-10 and the gates ask for it.
"""

import unicodedata

from models.values import fold

_WORDS = frozenset(
    """
    na|n a|n k|nk|not known|unknown|unkown|unknwon|not yet known|not known yet|unknown at present|not known at present
    |currently unknown|to be known|tbc|t b c|tba|t b a|tbd|t b d|to be confirmed|to be advised|to be arranged
    |to be agreed|to be decided|to be determined|to follow|will follow|awaited|awaiting|awaiting info
    |awaiting information|awaiting confirmation|pending|not stated|not specified|not given|not provided|not supplied
    |not recorded|not documented|not entered|not applicable|not available|not available yet|not asked|not disclosed
    |none stated|none given|none provided|none supplied|none recorded|none specified|none entered|nil stated|nil given
    |nil recorded|no information|no info|no details|no detail|no data|no answer|dont know|do not know
    |dk|unsure|not sure|unclear|blank|left blank|empty|null|nan|missing|xxx|xxxx
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# Some of these words are somebody's name as well: as a name they are kept.
_NAMES_TOO = frozenset({"na", "nk", "dk", "null", "nan", "blank", "pending"})
_DENIALS = frozenset(
    {"none", "nil", "no", "n", "nothing", "no number", "none known", "not yet", "not any", "0", "zero"}
)
_SIGNS = "~|=+<>^`°"
_LONGEST = 40


def is_placeholder(text: str, *, is_name: bool = False) -> bool:
    """Whether a text says nothing at all: only signs, or a word such as TBC; where it is a name, no word that is one.

    An empty text says nothing too.
    """
    if len(text) > _LONGEST:
        return False
    if is_only_signs(text):
        return True
    plain = _plain(text)
    return plain in _WORDS and not (is_name and plain in _NAMES_TOO and text.strip().isalpha())


def is_denied(text: str) -> bool:
    """Whether a code, a number or a day is said not to be there: "none", "nil", "not yet"."""
    return len(text) <= _LONGEST and _plain(text) in _DENIALS


def is_only_signs(text: str) -> bool:
    """Whether nothing but blanks and punctuation stands there: "-", "?", "…"; a tick is no such sign."""
    return all(sign.isspace() or sign in _SIGNS or unicodedata.category(sign)[0] == "P" for sign in text)


def _plain(text: str) -> str:
    """Folded, with full stops, slashes and all other signs as blanks."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
