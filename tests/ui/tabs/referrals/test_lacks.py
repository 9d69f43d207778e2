"""What a referral lacks leads to the field that mends it, as a row of Today does."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services import referrals
from app.services.office.policy import set_policy
from models.referrals import Referral
from models.vocabulary.referrals import ComesFrom, ExistingPackage, Pathway, ReferralReason, Support
from ui.dialogs.person_details import PersonDialog
from ui.tabs.referrals.tab import ReferralsTab

MENDED_IN_THE_DETAILS = [
    ({"document": None}, "document"),
    ({"reason": None}, "reason"),
    ({"needs_and_risks": ""}, "needs_and_risks"),
    ({"alternatives_considered": ""}, "alternatives_considered"),
    ({"urgent": True}, "delivery_confirmed"),
    ({"chc": True}, "chc_reviewed"),
    ({"end_of_life": True}, "end_of_life_discussion"),
    ({"support": Support.NOT_STATED}, "support"),
    ({"reason": ReferralReason.SIGNIFICANT_CHANGE}, "existing_package"),
    ({"existing_package": ExistingPackage.WHOLE_MOVES, "provider": "Ashgrove"}, "notice"),
    ({"existing_package": ExistingPackage.EXTRA_ONLY, "provider": "Ashgrove"}, "extra_until"),
]


@pytest.fixture
def lead(press, settled):
    """Press the button beside the first thing that is missing, and say where the keyboard is then."""

    def lead(tab):
        press(tab, "referrals.lack.1")
        settled()
        return tab.focusWidget().objectName()

    return lead


@pytest.mark.rule("REF-1", "REF-2", "REF-3", "REF-4", "REF-6", "REF-7", "REF-8", "REF-9", "REF-10")
@pytest.mark.parametrize(("told", "field"), MENDED_IN_THE_DETAILS, ids=[each[1] for each in MENDED_IN_THE_DETAILS])
def test_what_is_missing_for_the_acceptance_leads_to_its_field(sqlite_office, open_tab, lead, qtbot, told, field):
    sqlite_office.a_referral(**told)
    tab = open_tab(ReferralsTab)
    assert lead(tab) == f"referrals.form.{field}"
    control = tab.focusWidget()
    qtbot.waitUntil(lambda: control.visibleRegion().boundingRect().height() >= min(control.height(), 24))


@pytest.mark.rule("STC-1")
def test_urgent_or_planned_support_is_asked_where_the_office_tells_them_apart(sqlite_office, open_tab, lead, settled):
    sqlite_office.do_as("Service manager", set_policy, setting="urgent_and_planned", number=1, because="STCH")
    sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    assert lead(tab) == "referrals.form.pathway"
    settled()
    form = tab.panel.long_form.details
    assert form.controls["comes_from"].isVisibleTo(form)
    assert not form.controls["community_aim"].isVisibleTo(form)
    form.controls["pathway"].set_value(Pathway.PLANNED)
    form.controls["comes_from"].set_value(ComesFrom.COMMUNITY)
    assert form.controls["community_aim"].isVisibleTo(form)
    assert not form.controls["exceptional_because"].isVisibleTo(form)
    form.controls["pathway"].set_value(Pathway.URGENT)
    form.controls["comes_from"].set_value(ComesFrom.ACUTE_HOSPITAL)
    assert form.controls["exceptional_because"].isVisibleTo(form)


@pytest.mark.rule("REF-10", "STC-1")
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_tick_by_hand_stays_when_a_hospital_as_origin_is_corrected(sqlite_office, open_tab, lead, settled, by_hand):
    sqlite_office.do_as("Service manager", set_policy, setting="urgent_and_planned", number=1, because="STCH")
    key = sqlite_office.a_referral(document=None, reason=None, from_hospital=by_hand)
    seen = sqlite_office.version(Referral, key)
    sqlite_office.do(referrals.change_details, referral=key, seen=seen, comes_from=ComesFrom.ACUTE_HOSPITAL)
    tab = open_tab(ReferralsTab)
    lead(tab)
    settled()
    form = tab.panel.long_form.details
    assert form.controls["from_hospital"].isChecked()
    form.controls["comes_from"].set_value(ComesFrom.COMMUNITY)
    form.controls["comes_from"].picked.emit(ComesFrom.COMMUNITY)
    assert form.changed_details()["from_hospital"] is by_hand


@pytest.mark.rule("REF-5")
def test_a_missing_birth_date_leads_to_the_person_s_own(sqlite_office, open_tab, lead, settled, qtbot):
    sqlite_office.a_referral(person=sqlite_office.a_person(born=None))
    tab = open_tab(ReferralsTab)
    lead(tab)
    dialog = tab.findChild(PersonDialog)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.fields.controls["born"])
    dialog.reject()
    settled()


@pytest.mark.rule("REF-3")
def test_an_open_question_leads_to_its_answer(sqlite_office, open_tab, lead):
    referral = sqlite_office.a_referral()
    sqlite_office.do(referrals.ask_for_information, referral=referral, seen=1, what="Key safe", of_whom="Ward 4")
    assert lead(open_tab(ReferralsTab)) == "referrals.answer.1"


def test_the_way_to_a_field_is_reached_by_the_keyboard(sqlite_office, open_tab, qtbot, settled):
    sqlite_office.a_referral(alternatives_considered="", received_at=sqlite_office.now - timedelta(hours=1))
    tab = open_tab(ReferralsTab)
    button = tab.findChild(QPushButton, "referrals.lack.1")
    assert button.accessibleName().startswith("Go there: Record what else was considered")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settled()
    assert tab.focusWidget().objectName() == "referrals.form.alternatives_considered"
