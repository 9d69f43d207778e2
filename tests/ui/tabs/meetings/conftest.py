"""An office with three people in service, whose meeting is looked at."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.queries.meetings.agenda import agenda
from models.ratings import Rating
from models.values import Call
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from tests.builders import visit
from tests.ui.keyboard import check
from tests.ui.tabs.meetings.turns import settle
from ui.tabs.meetings.tab import MeetingsTab

DAY = timedelta(days=1)
WEEKLY = MeetingKind.WEEKLY


@pytest.fixture
def people(sqlite_office):
    """Three in service with North: Able is independent at lunch, Best has goals, Cole is new."""
    made = []
    for family, days in (("Able", 10), ("Best", 9), ("Cole", 1)):
        person = sqlite_office.a_person(family=family)
        began = sqlite_office.now - days * DAY
        made.append(sqlite_office.an_episode(visit(Call.LUNCH), person=person, started_at=began))
    for episode, letter in zip(made[:2], (Letter.I, Letter.P), strict=True):
        goal = sqlite_office.a_goal(episode, set_at=sqlite_office.now - 8 * DAY)
        for back in range(1, 11):
            at = sqlite_office.now - back * DAY
            worker = sqlite_office.staff["CWC"]
            told = {"day": at.date(), "call": Call.LUNCH, "at": at, "wording": 1}
            sqlite_office.store(Rating(goal_id=goal, worker_id=worker, letter=letter, **told))
    return made


@pytest.fixture
def stored(sqlite_office, elsewhere):
    """A function that reads the agenda as it is stored now."""

    def read(kind=WEEKLY):
        return elsewhere(partial(sqlite_office.ask, agenda, team=sqlite_office.teams["North"], kind=kind))

    return read


@pytest.fixture
def tab(people, open_tab, office_desk, sqlite_office, settled):  # noqa: ARG001  the people stand there first
    office_desk.choose_team(sqlite_office.teams["North"])
    made = open_tab(MeetingsTab)
    settle(settled)
    return made


@pytest.fixture
def press(qtbot, settled):
    def click(button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(settled)
        check(button.window(), button)

    return click
