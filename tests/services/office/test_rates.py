"""Rates: entered for today or ahead, one a day, and never changed once they were used; the database refuses it too."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.door.errors import ChangedMeanwhile, Refused
from app.services.agreement import signing
from app.services.office import rates
from models.agreement import Rate
from models.people import DatabaseMark
from models.plans import Plan
from models.rates_of_days import rates_from
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat

APRIL = date(2027, 4, 1)
ONE, TWO = Decimal("25.60"), Decimal("51.20")


def enter(office, day=APRIL, one=ONE, two=TWO, by="DSO", **said):
    return office.do_as(by, rates.enter_rate, from_day=day, single_handed=one, double_handed=two, **said).made


def correct(office, rate, one=Decimal("25.80"), two=Decimal("51.60"), because="the cabinet's paper says so"):
    seen = office.version(Rate, rate)
    return office.do(rates.correct_rate, rate=rate, seen=seen, single_handed=one, double_handed=two, because=because)


def withdraw(office, rate, because="the council decided otherwise"):
    return office.do(rates.withdraw_rate, rate=rate, seen=office.version(Rate, rate), because=because)


def in_force(office, day):
    with office.database.reading() as session:
        found = rates_from(session, office.id, day)
        return [(each.from_day, each.single_handed_pence) for each in found]


@pytest.fixture
def today(office):
    return office.now.date()


@pytest.fixture
def old(office):
    """The rate in force for months, as the office took it over."""
    rate = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
    office.store(rate)
    return rate.id


def an_agreement(office, rate):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, person=office.a_person(funding=Funding.SELF_FUNDER))
    with office.database.reading() as session:
        plan = session.query(Plan.id).where(Plan.episode_id == episode).scalar()
    return office.do(
        signing.issue, episode=episode, seen=1, plan=plan, rate=rate, reference="ISA-1", wording_version="v1",
        edition=PaperFormat.STANDARD, paper="{}", liable_from=office.now, weekly_pence=8680,
    )  # fmt: skip


@pytest.mark.rule("FUND-4")
@pytest.mark.usefixtures("old")
def test_aprils_rate_is_entered_in_march_and_used_from_the_first_of_april(office):
    office.clock.move_to(datetime(2027, 3, 20, 9, tzinfo=UTC))
    enter(office, note="Cabinet, 11 March")
    assert in_force(office, date(2027, 3, 31)) == [(date(2026, 4, 1), 2480), (APRIL, 2560)]
    assert in_force(office, APRIL) == [(APRIL, 2560)]


@pytest.mark.usefixtures("old")
def test_a_rate_may_begin_today_and_on_no_day_gone_by(office, today):
    with pytest.raises(Refused, match="day gone by") as refused:
        enter(office, today - timedelta(days=1))
    assert refused.value.lacks[0].field == "from_day"
    enter(office, today)
    assert in_force(office, today) == [(today, 2560)]


def test_an_office_without_any_rate_enters_the_one_that_its_papers_had(office, today):
    enter(office, today - timedelta(days=200))
    with pytest.raises(Refused, match="day gone by"):
        enter(office, today - timedelta(days=100))


@pytest.mark.usefixtures("old")
def test_two_rates_for_one_day_are_refused(office):
    enter(office)
    with pytest.raises(Refused, match="a rate from 1 Apr 2027 already"):
        enter(office, one=Decimal(30), two=Decimal(60))


@pytest.mark.parametrize(
    ("one", "two", "field"),
    [
        ("0", "51.20", "single_handed"), ("-1", "2", "single_handed"), ("25.605", "51.20", "single_handed"),
        ("NaN", "51.20", "single_handed"), ("25.60", "1000", "double_handed"), ("25.60", "0", "double_handed"),
        ("25.60", "25.59", "double_handed"),
    ],
)  # fmt: skip
def test_a_price_that_cant_be_is_refused_beside_its_field(office, one, two, field):
    with pytest.raises(Refused) as refused:
        enter(office, one=Decimal(one), two=Decimal(two))
    assert [lack.field for lack in refused.value.lacks] == [field]


def test_the_least_and_the_highest_price_are_taken(office, today):
    enter(office, today, Decimal("0.01"), Decimal("0.01"))
    enter(office, APRIL, Decimal("999.99"), Decimal("999.99"))


@pytest.mark.usefixtures("old")
def test_a_rate_to_come_is_corrected_and_withdrawn_with_a_reason(office):
    made = enter(office)
    with pytest.raises(Refused, match="Say why"):
        correct(office, made, because=" ")
    correct(office, made)
    assert in_force(office, APRIL) == [(APRIL, 2580)]
    with pytest.raises(Refused, match="Say why"):
        withdraw(office, made, because="")
    withdraw(office, made)
    assert in_force(office, APRIL) == [(date(2026, 4, 1), 2480)]
    for deed in (correct, withdraw):
        with pytest.raises(Refused, match="was withdrawn"):
            deed(office, made)


@pytest.mark.usefixtures("old")
def test_a_rate_that_was_withdrawn_is_entered_anew_for_its_day(office):
    made = enter(office)
    withdraw(office, made)
    assert enter(office, one=Decimal(26), two=Decimal(52)) == made
    assert in_force(office, APRIL) == [(APRIL, 2600)]


@pytest.mark.usefixtures("old")
def test_a_desk_that_saw_another_version_is_refused(office):
    made = enter(office)
    correct(office, made)
    with pytest.raises(ChangedMeanwhile):
        office.do(rates.withdraw_rate, rate=made, seen=1, because="never mind")


@pytest.mark.rule("FUND-4")
@pytest.mark.usefixtures("old")
def test_a_rate_can_be_put_right_until_the_end_of_its_first_day(office):
    made = enter(office)
    office.clock.move_to(datetime(2027, 4, 1, 22, 59, tzinfo=UTC))  # 23:59 in the office
    correct(office, made)
    office.clock.move_to(datetime(2027, 4, 1, 23, 0, tzinfo=UTC))
    for deed in (correct, withdraw):
        with pytest.raises(Refused, match="charged by this rate: it never changes"):
            deed(office, made)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, tzinfo=UTC)),  # the clocks go forward that night
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, 59, tzinfo=UTC)),  # and back
    ],
)
@pytest.mark.usefixtures("old")
def test_the_first_day_ends_by_the_offices_clock_when_the_clocks_change(office, day, last):
    made = enter(office, day)
    office.clock.move_to(last)
    correct(office, made)
    office.clock.move_to(last + timedelta(minutes=1))
    with pytest.raises(Refused, match="never changes"):
        correct(office, made)


def test_the_first_rate_from_a_day_gone_by_can_be_put_right_on_the_day_it_was_entered(office, today):
    made = enter(office, today - timedelta(days=200))
    correct(office, made)
    office.clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match="never changes"):
        correct(office, made)


@pytest.mark.rule("FUND-4")
def test_a_rate_with_which_an_agreement_was_issued_never_changes(office, today):
    made = enter(office, today)
    an_agreement(office, made)
    for deed in (correct, withdraw):
        with pytest.raises(Refused, match="1 agreement was issued with this rate: it never changes"):
            deed(office, made)
    with pytest.raises(DBAPIError, match="never changes"), office.database.writing() as session:
        session.execute(update(Rate.__table__).where(Rate.__table__.c.id == made).values(single_handed_pence=1))


def test_no_agreement_is_issued_with_a_rate_that_was_withdrawn(office, today):
    made = enter(office, today)
    withdraw(office, made)
    with pytest.raises(Refused, match="rate was withdrawn"):
        an_agreement(office, made)


def test_the_database_lets_no_rate_be_changed_by_which_days_were_charged(office):
    """On a server only where the database holds real records: the clock of a demonstration is its own."""
    with office.database.reading() as session:
        is_test = session.query(DatabaseMark.is_test).scalar()
    past = date(2020, 4, 1)
    office.store(Rate(from_day=past, single_handed_pence=2480, double_handed_pence=4960))
    change = update(Rate.__table__).where(Rate.__table__.c.from_day == past).values(single_handed_pence=1)
    if is_test and not office.database.is_sqlite:
        pytest.skip("a demonstration's clock is its own")
    with pytest.raises(DBAPIError, match="never changes"), office.database.writing() as session:
        session.execute(change)


@pytest.mark.parametrize("by", ["CWC", "OT", "SW"])
def test_who_doesnt_run_the_office_enters_no_rate(office, by):
    with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
        enter(office, by=by)


@pytest.mark.parametrize("by", ["DSO", "Admin", "Service manager"])
def test_who_runs_the_office_enters_rates(office, by):
    enter(office, by=by)
