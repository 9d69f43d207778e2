"""Whose decision a deed is: asked in its form, filled in at a DSO's seat, with no key more there (END-10)."""

import pytest

from app.queries.referrals.queue import Stage
from models.referrals import Referral
from ui.tabs.referrals.tab import ReferralsTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("END-10")


@pytest.fixture
def sit(office_desk, sqlite_office):
    """A function that puts somebody else of the staff at this desk."""
    return lambda name: office_desk.door._work.sit(sqlite_office.staff[name])


def who_decided(tab, form):
    return tab.findChild(ChoiceBox, f"referrals.{form}_form.decided_by")


def test_at_a_dsos_seat_accept_stores_at_once(ready, open_tab, press):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.accept")
    assert tab.panel.form is None
    assert (tab.panel.view.id, tab.panel.view.stage) == (ready, Stage.WAITING_FOR_CAPACITY)


def test_any_other_seat_is_asked_who_decided_and_can_say_it(sqlite_office, ready, sit, open_tab, press, elsewhere):
    sit("Admin")
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.accept")
    assert "Say which DSO decided to accept the referral" in tab.panel.form.notice.text.text()
    box = who_decided(tab, "accept")
    assert box.value() is None
    assert [box.itemText(n) for n in range(box.count())] == ["DSO Interim", "DSO North"]
    box.set_value(sqlite_office.staff["Interim DSO"])
    press(tab, "referrals.accept_form.confirm")
    assert tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY
    assert elsewhere(lambda: sqlite_office.get(Referral, ready).accepted_by_id) == sqlite_office.staff["Interim DSO"]
    assert ("DSO Interim decided to accept the referral", "typed in by Admin North") in [
        (each.what, each.by) for each in tab.panel.view.history
    ]


@pytest.mark.usefixtures("ready")
def test_a_schedulers_seat_is_told_who_can_and_is_asked_nothing(sit, open_tab, press):
    sit("Scheduler")
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.accept")
    assert tab.panel.form is None
    assert "A scheduler's seat doesn't record this" in tab.panel.notice.text.text()


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("deed", ["decline", "signpost"])
def test_a_dsos_seat_finds_its_own_name_filled_in_and_that_is_no_typing(sqlite_office, open_tab, pick, deed, settled):
    tab = open_tab(ReferralsTab)
    pick(tab, deed)
    settled()
    assert who_decided(tab, deed).value() == sqlite_office.staff["DSO"]
    assert not tab.panel.form.draft.is_under_way(f"referrals.{deed}_form/{tab.panel.view.id}")


@pytest.mark.usefixtures("ready")
def test_a_review_ticked_at_another_seat_asks_for_the_dso_beside_it_and_keeps_both_names(
    sqlite_office, sit, open_tab, press
):
    sit("Admin")
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.edit")
    form = tab.panel.long_form
    form.details.controls["delivery_confirmed"].click()
    press(tab, "referrals.form.confirm")
    assert "Say which DSO decided that care workers can deliver it safely" in form.notice.text.text()
    form.details.decided.set_value(sqlite_office.staff["DSO"])
    press(tab, "referrals.form.confirm")
    assert tab.panel.view.delivery_confirmed_at is not None
    assert ("DSO North decided that care workers can deliver it safely", "typed in by Admin North") in [
        (each.what, each.by) for each in tab.panel.view.history
    ]


@pytest.mark.usefixtures("ready")
def test_plain_details_at_another_seat_ask_for_no_dso(sit, open_tab, press, typed):
    sit("Admin")
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.edit")
    typed(tab, "referrals.form.notes", "Key safe by the door")
    press(tab, "referrals.form.confirm")
    assert tab.panel.view.notes == "Key safe by the door"
