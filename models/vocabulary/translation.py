"""Our own sentences in another language: found by what they say, those with places by their shape.

English is what the program is written in, and what a sentence stays where nobody has given it in the other language.
What people typed is never turned: a place takes over what stands there, unless that is a word of ours itself.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from models.vocabulary.phrases import places_of

_PLACE = re.compile(r"\{(\w+)\}")
_LEFT = frozenset({"person", "name", "team", "council", "dso", "whom", "telephone", "typed"})  # what somebody typed
_SPACES = str.maketrans({"\u00a0": " "})
_WEEKDAY, _LONG_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_HOLDS = {  # what stands in a place by the beginning of its name, where not everything may
    "n": "[0-9]+",
    "time": "[0-9]{2}:[0-9]{2}",
    "weekday": _WEEKDAY,
    "weekdays": f"{_WEEKDAY}(?:, {_WEEKDAY})*",
    "longday": _LONG_DAY,
    "month": _MONTH,
    "call": "(?:Morning|Lunch|Tea|Bed|Night|[0-9]{2}:[0-9]{2})",
    "amount": "£[0-9,.]+",
    "other": "£[0-9,.]+",
}


class Translation:
    """What is said in one language; `phrases` are English sentences of ours with theirs, {places} by the same names."""

    def __init__(self, code: str, phrases: Mapping[str, str]) -> None:
        self.code = code
        wrong = [each for each, told in phrases.items() if places_of(each) != places_of(told)]
        if wrong:
            raise ValueError(f"“{wrong[0]}” has other places in “{code}”.")
        self._phrases = dict(phrases)
        shaped = sorted((each for each in phrases if _PLACE.search(each)), key=_weight, reverse=True)
        self._shapes = tuple((_shape(each), phrases[each]) for each in shaped)
        self.said = lru_cache(maxsize=4096)(self._said)

    def template(self, english: str) -> str:
        """A sentence with its places unfilled; as it is where it isn't given, as an office's own words aren't."""
        return self._phrases.get(english, english)

    def _said(self, text: str) -> str:
        """A text as it is read in this language; as it is where it isn't ours."""
        if text in self._phrases:
            return self._phrases[text]
        plain = text.translate(_SPACES)
        if plain != text and plain in self._phrases:
            return self._phrases[plain]
        for shape, told in self._shapes:
            found = shape.fullmatch(plain)
            if found:
                return self._filled(told, found.groupdict())
        return text

    def _filled(self, told: str, had: Mapping[str, str]) -> str:
        """A sentence with its places filled; what stands in one is ours too, unless somebody typed it."""
        parts = _PLACE.split(told)
        parts[1::2] = (had[place] if place in _LEFT else self.said(had[place]) for place in parts[1::2])
        return "".join(parts)


def _weight(english: str) -> int:
    """How much of a sentence are words of ours: the most telling shape is tried first."""
    return len(_PLACE.sub("", english))


def _shape(english: str) -> re.Pattern[str]:
    """What a sentence looks like when its places are filled; a place that comes again holds the same."""
    seen: set[str] = set()
    parts = []
    for number, part in enumerate(_PLACE.split(english)):
        if number % 2 == 0:
            parts.append(re.escape(part))
        elif part in seen:
            parts.append(f"(?P={part})")
        else:
            seen.add(part)
            parts.append(f"(?P<{part}>{_HOLDS.get(part.partition('_')[0], '.+?')})")
    return re.compile("".join(parts), re.DOTALL)
