"""How old somebody must be to read a text easily, by two measures that are made from lengths of words and sentences."""

import re

AGE_11 = 6.0  # United States grade of those who are 11, which is what both measures give


def flesch_kincaid(text: str) -> float:
    """By syllables."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def automated_readability(text: str) -> float:
    """By letters."""
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
