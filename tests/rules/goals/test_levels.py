"""Visits, levels and medians from IPAD ratings."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.goals.levels import (
    RatingFacts,
    level_text,
    median_level,
    rated_visits,
    trend_text,
    two_workers_warning,
    weekly_levels,
)
from models.values import Call
from models.vocabulary.goals import Letter

L = Letter
DAY, GOAL = date(2026, 11, 2), UUID(int=1)
RATINGS = st.builds(
    RatingFacts,
    goal=st.just(GOAL),
    day=st.dates(DAY, DAY + timedelta(days=9)),
    call=st.sampled_from(list(Call)),
    worker=st.integers(1, 3),
    letter=st.sampled_from(list(L)),
)


def rating(letter, *, days=0, call=Call.MORNING, worker="Joy"):
    return RatingFacts(goal=GOAL, day=DAY + timedelta(days=days), call=call, worker=worker, letter=letter)


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(
    ("letters", "shown", "disputed"),
    [
        ((L.I,), L.I, False),
        ((L.A1, L.A2), L.A2, True),
        ((L.P, L.A1), L.A1, True),
        ((L.I, L.P), L.P, True),
        ((L.D, L.I), L.I, True),
        ((L.D, L.D), L.D, False),
        ((L.P, L.P), L.P, False),
    ],
)
def test_a_visit_shows_the_most_help_that_any_worker_gave_and_marks_a_difference(letters, shown, disputed):
    (visit,) = rated_visits([rating(letter, worker=number) for number, letter in enumerate(letters)])
    assert visit.letter is shown
    assert visit.is_disputed is disputed
    assert sorted(each.letter.value for each in visit.given) == sorted(each.value for each in letters)


@pytest.mark.rule("IPAD-1")
def test_a_visit_is_a_day_and_a_call_so_two_calls_of_a_day_are_two_visits():
    visits = rated_visits([rating(L.I), rating(L.P, call=Call.BED), rating(L.A1, days=1)])
    assert [each.letter for each in visits] == [L.I, L.P, L.A1]


@pytest.mark.rule("IPAD-1", "IPAD-4")
@given(st.lists(RATINGS, max_size=30), st.randoms())
def test_visits_stand_in_the_order_of_time_whatever_the_order_of_entry(ratings, random):
    shuffled = ratings.copy()
    random.shuffle(shuffled)
    visits = rated_visits(shuffled)
    in_day = [Call.NIGHT, Call.MORNING, Call.LUNCH, Call.TEA, Call.BED]
    places = [(each.day, in_day.index(each.call)) for each in visits]
    assert places == sorted(set(places))
    assert [each.letter for each in visits] == [each.letter for each in rated_visits(ratings)]
    assert sum(len(each.given) for each in visits) == len(ratings)


@pytest.mark.rule("IPAD-3")
def test_levels_rise_from_two_workers_helping_to_independence_and_declined_has_none():
    visits = rated_visits([rating(each, days=number) for number, each in enumerate((L.A2, L.A1, L.P, L.I, L.D))])
    assert [each.level for each in visits] == [0, 1, 2, 3, None]


@pytest.mark.rule("IPAD-3")
@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ((), None),
        ((L.D, L.D), None),
        ((L.D, L.I), 3.0),
        ((L.A2, L.A1), 0.5),
        ((L.A2, L.P, L.I), 2.0),
        ((L.D, L.A1, L.A1, L.I, L.I), 2.0),
    ],
)
def test_a_median_is_taken_without_declined_visits(letters, expected):
    assert median_level(rated_visits([rating(each, days=number) for number, each in enumerate(letters)])) == expected


@pytest.mark.rule("IPAD-3")
@given(st.lists(RATINGS))
def test_declined_visits_never_move_a_median(ratings):
    kept = [each for each in rated_visits(ratings) if each.letter is not L.D]
    assert median_level(kept) == median_level(rated_visits(ratings))


@pytest.mark.rule("IPAD-3")
def test_a_median_reads_as_a_letter_or_between_two():
    assert [level_text(each) for each in (0.0, 0.5, 1.5, 3.0)] == ["A2", "between A2 and A1", "between A1 and P", "I"]


@pytest.mark.rule("IPAD-3")
def test_weeks_count_from_the_first_day_and_an_empty_week_is_shown_empty():
    visits = rated_visits(
        [
            rating(L.I, days=-1),
            rating(L.A1),
            rating(L.P, days=6),
            rating(L.D, days=6, call=Call.TEA),
            rating(L.I, days=14),
        ]
    )
    first, second, third = weekly_levels(visits, DAY)
    assert (first.number, first.first_day, first.median, first.rated, first.declined) == (1, DAY, 1.5, 3, 1)
    assert (second.median, second.rated) == (None, 0)
    assert (third.number, third.first_day, third.median, third.rated) == (3, DAY + timedelta(days=14), 3.0, 1)
    assert weekly_levels((), DAY) == ()


@pytest.mark.rule("IPAD-3")
def test_the_seventh_day_belongs_to_the_first_week_and_the_eighth_to_the_second():
    assert len(weekly_levels(rated_visits([rating(L.I, days=6)]), DAY)) == 1
    assert len(weekly_levels(rated_visits([rating(L.I, days=7)]), DAY)) == 2


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(("letter", "workers", "warned"), [(L.A2, 1, True), (L.A2, 2, False), (L.A1, 1, False)])
def test_two_workers_helping_where_one_was_planned_is_warned_of(letter, workers, warned):
    assert bool(two_workers_warning(letter, workers)) is warned


@pytest.mark.rule("GOAL-4", "IPAD-3")
def test_another_series_begins_anew_and_a_week_tells_of_its_newest_alone():
    visits = rated_visits([rating(L.A2, days=0), rating(L.A1, days=7), rating(L.I, days=9), rating(L.I, days=15)])
    weeks = weekly_levels(visits, DAY, lambda visit: int(visit.day >= DAY + timedelta(days=9)))
    assert [(each.median, each.rated, each.begins_anew) for each in weeks] == [
        (0.0, 1, False), (3.0, 1, True), (3.0, 1, False),
    ]  # fmt: skip
    assert trend_text(weeks) == "A2, anew: I, I"
    assert [each.median for each in weekly_levels(visits, DAY)] == [0.0, 2.0, 3.0]


@pytest.mark.rule("GOAL-4", "IPAD-3")
def test_the_first_week_begins_anew_where_another_series_follows_in_it():
    visits = rated_visits([rating(L.A1, days=0), rating(L.I, days=5), rating(L.I, days=8), rating(L.P, days=15)])
    weeks = weekly_levels(visits, DAY, lambda visit: int(visit.day >= DAY + timedelta(days=5)))
    assert trend_text(weeks) == "anew: I, I, P"
    assert [each.rated for each in weeks] == [1, 1, 1]


@pytest.mark.rule("GOAL-4")
def test_a_letter_of_an_older_series_that_stands_after_a_newer_one_is_left_out_of_its_week():
    visits = rated_visits([rating(L.I, days=1), rating(L.A2, days=2)])
    (week,) = weekly_levels(visits, DAY, lambda visit: int(visit.letter is L.I))
    assert (week.median, week.rated, week.begins_anew) == (3.0, 1, False)
