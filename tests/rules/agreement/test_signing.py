"""In which order an agreement is signed, uploaded and paid for, and who may sign."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.agreement.signing import (
    AgreementFacts,
    AgreementStep,
    Signer,
    covers_money,
    evidence_lacks,
    issuing_lacks,
    next_agreement_step,
    plan_lacks,
    po_again_lacks,
    po_lacks,
    refusal_lacks,
    signature_lacks,
    signed_already_lacks,
    signer_lacks,
    signing_moment_lacks,
    upload_lacks,
    upload_moment_lacks,
)
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind

PERSON = Signer(name="Mary Smith", is_person=True)


def attorney(authority=Authority.LPA_PROPERTY, **more):
    return Signer(**{"name": "Ann Smith", "authority": authority, "evidence_seen": True} | more)


@pytest.mark.rule("FUND-4")
@pytest.mark.parametrize("funding", list(Funding))
def test_the_agreement_is_a_self_funders(funding):
    assert (issuing_lacks(funding) == ()) is (funding is Funding.SELF_FUNDER)


@pytest.mark.rule("FUND-4")
def test_signed_then_uploaded_then_paid_for(at):
    moment = at("2026-11-20 09:00")
    issued = AgreementFacts(issued_at=moment)
    signed = AgreementFacts(issued_at=moment, signed_at=moment)
    uploaded = AgreementFacts(issued_at=moment, signed_at=moment, uploaded_at=moment)
    assert "not signed" in upload_lacks(issued)[0].sentence
    assert po_lacks(issued) == upload_lacks(issued)
    assert upload_lacks(signed) == ()
    (lack,) = po_lacks(signed)
    assert (lack.rule, lack.who) == ("FUND-4", "the DSO")
    assert "Upload" in lack.sentence
    assert po_lacks(uploaded) == ()


@pytest.mark.rule("FUND-4")
def test_an_uploaded_paper_without_a_signature_raises_no_po(at):
    odd = AgreementFacts(uploaded_at=at("2026-11-20 09:00"))
    assert "not signed" in po_lacks(odd)[0].sentence


@pytest.mark.rule("FUND-4", "FUND-5")
def test_a_refused_agreement_is_neither_uploaded_nor_paid_for(at):
    refused = AgreementFacts(refused_at=at("2026-11-20 09:00"))
    assert "refused" in upload_lacks(refused)[0].sentence
    assert po_lacks(refused) == upload_lacks(refused)


@pytest.mark.rule("FUND-5")
def test_a_refusal_is_recorded_with_its_reason():
    assert refusal_lacks("wants to ask a solicitor") == ()
    assert [each.rule for each in refusal_lacks(" ")] == ["FUND-5"]


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize(
    ("signer", "reason"),
    [
        (PERSON, ""),
        (attorney(), ""),
        (attorney(Authority.EPA), ""),
        (attorney(Authority.DEPUTY), ""),
        (attorney(Authority.NONE), "next of kin"),
        (attorney(Authority.LPA_HEALTH), "health and welfare"),
        (attorney(Authority.APPOINTEE), "benefits appointee"),
        (attorney(is_registered=False), "not registered"),
        (attorney(Authority.EPA, is_registered=False), ""),
        (attorney(Authority.DEPUTY, order_covers_it=False), "does not cover"),
        (attorney(order_covers_it=False), ""),
        (attorney(evidence_seen=False), "evidence"),
        (attorney(Authority.DEPUTY, evidence_seen=False), "evidence"),
    ],
)
def test_who_may_sign_and_why_not(signer, reason):
    lacks = signer_lacks(signer)
    assert len(lacks) == bool(reason)
    assert all(reason in each.sentence and signer.name in each.sentence and each.rule == "FUND-5" for each in lacks)


@pytest.mark.rule("FUND-5")
def test_joint_attorneys_all_sign():
    ann, ben = attorney(is_joint=True), attorney(is_joint=True, name="Ben Smith")
    joint = ("Ann Smith", "Ben Smith")
    (lack,) = signature_lacks([ann], joint)
    assert "Ben Smith" in lack.sentence
    assert lack.who == "Ben Smith"
    assert signature_lacks([ann, ben], joint) == ()
    assert signature_lacks([attorney()], joint) == ()
    deputy = attorney(Authority.DEPUTY, name="Cal Jones")
    assert [each.who for each in signature_lacks([ann, deputy], joint)] == ["Ben Smith"]


@pytest.mark.rule("FUND-5")
def test_evidence_is_not_seen_until_somebody_says_so():
    assert "evidence" in signer_lacks(Signer(name="Ann Smith", authority=Authority.EPA))[0].sentence


@pytest.mark.rule("FUND-5")
def test_every_signature_is_checked_and_the_persons_own_suffices():
    kin = attorney(Authority.NONE)
    assert len(signature_lacks([attorney(), kin])) == 1
    assert signature_lacks([PERSON, kin]) == ()
    assert "who signed" in signature_lacks([])[0].sentence


@pytest.mark.rule("FUND-4")
def test_an_agreement_rests_on_a_plan_of_its_own_episode():
    assert plan_lacks(is_of_this_episode=True) == ()
    assert [(each.rule, each.who) for each in plan_lacks(is_of_this_episode=False)] == [("FUND-4", "the DSO")]


@pytest.mark.rule("FUND-4")
def test_an_agreement_is_signed_once_and_paid_for_once(now):
    assert signed_already_lacks(None) == po_again_lacks(None) == ()
    assert [each.sentence for each in signed_already_lacks(now)] == ["This agreement is signed already."]
    assert [each.sentence for each in po_again_lacks(now)] == ["The PO for this agreement is raised already."]


@pytest.mark.rule("FUND-4")
def test_it_is_signed_not_later_than_now(now, passes_around):
    issued = now - timedelta(days=1)
    assert passes_around(now, lambda signed: signing_moment_lacks(signed, issued, now)) == [True, True, False]


@pytest.mark.rule("FUND-4")
@pytest.mark.parametrize("day", ["2026-11-20", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"])
def test_it_is_signed_from_midnight_of_the_day_on_which_it_was_printed(at, day, passes_around):
    midnight, issued = at(f"{day} 00:00"), at(f"{day} 12:00")
    later = issued + timedelta(days=1)
    assert passes_around(midnight, lambda signed: signing_moment_lacks(signed, issued, later)) == [False, True, True]


@pytest.mark.rule("FUND-4")
def test_the_day_of_the_printing_is_the_offices_own_in_summer():
    issued = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 00:30 on 2 July in the office
    signed = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 23:30 on 1 July
    assert [each.rule for each in signing_moment_lacks(signed, issued, issued)] == ["FUND-4"]


@pytest.mark.rule("FUND-4")
def test_it_is_uploaded_between_the_signature_and_now(now, passes_around):
    signed = now - timedelta(hours=1)
    assert passes_around(signed, lambda at: upload_moment_lacks(at, signed, now)) == [False, True, True]
    assert passes_around(now, lambda at: upload_moment_lacks(at, signed, now)) == [True, True, False]
    assert [each.who for each in upload_moment_lacks(now, None, now)] == ["the DSO"]


@pytest.mark.rule("FUND-4")
def test_the_hour_that_comes_twice_is_no_obstacle(hour_twice):
    first, second = hour_twice
    assert signing_moment_lacks(first, first, second) == upload_moment_lacks(second, first, second) == ()
    assert signing_moment_lacks(second, first, first) != ()
    assert upload_moment_lacks(first, second, second) != ()


@pytest.mark.rule("FUND-5")
def test_the_evidence_that_was_seen_is_named(nothing_said):
    assert evidence_lacks("order of 3 May") == ()
    assert [(each.rule, each.who) for each in evidence_lacks(nothing_said)] == [("FUND-5", "the DSO")]


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize("authority", list(Authority))
def test_who_is_printed_as_one_who_may_sign_is_who_may_sign_with_evidence(authority):
    assert covers_money(authority) is (signer_lacks(attorney(authority)) == ())
    money = {Authority.LPA_PROPERTY, Authority.EPA, Authority.DEPUTY}
    assert covers_money(authority) is (authority in money)


@pytest.mark.rule("FUND-1", "FUND-4")
def test_an_agreement_is_issued_signed_uploaded_and_paid_for_in_this_order(at):
    moment, interim = at("2026-11-20 09:00"), EpisodeKind.INTERIM_TEAM
    assert next_agreement_step(EpisodeKind.SHORT_TERM, None) is None
    assert next_agreement_step(interim, None) is AgreementStep.ISSUE
    done = {"issued_at": moment}
    steps = [next_agreement_step(interim, AgreementFacts(**done))]
    for step in ("signed_at", "uploaded_at", "po_raised_at"):
        done[step] = moment
        steps.append(next_agreement_step(interim, AgreementFacts(**done)))
    assert steps == [AgreementStep.SIGN, AgreementStep.UPLOAD, AgreementStep.RAISE_PO, None]
    refused = AgreementFacts(issued_at=moment, refused_at=moment)
    assert next_agreement_step(interim, refused) is AgreementStep.SIGN
