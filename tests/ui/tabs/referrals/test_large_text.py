"""One referral in large text: no line of what stands above it is cut, the page scrolls instead."""

from ui.tabs.referrals.tab import ReferralsTab


def test_no_line_below_the_name_is_cut_at_twice_the_size(look, open_tab, sqlite_office, qtbot):
    sqlite_office.a_referral()
    look.set_text_size(200)
    panel = open_tab(ReferralsTab).panel
    labels = panel.name, panel.about, panel.standing, panel.why, panel.next
    before = panel.height()
    panel.next.setText("To do: the referrer was asked on Wednesday and hasn't answered yet, so chase the answer. " * 3)
    panel.next.show()
    qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) for each in labels))
    assert panel.height() > before
