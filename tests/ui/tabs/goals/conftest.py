"""Somebody in service with a goal, for the tests of the Goals tab."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.queries.goals import goals as queries
from app.services.goals import ratings
from models.episodes import Episode
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from tests.builders import visit
from tests.ui.keyboard import check


@pytest.fixture
def episode(sqlite_office):
    """Ten days in service, with a lunch every day."""
    began = sqlite_office.now - timedelta(days=10)
    return sqlite_office.an_episode(visit(Call.LUNCH), started_at=began)


@pytest.fixture
def person(sqlite_office, episode):
    return sqlite_office.get(Episode, episode).person_id


@pytest.fixture
def goal(sqlite_office, episode):
    return sqlite_office.a_goal(episode, set_at=sqlite_office.now - timedelta(days=9), statement="I will make my lunch")


@pytest.fixture
def rated(sqlite_office, goal):
    """A goal with one rating, by the CWC, two days ago."""
    day = london_day(sqlite_office.now) - timedelta(days=2)
    worker = sqlite_office.staff["CWC"]
    sqlite_office.do(ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=worker, letter=Letter.A1)
    return goal


@pytest.fixture
def press(qtbot, settled):
    def click(button):
        QApplication.processEvents()  # what was shown a moment ago is laid out first
        window = button.window()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled()
        settled()
        if isValid(window):  # a preview goes with its deed
            check(window, button)

    return click


@pytest.fixture
def view(sqlite_office, elsewhere, person):
    """A function that reads what is stored now."""
    return lambda: elsewhere(partial(sqlite_office.ask, queries.view, person=person))
