"""Visits that weren't made on the progress papers: a sign and a count of their own, no letter and nothing missing."""

from datetime import timedelta

import pytest

from app.papers.progress import for_the_assessor, for_the_person, gather
from app.services.goals import not_made
from models.episodes import Episode
from models.values import Call
from models.vocabulary.goals import Letter, NotMade
from models.vocabulary.people import PaperFormat
from tests.builders import visit
from tests.papers.test_progress import rate, words_of

pytestmark = pytest.mark.rule("PSP-12", "IPAD-1", "IPAD-3")


def test_a_visit_not_made_has_a_sign_of_its_own_and_is_counted_apart(office):
    episode = office.an_episode(visit(Call.LUNCH), started_at=office.now - timedelta(days=4))
    person = office.get(Episode, episode).person_id
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=4), number=1)
    rate(office, goal, 2, Letter.I)
    told = {"person": person, "call": Call.LUNCH, "reason": NotMade.NOBODY_CAME}
    office.do(not_made.note_not_made, day=office.now.date() - timedelta(days=1), **told)
    (shown,) = office.ask(gather, person=person).goals
    assert (shown.rated, shown.not_recorded, shown.not_made) == (1, 1, 1)
    sheet = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "N planned, not made" in sheet
    assert "1 planned and not recorded; 1 planned and not made." in sheet
    page = words_of(office.ask(for_the_person, person=person, paper_format=PaperFormat.STANDARD))
    assert "We planned a visit, but it did not happen." in page
