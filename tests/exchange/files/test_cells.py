"""Every cell is tidied in one place: what looks alike is alike, and nothing that somebody wrote is lost."""

import sys
import unicodedata

import pytest

from app.exchange.files.cells import plain_hyphens, shown, tidied

ARABIC_NUMBER_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def test_every_invisible_sign_of_unicode_goes_but_those_that_are_seen_under_a_number():
    unseen = [chr(at) for at in range(sys.maxunicode) if unicodedata.category(chr(at)) == "Cf"]
    kept = [sign for sign in unseen if tidied(f"a{sign}b") != "ab"]
    assert "".join(kept) == ARABIC_NUMBER_SIGNS


def test_every_kind_of_space_is_a_blank():
    spaces = [chr(at) for at in range(sys.maxunicode) if unicodedata.category(chr(at)) in {"Zs", "Zl", "Zp"}]
    assert {tidied(f"a{space}b") for space in spaces} == {"a b"}
    assert tidied("a\tb\nc") == "a\tb\nc"


@pytest.mark.parametrize(
    "word",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac",  # Bengali
        "\u0915\u094d\u200d\u0937",  # Hindi
        "\u0d05\u0d35\u0d28\u0d4d\u200d",  # Malayalam, at a word's end
    ],
)
def test_a_joiner_stays_in_a_word_of_a_script_that_is_written_with_it(word):
    assert tidied(word) == unicodedata.normalize("NFC", word)


def test_a_joiner_goes_from_english_words_and_from_the_ends():
    assert tidied("Ma\u200dry\u200c") == "Mary"
    assert tidied("\u200c\u0645\u06cc\u200c") == "\u0645\u06cc"


def test_an_accent_apart_and_a_full_width_digit_are_as_they_are_usually_written():
    assert tidied("Zoe\u0308 \uff19\uff19\uff19") == "Zo\u00eb 999"


def test_a_name_keeps_its_apostrophe_and_prose_its_dash():
    assert tidied("O\u2019Brien \u2013 12 \u2212 3") == "O\u2019Brien \u2013 12 \u2212 3"
    assert plain_hyphens("999\u2011092\u20131679") == "999-092-1679"


def test_a_sentence_quotes_a_cell_whole_up_to_two_hundred_signs():
    assert shown("a" * 200) == "a" * 200
    assert shown("a" * 201) == "a" * 199 + "\u2026"
    assert shown(1144960033) == "1144960033"
