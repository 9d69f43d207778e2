"""From which day records are reviewed: the day before, on it and after; 29 February; and what the list asks by."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.retention.schedule import last_day_passed, review_due_on, schedule_lacks

pytestmark = pytest.mark.rule("RET-1")
DAY = timedelta(days=1)


def test_records_are_due_so_many_years_after_the_last_day(policy):
    assert review_due_on(date(2018, 11, 20), policy) == date(2026, 11, 20)
    assert review_due_on(date(2020, 2, 29), policy) == date(2028, 2, 29)
    assert review_due_on(date(2020, 2, 29), replace(policy, retention_years=7)) == date(2027, 2, 28)


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1)])
@pytest.mark.parametrize("years", [7, 8])
def test_the_newest_last_day_is_the_last_that_is_due(policy, today, years):
    settings = replace(policy, retention_years=years)
    newest = last_day_passed(today, settings)
    assert review_due_on(newest, settings) <= today < review_due_on(newest + DAY, settings)


def test_nothing_is_decided_before(policy):
    assert schedule_lacks(date(2018, 11, 20), policy) == ()
    (lack,) = schedule_lacks(None, policy)
    assert "it runs for eight years from the last end" in lack.sentence
    (lack,) = schedule_lacks(None, replace(policy, retention_years=1))
    assert "it runs for one year from the last end" in lack.sentence
