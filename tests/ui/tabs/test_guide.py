"""The DSO's guide names what is there: each word in bold a control's, each key one that the program knows."""

import re

import pytest

from app.door.policy import shipped_in_words
from tests.architecture.imported import ROOT
from ui.actions import SHELL
from ui.dialogs.help import read_page
from ui.furniture import bring
from ui.navigation import PageName, TabName
from ui.pages.tracker.page import TrackerPage

GUIDE = ROOT / "ui" / "tabs" / "README.md"
CONTROLS = ROOT / "ui" / "controls.md"
BOLD, CODE, PICTURE = (
    re.compile(r"\*\*(.+?)\*\*", re.DOTALL),
    re.compile(r"`([^`]+)`"),
    re.compile(r"!\[.+?\]\((.+?)\)"),
)
SAID_OF_THE_GUIDE = {"bold"}  # its own first lines, on how it is to be read
OTHER_CODE = {"like this", "python3 run.py demo --screenshots"}
LEADS = re.compile(r"^(?:\d\. )?(.*?)\.?$")  # a step's or a point's first words stand in bold too
STEPS = {
    "Find somebody", "Nothing has to be saved at the end of the day", "Colleagues", "A safeguarding concern",
    "Take it in", "Look", "Fill in and ask", "Decide", "Find capacity", "Hold or promise", "Start", "Ratings",
    "Away", "An end", "Closing", "A death",
}  # fmt: skip


def plain(words):
    """Words as the guide writes them: on one line, without what follows in brackets, without an ellipsis."""
    return " ".join(words.split()).partition(" (")[0].rstrip("…").strip()


def words_of_controls():
    rows = (line.split(" | ") for line in CONTROLS.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
    return {plain(words) for row in rows for words in (row[2], row[2].partition(": ")[0])}


def known_words():
    specs = (*SHELL, *TrackerPage.specs, *(spec for name in TabName for spec in bring(name).specs))
    titles = {each.title for each in (*TabName, *PageName)}
    return words_of_controls() | titles | {plain(spec.text.replace("&", "")) for spec in specs}


def known_keys():
    """Every shortcut, and every key that a page of help tells."""
    specs = (*SHELL, *TrackerPage.specs, *(spec for name in TabName for spec in bring(name).specs))
    helps = (read_page(name.value, shipped_in_words()) for name in TabName)
    told = [key.keys for page in helps for key in (*page.keys, *page.window.keys)]
    parts = {part for keys in told for part in re.split(r", | to | and |, | for | with ", keys)}
    return {spec.shortcut for spec in specs} | parts | {f"Ctrl+{name.number}" for name in TabName}


def unknown(text):
    """The words and keys of a guide that the program doesn't have."""
    words, keys = known_words() | SAID_OF_THE_GUIDE | STEPS, known_keys() | OTHER_CODE
    bold = [LEADS.sub(r"\1", plain(each)) for each in BOLD.findall(text)]
    code = [" ".join(each.split()) for each in CODE.findall(text)]
    return [each for each in bold if each not in words] + [each for each in code if each not in keys]


def test_each_word_in_bold_and_each_key_of_the_guide_is_the_program_s():
    text = GUIDE.read_text(encoding="utf-8")
    assert len(BOLD.findall(text)) > 100
    assert unknown(text) == []


@pytest.mark.parametrize("text", ["press **Accept it all…**", "with `Ctrl+Alt+J`", "open **Service planner**"])
def test_what_the_program_hasnt_is_found(text):
    assert len(unknown(text)) == 1


def test_every_tab_has_its_part_with_a_picture_that_is_there():
    text = GUIDE.read_text(encoding="utf-8")
    pictures = [(GUIDE.parent / name).resolve() for name in PICTURE.findall(text)]
    assert [each.name for each in pictures if not each.is_file()] == []
    assert len(set(pictures)) == len(pictures)
    assert {f"{name.value}-light.png" for name in TabName} <= {each.name for each in pictures}
