"""What the form about a referral asks and offers."""

from dataclasses import replace

import pytest

from models.rules.referrals.form_questions import (
    SaidSoFar,
    asks_agreement,
    asks_notice,
    questions_that_arise,
    says_from_hospital,
    usual_notice,
    usual_reason,
)
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support

NOTHING = SaidSoFar()


def arise(**said):
    return {name for name, arises in questions_that_arise(replace(NOTHING, **said)).items() if arises}


@pytest.mark.rule("REF-1", "REF-2")
def test_a_document_from_hospital_offers_its_reason_and_another_none():
    assert [usual_reason(each) for each in (None, *ReferralDocument)] == [
        None, None, ReferralReason.HOSPITAL_DISCHARGE, ReferralReason.HOSPITAL_DISCHARGE,
    ]  # fmt: skip
    assert [each for each in ReferralReason if says_from_hospital(each)] == [ReferralReason.HOSPITAL_DISCHARGE]
    assert not says_from_hospital(None)


@pytest.mark.rule("REF-9")
def test_notice_is_worked_where_the_move_is_planned_and_paid_where_it_is_urgent():
    moves, others = ExistingPackage.WHOLE_MOVES, (None, ExistingPackage.NO_PROVIDER, ExistingPackage.EXTRA_ONLY)
    assert (usual_notice(moves, urgent=False), usual_notice(moves, urgent=True)) == (Notice.WORKED, Notice.PAID)
    assert asks_notice(moves)
    assert not asks_agreement(moves)
    assert asks_agreement(ExistingPackage.EXTRA_ONLY)
    assert not any(asks_notice(each) or usual_notice(each, urgent=True) for each in others)


@pytest.mark.rule("REF-6", "REF-7", "REF-8", "REF-9", "REF-10", "REF-13")
def test_only_questions_that_arise_are_asked():
    assert arise() == set()
    assert arise(urgent=True) == {"delivery_confirmed"}
    assert arise(urgent=True, from_hospital=True) == {"hospital", "admitted_on", "discharge_on"}
    assert arise(discharge_known=True) == {"discharge_on"}
    assert arise(support=Support.SOME) == arise(support_described=True) == {"support_text"}
    assert arise(support=Support.NONE) == set()
    assert arise(chc=True) == {"chc_reviewed", "chc_asked", "chc_transferred"}
    assert arise(end_of_life=True) == {"end_of_life_discussion"}
    assert arise(package=ExistingPackage.NO_PROVIDER) == set()
    assert arise(package=ExistingPackage.WHOLE_MOVES) == {"provider", "notice", "notice_given_on"}
    assert arise(package=ExistingPackage.EXTRA_ONLY) == {"provider", "extra_until", "provider_agreed"}
