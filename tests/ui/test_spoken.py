"""What a screen reader is told, on every tab, page, dialog and form: names, order, what is painted, and its kept text.

The trees of the tabs stand in `trees/`, as a screen reader walks them, to be read and compared:
`python3 run.py test tests/ui/test_spoken.py --write-trees` writes them from the running window.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.databases import copied_file, sqlite_url
from tests.ui.every_screen import Program, program
from tests.ui.spoken import faults, lines, small_targets, stops, tab_faults, tree, unspoken
from ui.navigation import TabName
from ui.tabs.tab import Tab
from ui.theme import Look
from ui.widgets.labels_and_buttons import Field

TREES = Path(__file__).parent / "trees"
ANEW = "python3 run.py test tests/ui/test_spoken.py --write-trees"
WINDOW = "window"  # what stands around the tabs, and beside those about a person

# What is found all the same, with the reason.
LET_BE = {
    r".* _Line tells .* before .*": "what stands under the words of a line is told with them, and then its buttons, "
    "which stand beside both",
    r"wording\.versions_panel _Sides tells .* before .*": "each of the two versions is told whole, heading and words",
    r"plans\.hours_and_levels paints .*": "the marks of its axes: it says each week's hours and level",
}


@dataclass(frozen=True)
class Told:
    """What a walk over every screen found, and the trees of the tabs as text."""

    screens: int
    found: list[str]
    trees: dict[str, list[str]]


@pytest.fixture(scope="module")
def told(qapp: object, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:  # noqa: ARG001
    """Every screen is walked once, in text of the usual size."""
    folder = tmp_path_factory.mktemp("spoken")
    QAccessible.setActive(True)
    try:
        with program(sqlite_url(copied_file(migrated_sqlite, folder / "homeward.sqlite")), folder) as shown:
            return _walk(shown)
    finally:
        QAccessible.setActive(False)


def _walk(shown: Program) -> Told:
    found: list[str] = []
    trees: dict[str, list[str]] = {}
    screens = 0
    for name, window in chain(shown.tabs(), shown.pages(), shown.dialogs()):
        screens += 1
        root = tree(window)
        found += [f"{name} | {what}" for what in _all_faults(window, is_a_form=":" in name)]
        if name in {each.value for each in TabName}:
            tab = shown.window.tab(TabName(name))
            assert tab is not None
            trees[name] = lines(tree(tab))
            if TabName(name) is TabName.PLANS:
                trees[WINDOW] = lines(root, but_not=window.findChildren(Tab))
    return Told(screens, found, trees)


def _all_faults(window: QWidget, *, is_a_form: bool) -> Iterator[str]:
    root = tree(window)
    yield from faults(root)
    yield from small_targets(root)
    if not is_a_form:
        yield from unspoken(window)
    yield from tab_faults(root, stops(window))


@pytest.mark.timeout(600)
def test_on_every_screen_all_is_named_apart_and_told_as_it_is_read(told: Told, tmp_path: Path) -> None:
    assert told.screens > 100
    (tmp_path / "spoken.txt").write_text("\n".join(told.found), encoding="utf-8")
    left = [line for line in told.found if not any(re.fullmatch(known, line.partition(" | ")[2]) for known in LET_BE)]
    assert left == []


@pytest.mark.parametrize("name", [WINDOW, *(each.value for each in TabName)])
def test_a_tab_is_told_as_it_was_kept(told: Told, name: str, request: pytest.FixtureRequest) -> None:
    file = TREES / f"{name}.txt"
    if request.config.getoption("--write-trees"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(told.trees[name]) + "\n", encoding="utf-8", newline="\n")
    assert told.trees[name] == file.read_text(encoding="utf-8").splitlines(), f"If it is meant: {ANEW}"


def test_a_reason_for_what_is_let_be_is_given() -> None:
    assert all(LET_BE.values())


def test_what_is_wrong_in_a_field_is_what_it_says_of_itself_until_it_is_right(look: Look, qtbot: object) -> None:
    del qtbot
    line = QLineEdit()
    field = Field(look, "&Why", line, "One sentence")
    field.say("Say why.")
    said = QAccessible.queryAccessibleInterface(line)
    text = QAccessible.Text
    assert (said.text(text.Name), said.text(text.Description)) == ("Why", "Say why.")
    field.clear()
    assert said.text(text.Description) == "One sentence"
