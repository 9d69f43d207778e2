"""What a team is contracted to do on a day, at and around each day on which it changes."""

from datetime import date, timedelta

import pytest

from models.rules.capacity.dated_hours import (
    ContractedFrom,
    Reduced,
    change_withdrawn_lacks,
    contracted_on,
    limit_from,
    limit_on,
    most_contracted,
)
from models.rules.capacity.load import Step

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


@pytest.mark.parametrize("changes_on", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 1)])
def test_a_day_has_the_hours_of_the_newest_change_up_to_it(changes_on):
    told = [ContractedFrom(changes_on + DAY, 3), ContractedFrom(changes_on, 1), ContractedFrom(changes_on, 2)]
    assert [contracted_on(9, told, changes_on + ahead * DAY) for ahead in (-1, 0, 1, 2)] == [9, 2, 3, 3]
    assert contracted_on(9, (), changes_on) == 9


def test_leave_takes_on_its_first_and_last_day_and_never_below_none():
    first = date(2026, 10, 24)
    leave = (Reduced(first, first + DAY, 70), Reduced(first + DAY, first + DAY, 40))
    assert [limit_on(100, leave, first + ahead * DAY) for ahead in (-1, 0, 1, 2)] == [100, 30, 0, 100]


def test_the_limit_moves_on_the_days_on_which_something_begins_or_is_over():
    day = date(2026, 3, 28)
    changes = (ContractedFrom(day + 2 * DAY, 50),)
    reductions = (Reduced(day - DAY, day, 30), Reduced(day + DAY, day + 2 * DAY, 80))
    limit, steps = limit_from(100, changes, reductions, day)
    assert limit == 70
    # 28 March 70, then 20, then none (50 less 80), then 50.
    assert steps == (Step(day + DAY, 50), Step(day + 2 * DAY, 20), Step(day + 3 * DAY, -50))
    assert limit_from(100, (ContractedFrom(day + DAY, 100),), (), day) == (100, ())


def test_leave_can_take_the_most_of_its_days_and_the_newest_of_a_day_counts():
    day = date(2026, 12, 1)
    assert most_contracted(5, ()) == 5
    assert most_contracted(5, (ContractedFrom(day, 4),)) == 5
    assert most_contracted(5, (ContractedFrom(day, 9), ContractedFrom(day, 6))) == 6


@pytest.mark.parametrize(("ahead", "told"), [(-1, "in force since"), (0, "in force since"), (1, "")])
def test_only_a_change_to_come_is_withdrawn(ahead, told):
    today = date(2026, 10, 25)
    lacks = change_withdrawn_lacks(today + ahead * DAY, today, is_withdrawn=False, because="Mistyped")
    assert [each.sentence for each in lacks if told not in each.sentence] == []
    assert bool(lacks) is bool(told)
