"""Rows that an earlier release told: a promise as *Hold*, an end to come and a death as *End*; still understood."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.services import referrals
from app.services.closure import deaths, ending, expecting
from models.episodes import Episode
from models.expected import ExpectedChange
from models.people import Person
from models.referrals import Referral
from models.tracker import TrackerChange
from models.vocabulary.closure import EndReason
from models.vocabulary.tracker import TrackerChangeKind as Kind
from tests.builders import START_CHECKS

pytestmark = pytest.mark.rule("REF-13", "END-6", "END-9")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def told_as(office, now, then):
    """Put down as the release before would have: no other kind was known to it. All of it has gone out."""
    office.send_tracker()
    with office.database.writing() as session:
        session.execute(update(TrackerChange).where(TrackerChange.kind == now).values(kind=then))
    office.clock.advance(HOUR)


def waiting(office):
    with office.database.reading() as session:
        waits = (TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
        rows = session.scalars(select(TrackerChange).where(*waits).order_by(TrackerChange.number)).all()
        numbers = {each.id: each.number for each in session.scalars(select(TrackerChange))}
    return [(each.kind, numbers.get(each.retracts_id)) for each in rows]


def of_referral(office, key, deed, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


@pytest.fixture
def promised(office):
    """Capacity promised for in three days, of which they heard as *Hold*."""
    key = office.a_referral()
    of_referral(office, key, referrals.accept)
    of_referral(office, key, referrals.confirm_capacity, start_planned_at=office.now + 3 * DAY)
    told_as(office, Kind.PROMISED, Kind.HOLD)
    return key


def test_a_promise_that_they_heard_as_a_hold_is_released_retracted_and_told_anew(office, promised):
    start = office.now + 2 * DAY
    of_referral(office, promised, referrals.change_details, start_planned_at=start)
    assert waiting(office) == [(Kind.RETRACTED, 1), (Kind.PROMISED, None)]
    office.send_tracker()
    of_referral(office, promised, referrals.give_back)
    assert waiting(office) == [(Kind.HOLD_RELEASED, None)]


def test_a_promise_that_they_heard_as_a_hold_becomes_a_start(office, promised):
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=promised, seen=None, item=item)
    of_referral(office, promised, referrals.start)
    assert waiting(office) == [(Kind.START, None)]


def end(office, episode, reason, at):
    seen = office.version(Episode, episode)
    return office.do(expecting.end_or_expect, episode=episode, seen=seen, reason=reason, ends_at=at).made


@pytest.fixture
def expected(office):
    """An end expected for tomorrow, of which they heard as *End*: the episode, what is expected, its moment."""
    episode, at = office.an_episode(), office.now + DAY
    made = end(office, episode, EndReason.GOALS_ACHIEVED, at)
    told_as(office, Kind.PLANNED_END, Kind.END)
    return episode, made, at


def test_an_end_to_come_that_they_heard_as_an_end_is_moved_and_taken_back_by_its_ref(office, expected):
    _, made, at = expected
    seen = office.version(ExpectedChange, made)
    office.do(expecting.move, expected=made, seen=seen, to=at + DAY, because="The family asked")
    assert waiting(office) == [(Kind.RETRACTED, 1), (Kind.PLANNED_END, None)]
    seen = office.version(ExpectedChange, made)
    office.do(expecting.take_back, expected=made, seen=seen, because="She stays")
    assert waiting(office) == [(Kind.RETRACTED, 1)]


def test_an_end_to_come_that_they_heard_as_an_end_is_confirmed_and_reopened(office, expected):
    episode, _, at = expected
    office.clock.move_to(at)
    end(office, episode, EndReason.GOALS_ACHIEVED, at)
    assert waiting(office) == [(Kind.END, None)]
    office.send_tracker()
    office.do(ending.reopen, episode=episode, seen=office.version(Episode, episode), because="By mistake")
    assert waiting(office) == [(Kind.RETRACTED, 1), (Kind.RETRACTED, 2)]


def of_death(office, person, deed):
    office.do(deed, person=person, seen=office.version(Person, person))


def test_an_end_to_come_is_not_taken_for_a_death(office, expected):
    person = office.get(Episode, expected[0]).person_id
    of_death(office, person, deaths.report_death)
    assert waiting(office) == [(Kind.DIED, None)]
    of_death(office, person, deaths.undo_death)
    assert waiting(office) == []


def a_death_told_as_an_end(office):
    person = office.a_person()
    episode = office.an_episode(person=person)
    of_death(office, person, deaths.report_death)
    told_as(office, Kind.DIED, Kind.END)
    return person, episode


def test_a_death_that_they_heard_as_an_end_is_not_told_twice_and_is_retracted_when_undone(office):
    person, _ = a_death_told_as_an_end(office)
    of_death(office, person, deaths.report_death)
    assert waiting(office) == []
    of_death(office, person, deaths.undo_death)
    assert waiting(office) == [(Kind.RETRACTED, 1)]


def test_a_death_that_they_heard_as_an_end_is_that_days_end(office):
    _, episode = a_death_told_as_an_end(office)
    end(office, episode, EndReason.DIED, office.now - HOUR)
    assert waiting(office) == []
    office.do(ending.reopen, episode=episode, seen=office.version(Episode, episode), because="Wrong Jean")
    assert waiting(office) == [(Kind.RETRACTED, 1), (Kind.DIED, None)]
