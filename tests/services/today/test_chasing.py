"""CHC and Brokerage are chased: who, whom and when is kept, for as long as something is waited for."""

from datetime import timedelta

import pytest

from app.door.changes import Topic
from app.door.errors import Refused
from app.queries.today.away import changed_since
from app.services.today.chasing import record_chaser
from models.transfer import Chaser, Transfer
from models.vocabulary.today import ChaserAbout

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def chasers(office):
    with office.database.reading() as session:
        return session.query(Chaser).order_by(Chaser.chased_at).all()


def sent(office, **told):
    """The way on of somebody whose package was sent to Brokerage."""
    record = Transfer(episode_id=office.an_episode(), sent_to_brokerage_at=office.now - DAY, **told)
    office.store(record)
    return record.id


@pytest.mark.rule("REF-8")
def test_each_time_that_chc_is_chased_is_kept_with_who_and_whom(office):
    person = office.a_person()
    key = office.a_referral(person=person, chc=True, chc_known_at=office.now, chc_asked_at=office.now - DAY)
    done = office.do(record_chaser, about=ChaserAbout.CHC, asked=key, whom=" CHC ")
    assert (done.topics, done.people) == ({Topic.REFERRALS}, {person})
    office.clock.advance(HOUR)
    office.do_as("Interim DSO", record_chaser, about=ChaserAbout.CHC, asked=key, whom="CHC")
    first, second = chasers(office)
    assert (first.id, first.person_id, first.referral_id, first.transfer_id) == (done.made, person, key, None)
    assert (first.whom, first.by_id, first.chased_at) == ("CHC", office.staff["DSO"], office.now - HOUR)
    assert (second.by_id, second.chased_at) == (office.staff["Interim DSO"], office.now)
    assert first.operation_id not in {None, second.operation_id}


@pytest.mark.rule("INT-1")
def test_brokerage_is_chased_for_an_offer(office):
    key = sent(office)
    done = office.do(record_chaser, about=ChaserAbout.BROKERAGE, asked=key, whom="Brokerage")
    assert done.topics == {Topic.TRANSFERS}
    (kept,) = chasers(office)
    assert (kept.transfer_id, kept.referral_id, kept.whom) == (key, None, "Brokerage")
    assert done.people == {kept.person_id}


@pytest.mark.rule("REF-8")
@pytest.mark.parametrize(
    ("asked_days_ago", "came", "whom", "said"),
    [
        (None, False, "CHC", "CHC hasn't been asked yet"),
        (2, True, "CHC", "settled on 20 Nov 2026 at 09:00 already"),
        (2, False, "  ", "Say who was chased"),
    ],
)
def test_chc_is_not_chased_where_nothing_is_waited_for(office, asked_days_ago, came, whom, said):
    told = {"chc": True, "chc_known_at": office.now}
    if asked_days_ago:
        told |= {"chc_reviewed_at": office.now - 2 * DAY, "chc_asked_at": office.now - asked_days_ago * DAY}
    if came:
        told["chc_transferred_at"] = office.now
    key = office.a_referral(**told)
    with pytest.raises(Refused, match=said):
        office.do(record_chaser, about=ChaserAbout.CHC, asked=key, whom=whom)
    assert chasers(office) == []


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize("settled", ["offer_at", "abandoned_at"])
def test_brokerage_is_not_chased_once_it_is_settled(office, settled):
    key = sent(office, **{settled: office.now})
    with pytest.raises(Refused, match="already: there is nothing left to chase"):
        office.do(record_chaser, about=ChaserAbout.BROKERAGE, asked=key, whom="Brokerage")
    assert chasers(office) == []


def test_whoever_was_away_is_told_that_it_was_chased(office):
    key = sent(office)
    office.do(record_chaser, about=ChaserAbout.BROKERAGE, asked=key, whom="Brokerage")
    (row,) = (
        each
        for each in office.ask(changed_since, since=office.now - DAY).rows
        if "Brokerage was chased." in each.sentences
    )
    assert row.tab == "transfer"
