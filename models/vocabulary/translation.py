"""Our own sentences in another language: found by what they say, those with places by their shape.

English is what the program is written in, and what a sentence stays where nobody has given it in the other language.
What people typed is never turned: a place takes over what stands there, unless that is a word of ours itself. Which
places hold what somebody typed, and what the others may hold, says the beginning of their name, up to a _.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from models.vocabulary.phrases import places_of

_PLACE = re.compile(r"\{(\w+)\}")
_LEFT = frozenset({"person", "name", "team", "council", "dso", "whom", "telephone", "typed"})  # what somebody typed
_LETTERS, _LINES, _SENTENCES = re.compile(r"[^\W\d_]"), re.compile(r"\n"), re.compile(r"(?<=[.?!]) (?=[A-Z0-9“])")
_SPACES = str.maketrans({"\u00a0": " "})
_WEEKDAY, _LONG_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MON = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_HOLDS = {  # what stands in a place by the beginning of its name, where not everything may
    "n": "[0-9]+",
    "time": "[0-9]{2}:[0-9]{2}",
    "weekday": _WEEKDAY,
    "weekdays": f"{_WEEKDAY}(?:, {_WEEKDAY})*",
    "longday": _LONG_DAY,
    "month": _MONTH,
    "mon": _MON,
    "call": "(?:Morning|Lunch|Tea|Bed|Night|[0-9]{2}:[0-9]{2})",
    "amount": "£[0-9,.]+",
    "other": "£[0-9,.]+",
}


_NAME = r"(?:(?!\. )[^:;?“”\n])+?"
_NAMES = dict.fromkeys(("person", "name", "team"), _NAME)  # no sentence, or one of ours would be taken for a name


class Translation:
    """What is said in one language; `phrases` are English sentences of ours with theirs, {places} by the same names."""

    def __init__(self, code: str, phrases: Mapping[str, str], *, whole: bool = False) -> None:
        """`whole`: a sentence is told in this language with all that stands in it, or it stays as it is."""
        self.code, self._whole = code, whole
        wrong = [each for each, told in phrases.items() if places_of(each) != places_of(told)]
        if wrong:
            raise ValueError(f"“{wrong[0]}” has other places in “{code}”.")
        self._phrases = dict(phrases)
        shaped = sorted((each for each in phrases if _PLACE.search(each)), key=_weight, reverse=True)
        self._shapes = tuple((_Shape(each, is_whole=whole), phrases[each]) for each in shaped)
        self.said = lru_cache(maxsize=4096)(self._said)
        self._known = lru_cache(maxsize=4096)(self._find)

    def template(self, english: str) -> str:
        """A sentence with its places unfilled; as it is where it isn't given, as an office's own words aren't."""
        return self._phrases.get(english, english)

    def knows(self, text: str) -> bool:
        """Whether this is said in this language."""
        return self._known(text) is not None

    def _said(self, text: str) -> str:
        """A text as it is read in this language; as it is where it isn't ours."""
        told = self._known(text)
        return text if told is None else told

    def _find(self, text: str) -> str | None:
        """What is said for it; None where nothing is."""
        plain = text.translate(_SPACES)
        told = self._phrases.get(text) or self._phrases.get(plain) or self._shaped(plain)
        return self._in_parts(plain) if told is None and self._whole else told

    def _shaped(self, plain: str) -> str | None:
        for shape, told in self._shapes:
            had = shape.places_in(plain)
            said = self._filled(told, had) if had is not None else None
            if said is not None:
                return said
        return None

    def _filled(self, told: str, had: Mapping[str, str]) -> str | None:
        """A sentence with its places filled; what stands in one is ours too, unless somebody typed it.

        None where what stands in one isn't known and the sentence is to be whole.
        """
        parts = _PLACE.split(told)
        for number in range(1, len(parts), 2):
            place = parts[number]
            if _kind(place) in _LEFT:
                parts[number] = had[place]
            elif self._whole and _LETTERS.search(had[place]) and not self.knows(had[place]):
                return None
            else:
                parts[number] = self.said(had[place])
        return "".join(parts)

    def _in_parts(self, plain: str) -> str | None:
        """Several sentences, each of them known; one that begins with a capital, or ends in a …, as it may."""
        for parting, joint in ((_LINES, "\n"), (_SENTENCES, " ")):
            parts = parting.split(plain)
            if len(parts) > 1:
                told = [self._known(part) if part else "" for part in parts]
                return None if None in told else joint.join(part or "" for part in told)
        if plain.endswith("…"):
            said = self._known(plain[:-1])
            return None if said is None else f"{said}…"
        if plain[:1].isupper():
            small = plain[:1].lower() + plain[1:]
            said = self._phrases.get(small) or self._shaped(small)
            return None if said is None else said[:1].upper() + said[1:]
        return None


class _Shape:
    """What a sentence looks like when its places are filled; read only where a text begins and ends as it does."""

    def __init__(self, english: str, *, is_whole: bool) -> None:
        self._english, self._is_whole = english, is_whole
        parts = _PLACE.split(english)
        self._begins, self._ends = parts[0], parts[-1]

    def places_in(self, text: str) -> Mapping[str, str] | None:
        """What stands in its places; None where the text isn't of this shape."""
        if not (text.startswith(self._begins) and text.endswith(self._ends)):
            return None
        found = self._pattern.fullmatch(text)
        return found.groupdict() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _shape(self._english, _HOLDS | _NAMES if self._is_whole else _HOLDS)


def _weight(english: str) -> int:
    """How much of a sentence are words of ours: the most telling shape is tried first."""
    return len(_PLACE.sub("", english))


def _kind(place: str) -> str:
    """What a place holds: the beginning of its name."""
    return place.partition("_")[0]


def _shape(english: str, holds: Mapping[str, str]) -> re.Pattern[str]:
    """As an expression; a place that comes again holds the same."""
    seen: set[str] = set()
    parts = []
    for number, part in enumerate(_PLACE.split(english)):
        if number % 2 == 0:
            parts.append(re.escape(part))
        elif part in seen:
            parts.append(f"(?P={part})")
        else:
            seen.add(part)
            parts.append(f"(?P<{part}>{holds.get(_kind(part), '.+?')})")
    return re.compile("".join(parts), re.DOTALL)
