"""A break that was recorded by mistake: nobody was away, no day of it counts, and Scheduling hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.next_dates import next_of
from app.services.closure import breaks, expecting
from app.services.episodes.week import of_day
from models.breaks import Break, BreakUndone
from models.episodes import Episode
from models.expected import ExpectedChange
from models.tracker import TrackerChange
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import TrackerChangeKind

DAY = timedelta(days=1)


@pytest.fixture
def episode(office):
    return office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - 60 * DAY)


def away(office, episode, **told):
    known = {"kind": BreakKind.AWAY, "began_at": office.now, "last_visit_on": office.now.date()} | told
    return office.do(breaks.begin, episode=episode, **known).made


def undo(office, break_, because="It was her neighbour"):
    return office.do(breaks.undo, break_=break_, seen=office.version(Break, break_), because=because)


def told(office):
    with office.database.reading() as session:
        return list(session.scalars(select(TrackerChange).order_by(TrackerChange.number)))


@pytest.mark.rule("END-3")
def test_an_undone_break_stays_in_the_history_with_its_reason_and_no_day_of_it_counts(office, episode):
    made = away(office, episode, began_at=office.now - 20 * DAY, last_visit_on=(office.now - 20 * DAY).date())
    person = office.get(Episode, episode).person_id
    assert "end the service" in office.ask(next_of, person=person).prompt.sentence
    undo(office, made, "  It was her neighbour ")
    view = office.ask(closure, episode=episode)
    (shown,) = view.breaks
    assert (view.open_break, view.can_begin_break) == (None, True)
    assert (shown.undone_because, shown.says, shown.is_at_its_limit) == ("It was her neighbour", (), False)
    coming = office.ask(next_of, person=person)
    assert coming is None or coming.prompt.rule != "END-3"
    with office.database.reading() as session:
        kept = session.scalars(select(BreakUndone)).one()
    assert (kept.break_id, kept.undone_at, kept.undone_by_id) == (made, office.now, office.staff["DSO"])


@pytest.mark.rule("END-3", "REF-13")
def test_scheduling_hears_retracted_of_what_it_has_heard_and_of_nothing_else(office, episode):
    made = away(office, episode)
    undo(office, made)
    (waiting,) = told(office)
    assert (waiting.kind, waiting.withdrawn_at) == (TrackerChangeKind.BREAK, office.now)
    again = away(office, episode)
    office.send_tracker()
    undo(office, again)
    heard, retracted = told(office)[1:]
    assert (heard.kind, heard.withdrawn_at, retracted.kind) == (
        TrackerChangeKind.BREAK, None, TrackerChangeKind.RETRACTED,
    )  # fmt: skip
    assert (retracted.retracts_id, retracted.reason) == (heard.id, "Break recorded by mistake: It was her neighbour")
    week = office.ask(of_day, episode, office.now.date())
    assert week
    assert retracted.visits_a_week == 7
    office.do(breaks.come_back, break_=away(office, episode), seen=1, returned_at=office.now)
    assert [each.kind for each in told(office)[3:]] == [TrackerChangeKind.RETURN]  # the very break is heard again
    assert told(office)[2].withdrawn_at == office.now


@pytest.mark.rule("END-3", "END-9")
def test_an_announced_return_is_taken_back_with_the_break(office, episode):
    made = away(office, episode)
    office.do(expecting.come_back_or_expect, break_=made, seen=1, returned_at=office.now + DAY)
    undo(office, made)
    with office.database.reading() as session:
        expected = session.scalars(select(ExpectedChange)).one()
    assert (expected.taken_back_at, expected.because) == (
        office.now, "Break recorded by mistake: It was her neighbour",
    )  # fmt: skip


@pytest.mark.rule("END-3")
def test_days_without_a_visit_of_the_next_break_arent_counted_from_an_undone_one(office, episode):
    undo(office, away(office, episode, began_at=office.now - 9 * DAY, last_visit_on=(office.now - 9 * DAY).date()))
    real = away(office, episode, began_at=office.now - DAY, last_visit_on=(office.now - DAY).date())
    assert office.get(Break, real).last_visit_on == (office.now - DAY).date()


@pytest.mark.rule("END-3")
def test_only_an_open_break_is_undone_and_with_a_reason(office, episode):
    made = away(office, episode)
    with pytest.raises(Refused, match="Say why recording the break was a mistake"):
        undo(office, made, "  ")
    office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now)
    with pytest.raises(Refused, match="ended already"):
        undo(office, made)
