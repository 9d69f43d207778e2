"""Today: every prompt that is due, with its group, its owner and the place that settles it, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.changes import changes
from app.kept.settling import settle
from app.queries.today.prompts import PromptGroup, today
from app.services import referrals
from app.services.office.policy import apply_preset
from app.services.owners.changing import change_owner
from app.services.tracker.scheduling import tell
from models.breaks import Break
from models.closure import ClosingStep, Closure
from models.episodes import Episode, Milestone
from models.people import Concern, Person
from models.referrals import Referral
from models.rules.today.headings import group_of
from models.tracker import TrackerChange
from models.transfer import Transfer, TransferStep
from models.values import start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def shown(office, **asked):
    return {(row.rule, row.field): row for row in office.ask(today, **asked)}


@pytest.mark.rule("GOAL-1", "PSP-6")
def test_goals_and_support_plan_are_prompted_with_their_deadline_and_owner(office):
    begun = office.now - 40 * HOUR
    episode = office.an_episode(started_at=begun, goal_setter_id=office.staff["OT"])
    rows = shown(office)
    goal = rows["GOAL-1", "goals.new"]
    assert (goal.due, goal.group) == (begun + 48 * HOUR, PromptGroup.NEXT_DAY)
    assert "OT North sets them" in goal.sentence
    assert (goal.owner, goal.owner_id, goal.episode_id) == ("OT North", office.staff["OT"], episode)
    assert (goal.chaser, goal.is_mine, goal.is_chased) == ("DSO North", False, True)
    assert (goal.tab, goal.person_id) == ("goals", rows["PSP-6", "plans.support_plan"].person_id)
    office.clock.advance(8 * HOUR + timedelta(microseconds=1))
    assert shown(office)["GOAL-1", "goals.new"].group is PromptGroup.OVERDUE


@pytest.mark.rule("STC-2", "DAY-4")
def test_an_allocated_worker_is_asked_for_where_the_office_does_until_one_has_it_in_no_statement_more(
    office, count_statements
):
    episode = office.an_episode()
    assert ("STC-2", "plans.owner") not in shown(office)
    statements = count_statements(office.database)
    shown(office)
    before = len(statements)
    office.do_as("Service manager", apply_preset, preset="short_term_care_at_home", because="We are STCH")
    shown(office)
    statements.clear()
    row = shown(office)["STC-2", "plans.owner"]
    assert len(statements) == before
    assert (row.tab, row.group, row.owner, row.episode_id) == ("plans", PromptGroup.OPEN, "DSO North", episode)
    assert f"{row.person} has no allocated worker: " in row.sentence
    tomorrow = office.now.date() + DAY
    office.do(
        change_owner, episode=episode, what=OwnerOf.ALLOCATED_WORKER, now=None, staff=office.staff["CWC"],
        because="Knows her", from_day=tomorrow,
    )  # fmt: skip
    assert ("STC-2", "plans.owner") in shown(office), "nobody has it today"
    office.clock.advance(DAY)
    assert ("STC-2", "plans.owner") not in shown(office)


@pytest.mark.rule("GOAL-3", "GOAL-5")
def test_only_a_complete_goal_settles_the_prompt_and_is_then_to_be_recorded(office):
    episode = office.an_episode()
    office.a_goal(episode, measure=" ")
    assert ("GOAL-1", "goals.new") in shown(office)
    office.a_goal(episode)
    rows = shown(office)
    assert ("GOAL-1", "goals.new") not in rows
    assert rows["GOAL-5", "goals.recorded"].group is PromptGroup.OPEN


@pytest.mark.rule("REF-3", "REF-13", "REF-18", "REF-8")
def test_a_referral_prompts_for_information_hold_discharge_and_chc(office):
    key = office.a_referral(
        chc=True, chc_known_at=office.now, chc_reviewed_at=office.now, discharge_on=date(2026, 11, 20)
    )
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    do(office, referrals.ask_for_information, key, what="Falls", of_whom="Ward 4")
    office.clock.advance(60 * HOUR)
    rows = shown(office)
    hold = rows["REF-13", "referrals.hold"]
    assert (hold.due, hold.group, hold.referral_id) == (office.now + 12 * HOUR, PromptGroup.NEXT_DAY, key)
    assert rows["REF-3", "referrals.information"].group is PromptGroup.OPEN
    assert "home without support" in rows["REF-18", "referrals.start"].sentence
    assert "ask CHC" in rows["REF-8", "referrals.chc"].sentence
    do(office, referrals.change_details, key, chc_asked=True)
    assert "follow it up" in shown(office)["REF-8", "referrals.chc"].sentence
    office.clock.advance(13 * HOUR)
    assert shown(office)["REF-13", "referrals.hold"].group is PromptGroup.OVERDUE


@pytest.mark.rule("PSP-7", "PSP-8", "MILE-2")
def test_the_end_of_six_weeks_the_assessment_and_the_review_are_prompted(office):
    begun = start_of_day(date(2026, 10, 16))  # day 36 today, day 42 is 26 November
    episode = office.an_episode(started_at=begun, package_started_on=date(2026, 11, 5))
    office.store(Milestone(episode_id=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY))
    rows = shown(office)
    assert rows["PSP-7", "plans.extension"].group is PromptGroup.WEEK
    assert rows["MILE-2", "goals.milestones"].group is PromptGroup.OPEN
    assert rows["PSP-8", "plans.review"].group is PromptGroup.OVERDUE


@pytest.mark.rule("END-3")
def test_a_stay_in_hospital_is_asked_about(office):
    episode = office.an_episode()
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM,
            began_at=office.now - DAY, last_visit_on=date(2026, 11, 19), last_asked_at=office.now - DAY,
            recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert "still planned?" in shown(office)["END-3", "closure.break"].sentence


@pytest.mark.rule("END-4", "END-5")
def test_an_ended_episode_prompts_until_it_is_closed(office):
    episode = office.an_episode(
        person=office.a_person(has_at=True), ended_at=office.now - HOUR, end_reason=EndReason.GOALS_ACHIEVED
    )
    closure = Closure(episode_id=episode)
    office.store(closure)
    office.store(
        ClosingStep(
            closure_id=closure.id, step=ClosingStepKind.END_PO, done_at=office.now, done_by_id=office.staff["DSO"]
        )
    )
    rows = shown(office)
    assert "Update MOSAIC" in rows["END-4", "closure.steps"].sentence
    assert "purchase order" not in rows["END-4", "closure.steps"].sentence
    assert ("END-5", "closure.at") in rows
    assert {row.episode_id for row in rows.values()} == {episode}


@pytest.mark.rule("END-4")
def test_a_handed_over_episode_prompts_its_own_dso_until_its_package_is_closed(office):
    episode = office.an_episode(ended_at=office.now - HOUR, end_reason=EndReason.TRANSFERRED)
    closure = Closure(episode_id=episode)
    office.store(closure)
    by = {"done_at": office.now, "done_by_id": office.staff["DSO"]}
    office.store(ClosingStep(closure_id=closure.id, step=ClosingStepKind.END_PO, **by))
    row = shown(office)["END-4", "transfer.checklist.sts_dso.package"]
    assert row.episode_id == episode
    assert row.sentence.endswith("short-term package is not closed yet. Update MOSAIC. "
                                 "Update CCL with start and end dates.")  # fmt: skip
    with office.database.writing() as session:
        kept = session.get_one(Closure, closure.id)
        kept.closed_at, kept.closed_by_id = office.now, office.staff["DSO"]
        session.get_one(Episode, episode).closed_at = office.now
    assert "END-4" not in {rule for rule, _field in shown(office)}


@pytest.mark.rule("INT-1", "INT-2", "INT-3")
def test_brokerage_and_the_checklist_are_prompted(office):
    episode = office.an_episode()
    transfer = Transfer(episode_id=episode, sent_to_brokerage_at=office.now - 49 * HOUR)
    office.store(transfer)
    rows = shown(office)
    assert ("INT-1", "transfer.conditions") in rows
    assert rows["INT-2", "transfer.listed"].episode_id == episode
    with office.database.writing() as session:
        kept = session.get_one(Transfer, transfer.id)
        kept.agreed_at, kept.route = office.now, TransferRoute.INTERIM_TEAM
    office.store(
        TransferStep(
            transfer_id=transfer.id, step=TransferStepKind.CAPACITY_SPOKEN, done_at=office.now,
            done_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    steps = shown(office)["INT-3", "transfer.checklist.sts_dso"].sentence
    assert TransferStepKind.PSP_SENT.label in steps
    assert TransferStepKind.CAPACITY_SPOKEN.label not in steps


@pytest.mark.rule("DAY-1", "END-6", "END-8")
def test_a_concern_is_prompted_and_a_death_leaves_only_its_own_prompts(office):
    person = office.a_person()
    office.an_episode(person=person)
    office.store(Concern(person_id=person, raised_at=office.now, raised_by_id=office.staff["CWC"], what="bruise"))
    assert ("DAY-1", "today.concern") in shown(office)
    with office.database.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now
    untold = ("DAY-1", "today.concern")
    assert set(shown(office)) == {("END-8", "closure.end"), untold}
    with office.database.writing() as session:
        kept = session.get_one(Person, person)
        kept.death_confirmed_at, kept.died_on = office.now, office.now.date()
    assert set(shown(office)) == {("END-6", "closure.end"), untold}


def test_today_is_in_order_and_can_be_one_teams_or_mine(office):
    office.an_episode(started_at=office.now - 50 * HOUR)
    office.an_episode(team_id=office.teams["South"], dso_id=office.staff["Interim DSO"])
    rows = office.ask(today)
    groups = tuple(PromptGroup)
    assert [groups.index(row.group) for row in rows] == sorted(groups.index(row.group) for row in rows)
    assert rows[0].group is PromptGroup.OVERDUE
    assert {row.team_id for row in office.ask(today, team=office.teams["South"])} == {office.teams["South"]}
    assert {row.owner for row in office.ask(today, mine=True)} == {"DSO North"}
    assert all(row.is_mine is (row.owner == "DSO North") for row in rows)
    office.a_referral(discharge_on=date(2026, 11, 20))
    assert "" in {row.owner for row in office.ask(today, mine=True)}  # what nobody owns is everybody's


def test_today_takes_as_many_statements_for_one_as_for_ten(office, count_statements):
    office.an_episode()
    office.a_referral()
    statements = count_statements(office.database)
    office.ask(today)
    few = len([each for each in statements if each != "BEGIN"])
    for _ in range(9):
        office.an_episode()
        office.a_referral(discharge_on=date(2026, 11, 20))
    statements.clear()
    assert len(office.ask(today)) >= 20
    assert len([each for each in statements if each != "BEGIN"]) == few <= 21  # their lines are derived at once
    office.work().keep(settle)
    statements.clear()
    assert len(office.ask(today)) >= 20
    assert len([each for each in statements if each != "BEGIN"]) <= 4  # the lines are kept; the settings are read too


def test_the_groups_begin_and_end_where_they_say(clock):
    now, moment = clock.now(), timedelta(microseconds=1)
    assert group_of(None, now) is PromptGroup.OPEN
    assert group_of(now - moment, now) is PromptGroup.OVERDUE
    assert group_of(now, now) is PromptGroup.NEXT_DAY
    assert group_of(now + DAY, now) is PromptGroup.NEXT_DAY
    assert group_of(now + DAY + moment, now) is PromptGroup.WEEK
    assert group_of(now + 7 * DAY, now) is PromptGroup.WEEK
    assert group_of(now + 7 * DAY + moment, now) is PromptGroup.LATER


@pytest.mark.rule("INT-3", "FUND-4")
def test_after_the_hand_over_each_desk_sees_its_own_steps(office):
    person = office.a_person(funding=Funding.SELF_FUNDER)
    handed = {"ended_at": office.now - HOUR, "end_reason": EndReason.TRANSFERRED, "closed_at": office.now}
    first = office.an_episode(person=person, **handed)
    second = office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"], follows_id=first,
        dso_id=office.staff["Interim DSO"], started_at=office.now - HOUR,
    )  # fmt: skip
    office.store(
        Transfer(
            episode_id=first, to_episode_id=second, agreed_at=office.now - DAY, handed_over_at=office.now - HOUR,
            route=TransferRoute.INTERIM_TEAM, to_team_id=office.teams["Interim"],
        )
    )  # fmt: skip
    rows = shown(office)
    steps = rows["INT-3", "transfer.checklist.sts_dso"]
    assert (steps.owner, steps.episode_id) == ("DSO North", first)
    agreement = rows["FUND-4", "transfer.agreement"]
    assert (agreement.owner, agreement.team_id, agreement.episode_id) == (
        "DSO Interim", office.teams["Interim"], second,
    )  # fmt: skip
    assert ("FUND-4", "transfer.agreement") not in shown(office, team=office.teams["North"])


@pytest.mark.rule("FUND-4", "INT-1")
def test_somebody_taken_over_in_interim_support_is_asked_to_sign_and_not_to_be_transferred(office):
    person = office.a_person(funding=Funding.SELF_FUNDER)
    episode = office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    office.store(Transfer(episode_id=episode, sent_to_brokerage_at=office.now - 4 * DAY))
    rows = shown(office)
    assert ("FUND-4", "transfer.agreement") in rows
    assert "INT-1" not in {rule for rule, _ in rows}


@pytest.mark.rule("REF-12")
def test_a_query_of_schedulings_is_prompted_until_they_mark_the_change_otherwise(office):
    episode = office.an_episode()
    person = office.get(Episode, episode).person_id

    def tell_them(turn):
        tell(turn, TrackerChangeKind.INCREASE, person=person, episode=episode, effective_at=turn.moment, reason="More")
        return changes()

    def mark(ccl, query=""):
        with office.database.writing() as session:
            kept = session.scalars(select(TrackerChange)).one()
            kept.exported_at, kept.exported_to = office.now, "tracker.xlsx"
            kept.ccl, kept.ccl_by, kept.ccl_query, kept.ccl_on = ccl, "Sam", query, office.now

    office.do(tell_them)
    assert ("REF-12", "plans.week") not in shown(office)
    mark(CclMark.QUERY, "Which key?")
    asked = shown(office)["REF-12", "plans.week"]
    assert "Sam of Scheduling asks “Which key?”" in asked.sentence
    assert (asked.group, asked.owner, asked.episode_id, asked.due) == (PromptGroup.OPEN, "DSO North", episode, None)
    mark(CclMark.YES)
    assert ("REF-12", "plans.week") not in shown(office)


def test_acting_for_a_colleague_shows_their_list_as_well_whatever_the_team(office):
    office.an_episode()
    colleague = office.staff["Interim DSO"]
    office.an_episode(team_id=office.teams["South"], dso_id=colleague)
    assert {row.owner for row in office.ask(today, mine=True)} == {"DSO North"}
    acting = office.ask(today, mine=True, team=office.teams["North"], acting_for=frozenset({colleague}))
    assert {row.owner for row in acting} == {"DSO North", "DSO Interim"}
