"""What is offered to be done with a referral at each stage."""

from dataclasses import replace

import pytest

from models.rules.referrals.offers import Offer, OfferFacts, chc_step, next_deed, offers
from models.rules.referrals.stage import ReferralDeed, Stage, offered_deeds
from models.vocabulary.referrals import ReferralOutcome

QUEUED = (
    Stage.NEW, Stage.INFORMATION_ASKED, Stage.WAITING_FOR_CAPACITY, Stage.PROMISED, Stage.HELD, Stage.HOLD_EXPIRED,
)  # fmt: skip


def a(stage, **told):
    return OfferFacts(stage=stage, **told)


@pytest.mark.rule("REF-12", "REF-15", "REF-16")
@pytest.mark.parametrize(
    ("stage", "deed"),
    [
        (Stage.NEW, ReferralDeed.ACCEPT),
        (Stage.INFORMATION_ASKED, ReferralDeed.ACCEPT),
        (Stage.WAITING_FOR_CAPACITY, ReferralDeed.CONFIRM_CAPACITY),
        (Stage.PROMISED, ReferralDeed.START),
        (Stage.HELD, ReferralDeed.START),
        (Stage.HOLD_EXPIRED, None),
        (Stage.STARTED, None),
        (Stage.DECLINED, None),
        (Stage.LAPSED, None),
    ],
)
def test_the_next_deed_follows_the_stage(stage, deed):
    assert next_deed(stage) is deed
    assert deed is None or deed in offered_deeds(stage)


@pytest.mark.rule("REF-12", "REF-13", "REF-15", "REF-16")
@pytest.mark.parametrize(
    ("stage", "beside"),
    [
        (Stage.NEW, (Offer.ACCEPT, Offer.EDIT, Offer.ASK)),
        (Stage.INFORMATION_ASKED, (Offer.ACCEPT, Offer.EDIT, Offer.ASK)),
        (Stage.WAITING_FOR_CAPACITY, (Offer.CONFIRM, Offer.HOLD)),
        (Stage.PROMISED, (Offer.START, Offer.HOLD, Offer.GIVE_BACK)),
        (Stage.HELD, (Offer.START, Offer.CONFIRM, Offer.GIVE_BACK)),
        (Stage.HOLD_EXPIRED, (Offer.RELEASE,)),
    ],
)
def test_the_next_step_stands_first_of_those_beside_it(stage, beside):
    found = offers(a(stage))
    assert (found.first, found.beside) == (beside[0], beside)
    assert not set(found.further) & set(beside)
    assert {Offer.PARTICULARS, Offer.SHEET, Offer.WITHDRAW} <= set(found.further)


def test_what_has_left_the_queue_offers_what_can_follow():
    assert offers(a(Stage.STARTED, outcome=ReferralOutcome.STARTED)).beside == (Offer.PLAN,)
    assert offers(a(Stage.LAPSED, outcome=ReferralOutcome.LAPSED)).beside == (Offer.REFER_AGAIN,)
    assert Offer.LAPSED_LETTER in offers(a(Stage.LAPSED, outcome=ReferralOutcome.LAPSED)).further
    declined = offers(a(Stage.DECLINED, outcome=ReferralOutcome.DECLINED))
    assert (declined.first, declined.beside, declined.further) == (
        None,
        (),
        (Offer.PARTICULARS, Offer.SHEET, Offer.DEATH),
    )


@pytest.mark.rule("REF-3", "REF-4")
def test_filling_in_comes_first_while_accepting_would_only_say_what_is_missing():
    found = offers(a(Stage.NEW, lacks_for_acceptance=True))
    assert (found.first, found.beside) == (Offer.EDIT, (Offer.EDIT, Offer.ACCEPT, Offer.ASK))
    assert offers(a(Stage.PROMISED, lacks_for_acceptance=True)).first is Offer.START


@pytest.mark.rule("REF-17")
def test_a_part_is_offered_of_what_can_be_divided_until_it_is_promised():
    for stage in QUEUED:
        found = offers(a(stage, parts=2))
        is_shown = Offer.PART in {*found.beside, *found.further}
        assert is_shown is (stage is not Stage.HOLD_EXPIRED)
        assert Offer.PART not in {*offers(a(stage, parts=1)).beside, *offers(a(stage, parts=1)).further}


@pytest.mark.rule("REF-11")
def test_a_placement_is_lifted_only_where_there_is_one():
    assert Offer.LIFT not in offers(a(Stage.NEW)).further
    assert Offer.LIFT in offers(a(Stage.NEW, out_of_order=True)).further
    assert Offer.LIFT not in offers(a(Stage.DECLINED, out_of_order=True, outcome=ReferralOutcome.DECLINED)).further


@pytest.mark.rule("REF-8")
def test_chc_is_asked_then_followed_up_also_after_the_start_until_they_have_it(at_moment):
    facts = a(Stage.STARTED, chc=True, outcome=ReferralOutcome.STARTED)
    asked = replace(facts, chc_asked_at=at_moment)
    assert (chc_step(facts), chc_step(asked)) == (Offer.CHC_ASKED, Offer.CHC_TRANSFERRED)
    assert chc_step(replace(asked, chc_transferred_at=at_moment)) is None
    assert chc_step(replace(facts, chc=False)) is None
    assert chc_step(replace(facts, outcome=ReferralOutcome.DECLINED)) is None
    assert offers(asked).beside == (Offer.PLAN, Offer.CHC_TRANSFERRED)
    assert offers(asked).chc is Offer.CHC_TRANSFERRED
    assert offers(replace(facts, chc=False)).chc is None


@pytest.fixture
def at_moment(at):
    return at("2026-11-20 09:00")
