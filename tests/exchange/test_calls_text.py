from datetime import time

import pytest

from app.exchange.calls_text import read_calls, visits_text
from models.rules.plans.totals import calls_in_words
from models.values import Call


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("am 45 x7", "every day: morning 45"),
        ("am 30, bed 30 x7", "every day: morning 30, bed 30"),
        ("am 45x2, lunch 30, tea 30, bed 30x2 daily", "every day: morning 45 ×2, lunch 30, tea 30, bed 30 ×2"),
        ("am 30 tea 30 daily", "every day: morning 30, tea 30"),
        ("AM 45 mins ×2 ×7", "every day: morning 45 ×2"),
        ("Mon-Fri am 30, Sat Sun am 45", "Mon–Fri: morning 30; Sat, Sun: morning 45"),
        ("am 30 Mon, Wed, Fri", "Mon, Wed, Fri: morning 30"),
        ("Mon, Wed, Fri: lunch 45; tea 30 every day", "Mon, Wed, Fri: lunch 45; every day: tea 30"),
        ("am 30, tea 30 Mon-Fri, bed 30 daily", "Mon–Fri: morning 30, tea 30; every day: bed 30"),
        ("am/bed 30 weekdays", "Mon–Fri: morning 30, bed 30"),
        ("am 1 hr double up daily", "every day: morning 60 ×2"),
        ("45 min am, 30 bed 2 carers 7/7", "every day: morning 45, bed 30 ×2"),
        ("8am 30, 20:00 45 x7", "every day: 08:00 30, 20:00 45"),
    ],
)
def test_calls_are_read_as_they_are_typed(typed, read):
    calls = read_calls(typed)
    assert visits_text(calls.visits) == read
    assert (calls.typed, calls.unread, calls.days_assumed) == (typed, (), False)


def test_calls_without_days_are_every_day_and_marked_assumed():
    calls = read_calls("am 30")
    assert visits_text(calls.visits) == "every day: morning 30"
    assert calls.days_assumed


def test_a_time_of_day_is_kept_with_its_call():
    (visit,) = read_calls("7.30pm 45 daily").visits
    assert (visit.call, visit.at, visit.minutes) == (Call.BED, time(19, 30), 45)


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("pm 30", ("pm", "30 (no call)")),
        ("am 30 x5", ("x5",)),
        ("bed", ("bed (no minutes)",)),
        ("am 999", ("999", "morning (no minutes)")),
        ("as before please", ("as", "before", "please")),
    ],
)
def test_what_can_not_be_read_is_named_and_never_guessed(typed, unread):
    assert read_calls(typed).unread == unread


def test_nothing_typed_asks_for_nothing():
    calls = read_calls("  ")
    assert (calls.visits, calls.unread, calls.days_assumed) == ((), (), False)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Thu (week A): lunch 60", "Thu (week A): lunch 60"),
        ("lunch 60 Thu week B, tea 30 Fri wk a", "Thu (week B): lunch 60; Fri (week A): tea 30"),
        ("week A: Mon lunch 60; week B: Tue lunch 60", "Mon (week A): lunch 60; Tue (week B): lunch 60"),
        ("am 30 7 days a week", "every day: morning 30"),
    ],
)
def test_a_call_in_one_of_two_weeks_is_read_where_calls_may_take_turns(typed, read):
    calls = read_calls(typed, may_take_turns=True)
    assert (visits_text(calls.visits), calls.unread, calls.days_assumed) == (read, (), False)


def test_a_week_in_our_own_words_is_read_as_it_is():
    words = "Mon–Sun: morning 45 ×2, tea 30; Thu (week A): lunch 30 ×2; Mon, Fri (week B): tea 45"
    assert calls_in_words(read_calls(words, may_take_turns=True).visits) == words


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("lunch 60 Thu A week", ("a",)),
        ("Thu (A): lunch 60", ("a",)),
        ("lunch 60 week A", ("week A without a day",)),
        ("Thu (week A), Fri: lunch 60", ("which days are in week A",)),
        ("Thu (week A, week B): lunch 60", ("week b",)),
    ],
)
def test_which_week_of_two_is_never_guessed(typed, unread):
    assert read_calls(typed, may_take_turns=True).unread == unread


def test_where_no_call_takes_turns_a_week_of_two_is_named_as_unread():
    assert read_calls("Thu (week A): lunch 60; week b: Fri tea 30").unread == ("week a", "week b")
