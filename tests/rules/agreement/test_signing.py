"""In which order an agreement is signed, uploaded and paid for, and who may sign."""

import pytest

from models.rules.agreement.signing import (
    AgreementFacts,
    Signer,
    issuing_lacks,
    po_lacks,
    refusal_lacks,
    signature_lacks,
    signer_lacks,
    upload_lacks,
)
from models.vocabulary import Authority, Funding

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
