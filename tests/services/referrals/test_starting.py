"""Starting the service, its checklist, and undoing a start, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.referrals.queue import capacity, referral
from app.queries.today.prompts import today
from app.services import referrals
from app.services.closure.deaths import report_death
from app.services.office.policy import apply_preset
from app.services.owners.now import owners_of
from models.episodes import Episode, Milestone
from models.people import Person
from models.plans import Plan, PlanVisit
from models.referrals import Hold, Referral
from models.rules.referrals.stage import ReferralDeed, Stage
from models.tracker import TrackerChange
from models.values import Call
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.referrals import ComesFrom, CommunityAim, HoldEnd, Pathway
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import START_CHECKS, visit

HOUR = timedelta(hours=1)
PLANNED = {
    "pathway": Pathway.PLANNED,
    "comes_from": ComesFrom.COMMUNITY,
    "community_aim": CommunityAim.PREVENTION,
}


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def tick(office, key, item, **told):
    return office.do(referrals.tick_start_check, referral=key, item=item, **told)


def ready(office, *visits, **values):
    key = office.a_referral(*visits, **values)
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    for item in START_CHECKS:
        tick(office, key, item)
    return key


def all_of(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(kind.id)).all()


def north(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


@pytest.mark.rule("REF-16")
def test_a_start_opens_an_episode_with_its_plan_and_milestone(office):
    key = ready(office, visit(), visit(Call.BED, 45, 2))
    office.clock.advance(3 * HOUR)
    begun = office.now - HOUR
    made = do(office, referrals.start, key, started_at=begun, goal_setter=office.staff["OT"]).made
    episode = office.get(Episode, made)
    assert (episode.kind, episode.started_at, episode.first_support_at) == (EpisodeKind.SHORT_TERM, begun, begun)
    assert (episode.dso_id, episode.goal_setter_id) == (office.staff["DSO"], office.staff["OT"])
    [plan] = all_of(office, Plan)
    assert (plan.number, plan.kind, plan.change, plan.effective_from) == (
        1,
        PlanKind.SHORT_TERM,
        PlanChange.START,
        begun,
    )
    assert (plan.visits_a_week, plan.contact_minutes, plan.worker_minutes) == (14, 525, 840)
    assert [(line.call, line.workers) for line in all_of(office, PlanVisit)] == [(Call.MORNING, 1), (Call.BED, 2)]
    assert [(each.kind, each.at) for each in all_of(office, Milestone)] == [(MilestoneKind.START, begun)]
    assert [each.ended_as for each in all_of(office, Hold)] == [HoldEnd.STARTED]
    assert [each.kind for each in all_of(office, TrackerChange)] == [TrackerChangeKind.HOLD, TrackerChangeKind.START]
    assert office.ask(referral, referral=key).stage is Stage.STARTED
    load = north(office)
    assert (load.in_use, load.held) == (840, 0)
    assert {plan.operation_id} == {episode.operation_id}


@pytest.mark.rule("REF-19")
def test_a_start_waits_for_the_checklist_of_the_office(office):
    key = ready(office)
    office.do(referrals.untick_start_check, referral=key, item=START_CHECKS[1])
    with pytest.raises(Refused, match=START_CHECKS[1]):
        do(office, referrals.start, key)
    lacks = office.ask(referral, referral=key).deed(ReferralDeed.START).sentence
    assert START_CHECKS[1] in lacks
    assert START_CHECKS[0] not in lacks
    assert all_of(office, Episode) == []
    tick(office, key, START_CHECKS[1], note="Rang her")
    assert do(office, referrals.start, key).made


@pytest.mark.rule("REF-12")
def test_a_start_waits_for_capacity(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    with pytest.raises(Refused, match="Scheduling has to confirm"):
        do(office, referrals.start, key)


@pytest.mark.rule("REF-16")
def test_a_start_is_neither_ahead_nor_before_the_acceptance(office):
    key = ready(office)
    with pytest.raises(Refused, match="future"):
        do(office, referrals.start, key, started_at=office.now + HOUR)
    with pytest.raises(Refused, match="before the referral was accepted"):
        do(office, referrals.start, key, started_at=office.now - HOUR)
    assert all_of(office, Episode) == []


@pytest.mark.rule("END-6")
def test_nothing_is_started_for_somebody_reported_to_have_died(office):
    person = office.a_person()
    key = ready(office, person=person)
    office.do(report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="reported to have died"):
        do(office, referrals.start, key)


@pytest.mark.rule("REF-19")
def test_an_undone_start_leaves_the_referral_where_it_stood(office):
    key = ready(office)
    do(office, referrals.start, key)
    office.send_tracker()
    with pytest.raises(Refused, match="reason"):
        do(office, referrals.undo_start, key, because=" ")
    office.clock.advance(HOUR)
    do(office, referrals.undo_start, key, because="Discharge was put off")
    [episode] = all_of(office, Episode)
    assert (episode.undone_at, episode.undone_because) == (office.now, "Discharge was put off")
    view = office.ask(referral, referral=key)
    assert (view.stage, view.hold_expires_at) == (Stage.HELD, office.now + 71 * HOUR)
    assert (north(office).in_use, north(office).held) == (0, 210)
    unheard, start, retracted, held = all_of(office, TrackerChange)
    assert (retracted.kind, retracted.retracts_id) == (TrackerChangeKind.RETRACTED, start.id)
    assert unheard.withdrawn_at is not None  # the start went out alone; now that it is undone the hold is told
    assert (held.kind, held.calls, held.effective_at) == (TrackerChangeKind.HOLD, unheard.calls, unheard.effective_at)
    made = do(office, referrals.start, key).made
    assert office.get(Episode, made).ended_at is None


@pytest.mark.rule("REF-19")
def test_a_start_is_not_undone_after_the_service_ended(office):
    key = ready(office)
    do(office, referrals.start, key)
    [episode] = all_of(office, Episode)
    with office.database.writing() as session:
        record = session.get_one(Episode, episode.id)
        record.ended_at, record.end_reason = office.now, "goals_achieved"
    with pytest.raises(Refused, match="ended since"):
        do(office, referrals.undo_start, key, because="A mistake")


@pytest.mark.rule("REF-17", "PSP-3")
def test_the_rest_of_a_part_accepted_referral_is_added_to_the_open_service(office):
    key = office.a_referral(visit(), visit(Call.TEA, 45))
    rest = do(office, referrals.part_accept, key, starting=(visit(),)).made
    for each in (key, rest):
        do(office, referrals.confirm_capacity, each)
        for item in START_CHECKS:
            tick(office, each, item)
        do(office, referrals.start, each)
    [episode] = all_of(office, Episode)
    first, second = all_of(office, Plan)
    assert (first.episode_id, second.episode_id) == (episode.id, episode.id)
    assert (second.number, second.change, second.worker_minutes) == (2, PlanChange.MORE, 525)
    assert second.scheduling_confirmed_at is not None
    heard = [each.kind for each in all_of(office, TrackerChange) if each.kind is not TrackerChangeKind.HOLD]
    assert heard == [
        TrackerChangeKind.START, TrackerChangeKind.INCREASE,
    ]  # fmt: skip
    assert north(office).in_use == 525
    with pytest.raises(Refused, match="change its plan instead"):
        do(office, referrals.undo_start, rest, because="A mistake")


def part_accepted(office, **values):
    key = office.a_referral(visit(), visit(Call.TEA, 60), **values)
    return key, do(office, referrals.part_accept, key, starting=(visit(),)).made


def begin(office, key):
    do(office, referrals.confirm_capacity, key)
    for item in START_CHECKS:
        tick(office, key, item)
    return do(office, referrals.start, key).made


@pytest.mark.rule("REF-17", "PSP-1")
def test_a_call_that_others_covered_is_ours_where_one_of_the_rest_starts(office):
    key, rest = part_accepted(office)
    begin(office, key)
    [episode] = all_of(office, Episode)
    office.a_plan(episode.id, visit(), number=2, covered="lunch Sun: Jean\ntea Sat,Sun: Jean")
    begin(office, rest)
    newest = max(all_of(office, Plan), key=lambda each: each.number)
    assert (newest.number, newest.covered) == (3, "lunch Sun: Jean")


@pytest.mark.rule("REF-19")
def test_a_start_is_not_undone_once_calls_of_another_referral_were_added(office):
    key, rest = part_accepted(office)
    for each in (key, rest):
        begin(office, each)
    with pytest.raises(Refused, match="another referral were added"):
        do(office, referrals.undo_start, key, because="A mistake")


@pytest.mark.rule("REF-15")
def test_calls_promised_by_one_team_are_not_added_to_another_that_has_no_hours(office):
    person = office.a_person()
    office.an_episode(visit(minutes=780), person=person)  # 91 of North's 100 hours a week
    key = office.a_referral(visit(Call.TEA, 60, 2), person=person, team_id=office.teams["South"])
    do(office, referrals.accept, key)
    with pytest.raises(Refused, match="14 h a week are asked and 9 h are free"):
        begin(office, key)
    assert north(office).overcommitted == 0


@pytest.mark.rule("PSP-5")
def test_calls_of_a_referral_are_not_added_to_interim_support(office):
    person = office.a_person()
    office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    key = office.a_referral(person=person)
    do(office, referrals.accept, key)
    with pytest.raises(Refused, match="agreed by the case coordinator"):
        begin(office, key)
    assert len(all_of(office, Plan)) == 1


@pytest.mark.rule("REF-19")
def test_what_was_ticked_for_another_referral_counts_for_none_else(office):
    ready(office)
    key = ready(office)
    for item in START_CHECKS:
        office.do(referrals.untick_start_check, referral=key, item=item)
    with pytest.raises(Refused, match=START_CHECKS[0]):
        do(office, referrals.start, key)


@pytest.mark.rule("STC-2", "PSP-11")
def test_the_allocated_worker_can_be_named_at_the_start_and_is_never_asked_for(office):
    office.do_as("Service manager", apply_preset, preset="short_term_care_at_home", because="We are STCH")
    office.clock.advance(HOUR)
    key = ready(office, **PLANNED)
    with pytest.raises(Refused, match="the allocated worker is a member of the MDT"):
        do(office, referrals.start, key, allocated_worker=office.staff["Service manager"])
    episode = do(office, referrals.start, key, allocated_worker=office.staff["CCW"]).made
    assert office.ask(lambda turn: owners_of(turn, episode)).allocated_worker == office.staff["CCW"]
    assert [row for row in office.ask(today) if row.rule == "STC-2"] == []
