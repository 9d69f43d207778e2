"""Who died while they waited: the mark, and the deed that takes them off the queue (END-6)."""

import pytest

from app.queries.referrals.queue import Stage
from app.services import referrals
from app.services.closure.deaths import report_death
from models.people import Person
from models.referrals import Referral
from ui.navigation import Place, TabName
from ui.tabs.referrals.tab import ReferralsTab


@pytest.mark.rule("END-6")
def test_who_died_while_they_waited_is_marked_and_taken_off_the_queue(sqlite_office, ready, open_tab, press, offered):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    sqlite_office.do(referrals.hold_capacity, referral=ready, seen=2)
    person = sqlite_office.get(Referral, ready).person_id
    sqlite_office.do(report_death, person=person, seen=sqlite_office.version(Person, person))
    tab = open_tab(ReferralsTab)
    assert tab.queue.model().index(0, 6).data() == "death reported"
    assert tab.panel.about.text().startswith("reported to have died")
    assert offered(tab) == ["died", "more"]
    tab.go_to(Place(TabName.REFERRALS, ready, field="referrals.died"))
    assert tab.focusWidget().objectName() != "referrals.died", "Space would open what can't be undone"
    press(tab, "referrals.died")
    press(tab, "referrals.died_form.confirm")
    assert tab.panel.view.stage is Stage.DIED
    assert offered(tab) == ["more"]
