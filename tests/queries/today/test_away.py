"""What changed while somebody was away: sentences person by person, each leading to where it is seen."""

from datetime import timedelta

from sqlalchemy import func, select

from app.queries.today.away import changed_since
from app.services import referrals
from app.services.goals import goals
from app.services.today import concerns
from models.audit import AuditEntry
from models.referrals import Referral

INSTANT = timedelta(microseconds=1)


def the_moment_before(office):
    """By the database's own clock, which isn't the test's on a server."""
    with office.database.reading() as session:
        return session.scalars(select(func.max(AuditEntry.at))).one() + INSTANT


def do(office, deed, key, **told):
    office.clock.advance(timedelta(minutes=1))
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def test_changes_are_told_in_sentences_person_by_person(office):
    key = office.a_referral(person=office.a_person(given="Edna", family="Gratton"))
    episode = office.an_episode(person=office.a_person(given="Eric", family="Twigg"))
    since = the_moment_before(office)
    assert office.ask(changed_since, since=since).rows == ()
    do(office, referrals.accept, key)
    do(office, referrals.ask_for_information, key, what="Falls", of_whom="Ward 4")
    office.clock.advance(timedelta(minutes=1))
    office.do(
        goals.set_goal, episode=episode, statement="I will make my lunch", measure="6 of 7 days", achievable="stands",
        relevant="no call", target=office.now.date() + timedelta(days=20), calls="lunch",
    )  # fmt: skip
    view = office.ask(changed_since, since=since)
    assert [(row.person, row.tab, row.referral_id) for row in view.rows] == [
        ("Eric Twigg", "goals", None),
        ("Edna Gratton", "referrals", key),
    ]
    assert view.rows[0].sentences == ("Goal set: I will make my lunch",)
    assert view.rows[1].sentences == ("Information asked of Ward 4: Falls", "Referral accepted.")
    assert not view.has_more


def test_what_was_done_before_is_not_told_again(office):
    person = office.a_person()
    office.do(concerns.record_concern, person=person, what="bruise")
    since = the_moment_before(office)
    assert office.ask(changed_since, since=since).rows == ()
    office.clock.advance(timedelta(minutes=1))
    office.do(concerns.record_concern, person=person, what="another")
    (row,) = office.ask(changed_since, since=since).rows
    assert row.sentences == ("A safeguarding concern was raised.",)


def test_however_much_changed_it_takes_two_statements(office, count_statements):
    since = office.now - timedelta(days=400)
    for _ in range(3):
        office.an_episode()
        office.a_referral()
    statements = count_statements(office.database)
    view = office.ask(changed_since, since=since)
    assert len(view.rows) == 6
    assert len([each for each in statements if each != "BEGIN"]) == 2
    assert {row.sentences for row in view.rows if row.tab == "plans"} == {("Short-term support started.",)}
