"""A county's 100,000 people for measuring a search: names, streets and birth dates drawn from one seed, by SQL alone.

Common names are common: the n-th of a list is drawn about 1/n times as often as the first.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, product
from random import Random
from uuid import UUID

from models.values import fold

PEOPLE = 100_000


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


_GIVEN = _words("""
Margaret Jean Dorothy Mary Joan Patricia Sheila Barbara Doreen June Shirley Maureen Eileen Kathleen John William Ronald
Kenneth Peter George Derek Brian Dennis Raymond Arthur Harold Stanley Gordon Brenda Audrey Irene Hilda Edith Vera
Pauline Beryl Marjorie Winifred Elsie Ethel Norma Rita Muriel Leonard Norman Cyril Roy Geoffrey Eric Ernest Alan Frank
Albert Donald Terence Marion Marie Martha Siân Zofia Józef Amrit Farida Łucja Gurpreet Nasreen Owen Rhys Carys
Anne-Marie Máire Kazimierz Gillian Gladys Gwendoline Mavis Maud Marlene Miriam Millicent Daphne Delia Dilys Enid
""")
_FIRST = _words("""
Brad Hath Wool Ash Thorn Hol Win Mar Bur Rad Nor Whit Hal Stan Old Hart Swin Crom Ald Fro Gil Hay Had Kirk Lang Mid New
Ol Pen Red Rams Sand Tad Under Ver Wal York Bent Clay Den Eccle Far
""")
_LAST = _words("ley ton field wood worth ham well shaw more by bank stone land croft den ford house gate way man")
_FAMILY = (
    *_words("Smith Jones Taylor Brown Gill Marsden Fretwell Hallam Wragg Twigg Heathcote Bagshaw Allsop Redfern"),
    *(first + last for last, first in product(_LAST, _FIRST)),
    *_words("Wójcik Kowalczyk O’Neil O’Hara Fox-Hollins Singh Kaur Patel Khan Hussain Nowak Brânză"),
)
_STREETS = tuple(
    f"{first} {last}"
    for last, first in product(
        _words("Road Street Lane Close Avenue Bank Drive Way Terrace Rise"),
        _words("""
        Mill Church High Station Dale Smedley Steep Chapel Bakewell Derby Chesterfield Park Victoria Wirksworth
        Cavendish Nottingham Hurst Manor Spring Quarry Bridge School New Green West
        """),
    )
)
_TOWNS = _words("Matlock Bakewell Buxton Chesterfield Ilkeston Glossop Belper Ripley Heanor Ashbourne")
COLUMNS = (
    "id", "office_id", "version", "given", "family", "given_folded", "family_folded", "preferred", "mosaic_id",
    "nhs_number", "born", "address", "postcode", "telephone", "communication", "paper_format", "funding", "risks",
    "lone_worker_risk", "has_at",
)  # fmt: skip


def put_people(raw: sqlite3.Connection, office: UUID, count: int = PEOPLE) -> None:
    """Insert so many into a file whose connection has the functions of its triggers."""
    marks = ", ".join("?" * len(COLUMNS))
    raw.executemany(
        f"INSERT INTO person ({', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608  our own names
        people(office, count),
    )


def people(office: UUID, count: int) -> Iterator[tuple[object, ...]]:
    """Their rows, as the file keeps them."""
    chance = Random(2026)  # noqa: S311  not a secret
    givens, families, streets = (_drawn(chance, each, count) for each in (_GIVEN, _FAMILY, _STREETS))
    oldest = date(1922, 1, 1)
    for number, (given, family, street) in enumerate(zip(givens, families, streets, strict=True)):
        born = oldest + timedelta(days=chance.randrange(25_000))
        signs = "ABDEFGHJLNPQRSTUWXYZ"
        postcode = f"DE{1 + number % 75} {number % 9}{chance.choice(signs)}{chance.choice(signs)}"
        yield (
            f"{number + 1:032x}", office.hex, 1, given, family, fold(given), fold(family),
            chance.choice(_GIVEN) if number % 5 == 0 else "", f"M{7_000_000 + number}",
            f"{4_000_000_000 + number * 37}",
            born.isoformat(), f"{chance.randrange(1, 120)} {street}, {chance.choice(_TOWNS)}", postcode, "", "",
            "standard", "not_known", "", 0, 0,
        )  # fmt: skip


def _drawn(chance: Random, names: tuple[str, ...], count: int) -> list[str]:
    return chance.choices(names, cum_weights=list(accumulate(1 / (4 + each) for each in range(len(names)))), k=count)
