"""By which words somebody is found, and what a mistyped word has in common with the right one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.rules.people.found_by import NEAR_FROM, found_by, near

NOBODY = {
    "given": "", "family": "", "preferred": "", "address": "", "postcode": "", "mosaic_id": "", "nhs_number": "",
    "born": None,
}  # fmt: skip


def words_of(**told):
    """The words alone."""
    return {each.partition(" ")[0] for each in found_by(**{**NOBODY, **told})}


def test_each_word_stands_before_all_of_them_the_family_name_first():
    assert found_by(
        given="Anne-Marie", family="O’Neil", preferred="Nan", address="12 Mill Bank, Matlock", postcode="DE4 3AA",
        mosaic_id="M-700115", nhs_number="9991291229", born=date(1941, 3, 2),
    ) == tuple(
        f"{word} oneil anne marie nan 12 mill bank matlock de43aa m700115 9991291229 02031941"
        for word in (
            *("oneil", "anne", "marie", "nan", "mill", "bank", "matlock"),
            *("#de43aa", "#m700115", "#9991291229", "#02031941"),
        )
    )  # fmt: skip


def test_a_house_number_alone_finds_nobody_and_a_code_of_letters_does():
    assert words_of(given="Ann", address="Flat 2b, 12 The Green", mosaic_id="ABC") == {
        *("ann", "flat", "the", "green"),
        "abc",
    }


def test_of_whom_nothing_is_known_nothing_is_kept():
    assert found_by(**NOBODY) == ()


def test_what_is_kept_is_short_enough_for_an_index():
    kept = found_by(**{**NOBODY, "given": "𝔘ł" * 400, "family": "ﷺ " * 50, "address": "a b c d " * 300})
    assert max(len(each.encode()) for each in kept) < 2_000


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        *(("margret", "margaret"), ("margaaret", "margaret"), ("margatet", "margaret"), ("magraret", "margaret")),
        *(("gil", "gill"), ("gilll", "gill"), ("gall", "gill"), ("igll", "gill"), ("margr", "margaret")),
        *(("argaret", "margaret"), ("margareta", "margaret"), ("شریف", "شیرف")),
    ],
)
def test_what_is_mistyped_by_one_sign_has_something_in_common_with_the_right_word(typed, right):
    shortest = {typed} if len(typed) < NEAR_FROM else near(typed)
    assert shortest & near(right)


@pytest.mark.parametrize("word", ["", "ann", "12a4", "#9991291229"])
def test_a_short_word_and_one_with_digits_have_no_neighbours(word):
    assert near(word) == frozenset()


@given(some.text("abcd", min_size=NEAR_FROM, max_size=9), some.integers(0, 8), some.sampled_from("abcd"))
def test_any_one_mistake_leaves_something_in_common(word, place, sign):
    place = min(place, len(word) - 1)
    mistyped = (
        word[:place] + sign + word[place:],
        word[:place] + sign + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
    )
    for each in mistyped:
        assert near(each) & near(word), each
