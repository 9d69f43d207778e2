"""When somebody is to be back: the 72 hours of STS, a return expected on a day, the visit that resets a count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.breaks import (
    BreakFacts,
    asked_next_on,
    break_prompts,
    end_prompted_from,
    has_no_visit_yet,
    is_back_too_late,
    is_long_break,
    is_long_placement,
    last_visit_lacks,
)
from models.rules.closure.expected_returns import expected_return_lacks
from models.values import london_day, start_of_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
ADMITTED = ["2026-11-02 15:00", "2026-03-28 15:00", "2026-10-24 15:00"]  # the last two, over a clock change


@pytest.fixture
def in_hospital(at):
    """In STS, admitted on 2 November at 15:00 and recorded an hour later."""
    return BreakFacts(
        kind=BreakKind.HOSPITAL,
        episode_kind=EpisodeKind.SHORT_TERM,
        began_at=at("2026-11-02 15:00"),
        last_visit_on=date(2026, 11, 2),
        last_asked_at=at("2026-11-02 16:00"),
    )


def sentences(facts, moment, policy):
    return [each.sentence for each in break_prompts("Mary Smith", facts, moment, policy)]


def admitted(facts, at, moment, **other):
    began = at(moment)
    return replace(facts, began_at=began, last_visit_on=london_day(began), last_asked_at=began + HOUR, **other)


# --- Hospital, in STS -----------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("admission", ADMITTED)
@pytest.mark.parametrize(("after", "is_late"), [(72 * HOUR - SECOND, 0), (72 * HOUR, 0), (72 * HOUR + SECOND, 1)])
def test_a_return_expected_later_than_72_hours_prompts_the_end_as_soon_as_it_is_known(
    in_hospital, at, policy, admission, after, is_late
):
    facts = admitted(in_hospital, at, admission)
    facts = replace(facts, return_expected_at=facts.began_at + after)
    assert is_back_too_late(facts, policy) is bool(is_late)
    known = facts.last_asked_at
    assert end_prompted_from(facts, policy) == (known if is_late else facts.began_at + 72 * HOUR)
    assert sentences(facts, known - SECOND, policy) == []
    assert len(sentences(facts, known, policy)) == is_late


@pytest.mark.rule("END-3")
def test_the_sentence_of_a_late_return_says_the_day_and_offers_that_of_the_admission(in_hospital, at, policy):
    late = replace(in_hospital, return_expected_at=at("2026-11-09 00:00"))
    (said,) = sentences(late, at("2026-11-02 16:00"), policy)
    assert said == (
        "Mary Smith is in hospital and expected back on 9 Nov 2026, later than 72 hours after the admission: "
        "end the service, offered as of 2 Nov 2026."
    )
    assert asked_next_on(late, policy) is None


@pytest.mark.rule("END-3")
def test_a_return_expected_on_a_day_counts_from_that_days_beginning(in_hospital, at, policy):
    on_the_last_day = replace(in_hospital, return_expected_at=start_of_day(date(2026, 11, 5)))
    assert not is_back_too_late(on_the_last_day, policy)
    assert is_back_too_late(replace(on_the_last_day, return_expected_at=start_of_day(date(2026, 11, 6))), policy)
    at_midnight = replace(on_the_last_day, began_at=at("2026-11-02 00:00"))
    assert not is_back_too_late(at_midnight, policy)


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("admission", ADMITTED)
def test_72_hours_in_hospital_without_a_return_prompt_the_end_and_no_more_question(in_hospital, at, policy, admission):
    facts = admitted(in_hospital, at, admission)
    limit = facts.began_at + 72 * HOUR
    asked = replace(facts, last_asked_at=limit - 24 * HOUR)
    assert sentences(asked, limit - SECOND, policy) == [
        "Mary Smith is in hospital: is a return within 72 hours of the admission still planned?"
    ]
    (prompt,) = break_prompts("Mary Smith", asked, limit - SECOND, policy)
    assert prompt.due == limit  # the question is settled by then, or it becomes that of the end
    (ending,) = sentences(asked, limit, policy)
    assert "has been in hospital for 72 hours: end the service" in ending
    assert sentences(replace(asked, returned_at=limit, next_visit_on=london_day(limit)), limit, policy) == []


@pytest.mark.rule("END-3")
def test_a_break_that_is_typed_in_late_prompts_from_its_72nd_hour(in_hospital, at, policy):
    late = replace(in_hospital, last_asked_at=at("2026-11-10 09:00"), return_still_planned=False)
    assert end_prompted_from(late, policy) == at("2026-11-05 15:00")


@pytest.mark.rule("END-3")
def test_another_answer_takes_the_prompt_away_until_the_72_hours_have_passed(in_hospital, at, policy):
    answered = replace(in_hospital, return_expected_at=at("2026-11-05 10:00"), last_asked_at=at("2026-11-04 09:00"))
    assert sentences(answered, at("2026-11-04 23:59"), policy) == []
    assert len(sentences(answered, at("2026-11-05 15:00"), policy)) == 1


# --- Care home, in STS ----------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
def test_a_placement_from_which_no_return_is_planned_any_more_ends_sts_at_the_move(in_hospital, policy):
    moved = replace(in_hospital, kind=BreakKind.CARE_HOME, return_still_planned=False)
    assert is_long_placement(moved, policy)
    assert end_prompted_from(moved, policy) == moved.began_at


@pytest.mark.rule("END-3")
def test_a_placement_that_was_to_be_over_is_asked_about_on_its_day_until_its_limit(in_hospital, at, policy):
    moved = replace(in_hospital, kind=BreakKind.CARE_HOME, return_expected_at=at("2026-11-04 11:00"))
    assert sentences(moved, at("2026-11-03 23:59"), policy) == []
    asks = ["Mary Smith was to be back on 4 Nov 2026: record the return, or ask when they come back."]
    assert sentences(moved, at("2026-11-04 00:00"), policy) == asks
    assert sentences(moved, at("2026-11-05 14:59"), policy) == asks
    (ending,) = sentences(moved, at("2026-11-05 15:00"), policy)
    assert "in a care home for 72 hours" in ending


# --- Other breaks, and interim --------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("kind", [BreakKind.FAMILY, BreakKind.AWAY])
def test_a_return_from_family_or_away_is_asked_about_on_its_day_and_weekly_before_and_after(
    in_hospital, at, policy, kind
):
    away = replace(in_hospital, kind=kind, return_expected_at=at("2026-11-12 00:00"))
    assert asked_next_on(away, policy) == date(2026, 11, 9)
    asked = replace(away, last_asked_at=at("2026-11-09 10:00"))
    assert asked_next_on(asked, policy) == date(2026, 11, 12)
    assert "was to be back on 12 Nov 2026" in sentences(asked, at("2026-11-12 00:00"), policy)[0]
    again = replace(away, last_asked_at=at("2026-11-12 10:00"))
    assert asked_next_on(again, policy) == date(2026, 11, 19)


@pytest.mark.rule("END-3")
@pytest.mark.parametrize("kind", list(BreakKind))
def test_in_interim_a_return_that_was_expected_is_asked_about_on_its_day(in_hospital, at, policy, kind):
    away = replace(
        in_hospital, kind=kind, episode_kind=EpisodeKind.INTERIM_TEAM, return_expected_at=at("2026-11-08 00:00")
    )
    assert sentences(away, at("2026-11-07 23:59"), policy) == []
    assert "was to be back on 8 Nov 2026" in sentences(away, at("2026-11-08 00:00"), policy)[0]
    after_the_limit = replace(away, return_expected_at=at("2026-11-17 00:00"))
    assert asked_next_on(after_the_limit, policy) is None
    (ending,) = sentences(after_the_limit, at("2026-11-17 00:00"), policy)
    assert "end the service" in ending


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("next_visit", "is_long"), [(16, False), (17, True), (18, True)])
def test_in_interim_the_days_go_on_after_a_return_until_the_next_visit(in_hospital, at, policy, next_visit, is_long):
    visit = date(2026, 11, next_visit)
    back = replace(
        in_hospital,
        episode_kind=EpisodeKind.INTERIM_IN_STS,
        returned_at=at("2026-11-10 10:00"),
        next_visit_on=visit,
    )
    before = at("2026-11-17 00:00")
    assert not is_long_break(back, date(2026, 11, 16), policy)
    assert is_long_break(back, date(2026, 11, 17), policy) is is_long
    assert end_prompted_from(back, policy) == (before if is_long else None)
    assert len(sentences(back, before, policy)) == int(is_long and next_visit > before.day)
    assert has_no_visit_yet(back, visit - timedelta(days=1))
    assert not has_no_visit_yet(back, visit)
    assert sentences(back, start_of_day(visit), policy) == []


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("day", "passes"), [(1, True), (2, True), (3, False), (9, False), (10, True)])
def test_no_visit_lies_between_the_two_that_a_break_before_is_counted_between(in_hospital, at, day, passes):
    before = replace(in_hospital, returned_at=at("2026-11-08 10:00"), next_visit_on=date(2026, 11, 10))
    assert (last_visit_lacks(date(2026, 11, day), before) == ()) is passes
    assert last_visit_lacks(date(2026, 11, day), None) == ()


# --- Which day is expected ------------------------------------------------------------------------------------


@pytest.mark.rule("END-3")
def test_nobody_is_expected_back_before_the_day_on_which_they_left(now, policy):
    began = now - 48 * HOUR

    def lacks(expected, *, is_meant=True):
        return expected_return_lacks(expected, began, now, policy, is_meant=is_meant)

    assert lacks(start_of_day(london_day(began))) == ()
    (refused,) = lacks(start_of_day(london_day(began)) - SECOND)
    assert (refused.rule, refused.field) == ("END-3", "expected")
    assert lacks(None, is_meant=False) == ()


@pytest.mark.rule("END-3", "PSP-2")
@pytest.mark.parametrize(("days", "is_asked"), [(-1, True), (0, False), (42, False), (43, True), (3 * 365, True)])
def test_an_expected_return_that_has_passed_or_lies_far_ahead_is_asked_about(now, policy, days, is_asked):
    expected = start_of_day(london_day(now) + timedelta(days=days))
    lacks = expected_return_lacks(expected, now - 96 * HOUR, now, policy, is_meant=False)
    assert [each.field for each in lacks] == ["return_is_meant"] * is_asked
    assert all("say that it is meant" in each.sentence for each in lacks)
    assert expected_return_lacks(expected, now - 96 * HOUR, now, policy, is_meant=True) == ()
