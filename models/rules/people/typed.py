"""What may be meant by what somebody types to find a person: a name, a street, a number, a birth date, with mistakes.

A reading is the beginnings of words that a person must have, all of them; somebody whom any reading fits is found.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from operator import itemgetter

from models.rules.people.found_by import CODE, has_digit, split

Reading = tuple[str, ...]
_LEAST_DIGITS = 3  # fewer fit thousands
_TELLING = 5  # signs with a digit among them: a date, an NHS number, a postcode; a house number has fewer
_MOST_READINGS = 6
_MOST_WORDS = 24  # a name with an address has fewer: more were pasted, and nobody has them all
_LONG = 8  # signs, of a word in which there may be two mistakes
_MOST_DAYS = 31
_PARTS_KEPT = 4_096  # who is found at one keystroke is mostly found at the next
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\w)")
_DAY_FIRST = re.compile(r"(?<![\w/.-])(\d{1,2})[./-](\d{1,2})(?:[./-](\d{0,4}))?(?![\w/.-])")
_IN_WORDS = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})[a-z]* (\d{{2,4}})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{0,2})\b")
_NHS_NUMBER = re.compile(r"\b(\d{3}) (\d{3})(?: (\d{1,4}))?\b")


def readings(text: str) -> tuple[Reading, ...]:
    """Each way to read what was typed, its words in the order typed; none of what nobody could be found by."""
    rest, dates = _dates_of(text)
    said = _NHS_NUMBER.sub(r"\1\2\3", _POSTCODE.sub(r"\1\2", " ".join(split(rest))))
    words = [_of_number(word) for word in said.split()]
    if not 0 < len(words) + len(dates) <= _MOST_WORDS:
        return ()
    found = list(islice(product(*words, *dates), _MOST_READINGS))
    if len(words) > 1 and not dates and has_digit(said):
        found = [("".join(said.split()),), *([] if all(map(has_digit, said.split())) else found)]
    return tuple(islice((each for each in found if not _is_too_little(each)), _MOST_READINGS))


def first_looked_for(reading: Reading) -> tuple[str, Reading]:
    """The word that the fewest people have, as it is kept, and the others: they are looked for beside it."""
    first = max(reading, key=lambda word: (has_digit(word) and len(word) >= _TELLING, not has_digit(word), len(word)))
    others = list(reading)
    others.remove(first)
    return f"{CODE * has_digit(first)}{first}", tuple(others)


def looked_for_in_addresses(reading: Reading) -> tuple[str, Reading] | None:
    """The same of who may live at a number as long as a code: the longest of its other words first. None without one.

    No number of an address is kept as a word of its own, so nobody is found by that alone.
    """
    letters = _without_digits(reading)
    if not letters or not any(has_digit(word) and len(word) >= _TELLING for word in reading):
        return None
    first = max(letters, key=len)
    others = list(reading)
    others.remove(first)
    return first, tuple(others)


def corrected(reading: Reading, known: Mapping[str, Collection[str]]) -> tuple[Reading, ...]:
    """The readings that may have been meant, the likeliest first; `known` are the words near to each that was typed."""
    found: list[tuple[int, Reading]] = [(0, ())]
    for word in reading:  # the best of all are among what goes on from the best so far: few are kept of very many
        meant = dict.fromkeys((*nearest(word, known.get(word, ())), word))
        longer = ((typed + (each in reading), (*begun, each)) for typed, begun in found for each in meant)
        found = sorted(longer, key=itemgetter(0))[:_MOST_READINGS]
    return tuple(each for _, each in found if each != reading)


def nearest(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Of these words those that may be meant, or be begun, by a mistyped one: one mistake, of a long word two."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only mistakes need it

    most = 2 if len(word) >= _LONG else 1
    far = {
        other: min(OSA.distance(word, other[:length]) for length in {*range(len(word) - 1, len(word) + 2), len(other)})
        for other in known
    }
    return tuple(sorted((each for each in known if far[each] <= most), key=lambda each: (far[each], len(each), each)))


def said_by(asked: Sequence[Reading], typed: Sequence[Reading]) -> Callable[[str, Sequence[str]], str]:
    """By which of their words somebody was found who isn't told apart by what was typed: as these are written.

    `asked` are the readings that found them, `typed` those of what was typed. What begins a word of the name that is
    shown speaks for itself, and so does a number. What is answered is asked of each who was found: first that name
    folded, with a blank before each word, then all that somebody may be found by, as it is written.
    """
    letters = [words for reading in typed if (words := _without_digits(reading))]
    meant = [words for reading in asked if (words := _without_digits(reading))]
    plain = {word for words in letters for word in words}

    def told(shown: str, said: Sequence[str]) -> str:
        if any(all(f" {word}" in shown for word in words) for words in letters):
            return ""
        for words in meant:
            found: list[str] = []
            for begun in words:
                first = _first_begun(begun, said)
                if not first:
                    break
                if begun not in plain or f" {begun}" not in shown:
                    found.append(first)
            else:
                if found:
                    return " ".join(dict.fromkeys(found))
        return ""

    return told if meant else _nothing_told


def _without_digits(reading: Reading) -> Reading:
    return tuple(word for word in reading if not has_digit(word))


def _nothing_told(_shown: str, _said: Sequence[str]) -> str:
    return ""


def _first_begun(begun: str, said: Sequence[str]) -> str:
    """The first word of these texts that begins so, or one of whose parts does; nothing where none does."""
    words = (word for each in said for word in each.split())
    meant = (word for word in words if any(part.startswith(begun) for part in _parts(word)))
    return next(meant, "").strip(",;.()")


@lru_cache(maxsize=_PARTS_KEPT)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(split(word))


def _is_too_little(reading: Reading) -> bool:
    return len(reading) == 1 and reading[0].isdecimal() and len(reading[0]) < _LEAST_DIGITS


def _of_number(word: str) -> tuple[str, ...]:
    """A word; of six digits also the date that they may be."""
    if re.fullmatch(r"[0-9]{6}", word):
        return (word, *_date(word[:2], word[2:4], word[4:]))
    return (word,)


def _dates_of(text: str) -> tuple[str, list[tuple[str, ...]]]:
    """What is left of a text without the dates in it, and what each of these may be, day first as they are kept."""
    found: list[tuple[str, ...]] = []

    def take(day: str, month: str, year: str, whole: str) -> str:
        date = _date(day, month, year)
        found.extend([date] if date else [])
        return " " if date else whole

    text = _YEAR_FIRST.sub(lambda each: take(each[3], each[2], each[1], each[0]), text)
    text = _IN_WORDS.sub(lambda each: take(each[1], _month(each[2]), each[3], each[0]), text)
    text = _DAY_FIRST.sub(lambda each: take(each[1], each[2], each[3] or "", each[0]), text)
    return text, found


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _date(day: str, month: str, year: str) -> tuple[str, ...]:
    """How such a date begins; a year of two digits may be of two centuries. None where there is no such day."""
    first, second = int(day), int(month)
    if second > len(_MONTHS) >= first:
        first, second = second, first
    if not (1 <= first <= _MOST_DAYS and 1 <= second <= len(_MONTHS)):
        return ()
    begun = f"{first:02}{second:02}"
    if len(year) != 2 or year in {"19", "20"}:  # noqa: PLR2004  digits
        return (f"{begun}{year}",)
    return (f"{begun}19{year}", *([f"{begun}20{year}"] if year < "20" else []))
