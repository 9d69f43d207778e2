"""Extra calls beside another provider, in the Service plans tab: Today leads there, and they are extended (REF-9)."""

from datetime import date, timedelta

import pytest

from app.queries.today.prompts import today
from models.referrals import Referral
from models.vocabulary.referrals import ExistingPackage, ReferralOutcome
from ui.navigation import Place, TabName
from ui.tabs.plans.tab import ServicePlansTab

pytestmark = pytest.mark.rule("REF-9")


def test_they_are_extended_on_their_last_day_with_what_the_provider_said(
    sqlite_office, open_tab, press, write, elsewhere, settled
):
    office, person = sqlite_office, sqlite_office.a_person()
    since = office.now - timedelta(days=2)
    referral = office.a_referral(
        person=person, existing_package=ExistingPackage.EXTRA_ONLY, provider="Ashgrove",
        extra_until=date(2026, 11, 20), outcome=ReferralOutcome.STARTED, outcome_at=since,
    )  # fmt: skip
    office.an_episode(person=person, referral_id=referral, started_at=since)
    tab = open_tab(ServicePlansTab, person)
    (line,) = [each for each in elsewhere(lambda: office.ask(today)) if each.rule == "REF-9"]
    tab.await_place(Place(TabName.PLANS, person, field=line.field))
    tab.ask_again()
    settled()
    assert tab.focusWidget().objectName() == "plans.extra_calls"
    press(tab, "plans.extra_calls")
    write(tab, "plans.extend_extra_calls_form.until", "4/12")
    write(tab, "plans.extend_extra_calls_form.whom", "Ann Roe")
    write(tab, "plans.extend_extra_calls_form.infection_rules", "masks")
    press(tab, "plans.extend_extra_calls_form.confirm")
    assert elsewhere(lambda: office.get(Referral, referral)).extra_until == date(2026, 12, 4)
    assert "Ann Roe of the provider: Agreed to extra calls up to" in tab.extra_calls.lines.text()
    assert "Infection rules: masks." in tab.extra_calls.lines.text()
    assert elsewhere(lambda: [each for each in office.ask(today) if each.rule == "REF-9"]) == []
