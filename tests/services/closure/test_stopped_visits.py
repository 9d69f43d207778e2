"""Scheduling stops the visits at once when a death is reported, and never hears two things that differ (END-6)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services.closure import breaks, deaths, ending, expecting
from models.episodes import Episode
from models.people import Person
from models.tracker import TrackerChange
from models.values import start_of_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.tracker import TrackerChangeKind as Kind

HOUR = timedelta(hours=1)
STOP = "Reported to have died: stop the visits"
DIED_ON = "Died on 20 Nov 2026: stop the visits"
ANEW = "The end is told anew with its day and reason: the visits stay stopped"
GOES_ON = "The report of a death was a mistake: the visits go on"


def told(office):
    """What Scheduling has read or will read, in its order."""
    with office.database.reading() as session:
        rows = session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()
    return [each for each in rows if each.withdrawn_at is None]


def said(office):
    return [(each.kind, each.reason) for each in told(office)]


def a_death(office, person, deed=deaths.report_death, **known):
    office.do(deed, person=person, seen=office.version(Person, person), **known)


def end(office, episode, ends_at, reason=EndReason.DIED, **values):
    seen = office.version(Episode, episode)
    office.do(ending.end, episode=episode, seen=seen, reason=reason, ends_at=ends_at, **values)


@pytest.fixture
def person(office):
    return office.a_person()


@pytest.fixture
def episode(office, person):
    return office.an_episode(person=person)


@pytest.mark.rule("END-6")
def test_a_reported_death_of_somebody_in_service_stops_the_visits_at_once_and_once(office, person, episode):
    reported = office.now
    a_death(office, person)
    office.clock.advance(HOUR)
    a_death(office, person)
    a_death(office, person, deaths.confirm_death, died_on=reported.date())
    [row] = told(office)
    assert (row.kind, row.reason, row.from_team) == (Kind.DIED, DIED_ON, "North")
    assert row.effective_at == start_of_day(reported.date())
    assert (row.person_id, row.episode_id, row.visits_a_week, row.exported_at) == (person, episode, 0, None)


@pytest.mark.rule("END-6")
@pytest.mark.usefixtures("episode")
def test_a_death_confirmed_without_a_report_stops_them_too_and_who_is_not_in_service_has_none(office, person):
    waiting = office.a_person()
    office.a_referral(person=waiting)
    a_death(office, waiting)
    assert said(office) == []
    a_death(office, person, deaths.confirm_death, died_on=office.now.date())
    assert said(office) == [(Kind.DIED, DIED_ON)]


@pytest.mark.rule("END-6")
@pytest.mark.usefixtures("episode")
def test_a_report_undone_before_it_went_out_is_never_heard(office, person):
    a_death(office, person)
    a_death(office, person, deaths.undo_death)
    assert said(office) == []


@pytest.mark.rule("END-6")
def test_a_report_undone_after_it_went_out_is_retracted_by_its_ref_with_the_week(office, person, episode):
    a_death(office, person)
    office.send_tracker()
    office.clock.advance(HOUR)
    a_death(office, person, deaths.undo_death)
    stop, back = told(office)
    assert (back.kind, back.reason, back.retracts_id) == (Kind.RETRACTED, GOES_ON, stop.id)
    assert (back.to_team, back.visits_a_week, back.episode_id) == ("North", 7, episode)
    a_death(office, person)
    assert said(office)[2:] == [(Kind.DIED, STOP)]  # a second report is a matter of its own


@pytest.mark.rule("END-6", "END-3")
def test_of_somebody_away_no_visit_is_told_to_go_on(office, person, episode):
    on = office.now.date()
    office.do(breaks.begin, episode=episode, seen=1, kind=BreakKind.HOSPITAL, began_at=office.now, last_visit_on=on)
    a_death(office, person)
    office.send_tracker()
    a_death(office, person, deaths.undo_death)
    back = told(office)[-1]
    assert (back.kind, back.visits_a_week) == (Kind.RETRACTED, 0)
    assert back.reason == f"The report of a death was a mistake: they are still away ({BreakKind.HOSPITAL.label})"


@pytest.mark.rule("END-6")
def test_an_end_says_its_day_alone_where_the_report_has_not_gone_out(office, person, episode):
    a_death(office, person)
    died_at = office.now - HOUR
    end(office, episode, died_at)
    [row] = told(office)
    assert (row.kind, row.reason, row.effective_at) == (Kind.END, EndReason.DIED.label, died_at)


@pytest.mark.rule("END-6")
@pytest.mark.parametrize(
    ("earlier", "reason", "heard"),
    [
        (timedelta(), EndReason.DIED, []),
        (timedelta(seconds=1), EndReason.DIED, []),
        (timedelta(days=1), EndReason.DIED, [(Kind.END, "Died: the day of the end; the visits stopped with T00001")]),
        (timedelta(), EndReason.GOALS_ACHIEVED, [(Kind.RETRACTED, ANEW), (Kind.END, EndReason.GOALS_ACHIEVED.label)]),
    ],
)
def test_an_end_is_told_beside_the_death_only_where_it_names_another_day_or_reason(
    office, person, episode, earlier, reason, heard
):
    reported = office.now
    a_death(office, person)
    office.send_tracker()
    office.clock.advance(HOUR)
    end(office, episode, reported - earlier, reason)
    assert said(office)[1:] == heard
    assert [each.visits_a_week for each in told(office)[1:]] == [0] * len(heard)
    assert not heard or told(office)[-1].effective_at == reported - earlier


@pytest.mark.rule("END-6", "END-9")
def test_an_end_that_was_expected_is_not_taken_for_the_report(office, person, episode):
    seen, tomorrow = office.version(Episode, episode), office.now + timedelta(days=1)
    reason = EndReason.GOALS_ACHIEVED
    office.do(expecting.end_or_expect, episode=episode, seen=seen, reason=reason, ends_at=tomorrow)
    office.send_tracker()
    a_death(office, person)
    assert said(office)[1:] == [(Kind.DIED, STOP)]
    a_death(office, person, deaths.undo_death)
    assert len(told(office)) == 1  # what is expected stands, as it was heard


@pytest.mark.rule("END-6", "END-7")
def test_reopening_the_support_of_somebody_who_has_died_starts_no_visits(office, person, episode):
    a_death(office, person)
    end(office, episode, office.now)
    office.send_tracker()
    seen = office.version(Episode, episode)
    office.do(ending.reopen, episode=episode, seen=seen, because="Wrong day")
    assert said(office)[1:] == [(Kind.RETRACTED, "Reopened: Wrong day"), (Kind.DIED, STOP)]


@pytest.mark.rule("END-6")
def test_a_death_undone_after_the_end_leaves_the_end_to_its_own_way_back(office, person, episode):
    a_death(office, person, deaths.confirm_death, died_on=date(2026, 11, 20))
    end(office, episode, office.now)
    office.send_tracker()
    a_death(office, person, deaths.undo_death)
    assert said(office) == [(Kind.END, "Died")]
