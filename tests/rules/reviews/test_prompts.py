"""What Today says of long-term reviews: from when, until when, where it is settled, and when it is silent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.clocks import end_of_day
from models.rules.reviews.prompts import LettersFacts, letters_prompts, review_prompts
from models.rules.reviews.review import ReviewFacts
from models.values import start_of_day
from models.vocabulary.reviews import ReviewOutcome, StaysBecause

pytestmark = pytest.mark.rule("LTR-1")
DAY = timedelta(days=1)
OPENED, TODAY = date(2026, 11, 2), date(2026, 11, 20)
NEW = ReviewFacts(opened_on=OPENED)
MET = replace(NEW, letter_sent_on=OPENED, met_on=TODAY)
MOVES = replace(MET, outcome=ReviewOutcome.PVI, decided_on=TODAY, provider="Peak Care", starts_on=TODAY + 7 * DAY)
STAYS = replace(MET, outcome=ReviewOutcome.STAYS, decided_on=TODAY, stays_because=StaysBecause.NO_PROVIDER)


@pytest.fixture
def said(policy):
    return lambda facts: review_prompts("Jo Gill", facts, policy)


def test_the_letters_of_an_area_are_one_line_from_its_opening():
    assert letters_prompts(LettersFacts("Buxton", OPENED, 0)) == ()
    (one,) = letters_prompts(LettersFacts("Buxton", OPENED, 1))
    assert one.sentence.endswith("still to be sent to one person.")
    (prompt,) = letters_prompts(LettersFacts("Buxton", OPENED, 12))
    assert prompt.sentence.startswith("Buxton: the letter")
    assert prompt.sentence.endswith("to 12 people.")
    assert (prompt.shown_from, prompt.due, prompt.field) == (start_of_day(OPENED), None, "reviews.letters")


def test_a_planned_visit_is_due_on_its_day_until_somebody_is_met(said):
    assert said(NEW) == ()
    (prompt,) = said(replace(NEW, planned_on=TODAY))
    assert "planned for 20 Nov 2026" in prompt.sentence
    assert (prompt.shown_from, prompt.due) == (start_of_day(TODAY), end_of_day(TODAY))
    assert prompt.field == "reviews.met"


def test_whoever_was_written_to_is_asked_a_day_for_and_later_it_is_late(said, policy):
    written = replace(NEW, letter_sent_on=OPENED)
    (prompt,) = said(written)
    assert prompt.sentence.startswith("Jo Gill was written to about the review on 2 Nov 2026, and no day is planned")
    assert prompt.shown_from == start_of_day(OPENED + policy.review_arranged_after)
    assert prompt.due == end_of_day(OPENED + policy.review_arranged_within)
    assert prompt.field == "reviews.arrange"
    assert [each.field for each in said(replace(written, planned_on=TODAY))] == ["reviews.met"]
    assert [each.field for each in said(replace(written, met_on=TODAY))] == ["reviews.decide"]
    assert said(replace(written, closed_on=TODAY)) == ()


def test_a_day_is_never_late_before_it_is_asked_for(policy):
    odd = replace(policy, review_arranged_after=20 * DAY, review_arranged_within=5 * DAY)
    (prompt,) = review_prompts("Jo Gill", replace(NEW, letter_sent_on=OPENED), odd)
    assert (prompt.shown_from, prompt.due) == (start_of_day(OPENED + 20 * DAY), end_of_day(OPENED + 20 * DAY))


def test_after_the_meeting_the_outcome_is_asked_for(said):
    (prompt,) = said(replace(MET, planned_on=TODAY))
    assert "talked over on 20 Nov 2026" in prompt.sentence
    assert (prompt.shown_from, prompt.due, prompt.field) == (start_of_day(TODAY), None, "reviews.decide")


def test_a_move_is_handed_over_before_the_providers_first_day(said):
    (prompt,) = said(MOVES)
    assert "Peak Care from 27 Nov 2026. Record the hand-over" in prompt.sentence  # as true once that day is past
    assert (prompt.shown_from, prompt.due) == (start_of_day(TODAY), end_of_day(TODAY + 6 * DAY))
    assert prompt.field == "reviews.hand_over"
    (at_once,) = said(replace(MOVES, starts_on=TODAY))
    assert at_once.due == end_of_day(TODAY)
    assert said(replace(MOVES, handed_over_on=TODAY)) == ()


def test_where_no_provider_was_found_it_is_asked_again_after_what_the_office_has_set(said, policy):
    (prompt,) = said(STAYS)
    assert prompt.shown_from == start_of_day(TODAY + policy.review_provider_asked_after)
    assert (prompt.due, prompt.field) == (None, "reviews.decide")
    assert "no provider was found by 20 Nov 2026" in prompt.sentence
    assert said(replace(STAYS, stays_because=StaysBecause.OWN_CHOICE)) == ()


def test_whoever_left_or_takes_a_direct_payment_is_asked_nothing_of(said):
    direct = replace(MET, outcome=ReviewOutcome.DIRECT_PAYMENT, decided_on=TODAY, starts_on=TODAY + DAY)
    assert said(direct) == ()
    assert [said(replace(each, closed_on=TODAY)) for each in (MET, MOVES, STAYS)] == [(), (), ()]
