"""Papers that name week A or week B say when each begins, of the plan in force as of one that is to come."""

from datetime import timedelta
from functools import partial

import pytest

from app.papers import continuity, progress, service_plan, summaries, visits
from models.episodes import Episode
from models.transfer import Transfer
from models.values import Call, PlannedVisit
from models.vocabulary.people import PaperFormat
from models.vocabulary.two_weeks import WEEK_A
from reports.progress import then_and_now
from tests.builders import visit
from tests.papers.test_visits import words_of

LUNCH_A = PlannedVisit(frozenset({3}), Call.LUNCH, 60, weeks=WEEK_A)
OF_A_PERSON = (
    progress.for_the_person,
    progress.for_the_assessor,
    summaries.transfer_summary_pdf,
    visits.call_sheet_pdf,
)


def papers(office, episode):
    """In words, by what they are."""
    office.store(Transfer(episode_id=episode))
    person = office.get(Episode, episode).person_id
    made = {
        each.__name__: office.ask(partial(each, person=person, paper_format=PaperFormat.STANDARD))
        for each in OF_A_PERSON
    }
    made["then and now"] = then_and_now.render(office.ask(progress.gather_for_the_person, person=person))
    made["service plan"] = office.ask(service_plan.service_plan_pdf, episode=episode, paper_format=PaperFormat.STANDARD)
    made["continuity"] = office.ask(continuity.continuity_pdf)
    return {name: words_of(pdf) for name, pdf in made.items()}


@pytest.mark.rule("PSP-1")
def test_every_paper_that_names_week_a_or_b_says_when_each_begins(sqlite_office):
    office = sqlite_office
    told = papers(office, office.an_episode(visit(), LUNCH_A))
    assert all("week A" in words for words in told.values())
    assert {name for name, words in told.items() if words.count("Week A begins on Monday 23 Nov") != 1} == set()


@pytest.mark.rule("PSP-1")
def test_a_paper_that_names_them_only_of_a_week_to_come_says_it_too(sqlite_office):
    office = sqlite_office
    episode = office.an_episode(visit())
    office.a_plan(episode, visit(), LUNCH_A, number=2, effective_from=office.now + timedelta(days=12))
    told = {name: words for name, words in papers(office, episode).items() if "week A" in words}
    assert {"service plan", "continuity", "call_sheet_pdf", "for_the_assessor"} <= set(told)
    assert {name for name, words in told.items() if words.count("Week A begins on Monday") != 1} == set()
