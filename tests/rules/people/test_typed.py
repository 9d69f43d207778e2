"""What may be meant by what was typed: few readings of however much, and those the likeliest."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from models.rules.people.typed import corrected, nearest, readings

MOST = 6


def test_a_list_that_was_pasted_is_read_in_few_ways_and_a_page_in_none():
    names = " ".join(["ann"] * 12)
    assert len(readings(f"{names} {' '.join(['010203'] * 11)}")) <= MOST
    assert readings("anne " * 10_000) == ()
    assert readings("01/02/1938 " * 10_000) == ()


def test_of_many_mistyped_words_few_readings_are_made():
    words = tuple(f"abcdefg{sign}" for sign in "hijklmnopqrstuvwxyz")
    found = corrected(words, {word: [word[:-1] + sign for sign in "1234"] for word in words})
    assert len(found) == MOST
    assert found[0] == tuple(f"{word[:-1]}1" for word in words)


@given(some.lists(some.text("ab", min_size=3, max_size=4), min_size=1, max_size=4))
def test_the_likeliest_of_all_are_made(reading):
    """Those in which the fewest words stay as they were typed."""
    known = {word: ["aab", "abab", "babb"] for word in reading}
    meant = [dict.fromkeys((*nearest(word, known[word]), word)) for word in reading]
    every = sorted(sum(word in reading for word in each) for each in product(*meant))
    found = corrected(tuple(reading), known)
    assert len(set(found)) == len(found) >= min(len(every), MOST) - 1  # the one that was typed isn't among them
    assert all(sum(word in reading for word in each) <= every[:MOST][-1] for each in found)
