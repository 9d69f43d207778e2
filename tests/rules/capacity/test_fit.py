from collections import Counter

import pytest

from models.rules.capacity.call_rooms import CallHours
from models.rules.capacity.fit import Answer, CallRoom, TeamRoom, can_take, nearest_team
from models.values import Call, PlannedVisit

EVERY_DAY = frozenset(range(7))
pytestmark = pytest.mark.rule("REF-15")


def visit(call=Call.MORNING, minutes=30, workers=1, days=EVERY_DAY):
    return PlannedVisit(days, call, minutes, workers)


def room(span, workers, *given):
    return CallRoom(CallHours(span * workers * 7, workers), Counter(given))


def test_all_of_it_fits():
    fit = can_take((visit(),), 210, "Matlock", {("Matlock", Call.MORNING): room(30, 1)})
    assert fit.fits
    assert fit.sentence == "Yes: all of it fits. 3.5 h a week are asked and 3.5 h are free."
    assert [each.sentence for each in fit.calls] == ["Morning 30 min fits."]


def test_one_minute_less_than_asked_is_not_enough_and_another_team_may_have_it():
    fit = can_take((visit(),), 209, "Matlock", {}, (TeamRoom("South", 210), TeamRoom("East", 209)))
    [call] = fit.calls
    assert (fit.fits, call.answer) == (False, Answer.TEAM_FULL)
    assert call.sentence == "Morning 30 min doesn't fit: 3.5 h a week are needed and 3.48 h are free."
    assert call.nearest == "Nearest: South has 3.5 h free."


def test_calls_are_taken_in_the_order_of_the_day_and_what_is_left_is_said():
    fit = can_take((visit(Call.TEA), visit()), 210 + 60, "", {})
    morning, tea = fit.calls
    assert (morning.answer, tea.answer) == (Answer.NOT_SAID, Answer.TEAM_FULL)
    assert "no patch, morning aren't entered" in morning.sentence
    assert "2 of its 7 days fit" in tea.nearest
    assert fit.sentence.startswith("In part: morning would fit.")


def test_two_single_gaps_at_different_times_take_no_double_up():
    alone = room(60, 2, visit(minutes=60))
    both = {("Matlock", Call.MORNING): alone}
    fit = can_take((visit(workers=2),), 9999, "Matlock", both)
    assert fit.calls[0].answer is Answer.CALL_FULL
    assert fit.calls[0].sentence == (
        "Morning 30 min ×2 is full in Matlock every day: two workers aren't free at the same time for 30 min."
    )
    assert can_take((visit(), visit()), 9999, "Matlock", both).fits


@pytest.mark.parametrize(
    ("rooms", "nearest"),
    [
        ({("Bakewell", Call.MORNING): room(30, 1)}, "workers of Bakewell have room at this call"),
        (
            {("Matlock", Call.TEA): room(30, 1), ("Matlock", Call.LUNCH): room(30, 1)},
            "lunch has room in Matlock",
        ),
        ({("Matlock", Call.LUNCH): room(29, 1)}, "it fits on Mon–Fri"),
    ],
)
def test_the_nearest_alternative_is_the_same_call_then_the_next_call_then_fewer_days(rooms, nearest):
    weekend = visit(days=frozenset({5, 6}))
    full = {("Matlock", Call.MORNING): room(30, 1, weekend), **rooms}
    [call] = can_take((visit(),), 9999, "Matlock", full).calls
    assert nearest in call.nearest
    assert "full in Matlock on Sat, Sun" in call.sentence


def test_each_call_that_fits_leaves_less_for_the_next():
    fit = can_take((visit(), visit(minutes=45)), 9999, "Matlock", {("Matlock", Call.MORNING): room(60, 1)})
    assert [each.answer for each in fit.calls] == [Answer.FITS, Answer.CALL_FULL]
    assert "ask Scheduling" in fit.calls[1].nearest


def test_a_referral_without_calls_has_nothing_to_fit():
    assert can_take((), 100, "Matlock", {}).sentence == "No calls are stated yet."


@pytest.mark.rule("DAY-4")
def test_nearest_is_who_serves_the_same_patch_then_who_has_most_free_with_room_for_all():
    east, north, west = TeamRoom("East", 420, serves_patch=True), TeamRoom("North", 900), TeamRoom("West", 900)
    assert nearest_team(420, (west, north, east)) is east
    assert nearest_team(421, (west, north, east)) is north
    assert nearest_team(901, (west, north, east)) is None
    fit = can_take((visit(), visit(Call.TEA)), 210, "", {}, (TeamRoom("East", 419), north))
    assert (fit.nearest, fit.calls[1].nearest) == (north, "Nearest: North has 15 h free.")
    little = can_take((visit(), visit(Call.TEA)), 210 + 60, "", {}, (TeamRoom("East", 419),))
    assert little.nearest is None  # a referral is one team's: room for the tea call alone is none
    assert "2 of its 7 days fit" in little.calls[1].nearest
    assert can_take((visit(),), 210, "", {}, (north,)).nearest is None
