"""Hours, step-downs and levels on one axis of weeks, around the ends of a week and of the support."""

from datetime import date, timedelta

import pytest

from models.rules.goals.levels import WeekLevel
from models.rules.goals.support_by_week import HoursFrom, weeks_of_support

FIRST = date(2026, 11, 2)
START = HoursFrom(FIRST, 1, 840, step_down=False)

pytestmark = pytest.mark.rule("PSP-4", "IPAD-3")


def after(days):
    return FIRST + timedelta(days=days)


def down(days, minutes=630, number=2):
    return HoursFrom(after(days), number, minutes, step_down=True)


def weeks(*versions, levels=(), last=13):
    return weeks_of_support((START, *versions), levels, FIRST, after(last))


@pytest.mark.parametrize(("last", "days"), [(0, [1]), (6, [7]), (7, [7, 1]), (13, [7, 7])])
def test_the_last_week_ends_with_the_support(last, days):
    assert [each.days for each in weeks(last=last)] == days


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (6, ((0, 840, False), (6, 630, True)), ((0, 630, False),)),
        (7, ((0, 840, False),), ((0, 630, True),)),
        (8, ((0, 840, False),), ((0, 840, False), (1, 630, True))),
    ],
)
def test_a_step_down_stands_in_the_week_and_on_the_day_in_which_it_began(day, first, second):
    assert [each.hours for each in weeks(down(day))] == [first, second]


def test_of_two_versions_with_one_day_the_newer_counts():
    other = HoursFrom(after(3), 3, 420, step_down=False)
    assert weeks(down(3), other)[0].hours == ((0, 840, False), (3, 420, False))


def test_a_week_is_said_with_its_hours_and_level():
    levels = (WeekLevel(1, FIRST, 1.5, 4, 0), WeekLevel(2, after(7), None, 2, 2))
    assert [each.sentence for each in weeks(down(8), levels=levels)] == [
        "Week 1, from 2 Nov 2026: 14 worker hours a week; level between A1 and P",
        "Week 2, from 9 Nov 2026: 14 → 10.5 worker hours a week, a step-down; no level rated",
    ]


def test_a_version_with_the_same_hours_is_no_change_of_them():
    """As at a hand-over, or where a week is arranged anew."""
    [week] = weeks(HoursFrom(after(3), 2, 840, step_down=False), last=6)
    assert week.hours == ((0, 840, False),)
    assert week.sentence == "Week 1, from 2 Nov 2026: 14 worker hours a week; no level rated"


def test_a_step_down_with_the_same_hours_of_workers_is_one_all_the_same():
    [week] = weeks(down(3, 840), last=6)
    assert week.hours == ((0, 840, False), (3, 840, True))
    assert week.sentence == "Week 1, from 2 Nov 2026: 14 worker hours a week, a step-down; no level rated"


def test_weeks_before_the_first_plan_known_say_so():
    known = HoursFrom(after(9), 1, 840, step_down=False)
    first, second = weeks_of_support([known], (), FIRST, after(13))
    assert (first.hours, second.hours) == ((), ((2, 840, False),))
    assert first.sentence == "Week 1, from 2 Nov 2026: no plan known; no level rated"
    assert second.sentence == (
        "Week 2, from 9 Nov 2026: no plan known before 11 Nov 2026, 14 worker hours a week; no level rated"
    )


def test_what_is_agreed_for_later_isnt_in_it():
    assert weeks(down(20))[-1].hours == ((0, 840, False),)


def test_a_level_after_a_hand_over_says_so():
    levels = (WeekLevel(1, FIRST, 1.0, 4, 0), WeekLevel(2, after(7), 2.0, 2, 0, begins_anew=True))
    first, second = weeks(levels=levels)[:2]
    assert (first.begins_anew, second.begins_anew) == (False, True)
    assert second.sentence.endswith("level P, after a hand-over")
