"""What abbreviations mean: one dated list, told by hovering over any words, and to a screen reader, in one way.

Qt hands a tooltip's event upwards until somebody takes it: a control that tells something of its own keeps its tooltip,
and what else stands in a window with an abbreviation in it is explained by the window.
"""

import re
from functools import lru_cache

import resources

_CAPITALS = re.compile(r"(?<![\w&-])(?:[A-Z][A-Z&]*[A-Z]|[AD][12]A?)(?=s?(?![\w+]))(?!-\d)")


@lru_cache(maxsize=1)
def glossary() -> dict[str, str]:
    """Every abbreviation with what it means, in the order of the alphabet."""
    kept: dict[str, str] = resources.read_toml("glossary.toml")["words"]
    return dict(sorted(kept.items()))


def dated() -> str:
    """The day on which the list was last gone through, as "30 November 2026"."""
    day = resources.read_toml("glossary.toml")["dated"]
    return f"{day.day} {day:%B %Y}"


def abbreviations(text: str) -> tuple[str, ...]:
    """The words in capitals of a text, each once; a rule's id such as REF-13 is none, and a key such as F1 neither."""
    return tuple(dict.fromkeys(_CAPITALS.findall(text)))


@lru_cache(maxsize=2_048)
def explained(text: str) -> str:
    """What the abbreviations in this text mean, one a line; nothing where there is none."""
    if not _CAPITALS.search(text):
        return ""
    known = glossary()
    return "\n".join(f"{each}: {known[each]}" for each in abbreviations(text) if each in known)
