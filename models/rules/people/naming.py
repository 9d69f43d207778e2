"""How people are named, and how long what is typed may be: the same by hand and from a file."""

from collections.abc import Mapping

from models.rules.decision import Lack
from models.rules.who import REFERRER

LONGEST_NAME, LONGEST_TEXT = 120, 8_000  # letters
_TITLES = {"given": "given name", "family": "family name", "mosaic_id": "MOSAIC id", "preferred": "name used"}
_NAMES = frozenset({*_TITLES, "name", "relation", "reference", "referrer", "referrer_telephone"})


def naming_lacks(given: str, family: str) -> tuple[Lack, ...]:
    """Somebody has a name; one is enough, for some people have no other. Source: OPG 2.1 (REF-1)."""
    if given.strip() or family.strip():
        return ()
    return (Lack("REF-1", "Give the person's name; one is enough for somebody who has one only.", REFERRER, "given"),)


def length_lacks(texts: Mapping[str, object]) -> tuple[Lack, ...]:
    """Each text by the name of its field stays within what a record holds and a paper shows. (REF-1)."""
    said = {key: too_long(_title(key), text, longest_of(key)) for key, text in texts.items() if isinstance(text, str)}
    return tuple(Lack("REF-1", sentence, REFERRER, key) for key, sentence in said.items() if sentence)


def longest_of(field: str) -> int:
    """How many letters a text of this field has at most."""
    return LONGEST_NAME if field in _NAMES else LONGEST_TEXT


def too_long(title: str, text: str, longest: int) -> str:
    """What to say of a text that is too long; nothing where it isn't."""
    letters = len(text.strip())
    return f"The {title} has {letters:,} letters: shorten it to {longest:,}." if letters > longest else ""


def _title(key: str) -> str:
    return _TITLES.get(key, key.replace("_", " "))
