"""Each limit to the hour and the minute, as the query gives it that feeds Today; across a clock change too."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.queries.today.prompts import PromptGroup, today
from app.services import referrals
from models.breaks import Break
from models.referrals import Referral
from models.transfer import Transfer
from models.values import from_london, start_of_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
# Three days or more from each of these lie across no clock change, across the one in October, across that in March.
BEGINNINGS = (
    datetime(2026, 11, 20, 9, tzinfo=UTC),
    from_london(datetime(2026, 10, 24, 10)),  # noqa: DTZ001  the clock on the wall
    from_london(datetime(2026, 3, 28, 10)),  # noqa: DTZ001  the clock on the wall
)


@pytest.fixture(params=BEGINNINGS, ids=("no change", "clocks go back", "clocks go forward"))
def begun(office, request):
    """The moment at which it begins; the office's clock stands there."""
    stand_at(office, request.param)
    return request.param


def stand_at(office, moment):
    office.clock.move_to(moment)


def shown(office, rule, field):
    return next((row for row in office.ask(today) if (row.rule, row.field) == (rule, field)), None)


@pytest.mark.rule("REF-13")
def test_a_hold_lasts_up_to_and_including_its_72nd_hour(office, begun):
    key = office.a_referral()
    for deed in (referrals.accept, referrals.hold_capacity):
        office.do(deed, referral=key, seen=office.version(Referral, key))
    groups = {}
    for hours in (47, 48, 71, 72, 73):
        stand_at(office, begun + hours * HOUR)
        row = shown(office, "REF-13", "referrals.hold")
        groups[hours] = row and (row.group, "has expired" in row.sentence)
    within, expired = (PromptGroup.NEXT_DAY, False), (PromptGroup.OVERDUE, True)
    assert groups == {47: None, 48: within, 71: within, 72: within, 73: expired}
    stand_at(office, begun + 72 * HOUR + INSTANT)
    row = shown(office, "REF-13", "referrals.hold")
    assert (row.due, row.group) == (begun + 72 * HOUR, PromptGroup.OVERDUE)


@pytest.mark.rule("GOAL-1")
def test_goals_are_due_within_48_hours(office, begun):
    office.an_episode(started_at=begun)
    groups = {}
    for hours in (0, 47, 48, 49):
        stand_at(office, begun + hours * HOUR)
        groups[hours] = shown(office, "GOAL-1", "goals.new").group
    assert groups == {
        0: PromptGroup.WEEK, 47: PromptGroup.NEXT_DAY, 48: PromptGroup.NEXT_DAY, 49: PromptGroup.OVERDUE,
    }  # fmt: skip
    assert shown(office, "GOAL-1", "goals.new").due == begun + 48 * HOUR


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize("first", [date(2026, 10, 1), date(2026, 3, 1), date(2026, 11, 2)])
def test_six_weeks_are_prompted_from_day_35_and_overdue_from_day_43(office, first):
    office.an_episode(started_at=start_of_day(first) + 10 * HOUR)
    last = first + 41 * DAY
    for day, hour, group in (
        (34, 23, None),
        (35, 0, PromptGroup.LATER),
        (36, 0, PromptGroup.WEEK),
        (42, 0, PromptGroup.NEXT_DAY),
        (42, 23, PromptGroup.NEXT_DAY),
        (43, 0, PromptGroup.OVERDUE),
    ):
        stand_at(office, start_of_day(first + (day - 1) * DAY) + hour * HOUR)
        row = shown(office, "PSP-7", "plans.extension")
        assert (row and row.group) == group, f"day {day}, {hour} h"
    assert row.due < start_of_day(last + DAY) <= row.due + timedelta(seconds=1)


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("last_visit", [date(2026, 11, 2), date(2026, 10, 20), date(2026, 3, 25)])
def test_a_break_of_13_whole_days_is_not_prompted_and_one_of_14_is(office, last_visit):
    away_from = start_of_day(last_visit) + 15 * HOUR
    kind = EpisodeKind.INTERIM_TEAM
    episode = office.an_episode(kind=kind, team_id=office.teams["Interim"], started_at=away_from - 30 * DAY)
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.FAMILY, episode_kind=kind, began_at=away_from,
            last_visit_on=last_visit, last_asked_at=away_from, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    for whole_days in (13, 14):
        # whole days without a visit lie between the last visit's day and today
        stand_at(office, start_of_day(last_visit + (whole_days + 1) * DAY) - MINUTE)
        assert shown(office, "END-3", "closure.break") is None, f"the evening of day {whole_days}"
    stand_at(office, start_of_day(last_visit + 15 * DAY))
    row = shown(office, "END-3", "closure.break")
    assert "14 days or more" in row.sentence
    assert (row.due, row.group) == (None, PromptGroup.OPEN)


@pytest.mark.rule("INT-1", "INT-2")
def test_a_transfer_can_be_agreed_after_48_hours_with_brokerage_to_the_minute(office, begun):
    episode = office.an_episode(started_at=begun - 10 * DAY)
    office.store(Transfer(episode_id=episode, sent_to_brokerage_at=begun))
    asked = (("INT-1", "transfer.conditions"), ("INT-2", "transfer.listed"))
    for after, is_shown in ((47 * HOUR, False), (48 * HOUR - MINUTE, False), (48 * HOUR, True), (49 * HOUR, True)):
        stand_at(office, begun + after)
        assert [shown(office, *each) is not None for each in asked] == [is_shown, is_shown], after
    assert {shown(office, *each).group for each in asked} == {PromptGroup.OPEN}


@pytest.mark.rule("REF-18")
@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 10, 25), date(2026, 3, 29)])
def test_a_discharge_without_a_start_is_prompted_from_the_first_minute_of_its_day(office, day):
    office.a_referral(discharge_on=day, received_at=start_of_day(day) - 2 * DAY)
    stand_at(office, start_of_day(day) - MINUTE)
    assert shown(office, "REF-18", "referrals.start") is None
    stand_at(office, start_of_day(day))
    assert "may be home without support" in shown(office, "REF-18", "referrals.start").sentence
