"""Who came in the last week stands below the week, as soon as it is known."""

from functools import partial

import pytest

from app.queries.plans import versions as queries
from app.services.goals.ratings import rate
from models.episodes import Episode
from models.values import Call
from models.vocabulary.goals import Letter
from ui.tabs.plans.tab import ServicePlansTab


@pytest.mark.rule("PSP-1")
def test_who_came_is_said_once_somebody_has_rated(open_tab, sqlite_office, elsewhere, settled):
    episode = sqlite_office.an_episode()
    person, goal = sqlite_office.get(Episode, episode).person_id, sqlite_office.a_goal(episode)
    tab = open_tab(ServicePlansTab, person)
    assert tab.workers.text() == "Last 7 days: no visit has a rating, so who came isn't known."
    rated = partial(rate, goal=goal, day=sqlite_office.now.date(), call=Call.MORNING, letter=Letter.P, seen=None)
    changes = elsewhere(lambda: sqlite_office.do(rated, worker=sqlite_office.staff["CWC"]))
    assert changes.topics & tab.topics
    tab.refresh()
    settled()
    said = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).workers.sentence
    assert tab.workers.text() == said
    assert said.startswith("Last 7 days: 1 worker, CWC North (1 visit).")
