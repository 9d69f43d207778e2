"""The queue by urgent or planned support and by where people come from; what the filter hides is said."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.services import referrals
from app.services.office.policy import set_policy
from models.vocabulary.referrals import ComesFrom, Pathway
from ui.tabs.referrals.pathway_filter import Said
from ui.tabs.referrals.tab import ReferralsTab
from ui.text import hidden_text

URGENT, PLANNED = Pathway.URGENT, Pathway.PLANNED


def wait_for(office, family, **values):
    return office.a_referral(person=office.a_person(family=family), **values)


def shown(tab):
    return {row.person.split()[-1] for row in tab.queue.model().shown()}


@pytest.fixture
def four(sqlite_office):
    """An urgent one at home, two planned ones of two hospitals, and one of whom nothing is said."""
    office = sqlite_office
    wait_for(office, "Home", pathway=URGENT, comes_from=ComesFrom.COMMUNITY)
    wait_for(office, "Acute", pathway=PLANNED, comes_from=ComesFrom.ACUTE_HOSPITAL)
    wait_for(office, "Small", pathway=PLANNED, comes_from=ComesFrom.COMMUNITY_HOSPITAL)
    wait_for(office, "Unsaid")
    return office


@pytest.mark.rule("STC-1")
@pytest.mark.usefixtures("four")
def test_whom_nothing_is_said_of_is_in_every_choice_and_what_is_hidden_is_said(open_tab, qtbot):
    tab = open_tab(ReferralsTab)
    by = tab.by_pathway
    assert (by.line.isVisible(), by.hidden.isVisible()) == (True, False)
    for wanted, those in (
        (URGENT, {"Home", "Unsaid"}),
        (PLANNED, {"Acute", "Small", "Unsaid"}),
        (Said.NOT_YET, {"Unsaid"}),
        (Said.ANYTHING, {"Home", "Acute", "Small", "Unsaid"}),
    ):
        by.pathway.set_value(wanted)
        by.pathway.picked.emit(wanted)
        assert shown(tab) == those
        assert by.hidden.text() == hidden_text({}, 4 - len(those), "referral")
        assert by.hidden.isVisible() == by.show_all.isVisible() == (len(those) < 4)
    by.pathway.setFocus()
    qtbot.keyClick(by.pathway, Qt.Key.Key_P)
    by.origin.setFocus()
    qtbot.keyClicks(by.origin, "An acute")
    assert shown(tab) == {"Acute", "Unsaid"}
    assert by.hidden.text() == "2 referrals are hidden by the filter."
    qtbot.mouseClick(by.show_all, Qt.MouseButton.LeftButton)
    assert (len(shown(tab)), by.hidden.isVisible(), by.pathway.hasFocus()) == (4, False, True)


@pytest.mark.rule("STC-1", "REF-13")
def test_a_hold_that_is_hidden_is_named_and_as_overdue_once_it_has_expired(four, open_tab):
    held = wait_for(four, "Held", pathway=URGENT, comes_from=ComesFrom.COMMUNITY)
    four.do(referrals.accept, referral=held, seen=1)
    four.do(referrals.hold_capacity, referral=held, seen=2)
    tab = open_tab(ReferralsTab)
    tab.by_pathway.pathway.set_value(PLANNED)
    tab.by_pathway.changed.emit()
    assert tab.by_pathway.hidden.text() == "1 held and 1 other referrals are hidden by the filter."
    four.clock.advance(timedelta(days=30))
    tab.count_on()
    assert tab.by_pathway.hidden.text() == "1 overdue and 1 other referrals are hidden by the filter."


@pytest.mark.rule("STC-1")
@pytest.mark.parametrize("number", [0, 1])
def test_where_nobody_has_one_the_filter_is_offered_as_far_as_the_office_tells_them_apart(
    sqlite_office, open_tab, number
):
    if number:
        sqlite_office.do_as("Service manager", set_policy, setting="urgent_and_planned", number=number, because="STCH")
    wait_for(sqlite_office, "Unsaid")
    tab = open_tab(ReferralsTab)
    assert tab.by_pathway.line.isVisible() == bool(number)
    assert tab.queue.model().shown()[0].pathway_to_ask == bool(number)


@pytest.mark.rule("STC-1")
@pytest.mark.usefixtures("four")
def test_the_one_in_view_stays_there_when_the_filter_hides_it(open_tab, choose):
    tab = open_tab(ReferralsTab)
    home = next(row.id for row in tab.queue.model().shown() if row.person.endswith("Home"))
    choose(tab, home)
    tab.by_pathway.pathway.set_value(PLANNED)
    tab.by_pathway.changed.emit()
    assert (tab.chosen, tab.panel.view.id) == (home, home)
    assert tab.queue.current() is None


@pytest.mark.parametrize(
    ("named", "others", "said"),
    [
        ({}, 0, ""),
        ({"overdue": 0}, 1, "1 referral is hidden by the filter."),
        ({"held": 1}, 0, "1 held referral is hidden by the filter."),
        ({"overdue": 1, "held": 2}, 3, "1 overdue, 2 held and 3 other referrals are hidden by the filter."),
    ],
)
def test_what_a_filter_hides_is_said_with_what_cant_wait_named(named, others, said):
    assert hidden_text(named, others, "referral") == said
