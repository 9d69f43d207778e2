"""Calls that take turns in two weeks: whose turn it is, what a week adds up to, what changed, what is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.plans.changes import Direction, direction, hours_change_text, hours_differ
from models.rules.plans.comparison import compare
from models.rules.plans.shared import in_both_sums, minutes_by_weekday, shared_call
from models.rules.plans.totals import calls_in_words, lines, slots, taking_turns, totals
from models.rules.plans.two_weeks import heavier_week, of_day, of_week, told_with_turns
from models.rules.plans.week_asks import week_asks
from models.rules.tracker.weeks import booked_alike
from models.values import Call, NotAValue, PlannedVisit, london_day
from models.vocabulary.two_weeks import WEEK_A, WEEK_B, is_turn, next_monday_of, week_of_two

EVERY_DAY = frozenset(range(7))
MORNING = PlannedVisit(EVERY_DAY, Call.MORNING, 30)
THURSDAY = PlannedVisit(frozenset({3}), Call.LUNCH, 60, weeks=WEEK_A)
SHOWER_A = PlannedVisit(frozenset({0, 2, 4}), Call.TEA, 45, weeks=WEEK_A)
SHOWER_B = PlannedVisit(frozenset({1, 3}), Call.TEA, 45, weeks=WEEK_B)


def swapped(week):
    return tuple(replace(each, weeks=3 - each.weeks) if each.weeks else each for each in week)


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(
    ("day", "which"),
    [
        (date(2026, 11, 29), WEEK_A),  # a Sunday
        (date(2026, 11, 30), WEEK_B),  # the Monday after it
        (date(2026, 12, 6), WEEK_B),
        (date(2026, 12, 7), WEEK_A),
        (date(2026, 12, 31), WEEK_B),  # ISO week 53 …
        (date(2027, 1, 1), WEEK_B),
        (date(2027, 1, 3), WEEK_B),
        (date(2027, 1, 4), WEEK_A),  # … which week 1 follows, both odd
    ],
)
def test_weeks_take_turns_from_monday_to_sunday_and_go_on_over_a_new_year(day, which):
    assert week_of_two(day) == which


@pytest.mark.rule("PSP-1")
def test_every_week_of_fifty_years_is_another_than_the_one_before():
    for number in range(366 * 50):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert {week_of_two(day), week_of_two(day + timedelta(days=7))} == {WEEK_A, WEEK_B}
        assert week_of_two(day) == week_of_two(day - timedelta(days=day.weekday()))


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize("clocks_change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_clock_change_moves_nobody_into_the_other_week(clocks_change):
    last_minute = datetime(*clocks_change.timetuple()[:3], 22, 30, tzinfo=UTC)
    assert week_of_two(london_day(last_minute)) == week_of_two(clocks_change - timedelta(days=6))
    assert week_of_two(london_day(last_minute + timedelta(hours=2))) != week_of_two(clocks_change)


@pytest.mark.rule("PSP-1")
def test_a_call_is_due_on_its_days_in_its_weeks_alone():
    week = (MORNING, THURSDAY)
    assert of_day(week, date(2026, 12, 3)) == (MORNING,)
    assert of_day(week, date(2026, 12, 10)) == (MORNING, THURSDAY)
    assert [is_turn(weeks, date(2026, 12, 10)) for weeks in (0, WEEK_A, WEEK_B)] == [True, True, False]
    assert next_monday_of(WEEK_A, date(2026, 12, 3)) == date(2026, 12, 7)
    assert next_monday_of(WEEK_B, date(2026, 12, 3)) == date(2026, 11, 30)


def test_a_visit_is_of_every_week_or_of_one_of_two():
    with pytest.raises(NotAValue, match="in week A or in week B"):
        PlannedVisit(EVERY_DAY, Call.MORNING, 30, weeks=3)


@pytest.mark.rule("PSP-1", "REF-15")
def test_what_is_promised_is_the_heavier_week():
    sums = totals((MORNING, SHOWER_A, SHOWER_B))
    assert (sums.heavier_week, sums.visits, sums.worker_minutes, sums.lighter_minutes) == (WEEK_A, 10, 345, 300)
    assert sums.minutes_of_two == (645, 645)
    assert sums.sentence == (
        "10 visits in the heavier week, week A: 5.75 contact hours, 5.75 worker hours; "
        "9 visits in week B: 5 contact hours, 5 worker hours"
    )
    alike = totals((SHOWER_A, *swapped((SHOWER_A,))))
    assert alike.sentence.startswith("3 visits in week A: 2.25 contact hours")
    other = totals(swapped((MORNING, SHOWER_A, SHOWER_B)))
    assert (other.heavier_week, other.worker_minutes, other.lighter_minutes) == (WEEK_B, 345, 300)


@pytest.mark.rule("PSP-1", "REF-15")
def test_two_workers_make_a_week_the_heavier_one_though_less_time_is_with_the_person():
    double = PlannedVisit(frozenset({0}), Call.BED, 40, 2, weeks=WEEK_B)
    single = PlannedVisit(frozenset({0}), Call.BED, 60, weeks=WEEK_A)
    sums = totals((double, single))
    assert (sums.heavier_week, sums.contact_minutes, sums.worker_minutes) == (WEEK_B, 40, 80)
    assert (sums.lighter_minutes, sums.lighter_contact_minutes) == (60, 60)
    assert totals((single, PlannedVisit(frozenset({1}), Call.BED, 20, 2, weeks=WEEK_B))).has_double_up


@pytest.mark.rule("PSP-1")
def test_where_every_week_is_the_same_nothing_is_said_of_two():
    sums = totals((MORNING,))
    assert (sums.heavier_week, sums.in_turn, sums.lighter_minutes, heavier_week((MORNING,))) == (0, (), None, 0)
    assert told_with_turns("Mon–Sun: morning 30", date(2026, 12, 1)) == "Mon–Sun: morning 30"
    assert heavier_week((THURSDAY, PlannedVisit(frozenset({1}), Call.TEA, 60, weeks=WEEK_B))) == WEEK_A  # as many


@pytest.mark.rule("PSP-1", "REF-13")
def test_a_week_in_words_says_which_weeks_and_scheduling_gets_their_days():
    told = calls_in_words((MORNING, THURSDAY))
    assert told == "Mon–Sun: morning 30; Thu (week A): lunch 60"
    assert told_with_turns(told, date(2026, 12, 1)) == (
        "Mon–Sun: morning 30; Thu (week A): lunch 60. Week A begins on Monday 7 Dec 2026 and every second Monday from "
        "then, week B on Monday 30 Nov 2026. Visits and hours are those of the heavier week."
    )
    assert str(THURSDAY.days_text) == "Thu (week A)"


@pytest.mark.rule("PSP-2")
def test_a_call_that_comes_every_second_week_from_now_on_is_said_so():
    every_week = PlannedVisit(frozenset({3}), Call.LUNCH, 60)
    (found,) = compare((MORNING, every_week), (MORNING, THURSDAY))
    assert found.sentence == "Lunch, Thu: every week → every second week (week A)"
    (found,) = compare((MORNING,), (MORNING, THURSDAY))
    assert found.sentence == "Lunch, Thu: added (60 minutes, 1 worker, every second week (week A))"


@pytest.mark.rule("PSP-2")
def test_a_change_says_in_which_of_two_weeks_it_is():
    (found,) = compare((MORNING, THURSDAY), (MORNING, replace(THURSDAY, minutes=30)))
    assert found.sentence == "Lunch, Thu (week A): 60 → 30 minutes"
    in_b = replace(THURSDAY, minutes=30, weeks=WEEK_B)
    both = compare((THURSDAY, in_b), (replace(THURSDAY, minutes=20), replace(in_b, minutes=45)))
    assert [each.sentence for each in both] == [
        "Lunch, Thu (week A): 60 → 20 minutes",
        "Lunch, Thu (week B): 30 → 45 minutes",
    ]
    monday = PlannedVisit(frozenset({0}), Call.LUNCH, 60)
    shorter = compare((monday, THURSDAY), tuple(replace(each, minutes=30) for each in (monday, THURSDAY)))
    assert [each.sentence for each in shorter] == [
        "Lunch, Mon: 60 → 30 minutes",
        "Lunch, Thu (week A): 60 → 30 minutes",
    ]


@pytest.mark.rule("PSP-3", "PSP-4", "PSP-5")
def test_a_call_every_second_week_instead_of_every_one_is_less_support():
    every_week = PlannedVisit(frozenset({3}), Call.LUNCH, 60)
    old, new = (MORNING, every_week), (MORNING, THURSDAY)
    assert (direction(old, new), direction(new, old)) == (Direction.LESS, Direction.MORE)
    assert hours_change_text(old, new) == "4.5 → 4.5 or 3.5 worker hours a week"
    assert hours_differ(old, new)


@pytest.mark.rule("PSP-3", "REF-15")
def test_as_many_hours_put_into_one_of_two_weeks_are_more_for_the_team():
    spread = (PlannedVisit(frozenset({3}), Call.LUNCH, 30),)
    assert direction(spread, (THURSDAY,)) is Direction.MORE
    assert direction(spread, (replace(THURSDAY, minutes=45),)) is Direction.MORE  # for the week, of two less
    assert direction((THURSDAY,), spread) is Direction.LESS
    assert direction((THURSDAY,), swapped((THURSDAY,))) is Direction.SAME
    assert not hours_differ((THURSDAY,), swapped((THURSDAY,)))


@pytest.mark.rule("REF-13")
def test_scheduling_books_another_week_where_the_turns_are_swapped():
    assert booked_alike((MORNING, THURSDAY), (MORNING, THURSDAY))
    assert not booked_alike((MORNING, THURSDAY), (MORNING, *swapped((THURSDAY,))))


@pytest.mark.rule("PSP-1")
def test_the_same_call_twice_is_asked_about_in_one_week_only(policy):
    twice = PlannedVisit(frozenset({3}), Call.LUNCH, 45, weeks=WEEK_B)
    assert week_asks((THURSDAY, twice), policy) == ()
    (asked,) = week_asks((THURSDAY, twice, PlannedVisit(frozenset({3}), Call.LUNCH, 30)), policy)
    assert asked.startswith("Lunch, Thu: 2 visits at the same call.")


@pytest.mark.rule("PSP-1")
def test_two_weeks_become_lines_of_both_and_back():
    week = (MORNING, SHOWER_A, SHOWER_B)
    both = taking_turns(*(slots(of_week(week, which)) for which in (WEEK_A, WEEK_B)))
    assert both == slots(week)
    assert set(lines(both)) == set(week)
    alike = (SHOWER_A, *swapped((SHOWER_A,)))
    (found,) = lines(taking_turns(*(slots(of_week(alike, which)) for which in (WEEK_A, WEEK_B))))
    assert found.weeks == 0


@pytest.mark.rule("PSP-1", "REF-15")
def test_a_couple_shares_a_visit_only_in_the_same_weeks():
    alike = shared_call((MORNING, THURSDAY), (THURSDAY,), Call.LUNCH)
    assert (alike.days, alike.differs, alike.minutes, alike.days_text) == (
        frozenset({3}),
        frozenset(),
        60,
        "Thu (week A)",
    )
    other = shared_call((MORNING, THURSDAY), swapped((THURSDAY,)), Call.LUNCH)
    assert (other.days, other.differs, other.minutes) == (frozenset(), frozenset(), 0)
    every_week = shared_call((THURSDAY,), (PlannedVisit(frozenset({3}), Call.LUNCH, 60),), Call.LUNCH)
    assert (every_week.days, every_week.differs) == (frozenset(), frozenset({3}))


@pytest.mark.rule("REF-15")
def test_what_only_one_of_two_sums_has_is_taken_off_neither():
    heavy_b = (THURSDAY, PlannedVisit(EVERY_DAY, Call.BED, 30, weeks=WEEK_B))
    in_both = in_both_sums(heavier_week((THURSDAY,)), heavier_week(heavy_b))
    assert sum(minutes_by_weekday((THURSDAY,), heavy_b, Call.LUNCH, in_both)) == 0
    assert sum(minutes_by_weekday((THURSDAY,), heavy_b, Call.LUNCH, (WEEK_A,) * 7)) == 60, "on the days ahead it is"
    assert shared_call((THURSDAY,), heavy_b, Call.LUNCH).days == frozenset({3})
