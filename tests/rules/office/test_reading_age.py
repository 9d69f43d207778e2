"""The age from which a text can be read, measured the same way beside each phrase and of the whole summary."""

import pytest

from models.rules.office.reading_age import automated_readability, flesch_kincaid, reading_age

HARD = "Notwithstanding the aforementioned provisions, liability for contributions commences retrospectively."
EASY = "The cat sat on the mat. It was glad."


def test_the_measures_know_a_hard_sentence_from_an_easy_one():
    assert flesch_kincaid(HARD) > 15
    assert automated_readability(HARD) > 15
    assert flesch_kincaid(EASY) < 2
    assert reading_age(HARD) > 20
    assert reading_age(EASY) == 5


@pytest.mark.parametrize("words", ["", "  ", "0114 496 0001", "**", "{amount}"])
def test_what_has_no_words_is_as_easy_as_can_be(words):
    assert reading_age(words) == 5


def test_a_place_counts_as_a_short_name_and_stars_as_nothing():
    plain = "Ann must agree before the hours in your week go up or down."
    assert reading_age("{coordinator} must agree before the **hours** in your week go up or down.") == reading_age(
        plain
    )


def test_the_age_is_rounded_up():
    text = "Your case coordinator must agree before the hours in your week go up or down."
    hardest = max(flesch_kincaid(text), automated_readability(text))
    assert hardest % 1
    assert reading_age(text) == int(hardest) + 1 + 5
