"""Nothing is cut and nothing lies on anything else, on any screen and in any text size, in a window of 1280 × 720.

Every tab, page of the menu, dialog and form is opened with the demonstration's people and measured: see `measuring`.
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.databases import copied_file, sqlite_url
from tests.ui.every_screen import WIDTH, Program, program
from tests.ui.measuring import faults, keyboard_out_of_sight, places
from ui.navigation import TabName

USUAL = 100
_LONG = "cuts a cell of “Person”"  # it is in its tooltip, and whole beside or below the list where it is chosen
_INSIDE_A_LIST = {"qt_scrollarea_viewport", "qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer"}
SIZES = {100: False, 80: False, 150: False, 200: True}  # and whether every form is opened in it too

_MANY = "a list of many columns scrolls in itself: who or what each row is stands first. Its page doesn't."
_WIDE = r"referrals\.queue|plans\.versions|reviews\.list|goal_examples\.list"
_WIDE_AT_200 = r"(teams|staff|taken_over|rates|retention|shortcuts)\.list|policy\.presets|contacts\.teams"

# What is found all the same, with the reason; a number stands for any number.
LET_BE = {
    rf"(150|200) % \| ({_WIDE}) scrolls sideways by N px": _MANY,
    rf"200 % \| ({_WIDE_AT_200}) scrolls sideways by N px": _MANY,
    r"\d+ % \| goals\.history scrolls sideways by N px": "a time axis: it begins at its newest end",
    r"(150|200) % \| meetings\.(closed|total|there\.N) lies beyond .*": "what was decided in the meeting gives way to "
    "who is talked about",
    r"200 % \| about\.database has a word of .*": "a file's path is one word, of any length",
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


def all_places(shown: Program) -> dict[str, dict[str, object]]:
    """Of every tab and page; a list's own bars are there, seen or not, wherever they stood last."""
    shown.with_forms = False
    return {
        name: {each: where for each, where in places(window).items() if each not in _INSIDE_A_LIST}
        for name, window in chain(shown.tabs(), shown.pages())
    }


@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("size", [150, 200])
def test_a_window_that_starts_in_large_text_is_the_one_that_grew_to_it(
    qapp: object,  # noqa: ARG001  Qt is there
    migrated_sqlite: Path,
    tmp_path: Path,
    size: int,
) -> None:
    found = []
    for begins in (USUAL, size):
        folder = tmp_path / str(begins)
        folder.mkdir()
        url = sqlite_url(copied_file(migrated_sqlite, folder / "homeward.sqlite"))
        with program(url, folder, text_size=begins) as made:
            if begins != size:
                all_places(made)
                made.look.set_text_size(size)
                made.settle()
            found.append(all_places(made))
    grown, started = found
    differ = {name: [each for each in where if started[name].get(each) != where[each]] for name, where in grown.items()}
    assert {name: which for name, which in differ.items() if which} == {}
    assert len(grown) > 30


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
            unseen = keyboard_out_of_sight(window) if ": " in name else []
            found += [f"{name} | {size} % | {what}" for what in (*faults(window), *unseen)]
        assert screens > (100 if with_forms else 30)
    (tmp_path / "layout.txt").write_text("\n".join(found), encoding="utf-8")
    assert [line for line in found if not is_let_be(line.partition(" | ")[2])] == []


@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("size", [100, 200])
def test_the_longest_names_cut_nothing_and_make_no_window_wider(
    qapp: object,  # noqa: ARG001  Qt is there
    migrated_sqlite_url: str,
    tmp_path: Path,
    size: int,
) -> None:
    found: list[str] = []
    with program(migrated_sqlite_url, tmp_path, text_size=size, are_long=True) as made:
        for name, window in chain(_with_forms(made, are_open=SIZES[size]), made.pages(), made.dialogs()):
            wider = [f"is {window.width()} px wide"] if window.width() > WIDTH else []
            what = [*faults(window), *wider, *(keyboard_out_of_sight(window) if ": " in name else [])]
            found += [f"{name} | {size} % | {each}" for each in what]
    assert [line for line in found if not is_let_be(line.partition(" | ")[2]) and not re.search(_LONG, line)] == []


def _with_forms(made: Program, *, are_open: bool) -> Iterator[tuple[str, QWidget]]:
    """The tabs, where a name stands above every form; the pages after them without theirs."""
    made.with_forms = are_open
    yield from made.tabs()
    made.with_forms = False


def test_a_reason_for_what_is_let_be_is_given() -> None:
    assert all(LET_BE.values())
