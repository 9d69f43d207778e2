"""By what somebody is found: the words of their names, of where they live, their numbers and their birth date.

`models.migrations.found_by_words` says the same in a server's own language, word for word.
"""

from datetime import date

from models.values import fold

SIGNS_BETWEEN = '.,;:/()[]{}&+"*?!_#\\|<>=~^$@\0'
MOST_SIGNS_OF_WORD, MOST_WORDS_OF_ADDRESS, MOST_SIGNS_OF_ALL = 40, 12, 300  # an index takes no longer rows
NEAR_FROM, NEAR_SIGNS = 4, 6  # shorter words have too many neighbours; what is mistyped later is told by the rest
_BETWEEN = str.maketrans(SIGNS_BETWEEN, " " * len(SIGNS_BETWEEN))
_DIGITS = frozenset("0123456789")
CODE = "#"  # before what holds a digit, so that whoever types a letter isn't shown a list of numbers


def found_by(
    given: str, family: str, preferred: str, address: str, postcode: str, mosaic_id: str, nhs_number: str,
    born: date | None,
) -> tuple[str, ...]:  # fmt: skip
    """What is kept of somebody: each word, then a blank and all of their words, the family name first.

    So what begins with what was typed is found by it, those of one name in order, and a second word that was typed is
    looked for beside it. House numbers stand among the words, and nobody is found by theirs alone.
    """
    names = split(f"{family} {given} {preferred}")
    lives = split(address)[:MOST_WORDS_OF_ADDRESS]
    birthday = f"{born.day:02}{born.month:02}{born.year:04}" if born else ""
    codes = [code for said in (postcode, mosaic_id, nhs_number, birthday) if (code := "".join(split(said)))]
    every = f" {' '.join((*names, *lives, *codes))}"[:MOST_SIGNS_OF_ALL]
    words = dict.fromkeys(
        (
            *names,
            *(word for word in lives if not has_digit(word)),
            *(f"{CODE * has_digit(code)}{code}" for code in codes),
        )
    )
    return tuple(dict.fromkeys(word[:MOST_SIGNS_OF_WORD] + every for word in words))


def near(word: str) -> frozenset[str]:
    """What a word is found by where it or what was typed is mistyped: its beginning, and that with a sign left out.

    Two words that differ by one sign too few, too many, another or swapped have one of these in common. Of a word with
    digits, and of a short one, there are none.
    """
    if len(word) < NEAR_FROM or has_digit(word):
        return frozenset()
    start = word[:NEAR_SIGNS]
    return frozenset({start, *(start[:place] + start[place + 1 :] for place in range(len(start)))})


def split(said: str) -> list[str]:
    """The words of a text, folded; signs between them go."""
    return fold(said).translate(_BETWEEN).split()


def has_digit(word: str) -> bool:
    """Whether it is a number, a postcode or the like."""
    return not _DIGITS.isdisjoint(word)
