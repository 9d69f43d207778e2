"""Visits that weren't made in the history: apart from ratings that are missing, and from all that is counted."""

from datetime import date, timedelta

import pytest

from app.queries.goals import goals as queries
from app.services.goals import not_made, ratings
from models.episodes import Episode
from models.values import Call
from models.vocabulary.goals import Letter, NotMade
from tests.builders import visit

TODAY = date(2026, 11, 20)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def episode(office):
    return office.an_episode(visit(Call.LUNCH), started_at=office.now - timedelta(days=20))


@pytest.fixture
def person(office, episode):
    return office.get(Episode, episode).person_id


@pytest.fixture
def goal(office, episode):
    return office.a_goal(episode, set_at=office.now - timedelta(days=4), number=1, calls="lunch,tea")


def rate(office, goal, day, letter):
    office.do(ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=office.staff["CWC"], letter=letter)


@pytest.mark.rule("IPAD-1", "IPAD-4")
def test_a_visit_that_was_not_made_is_no_missing_rating_and_breaks_nothing(office, goal, person):
    for back in (1, 3):
        rate(office, goal, ago(back), Letter.I)
    told = {"person": person, "call": Call.LUNCH, "reason": NotMade.NO_ACCESS}
    before = office.ask(queries.view, person=person)
    office.do(not_made.note_not_made, day=ago(2), note="nobody in", **told)
    page = office.ask(queries.view, person=person)
    (column,) = (each for each in page.history.visits if each.not_made)
    assert (column.key, column.not_made.reason, column.not_made.by) == (
        (ago(2), Call.LUNCH),
        told["reason"],
        "DSO North",
    )
    assert column.not_made.sentence == "not made: no answer or no way in (“nobody in”), noted by DSO North"
    assert (before.history.not_recorded, page.history.not_recorded) == (1, 0)
    (week,) = [each for each in page.history.by_week[goal] if each.rated]
    assert (week.rated, week.due) == (2, 2)
    assert (page.history.goals[0].weeks, page.goals[0].latest) == (
        before.history.goals[0].weeks,
        before.goals[0].latest,
    )
    again = office.ask(queries.rated_goal, person=person, goal=goal)
    assert (again.history, again.cells) == (page.history.goals[0], page.history.cells)
    office.do(not_made.take_back_not_made, person=person, day=ago(2), call=Call.LUNCH)
    assert office.ask(queries.view, person=person).history == before.history


@pytest.mark.rule("IPAD-1")
def test_a_visit_noted_as_not_made_that_no_plan_has_gets_a_column_of_its_own(office, goal, person):
    told = {"person": person, "day": ago(2), "call": Call.TEA, "reason": NotMade.OUT, "is_meant": True}
    office.do(not_made.note_not_made, **told)
    history = office.ask(queries.view, person=person).history
    assert [(each.goal, each.letter) for each in history.cells if each.call is Call.TEA] == [(goal, None)]
