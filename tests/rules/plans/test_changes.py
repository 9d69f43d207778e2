from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.plans.changes import (
    Direction,
    ShortTermState,
    WhoHasAgreed,
    change_lacks,
    day_of_episode,
    direction,
    extension_lacks,
    hours_change_text,
    kind_of_change,
    last_day_of_short_term,
    long_term_review_due,
    short_term_day,
    support_plan_due,
)
from models.values import Call, PlannedVisit
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanChange

EVERY_DAY = frozenset(range(7))
STARTED = date(2026, 10, 20)
DAY = timedelta(days=1)
E = EpisodeKind


def week(minutes, workers=1, visits=1):
    return tuple(PlannedVisit(EVERY_DAY, Call.MORNING, minutes, workers) for _ in range(visits))


@pytest.mark.rule("PSP-3", "PSP-4", "PSP-5")
@pytest.mark.parametrize(
    ("old", "new", "way", "short_term", "interim"),
    [
        (week(30), week(31), Direction.MORE, PlanChange.MORE, PlanChange.INTERIM_CHANGE),
        (week(30), week(29), Direction.LESS, PlanChange.STEP_DOWN, PlanChange.INTERIM_CHANGE),
        (week(30), week(30), Direction.SAME, PlanChange.SAME_HOURS, PlanChange.SAME_HOURS),
        (week(30), week(15, visits=2), Direction.SAME, PlanChange.SAME_HOURS, PlanChange.SAME_HOURS),
        (week(30, 2), week(60), Direction.SAME, PlanChange.SAME_HOURS, PlanChange.INTERIM_CHANGE),
        (week(30, 2), week(45), Direction.LESS, PlanChange.STEP_DOWN, PlanChange.INTERIM_CHANGE),
        (week(30), week(30, 2), Direction.MORE, PlanChange.MORE, PlanChange.INTERIM_CHANGE),
        ((), week(1), Direction.MORE, PlanChange.MORE, PlanChange.INTERIM_CHANGE),
    ],
)
def test_the_kind_of_a_change_goes_by_worker_minutes(old, new, way, short_term, interim):
    assert direction(old, new) is way
    assert kind_of_change(old, new, E.SHORT_TERM) is short_term
    assert kind_of_change(old, new, E.INTERIM_TEAM) is interim
    assert kind_of_change(old, new, E.INTERIM_IN_STS) is interim


def rules(old, new, episode, **agreed):
    return [each.rule for each in change_lacks(old, new, episode, WhoHasAgreed(**agreed))]


@pytest.mark.rule("PSP-3")
def test_more_support_needs_the_dso_and_scheduling():
    more = (week(30), week(45), E.SHORT_TERM)
    assert rules(*more) == ["PSP-3", "PSP-3"]
    assert rules(*more, dso=True) == ["PSP-3"]
    assert rules(*more, scheduling=True, mdt=True, case_coordinator=True) == ["PSP-3"]
    assert rules(*more, dso=True, scheduling=True) == []
    assert [each.who for each in change_lacks(*more, WhoHasAgreed())] == ["the DSO", "Scheduling"]


@pytest.mark.rule("PSP-4")
def test_less_support_is_agreed_in_the_mdt():
    less = (week(45), week(30), E.SHORT_TERM)
    assert rules(*less, dso=True, scheduling=True, case_coordinator=True) == ["PSP-4"]
    assert rules(*less, mdt=True) == []


@pytest.mark.rule("PSP-5")
@pytest.mark.parametrize("episode", [E.INTERIM_TEAM, E.INTERIM_IN_STS])
@pytest.mark.parametrize("new", [week(45), week(15), week(15, 2)])
def test_other_hours_in_interim_need_the_case_coordinator(episode, new):
    assert rules(week(30), new, episode, dso=True, scheduling=True, mdt=True) == ["PSP-5"]
    assert rules(week(30), new, episode, case_coordinator=True) == []


@pytest.mark.rule("PSP-2", "PSP-5")
@pytest.mark.parametrize("episode", list(E))
def test_the_same_hours_arranged_differently_need_nobody(episode):
    assert rules(week(30), week(15, visits=2), episode) == []


@pytest.mark.rule("PSP-1", "PSP-3")
def test_the_change_of_hours_is_told_in_the_hours_that_change():
    assert hours_change_text(week(120), week(90)) == "14 → 10.5 worker hours a week"
    assert hours_change_text(week(30, 2), week(60)) == "3.5 → 7 contact hours a week"
    assert hours_change_text(week(60), week(30, visits=2)) == "7 worker hours a week, unchanged"


@pytest.mark.rule("PSP-6")
@pytest.mark.parametrize(
    ("started", "due"),
    [
        ("2026-11-20 09:00", datetime(2026, 11, 25, 23, 59, 59, 999999, UTC)),
        ("2026-11-20 00:00", datetime(2026, 11, 25, 23, 59, 59, 999999, UTC)),
        ("2026-11-20 23:59", datetime(2026, 11, 25, 23, 59, 59, 999999, UTC)),
        ("2026-03-26 09:00", datetime(2026, 3, 31, 22, 59, 59, 999999, UTC)),
        ("2026-07-01 00:30", datetime(2026, 7, 6, 22, 59, 59, 999999, UTC)),
        ("2026-10-21 09:00", datetime(2026, 10, 26, 23, 59, 59, 999999, UTC)),
    ],
)
def test_the_support_plan_is_due_at_the_end_of_the_fifth_day(policy, at, started, due):
    assert support_plan_due(at(started), policy) == due


@pytest.mark.rule("PSP-8")
def test_a_long_term_package_is_reviewed_after_two_weeks(policy):
    assert long_term_review_due(date(2026, 10, 20), policy) == datetime(2026, 11, 3, 23, 59, 59, 999999, UTC)
    assert long_term_review_due(date(2026, 3, 20), policy) == datetime(2026, 4, 3, 22, 59, 59, 999999, UTC)


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (0, ShortTermState.NOT_STARTED),
        (1, ShortTermState.RUNNING),
        (34, ShortTermState.RUNNING),
        (35, ShortTermState.ENDING),
        (41, ShortTermState.ENDING),
        (42, ShortTermState.ENDING),
        (43, ShortTermState.OVERDUE),
        (60, ShortTermState.OVERDUE),
    ],
)
@pytest.mark.parametrize("started", [STARTED, date(2026, 3, 1), date(2026, 11, 20)])
def test_six_weeks_are_asked_about_from_day_35_and_overdue_from_day_43(policy, started, day, state):
    today = started + (day - 1) * DAY
    found = short_term_day(started, today, policy)
    assert (found.day, found.state, found.extended) == (day, state, False)
    assert day_of_episode(started, today) == day
    assert found.last_day == last_day_of_short_term(started, policy) == started + 41 * DAY
    assert found.ask_from == started + 34 * DAY


@pytest.mark.rule("PSP-7")
def test_the_state_of_the_six_weeks_is_told_in_words(policy):
    assert short_term_day(STARTED, STARTED - DAY, policy).sentence == "Not started, last day 30 Nov 2026"
    assert short_term_day(STARTED, date(2026, 11, 20), policy).sentence == "Day 32, last day 30 Nov 2026"
    assert short_term_day(STARTED, date(2026, 12, 1), policy).sentence == "Day 43, past the last day 30 Nov 2026"
    extended = short_term_day(STARTED, date(2026, 12, 1), policy, date(2026, 12, 7))
    assert extended.sentence == "Day 43, extended until 7 Dec 2026"


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (41, ShortTermState.RUNNING),
        (42, ShortTermState.ENDING),
        (49, ShortTermState.ENDING),
        (50, ShortTermState.OVERDUE),
    ],
)
def test_an_extension_moves_the_last_day_and_the_question_before_it(policy, day, state):
    found = short_term_day(STARTED, STARTED + (day - 1) * DAY, policy, STARTED + 48 * DAY)
    assert (found.state, found.extended) == (state, True)


@pytest.mark.rule("PSP-7")
def test_an_extension_never_shortens_the_six_weeks(policy):
    six_weeks = STARTED + 41 * DAY
    assert last_day_of_short_term(STARTED, policy, STARTED + 10 * DAY) == six_weeks
    assert not short_term_day(STARTED, STARTED, policy, six_weeks).extended
    assert short_term_day(STARTED, STARTED, policy, six_weeks + DAY).extended


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("gaining", "until", "before", "words"),
    [
        (True, STARTED + 42 * DAY, None, []),
        (True, STARTED + 41 * DAY, None, ["later than 30 Nov 2026"]),
        (True, None, None, ["later than 30 Nov 2026"]),
        (False, STARTED + 42 * DAY, None, ["interim support"]),
        (False, None, None, ["interim support", "later than"]),
        (True, STARTED + 48 * DAY, STARTED + 48 * DAY, ["later than 7 Dec 2026"]),
        (True, STARTED + 49 * DAY, STARTED + 48 * DAY, []),
    ],
)
def test_only_somebody_still_gaining_independence_is_extended_until_a_later_day(policy, gaining, until, before, words):
    lacks = extension_lacks(
        still_gaining_independence=gaining, until=until, started=STARTED, policy=policy, extended_until=before
    )
    assert [each.rule for each in lacks] == ["PSP-7"] * len(words)
    assert all(word in lack.sentence for word, lack in zip(words, lacks, strict=True))
