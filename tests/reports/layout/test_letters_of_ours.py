"""Every letter of our own words on papers stands in the papers' fonts: no box for what nobody typed."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.layout.fonts import BOLD, TEXT, font_with
from reports.layout.text import plain, typed

ROOT = Path(__file__).parents[3]
WORDINGS = sorted((ROOT / "resources" / "wording").rglob("*.toml"))
MODULES = sorted((ROOT / "reports").rglob("*.py"))
SENTENCES = sorted(path for room in ("models/rules", "app/papers") for path in (ROOT / room).rglob("*.py"))
READ_NEVER_SAID = {"yes_and_no.py"}  # its ticks and boxes stand in other people's lists
DRAWN_NEVER = {
    "\ufe0f",
    "\u200e",
    "\u200f",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
}  # they have no picture of their own


def texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from texts(each)


def literals(path: Path) -> Iterator[str]:
    """The strings of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def without_a_font(words: Iterator[str]) -> set[str]:
    letters = {letter for text in words for letter in text if letter.isprintable()} - DRAWN_NEVER
    return {letter for letter in letters for font in (TEXT, BOLD) if not font_with(letter, font)}


@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_letter_of_a_wording_has_a_font(path):
    assert without_a_font(texts(tomllib.loads(path.read_text(encoding="utf-8")))) == set()


def test_every_letter_that_a_paper_writes_itself_has_a_font():
    assert without_a_font(text for path in MODULES for text in literals(path) if path.name != "text.py") == set()


def test_every_letter_of_a_rules_sentence_has_a_font_once_it_went_through_the_gate():
    assert (
        without_a_font(plain(text) for path in SENTENCES for text in literals(path) if path.name not in READ_NEVER_SAID)
        == set()
    )


def test_an_arrow_of_a_sentence_is_printed_in_letters():
    assert typed("45 → 30 minutes") == "45 -&gt; 30 minutes"
