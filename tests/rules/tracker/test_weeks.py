"""What Scheduling has to hear of planned weeks, as the net against what they heard last."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.tracker.weeks import WeekFrom, booked_alike, weeks_due
from models.values import Call
from models.vocabulary.tracker import TrackerChangeKind as Kind
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-2", "REF-13")
DAY = timedelta(days=1)
SEVEN, TEN, FOURTEEN, MOVED = (
    (visit(minutes=60),),
    (visit(minutes=90),),
    (visit(minutes=120),),
    (visit(call=Call.TEA, minutes=60),),
)


def due(heard, planned, *days):
    return [(each.day, each.kind, each.before, each.now) for each in weeks_due(heard, planned, days)]


@pytest.fixture(params=[date(2026, 3, 28), date(2026, 10, 24), date(2026, 11, 20)])
def start(request):
    return WeekFrom(request.param, SEVEN)


def test_more_and_less_before_anything_went_out_is_one_row_of_the_net(start):
    day = start.day + DAY
    planned = [start, WeekFrom(day, FOURTEEN), WeekFrom(day, TEN)]
    assert due([start], planned, day) == [(day, Kind.INCREASE, SEVEN, TEN)]


def test_what_was_changed_and_changed_back_is_nothing(start):
    day = start.day + DAY
    assert due([start], [start, WeekFrom(day, FOURTEEN), WeekFrom(day, SEVEN)], day) == []


def test_changes_from_different_days_stay_rows_of_their_own(start):
    first, second = start.day + DAY, start.day + 2 * DAY
    planned = [start, WeekFrom(second, FOURTEEN), WeekFrom(first, TEN)]
    assert due([start], planned, first, second) == [
        (first, Kind.INCREASE, SEVEN, TEN), (second, Kind.INCREASE, TEN, FOURTEEN),
    ]  # fmt: skip


def test_what_went_out_is_answered_by_what_follows_it(start):
    day = start.day + DAY
    heard, planned = [start, WeekFrom(day, FOURTEEN)], [start, WeekFrom(day, FOURTEEN), WeekFrom(day, TEN)]
    assert due(heard, planned, day) == [(day, Kind.DECREASE, FOURTEEN, TEN)]


def test_a_week_that_was_heard_for_later_is_not_said_again_for_an_earlier_change(start):
    first, second = start.day + DAY, start.day + 2 * DAY
    heard = [start, WeekFrom(second, FOURTEEN)]
    assert due(heard, [*heard, WeekFrom(first, TEN)], first, second) == [(first, Kind.INCREASE, SEVEN, TEN)]


def test_the_same_hours_at_other_times_are_rearranged_and_other_tasks_are_nothing(start):
    assert due([start], [start, WeekFrom(start.day, MOVED)], start.day) == [
        (start.day, Kind.REARRANGED, SEVEN, MOVED),
    ]  # fmt: skip
    assert booked_alike(SEVEN, (replace(visit(minutes=60), tasks="Wash"),))
