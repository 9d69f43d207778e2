"""Working days of England and Wales, held against the days that GOV.UK lists."""

from datetime import date

import pytest

from models.rules.requests.working_days import bank_holidays, next_working_day

pytestmark = pytest.mark.rule("SAR-1")
LISTED = {
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", LISTED)
def test_the_bank_holidays_are_those_that_are_listed(year):
    assert sorted(f"{each:%m-%d}" for each in bank_holidays(year)) == LISTED[year].split()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday, the weekend, Easter Monday
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2022, 1, 1), date(2022, 1, 4)),  # a Saturday: the Monday is kept for it
    ],
)
def test_the_next_working_day_is_no_weekend_and_no_bank_holiday(day, working):
    assert next_working_day(day) == working
