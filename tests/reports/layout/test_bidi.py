"""Which way the letters of a line run, by Unicode's rules in a line that starts at the left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout.bidi import levels, turns, visual_order
from reports.layout.text import plain


def seen(text: str) -> str:
    """The letters from left to right, brackets not mirrored."""
    return "".join(text[place] for place in visual_order(list(levels(text))))


@pytest.mark.parametrize("text", ["", "Ann", "Ŵyn (12)", "রহিমা"])
def test_a_line_without_right_to_left_letters_stays(text):
    assert not turns(text)
    assert seen(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("אבג", "גבא"),
        ("Mr אבג (son)", "Mr גבא (son)"),
        ("(אבג)", "(גבא)"),
        ("אב (גד)", ")דג( בא"),
        ("Mr אב (גד) x", "Mr )דג( בא x"),
        ("אב (Ann) גד", "בא (Ann) דג"),
        ("[אב (ג)]", "[)ג( בא]"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב 12.50 גד", "דג 12.50 בא"),
        ("אב, גד", "דג ,בא"),
        ("אב.", "בא."),
        ("אב 12", "12 בא"),
    ],
)
def test_words_numbers_and_brackets_stand_where_unicode_puts_them(text, shown):
    assert seen(text) == shown


@given(st.text(alphabet="aא1٢([{)]} .,-\u200c\u0301₪%", max_size=30))
def test_every_letter_is_seen_once_and_none_lies_deeper_than_a_number_in_right_to_left_text(text):
    found = levels(text)
    assert len(found) == len(text)
    assert set(found) <= {0, 1, 2}
    assert sorted(visual_order(list(found))) == list(range(len(text)))


@given(st.text())
def test_any_typed_line_has_its_levels(text):
    for line in plain(text).split("\n"):
        assert len(levels(line)) == len(line)
