"""The hours and the level of each week stand on one axis, in a picture and in words."""

from datetime import timedelta
from functools import partial
from itertools import groupby

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.services.goals.ratings import rate
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.plans import Plan
from models.values import Call
from models.vocabulary.goals import Letter
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab


def tip_at(picture, across):
    """What the pointer is told there; empty where nothing is."""
    at = QPoint(across, picture.height() // 2)
    asked = QHelpEvent(QEvent.Type.ToolTip, at, picture.mapToGlobal(at))
    QApplication.sendEvent(picture, asked)
    return QToolTip.text() if asked.isAccepted() else ""


@pytest.mark.rule("PSP-4", "IPAD-3")
def test_hours_step_downs_and_levels_are_said_week_by_week(open_tab, sqlite_office, settled):
    began = sqlite_office.now - timedelta(days=9)
    episode = sqlite_office.an_episode(visit(minutes=60), started_at=began, first_support_at=began)
    goal = sqlite_office.a_goal(episode, set_at=began)
    rated = partial(rate, goal=goal, call=Call.MORNING, worker=sqlite_office.staff["CWC"], seen=None)
    for ago, letter in ((9, Letter.A1), (8, Letter.P)):
        sqlite_office.do(partial(rated, day=(sqlite_office.now - timedelta(days=ago)).date(), letter=letter))
    with sqlite_office.database.reading() as session:
        plan = session.query(Plan.id).where(Plan.episode_id == episode).scalar()
    agreed = Agreed(mdt_at=sqlite_office.now, present="OT, SW")
    sqlite_office.do(
        new_version, episode=episode, based_on=plan, week=(visit(minutes=30),), because="Stronger", agreed=agreed
    )
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, episode).person_id)
    assert tab.by_week.isVisible()
    first, second = tab.by_week.picture.accessibleDescription().splitlines()
    assert first == "Week 1, from 11 Nov 2026: 7 worker hours a week; level between A1 and P"
    assert second == "Week 2, from 18 Nov 2026: 7 → 3.5 worker hours a week, a step-down; no level rated"
    assert tab.by_week.newest.text() == f"{second}."
    told = [tip_at(tab.by_week.picture, across) for across in range(tab.by_week.picture.width())]
    assert [said for said, _ in groupby(told)] == ["", first, second, ""]
    picture = tab.by_week.picture.grab().toImage()
    accent = tab.look.theme.colours.accent.lower()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {accent, tab.look.theme.colours.text.lower()} <= colours
    settled()


def test_somebody_whose_support_begins_later_has_no_week_yet(open_tab, sqlite_office):
    later = sqlite_office.now + timedelta(days=3)
    episode = sqlite_office.an_episode(started_at=later, first_support_at=later)
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, episode).person_id)
    assert tab.by_week.isHidden()
