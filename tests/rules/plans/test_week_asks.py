"""What a week is asked about before it becomes a version, around each limit."""

from dataclasses import replace
from datetime import time

import pytest

from models.rules.plans.week_asks import week_asks, week_asks_lacks
from models.values import Call, PlannedVisit

WEEKDAYS = frozenset(range(5))
MORNING = PlannedVisit(WEEKDAYS, Call.MORNING, 30)


def of(minutes, **values):
    return (replace(MORNING, minutes=minutes, **values),)


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, None),
        (35, None),
        (32, "Morning, Mon–Fri: 32 minutes isn't in steps of 5: 30 or 35, perhaps?"),
        (34, "Morning, Mon–Fri: 34 minutes isn't in steps of 5: 30 or 35, perhaps?"),
        (1, "Morning, Mon–Fri: 1 minute isn't in steps of 5: 5, perhaps?"),
        (5, None),
        (6, "Morning, Mon–Fri: 6 minutes isn't in steps of 5: 5 or 10, perhaps?"),
    ],
)
def test_minutes_that_are_no_whole_steps_are_asked_about(policy, minutes, said):
    assert week_asks(of(minutes), policy) == ((said,) if said else ())


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(("minutes", "asked"), [(595, False), (600, True), (605, True), (1440, True)])
def test_a_visit_as_long_as_few_are_is_asked_about(policy, minutes, asked):
    assert len(week_asks(of(minutes), policy)) == asked


@pytest.mark.rule("PSP-1")
def test_the_length_is_said_in_hours(policy):
    assert week_asks(of(600), policy) == ("Morning, Mon–Fri: a visit of 600 minutes lasts 10 hours.",)
    early = replace(policy, visit_asked_from=60)
    assert week_asks(of(60), early) == ("Morning, Mon–Fri: a visit of 60 minutes lasts 1 hour.",)
    assert week_asks(of(90), early) == ("Morning, Mon–Fri: a visit of 90 minutes lasts 1.5 hours.",)


@pytest.mark.rule("PSP-1")
def test_the_same_call_twice_on_a_day_is_asked_about_unless_each_has_a_time_of_its_own(policy):
    twice = (MORNING, replace(MORNING, days=frozenset({0}), minutes=45))
    assert week_asks(twice, policy) == (
        "Morning, Mon: 2 visits at the same call. Two visits aren't one visit by two workers.",
    )
    assert week_asks((MORNING, replace(twice[1], days=frozenset({5}))), policy) == ()
    assert week_asks((MORNING, replace(twice[1], at=time(7))), policy)
    assert week_asks((*of(30, at=time(9)), replace(twice[1], at=time(7))), policy) == ()
    assert week_asks((*of(30, at=time(7)), replace(twice[1], at=time(7))), policy)
    assert week_asks((MORNING, MORNING), policy)
    assert week_asks((replace(MORNING, workers=2),), policy) == ()


@pytest.mark.rule("PSP-1")
def test_what_the_version_before_has_is_asked_about_no_more(policy):
    assert week_asks(of(32), policy, of(32)) == ()
    more = of(32, days=frozenset(range(7)))
    assert week_asks(more, policy, of(32)) == ("Morning, Sat, Sun: 32 minutes isn't in steps of 5: 30 or 35, perhaps?",)
    assert week_asks(of(33), policy, of(32))


@pytest.mark.rule("PSP-1")
def test_every_question_is_said_in_the_order_of_the_day_until_it_is_answered(policy):
    week = (PlannedVisit(frozenset({0}), Call.BED, 601, at=time(21)), *of(32))
    lacks = week_asks_lacks(week, policy, (), answered=())
    assert [each.sentence for each in lacks] == [
        "Morning, Mon–Fri: 32 minutes isn't in steps of 5: 30 or 35, perhaps? Correct it, or say that it is meant.",
        "Bed at 21:00, Mon: 601 minutes isn't in steps of 5: 600 or 605, perhaps? Correct it, or say that it is meant.",
        "Bed at 21:00, Mon: a visit of 601 minutes lasts 10.02 hours. Correct it, or say that it is meant.",
    ]
    assert {(each.rule, each.who, each.field) for each in lacks} == {("PSP-1", "whoever typed it", "week_is_meant")}
    asked = week_asks(week, policy)
    assert week_asks_lacks(week, policy, (), answered=asked) == ()
    assert week_asks_lacks(week, policy, (), answered=asked[1:]) == lacks[:1]


@pytest.mark.rule("PSP-1")
def test_an_office_sets_its_own_limits(policy):
    other = replace(policy, visit_step=15, visit_asked_from=60)
    assert week_asks(of(45), other) == ()
    assert len(week_asks(of(50), other)) == 1
    assert len(week_asks(of(60), other)) == 1
