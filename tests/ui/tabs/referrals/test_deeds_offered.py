"""Which deeds the panel of a referral offers."""

import pytest

from app.queries.referrals import queue as queries
from ui.tabs.referrals.tab import ReferralsTab


@pytest.mark.usefixtures("ready")
def test_no_deed_is_offered_that_its_stage_forbids(open_tab):
    tab = open_tab(ReferralsTab)
    shown = {key for key, entry in tab.panel.deeds.entries.items() if entry.isVisible()}
    assert shown == {"part", "particulars", "place", "sheet", "signpost", "decline", "withdraw", "death"}
    assert queries.ReferralDeed.START not in {each.deed for each in tab.panel.view.deeds if each.offered}
