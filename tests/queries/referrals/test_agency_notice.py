"""The last day of an agency to which notice is given."""

from datetime import date

import pytest

from app.queries.referrals.agency_notice import agency_last_day


@pytest.mark.rule("REF-9")
def test_the_agency_has_two_weeks_from_the_day_of_the_notice(office):
    assert office.ask(agency_last_day, given_on=date(2026, 11, 20)) == date(2026, 12, 4)
