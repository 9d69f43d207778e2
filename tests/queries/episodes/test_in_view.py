"""The pages of the tabs Interim transfer and Closure: the open episode, else the latest that wasn't undone."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.door.errors import Refused
from app.queries.closure.page import closure_page
from app.queries.transfer.page import transfer_page
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat

DAY = timedelta(days=1)


def test_the_open_episode_comes_before_later_ended_ones(office):
    person = office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    old = office.an_episode(
        person=person, started_at=office.now - 9 * DAY, ended_at=office.now - 5 * DAY, end_reason="goals_achieved"
    )
    assert office.ask(closure_page, person=person).view.episode == old
    now = office.an_episode(person=person, started_at=office.now - 2 * DAY, kind=EpisodeKind.INTERIM_TEAM)
    page = office.ask(transfer_page, person=person)
    assert (page.view.episode, page.paper_format, page.person_seen) == (now, PaperFormat.LARGE_PRINT, 1)
    assert [team.name for team in page.teams] == ["Interim"]
    assert office.ask(closure_page, person=person).view.episode == now


def test_a_start_that_was_undone_is_no_support(office):
    person = office.a_person()
    office.an_episode(person=person, ended_at=office.now, undone_at=office.now, undone_because="Typed twice")
    page = office.ask(transfer_page, person=person)
    assert (page.view, page.teams) == (None, ())
    assert office.ask(closure_page, person=person).view is None


def test_somebody_of_no_office_of_mine_is_refused(office):
    for page in (transfer_page, closure_page):
        with pytest.raises(Refused, match="isn't in your office's list"):
            office.ask(page, person=UUID(int=1))


def test_a_page_costs_few_statements(office, count_statements):
    person = office.a_person()
    office.an_episode(person=person)
    statements = count_statements(office.database)
    office.ask(transfer_page, person=person)
    few = len(statements)
    office.an_episode()
    statements.clear()
    office.ask(transfer_page, person=person)
    assert len(statements) == few <= 15  # with powers, whose word it was, earlier offers, what is expected, and AT
