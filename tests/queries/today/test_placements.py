"""A placement out of order that has run out: its line on Today, and the two ways out."""

from datetime import timedelta

import pytest

from app.queries.referrals.one import referral as one
from app.queries.today.prompts import PromptGroup, today
from app.services import referrals
from models.referrals import Referral
from models.rules.referrals.offers import Offer
from models.vocabulary.referrals import Band

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PLACED = {"band": Band.FROM_HOSPITAL, "because": "Carer ill", "consulted": "Care Hub"}


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def lines(office):
    return [row for row in office.ask(today) if row.rule == "REF-11"]


@pytest.fixture
def placed(office):
    """A referral placed out of order up to and including tomorrow at this hour."""
    key = office.a_referral()
    do(office, referrals.place_out_of_order, key, expires_at=office.now + DAY, **PLACED)
    return key


@pytest.mark.rule("REF-11")
@pytest.mark.parametrize(("after", "shown"), [(-SECOND, 0), (0 * SECOND, 0), (SECOND, 1)])
def test_a_placement_holds_up_to_its_end_and_is_said_on_today_after_it(office, placed, after, shown):
    until = office.now + DAY
    office.clock.move_to(until + after)
    rows = lines(office)
    assert [(row.referral_id, row.field, row.group) for row in rows] == [
        (placed, "referrals.place", PromptGroup.OPEN)
    ] * shown
    assert all("until 21 Nov 2026 at 09:00, and stands in the order again" in row.sentence for row in rows)


@pytest.mark.rule("REF-11")
@pytest.mark.parametrize("anew", [True, False])
def test_it_is_placed_anew_or_lifted_and_one_without_an_end_asks_nothing(office, placed, anew):
    office.clock.advance(DAY + SECOND)
    assert Offer.LIFT in office.ask(one, referral=placed).offers.further
    if anew:
        do(office, referrals.place_out_of_order, placed, **PLACED)
    else:
        do(office, referrals.lift_placement, placed)
    office.clock.advance(30 * DAY)
    assert lines(office) == []


@pytest.mark.rule("REF-11")
def test_a_referral_that_has_left_says_nothing_of_its_placement(office, placed):
    do(office, referrals.withdraw, placed, care_hub_told_at=office.now)
    office.clock.advance(2 * DAY)
    assert lines(office) == []
