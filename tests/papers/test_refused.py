"""The record of a refusal to sign: who, when, why, what was said about the cost, and what happens if nobody signs."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.refused import gather, refused_of_episode, refused_pages
from app.services.agreement import signatures, signing
from models.agreement import Agreement
from models.rules.agreement.who_signs import WhoSigns
from models.vocabulary.agreement import SignsAs
from reports.layout.styles import Edition
from tests.models.rows_of_signers import an_agreement


def words(made):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


@pytest.mark.rule("FUND-5")
def test_the_record_says_who_refused_when_why_and_what_was_said_about_the_cost(office):
    agreement = an_agreement(office, office._next(), office.an_episode())
    with pytest.raises(Refused, match="refusal"):
        office.ask(gather, agreement=agreement)
    office.do(signatures.ask_to_sign, agreement=agreement, answer=WhoSigns())
    office.do(
        signing.record_refusal, agreement=agreement, seen=1, because="Finds it dear", said_of_cost="£86.80 a week"
    )
    paper = office.ask(gather, agreement=agreement)
    assert (paper.refused_at, paper.because, paper.said_of_cost) == (office.now, "Finds it dear", "£86.80 a week")
    assert (paper.recorded_by, paper.asked) == ("DSO North", ((paper.person, SignsAs.SELF),))
    made = office.ask(refused_pages, agreement=agreement, edition="standard")
    said = words(made)
    for each in (paper.person, "Finds it dear", "£86.80 a week", "DSO North", "What happens if nobody signs"):
        assert each in said
    episode = office.get(Agreement, agreement).episode_id
    assert office.ask(refused_of_episode, episode=episode, edition=Edition.STANDARD) == made
    other = office.an_episode()
    with pytest.raises(Refused, match="refused to sign"):
        office.ask(refused_of_episode, episode=other, edition=Edition.STANDARD)
