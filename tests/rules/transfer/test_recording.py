"""What is recorded on the way to ongoing care, at and around each limit."""

import pytest

from models.rules.transfer import recording
from models.vocabulary.staff import TeamKind


@pytest.mark.rule("INT-1")
def test_a_fact_is_recorded_when_it_has_happened(now, passes_around):
    assert passes_around(now, lambda at: recording.happened_lacks("Sending", at, now)) == [True, True, False]


@pytest.mark.rule("INT-1")
def test_the_sentence_names_the_fact_that_lies_ahead(hour_twice):
    first, second = hour_twice
    assert recording.happened_lacks("Sending", first, second) == ()
    (lack,) = recording.happened_lacks("The FABO referral", second, first)
    assert lack.sentence == "The FABO referral lies in the future: record it when it has happened."


@pytest.mark.rule("INT-1", "INT-7")
def test_nothing_is_done_for_a_transfer_that_was_given_up_is_not_there_or_is_done(now):
    assert recording.given_up_lacks(None) == recording.under_way_lacks(is_under_way=True) == ()
    assert recording.moved_lacks(has_moved=False) == ()
    assert [each.who for each in recording.given_up_lacks(now)] == ["the MDT, by agreeing a new one"]
    assert [each.rule for each in recording.under_way_lacks(is_under_way=False)] == ["INT-1"]
    assert [each.rule for each in recording.moved_lacks(has_moved=True)] == ["INT-7"]


@pytest.mark.rule("INT-7")
def test_the_move_lies_between_the_start_of_the_episode_and_now(now, at, passes_around):
    long_ago = at("2026-01-05 09:00")
    assert passes_around(now, lambda moved: recording.move_moment_lacks(moved, long_ago, now)) == [True, True, False]
    later = at("2026-12-01 09:00")
    assert passes_around(now, lambda moved: recording.move_moment_lacks(moved, now, later)) == [False, True, True]


@pytest.mark.rule("INT-7")
def test_a_move_in_the_hour_that_comes_twice_is_neither_ahead_nor_before_the_start(hour_twice):
    first, second = hour_twice
    assert recording.move_moment_lacks(second, first, second) == ()
    assert recording.move_moment_lacks(first, second, second) != ()
    assert recording.move_moment_lacks(second, first, first) != ()


@pytest.mark.rule("INT-2")
def test_brokerage_lists_what_was_sent_to_it(now, passes_around):
    assert passes_around(now, lambda sent: recording.sending_lacks(sent, now)) == [True, True, False]
    assert passes_around(now, lambda listed: recording.listing_lacks(listed, now)) == [False, True, True]
    assert recording.sending_lacks(now, None) == ()
    assert [each.who for each in recording.listing_lacks(now, None)] == ["the case coordinator"]


@pytest.mark.rule("INT-2")
def test_a_package_is_sent_and_listed_in_the_hour_that_comes_twice(hour_twice):
    first, second = hour_twice
    assert recording.sending_lacks(first, second) == recording.listing_lacks(second, first) == ()
    assert recording.sending_lacks(second, first) != ()
    assert recording.listing_lacks(first, second) != ()


@pytest.mark.rule("INT-6")
def test_an_offer_is_somebodys_and_falls_through_only_when_it_was_made(now, nothing_said):
    assert recording.provider_lacks("Kind Care") == recording.offer_lacks(now) == ()
    assert [each.who for each in recording.provider_lacks(nothing_said)] == ["Brokerage"]
    assert [each.rule for each in recording.offer_lacks(None)] == ["INT-6"]


@pytest.mark.rule("INT-1")
def test_the_persons_own_search_is_dated_and_evidenced(at, passes_around, nothing_said):
    today = at("2026-11-20 09:00").date()
    assert passes_around(today, lambda day: recording.own_search_lacks(day, "Letters", today)) == [True, True, False]
    assert [each.who for each in recording.own_search_lacks(today, nothing_said, today)] == ["the person"]


@pytest.mark.rule("INT-3")
def test_a_transfer_has_a_reason_that_the_psp_takes_along(nothing_said):
    assert recording.reason_lacks("Waits for care") == ()
    assert [(each.rule, each.who) for each in recording.reason_lacks(nothing_said)] == [("INT-3", "the MDT")]


@pytest.mark.rule("INT-3")
@pytest.mark.parametrize("has_team", [True, False])
@pytest.mark.parametrize("has_dso", [True, False])
def test_a_team_and_its_dso_receive_the_person(has_team, has_dso):
    assert (recording.receiver_lacks(has_team=has_team, has_dso=has_dso) == ()) is (has_team and has_dso)


@pytest.mark.rule("INT-3")
@pytest.mark.parametrize("kind", list(TeamKind))
def test_only_an_interim_team_receives_somebody(kind):
    assert (recording.receiving_team_lacks(kind) == ()) is (kind is TeamKind.INTERIM)


@pytest.mark.rule("INT-5")
@pytest.mark.parametrize("is_another", [True, False])
@pytest.mark.parametrize("is_accepted", [True, False])
def test_who_has_accepted_is_not_passed_over(is_another, is_accepted):
    lacks = recording.another_route_lacks(is_another=is_another, is_accepted=is_accepted)
    assert bool(lacks) is (is_another and is_accepted)
