"""The reporting year, and which periods a return can be of."""

from datetime import date

import pytest

from models.rules.cld.reporting_year import period_lacks, reporting_year_of


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2027, 3, 31), date(2026, 4, 1)),
        (date(2027, 4, 1), date(2027, 4, 1)),
        (date(2027, 1, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
    ],
)
def test_the_reporting_year_begins_on_1_april(day, begins):
    assert reporting_year_of(day) == begins


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("first", "last", "lacks"),
    [
        (date(2026, 4, 1), date(2026, 4, 1), 0),
        (date(2026, 4, 2), date(2026, 4, 1), 1),
        (date(2000, 1, 1), date(2199, 12, 31), 0),
        (date(1999, 12, 31), date(2026, 4, 1), 1),
        (date(2026, 4, 1), date(2200, 1, 1), 1),
        (date.min, date.max, 1),
    ],
)
def test_a_period_that_cant_be_is_refused(first, last, lacks):
    assert len(period_lacks(first, last)) == lacks
