"""Agreements about calls that take turns in two weeks: what the signed paper keeps, and what is due when they swap."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.papers.agreement import draw, prepare
from app.queries.agreement.renewals import renewals
from app.queries.transfer.transfer import transfer
from app.services.agreement import signing
from models.agreement import Agreement
from models.values import Call, PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A, WEEK_B
from reports.layout.styles import Edition
from tests.builders import visit
from tests.papers.test_agreement import a_rate, an_interim, issue
from tests.papers.test_continuity import words_of

SHOWER_A = PlannedVisit(frozenset({0, 2, 4}), Call.TEA, 45, weeks=WEEK_A)
SHOWER_B = PlannedVisit(frozenset({1, 3}), Call.TEA, 45, weeks=WEEK_B)


def signed(office, episode):
    made = issue(office, office.ask(prepare, episode=episode))
    office.do(signing.sign, agreement=made, seen=office.version(Agreement, made), signed_at=office.now)
    return made


@pytest.mark.rule("FUND-7")
def test_a_signed_paper_keeps_which_of_two_weeks_is_the_dearer_and_a_swap_is_due_again(office):
    a_rate(office)
    episode = an_interim(office, visit(), SHOWER_A, SHOWER_B)
    signed(office, episode)
    purchase = office.ask(transfer, episode=episode).purchase_text
    assert "\nThe week from Mon 23 Nov 2026, and every second one from then: £142.60.\n" in purchase
    assert "\nThe week from Mon 30 Nov 2026, and every second one from then: £124.00.\n" in purchase
    assert office.ask(renewals) == ()
    assert {each.agreed for each in office.ask(prepare, episode=episode).paper.periods} == {True}
    swapped = (replace(SHOWER_A, weeks=WEEK_B), replace(SHOWER_B, weeks=WEEK_A))
    office.a_plan(episode, visit(), *swapped, number=2, effective_from=office.now + timedelta(days=12))
    (due,) = office.ask(renewals)
    assert "(£142.60 in week A and £124.00 in week B → £124.00 in week A and £142.60 in week B a week)" in due.sentence
    assert [each.agreed for each in office.ask(prepare, episode=episode).paper.periods] == [True, False]


@pytest.mark.rule("FUND-7")
def test_a_charged_period_of_some_days_names_no_week_after_its_end_and_is_no_other_price(office):
    a_rate(office)
    lunch = PlannedVisit(frozenset({3}), Call.LUNCH, 60)
    episode = an_interim(office, visit(), lunch)
    signed(office, episode)
    for number, weeks, days in ((2, WEEK_A, 5), (3, EVERY_WEEK, 9)):
        week = (visit(), replace(lunch, weeks=weeks))
        office.a_plan(episode, *week, number=number, effective_from=office.now + timedelta(days=days))
    assert office.ask(renewals) == ()
    told = office.ask(prepare, episode=episode).paper.periods
    assert [(each.a_week, each.turns, each.agreed) for each in told] == [("£111.60", (), True)] * 3


@pytest.mark.rule("FUND-7")
def test_the_paper_says_of_a_week_that_comes_once_that_it_does(office):
    a_rate(office)
    episode = an_interim(office, visit(), SHOWER_A, SHOWER_B)
    office.a_plan(episode, visit(), number=2, effective_from=office.now + timedelta(days=12))
    words = words_of(draw(office.ask(prepare, episode=episode), edition=Edition.STANDARD))
    assert "The week from Monday 23 November 2026:" in words
    assert "every second week" not in words
