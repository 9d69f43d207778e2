"""A referral whose team is full is moved to the nearest one that has room by one press and a reason (DAY-4, REF-15)."""

import os
from datetime import timedelta

import pytest

from app.services.capacity import contracted_hours
from app.services.owners.now import team_of_referral
from models.teams import Team
from ui.tabs.referrals.tab import ReferralsTab


@pytest.mark.rule("DAY-4", "REF-15")
def test_the_controls_of_one_press_beside_the_reason_opens_the_move_filled_and_only_the_reason_is_typed(
    sqlite_office, open_tab, press, choose, settled, elsewhere, met
):
    office = sqlite_office
    referral, north = office.a_referral(), office.teams["North"]
    told = {"seen": office.version(Team, north), "worker_minutes": 0, "because": "Nobody is left"}
    office.do(contracted_hours.set_contracted, team=north, **told)
    office.clock.advance(timedelta(minutes=1))
    tab = open_tab(ReferralsTab)
    choose(tab, referral)
    page = tab.panel.page
    assert "Nearest: South has 100 h free." in page.fit.accessibleDescription()
    assert page.fit.move_there.text() == "Move it to South…"
    met.meet(page.fit)
    tab.resize(1280, 720)
    picture(tab, "nearest")
    press(tab, "referrals.fit.move")
    form = page.owners.form
    assert form is not None
    reason = form.focusWidget()
    assert reason.objectName() == "referrals.owner_team_form.because"
    picture(tab, "nearest_form")
    reason.setText("North is full")
    form.confirm.click()
    settled()
    assert elsewhere(lambda: office.ask(team_of_referral, referral)) == office.teams["South"]
    assert met.differences("Can we take this?, where the team is full") == []
    assert not page.fit.move_there.isVisible()
    assert page.fit.answer.text().startswith("Yes: all of it fits.")


def picture(tab, name):
    """Kept where somebody asks for pictures."""
    if folder := os.environ.get("HOMEWARD_PICTURES"):
        tab.grab().save(f"{folder}/{name}.png")
