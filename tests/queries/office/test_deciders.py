"""Whom a deed that a DSO decides can name (END-10)."""

from datetime import timedelta

import pytest

from app.queries.office.deciders import deciders
from models.staff import Staff
from models.values import start_of_day
from tests.builders import neighbours_of

pytestmark = pytest.mark.rule("END-10")


def test_every_dso_of_the_office_can_be_named_and_at_a_dsos_seat_that_one_is_offered(office):
    neighbours_of(office)
    dso, interim = office.staff["DSO"], office.staff["Interim DSO"]
    found = office.ask(deciders)
    assert found.dsos == ((interim, "DSO Interim"), (dso, "DSO North"))
    assert found.here == dso
    assert office.work("Admin").read(deciders).here is None


def test_who_leaves_today_still_counts_and_who_left_yesterday_does_not(office):
    today = start_of_day(office.now.date())
    for left, counts in ((today, True), (today - timedelta(microseconds=1), False)):
        with office.database.writing() as session:
            session.get_one(Staff, office.staff["Interim DSO"]).archived_at = left
        found = [key for key, _ in office.ask(deciders).dsos]
        assert (office.staff["Interim DSO"] in found) is counts
