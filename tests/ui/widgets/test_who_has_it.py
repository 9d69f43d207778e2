"""The panel *Who has it*, in Service plans and at a referral: who, since when, why; and its forms (DAY-4)."""

import os
from datetime import timedelta

import pytest

from app.services.owners import changing
from app.services.owners.now import owners_of, team_of_referral
from models.episodes import Episode
from models.staff import Staff
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.referrals.tab import ReferralsTab


@pytest.fixture
def priya(sqlite_office):
    record = Staff(name="Priya", role=Role.DSO, team_id=sqlite_office.teams["South"])
    sqlite_office.store(record)
    return record.id


def answer(panel, **values):
    form = panel.form
    for name, value in values.items():
        control = next(each for each in form.findChildren(object) if each.objectName().endswith(f".{name}"))
        if hasattr(control, "set_value"):
            control.set_value(value)
        else:
            control.setText(value)
    form.confirm.click()


@pytest.mark.rule("DAY-4")
def test_the_controls_of_who_has_it_and_a_dso_changed_from_monday(
    sqlite_office, open_tab, press, settled, elsewhere, met, priya
):
    episode = sqlite_office.an_episode()
    monday = sqlite_office.now.date() + timedelta(days=3)
    for day, staff in ((monday + timedelta(days=7), "CWC"),):
        sqlite_office.do(
            changing.change_owner, episode=episode, what=OwnerOf.ALLOCATED_WORKER, now=None,
            staff=sqlite_office.staff[staff], because="Knows her", from_day=day,
        )  # fmt: skip
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, episode).person_id)
    for opened in ("owner_team", "owner_patch", "owner_back", "owner"):
        press(tab, f"plans.{opened}")
        met.meet(tab.owners)
        picture(tab, opened)
        if opened != "owner":
            tab.owners.close_form()
    answer(tab.owners, staff=priya, from_day=monday, because="Leave")
    settled()
    press(tab, "plans.owner_history")
    met.meet(tab.owners)
    assert "It is handed on" in tab.owners.notice.findChild(object, "plans.owners.notice.text").text()
    assert elsewhere(lambda: sqlite_office.ask(owners_of, episode, monday)).dso == priya
    picture(tab, "plans")
    assert met.differences("Who has it") == []


@pytest.mark.rule("DAY-4", "REF-15")
def test_the_controls_of_a_referral_moved_to_the_team_with_room(
    sqlite_office, open_tab, press, settled, elsewhere, met
):
    referral = sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    panel = tab.panel.page.owners
    for opened in ("owner_patch", "owner_team"):
        press(tab, f"referrals.{opened}")
        met.meet(panel)
        if opened == "owner_patch":
            panel.close_form()
    answer(panel, because="South has room")
    settled()
    met.meet(panel)
    assert elsewhere(lambda: sqlite_office.ask(team_of_referral, referral)) == sqlite_office.teams["South"]
    picture(tab, "referral")
    assert met.differences("Who has it, at a referral") == []


def picture(tab, name):
    """Kept where somebody asks for pictures."""
    if folder := os.environ.get("HOMEWARD_PICTURES"):
        tab.grab().save(f"{folder}/{name}.png")
