"""How days, moments and lists read inside a sentence."""

from datetime import date

import pytest

from models.rules.sentences import beginning_text, counted, day_text, joined, moment_text


def test_a_beginning_at_a_days_first_moment_is_the_day_by_the_wall_clock(at):
    assert beginning_text(at("2026-07-03 00:00")) == "3 Jul 2026"
    assert beginning_text(at("2026-07-03 00:01")) == "3 Jul 2026 at 00:01"
    assert beginning_text(at("2026-10-25 00:00")) == "25 Oct 2026"
    assert beginning_text(at("2026-03-29 00:00")) == "29 Mar 2026"


def test_a_moment_reads_as_the_office_clock_shows_it(at):
    assert day_text(date(2026, 1, 3)) == "3 Jan 2026"
    assert day_text(date(2026, 12, 31)) == "31 Dec 2026"
    assert moment_text(at("2026-07-03 09:05")) == "3 Jul 2026 at 09:05"
    assert moment_text(at("2026-10-25 00:30")) == "25 Oct 2026 at 00:30"


@pytest.mark.parametrize(
    ("words", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_several_things_are_joined_as_people_say_them(words, text):
    assert joined(words) == text


def test_a_number_stands_with_its_word():
    assert (counted(1, "visit"), counted(2, "visit"), counted(0, "day", "days")) == ("1 visit", "2 visits", "0 days")
    assert joined(("a", "b"), "or") == "a or b"
