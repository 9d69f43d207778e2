"""The Service plans tab while a version is agreed for a later day."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from app.queries.plans import versions as queries
from app.queries.today.prompts import today
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.vocabulary.episodes import EpisodeKind
from tests.builders import TABLETS, visit
from ui.tabs.plans.tab import ServicePlansTab


@pytest.mark.rule("PSP-5")
def test_what_follows_a_change_of_interim_hours_can_be_ticked_before_its_day(
    open_tab, sqlite_office, elsewhere, qtbot, settled
):
    episode = sqlite_office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=sqlite_office.teams["Interim"])
    person = sqlite_office.get(Episode, episode).person_id
    of_now = sqlite_office.ask(queries.view, person=person).current
    sqlite_office.do(
        new_version, episode=episode, based_on=of_now.id, week=(visit(minutes=20),), because="Day centre",
        why_short=TABLETS,
        effective_from=sqlite_office.now + timedelta(days=7), agreed=Agreed(coordinator_at=sqlite_office.now),
    )  # fmt: skip
    assert len(asked(sqlite_office, person)) == 2
    tab = open_tab(ServicePlansTab, person)
    for name in ("plans.support_plan", "plans.po_request"):
        box = tab.beside.steps.findChild(QCheckBox, name)
        assert box is not None
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
        settled()
    view = elsewhere(partial(sqlite_office.ask, queries.view, person=person))
    assert view.current.id == of_now.id
    assert view.to_follow.amended_support_plan_at is not None
    assert view.to_follow.amended_po_at is not None
    assert elsewhere(partial(asked, sqlite_office, person)) == []


def asked(office, person):
    """What Today says of the changed hours."""
    return [each for each in office.ask(today) if each.rule == "PSP-5" and each.person_id == person]
