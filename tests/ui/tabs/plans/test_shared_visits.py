"""A visit that two share, in the plan of either: said, shown with how it stands, and ended with a reason."""

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.values import Call
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("PSP-1", "REF-15")


@pytest.fixture
def couple(sqlite_office):
    return sqlite_office.an_episode(visit()), sqlite_office.an_episode(visit())


def test_a_visit_is_shared_stands_in_both_plans_and_is_ended(
    open_tab, sqlite_office, couple, elsewhere, press, write, settled
):
    one, other = (sqlite_office.get(Episode, each).person_id for each in couple)
    tab = open_tab(ServicePlansTab, one)
    press(tab, "plans.share")
    settled()
    press(tab, "plans.share_visit_form.confirm")
    assert "Choose the other person" in tab.shared.form.notice.text.text()
    tab.findChild(ChoiceBox, "plans.share_visit_form.whom").set_value(couple[1])
    tab.findChild(ChoiceBox, "plans.share_visit_form.call").set_value(Call.MORNING)
    press(tab, "plans.share_visit_form.confirm")
    assert "Morning, every day: one visit together with" in tab.shared.lines.text()
    for person in (one, other):
        (line,) = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).shared
        assert line.is_shared
    press(tab, "plans.shared.morning")
    write(tab, "plans.end_sharing_form.because", "She wants her own time")
    press(tab, "plans.end_sharing_form.confirm")
    assert elsewhere(partial(sqlite_office.ask, queries.view, person=one)).shared == ()
    assert tab.shared.lines.text() == ""


def test_nobody_to_share_with_is_said(open_tab, sqlite_office, press, settled):
    alone = sqlite_office.an_episode(visit(), person=sqlite_office.a_person())
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, alone).person_id)
    press(tab, "plans.share")
    settled()
    assert any("Nobody else at this postcode" in each.text() for each in tab.shared.findChildren(QLabel))
