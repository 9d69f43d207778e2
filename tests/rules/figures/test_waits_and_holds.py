"""Figures about waiting: days lost, who waits now, moves to interim support, and capacity held."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.figures.figure import FigurePeriod
from models.rules.figures.holds import HoldFigureFacts, holds, minutes_held
from models.rules.figures.referred import ReferralFigureFacts, waiting_now
from models.rules.figures.stays import StayFigureFacts
from models.rules.figures.ways_on import LostTo, TransferFigureFacts, days_lost, transfers, waits_of
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.referrals import Band, HoldEnd, ReferralOutcome
from models.vocabulary.transfer import TransferRoute

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
NOVEMBER = FigurePeriod(date(2026, 11, 1), date(2026, 11, 30))


def stay(*, days=10, **told):
    began = NOW - days * DAY
    return StayFigureFacts(began, began, **{"goals_complete_at": began, **told})


def lost(some, policy, period=NOVEMBER, moment=NOW):
    return {row.label: (row.value, row.of) for row in days_lost(some, period, moment, policy).rows}


@pytest.mark.rule("FIG-1")
def test_each_wait_counts_from_its_own_beginning_to_its_own_end(policy):
    some = stay(
        goals_complete_at=NOW - 7 * DAY,
        independent_at=NOW - 6 * DAY, assessed_at=NOW - 5 * DAY,
        sent_at=NOW - 5 * DAY, offered_at=NOW - 3 * DAY,
    )  # fmt: skip
    assert lost([some], policy) == {"Goals": (1, 1), "Assessment": (1, 1), "Brokerage": (2, 1), "PVI provider": (3, 1)}
    found = days_lost([some, some._replace(support_ended_at=NOW - 2 * DAY)], NOVEMBER, NOW, policy)
    said = "12 days went by in waiting for one thing or more, most of the time for Brokerage: 4 days."
    assert found.sentence == said
    assert found.rows[3].text == "4 days, 2 people, half of them 2 d or less, 1 still waiting"
    assert days_lost([some], NOVEMBER, NOW, policy).rows[3].text == "3 days, 1 person, 1 still waiting"
    assert {what for what, *_ in waits_of(some, policy)} == set(LostTo)


@pytest.mark.rule("FIG-1", "STC-2")
def test_nobody_who_recuperates_first_waits_for_goals(policy):
    some = stay(goals_complete_at=None, support_for=AimOfSupport.RECUPERATE)
    assert lost([some], policy)["Goals"] == (None, 0)
    turned = some._replace(support_for=AimOfSupport.GOALS, goals_from=NOW - 3 * DAY)
    assert lost([turned], policy)["Goals"] == (1, 1)


@pytest.mark.rule("FIG-1")
def test_who_waits_for_two_things_at_once_loses_each_day_once(policy):
    some = stay(goals_complete_at=None, independent_at=NOW - 5 * DAY, sent_at=NOW - 6 * DAY)
    goals = NOW - 10 * DAY + policy.goals_within  # the first of three, which all go on
    days = (NOW - goals) / DAY
    assert lost([some], policy) == {
        "Goals": (days, 1), "Assessment": (5, 1), "Brokerage": (6, 1), "PVI provider": (None, 0),
    }  # fmt: skip
    assert days_lost([some], NOVEMBER, NOW, policy).sentence.startswith(f"{days:g} days went by")
    apart = stay(independent_at=NOW - 6 * DAY, assessed_at=NOW - 5 * DAY, sent_at=NOW - 2 * DAY)
    assert days_lost([apart], NOVEMBER, NOW, policy).sentence.startswith("3 days went by")


@pytest.mark.rule("FIG-1", "GOAL-1")
@pytest.mark.parametrize(("late", "value"), [(-SECOND, None), (timedelta(), None), (12 * HOUR, 0.5)])
def test_goals_cost_nothing_up_to_their_limit(policy, late, value):
    some = stay(goals_complete_at=NOW - 10 * DAY + policy.goals_within + late)
    assert lost([some], policy)["Goals"][0] == value


@pytest.mark.rule("FIG-1", "GOAL-1")
def test_the_limit_is_that_of_the_start(policy):
    other = replace(policy, goals_within=policy.goals_within + DAY)
    some = stay(goals_complete_at=NOW - 10 * DAY + policy.goals_within + DAY)
    assert lost([some], policy)["Goals"][0] == 1
    assert lost([some], other)["Goals"][0] is None


@pytest.mark.rule("FIG-1")
def test_only_the_days_of_the_period_count_and_nothing_after_now(policy):
    some = stay(days=30, independent_at=NOW - 25 * DAY)
    october = FigurePeriod(date(2026, 10, 1), date(2026, 10, 31))
    before, since = lost([some], policy, october)["Assessment"][0], lost([some], policy)["Assessment"][0]
    assert (before, since) == (5.6, 19.4)  # until midnight, and from it: 9 hours are 0.375 of a day
    assert lost([some], policy, FigurePeriod(date(2026, 12, 1), date(2026, 12, 31)))["Assessment"][0] is None
    ended = some._replace(ended_at=NOW - 24 * DAY)
    assert lost([ended], policy)["Assessment"][0] is None


@pytest.mark.rule("FIG-1")
@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)])
def test_a_day_of_a_clock_change_has_its_own_hours(policy, at, day, hours):
    began = at(f"{day - DAY} 12:00")
    some = StayFigureFacts(began, began, began, independent_at=began)
    found = days_lost([some], FigurePeriod(day, day), at(f"{day + 3 * DAY} 12:00"), policy)
    assert found.rows[1].text.startswith(f"{round(hours / 24, 1):g} day")


@pytest.mark.rule("FIG-1")
def test_an_offer_before_the_period_or_an_end_out_of_order_is_never_less_than_nothing(policy):
    some = stay(independent_at=NOW - DAY, assessed_at=NOW - 2 * DAY, sent_at=NOW, offered_at=NOW - DAY)
    assert lost([some], policy)["Assessment"] == (None, 0)
    assert lost([some], policy)["Brokerage"] == (None, 0)
    assert days_lost([], NOVEMBER, NOW, policy).sentence == "Nobody lost a day in waiting in this period yet."
    assert days_lost([], NOVEMBER, NOW, policy).is_empty


@pytest.mark.rule("FIG-1", "REF-10")
def test_who_waits_now_is_told_by_how_long_around_each_limit():
    limits = (DAY, 3 * DAY, 7 * DAY, 14 * DAY, 28 * DAY)
    some = [
        ReferralFigureFacts(Band.URGENT, NOW - limit - over, NOW - limit - over)
        for limit in limits
        for over in (timedelta(), SECOND)
    ]
    started = ReferralFigureFacts(Band.OTHER, NOW - DAY, NOW - DAY, ReferralOutcome.STARTED, started_at=NOW)
    in_part = started._replace(rest=(None,))
    found = waiting_now([*some, started, in_part], NOW)
    assert [row.value for row in found.rows] == [2, 2, 2, 2, 2, 1]
    assert sum(number for row in found.rows for _, number in row.parts) == found.rows[0].of == 11
    assert found.sentence == "11 referrals wait now: half for 7 d or less, the longest for 28 d."
    assert waiting_now([started], NOW).sentence == "No referral waits now."
    assert waiting_now([started], NOW).is_empty


@pytest.mark.rule("FIG-1", "INT-7")
def test_moves_are_told_by_route_and_one_taken_back_is_said():
    some = [
        TransferFigureFacts(TransferRoute.INTERIM_TEAM, NOW - 4 * DAY, NOW, None),
        TransferFigureFacts(TransferRoute.WITHIN_STS, None, NOW, None),
        TransferFigureFacts(TransferRoute.WITHIN_STS, NOW, NOW - 40 * DAY, None),
        TransferFigureFacts(TransferRoute.WITHIN_STS, NOW, None, NOW),
    ]
    found = transfers(some, NOVEMBER)
    assert found.sentence == (
        "2 people moved to interim support. The one whose day at Brokerage is known had waited 4 d "
        "since. 1 move was taken back as made by mistake."
    )
    assert [(row.value, row.of) for row in found.rows] == [(1, 2), (1, 2)]
    assert transfers([], NOVEMBER).is_empty
    assert transfers(some[3:], NOVEMBER).sentence == "1 move was taken back as made by mistake."


@pytest.mark.rule("FIG-1", "REF-13")
def test_holds_that_lapsed_and_the_hours_that_came_to_nothing():
    half_a_week = timedelta(days=3, hours=12)
    some = [
        HoldFigureFacts(NOW - half_a_week, NOW, HoldEnd.RELEASED, 600),
        HoldFigureFacts(NOW - half_a_week, NOW, HoldEnd.RETRACTED, 60),
        HoldFigureFacts(NOW - half_a_week, NOW, HoldEnd.STARTED, 840),
        HoldFigureFacts(NOW - 60 * DAY, NOW - 40 * DAY, HoldEnd.RELEASED, 840),
    ]
    found = holds(some, NOVEMBER)
    assert found.sentence == "1 of 3 (33%) of the holds that ended lapsed; 5.5 worker hours were held and not used."
    said = {row.label: row.text for row in found.rows}
    assert said["Released after it expired"] == "1 of 3 (33%), 5 h held and not used"
    assert said["The service started"] == "1 of 3 (33%), 7 h held"
    assert said["A death was reported"] == "0 of 3 (0%)"
    used = holds(some[2:3], NOVEMBER)
    assert used.sentence == "0 of 1 (0%) of the holds that ended lapsed; every one was used."
    assert holds([], NOVEMBER).sentence == "No end of a hold in this period yet."
    assert holds([], NOVEMBER).is_empty


@pytest.mark.rule("FIG-1", "REF-13")
@pytest.mark.parametrize(("first", "hours"), [("2026-03-28 12:00", 23), ("2026-10-24 12:00", 25)])
def test_hours_held_over_a_clock_change_are_those_that_passed(at, first, hours):
    until = at(f"{first[:8]}{int(first[8:10]) + 1} 12:00")
    assert minutes_held(HoldFigureFacts(at(first), until, HoldEnd.DIED, 168 * 60)) == hours * 60


@pytest.mark.rule("FIG-1")
@given(st.lists(st.tuples(st.sampled_from(HoldEnd), st.integers(1, 5000), st.integers(0, 40))))
def test_the_parts_are_the_whole(told):
    some = [HoldFigureFacts(NOW - days * DAY, NOW, end, minutes) for end, minutes, days in told]
    assert sum(row.value or 0 for row in holds(some, NOVEMBER).rows) == len(told)
