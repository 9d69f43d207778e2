"""What a paper's file of words holds: phrases by their dotted names, and which of them are the office's own to say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_OWN = "own"
_HEAD = "Head of the paper"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Own:
    """Words that no source gives: empty until the office has said them.

    `title` says in a few words what is to be told there ("how to pay"), `hint` what belongs into it. While a needed
    one is empty the paper is a draft only; one that isn't needed is left out.
    """

    title: str
    hint: str
    is_needed: bool
    places: frozenset[str]  # that the program can fill there


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as the program ships it: its name, the part of the paper where it stands, its words."""

    name: str
    part: str
    words: str
    own: Own | None = None

    @property
    def places(self) -> frozenset[str]:
        """The names in braces that the program fills in here."""
        return places_of(self.words) | (self.own.places if self.own else frozenset())


def places_of(words: str) -> frozenset[str]:
    """The names of the {places} of a phrase."""
    return frozenset(_PLACE.findall(words))


def phrases_in(told: Mapping[str, Any]) -> dict[str, Phrase]:
    """Every phrase of a file, by its dotted name, in the order of the file."""
    own = {name: _own(each) for name, each in told.get(_OWN, {}).items()}
    return {each.name: each for each in _phrases(told, own)}


def _own(told: Mapping[str, Any]) -> Own:
    return Own(told["title"], told["hint"], told.get("needed", True), frozenset(told.get("places", ())))


def _phrases(told: Mapping[str, Any], own: Mapping[str, Own]) -> Iterator[Phrase]:
    part = _HEAD
    for key, found in told.items():
        if isinstance(found, str):
            yield Phrase(key, _HEAD, found, own.get(key))
        elif key != _OWN:
            # What has neither a heading nor a question of its own is printed on under the part before it.
            part = str(found.get("heading") or found.get("title") or part).strip()
            for name, words in found.items():
                yield Phrase(f"{key}.{name}", part, words, own.get(f"{key}.{name}"))
