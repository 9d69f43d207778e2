"""A meeting carries out the end and the step-down that it decided, and takes them back while it goes on."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.door.changes import Topic
from app.door.errors import ChangedMeanwhile, Refused
from app.queries.meetings.agenda import agenda
from app.queries.meetings.carrying_out import step_down_asked
from app.queries.meetings.minutes import minutes
from app.services.closure import closing, deaths, ending, expecting
from app.services.meetings import meetings
from app.services.meetings.carrying_out import end_as_decided, step_down_as_decided
from app.services.meetings.taking_back import take_back_decision
from app.services.plans import versions
from models.deciding import WhoDecided
from models.episodes import Episode
from models.expected import ExpectedChange
from models.meetings import Decision, Meeting, MeetingTakenBack
from models.people import Person
from models.plans import Plan, PlanTakenBack
from models.tracker import TrackerChange
from models.values import start_of_day
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import PlanChange
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "meant for another"
WEEKLY = MeetingKind.WEEKLY
K = DecisionKind
HALF_AN_HOUR = (visit(minutes=30),)
ACHIEVED = EndReason.GOALS_ACHIEVED


@pytest.fixture
def weekly(office):
    return office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made


@pytest.fixture
def decide(office, weekly):
    return partial(office.do, meetings.decide, meeting=weekly)


def everything(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(kind.id)).all()


def end(office, decision, **told):
    episode = office.get(Decision, decision).episode_id
    told = {"reason": ACHIEVED, "ends_at": office.now, "seen": office.version(Episode, episode)} | told
    return office.do(end_as_decided, decision=decision, decision_seen=office.version(Decision, decision), **told)


def less(office, decision, week=HALF_AN_HOUR, days=1, **told):
    episode = office.get(Decision, decision).episode_id
    asked = office.ask(step_down_asked, episode=episode)
    from_day = start_of_day(office.now.date() + days * DAY)
    told = {"based_on": asked.newest, "because": "manages", "effective_from": from_day} | told
    seen = office.version(Decision, decision)
    return office.do(step_down_as_decided, decision=decision, seen=seen, week=week, **told)


def take_back(office, decision):
    seen = office.version(Decision, decision)
    return office.do(take_back_decision, decision=decision, seen=seen, because=WHY)


def shown(office):
    return office.ask(agenda, team=office.teams["North"], kind=WEEKLY)


def told_scheduling(office):
    changes = sorted(everything(office, TrackerChange), key=lambda each: each.number)
    return [each.kind for each in changes if each.withdrawn_at is None]


@pytest.mark.rule("MDT-3", "END-1", "END-10")
def test_the_meeting_ends_support_in_the_name_of_a_dso_and_keeps_the_person_on_its_agenda(office, weekly, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.END, note="manages alone").made
    (person,) = shown(office).people
    assert person.decisions[0].is_to_carry_out
    done = end(office, made)
    assert {Topic.MEETINGS, Topic.CLOSURES, Topic.TRACKER} <= done.topics
    held = office.get(Episode, episode)
    assert (held.ended_at, held.end_reason) == (office.now, ACHIEVED)
    (word,) = [each for each in everything(office, WhoDecided) if each.deed is DecidedDeed.END]
    assert word.decided_by_id == office.staff["DSO"]
    (person,) = shown(office).people
    (decision,) = person.decisions
    assert decision.done == f"Ended 20 Nov 2026 at 09:00: {ACHIEVED.label}"
    assert not decision.is_to_carry_out
    assert (person.opportunities, person.asks, person.to_settle) == ((), (), ())
    assert person.sign_words == "support has ended"
    (told,) = office.ask(minutes, team=office.teams["North"], kind=WEEKLY).decisions
    assert (told.note, told.done) == ("manages alone", decision.done)
    office.do(meetings.finish_meeting, meeting=weekly)
    assert shown(office).people == ()


@pytest.mark.rule("MDT-3", "END-7")
def test_an_end_is_taken_back_with_its_decision_and_support_goes_on(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.END).made
    end(office, made)
    office.clock.advance(HOUR)
    done = take_back(office, made)
    assert {Topic.CLOSURES, Topic.TRACKER, Topic.CAPACITY, Topic.PLANS} <= done.topics
    held = office.get(Episode, episode)
    assert (held.ended_at, held.end_reason, held.end_decided_at) == (None, None, None)
    assert TrackerChangeKind.END not in told_scheduling(office)
    (person,) = shown(office).people
    assert (person.decisions, person.ended_at) == ((), None)
    assert [(each.kind, each.taken_back, each.done) for each in person.taken_back] == [(K.END, WHY, "")]
    again = decide(episode=episode, kind=K.END).made
    end(office, again)
    with pytest.raises(Refused, match="taken back already"):
        take_back(office, made)
    take_back(office, again)
    assert office.get(Episode, episode).ended_at is None


@pytest.mark.rule("MDT-3", "END-9")
def test_an_end_ahead_is_expected_and_no_more_once_the_meeting_takes_it_back(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.END).made
    end(office, made, ends_at=office.now + 3 * DAY)
    (person,) = shown(office).people
    assert person.decisions[0].done == f"End expected 23 Nov 2026 at 09:00: {ACHIEVED.label}"
    assert (person.ended_at, told_scheduling(office)[-1]) == (None, TrackerChangeKind.PLANNED_END)
    with pytest.raises(Refused, match="expected"):
        end(office, made, ends_at=office.now + 4 * DAY)
    take_back(office, made)
    (expected,) = everything(office, ExpectedChange)
    assert (expected.taken_back_at, expected.because) == (office.now, WHY)
    assert TrackerChangeKind.PLANNED_END not in told_scheduling(office)


@pytest.mark.rule("MDT-3", "END-9")
def test_an_end_that_was_moved_or_confirmed_elsewhere_stands(office, decide):
    episode, other = office.an_episode(), office.an_episode()
    moved, confirmed = (decide(episode=each, kind=K.END).made for each in (episode, other))
    for each in (moved, confirmed):
        end(office, each, ends_at=office.now + HOUR)
    first = next(each for each in everything(office, ExpectedChange) if each.episode_id == episode)
    office.do(expecting.move, expected=first.id, seen=first.version, to=office.now + 2 * HOUR, because="later")
    with pytest.raises(Refused, match="said it anew since, so it stands: correct it in Closure"):
        take_back(office, moved)
    office.clock.advance(HOUR)
    office.do(
        expecting.end_or_expect, episode=other, seen=office.version(Episode, other), reason=ACHIEVED, ends_at=office.now
    )
    with pytest.raises(Refused, match="support has ended since: reopen it first"):
        take_back(office, confirmed)


@pytest.mark.rule("MDT-3", "END-9")
def test_an_end_that_closure_announced_since_is_taken_back_there_before_its_decision(office, decide):
    episode, before = office.an_episode(), office.an_episode()

    def announce(of):
        told = {"reason": ACHIEVED, "ends_at": office.now + 3 * DAY, "seen": office.version(Episode, of)}
        office.do(expecting.end_or_expect, episode=of, **told)

    announce(before)
    office.clock.advance(HOUR)
    made, after = (decide(episode=each, kind=K.END).made for each in (episode, before))
    office.clock.advance(HOUR)
    announce(episode)
    with pytest.raises(Refused, match="ends on 23 Nov 2026, as was announced in Closure since: take that back there"):
        take_back(office, made)
    expected = next(each for each in everything(office, ExpectedChange) if each.episode_id == episode)
    office.do(expecting.take_back, expected=expected.id, seen=expected.version, because="a mistake")
    take_back(office, made)
    take_back(office, after)
    assert len(everything(office, MeetingTakenBack)) == 2


@pytest.mark.rule("MDT-3", "END-4", "END-7")
def test_an_end_whose_package_is_being_closed_is_reopened_in_closure(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.END).made
    end(office, made)
    office.do(closing.tick, episode=episode, step=ClosingStepKind.UPDATE_MOSAIC, seen=None)
    with pytest.raises(Refused, match="recorded already since the end: reopen the support in Closure"):
        take_back(office, made)
    office.do(ending.reopen, episode=episode, seen=office.version(Episode, episode), because="a mistake")
    take_back(office, made)
    assert len(everything(office, MeetingTakenBack)) == 1


@pytest.mark.rule("MDT-3")
def test_what_the_meeting_took_back_never_decided_or_finished_is_not_carried_out(office, weekly, decide):
    episode = office.an_episode()
    made, step = decide(episode=episode, kind=K.END).made, decide(episode=episode, kind=K.STEP_DOWN).made
    with pytest.raises(Refused, match="decided “Service can end”, not “Step-down agreed”: decide that first"):
        less(office, made)
    with pytest.raises(Refused, match="decided “Step-down agreed”, not “Service can end”"):
        end(office, step)
    seen = office.version(Decision, made)
    take_back(office, made)
    told = {"seen": office.version(Episode, episode), "reason": ACHIEVED, "ends_at": office.now}
    with pytest.raises(ChangedMeanwhile):
        office.do(end_as_decided, decision=made, decision_seen=seen, **told)
    with pytest.raises(Refused, match="The meeting took this back"):
        end(office, made)
    office.do(meetings.finish_meeting, meeting=weekly, seen=office.version(Meeting, weekly))
    for deed in (less, end):
        with pytest.raises(Refused, match="is finished"):
            deed(office, step)


@pytest.mark.rule("MDT-3", "END-6")
def test_after_a_death_a_step_down_is_carried_out_no_more_and_an_end_is(office, decide):
    person = office.a_person(given="Jean", family="Fearn")
    episode = office.an_episode(visit(minutes=60), person=person)
    step, ended = (decide(episode=episode, kind=kind).made for kind in (K.STEP_DOWN, K.END))
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    (shown_of,) = shown(office).people
    assert {each.id: each.is_to_carry_out for each in shown_of.decisions} == {step: False, ended: True}
    said = told_scheduling(office)
    with pytest.raises(Refused, match="Jean Fearn is reported to have died: decide on the end of support"):
        less(office, step)
    assert told_scheduling(office) == said
    end(office, ended, reason=EndReason.DIED)
    assert office.get(Episode, episode).end_reason is EndReason.DIED


@pytest.mark.rule("MDT-3", "PSP-2", "PSP-4")
def test_a_step_down_makes_the_next_version_from_its_day_which_goes_with_it(office, decide):
    episode = office.an_episode(visit(minutes=60, workers=2))
    made = decide(episode=episode, kind=K.STEP_DOWN, note="one worker").made
    done = less(office, made, (visit(minutes=60),))
    assert {Topic.MEETINGS, Topic.PLANS, Topic.TRACKER} <= done.topics
    plan = office.get(Plan, done.made)
    assert (plan.change, plan.mdt_agreed_at, plan.from_day) == (PlanChange.STEP_DOWN, office.now, date(2026, 11, 21))
    (person,) = shown(office).people
    assert person.decisions[0].done == "In the plan from 21 Nov 2026: 14 → 7 worker hours a week"
    assert not person.decisions[0].is_to_carry_out
    (told,) = office.ask(minutes, team=office.teams["North"], kind=WEEKLY).decisions
    assert told.done == person.decisions[0].done
    take_back(office, made)
    (taken,) = everything(office, PlanTakenBack)
    assert (taken.plan_id, taken.because) == (plan.id, WHY)
    (person,) = shown(office).people
    assert (person.worker_minutes, person.decisions) == (14 * 60, ())
    (told,) = office.ask(minutes, team=office.teams["North"], kind=WEEKLY).decisions
    assert (told.taken_back, told.done) == (WHY, "")


@pytest.mark.rule("MDT-3", "PSP-2")
def test_a_version_in_force_or_one_that_another_follows_is_kept_with_its_step_down(office, decide):
    episode = office.an_episode(visit(minutes=60))
    made = decide(episode=episode, kind=K.STEP_DOWN).made
    less(office, made, days=0)
    with pytest.raises(Refused, match="plan from 20 Nov 2026 rests on it"):
        take_back(office, made)
    office.clock.advance(HOUR)
    made = decide(episode=episode, kind=K.STEP_DOWN).made
    less(office, made, (visit(days=frozenset(range(5))),))
    newest = office.ask(step_down_asked, episode=episode).newest
    later = {"effective_from": start_of_day(date(2026, 11, 25)), "agreed": versions.Agreed(decision=made)}
    week = (visit(days=frozenset(range(3))),)
    office.do(versions.new_version, episode=episode, based_on=newest, week=week, because="less", **later)
    with pytest.raises(Refused, match="plan from 21 Nov 2026 rests on it: take that version back first"):
        take_back(office, made)


@pytest.mark.rule("MDT-3", "PSP-2")
def test_a_step_down_in_two_weeks_to_come_is_taken_back_whole(office, decide):
    episode = office.an_episode(visit(minutes=60))
    made = decide(episode=episode, kind=K.STEP_DOWN).made
    less(office, made, (visit(minutes=45),), days=1)
    less(office, made, days=2)
    take_back(office, made)
    assert len(everything(office, PlanTakenBack)) == 2
    (person,) = shown(office).people
    assert person.worker_minutes == 7 * 60


@pytest.mark.rule("MDT-3", "PSP-2")
def test_of_a_step_down_in_two_weeks_the_one_in_force_stays_with_its_decision(office, decide):
    episode = office.an_episode(visit(minutes=60))
    made = decide(episode=episode, kind=K.STEP_DOWN).made
    less(office, made, (visit(minutes=45),), days=1)
    less(office, made, days=2)
    office.clock.advance(DAY)
    with pytest.raises(Refused, match="plan from 21 Nov 2026 rests on it"):
        take_back(office, made)


@pytest.mark.rule("MDT-3", "PSP-2")
@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_step_down_from_the_day_the_clocks_change_is_taken_back_until_that_day(office, sunday):
    office.clock.move_to(datetime(sunday.year, sunday.month, sunday.day - 1, 22, 59, tzinfo=UTC))
    weekly = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    for minutes_later, is_kept in ((0, False), (2 * 60, True)):
        episode = office.an_episode(visit(minutes=60))
        made = office.do(meetings.decide, meeting=weekly, episode=episode, kind=K.STEP_DOWN).made
        asked = office.ask(step_down_asked, episode=episode)
        told = {"based_on": asked.newest, "because": "manages", "effective_from": start_of_day(asked.offered_from)}
        seen = office.version(Decision, made)
        office.do(step_down_as_decided, decision=made, seen=seen, week=(visit(minutes=30),), **told)
        office.clock.advance(timedelta(minutes=minutes_later))
        if is_kept:
            with pytest.raises(Refused, match="rests on it"):
                take_back(office, made)
        else:
            take_back(office, made)
