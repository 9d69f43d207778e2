"""An end or a return ahead of its day: nothing happens by itself, and Scheduling hears of each step."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.capacity.team_capacity import capacity
from app.services.closure import breaks, deaths, ending, expecting
from app.services.referrals import starting
from models.breaks import Break
from models.episodes import Episode, Milestone
from models.expected import ExpectedChange
from models.people import Person
from models.referrals import Referral
from models.tracker import TrackerChange
from models.values import start_of_day
from models.vocabulary.closure import BreakKind, EndReason, ExpectedKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind as Told

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
pytestmark = pytest.mark.rule("END-9")


@pytest.fixture
def interim(office):
    return office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])


def expect_end(office, episode, at, reason=EndReason.PVI_FOUND, **values):
    return office.do(
        expecting.end_or_expect, episode=episode, seen=office.version(Episode, episode), reason=reason, ends_at=at,
        **values,
    ).made  # fmt: skip


def end(office, episode, at, reason=EndReason.PVI_FOUND, **values):
    seen = office.version(Episode, episode)
    values.setdefault("package_on", date(2026, 12, 1))
    office.do(ending.end, episode=episode, seen=seen, reason=reason, ends_at=at, **values)


def told(office):
    with office.database.reading() as session:
        rows = session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()
    numbers = {each.id: each.number for each in rows}
    heard = (each for each in rows if each.withdrawn_at is None)  # a report of a death may go before it went out
    return [(each.kind, each.effective_at, each.reason, numbers.get(each.retracts_id)) for each in heard]


def in_use(office, team="Interim"):
    return next(each for each in office.ask(capacity) if each.id == office.teams[team]).load.in_use


def test_an_end_ahead_is_told_at_once_and_changes_nothing_else(office, interim):
    on, before = office.now + 5 * DAY, in_use(office)
    made = expect_end(office, interim, on, package_on=date(2026, 12, 1))
    record = office.get(ExpectedChange, made)
    assert (record.kind, record.expected_at, record.reason) == (ExpectedKind.END, on, EndReason.PVI_FOUND)
    assert (record.package_on, record.announced_by_id) == (date(2026, 12, 1), office.staff["DSO"])
    assert told(office) == [(Told.PLANNED_END, on, "Expected, to be confirmed on the day: PVI provision found", None)]
    office.clock.advance(20 * DAY)
    assert office.get(Episode, interim).ended_at is None
    assert in_use(office) == before > 0
    with office.database.reading() as session:
        assert session.scalars(select(Milestone)).all() == []


def test_a_moment_that_has_come_ends_at_once(office):
    episode = office.an_episode()
    expect_end(office, episode, office.now, EndReason.GOALS_ACHIEVED)
    assert office.get(Episode, episode).ended_at == office.now
    with office.database.reading() as session:
        assert session.scalars(select(ExpectedChange)).all() == []


def test_confirming_at_its_moment_is_the_end_itself_with_its_gates(office, interim):
    on = office.now + DAY
    made = expect_end(office, interim, on)
    with pytest.raises(Refused, match="when it has come"):
        end(office, interim, on)
    office.send_tracker()
    office.clock.move_to(on)
    end(office, interim, on)
    record = office.get(ExpectedChange, made)
    assert (record.confirmed_at, record.settled_by_id) == (on, office.staff["DSO"])
    assert told(office)[1:] == [(Told.END, on, "Confirmed: PVI provision found", None)]


def test_an_end_at_another_moment_retracts_what_was_expected(office, interim):
    on = office.now + DAY
    made = expect_end(office, interim, on)
    office.send_tracker()
    office.clock.move_to(on + 2 * DAY)
    end(office, interim, on + MINUTE)
    assert office.get(ExpectedChange, made).confirmed_at == office.now
    assert told(office)[1:] == [
        (Told.RETRACTED, office.now, "It came at another moment", 1),
        (Told.END, on + MINUTE, "PVI provision found", None),
    ]


def test_an_end_for_another_reason_takes_back_what_was_expected(office, interim):
    made = expect_end(office, interim, office.now + 9 * DAY)
    office.send_tracker()
    person = office.get(Episode, interim).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    end(office, interim, office.now, EndReason.DIED)
    record = office.get(ExpectedChange, made)
    assert (record.confirmed_at, record.because) == (None, "Ended: Died")
    assert [each[0] for each in told(office)] == [Told.PLANNED_END, Told.RETRACTED, Told.END]


def test_it_is_moved_with_a_reason_and_scheduling_hears_both(office, interim):
    on = office.now + DAY
    made = expect_end(office, interim, on)
    office.send_tracker()
    seen = office.version(ExpectedChange, made)
    with pytest.raises(Refused, match="Say why"):
        office.do(expecting.move, expected=made, seen=seen, to=on + DAY, because=" ")
    with pytest.raises(Refused, match="far ahead"):
        office.do(expecting.move, expected=made, seen=seen, to=on + 800 * DAY, because="A year off")
    with pytest.raises(Refused, match="has come"):
        office.do(expecting.move, expected=made, seen=seen, to=office.now, because="Today")
    office.do(expecting.move, expected=made, seen=seen, to=on + DAY, because="No worker that day")
    assert office.get(ExpectedChange, made).expected_at == on + DAY
    assert told(office)[1:] == [
        (Told.RETRACTED, office.now, "No worker that day", 1),
        (Told.PLANNED_END, on + DAY, "Expected, to be confirmed on the day: PVI provision found", None),
    ]
    office.send_tracker()
    office.do(
        expecting.take_back, expected=made, seen=office.version(ExpectedChange, made), because="Provider withdrew"
    )
    assert told(office)[-1] == (Told.RETRACTED, office.now, "Provider withdrew", 3)


def test_it_is_taken_back_once_and_then_another_may_be_expected(office, interim):
    made = expect_end(office, interim, office.now + DAY)
    with pytest.raises(Refused, match="expected already"):
        expect_end(office, interim, office.now + 2 * DAY)
    office.do(expecting.take_back, expected=made, seen=office.version(ExpectedChange, made), because="Not ready")
    with pytest.raises(Refused, match="already"):
        office.do(expecting.take_back, expected=made, seen=office.version(ExpectedChange, made), because="Again")
    assert expect_end(office, interim, office.now + 2 * DAY) != made


def test_a_reason_of_another_kind_of_support_is_refused_ahead_too(office, interim):
    with pytest.raises(Refused, match="doesn't end support of this kind"):
        expect_end(office, interim, office.now + DAY, EndReason.GOALS_ACHIEVED)
    with pytest.raises(Refused, match="death"):
        expect_end(office, interim, office.now + DAY, EndReason.DIED)
    assert told(office) == []


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_six_weeks_ahead_are_counted_in_days_across_a_clock_change(office, day):
    office.clock.move_to(start_of_day(day) + timedelta(hours=12))
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    last = start_of_day(day + 43 * DAY) - timedelta(seconds=1)
    with pytest.raises(Refused, match="far ahead"):
        expect_end(office, episode, last + timedelta(seconds=1))
    made = expect_end(office, episode, last)
    assert office.get(ExpectedChange, made).expected_at == last


def test_a_return_ahead_is_confirmed_by_coming_back(office):
    episode = office.an_episode()
    began = office.now - DAY
    away = office.do(
        breaks.begin, episode=episode, kind=BreakKind.HOSPITAL, began_at=began, last_visit_on=began.date()
    ).made  # fmt: skip
    back = office.now + DAY
    with pytest.raises(Refused, match="before the return"):
        come_back(office, away, back, next_visit_on=office.now.date())
    made = come_back(office, away, back)
    office.send_tracker()
    assert (office.get(Break, away).returned_at, office.get(Break, away).return_expected_at) == (None, back)
    assert told(office)[1][:3] == (Told.RETURN, back, "Expected, to be confirmed on the day: Return from a break")
    office.clock.move_to(back + MINUTE)
    come_back(office, away, back)
    assert office.get(ExpectedChange, made).confirmed_at == office.now
    assert told(office)[-1][:3] == (Told.RETURN, back, "Confirmed: Back in service")


def test_a_return_that_is_not_planned_any_more_is_not_expected_either(office):
    episode = office.an_episode()
    away = office.do(
        breaks.begin, episode=episode, kind=BreakKind.HOSPITAL, began_at=office.now, last_visit_on=office.now.date()
    ).made  # fmt: skip
    made = come_back(office, away, office.now + DAY)
    office.send_tracker()
    office.do(breaks.answer, break_=away, seen=office.version(Break, away), return_still_planned=False)
    assert office.get(ExpectedChange, made).because == "A return isn't planned any more"
    assert told(office)[-1][3] == 2


def come_back(office, away, at, **values):
    seen = office.version(Break, away)
    return office.do(expecting.come_back_or_expect, break_=away, seen=seen, returned_at=at, **values).made


def test_reopening_retracts_what_was_told_ahead_and_what_was_confirmed(office, interim):
    on = office.now + DAY
    expect_end(office, interim, on)
    office.send_tracker()
    office.clock.move_to(on)
    end(office, interim, on)
    office.send_tracker()
    office.do(ending.reopen, episode=interim, because="Wrong Jean")
    assert [each[3] for each in told(office)] == [None, None, 1, 2]


def test_an_undone_start_leaves_nothing_expected(office):
    person = office.a_person()
    referral = office.a_referral(person=person, accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    episode = office.an_episode(person=person, referral_id=referral)
    with office.database.writing() as session:
        record = session.get_one(Referral, referral)
        record.outcome, record.outcome_at = ReferralOutcome.STARTED, office.now
    made = expect_end(office, episode, office.now + DAY, EndReason.GOALS_ACHIEVED)
    office.do(starting.undo_start, referral=referral, seen=office.version(Referral, referral), because="Not home yet")
    assert office.get(ExpectedChange, made).because == "Start undone: Not home yet"


def test_what_scheduling_never_heard_of_is_withdrawn_and_not_retracted(office, interim):
    """Moved twice and taken back before a workbook went out: only what was heard is answered, by its Ref."""
    made = expect_end(office, interim, office.now + DAY)

    def move(days):
        seen = office.version(ExpectedChange, made)
        office.do(expecting.move, expected=made, seen=seen, to=office.now + days * DAY, because="Another day")

    move(2)
    assert [each[0] for each in waiting(office)] == [Told.PLANNED_END]
    office.send_tracker()
    move(3)
    move(4)
    assert waiting(office)[0] == (Told.RETRACTED, office.now, "Another day", 2)
    assert [each[:2] for each in waiting(office)[1:]] == [(Told.PLANNED_END, office.now + 4 * DAY)]
    office.do(expecting.take_back, expected=made, seen=office.version(ExpectedChange, made), because="She stays")
    assert waiting(office) == [(Told.RETRACTED, office.now, "She stays", 2)]


def waiting(office):
    with office.database.reading() as session:
        waits = (TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
        rows = session.scalars(select(TrackerChange).where(*waits).order_by(TrackerChange.number)).all()
        numbers = dict(session.execute(select(TrackerChange.id, TrackerChange.number)).all())
    return [(each.kind, each.effective_at, each.reason, numbers.get(each.retracts_id)) for each in rows]
