"""Two forms of one tab about the same record: saving one leaves the other good to be saved, and nothing is undone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit

from app.services.transfer import conditions
from models.episodes import Episode
from models.transfer import Transfer
from ui.tabs.transfer.tab import InterimTransferTab

HOUR = timedelta(hours=1)


@pytest.fixture
def episode(sqlite_office):
    made = sqlite_office.an_episode()
    sqlite_office.do(conditions.complete_support_plan, episode=made, seen=None, at=sqlite_office.now)
    return made


@pytest.fixture
def tab(sqlite_office, open_tab, episode):
    return open_tab(InterimTransferTab, sqlite_office.get(Episode, episode).person_id)


@pytest.fixture
def stored(sqlite_office, elsewhere):
    def only():
        with sqlite_office.database.reading() as session:
            return session.query(Transfer).one()

    return lambda: elsewhere(only)


def test_a_form_goes_on_after_a_save_in_the_panel_beside_it(tab, press, write, stored):
    press(tab, "transfer.agreed")
    write(tab, "transfer.agreed_form.reason", "No provider yet")
    write(tab, "transfer.agreed_form.present", "OT, SW")
    press(tab, "transfer.need")
    press(tab, "transfer.need_form.confirm")
    assert stored().need_confirmed_at is not None
    press(tab, "transfer.agreed_form.confirm")
    assert tab.conditions.form is None, "refused after the same desk's own save"
    assert stored().reason == "No provider yet"
    assert stored().need_confirmed_at is not None


def test_a_form_shows_what_was_saved_of_its_own_field_and_asks_where_both_changed_it(
    tab, press, write, stored, settled, sqlite_office, episode, elsewhere
):
    press(tab, "transfer.fabo")
    press(tab, "transfer.agreed")
    write(tab, "transfer.agreed_form.reason", "Mine")
    write(tab, "transfer.agreed_form.present", "OT, SW")
    theirs = sqlite_office.now - 5 * HOUR
    seen = stored().version
    elsewhere(lambda: sqlite_office.do(conditions.make_fabo_referral, episode=episode, seen=seen, at=theirs))
    elsewhere(
        lambda: sqlite_office.do(conditions.agree_transfer, episode=episode, seen=seen + 1, at=theirs, reason="Theirs")
    )
    tab.refresh()
    settled()
    assert tab.findChild(QLineEdit, "transfer.fabo_form.at").value() == theirs
    press(tab, "transfer.agreed_form.confirm")
    assert "Choose for each which one shall stand" in tab.conditions.form.kept.bar("both").text.text()
    assert stored().reason == "Theirs"
    press(tab, "draft.1.keep_mine")
    press(tab, "transfer.agreed_form.confirm")
    assert stored().reason == "Mine"
    assert stored().fabo_at == theirs


def test_a_dangerous_form_goes_on_only_once_it_was_refused_and_its_person_looked(
    tab, press, stored, sqlite_office, episode, elsewhere, settled
):
    press(tab, "transfer.abandon")
    seen = stored().version
    elsewhere(lambda: sqlite_office.do(conditions.confirm_need, episode=episode, seen=seen, at=sqlite_office.now))
    tab.refresh()
    settled()
    press(tab, "transfer.abandon_form.confirm")
    assert stored().abandoned_at is None
    assert "Look at it as it stands now" in tab.moving.form.notice.text.text()
    settled()
    press(tab, "transfer.abandon_form.confirm")
    assert stored().abandoned_at is not None
