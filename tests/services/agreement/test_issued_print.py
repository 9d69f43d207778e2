"""An agreement is issued in the print that whoever signs needs, or with a reason that is noted."""

import pytest

from app.door.errors import Refused
from app.papers.agreement import prepare
from app.papers.issuing import issue_agreement
from app.services.agreement import powers
from app.services.people import details
from models.access import AccessNote
from models.episodes import Episode
from models.rules.agreement.who_signs import WhoSigns
from models.vocabulary.agreement import Authority, PowerKind, SignsBecause
from models.vocabulary.people import PaperFormat
from tests.papers.test_agreement import a_rate, an_interim

STANDARD, LARGE = PaperFormat.STANDARD, PaperFormat.LARGE_PRINT


@pytest.fixture
def signed_by_ann(office):
    """Somebody who reads standard print, and the answer that Ann signs, who reads large print."""
    a_rate(office)
    episode = an_interim(office)
    person, today = office.get(Episode, episode).person_id, office.now.date()
    ann = office.do(
        details.add_representative, person=person, name="Ann Gill", authority=Authority.LPA_PROPERTY, paper_format=LARGE
    ).made
    told = {"kind": PowerKind.LPA_PROPERTY, "holders": (ann,), "dated": today, "registered_on": today}
    power = office.do(powers.record_power, person=person, copy_seen=today, **told).made
    return episode, WhoSigns(power=power, signers=(ann,), because=SignsBecause.PERMISSION)


@pytest.mark.rule("FUND-5")
def test_the_print_is_that_of_whoever_signs(office, signed_by_ann):
    episode, who = signed_by_ann
    assert office.ask(prepare, episode=episode).paper_format is STANDARD
    assert office.ask(prepare, episode=episode, who=who).paper_format is LARGE
    assert office.do(issue_agreement, episode=episode, edition=LARGE, who=who).made


@pytest.mark.rule("FUND-5")
def test_another_print_is_refused_without_a_reason_and_noted_with_it(office, signed_by_ann):
    episode, who = signed_by_ann
    with pytest.raises(Refused, match="They need large print") as refused:
        office.do(issue_agreement, episode=episode, edition=STANDARD, who=who)
    assert [each.field for each in refused.value.lacks] == ["print_because"]
    office.do(issue_agreement, episode=episode, edition=STANDARD, who=who, print_because="Her glasses are mended")
    with office.database.reading() as session:
        (note,) = session.query(AccessNote).where(AccessNote.because.is_not(None)).all()
    assert note.because == "Her glasses are mended"
    assert note.person_id == office.get(Episode, episode).person_id
