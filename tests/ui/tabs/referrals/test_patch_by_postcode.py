"""The patch of somebody new is suggested by their postcode; one that was chosen by hand stays."""

import pytest

from app.services.office import patches
from models.teams import Patch
from ui.tabs.referrals.tab import ReferralsTab


@pytest.fixture
def bound(sqlite_office):
    def bound(name, postcodes):
        key = sqlite_office.patches[name]
        sqlite_office.do(
            patches.change_patch, patch=key, seen=sqlite_office.version(Patch, key), name=name, postcodes=postcodes
        )

    return bound


@pytest.fixture
def form(open_tab, settled):
    def opened():
        tab = open_tab(ReferralsTab)
        tab.act("referrals.act.new")
        settled()
        return tab, tab.panel.long_form.person

    return opened


def test_a_whole_postcode_chooses_its_patch_and_says_so(sqlite_office, bound, form, typed, settled):
    bound("Matlock", "DE4")
    bound("Bakewell", "DE45")
    tab, person = form()
    for postcode, patch in (("DE4 3AA", "Matlock"), ("DE45 1AA", "Bakewell"), ("S1 1AA", None)):
        typed(tab, "referrals.form.postcode", postcode)
        settled()
        assert person.patch.value() == (sqlite_office.patches[patch] if patch else None)
        assert person.patch_said.isVisible() is bool(patch)


def test_a_postcode_that_two_patches_claim_warns_and_chooses_neither(bound, form, typed, settled):
    bound("Matlock", "DE4")
    bound("Bakewell", "DE4")
    tab, person = form()
    typed(tab, "referrals.form.postcode", "DE4 3AA")
    settled()
    assert person.patch.value() is None
    assert person.patch_said.text() == "DE4 belongs to Bakewell and Matlock: choose the patch."


def test_a_patch_that_was_chosen_by_hand_stays(sqlite_office, bound, form, typed, settled):
    bound("Matlock", "DE4")
    tab, person = form()
    person.patch.set_value(sqlite_office.patches["Bakewell"])
    typed(tab, "referrals.form.postcode", "DE4 3AA")
    settled()
    assert person.patch.value() == sqlite_office.patches["Bakewell"]
