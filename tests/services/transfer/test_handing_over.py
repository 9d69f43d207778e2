"""The move to interim support: nothing in between, nothing twice, and every gate before it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.prompts import today
from app.queries.transfer.transfer import transfer
from app.services.closure import breaks, deaths
from app.services.episodes.week import of_day, versions_of, why_short_of
from app.services.tracker.send_and_read_back import send
from app.services.transfer import checklist, conditions, handing_over
from models.audit import AuditEntry
from models.episodes import Episode, Milestone
from models.people import Person
from models.plans import Plan, PlanVisit
from models.tracker import TrackerChange
from models.transfer import Transfer, TransferStep
from models.values import Call, WhyShort
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import visit


def move(office, ready, *, at=None, seen=None):
    return office.do(
        handing_over.hand_over,
        transfer=ready.transfer,
        seen=ready.seen(office) if seen is None else seen,
        at=at or office.now,
    )


@pytest.mark.rule("INT-7", "PSP-1")
def test_why_a_call_is_short_goes_with_the_plan(office, make_ready):
    ready = make_ready(office, visit())
    office.a_plan(ready.episode, visit(minutes=20), number=9, kind=PlanKind.LONG_TERM, why=("Her tablets",))
    (plan,) = office.ask(versions_of, move(office, ready).made)
    assert office.ask(why_short_of, plan.id) == (WhyShort(Call.MORNING, "Her tablets"),)


def open_episodes(office):
    with office.database.reading() as session:
        return session.scalars(select(Episode).where(Episode.ended_at.is_(None))).all()


@pytest.mark.rule("INT-7")
def test_one_episode_ends_and_the_other_begins_at_the_same_moment_with_the_plan(office, make_ready):
    ready = make_ready(office, visit(Call.MORNING, 45, 2), visit(Call.TEA))
    at = office.now - timedelta(hours=1)
    made = move(office, ready, at=at).made
    first, second = office.get(Episode, ready.episode), office.get(Episode, made)
    assert (first.ended_at, first.end_reason, first.end_decided_at) == (at, EndReason.TRANSFERRED, office.now)
    assert (second.started_at, second.kind, second.follows_id) == (at, EpisodeKind.INTERIM_TEAM, first.id)
    assert (second.team_id, second.dso_id) == (office.teams["Interim"], office.staff["Interim DSO"])
    assert second.case_coordinator_id == first.case_coordinator_id
    assert second.first_support_at == first.first_support_at
    assert [each.id for each in open_episodes(office)] == [made]
    with office.database.reading() as session:
        before, after = session.scalars(select(Plan).order_by(Plan.effective_from)).all()
        lines = session.scalars(select(PlanVisit).where(PlanVisit.plan_id == after.id)).all()
        ended = session.scalars(select(Milestone).where(Milestone.kind == MilestoneKind.END)).one()
    assert (after.number, after.kind, after.change) == (1, PlanKind.LONG_TERM, PlanChange.TRANSFER)
    assert (after.worker_minutes, after.has_double_up) == (before.worker_minutes, True)
    assert [(each.call, each.minutes, each.workers) for each in lines] == [(Call.MORNING, 45, 2), (Call.TEA, 30, 1)]
    assert before.finished_at == office.now
    assert (ended.episode_id, ended.at) == (first.id, at)
    record = office.get(Transfer, ready.transfer)
    assert (record.handed_over_at, record.to_episode_id) == (at, made)


def told_step(office):
    with office.database.reading() as session:
        told = TransferStep.step == TransferStepKind.SCHEDULING_TOLD
        return session.scalars(select(TransferStep).where(told)).one_or_none()


def asked_to_export(office):
    return [each.person for each in office.ask(today) if each.field == "transfer.export_tracker"]


@pytest.mark.rule("INT-3", "INT-7")
def test_scheduling_is_told_once_when_the_row_has_gone_out_and_not_while_it_waits(office, make_ready):
    ready = make_ready(office)
    assert asked_to_export(office) == []
    move(office, ready)
    with office.database.reading() as session:
        told = session.scalars(select(TrackerChange)).one()
    assert (told.kind, told.from_team, told.to_team, told.reason) == (
        TrackerChangeKind.TRANSFER,
        "North",
        "Interim",
        "No offer yet",
    )
    assert told.calls == "Mon–Sun: morning 30"
    assert told_step(office) is None
    assert len(asked_to_export(office)) == 1
    with pytest.raises(Refused, match="waits for the tracker's export"):
        office.do(checklist.tick, transfer=ready.transfer, step=TransferStepKind.SCHEDULING_TOLD)
    office.clock.advance(timedelta(hours=1))
    office.do(send, numbers=[told.number], file_name="tracker.xlsx")
    step = told_step(office)
    assert (step.done_at, step.note) == (office.now, f"T{told.number:05d} in the tracker")
    assert asked_to_export(office) == []


@pytest.mark.rule("INT-3")
def test_what_is_noted_on_telling_scheduling_stays_when_the_row_goes_out(office, make_ready):
    ready = make_ready(office)
    about = {"episode": ready.episode, "transfer": ready.transfer, "step": TransferStepKind.SCHEDULING_TOLD}
    office.do(checklist.write_note, note="Rung too", **about)
    with pytest.raises(Refused, match="waits for the hand-over"):
        office.do(checklist.tick_step, **about)
    move(office, ready)
    with office.database.reading() as session:
        (number,) = session.scalars(select(TrackerChange.number))
    office.do(send, numbers=[number], file_name="tracker.xlsx")
    assert (told_step(office).note, told_step(office).done_at) == ("Rung too", office.now)


@pytest.mark.rule("PSP-9", "INT-8")
def test_within_sts_the_dso_keeps_the_person_and_a_long_term_plan_is_needed(office, make_ready):
    ready = make_ready(office, route=TransferRoute.WITHIN_STS)
    made = move(office, ready).made
    second = office.get(Episode, made)
    assert (second.kind, second.team_id, second.dso_id) == (
        EpisodeKind.INTERIM_IN_STS,
        office.teams["North"],
        office.staff["DSO"],
    )
    with office.database.reading() as session:
        told = session.scalars(select(TrackerChange)).one()
    assert told.kind is TrackerChangeKind.INTERIM_IN_STS


@pytest.mark.rule("PSP-9")
def test_within_sts_a_short_term_plan_does_not_do(office, make_ready):
    ready = make_ready(office, route=TransferRoute.WITHIN_STS)
    office.a_plan(ready.episode, visit(), number=3, kind=PlanKind.SHORT_TERM)
    with pytest.raises(Refused, match="Complete a long-term PSP"):
        move(office, ready)


@pytest.mark.rule("INT-1")
def test_a_condition_that_fails_at_that_moment_refuses_the_move_and_changes_nothing(office, make_ready):
    ready = make_ready(office)
    with pytest.raises(Refused, match="MDT agreed this transfer") as refused:
        move(office, ready, at=office.now - timedelta(days=2))
    assert "the MDT" in refused.value.who
    assert [each.id for each in open_episodes(office)] == [ready.episode]
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(TrackerChange)) == 0
        assert session.scalar(select(func.count()).select_from(Plan)) == 1


@pytest.mark.rule("INT-1")
def test_nobody_is_moved_while_nothing_of_it_is_recorded(office):
    episode = office.an_episode()
    made = office.do(conditions.confirm_need, episode=episode, at=office.now).made
    with pytest.raises(Refused, match="One of three must hold"):
        office.do(handing_over.hand_over, transfer=made, seen=office.version(Transfer, made), at=office.now)


@pytest.mark.rule("INT-3", "INT-5")
@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (TransferStepKind.END_DATE_REQUEST, "end date request to PST"),
        (TransferStepKind.TRANSFER_ACCEPTED, "has not accepted"),
    ],
)
def test_before_pst_has_the_request_and_the_interim_dso_accepts_nobody_moves(office, make_ready, step, sentence):
    ready = make_ready(office)
    office.do(checklist.untick, transfer=ready.transfer, step=step)
    with pytest.raises(Refused, match=sentence):
        move(office, ready)


@pytest.mark.rule("REF-15")
def test_a_receiving_team_without_free_hours_refuses(office, make_ready):
    office.an_episode(
        visit(Call.MORNING, 840), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"]
    )  # 98 of 100 h a week
    ready = make_ready(office)
    with pytest.raises(Refused, match="are free"):
        move(office, ready)
    assert office.get(Episode, ready.episode).ended_at is None


@pytest.mark.rule("END-3")
def test_somebody_away_is_not_handed_over(office, make_ready):
    ready = make_ready(office)
    office.do(
        breaks.begin, episode=ready.episode, kind=BreakKind.HOSPITAL, began_at=office.now,
        last_visit_on=office.now.date(),
    )  # fmt: skip
    with pytest.raises(Refused, match="break in service is open"):
        move(office, ready)


@pytest.mark.rule("INT-7")
def test_a_move_is_done_once_within_the_episode_and_over_what_was_seen(office, make_ready):
    ready = make_ready(office)
    with pytest.raises(Refused, match="has changed since"):
        move(office, ready, seen=1)
    with pytest.raises(Refused, match="between the start"):
        move(office, ready, at=office.now + timedelta(minutes=1))
    with pytest.raises(Refused, match="between the start"):
        move(office, ready, at=office.now - timedelta(days=21))
    move(office, ready)
    with pytest.raises(Refused, match="moved to interim support already"):
        move(office, ready)
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Episode)) == 2


def test_one_press_is_one_operation_in_the_audit(office, make_ready):
    ready = make_ready(office)
    with office.database.reading() as session:
        before = session.scalar(select(func.max(AuditEntry.number)))
    made = move(office, ready).made
    with office.database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.number > before)).all()
    assert {each.table_name for each in entries} >= {"episode", "transfer", "plan", "tracker_change"}
    assert len({each.operation_id for each in entries if each.row_id in {ready.episode, made, ready.transfer}}) == 1


@pytest.mark.rule("INT-1")
def test_a_transfer_that_was_given_up_moves_nobody(office, make_ready):
    ready = make_ready(office)
    office.do(conditions.abandon, episode=ready.episode)
    with pytest.raises(Refused, match="was given up"):
        move(office, ready)


@pytest.mark.rule("END-6")
def test_nobody_reported_to_have_died_is_handed_over(office, make_ready):
    case = make_ready(office)
    person = office.get(Episode, case.episode).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="reported to have died"):
        office.do(handing_over.hand_over, transfer=case.transfer, seen=case.seen(office), at=office.now)
    shown = office.ask(transfer, episode=case.episode)
    assert [each.rule for each in shown.hand_over_lacks] == ["END-6"]


@pytest.mark.rule("INT-7", "PSP-2")
def test_a_plan_agreed_for_after_the_move_goes_with_the_person(office, make_ready):
    ready = make_ready(office, visit(Call.MORNING, 45, 2), visit(Call.TEA))
    later = office.now + timedelta(days=5)
    office.a_plan(
        ready.episode, visit(Call.TEA), number=3, kind=PlanKind.LONG_TERM, change=PlanChange.STEP_DOWN,
        mdt_agreed_at=office.now, effective_from=later, because="Up alone",
    )  # fmt: skip
    made = move(office, ready).made
    day = office.now.date()
    assert office.ask(of_day, made, day) == (visit(Call.MORNING, 45, 2), visit(Call.TEA))
    assert office.ask(of_day, made, day + timedelta(days=5)) == (visit(Call.TEA),)
    with office.database.reading() as session:
        copies = session.scalars(select(Plan).where(Plan.episode_id == made).order_by(Plan.number)).all()
    assert [(each.number, each.change, each.because) for each in copies][1] == (2, PlanChange.STEP_DOWN, "Up alone")


@pytest.mark.rule("END-10")
def test_a_hand_over_names_the_dso_who_decided_and_who_typed_it_in(office, make_ready):
    case = make_ready(office)
    told = {"transfer": case.transfer, "seen": case.seen(office), "at": office.now}
    with pytest.raises(Refused, match="Say which DSO decided on the hand-over"):
        office.do_as("Admin", handing_over.hand_over, **told)
    with pytest.raises(Refused, match="A scheduler's seat doesn't record this"):
        office.do_as("Scheduler", handing_over.hand_over, **told, decided_by=office.staff["DSO"])
    office.do_as("Admin", handing_over.hand_over, **told, decided_by=office.staff["DSO"])
    assert office.ask(closure, episode=case.episode).end_decided_by == "DSO North, typed in by Admin North"
