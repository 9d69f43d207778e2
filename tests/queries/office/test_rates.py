"""The page Rates: every rate with its days, and what a new one makes of each agreement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.queries.office.rates import rate_preview, rates_page
from app.services.agreement import signing
from app.services.office import rates
from models.agreement import Rate
from models.plans import Plan
from models.values import Money, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from tests.builders import visit

APRIL = date(2027, 4, 1)


@pytest.fixture
def rate(office):
    found = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
    office.store(found)
    return found.id


def in_interim(office, *visits, funding=Funding.SELF_FUNDER):
    return office.an_episode(
        *(visits or (visit(),)), kind=EpisodeKind.INTERIM_TEAM, person=office.a_person(funding=funding)
    )


def signed(office, rate, episode, pence):
    with office.database.reading() as session:
        plan = session.query(Plan.id).where(Plan.episode_id == episode).scalar()
    made = office.do(
        signing.issue, episode=episode, seen=1, plan=plan, rate=rate, reference=f"ISA-{episode}", wording_version="v1",
        edition=PaperFormat.STANDARD, paper="{}", liable_from=office.now, weekly_pence=pence,
    ).made  # fmt: skip
    office.do(signing.sign, agreement=made, seen=1, signed_at=office.now)


def previewed(office, one="25.60", two="51.20", day=APRIL):
    return office.ask(rate_preview, from_day=day, single_handed=Decimal(one), double_handed=Decimal(two))


@pytest.mark.rule("FUND-4")
def test_the_preview_says_how_many_signed_agreements_cost_more(office, rate):
    for pence in (8680, 8680, 8960):  # 7 × 30 min at £24.80, and one that was signed at £25.60 already
        signed(office, rate, in_interim(office), pence)
    in_interim(office)  # issued nothing yet
    in_interim(office, funding=Funding.CO_FUNDER)
    found = previewed(office)
    assert found.said == "2 signed agreements cost more from 1 Apr 2027."
    assert [(str(each.before), str(each.after), each.signed and str(each.more)) for each in found.rows] == [
        ("£86.80", "£89.60", "£2.80"), ("£86.80", "£89.60", "£2.80"), ("£86.80", "£89.60", "£0.00"),
        ("£86.80", "£89.60", None),
    ]  # fmt: skip


def test_the_preview_says_what_costs_less_and_that_nothing_is_signed(office, rate):
    assert previewed(office).said == "There is no signed agreement to change."
    signed(office, rate, in_interim(office), 8680)
    signed(office, rate, in_interim(office, visit(workers=2)), 17360)
    assert previewed(office, "20", "60").said == ("1 signed agreement costs more and 1 costs less from 1 Apr 2027.")
    assert previewed(office, "20", "40").said == "2 signed agreements cost less from 1 Apr 2027."
    assert previewed(office, "24.80", "49.60").said == "No signed agreement changes its cost from 1 Apr 2027."


@pytest.mark.usefixtures("rate")
def test_a_week_is_priced_by_the_plan_of_the_rates_first_day(office):
    episode = in_interim(office)
    office.a_plan(episode, visit(minutes=60), number=2, effective_from=start_of_day(APRIL - timedelta(days=1)))
    assert [str(each.after) for each in previewed(office).rows] == ["£179.20"]
    assert [str(each.after) for each in previewed(office, day=APRIL - timedelta(days=2)).rows] == ["£89.60"]


@pytest.mark.usefixtures("rate")
def test_the_preview_says_why_a_rate_cant_be_entered(office):
    assert "less than £1,000.00" in previewed(office, one="0").lacks[0]
    assert "day gone by" in previewed(office, day=office.now.date() - timedelta(days=1)).lacks[0]


@pytest.mark.usefixtures("rate")
def test_the_page_says_of_each_rate_its_days_its_state_and_why_it_is_fixed(office):
    enter = {"single_handed": Decimal("25.60"), "double_handed": Decimal("51.20")}
    office.do(rates.enter_rate, from_day=APRIL, note="Cabinet, 11 March", **enter)
    later = office.do(rates.enter_rate, from_day=APRIL + timedelta(days=365), **enter).made
    office.do(rates.withdraw_rate, rate=later, seen=1, because="typed twice")
    page = office.ask(rates_page)
    assert [(each.state, each.until, each.note, bool(each.fixed)) for each in page.rates] == [
        ("Withdrawn", None, "typed twice", True),
        ("To come", None, "Cabinet, 11 March", False),
        ("In force", date(2027, 3, 31), "", True),
    ]
    assert page.rates[1].single_handed == Money(Decimal("25.60"))
    assert page.coming is not None
    assert page.coming.from_day == APRIL
    assert page.lacks == ""
    assert "ask one of them" in office.work("OT").read(rates_page).lacks


@pytest.mark.parametrize("people", [1, 5])
def test_it_asks_as_often_for_many_as_for_one(office, rate, people, count_statements):
    for _ in range(people):
        signed(office, rate, in_interim(office), 8680)
    office.do(rates.enter_rate, from_day=APRIL, single_handed=Decimal(26), double_handed=Decimal(52))
    asked = count_statements(office.database)
    office.ask(rates_page)
    assert len([each for each in asked if each != "BEGIN"]) == 6
