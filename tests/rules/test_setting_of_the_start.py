"""The setting that was in force when a clock started rules it: a change in between moves no running clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.policy import SettingsInForce
from models.rules.agreement.charging import ChargeFacts, liability
from models.rules.capacity.holds import hold_clock, hold_expires, promise_lacks
from models.rules.closure.breaks import BreakFacts, asked_next_on, end_prompted_from
from models.rules.goals.smart import goals_due
from models.rules.plans.changes import last_day_of_short_term, long_term_review_due, short_term_day, support_plan_due
from models.rules.referrals.suitability import notice_last_day
from models.rules.transfer.conditions import TransferFacts, brokerage_limit, listing_limit
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

CHANGED = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30 in the office, in the hour that comes twice
SECOND = timedelta(seconds=1)
BEFORE, SINCE = CHANGED - SECOND, CHANGED
DAYS = {BEFORE: date(2026, 10, 24), SINCE: date(2026, 10, 26)}


@pytest.fixture
def changed(policy):
    """Everything was shortened at this moment."""
    shorter = replace(
        policy, hold_for=timedelta(hours=24), goals_within=timedelta(hours=24), brokerage_for=timedelta(hours=24),
        support_plan_within=timedelta(days=2), short_term_days=28, short_term_prompt_day=21,
        long_term_review_after=timedelta(days=7), provider_notice=timedelta(days=7),
        return_planned_within=timedelta(hours=24), interim_break_days=7, start_within=timedelta(days=7),
        ask_hospital_every=timedelta(days=2), ask_break_every=timedelta(days=5), charge_from_eligible=True,
        charging_counts_from_listed=False,
    )  # fmt: skip
    return SettingsInForce.of(policy, ((CHANGED, shorter),))


def test_what_is_asked_for_now_is_the_newest(changed, policy):
    assert changed.hold_for == timedelta(hours=24)
    assert changed.at(BEFORE) == policy
    assert changed.at(SINCE).hold_for == timedelta(hours=24)
    assert policy.at(BEFORE) is policy


def away(since, kind=EpisodeKind.SHORT_TERM):
    return BreakFacts(
        episode_kind=kind, kind=BreakKind.HOSPITAL, began_at=since, last_visit_on=DAYS[since], last_asked_at=since,
    )  # fmt: skip


def sent(since):
    return TransferFacts(sent_to_brokerage_at=since)


@pytest.mark.parametrize(
    ("limit", "long", "short"),
    [
        pytest.param(lambda at, p: hold_expires(at, p) - at, 72, 24, marks=pytest.mark.rule("REF-13")),
        pytest.param(lambda at, p: goals_due(at, p) - at, 48, 24, marks=pytest.mark.rule("GOAL-1")),
        pytest.param(lambda at, p: brokerage_limit(sent(at), p) - at, 48, 24, marks=pytest.mark.rule("INT-2")),
        pytest.param(lambda at, p: listing_limit(sent(at), p) - at, 48, 24, marks=pytest.mark.rule("INT-2")),
        pytest.param(lambda at, p: end_prompted_from(away(at), p) - at, 72, 24, marks=pytest.mark.rule("END-3")),
    ],
)
def test_a_clock_of_hours_keeps_the_setting_of_its_start(changed, limit, long, short):
    assert limit(BEFORE, changed) == timedelta(hours=long)
    assert limit(SINCE, changed) == timedelta(hours=short)


@pytest.mark.parametrize(
    ("limit", "long", "short"),
    [
        pytest.param(lambda day, p: last_day_of_short_term(day, p) - day, 41, 27, marks=pytest.mark.rule("PSP-7")),
        pytest.param(
            lambda day, p: short_term_day(day, day, p).ask_from - day, 34, 20, marks=pytest.mark.rule("PSP-7")
        ),
        pytest.param(lambda day, p: notice_last_day(day, p) - day, 14, 7, marks=pytest.mark.rule("REF-9")),
        pytest.param(lambda day, p: long_term_review_due(day, p).date() - day, 14, 7, marks=pytest.mark.rule("PSP-8")),
    ],
)
def test_a_clock_of_days_keeps_the_setting_of_its_day(changed, limit, long, short):
    assert limit(DAYS[BEFORE], changed) == timedelta(days=long)
    assert limit(DAYS[SINCE], changed) == timedelta(days=short)


@pytest.mark.rule("PSP-6")
def test_a_support_plan_is_due_by_the_setting_of_the_start(changed):
    assert [support_plan_due(at, changed).date().day for at in (BEFORE, SINCE)] == [30, 27 + 0]


@pytest.mark.rule("END-3")
def test_an_interim_break_is_counted_by_the_setting_of_its_beginning(changed):
    interim = EpisodeKind.INTERIM_TEAM
    days = [(end_prompted_from(away(at, interim), changed).date() - DAYS[at]).days for at in (BEFORE, SINCE)]
    assert days == [15, 8]


@pytest.mark.rule("REF-13")
def test_a_hold_that_runs_isnt_expired_by_a_shorter_setting(changed):
    assert not hold_clock(BEFORE, BEFORE + timedelta(hours=72), changed).expired
    assert hold_clock(BEFORE, BEFORE + timedelta(hours=72) + SECOND, changed).expired
    assert hold_clock(SINCE, SINCE + timedelta(hours=24) + SECOND, changed).expired


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize(("found", "most"), [(BEFORE, 14), (SINCE, 7)])
def test_a_start_is_agreed_within_what_counted_when_the_capacity_was_found(changed, found, most):
    def lacks(days):
        return promise_lacks(found, found + timedelta(days=days), found + timedelta(hours=1), changed)

    assert lacks(most) == ()
    assert [f"at most {most} days" in each.sentence for each in lacks(most + 1)] == [True]


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("kind", "before", "since"), [(BreakKind.HOSPITAL, 1, None), (BreakKind.FAMILY, 7, 5)])
def test_the_next_question_about_a_break_comes_as_was_usual_when_it_was_asked_last(changed, kind, before, since):
    def days(at):
        facts = replace(away(at), kind=kind, return_expected_at=None)
        day = asked_next_on(facts, changed)  # none where the limit, 24 h now, comes before the next question
        return day and (day - london_of(at)).days

    assert (days(BEFORE), days(SINCE)) == (before, since)


def charged(funding, interim, listed):
    """Everything had held for long but these two moments."""
    long_ago = datetime(2026, 10, 1, 9, tzinfo=UTC)
    return ChargeFacts(
        kind=EpisodeKind.INTERIM_TEAM, funding=funding, interim_started_at=interim, support_plan_at=long_ago,
        fabo_at=long_ago, sent_to_brokerage_at=long_ago, listed_at=listed, need_confirmed_at=long_ago,
        eligible_at=long_ago,
    )  # fmt: skip


@pytest.mark.rule("FUND-2")
def test_whoever_was_in_interim_before_the_change_pays_by_the_rule_of_then(changed):
    listed = CHANGED + timedelta(days=1)
    then, now = (liability(charged(Funding.CO_FUNDER, at, listed), changed) for at in (BEFORE, SINCE))
    assert then.since == listed + timedelta(hours=24)
    assert now.since == SINCE  # eligible long ago: from the start of the interim support


@pytest.mark.rule("FUND-3")
@pytest.mark.parametrize(("listed", "hours"), [(BEFORE, 48), (SINCE, 24)])
def test_the_hours_on_the_list_are_those_of_when_it_was_listed(changed, listed, hours):
    found = liability(charged(Funding.SELF_FUNDER, BEFORE, listed), changed)
    assert found.since == listed + timedelta(hours=hours)


@pytest.mark.rule("FUND-3")
def test_from_where_the_hours_count_is_as_it_was_when_the_package_was_sent(changed):
    facts = charged(Funding.SELF_FUNDER, BEFORE, SINCE + timedelta(days=3))
    assert liability(facts, changed).since == SINCE + timedelta(days=4)  # sent before the change: listed counts
    later = replace(facts, sent_to_brokerage_at=SINCE)
    assert liability(later, changed).since == SINCE + timedelta(hours=24)


def london_of(at):
    return (at + timedelta(hours=1)).date() if at < datetime(2026, 10, 25, 1, tzinfo=UTC) else at.date()
