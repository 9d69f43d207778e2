"""What taking on some of a referral's calls would mean, before anybody does it."""

import pytest

from app.queries.referrals.part import part
from app.services import referrals
from models.referrals import Referral
from models.values import Call
from tests.builders import visit

MORNING, TEA = visit(Call.MORNING, 45, 2), visit(Call.TEA)


@pytest.mark.rule("REF-17")
def test_both_halves_are_said_in_words_with_whether_the_first_fits(office):
    asked = office.a_referral(MORNING, TEA)
    seen = office.ask(part, referral=asked, starting=(MORNING,))
    assert seen.starting == "Now: Mon–Sun: morning 45 ×2 (10.5 h a week)"
    assert seen.remaining == "Stays in the queue: Mon–Sun: tea 30 (3.5 h a week)"
    assert seen.fits
    assert seen.lacks == ()
    assert "fits" in seen.room


@pytest.mark.rule("REF-17")
def test_nothing_chosen_or_everything_chosen_is_no_part(office):
    asked = office.a_referral(MORNING, TEA)
    assert "Choose the visits" in office.ask(part, referral=asked, starting=()).room
    assert "accept the whole" in office.ask(part, referral=asked, starting=(MORNING, TEA)).room


@pytest.mark.rule("REF-15")
def test_a_part_that_is_more_than_is_free_is_said_not_to_fit(office):
    asked = office.a_referral(visit(Call.MORNING, 600, 2), TEA)
    seen = office.ask(part, referral=asked, starting=(visit(Call.MORNING, 600, 2),))
    assert not seen.fits
    assert "doesn't fit" in seen.room


@pytest.mark.rule("REF-17")
def test_what_acceptance_lacks_is_said_before_the_part_is_taken_on(office):
    asked = office.a_referral(MORNING, TEA, alternatives_considered="")
    lacks = office.ask(part, referral=asked, starting=(TEA,)).lacks
    assert [each.rule for each in lacks] == ["REF-4"]


@pytest.mark.rule("REF-17")
def test_hours_that_are_held_for_the_whole_are_there_for_the_part(office):
    asked = office.a_referral(visit(Call.MORNING, 360, 2), TEA)
    office.do(referrals.accept, referral=asked, seen=1)
    office.do(referrals.hold_capacity, referral=asked, seen=office.version(Referral, asked))
    seen = office.ask(part, referral=asked, starting=(visit(Call.MORNING, 360, 2),))
    assert seen.fits
    assert "already" in seen.room
