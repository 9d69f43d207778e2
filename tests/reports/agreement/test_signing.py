"""Where it is signed: a block for exactly those who are asked, their power, and the promise on each signing page."""

import dataclasses
from datetime import date
from io import BytesIO

import msgspec
import pytest
from pypdf import PdfReader

from models.vocabulary.agreement import Authority, Funding, SignsAs
from reports.agreement.agreement import render
from reports.agreement.paper import AgreementPaper, Signatory
from reports.layout.styles import Edition

PROMISE = "By signing I say"


def signer(name, role=SignsAs.ATTORNEY, authority=Authority.LPA_PROPERTY):
    return Signatory(name, authority, "", role, date(2021, 5, 3), "7000-1234", "Carol Fretwell", date(2026, 11, 19))


def pages(paper, edition=Edition.STANDARD):
    made = render(paper, edition)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


SIGNERS = {
    "the person": (),
    "one attorney": (signer("Anna O'Brien"),),
    "two attorneys": (signer("Anna O'Brien"), signer("Piotr O'Brien")),
    "five attorneys": tuple(signer(f"{name} O'Brien") for name in ("Anna", "Piotr", "Ewa", "Jan", "Ola")),
    "a deputy": (signer("Helen Marsh", SignsAs.DEPUTY, Authority.DEPUTY),),
}


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
@pytest.mark.parametrize("signers", list(SIGNERS))
@pytest.mark.parametrize("funding", [Funding.SELF_FUNDER, Funding.CO_FUNDER])
def test_each_page_with_a_place_to_sign_has_the_promise_once(agreement, signers, edition, funding):
    paper = dataclasses.replace(agreement, signatories=SIGNERS[signers], funding=funding)
    told = pages(paper, edition)
    assert [page.count(PROMISE) for page in told] == [int("Signature " in f"{page} ") for page in told]
    assert sum(page.count("Signature") for page in told) == max(len(SIGNERS[signers]), 1) + 1


@pytest.mark.rule("FUND-5")
def test_an_attorney_signs_as_such_from_the_persons_money_with_the_power_and_who_saw_its_copy(agreement):
    told = " ".join(pages(dataclasses.replace(agreement, signatories=SIGNERS["one attorney"])))
    assert "Signed by Anna O'Brien as attorney for Łukasz O'Brien, from Łukasz O'Brien’s money" in told
    assert "Lasting power of attorney, property and financial affairs, dated 3 May 2021, number 7000-1234." in told
    assert "Certified copy seen by Carol Fretwell on 19 November 2026." in told
    assert "I do not promise to pay with my own money" in told
    assert "Signed by Łukasz O'Brien" not in told


@pytest.mark.rule("FUND-5")
def test_a_deputy_signs_as_deputy_and_the_person_for_themselves(agreement):
    told = " ".join(pages(dataclasses.replace(agreement, signatories=SIGNERS["a deputy"])))
    assert "Signed by Helen Marsh as deputy for Łukasz O'Brien" in told
    assert "I sign as deputy for Łukasz O'Brien" in told
    told = " ".join(pages(dataclasses.replace(agreement, signatories=())))
    assert "Signed by Łukasz O'Brien" in told
    assert "attorney" not in told


@pytest.mark.rule("FUND-4", "FUND-5")
def test_what_happens_if_nobody_signs_is_said(agreement):
    told = " ".join(pages(agreement))
    assert "The day from which you pay does not hang on the signature" in told
    assert "tell Carol Fretwell on" in told


def test_a_paper_from_before_it_was_asked_is_drawn_in_its_words_of_then(agreement):
    kept = msgspec.to_builtins(agreement)
    for each in kept["signatories"]:
        for name in ("role", "power_dated", "power_number", "copy_seen_by", "copy_seen_on"):
            each.pop(name)
    old = msgspec.convert(kept | {"wording": "v1"}, AgreementPaper)
    told = " ".join(pages(old))
    assert "Signed for Łukasz O'Brien by Anna O'Brien, Lasting power of attorney" in told
    assert "If nobody signs" not in told
