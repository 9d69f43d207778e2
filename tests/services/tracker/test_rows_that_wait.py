"""What waits for later days goes with support that ends or never began, and comes back; it says the week by now."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import referrals
from app.services.closure import breaks, deaths, ending, expecting
from app.services.owners import changing, moving
from app.services.tracker.send_and_read_back import Mark, record_marks
from models.closure import ClosingStep
from models.episodes import Episode
from models.expected import ExpectedChange
from models.owners import OwnerChange
from models.people import Person
from models.referrals import Referral
from models.tracker import TrackerChange
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.tracker import CclMark
from models.vocabulary.tracker import TrackerChangeKind as Kind
from tests.builders import START_CHECKS
from tests.services.tracker.test_net_of_changes import WEEK, plan

pytestmark = pytest.mark.rule("REF-13", "END-7", "END-6", "DAY-4")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def episode(office):
    return office.an_episode(*WEEK[7])


def waiting(office):
    with office.database.reading() as session:
        waits = (TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
        rows = session.scalars(select(TrackerChange).where(*waits).order_by(TrackerChange.number)).all()
    return [(each.kind, each.contact_minutes // 60) for each in rows]


def only(office, kind, *where):
    with office.database.reading() as session:
        return session.scalars(select(kind).where(*where)).one()


def end(office, episode, ends_at=None, reason=EndReason.GOALS_ACHIEVED):
    seen = office.version(Episode, episode)
    office.do(ending.end, episode=episode, seen=seen, reason=reason, ends_at=ends_at or office.now)
    office.clock.advance(HOUR)


def reopen(office, episode):
    office.do(ending.reopen, episode=episode, seen=office.version(Episode, episode), because="By mistake")


def move(office, episode, days=5):
    told = {"team": office.teams["South"], "because": "Nearer", "from_day": office.now.date() + days * DAY}
    office.do(moving.move_team, episodes=(episode,), **told)
    return only(office, OwnerChange).id


def test_a_plan_for_a_day_after_the_end_goes_with_it_and_comes_back_with_the_reopening(office, episode):
    plan(office, episode, 14, office.now + 5 * DAY)
    end(office, episode)
    assert waiting(office) == [(Kind.END, 0)]
    reopen(office, episode)
    assert waiting(office) == [(Kind.INCREASE, 14)]


def test_after_an_end_that_went_out_the_plan_to_come_is_told_beside_the_week_that_goes_on(office, episode):
    plan(office, episode, 14, office.now + 5 * DAY)
    end(office, episode)
    office.send_tracker()
    reopen(office, episode)
    assert waiting(office) == [(Kind.RETRACTED, 7), (Kind.INCREASE, 14)]


def test_what_took_effect_before_the_end_goes_out_with_it(office, episode):
    plan(office, episode, 14)
    end(office, episode)
    assert waiting(office) == [(Kind.INCREASE, 14), (Kind.END, 0)]


def test_a_break_that_began_after_the_end_goes_with_it_and_comes_back(office, episode):
    began = office.now
    office.do(breaks.begin, episode=episode, kind=BreakKind.HOSPITAL, began_at=began, last_visit_on=began.date())
    end(office, episode, began - HOUR)
    assert waiting(office) == [(Kind.END, 0)]
    reopen(office, episode)
    assert waiting(office) == [(Kind.BREAK, 0)]


def test_of_a_start_that_is_undone_no_plan_to_come_is_heard(office):
    key = office.a_referral(*WEEK[7])
    for deed in (referrals.accept, referrals.hold_capacity):
        office.do(deed, referral=key, seen=office.version(Referral, key))
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=key, seen=None, item=item)
    begun = office.do(referrals.start, referral=key, seen=office.version(Referral, key)).made
    office.send_tracker()
    plan(office, begun, 14, office.now + 5 * DAY)
    office.do(referrals.undo_start, referral=key, seen=office.version(Referral, key), because="Wrong Jean")
    assert (Kind.RETRACTED, 0) in waiting(office)
    assert Kind.INCREASE not in [each for each, _ in waiting(office)]


def test_a_change_of_team_that_waits_says_the_week_of_its_day_by_now_and_is_taken_back_all_the_same(office, episode):
    made = move(office, episode)
    assert waiting(office) == [(Kind.TEAM_CHANGED, 7)]
    plan(office, episode, 14, office.now + 3 * DAY)
    assert waiting(office) == [(Kind.INCREASE, 14), (Kind.TEAM_CHANGED, 14)]
    row = only(office, TrackerChange, TrackerChange.kind == Kind.TEAM_CHANGED, TrackerChange.withdrawn_at.is_(None))
    assert (row.from_team, row.to_team) == ("North", "South")
    assert office.get(OwnerChange, made).told_id == row.id
    office.do(changing.take_back_change, change=made, because="She stays")
    assert waiting(office) == [(Kind.INCREASE, 14)]


def test_a_change_of_team_before_the_plans_day_keeps_its_week(office, episode):
    move(office, episode, days=2)
    plan(office, episode, 14, office.now + 3 * DAY)
    assert waiting(office) == [(Kind.TEAM_CHANGED, 7), (Kind.INCREASE, 14)]


def test_a_return_that_is_expected_says_the_week_by_now(office, episode):
    began = office.now
    away = office.do(
        breaks.begin, episode=episode, kind=BreakKind.HOSPITAL, began_at=began, last_visit_on=began.date()
    ).made
    back = office.do(expecting.come_back_or_expect, break_=away, seen=1, returned_at=office.now + 5 * DAY).made
    plan(office, episode, 14, office.now + 3 * DAY)
    assert waiting(office) == [(Kind.BREAK, 0), (Kind.INCREASE, 14), (Kind.RETURN, 14)]
    row = only(office, TrackerChange, TrackerChange.kind == Kind.RETURN, TrackerChange.withdrawn_at.is_(None))
    assert office.get(ExpectedChange, back).told_id == row.id


def report(office, person, deed=deaths.report_death):
    office.do(deed, person=person, seen=office.version(Person, person))
    office.clock.advance(HOUR)


def test_a_death_that_ended_support_is_retracted_when_it_is_undone_and_the_reopening_says_the_week(office, episode):
    person = office.get(Episode, episode).person_id
    report(office, person)
    office.send_tracker()
    end(office, episode, reason=EndReason.DIED)
    report(office, person, deaths.undo_death)
    assert waiting(office) == [(Kind.RETRACTED, 0)]
    reopen(office, episode)
    assert waiting(office) == [(Kind.RETRACTED, 7)]


def test_where_the_undoing_went_out_too_the_reopening_still_says_the_week_once(office, episode):
    person = office.get(Episode, episode).person_id
    report(office, person)
    office.send_tracker()
    end(office, episode, reason=EndReason.DIED)
    report(office, person, deaths.undo_death)
    office.send_tracker()
    reopen(office, episode)
    assert waiting(office) == [(Kind.RETRACTED, 7)]
    office.send_tracker()
    end(office, episode)
    reopen(office, episode)
    assert waiting(office) == []


def test_a_death_that_is_reported_again_stands_only_where_its_retraction_never_went_out(office, episode):
    person, day = office.get(Episode, episode).person_id, office.now.date()

    def confirm():
        office.do(deaths.confirm_death, person=person, seen=office.version(Person, person), died_on=day)
        office.clock.advance(HOUR)

    confirm()
    office.send_tracker()
    end(office, episode, reason=EndReason.DIED)
    report(office, person, deaths.undo_death)
    office.send_tracker()
    reopen(office, episode)
    confirm()
    assert [each for each, _ in waiting(office)] == [Kind.RETRACTED, Kind.DIED]


def test_an_end_that_comes_again_as_it_was_heard_settles_its_step_as_they_marked_it(office, episode):
    at = office.now
    end(office, episode, at)
    office.send_tracker()
    number = only(office, TrackerChange).number
    office.do(record_marks, marks=[Mark(number, CclMark.YES, "Lee")])
    reopen(office, episode)
    assert only(office, ClosingStep).done_at is None
    end(office, episode, at)
    assert waiting(office) == []
    assert only(office, ClosingStep).done_at is not None
