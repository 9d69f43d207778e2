"""The council's own words in a paper: what a phrase must keep, and which words are printed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.rules.decision import Lack
from models.rules.who import EDITORS, NOBODY
from models.vocabulary.phrases import Phrase, places_of

_LONGEST = 2000  # signs: more is another paper pasted in by mistake
_BRACES = ("{", "}")


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """What an office's version says of one phrase, none for the program's own; `shipped` is what stood there then."""

    words: str | None
    shipped: str


def phrase_lacks(phrase: Phrase, words: str) -> tuple[Lack, ...]:
    """A phrase keeps its {places}, no others; its stars pair up; what is shipped isn't emptied. Good practice."""
    given, wanted = places_of(words), places_of(phrase.words)
    rest = words
    for place in given:
        rest = rest.replace(f"{{{place}}}", "")
    said = []
    if not words.strip() and phrase.own is None:
        said.append("A phrase can't be empty: the paper would have a hole there.")
    if any(sign in rest for sign in _BRACES):
        said.append("A brace that is opened is closed, around the name of a place: {person}.")
    if given - phrase.places:
        said.append(f"{_named(given - phrase.places)} can't be filled in here.{_can_be(phrase.places)}")
    elif words.strip() and wanted - given:
        said.append(f"{_named(wanted - given)} must stay: the paper tells it here.")
    if words.count("**") % 2:
        said.append("Two stars begin bold words and two end them: one pair is left open.")
    if len(words) > _LONGEST:
        said.append(f"A phrase has {_LONGEST} signs at most.")
    return tuple(Lack("", sentence, EDITORS, "words") for sentence in said)


def words_kept(words: str) -> str:
    """A phrase as it is kept: one line, for a paper wraps by itself; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", words).strip(" ")


def owed_titles(phrases: Mapping[str, Phrase], office: Mapping[str, OfficePhrase]) -> tuple[str, ...]:
    """What the office has still to tell in its own words, each in a few words: "how to pay". Good practice."""
    standing = standing_words(phrases, office)
    return tuple(
        each.own.title
        for name, each in phrases.items()
        if each.own is not None and each.own.is_needed and not standing.get(name, each.words).strip()
    )


def own_words_lacks(paper: str, phrases: Iterable[Phrase]) -> tuple[Lack, ...]:
    """Words that no source gives, and that the office hasn't said yet, leave the paper a draft. Good practice."""
    return tuple(
        Lack(
            "",
            f"The office hasn't written its own words about {each.own.title} yet: write them in Office, Wording.",
            EDITORS,
            f"wording.{paper}:{each.name.replace('.', ':')}",
        )
        for each in phrases
        if each.own is not None and each.own.is_needed and not each.words.strip()
    )


def standing_words(phrases: Mapping[str, Phrase], office: Mapping[str, OfficePhrase]) -> dict[str, str]:
    """The office's words that are printed: those that fit what the program ships now. Good practice.

    Where a newer Homeward fills other places into a phrase, its own words are printed until the office's are mended.
    """
    return {
        name: said.words
        for name, said in office.items()
        if said.words is not None and name in phrases and not phrase_lacks(phrases[name], said.words)
    }


def look_again(phrases: Mapping[str, Phrase], office: Mapping[str, OfficePhrase]) -> dict[str, str]:
    """The office's phrases over other words than the program ships now, each with what is printed. Good practice."""
    standing = standing_words(phrases, office)
    return {
        name: "The program's words have changed since."
        if name in standing
        else "It doesn't fit the newest Homeward: the program's words are printed."
        for name, said in office.items()
        if said.words is not None and name in phrases and (name not in standing or said.shipped != phrases[name].words)
    }


def unknown_phrase_lacks(name: str, phrases: Mapping[str, Phrase]) -> tuple[Lack, ...]:
    """A phrase that the paper doesn't have can't be phrased. Good practice."""
    if name in phrases:
        return ()
    return (Lack("", f"This paper has no phrase “{name}”.", NOBODY),)


def _named(places: Iterable[str]) -> str:
    return " and ".join(f"{{{each}}}" for each in sorted(places))


def _can_be(places: Iterable[str]) -> str:
    named = _named(places)
    return f" What can: {named}." if named else " Nothing can."
