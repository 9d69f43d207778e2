"""Nothing is cut and nothing lies on anything else, on any screen and in any text size, in a window of 1280 × 720.

Every tab, page of the menu, dialog and form is opened with the demonstration's people and measured: see `measuring`.
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.ui.every_screen import Program, program
from tests.ui.measuring import faults, places
from ui.navigation import TabName

USUAL = 100
SIZES = {100: False, 80: False, 150: False, 200: True}  # and whether every form is opened in it too

# What is found all the same, with the reason; a number stands for any number.
LET_BE = {
    r"(150|200) % \| [\w.]+ scrolls sideways by N px": "a list of many columns, in large text, scrolls in itself: "
    "who or what each row is stands first. Its page doesn't.",
    r"\d+ % \| goals\.history scrolls sideways by N px": "a time axis: it begins at its newest end",
    r"(150|200) % \| meetings\.\S+ lies beyond .*": "what was decided in the meeting gives way to who is talked about",
    r"200 % \| meetings QScrollArea scrolls sideways by N px": "a goal's own table beside the agenda, by 19 px",
    r"200 % \| about\.database has a word of .*": "a file's path is one word, of any length",
    r"200 % \| reviews QScrollArea scrolls sideways by N px": "the tick of a sentence, which Qt can't wrap",
    r"200 % \| referrals\.form QScrollArea is cut at the right by N px": "the longest label, which stands in one line; "
    "its field ends with the others",
}


@pytest.fixture
def shown(qapp: object, migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Program]:  # noqa: ARG001  Qt is there
    """The program on the demonstration's office."""
    with program(migrated_sqlite_url, tmp_path) as made:
        yield made


def is_let_be(line: str) -> bool:
    plain = re.sub(r"by \d+( × \d+)? px", "by N px", line)
    return any(re.fullmatch(known, plain) for known in LET_BE)


def places_of_the_tabs(shown: Program) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in TabName:
        shown.window.show_tab(name)
        shown.settle()
        found[name.value] = places(shown.window)
    return found


@pytest.mark.timeout(1_200)
def test_back_at_the_usual_size_everything_stands_where_it_stood(shown: Program) -> None:
    shown.window.show_person(shown.someone)
    for _each_form in shown.tabs():
        pass
    stood = []
    for size in (USUAL, 200, USUAL):
        shown.look.set_text_size(size)
        shown.settle()
        stood.append(places_of_the_tabs(shown))
    assert stood[0] != stood[1]
    assert stood[0] == stood[2]


@pytest.mark.timeout(1_200)
def test_nothing_is_cut_or_lies_on_anything_else(shown: Program, tmp_path: Path) -> None:
    found: list[str] = []
    for size, with_forms in SIZES.items():
        shown.with_forms = with_forms
        shown.look.set_text_size(size)
        shown.settle()
        screens = 0
        for name, window in chain(shown.tabs(), shown.pages(), shown.dialogs()):
            screens += 1
            found += [f"{name} | {size} % | {what}" for what in faults(window)]
        assert screens > (100 if with_forms else 30)
    (tmp_path / "layout.txt").write_text("\n".join(found), encoding="utf-8")
    assert [line for line in found if not is_let_be(line.partition(" | ")[2])] == []


def test_a_reason_for_what_is_let_be_is_given() -> None:
    assert all(LET_BE.values())
