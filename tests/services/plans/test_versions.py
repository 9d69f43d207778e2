"""New versions of a plan, who has to agree, and what Scheduling is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.services.closure import deaths
from app.services.plans import versions
from app.services.plans.versions import Agreed
from models.episodes import Episode
from models.meetings import Decision, Meeting
from models.people import Person
from models.plans import Plan, PlanVisit
from models.teams import Reduction
from models.tracker import TrackerChange
from models.transfer import Transfer, TransferStep
from models.values import Call, CoveredCall, WhyShort, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import TransferStepKind
from tests.builders import TABLETS, visit

LESS = (visit(minutes=15),)
MORE = (visit(minutes=60),)
MOVED = (visit(call=Call.TEA),)


def newest(office):
    with office.database.reading() as session:
        return session.scalars(select(Plan).order_by(Plan.made_at.desc(), Plan.number.desc())).first()


def told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


def change(office, episode, week, agreed=None, **values):
    asked = {"based_on": newest(office).id, "because": "MDT", "why_short": TABLETS} | values
    return office.do(versions.new_version, episode=episode, week=week, agreed=agreed, **asked)


@pytest.mark.rule("PSP-2", "PSP-4")
def test_a_step_down_agreed_in_the_mdt_is_a_new_version_and_scheduling_is_told(office):
    episode = office.an_episode()
    done = change(office, episode, LESS, Agreed(mdt_at=office.now, present="OT, SW"))
    plan = office.get(Plan, done.made)
    assert (plan.number, plan.change, plan.because, plan.mdt_agreed_at) == (2, PlanChange.STEP_DOWN, "MDT", office.now)
    assert (plan.worker_minutes, plan.visits_a_week, plan.has_double_up) == (105, 7, False)
    assert (plan.made_by_id, plan.effective_from) == (office.staff["DSO"], start_of_day(office.now.date()))
    (row,) = told(office)
    assert (row.kind, row.calls, row.operation_id) == (
        TrackerChangeKind.DECREASE,
        "Mon–Sun: morning 15",
        plan.operation_id,
    )
    assert "3.5 → 1.75 worker hours a week" in row.reason


@pytest.mark.rule("PSP-4")
def test_a_step_down_without_the_mdt_is_refused(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="MDT agrees the step-down"):
        change(office, episode, LESS)
    assert (newest(office).number, told(office)) == (1, [])


@pytest.mark.rule("PSP-4")
def test_a_step_down_may_name_the_decision_of_a_meeting(office):
    episode, other = office.an_episode(), office.an_episode()
    meeting = Meeting(
        team_id=office.teams["North"], kind=MeetingKind.WEEKLY, held_at=office.now, opened_by_id=office.staff["DSO"]
    )
    agreed = Decision(
        meeting_id=meeting.id, episode_id=episode, kind=DecisionKind.STEP_DOWN,
        decided_at=office.now - timedelta(hours=1), recorded_by_id=office.staff["DSO"],
    )  # fmt: skip
    office.store(meeting, agreed)
    with office.database.reading() as session:
        first = {plan.episode_id: plan.id for plan in session.scalars(select(Plan))}
    with pytest.raises(Refused, match="no step-down of this person"):
        change(office, other, LESS, Agreed(decision=agreed.id), based_on=first[other])
    made = change(office, episode, LESS, Agreed(decision=agreed.id), based_on=first[episode]).made
    assert office.get(Plan, made).mdt_agreed_at == office.now - timedelta(hours=1)
    everybody = Agreed(dso=True, scheduling_at=office.now, coordinator_at=office.now, decision=agreed.id)
    grown = change(office, episode, MORE, everybody, based_on=made).made  # what the others agreed counts beside it
    assert office.get(Plan, grown).scheduling_confirmed_at == office.now


@pytest.mark.rule("PSP-3")
def test_more_support_needs_the_dso_and_scheduling(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match=r"(?s)DSO agrees.*Scheduling confirms") as refused:
        change(office, episode, MORE)
    assert refused.value.rule == "PSP-3"
    with pytest.raises(Refused, match="Scheduling confirms"):
        change(office, episode, MORE, Agreed(dso=True))
    change(office, episode, MORE, Agreed(dso=True, scheduling_at=office.now))
    plan = newest(office)
    assert (plan.change, plan.scheduling_confirmed_at) == (PlanChange.MORE, office.now)
    assert [row.kind for row in told(office)] == [TrackerChangeKind.INCREASE]


@pytest.mark.rule("PSP-3", "END-10")
def test_any_other_desk_says_which_dso_agrees_to_more(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Say which DSO decided on more support"):
        office.do_as(
            "Admin", versions.new_version, episode=episode, based_on=newest(office).id, week=MORE, because="worse",
            agreed=Agreed(dso=True, scheduling_at=office.now),
        )  # fmt: skip


@pytest.mark.rule("REF-15", "PSP-3")
def test_more_support_takes_exactly_what_the_team_has_left(office):
    episode = office.an_episode()
    day = office.now.date()
    less = Reduction(
        team_id=office.teams["North"], first_day=day, last_day=day, worker_minutes_a_week=6000 - 420, because="leave"
    )
    office.store(less)
    agreed = Agreed(dso=True, scheduling_at=office.now)
    with pytest.raises(Refused, match="are free") as refused:
        change(office, episode, (visit(minutes=65),), agreed)
    assert refused.value.rule == "REF-15"
    assert newest(office).number == 1
    change(office, episode, (visit(minutes=60),), agreed)
    assert newest(office).worker_minutes == 420


@pytest.mark.rule("PSP-2")
def test_the_same_hours_at_another_call_need_nobody_and_are_told(office):
    episode = office.an_episode()
    change(office, episode, MOVED)
    assert newest(office).change is PlanChange.SAME_HOURS
    assert [row.kind for row in told(office)] == [TrackerChangeKind.REARRANGED]


def test_other_tasks_are_a_version_of_which_scheduling_is_not_told(office):
    episode = office.an_episode()
    change(office, episode, (replace(visit(), tasks="help with breakfast"),))
    with office.database.reading() as session:
        tasks = session.scalars(
            select(PlanVisit.tasks).join(Plan, Plan.id == PlanVisit.plan_id).where(Plan.number == 2)
        )
        assert tasks.all() == ["help with breakfast"]
    assert told(office) == []


@pytest.mark.rule("PSP-5")
def test_changed_interim_hours_need_the_case_coordinator_and_ask_for_two_papers(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    with pytest.raises(Refused, match="case coordinator agrees"):
        change(office, episode, LESS, Agreed(mdt_at=office.now, present="OT, SW"))
    plan = change(office, episode, LESS, Agreed(coordinator_at=office.now)).made
    assert office.get(Plan, plan).change is PlanChange.INTERIM_CHANGE
    office.do(versions.note_amended_support_plan, plan=plan, seen=office.version(Plan, plan))
    with pytest.raises(Refused, match="has changed since"):
        office.do(versions.note_amended_po, plan=plan, seen=1)
    office.do(versions.note_amended_po, plan=plan, seen=office.version(Plan, plan))
    held = office.get(Plan, plan)
    assert (held.amended_support_plan_at, held.amended_po_at) == (office.now, office.now)


@pytest.mark.rule("PSP-2", "PSP-5")
def test_no_paper_is_noted_on_a_version_that_is_finished_or_superseded(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    first = change(office, episode, LESS, Agreed(coordinator_at=office.now)).made
    second = change(office, episode, (visit(minutes=10),), Agreed(coordinator_at=office.now)).made
    office.do(versions.finish_version, plan=second, seen=office.version(Plan, second))
    for plan in (first, second):
        for done in (True, False):  # unticking what was never ticked changes nothing, and is refused all the same
            with pytest.raises(Refused, match="never changes"):
                office.do(versions.note_amended_po, plan=plan, seen=office.version(Plan, plan), done=done)


@pytest.mark.rule("PSP-5")
def test_only_changed_interim_hours_ask_for_papers(office):
    office.an_episode()
    plan = newest(office)
    with pytest.raises(Refused, match="Only a change of interim hours"):
        office.do(versions.note_amended_po, plan=plan.id, seen=plan.version)


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"week": ()}, "at least one visit"),
        ({"because": " "}, "why there is a new version"),
        ({"week": (visit(),)}, "Nothing in the week has changed"),
    ],
)
def test_a_version_says_something_new_and_why(office, values, sentence):
    episode = office.an_episode()
    with pytest.raises(Refused, match=sentence):
        change(office, episode, **{"week": MOVED} | values)
    assert newest(office).number == 1


@pytest.mark.rule("PSP-9")
def test_the_same_week_may_become_a_long_term_plan(office):
    episode = office.an_episode()
    change(office, episode, (visit(),), kind=PlanKind.LONG_TERM)
    assert (newest(office).kind, told(office)) == (PlanKind.LONG_TERM, [])


@pytest.mark.rule("PSP-2")
def test_a_version_based_on_an_older_one_is_refused(office):
    episode = office.an_episode()
    first = newest(office).id
    change(office, episode, MOVED)
    with pytest.raises(Refused, match="newer version"):
        change(office, episode, LESS, Agreed(mdt_at=office.now, present="OT, SW"), based_on=first)


def test_an_agreement_in_the_future_and_an_ended_episode_are_refused(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="in the future"):
        change(office, episode, LESS, Agreed(mdt_at=office.now + timedelta(minutes=1), present="OT, SW"))
    ended = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    with pytest.raises(Refused, match="has ended"):
        change(office, ended, MOVED)


@pytest.mark.rule("INT-3", "PSP-2")
def test_under_a_transfer_a_plan_is_finished_once_pst_has_the_end_date_request(office):
    episode = office.an_episode()
    plan = newest(office)
    transfer = Transfer(episode_id=episode)
    office.store(transfer)
    with pytest.raises(Refused, match="end date request"):
        office.do(versions.finish_version, plan=plan.id, seen=plan.version)
    office.store(
        TransferStep(
            transfer_id=transfer.id, step=TransferStepKind.END_DATE_REQUEST, done_at=office.now,
            done_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    office.do(versions.finish_version, plan=plan.id, seen=plan.version)
    held = office.get(Plan, plan.id)
    assert held.finished_at == office.now
    with pytest.raises(Refused, match="finished already"):
        office.do(versions.finish_version, plan=plan.id, seen=held.version)


def test_a_plan_without_a_transfer_is_finished_as_it_stands(office):
    office.an_episode()
    plan = newest(office)
    with pytest.raises(Refused, match="has changed since"):
        office.do(versions.finish_version, plan=plan.id, seen=plan.version + 1)
    office.do(versions.finish_version, plan=plan.id, seen=plan.version)
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Plan).where(Plan.finished_at.is_not(None))) == 1


@pytest.mark.rule("PSP-1")
def test_minutes_that_may_be_a_slip_are_asked_about_until_they_are_meant(office):
    episode = office.an_episode()
    odd, agreed = (visit(minutes=29),), Agreed(mdt_at=office.now, present="OT, SW")
    with pytest.raises(Refused) as refused:
        change(office, episode, odd, agreed)
    assert [(each.rule, each.field) for each in refused.value.lacks] == [("PSP-1", "week_is_meant")]
    asked = {"Morning, every day: 29 minutes isn't in steps of 5: 25 or 30, perhaps?"}
    why = (*TABLETS, WhyShort(Call.TEA, "A look"))
    with pytest.raises(Refused, match="Tea, every day: 3 minutes isn't in steps of 5") as refused:
        change(office, episode, (*odd, visit(call=Call.TEA, minutes=3)), agreed, answered=asked, why_short=why)
    assert [each.field for each in refused.value.lacks if each.rule == "PSP-1"] == ["week_is_meant"]
    assert newest(office).number == 1
    plan = office.get(Plan, change(office, episode, odd, agreed, answered=asked).made)
    assert plan.worker_minutes == 7 * 29
    again = (*odd, visit(call=Call.TEA))
    more = Agreed(dso=True, scheduling_at=office.now)
    assert office.get(Plan, change(office, episode, again, more).made).number == 3


DAUGHTER = CoveredCall(frozenset({6}), Call.TEA, "daughter")


@pytest.mark.rule("PSP-1", "PSP-2")
def test_a_call_that_family_covers_is_a_version_of_its_own_and_no_minute_of_ours(office):
    episode = office.an_episode()
    change(office, episode, (visit(),), covered=(DAUGHTER,))
    plan = newest(office)
    assert (plan.number, plan.change, plan.covers) == (2, PlanChange.SAME_HOURS, (DAUGHTER,))
    assert (plan.visits_a_week, plan.contact_minutes, plan.worker_minutes) == (7, 210, 210)
    assert told(office) == []
    change(office, episode, MOVED, answered=frozenset({ASKED}))
    assert newest(office).covers == (DAUGHTER,), "carried to the next version where nothing else is said"
    change(office, episode, MOVED, covered=())
    assert newest(office).covered is None


ASKED = "Tea, Sun: covered by daughter, and a visit of ours is planned too. Does somebody come twice?"


@pytest.mark.rule("PSP-1")
def test_a_visit_of_ours_where_family_comes_is_asked_about_before_it_is_saved(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Does somebody come twice"):
        change(office, episode, MOVED, covered=(DAUGHTER,))
    with pytest.raises(Refused, match="say once who covers it"):
        change(office, episode, (visit(),), covered=(DAUGHTER, replace(DAUGHTER, by="son")))
    change(office, episode, MOVED, covered=(DAUGHTER,), answered=frozenset({ASKED}))
    assert newest(office).covers == (DAUGHTER,)


@pytest.mark.rule("PSP-1")
def test_a_short_call_asks_for_its_reason_which_goes_on_while_it_stays_short(office):
    episode, agreed = office.an_episode(visit(), visit(Call.TEA)), Agreed(mdt_at=office.now, present="OT, SW")
    short = (visit(minutes=25), visit(Call.TEA))
    for untold in ((), (WhyShort(Call.MORNING, "  "),), (WhyShort(Call.TEA, "A look"),)):
        with pytest.raises(Refused, match="Morning, 25 minutes: say why so short a visit is enough") as refused:
            change(office, episode, short, agreed, why_short=untold)
        assert [(each.rule, each.field) for each in refused.value.lacks] == [("PSP-1", "why_short_morning")]
    change(office, episode, short, agreed, why_short=(*TABLETS, WhyShort(Call.TEA, "Isn't short")))
    assert said(office) == [(Call.MORNING, 25, "Only her tablets"), (Call.TEA, 30, None)]
    shorter = (visit(minutes=20), visit(Call.TEA))
    change(office, episode, shorter, agreed, why_short=())
    assert said(office)[0] == (Call.MORNING, 20, "Only her tablets")
    with pytest.raises(Refused, match="Morning, 20 minutes: say why"):
        change(office, episode, (visit(minutes=20),), agreed, why_short=(WhyShort(Call.MORNING, ""),))
    change(office, episode, shorter, agreed, why_short=(WhyShort(Call.MORNING, " Eye drops "),))
    assert said(office)[0] == (Call.MORNING, 20, "Eye drops"), "nothing else is other"
    with pytest.raises(Refused, match="Nothing in the week has changed"):
        change(office, episode, shorter, agreed, why_short=(WhyShort(Call.MORNING, "Eye drops"),))
    change(office, episode, (visit(), visit(Call.TEA)), agreed, why_short=())
    assert [because for _, _, because in said(office)] == [None, None]


def said(office):
    with office.database.reading() as session:
        lines = session.scalars(select(PlanVisit).where(PlanVisit.plan_id == newest(office).id))
        return sorted(((each.call, each.minutes, each.short_because) for each in lines), key=lambda each: each[0].value)


@pytest.mark.rule("END-6", "END-8")
@pytest.mark.parametrize("confirmed", [False, True])
def test_no_week_is_planned_for_somebody_who_died_until_the_report_is_undone(office, confirmed):
    episode = office.an_episode()
    person = office.get(Episode, episode).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    if confirmed:
        seen = office.version(Person, person)
        office.do(deaths.confirm_death, person=person, seen=seen, died_on=office.now.date())
    how = "has died" if confirmed else "is reported to have died"
    with pytest.raises(Refused, match=f"{how}, so their plan stays as it is"):
        change(office, episode, MOVED)
    office.do(deaths.undo_death, person=person, seen=office.version(Person, person))
    assert change(office, episode, MOVED).made is not None
