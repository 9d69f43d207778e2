"""Words for nothing, and words for yes and no: the same in every column."""

import pytest

from models.rules.placeholders import is_denied, is_only_signs, is_placeholder
from models.rules.yes_and_no import yes_or_no


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "\u2013", "\u2014", "--", "?", ".", "...", "\u2026", "*", "/", "n/a",
     "N/A", "N.A.", "na", "TBC", "tbc?", "T.B.C.", "TBA",
     "Unknown", "not known", "Not Known.", "NK",
     "to be confirmed", "not stated", "None given", "don\u2019t know", "(unknown)", "xxx"],
)  # fmt: skip
def test_a_placeholder_says_nothing(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "None",
        "no",
        "x",
        "\u2713",
        "N/A to stairs",
        "unknown male visits",
        "0114 496 0033",
        "a",
        "Nan's house",
        "TBC Monday 9am",
    ],
)
def test_what_says_anything_is_no_placeholder(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize("name", ["Na", "Null", "NK", "Nan", "Blank"])
def test_somebody_s_name_is_no_placeholder(name):
    assert is_placeholder(name)
    assert not is_placeholder(name, is_name=True)


@pytest.mark.parametrize("name", ["n/a", "TBC", "-", "Unknown"])
def test_no_name_is_written_so(name):
    assert is_placeholder(name, is_name=True)


def test_signs_alone_and_a_denial_are_told_apart_from_words():
    assert is_only_signs(" \u2013 ")
    assert not is_only_signs("?a")
    assert [is_denied(text) for text in ("None", "nil.", "no", "Not yet", "none of it", "M1")] == [True] * 4 + [
        False
    ] * 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Y", True), ("yes.", True), ("TRUE", True), ("1", True), ("1.0", True), ("\u2713", True), ("\u2714\ufe0f", True),
     ("x", True),
     ("N", False), ("No", False), ("FALSE", False), ("0", False), ("0.0", False), ("not yet", False),
     ("Y/N", None), ("yes - see notes", None), ("", None), ("perhaps", None), ("n/a", None), ("\u2717", None)],
)  # fmt: skip
def test_yes_and_no_are_one_list_and_all_else_is_neither(text, meant):
    assert yes_or_no(text) is meant


def test_a_column_has_words_of_its_own():
    assert yes_or_no("Routine", no=frozenset({"routine"})) is False
    assert yes_or_no("Urgent", yes=frozenset({"urgent"})) is True
    assert yes_or_no("Urgent") is None
