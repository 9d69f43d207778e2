"""Breaks in service: what is asked, and when ending is prompted, by the kind of the episode when the break began."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.breaks import (
    BreakFacts,
    asked_next_on,
    begin_lacks,
    break_prompts,
    days_without_service,
    end_offered_at,
    end_prompted_from,
    ended_already_lacks,
    is_long_break,
    is_long_placement,
    moving_lacks,
    offered_end,
    return_lacks,
)
from models.values import london_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

HOUR, STEP = timedelta(hours=1), timedelta(microseconds=1)
INTERIM = (EpisodeKind.INTERIM_TEAM, EpisodeKind.INTERIM_IN_STS)


@pytest.fixture
def in_hospital(at):
    """In STS, admitted on 2 November at 15:00."""
    return BreakFacts(
        kind=BreakKind.HOSPITAL,
        episode_kind=EpisodeKind.SHORT_TERM,
        began_at=at("2026-11-02 15:00"),
        last_visit_on=date(2026, 11, 2),
        last_asked_at=at("2026-11-02 15:00"),
    )


def shown(facts, moment, policy):
    return break_prompts("Mary Smith", facts, moment, policy)


# --- In STS: hospital -----------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
def test_a_stay_in_hospital_is_asked_about_every_day(in_hospital, at, policy):
    assert shown(in_hospital, at("2026-11-02 23:59"), policy) == ()
    (prompt,) = shown(in_hospital, at("2026-11-03 00:00"), policy)
    assert prompt.sentence == "Mary Smith is in hospital: is a return within 72 hours of the admission still planned?"
    assert (prompt.rule, prompt.field) == ("END-3", "closure.break")
    assert prompt.due == at("2026-11-04 00:00") - STEP
    answered = replace(in_hospital, last_asked_at=at("2026-11-03 08:00"))
    assert shown(answered, at("2026-11-03 23:59"), policy) == ()
    assert len(shown(answered, at("2026-11-04 00:00"), policy)) == 1


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_the_day_of_a_clock_change_is_still_one_day_to_ask(in_hospital, at, policy, day, hours):
    asked = replace(in_hospital, last_asked_at=at(f"{day} 00:00") - HOUR)
    (prompt,) = shown(asked, at(f"{day} 00:00"), policy)
    assert prompt.due - prompt.shown_from == hours * HOUR - STEP


@pytest.mark.rule("END-3")
def test_once_no_return_is_planned_ending_is_prompted_from_that_answer(in_hospital, at, policy):
    answered = replace(in_hospital, return_still_planned=False, last_asked_at=at("2026-11-04 09:30"))
    assert asked_next_on(answered, policy) is None
    assert shown(answered, at("2026-11-04 09:29"), policy) == ()
    (prompt,) = shown(answered, at("2026-11-04 09:30"), policy)
    assert "end the service, offered as of 2 Nov 2026" in prompt.sentence
    assert "no return within 72 hours" in prompt.sentence
    assert prompt.due is None


# --- In STS: care home ----------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("planned", "is_long"), [(72 * HOUR, False), (72 * HOUR + STEP, True), (71 * HOUR, False)])
def test_a_placement_planned_for_more_than_72_hours_ends_sts_at_the_move(in_hospital, policy, planned, is_long):
    moved = replace(in_hospital, kind=BreakKind.CARE_HOME, return_expected_at=in_hospital.began_at + planned)
    assert is_long_placement(moved, policy) is is_long
    expected = moved.began_at if is_long else moved.began_at + 72 * HOUR
    assert end_prompted_from(moved, policy) == expected


@pytest.mark.rule("END-3")
def test_a_placement_for_good_ends_sts_at_the_move(in_hospital, policy):
    moved = replace(in_hospital, kind=BreakKind.CARE_HOME, long_term_planned=True)
    (prompt,) = shown(moved, moved.began_at, policy)
    assert "has moved to a care home" in prompt.sentence
    assert not is_long_placement(replace(moved, kind=BreakKind.FAMILY), policy)


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("began", ["2026-11-02 15:00", "2026-03-28 15:00", "2026-10-24 15:00"])
def test_otherwise_ending_is_prompted_once_72_hours_have_passed(in_hospital, at, policy, began):
    moved = replace(in_hospital, kind=BreakKind.CARE_HOME, began_at=at(began))
    assert asked_next_on(moved, policy) is None
    assert shown(moved, at(began) + 72 * HOUR - STEP, policy) == ()
    (prompt,) = shown(moved, at(began) + 72 * HOUR, policy)
    assert "in a care home for 72 hours" in prompt.sentence


# --- In STS: family, away -------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("kind", "word"), [(BreakKind.FAMILY, "with family"), (BreakKind.AWAY, "has been away")])
def test_other_breaks_in_sts_are_asked_about_weekly_and_have_no_limit(in_hospital, at, policy, kind, word):
    away = replace(in_hospital, kind=kind, return_still_planned=False)
    assert end_prompted_from(away, policy) is None
    assert shown(away, at("2026-11-08 23:59"), policy) == ()
    (prompt,) = shown(away, at("2026-11-09 00:00"), policy)
    assert word in prompt.sentence
    assert prompt.due == at("2026-11-10 00:00") - STEP


# --- In interim -----------------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("until", "days"), [(2, 0), (3, 0), (4, 1), (16, 13), (17, 14), (18, 15)])
def test_whole_days_are_counted_between_the_last_visit_and_the_next(until, days):
    assert days_without_service(date(2026, 11, 2), date(2026, 11, until)) == days


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("kind", list(BreakKind))
@pytest.mark.parametrize("episode_kind", INTERIM)
def test_an_interim_break_of_any_cause_ends_after_14_whole_days(in_hospital, at, policy, kind, episode_kind):
    facts = replace(in_hospital, kind=kind, episode_kind=episode_kind, return_still_planned=False)
    assert asked_next_on(facts, policy) is None
    assert shown(facts, at("2026-11-16 23:59"), policy) == ()
    (prompt,) = shown(facts, at("2026-11-17 00:00"), policy)
    assert "14 days or more without a visit" in prompt.sentence
    assert "offered as of 2 Nov 2026" in prompt.sentence


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(
    ("last", "limit"), [(date(2026, 3, 20), "2026-04-04 00:00"), (date(2026, 10, 20), "2026-11-04 00:00")]
)
def test_the_14_days_are_calendar_days_across_the_clock_changes(in_hospital, at, policy, last, limit):
    facts = replace(in_hospital, episode_kind=EpisodeKind.INTERIM_TEAM, last_visit_on=last)
    assert end_prompted_from(facts, policy) == at(limit)


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("next_visit", "long"), [(16, False), (17, True)])
def test_13_days_between_two_visits_are_no_long_break_and_14_are(in_hospital, policy, next_visit, long):
    facts = replace(in_hospital, episode_kind=EpisodeKind.INTERIM_TEAM, next_visit_on=date(2026, 11, next_visit))
    assert is_long_break(facts, date(2026, 12, 1), policy) is long
    open_ = replace(facts, next_visit_on=None)
    assert is_long_break(open_, date(2026, 11, next_visit), policy) is long
    assert not is_long_break(replace(facts, episode_kind=EpisodeKind.SHORT_TERM), date(2026, 12, 1), policy)


@pytest.mark.rule("END-3")
def test_one_visit_resets_the_count_and_moves_the_offered_end(in_hospital, at, policy):
    facts = replace(in_hospital, episode_kind=EpisodeKind.INTERIM_TEAM, last_visit_on=date(2026, 11, 9))
    assert end_prompted_from(facts, policy) == at("2026-11-24 00:00")
    assert offered_end(facts) == date(2026, 11, 9)
    assert offered_end(in_hospital) == date(2026, 11, 2)


# --- Coming back ----------------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("episode_kind", list(EpisodeKind))
@pytest.mark.parametrize("kind", list(BreakKind))
def test_coming_back_ends_every_prompt_of_a_break(in_hospital, at, policy, episode_kind, kind):
    back = replace(in_hospital, kind=kind, episode_kind=episode_kind, returned_at=at("2026-11-05 10:00"))
    assert shown(back, at("2026-12-31 10:00"), policy) == ()


def beginning(moment, **other):
    """A break that begins now, after a visit of today, in an episode of long ago."""
    began_at = other.get("began_at", moment)
    facts = {"began_at": began_at, "last_visit_on": london_day(began_at), "started_at": moment - timedelta(days=30)}
    return begin_lacks(**(facts | {"last_returned_at": None, "moment": moment} | other))


@pytest.mark.rule("END-3")
def test_a_break_begins_between_the_start_of_the_episode_and_now(now, passes_around):
    assert passes_around(now, lambda began: beginning(now, began_at=began)) == [True, True, False]
    started = now - timedelta(hours=2)
    within = passes_around(started, lambda began: beginning(now, began_at=began, started_at=started))
    assert within == [False, True, True]


@pytest.mark.rule("END-3")
def test_a_break_begins_on_the_day_of_its_last_visit_or_later(now, passes_around):
    assert passes_around(london_day(now), lambda day: beginning(now, last_visit_on=day)) == [True, True, False]


@pytest.mark.rule("END-3")
def test_a_break_begins_when_the_one_before_it_has_ended(now, passes_around):
    after = passes_around(now - HOUR, lambda back: beginning(now, began_at=now - HOUR, last_returned_at=back))
    assert after == [True, True, False]


@pytest.mark.rule("END-3")
def test_a_break_begins_in_the_hour_that_comes_twice(hour_twice):
    first, second = hour_twice
    assert beginning(second, began_at=first) == ()
    assert [each.sentence for each in beginning(first, began_at=second)] == [
        "A break begins between the start of the episode and now."
    ]


@pytest.mark.rule("END-3")
def test_only_the_first_of_several_lacks_of_a_beginning_is_named(now):
    ahead = beginning(now, began_at=now + STEP, last_visit_on=date(2027, 1, 1), last_returned_at=now + HOUR)
    assert [each.sentence for each in ahead] == ["A break begins between the start of the episode and now."]


def back(moment, **other):
    returned_at = other.get("returned_at", moment)
    facts = {"returned_at": returned_at, "next_visit_on": london_day(returned_at), "began_at": moment - 24 * HOUR}
    return return_lacks(**(facts | {"moment": moment} | other))


@pytest.mark.rule("END-3")
def test_somebody_comes_back_between_the_beginning_of_the_break_and_now(now, passes_around):
    assert passes_around(now, lambda returned: back(now, returned_at=returned)) == [True, True, False]
    began = now - HOUR
    within = passes_around(began, lambda returned: back(now, returned_at=returned, began_at=began))
    assert within == [False, True, True]


@pytest.mark.rule("END-3")
def test_nobody_comes_back_before_the_break_began(in_hospital):
    began = in_hospital.began_at
    (lack,) = return_lacks(
        returned_at=began - STEP, next_visit_on=in_hospital.last_visit_on, began_at=began, moment=began
    )
    assert lack.sentence == "The return can't be before the break began on 2 Nov 2026."


@pytest.mark.rule("END-3")
def test_the_next_visit_is_on_the_day_of_the_return_or_later(now, passes_around):
    assert passes_around(london_day(now), lambda day: back(now, next_visit_on=day)) == [False, True, True]


@pytest.mark.rule("END-3")
def test_somebody_comes_back_in_the_hour_that_comes_twice(hour_twice):
    first, second = hour_twice
    assert back(second, began_at=first) == ()
    assert [each.rule for each in back(first, began_at=second)] == ["END-3"]


@pytest.mark.rule("END-3")
def test_a_break_ends_once_and_nobody_moves_while_it_is_open(now):
    assert ended_already_lacks(None) == ()
    assert [each.sentence for each in ended_already_lacks(now)] == ["This break has ended already."]
    assert moving_lacks(has_open_break=False) == ()
    assert [each.who for each in moving_lacks(has_open_break=True)] == ["the STS DSO"]


@pytest.mark.rule("END-3")
def test_the_limits_are_policy_settings(in_hospital, at, policy):
    other = replace(
        policy,
        interim_break_days=3,
        return_planned_within=24 * HOUR,
        ask_hospital_every=timedelta(days=2),
        ask_break_every=timedelta(days=3),
    )
    interim = replace(in_hospital, episode_kind=EpisodeKind.INTERIM_TEAM)
    assert end_prompted_from(interim, other) == at("2026-11-06 00:00")
    assert end_prompted_from(replace(in_hospital, kind=BreakKind.CARE_HOME), other) == at("2026-11-03 15:00")
    longer = replace(other, return_planned_within=49 * HOUR)
    assert asked_next_on(in_hospital, longer) == date(2026, 11, 4)
    assert asked_next_on(in_hospital, other) is None
    assert asked_next_on(replace(in_hospital, kind=BreakKind.AWAY), other) == date(2026, 11, 5)


@pytest.mark.rule("END-3")
def test_the_end_is_offered_as_the_break_began_or_at_the_beginning_of_the_day_of_a_visit_since(in_hospital, at):
    assert end_offered_at(in_hospital) == at("2026-11-02 15:00")
    assert end_offered_at(replace(in_hospital, last_visit_on=date(2026, 11, 9))) == at("2026-11-09 00:00")
