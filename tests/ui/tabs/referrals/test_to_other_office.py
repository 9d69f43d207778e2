"""Signposting to another office of the same server: offered where there is one, and the deed goes with its team."""

from uuid import uuid4

import pytest

from app.queries.office.other_offices import OtherTeam
from ui.tabs.referrals.tab import ReferralsTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("DAY-4")


def test_another_office_is_offered_where_there_is_one_and_its_team_goes_with_the_deed(
    ready, open_tab, pick, press, typed
):
    tab = open_tab(ReferralsTab)
    pick(tab, "signpost")
    box = tab.findChild(ChoiceBox, "referrals.signpost_form.to_team")
    assert not box.isVisible()
    tab.panel.form._offer((OtherTeam(uuid4(), "South", "High Peak"),))
    assert (box.isVisible(), box.currentText()) == (True, "No, to other help as said above")
    form = tab.panel.form
    box.setCurrentIndex(1)
    assert (box.currentText(), form.confirm.text()) == ("High Peak, South", "Take them to that office")
    assert (form.confirm.accessibleName(), form.done) == ("Take them to that office", "Taken to High Peak, South.")
    box.setCurrentIndex(0)
    assert (form.confirm.text(), form.done) == ("Signpost", "Signposted.")
    box.setCurrentIndex(1)
    typed(tab, "referrals.signpost_form.because", "Lives with her son now")
    press(tab, "referrals.signpost_form.confirm")
    assert "Choose a team of an office where you may decide too" in tab.panel.form.notice.text.text()  # a file has none
    assert tab.panel.view.id == ready
