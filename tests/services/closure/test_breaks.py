"""Breaks in service: begun, asked about, ended, and told to Scheduling."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.closure import breaks
from models.audit import AuditEntry
from models.breaks import Break
from models.tracker import TrackerChange
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import TrackerChangeKind

HOUR = timedelta(hours=1)


def away(office, episode, **values):
    told = {"kind": BreakKind.HOSPITAL, "began_at": office.now - HOUR, "last_visit_on": office.now.date()} | values
    return office.do(breaks.begin, episode=episode, **told).made


def told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


@pytest.mark.rule("END-3")
def test_a_break_is_recorded_as_it_begins_and_scheduling_is_told(office):
    episode = office.an_episode()
    expected = office.now + timedelta(days=2)
    made = away(office, episode, return_expected_at=expected)
    record = office.get(Break, made)
    assert (record.kind, record.episode_kind) == (BreakKind.HOSPITAL, EpisodeKind.SHORT_TERM)
    assert (record.return_expected_at, record.last_asked_at) == (expected, office.now)
    assert (record.return_still_planned, record.recorded_by_id) == (True, office.staff["DSO"])
    assert not record.long_term_planned
    assert office.get(Break, away(office, office.an_episode(), long_term_planned=True)).long_term_planned
    assert [(each.kind, each.reason, each.to_team) for each in told(office)] == [
        (TrackerChangeKind.BREAK, "In hospital", "North")
    ] * 2
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.row_id == made)).one()
    assert entry.operation_id is not None


@pytest.mark.rule("END-3")
def test_a_break_begins_within_the_episode_after_the_last_visit_and_only_one_is_open(office):
    episode = office.an_episode()
    for began in (office.now + HOUR, office.now - timedelta(days=3)):
        with pytest.raises(Refused, match="between the start"):
            away(office, episode, began_at=began)
    with pytest.raises(Refused, match="last visit can't be after"):
        away(office, episode, last_visit_on=office.now.date() + timedelta(days=1))
    assert told(office) == []
    away(office, episode)
    with pytest.raises(Refused, match="already open"):
        away(office, episode)
    assert len(told(office)) == 1


@pytest.mark.rule("END-3")
def test_an_answer_is_dated_and_keeps_the_expected_return_unless_there_is_none(office):
    expected = office.now + timedelta(days=2)
    made = away(office, office.an_episode(), return_expected_at=expected)
    office.clock.advance(timedelta(days=1))
    office.do(breaks.answer, break_=made, seen=1, return_still_planned=True)
    record = office.get(Break, made)
    assert (record.last_asked_at, record.return_expected_at) == (office.now, expected)
    office.do(breaks.answer, break_=made, seen=2, return_still_planned=False)
    record = office.get(Break, made)
    assert (record.return_still_planned, record.return_expected_at) == (False, None)
    with pytest.raises(Refused, match="has changed since"):
        office.do(breaks.answer, break_=made, seen=1, return_still_planned=True)


@pytest.mark.rule("END-3")
def test_coming_back_ends_the_break_and_tells_scheduling_the_week(office):
    episode = office.an_episode()
    made = away(office, episode)
    office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now)
    record = office.get(Break, made)
    assert (record.returned_at, record.next_visit_on) == (office.now, date(2026, 11, 20))
    assert [(each.kind, each.calls) for each in told(office)] == [
        (TrackerChangeKind.BREAK, ""),
        (TrackerChangeKind.RETURN, "Mon–Sun: morning 30"),
    ]
    with pytest.raises(Refused, match="ended already"):
        office.do(breaks.come_back, break_=made, seen=2, returned_at=office.now)


@pytest.mark.rule("END-3")
def test_the_next_visit_may_be_later_than_the_return_and_never_before(office):
    made = away(office, office.an_episode())
    with pytest.raises(Refused, match="next visit can't be before"):
        office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now, next_visit_on=date(2026, 11, 19))
    with pytest.raises(Refused, match="can't be before the break began"):
        office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now - 2 * HOUR)
    with pytest.raises(Refused, match="when it has happened"):
        office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now + HOUR)
    office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now, next_visit_on=date(2026, 11, 22))
    assert office.get(Break, made).next_visit_on == date(2026, 11, 22)


@pytest.mark.rule("END-3")
def test_the_rule_follows_the_kind_of_the_episode_when_the_break_began(office):
    made = away(office, office.an_episode(kind=EpisodeKind.INTERIM_IN_STS), kind=BreakKind.AWAY)
    assert office.get(Break, made).episode_kind is EpisodeKind.INTERIM_IN_STS


@pytest.mark.rule("END-3")
def test_a_break_begins_after_the_one_before_it_has_ended(office):
    episode = office.an_episode(started_at=office.now - timedelta(days=9))
    first = away(office, episode, began_at=office.now - timedelta(days=5), last_visit_on=date(2026, 11, 15))
    back = office.now - timedelta(days=1)
    office.do(breaks.come_back, break_=first, seen=1, returned_at=back)
    with pytest.raises(Refused, match="this one begins after it"):
        away(office, episode, began_at=back - HOUR, last_visit_on=date(2026, 11, 15))
    away(office, episode, began_at=back, last_visit_on=date(2026, 11, 15))
