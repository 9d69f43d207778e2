"""Ending, closing, reopening, and what a death changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.closing import AT_UNSAID, AtFacts, at_lacks, closed_already_lacks, closing_lacks, untick_lacks
from models.rules.closure.deaths import (
    DeathFacts,
    confirming_lacks,
    death_date_lacks,
    death_question,
    paper_lacks,
    undoing_death_lacks,
)
from models.rules.closure.ending import (
    EndingFacts,
    asks_for,
    end_ahead_lacks,
    end_offered_at,
    ended_lacks,
    ending_lacks,
    reasons_for,
    reopenable_lacks,
    reopening_lacks,
    running_lacks,
)
from models.vocabulary.closure import AtOutcome, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind

R = EndReason
SHORT = {R.GOALS_ACHIEVED, R.ONGOING_ARRANGED, R.CARE_HOME, R.HOSPITAL, R.DIED}
INTERIM = {R.PVI_FOUND, R.NEEDS_CHANGED, R.LONG_BREAK, R.RESIDENTIAL, R.DIED}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ending(at):
    return EndingFacts(
        kind=EpisodeKind.SHORT_TERM,
        reason=R.GOALS_ACHIEVED,
        started_at=at("2026-10-12 09:00"),
        ends_at=at("2026-11-20 09:00"),
    )


@pytest.mark.rule("END-1", "END-2")
@pytest.mark.parametrize("kind", list(EpisodeKind))
@pytest.mark.parametrize("reason", [each for each in R if each is not R.TRANSFERRED])
def test_each_kind_of_episode_ends_for_its_own_reasons(ending, kind, reason):
    allowed = INTERIM if kind.is_interim else SHORT
    lacks = ending_lacks(
        replace(ending, kind=kind, reason=reason, has_long_break=True, reassessed_on=date(2026, 11, 20))
    )
    assert set(reasons_for(kind)) == allowed
    assert (lacks == ()) is (reason in allowed)
    assert [each.rule for each in lacks] == ([] if reason in allowed else ["END-2" if kind.is_interim else "END-1"])


@pytest.mark.rule("END-2", "MILE-3")
@pytest.mark.parametrize("kind", [each for each in EpisodeKind if each.is_interim])
def test_changed_needs_end_interim_on_the_day_of_a_reassessment_or_later(ending, kind, passes_around):
    changed = replace(ending, kind=kind, reason=R.NEEDS_CHANGED)
    (lack,) = ending_lacks(changed)
    assert (lack.who, lack.field) == ("the SW, CCW or case coordinator", "closure.reassess")
    day = date(2026, 11, 20)
    assert passes_around(day, lambda on: ending_lacks(replace(changed, reassessed_on=on))) == [True, True, False]
    short = ending_lacks(replace(changed, kind=EpisodeKind.SHORT_TERM))
    assert [each.rule for each in short] == ["END-1"]  # there the reason itself is refused


@pytest.mark.rule("END-1", "END-2")
@pytest.mark.parametrize("reason", list(R))
def test_every_reason_says_what_it_asks_for(reason):
    assert asks_for(reason)


@pytest.mark.rule("END-1", "INT-7")
def test_a_transfer_ends_an_episode_only_by_its_hand_over(ending):
    by_hand = replace(ending, reason=R.TRANSFERRED)
    assert "hand-over" in ending_lacks(by_hand)[0].sentence
    assert ending_lacks(replace(by_hand, is_hand_over=True)) == ()


@pytest.mark.rule("END-3")
def test_a_long_break_ends_interim_only_where_one_is_recorded(ending):
    facts = replace(ending, kind=EpisodeKind.INTERIM_TEAM, reason=R.LONG_BREAK)
    assert [each.rule for each in ending_lacks(facts)] == ["END-3"]
    assert ending_lacks(replace(facts, has_long_break=True)) == ()


@pytest.mark.rule("END-1")
def test_an_end_is_not_before_the_start(ending):
    assert ending_lacks(replace(ending, ends_at=ending.started_at)) == ()
    (lack,) = ending_lacks(replace(ending, ends_at=ending.started_at - MINUTE))
    assert "12 Oct 2026" in lack.sentence
    assert lack.rule == "END-1"
    interim = replace(ending, kind=EpisodeKind.INTERIM_TEAM, reason=R.PVI_FOUND, ends_at=ending.started_at - MINUTE)
    assert [each.rule for each in ending_lacks(interim)] == ["END-2"]


@pytest.mark.rule("END-8")
def test_an_end_by_death_follows_its_report(ending):
    died = replace(ending, reason=R.DIED, is_death_known=False)
    assert [each.rule for each in ending_lacks(died)] == ["END-8"]
    assert ending_lacks(replace(died, is_death_known=True)) == ()
    assert ending_lacks(replace(died, reason=R.GOALS_ACHIEVED)) == ()


@pytest.mark.rule("END-8")
def test_support_never_ends_after_death(ending, at):
    died = replace(ending, reason=R.DIED, died_on=date(2026, 11, 20))
    assert ending_lacks(replace(died, ends_at=at("2026-11-20 23:59"))) == ()
    assert [each.rule for each in ending_lacks(replace(died, ends_at=at("2026-11-21 00:00")))] == ["END-8"]


@pytest.mark.rule("END-4")
@pytest.mark.parametrize("missing", list(ClosingStepKind))
def test_a_package_is_closed_when_all_three_steps_are_done(missing):
    done = frozenset(ClosingStepKind) - {missing}
    assert [each.rule for each in closing_lacks(done)] == ["END-4"]
    assert closing_lacks(frozenset(ClosingStepKind)) == ()
    assert len(closing_lacks(frozenset())) == 3
    assert {"PO": "purchase order"}.get(missing.name[-2:], missing.name[-3:]) in closing_lacks(done)[0].sentence or (
        missing is ClosingStepKind.UPDATE_MOSAIC
    )


@pytest.mark.rule("END-5")
def test_assistive_technology_needs_an_outcome_and_its_form(at):
    moment = at("2026-11-20 09:00")
    assert at_lacks(AtFacts(given=False)) == ()
    assert [each.sentence for each in at_lacks(AtFacts())] == [AT_UNSAID]
    assert len(at_lacks(AtFacts(given=True))) == 2
    decided = AtFacts(given=True, outcome=AtOutcome.CONTINUE_PAY)
    assert "form" in at_lacks(decided)[0].sentence
    assert "outcome" not in at_lacks(decided)[0].sentence
    assert "who pays" in at_lacks(AtFacts(given=True, recorded_at=moment))[0].sentence
    assert at_lacks(replace(decided, recorded_at=moment)) == ()


@pytest.mark.rule("END-6", "END-8")
def test_a_death_reported_or_confirmed_stops_papers_to_the_person(at):
    moment = at("2026-11-20 09:00")
    reported, confirmed = DeathFacts(reported_at=moment), DeathFacts(confirmed_at=moment, died_on=date(2026, 11, 19))
    assert not DeathFacts().is_known
    assert paper_lacks(DeathFacts()) == ()
    assert reported.is_known
    assert "reported" in paper_lacks(reported)[0].sentence
    assert confirmed.is_known
    assert "confirmed" in paper_lacks(confirmed)[0].sentence


@pytest.mark.rule("END-8")
@pytest.mark.parametrize(
    ("died_on", "word"), [(None, "Give the date"), (date(2026, 11, 21), "after today"), (date(2026, 11, 20), "")]
)
def test_a_death_is_confirmed_with_a_date_that_is_not_ahead(died_on, word):
    lacks = confirming_lacks(died_on, date(2026, 11, 20))
    assert len(lacks) == bool(word)
    assert all(word in each.sentence for each in lacks)


@pytest.mark.rule("END-8")
def test_visits_after_the_date_of_death_are_asked_about():
    died = date(2026, 11, 19)
    assert death_question(died, None) == ""
    assert death_question(died, died) == ""
    assert "20 Nov 2026" in death_question(died, date(2026, 11, 20))


@pytest.mark.rule("END-7")
def test_a_mistaken_closure_is_reopened_with_a_reason_and_never_beside_another_episode():
    assert reopening_lacks("the wrong Mary Smith") == ()
    assert [each.rule for each in reopening_lacks(" ")] == ["END-7"]
    assert "another open episode" in reopening_lacks("a mistake", has_open_episode=True)[0].sentence


@pytest.mark.rule("END-1", "END-2")
@pytest.mark.parametrize("kind", list(EpisodeKind))
def test_an_end_is_recorded_when_it_has_come(kind, now, passes_around):
    assert passes_around(now, lambda ends_at: end_ahead_lacks(kind, ends_at, now)) == [True, True, False]
    (lack,) = end_ahead_lacks(kind, now + MINUTE, now)
    assert lack.rule == ("END-2" if kind.is_interim else "END-1")


@pytest.mark.rule("END-1")
def test_an_end_in_the_hour_that_comes_twice_is_not_ahead(hour_twice):
    first, second = hour_twice
    assert end_ahead_lacks(EpisodeKind.SHORT_TERM, first, second) == ()
    assert end_ahead_lacks(EpisodeKind.SHORT_TERM, second, first) != ()


@pytest.mark.rule("END-7")
def test_nothing_more_is_recorded_for_an_episode_that_has_ended(now):
    assert running_lacks(None) == ()
    assert [each.who for each in running_lacks(now)] == ["the DSO, by reopening it"]


@pytest.mark.rule("END-4")
def test_a_package_is_settled_after_the_end_and_until_it_is_closed(now):
    assert (
        ended_lacks(has_ended=True, has_package=True)
        == closed_already_lacks(None)
        == untick_lacks(is_ticked=True)
        == ()
    )
    said = (
        *ended_lacks(has_ended=False, has_package=False),
        *closed_already_lacks(now),
        *untick_lacks(is_ticked=False),
    )
    assert [each.rule for each in said] == ["END-4"] * 3
    assert [each.who for each in said] == ["the DSO", "the DSO, by reopening it", "nobody"]


@pytest.mark.rule("END-4")
def test_what_ended_without_a_package_is_not_told_to_end_first():
    (moved,) = ended_lacks(has_ended=True, has_package=False)
    assert moved.sentence.startswith("It ended with the move to interim support")
    (undone,) = ended_lacks(has_ended=True, has_package=False, was_undone=True)
    assert undone.sentence.startswith("Its start was undone")


@pytest.mark.rule("END-7")
def test_what_was_ended_is_reopened_unless_it_never_began_or_went_on():
    for reason in (None, *R):
        lacks = reopenable_lacks(has_ended=True, reason=reason)
        assert (lacks == ()) is (reason is not R.TRANSFERRED)
    (going_on,) = reopenable_lacks(has_ended=False, was_undone=True, reason=R.TRANSFERRED)
    (undone,) = reopenable_lacks(has_ended=True, was_undone=True, reason=R.TRANSFERRED)
    assert (going_on.sentence, undone.who) == ("This episode hasn't ended.", "the DSO")


@pytest.mark.rule("END-8")
def test_a_death_is_dated_from_the_birth_on(passes_around):
    born = date(1940, 5, 3)
    assert passes_around(born, lambda died_on: death_date_lacks(died_on, born)) == [False, True, True]
    assert death_date_lacks(date(1940, 5, 2), None) == ()


@pytest.mark.rule("END-8")
def test_only_a_recorded_death_is_undone(now):
    assert undoing_death_lacks(now) == ()
    assert [each.sentence for each in undoing_death_lacks(None)] == ["No death is recorded for this person."]


@pytest.mark.rule("END-3", "END-8")
def test_a_death_offers_its_day_but_not_before_the_start_and_else_the_break_offers_the_end(at):
    started, away = at("2026-11-02 10:00"), at("2026-11-10 15:00")
    assert end_offered_at(date(2026, 11, 5), started, away) == at("2026-11-05 00:00")
    assert end_offered_at(date(2026, 11, 2), started, away) == started
    assert end_offered_at(None, started, away) == away
    assert end_offered_at(None, started, None) is None
