"""What was done of a referral is heard once, whatever begins before its page has come anew."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from tests.ui.tabs.referrals.test_taking_in import fill
from ui.tabs.referrals.tab import ReferralsTab

ACCEPTED = "Accepted: safe and suitable."


@pytest.fixture
def heard(monkeypatch):
    """What was announced, in order; `heard.then` is done at each."""

    class Heard(list):
        then = staticmethod(lambda: None)

    told = Heard()

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
            told.then()

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


@pytest.mark.usefixtures("ready")
def test_what_is_done_is_heard_once_and_still_stands_there(open_tab, press, heard):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.accept")
    assert heard == [ACCEPTED]
    assert (tab.panel.notice.isVisible(), tab.panel.notice.text.text()) == (True, ACCEPTED)


@pytest.mark.usefixtures("ready")
def test_it_is_heard_once_also_where_its_notice_goes_before_the_page_has_come_anew(open_tab, press, heard):
    tab = open_tab(ReferralsTab)
    heard.then = tab.panel.notice.let_go_of_success  # as whatever opens or begins next has it go
    press(tab, "referrals.accept")
    assert heard == [ACCEPTED]


def test_a_referral_that_is_taken_in_is_heard_of_once(sqlite_office, open_tab, typed, heard, settled):
    tab = open_tab(ReferralsTab)
    tab.act("referrals.act.new")
    settled()
    fill(tab, typed, given="Ada", family="Lovell", born="14/3/1942")
    tab.panel.long_form.person.to_team.set_value(sqlite_office.teams["North"])
    heard.clear()
    tab.panel.long_form.confirm.click()
    settled()
    assert heard == ["Taken in: it stands in the queue in its place."]
    assert tab.panel.notice.isVisible()
