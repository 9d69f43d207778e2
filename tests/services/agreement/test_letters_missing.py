"""An agreement with letters that no font has is issued with boxes only where somebody chose them."""

import pytest
from sqlalchemy import update

from app.door.errors import Refused
from app.papers.issuing import issue_agreement
from models.episodes import Episode
from models.people import Person
from models.rules.agreement.printable_letters import letters_lacks
from models.vocabulary.people import PaperFormat
from tests.papers.test_agreement import a_rate, an_interim

pytestmark = pytest.mark.rule("FUND-4")


def test_letters_are_lacking_only_while_nobody_chose_the_boxes():
    (lack,) = letters_lacks("李龍", with_boxes=False)
    assert "李 龍" in lack.sentence
    assert lack.field == "with_boxes"
    assert letters_lacks("李龍", with_boxes=True) == ()
    assert letters_lacks("", with_boxes=False) == ()


def an_interim_of(office, given):
    a_rate(office)
    episode = an_interim(office)
    person = office.get(Episode, episode).person_id
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person).values(given=given))
    return episode


def test_an_agreement_of_somebody_whose_name_no_font_has_waits_for_a_choice(office):
    episode = an_interim_of(office, "李")
    with pytest.raises(Refused, match="No font of the program has 李") as refused:
        office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD)
    assert refused.value.rule == "FUND-4"
    assert office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD, with_boxes=True).made


def test_an_agreement_of_somebody_whose_name_a_font_has_is_issued(office):
    episode = an_interim_of(office, "রহিমা")
    assert office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD).made
