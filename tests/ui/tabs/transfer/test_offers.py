"""An offer in the tab Interim transfer: recorded, answered, taken back, and asked about on its day, by the buttons."""

from datetime import timedelta

import pytest

from app.services.transfer import conditions
from models.episodes import Episode
from models.transfer import PastOffer, Transfer
from ui.navigation import Place, TabName
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox

DAY = timedelta(days=1)


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


@pytest.fixture
def offered(sqlite_office, open_tab):
    """The tab of somebody with an offer that was to start today."""
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 20 * DAY)
    sqlite_office.do(conditions.send_to_brokerage, episode=episode, at=sqlite_office.now - 5 * DAY)
    sqlite_office.do(conditions.record_offer, episode=episode, at=sqlite_office.now - DAY, provider="Dove Care",
                     starts_on=sqlite_office.now.date())  # fmt: skip
    tab = open_tab(InterimTransferTab, person)
    tab.person_shown = person
    return tab


@pytest.mark.rule("INT-1")
def test_the_answer_is_recorded_and_a_no_goes_into_the_history(
    sqlite_office, offered, press, write, elsewhere, settled
):
    assert "The person's answer: not answered yet" in offered.brokerage.lines.text()
    press(offered, "transfer.answer")
    box = offered.findChild(ChoiceBox, "transfer.answer_form.said")
    assert box.count() == 2
    box.setCurrentIndex(0)
    press(offered, "transfer.answer_form.confirm")
    assert "The person's answer: accepted today 09:00" in offered.brokerage.lines.text()
    sqlite_office.clock.advance(2 * DAY)
    offered.refresh()
    settled()
    assert "The person's answer: accepted Fri 20 Nov 09:00" in offered.brokerage.lines.text()
    press(offered, "transfer.answer")
    box = offered.findChild(ChoiceBox, "transfer.answer_form.said")
    assert box.count() == 3
    box.setCurrentIndex(1)
    write(offered, "transfer.answer_form.because", "Too dear")
    press(offered, "transfer.answer_form.confirm")
    assert "Declined by the person" in offered.brokerage.lines.text()
    assert elsewhere(lambda: only(sqlite_office, PastOffer)).because == "Too dear"
    assert "No offer of a PVI provider is open" in offered.conditions.one_of.text()


@pytest.mark.rule("INT-1")
def test_an_offer_that_the_provider_takes_back_is_kept_with_why(sqlite_office, offered, press, write, elsewhere):
    press(offered, "transfer.offer_ended")
    press(offered, "transfer.offer_ended_form.confirm")
    assert "Say why the offer came to nothing" in offered.brokerage.form.notice.text.text()
    write(offered, "transfer.offer_ended_form.because", "No workers in the dale")
    press(offered, "transfer.offer_ended_form.confirm")
    assert "No workers in the dale" in offered.brokerage.lines.text()
    assert elsewhere(lambda: only(sqlite_office, Transfer)).offer_provider == ""


@pytest.mark.rule("INT-1", "INT-6")
@pytest.mark.parametrize(("number", "said"), [(0, "Ongoing care started"), (1, "has not started"), (2, "Withdrawn")])
def test_on_its_day_the_start_is_confirmed_put_off_or_the_offer_is_gone(
    sqlite_office, offered, press, write, elsewhere, number, said
):
    offered.go_to(Place(TabName.TRANSFER, offered.person_shown, "transfer.pvi_start"))
    assert offered.focusWidget().objectName() == "transfer.pvi_start"
    press(offered, "transfer.pvi_start")
    offered.findChild(ChoiceBox, "transfer.pvi_start_form.began").setCurrentIndex(number)
    write(offered, "transfer.pvi_start_form.because", "No workers")
    if number == 1:
        write(offered, "transfer.pvi_start_form.on", "+3")
    press(offered, "transfer.pvi_start_form.confirm")
    assert said in offered.brokerage.lines.text()
    started = elsewhere(lambda: only(sqlite_office, Episode)).package_started_on
    assert (started == sqlite_office.now.date()) == (number == 0)
