"""At which age a text can be read: the harder of two measures, which agree on what families read."""

import math
import re

LIMIT = 11  # years: what a summary for a family may ask of its reader
_SCHOOL_BEGINS = 5  # years of age at grade 0 of the schools that both measures were made for
_YOUNGEST = 5
_STAND_IN = "Ann"  # for what the program fills in
_PLACE = re.compile(r"\{\w+\}")


def reading_age(text: str) -> int:
    """The age in whole years, rounded up, from which this can be read; 5 where it is as easy as can be measured.

    {places} count as a short name. The harder of Flesch-Kincaid and the automated readability index. Source:
    good practice: readable at age 11.
    """
    plain = _PLACE.sub(_STAND_IN, text).replace("**", "")
    if not _words(plain):
        return _YOUNGEST
    hardest = max(flesch_kincaid(plain), automated_readability(plain))
    return max(_YOUNGEST, math.ceil(round(hardest, 6)) + _SCHOOL_BEGINS)


def flesch_kincaid(text: str) -> float:
    """The school grade of a text by its syllables and the length of its sentences."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def automated_readability(text: str) -> float:
    """The school grade of a text by its letters and the length of its sentences."""
    words, sentences = _words(text), _sentences(text)
    letters = sum(len(re.sub(r"[^A-Za-z0-9]", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.?!]\s", text + " ") if part.strip()]


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z£][A-Za-z’'-]*", text)


def _syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)
