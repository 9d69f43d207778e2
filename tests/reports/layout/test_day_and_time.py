"""Days and durations in words."""

from datetime import UTC, date, datetime

import pytest

from reports.layout.day_and_time import address_line, counted, day_in_words, duration, moment_in_words
from reports.layout.wording import UnknownWording, wording


def test_a_day_says_its_weekday():
    assert day_in_words(date(2026, 11, 20)).split() == ["Friday", "20", "November", "2026"]


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "01:30 on Sunday 25 October 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "00:30 on Thursday 2 July 2026"),
        (datetime(2026, 11, 16, 9, 30, tzinfo=UTC), "09:30 on Monday 16 November 2026"),
    ],
)
def test_a_moment_is_said_by_the_offices_clock(moment, shown):
    assert " ".join(moment_in_words(moment).split()) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "0 minutes"), (1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (735, "12 hours 15 minutes")],
)
def test_a_duration_is_said_in_hours_and_minutes(minutes, shown):
    assert " ".join(duration(minutes).split()) == shown


def test_a_number_and_its_word_stay_on_one_line():
    assert counted(1, "visit") == "1\u00a0visit"
    assert counted(14, "visit") == "14\u00a0visits"


def test_the_postcode_of_an_address_is_never_broken():
    assert address_line(("1 High Street", "Matlock", "DE4 3AF")) == "1 High Street, Matlock, DE4\u00a03AF"
    assert address_line(()) == ""


@pytest.mark.parametrize("version", ["v99", "../../policy", "", "V1"])
def test_a_wording_that_there_is_not_is_refused(version):
    with pytest.raises(UnknownWording):
        wording("agreement", version)
