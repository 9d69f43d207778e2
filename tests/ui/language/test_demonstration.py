"""Today and Closure on the demonstration's office in Welsh: everything that can be read there, in two sizes of text."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, String, select

from models.base import Base
from tests.ui.every_screen import Program, program
from tests.ui.language.heard import Telling, reading_welsh
from tests.ui.language.reading import read
from tests.ui.measuring import faults
from tests.ui.test_layout import is_let_be
from ui.navigation import TabName

SIZES = {100: True, 200: False}  # and whether every form is opened in it too
_LETTERS, _PARTING = re.compile(r"[^\W\d_]"), re.compile(r": |  ·  | · |, | \(|\)|\. | – ")
# What is read in English all the same, with the reason.
STAYS = {
    r"(today|now|tomorrow).*": "what can be typed for a day: its reader knows these words only",
    r"Homeward|Ctrl\+\w+": "the program's name, and keys",
    r"Brokerage": "what the council calls its own department",
    r"(homeward|office)\.sqlite": "a file's name",
    r"DSO|Admin|Rheol [A-Z]+-\d+": "what a job and a rule are called",
}


@pytest.fixture
def shown(qapp: object, migrated_sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Program, Telling]]:  # noqa: ARG001  Qt is there
    """The program on the demonstration's office, read in Welsh."""
    with reading_welsh() as told, program(migrated_sqlite_url, tmp_path) as made:
        yield made, told


def in_records(engine: Engine) -> set[str]:
    """Every text that stands in the records, and the names that are made of two of them."""
    found: set[str] = set()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns = [each for each in table.columns if isinstance(each.type, String)]
            if columns and not table.name.startswith("today"):  # the lines of Today are the program's own
                found.update(str(each) for row in connection.execute(select(*columns)) for each in row if each)
            if {"given", "family"} <= set(table.columns.keys()):
                names = connection.execute(select(table.c.given, table.c.family))
                found.update(f"{given} {family}" for given, family in names)
    return found


def left_in_english(lines: set[str], told: set[str], records: set[str]) -> list[str]:
    """Of the lines that are read, what is neither told in Welsh nor stands in the records, nor is made of such."""

    @cache
    def is_read(line: str) -> bool:
        if not _LETTERS.search(line) or line in told or line in records:
            return True
        is_cut = line.endswith("…") and any(each.startswith(line[:-1]) for each in told)
        if is_cut or any(re.fullmatch(each, line) for each in STAYS):
            return True
        return any(is_read(line[: at.start()]) and is_read(line[at.end() :]) for at in _PARTING.finditer(line))

    return sorted(each for each in lines if not is_read(each))


@pytest.mark.timeout(600)
def test_today_and_closure_are_read_in_welsh_and_nothing_is_cut(shown: tuple[Program, Telling]) -> None:
    made, welsh = shown
    lines: set[str] = set()
    wrong: list[str] = []
    for size, with_forms in SIZES.items():
        made.with_forms = with_forms
        made.look.set_text_size(size)
        made.window.show_person(made.someone)
        for name in (TabName.TODAY, TabName.CLOSURE):
            made.window.show_tab(name)
            made.settle()
            tab = made.window.tab(name)
            assert tab is not None
            for screen, window in made._parts(name.value, made.window, tab):
                wrong += [f"{screen} | {size} % | {what}" for what in faults(window)]
                lines.update(read(window))
    assert [line for line in wrong if not is_let_be(line.partition(" | ")[2])] == []
    told = {each.replace("&", "") for each in welsh.told}
    assert left_in_english(lines, told, in_records(made.door._work.database.engine)) == []
    assert len(lines) > 300
