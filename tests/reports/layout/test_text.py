"""The gate that every typed text passes on its way to paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout import fonts
from reports.layout.shaped_paragraph import ShapedParagraph
from reports.layout.shaping import text_width
from reports.layout.styles import Edition, scale_for
from reports.layout.text import Markup, bold, phrase, plain, shortened, typed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("O'Brien <carer>", "O'Brien &lt;carer&gt;"),
        ("salt & vinegar", "salt &amp; vinegar"),
        ("&amp;", "&amp;amp;"),
        ("Łukasz Ŵyn", "Łukasz Ŵyn"),
        ("e\u0301", "é"),
        ("one\r\ntwo", "one<br/>two"),
        ("a\x00b\x1bc", "abc"),
    ],
)
def test_typed_text_is_shown_letter_for_letter(text, shown):
    assert typed(text) == shown


def test_an_arabic_name_passes_the_gate_in_the_order_in_which_it_was_typed():
    assert typed("Mr محمد (son)").strip("\u200e") == "Mr محمد (son)"


def test_signs_that_turn_a_line_around_are_left_out():
    assert typed("safe\u202etxet") == "safetxet"


def test_passing_the_gate_twice_changes_nothing():
    once = typed("a < b")
    assert typed(once) is once


def test_stars_make_our_words_bold_and_leave_typed_ones_alone():
    assert phrase("Call **{name}** now", name="A ** B <i>") == "Call <b>A ** B &lt;i&gt;</b> now"


def test_a_place_without_its_value_is_a_fault():
    with pytest.raises(KeyError):
        phrase("Call {name}")


def test_bold_text_passes_the_gate():
    assert bold("<x>") == "<b>&lt;x&gt;</b>"
    assert isinstance(bold("x"), Markup)


def test_a_long_line_is_shortened_with_an_ellipsis():
    assert shortened("Ann", fonts.TEXT, 12, 100) == "Ann"
    short = shortened("x" * 200, fonts.TEXT, 12, 100)
    assert short.endswith("…")
    assert text_width(short, fonts.TEXT, 12) <= 100


@given(st.text())
def test_no_typed_text_breaks_a_paragraph(text):
    fonts.register()
    ShapedParagraph(typed(text), scale_for(Edition.STANDARD).text()).wrap(300, 10_000)


@given(st.text(), st.floats(0, 200))
def test_a_shortened_line_never_stands_wider_than_its_room(text, room):
    short = shortened(text, fonts.BOLD, 12, room)
    assert short == "…" or text_width(short, fonts.BOLD, 12) <= room


@given(st.text())
def test_plain_text_has_no_control_signs(text):
    assert all(sign == "\n" or sign.isprintable() or sign.isspace() or sign in "\u200c\u200d" for sign in plain(text))
