"""Who needs a new agreement, from when and why, of everybody at once; and as a line of Today."""

from datetime import date, timedelta

import pytest

from app.queries.agreement.renewals import renewals
from app.queries.today.prompts import today
from app.services.agreement import signing
from models.agreement import Rate
from models.costs import AgreementPrice, AskedVisit, ChargeRequest
from models.plans import Plan
from models.values import Call, start_of_day
from models.vocabulary.agreement import ChargeAsk, Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from tests.builders import visit

APRIL = date(2027, 4, 1)


@pytest.fixture
def rate(office):
    found = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
    office.store(found)
    return found.id


def in_interim(office, *visits, funding=Funding.SELF_FUNDER, **person):
    return office.an_episode(
        *(visits or (visit(),)), kind=EpisodeKind.INTERIM_TEAM, person=office.a_person(funding=funding, **person)
    )


def signed(office, rate, episode, pence, *, prices=()):
    with office.database.reading() as session:
        plan = session.query(Plan.id).where(Plan.episode_id == episode).first()[0]
    made = office.do(
        signing.issue, episode=episode, plan=plan, rate=rate, reference=f"ISA-{office._next()}", wording_version="v1",
        edition=PaperFormat.STANDARD, paper="{}", liable_from=office.now, weekly_pence=pence,
    ).made  # fmt: skip
    for day, weekly in prices:
        office.store(AgreementPrice(agreement_id=made, from_day=day, funding=Funding.SELF_FUNDER, weekly_pence=weekly))
    office.do(signing.sign, agreement=made, seen=1, signed_at=office.now)
    return made


def told(rows):
    return [(each.from_day, str(each.before), str(each.after)) for each in rows]


@pytest.mark.rule("FUND-7")
def test_for_a_new_rate_everybody_who_has_signed_is_listed_in_one_go(office, rate):
    kept = [in_interim(office, family=name) for name in ("Able", "Baker", "Cole")]
    for episode in kept[:2]:
        signed(office, rate, episode, 8680)
    assert office.ask(renewals) == ()
    office.store(Rate(from_day=APRIL, single_handed_pence=2560, double_handed_pence=5120))
    rows = office.ask(renewals, from_day=APRIL)
    assert [each.episode for each in rows] == kept[:2]
    assert told(rows) == [(APRIL, "£86.80", "£89.60")] * 2
    assert office.ask(renewals, from_day=APRIL + timedelta(days=1)) == ()


@pytest.mark.rule("FUND-7")
def test_a_plan_agreed_for_later_and_one_that_has_begun_are_due_from_their_own_days(office, rate):
    ahead, begun = in_interim(office), in_interim(office)
    for episode in (ahead, begun):
        signed(office, rate, episode, 8680)
    day = office.now.date() + timedelta(days=5)
    office.a_plan(ahead, visit(), visit(call=Call.BED), number=2, effective_from=start_of_day(day))
    office.a_plan(begun, visit(), visit(call=Call.BED), number=2, effective_from=office.now)
    assert {(each.episode, each.from_day, str(each.after)) for each in office.ask(renewals)} == {
        (ahead, day, "£173.60"),
        (begun, office.now.date() + timedelta(days=1), "£173.60"),  # never before the first charged day
    }


@pytest.mark.rule("FUND-7", "FUND-8")
def test_a_request_for_less_is_due_from_the_next_day(office, rate):
    episode = in_interim(office, visit(), visit(call=Call.BED))
    signed(office, rate, episode, 17360, prices=((office.now.date() - timedelta(days=9), 17360),))
    request = ChargeRequest(
        episode_id=episode, asks=ChargeAsk.LESS, asked_at=office.now, asked_by="Ann", taken_by_id=office.staff["DSO"]
    )
    office.store(request)
    office.store(AskedVisit(request_id=request.id, number=1, days=127, call=Call.MORNING, minutes=30, workers=1))
    (row,) = office.ask(renewals)
    assert told([row]) == [(office.now.date() + timedelta(days=1), "£173.60", "£86.80")]
    assert "less was asked for" in row.sentence


@pytest.mark.rule("FUND-7")
def test_a_paper_with_its_own_prices_settles_it(office, rate):
    episode = in_interim(office)
    office.store(Rate(from_day=APRIL, single_handed_pence=2560, double_handed_pence=5120))
    signed(office, rate, episode, 8680, prices=((office.now.date(), 8680), (APRIL, 8960)))
    assert office.ask(renewals) == ()


@pytest.mark.rule("FUND-7")
def test_today_tells_the_dso_with_the_deadline(office, rate):
    signed(office, rate, in_interim(office, given="Jean", family="Gill"), 8680)
    office.store(Rate(from_day=APRIL, single_handed_pence=2560, double_handed_pence=5120))
    (line,) = [each for each in office.ask(today) if each.rule == "FUND-7"]
    assert (line.person, line.owner, line.field) == ("Jean Gill", "DSO North", "transfer.agreement")
    assert line.due < start_of_day(APRIL)


@pytest.mark.rule("FUND-7")
def test_it_takes_as_many_statements_for_one_as_for_ten(office, rate, count_statements):
    signed(office, rate, in_interim(office), 8000)
    statements = count_statements(office.database)
    assert len(office.ask(renewals)) == 1
    few = len([each for each in statements if each != "BEGIN"])
    for _ in range(9):
        signed(office, rate, in_interim(office), 8000)
    statements.clear()
    assert len(office.ask(renewals)) == 10
    assert len([each for each in statements if each != "BEGIN"]) == few == 5
