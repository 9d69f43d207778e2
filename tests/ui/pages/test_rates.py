"""The page Rates: a rate entered ahead, put right or withdrawn; what it changes is said before it is entered."""

from datetime import date
from decimal import Decimal

import pytest

from app.queries.transfer.page import transfer_page
from app.services.office import rates
from models.agreement import Rate
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from ui.navigation import PageName, page_of
from ui.pages.office.rates import RatesPage
from ui.widgets.pounds_edit import PoundsEdit

APRIL = date(2027, 4, 1)


@pytest.fixture
def april(sqlite_office, request):
    """A rate to come, and the one in force."""
    request.getfixturevalue("a_rate")
    return sqlite_office.do(
        rates.enter_rate, from_day=APRIL, single_handed=Decimal("25.60"), double_handed=Decimal("51.20")
    ).made


def states(page):
    return [(row.state, str(row.single_handed)) for row in page.list.model().shown()]


@pytest.mark.usefixtures("a_rate")
def test_aprils_rate_is_entered_ahead_and_shown_as_to_come(open_page, press, write, settled):
    page = open_page(RatesPage)
    assert states(page) == [("In force", "£24.80")]
    page.enter.click()
    for name, text in {"from_day": "1/4/2027", "single_handed": "25.6", "double_handed": "£51.20"}.items():
        write(page, f"rates.enter_rate_form.{name}", text)
    settled()
    told = page.panel.form.findChild(type(page.fixed), "rates.enter_rate_form.changes")
    assert told.text() == "There is no signed agreement to change."
    write(page, "rates.enter_rate_form.note", "Cabinet, 11 March")
    press(page, "rates.enter_rate_form.confirm")
    assert states(page) == [("To come", "£25.60"), ("In force", "£24.80")]
    assert page.list.model().shown()[0].note == "Cabinet, 11 March"


@pytest.mark.usefixtures("april")
def test_a_second_rate_for_that_day_is_refused_beside_its_field(open_page, press, write):
    page = open_page(RatesPage)
    page.enter.click()
    for name, text in {"from_day": "1/4/2027", "single_handed": "26", "double_handed": "52"}.items():
        write(page, f"rates.enter_rate_form.{name}", text)
    press(page, "rates.enter_rate_form.confirm")
    assert "a rate from 1 Apr 2027 already" in page.panel.form.notice.text.text()


def test_a_rate_to_come_is_put_right_and_withdrawn_where_it_stands(
    open_page, press, write, april, sqlite_office, elsewhere
):
    page = open_page(RatesPage)
    page.correct.click()
    write(page, "rates.correct_rate_form.single_handed", "25.80")
    write(page, "rates.correct_rate_form.because", "the paper says so")
    press(page, "rates.correct_rate_form.confirm")
    assert states(page)[0] == ("To come", "£25.80")
    page.withdraw.click()
    write(page, "rates.withdraw_rate_form.because", "never mind")
    press(page, "rates.withdraw_rate_form.confirm")
    assert states(page) == [("Withdrawn", "£25.80"), ("In force", "£24.80")]
    assert elsewhere(lambda: sqlite_office.get(Rate, april)).withdrawn_because == "never mind"


@pytest.mark.usefixtures("april")
def test_a_rate_in_force_offers_no_change_and_says_why(open_page):
    page = open_page(RatesPage)
    assert not page.correct.isHidden()
    page.list.choose(page.list.model().shown()[1].id)
    assert page.correct.isHidden()
    assert page.withdraw.isHidden()
    assert "it never changes" in page.fixed.text()


@pytest.mark.usefixtures("april")
def test_what_the_next_rate_makes_of_each_week_is_listed(open_page, sqlite_office):
    person = sqlite_office.a_person(funding=Funding.SELF_FUNDER)
    sqlite_office.an_episode(kind=EpisodeKind.INTERIM_TEAM, person=person)
    page = open_page(RatesPage)
    assert [(str(row.before), str(row.after)) for row in page.costs.model().shown()] == [("£86.80", "£89.60")]


def test_an_office_without_a_rate_says_what_that_stops(open_page):
    page = open_page(RatesPage)
    assert page.list.isHidden()
    assert page.empty.text() == "There is no rate yet: until there is one, no agreement can be issued."


@pytest.mark.parametrize("typed", ["25.60", "£25.60", "£ 25.6", "25.6 "])
def test_pounds_are_read_as_people_type_them(qtbot, typed):
    edit = PoundsEdit("rates.price")
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.value() == Decimal("25.6")
    assert edit.written(Decimal("25.6")) == "£25.60"


@pytest.mark.parametrize("typed", ["25.605", "-1", "a lot", "1,000", ""])
def test_what_is_no_amount_is_said(qtbot, typed):
    edit = PoundsEdit("rates.price")
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.value() is None


def test_the_agreement_of_a_self_funder_leads_here_while_there_is_no_rate(sqlite_office):
    person = sqlite_office.a_person(funding=Funding.SELF_FUNDER)
    sqlite_office.an_episode(kind=EpisodeKind.INTERIM_TEAM, person=person)
    lacks = sqlite_office.ask(transfer_page, person=person).view.money.lacks
    lack = next(each for each in lacks if each.field == "rates.enter")
    assert lack.sentence == "There is no rate for that day: enter the rates first."
    assert page_of(lack.field) is PageName.RATES


@pytest.mark.usefixtures("april")
def test_controls_of_rates_are_listed(open_page, met, settled):
    page = open_page(RatesPage)
    for opened in (page.enter, page.correct, page.withdraw):
        opened.click()
        settled()
        met.meet(page)
        page.panel.close_form()
    assert met.differences("Rates") == []
